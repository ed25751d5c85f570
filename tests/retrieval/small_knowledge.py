"""A knowledge folder of a few entries, so that a whole index is built within a second or two."""

from __future__ import annotations

from pathlib import Path

import yaml

ROUND = "2567"
BRANCHES = {"tpsa": "TPSA", "pmqa": "PMQA", "tepga": "TEPGA"}
TOPICS = {
    "closing": ("วันปิดรับสมัคร", "ปิดรับสมัครวันที่ 28 กุมภาพันธ์ 2567"),
    "attachment": ("ขนาดไฟล์แนบ", "ไฟล์แนบมีขนาดไม่เกิน 10 MB"),
}
_ASKED = (
    "{topic} {branch} คือเท่าไร",
    "ขอสอบถาม{topic}ของ {branch}",
    "อยากรู้{topic} {branch} ครับ",
    "{branch} กำหนด{topic}ไว้อย่างไร",
    "รบกวนถามเรื่อง{topic} {branch} หน่อยค่ะ",
    "{topic}ของสาขา {branch}",
    "มีข้อกำหนด{topic} {branch} ไหม",
    "ช่วยบอก{topic} {branch}",
    "เรื่อง{topic} {branch} ดูตรงไหน",
    "{branch} {topic}",
    "เอกสารพูดถึง{topic} {branch} ว่าอะไร",
    "หน่วยงานที่ส่ง {branch} ต้องดู{topic}แค่ไหน",
)


def entry_id(topic: str, branch: str) -> str:
    return f"{topic}-{branch}"


def write_knowledge(root: Path, closing: str = TOPICS["closing"][1]) -> Path:
    """Write the folder. Each topic stands once a branch, in the same words but for the branch's name."""
    folder = root / ROUND
    (folder / "faq").mkdir(parents=True, exist_ok=True)
    _write(root / "glossary.yaml", {"misread": {}, "synonyms": {}, "keep_whole": ["ไฟล์แนบ"], "latin": list(BRANCHES.values()), "english": {}, "aspects": {}})
    _write(root / "conduct.yaml", [])
    _write(
        folder / "round.yaml",
        {
            "round": ROUND,
            "name": "รอบทดสอบ",
            "ask": "ผู้จัด",
            "source": {"title": "รายงาน", "publisher": "ผู้จัด", "published": "2567"},
            "entities": [
                {"id": "psea", "name": "รางวัลเลิศรัฐ", "kind": "award"},
                *({"id": branch, "name": f"สาขา {name}", "kind": "branch", "aliases": [name]} for branch, name in BRANCHES.items()),
                {"id": "tpsa.innovation", "name": "ประเภทนวัตกรรมการบริการ", "kind": "category"},
            ],
        },
    )
    for topic, (title, fact) in TOPICS.items():
        for branch, name in BRANCHES.items():
            _write(folder / "faq" / f"{entry_id(topic, branch)}.yaml", _entry(topic, branch, name, title, closing if topic == "closing" else fact))
    _write(
        folder / "gaps.yaml",
        [
            {
                "id": "gap-fee",
                "title": "ค่าสมัคร",
                "about": ["psea"],
                "rounds": [ROUND],
                "missing": "เอกสารไม่ได้ระบุค่าสมัคร",
                "nearby": None,
                "ask": "ผู้จัด",
                "questions": [
                    "ค่าสมัครกี่บาท",
                    "ต้องเสียเงินไหม",
                    "มีค่าธรรมเนียมหรือเปล่า",
                    "สมัครฟรีไหม",
                    "ค่าใช้จ่ายในการสมัคร",
                    "จ่ายเงินตอนสมัครเท่าไร",
                ],
            }
        ],
    )
    return root


def _entry(topic: str, branch: str, name: str, title: str, fact: str) -> dict[str, object]:
    return {
        "id": entry_id(topic, branch),
        "kind": "faq",
        "title": f"{title} {name}",
        "about": [branch],
        "rounds": [ROUND],
        "question": f"{title}ของ {name} เป็นอย่างไร",
        "short": f"{name} {fact}",
        "full": f"สำหรับ {name} {fact}",
        "questions": [phrase.format(topic=title, branch=name) for phrase in _ASKED],
        "source": [{"section": "1", "item": "ข้อ 1", "quote": fact}],
    }


def _write(path: Path, data: object) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
