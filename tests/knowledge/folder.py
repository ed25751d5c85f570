"""A small valid knowledge folder to break: one round, one entry of each kind that has its own rules, one gap."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import KnowledgeError, Problem
from assistant.knowledge import load_knowledge

ROUND = "2570"
ROUND_FILE = f"{ROUND}/round.yaml"
GAPS = f"{ROUND}/gaps.yaml"
FAQ = f"{ROUND}/faq/tpsa-faq-1.yaml"
CRITERIA = f"{ROUND}/criteria/criteria-tpsa.yaml"
CALENDAR = f"{ROUND}/calendars/calendar-tpsa.yaml"
LEVELS = f"{ROUND}/award-levels/award-levels-tpsa.yaml"


def _questions(about: str, number: int) -> str:
    return "\n".join(f"  - {about} แบบที่ {index}" for index in range(1, number + 1))


def _entry(entry_id: str, kind: str, rest: str) -> str:
    return f"""\
id: {entry_id}
kind: {kind}
title: ชื่อของ {entry_id}
about: [tpsa]
rounds: ["{ROUND}"]
question: คำถามของ {entry_id}
short: คำตอบสั้นของ {entry_id}
full: คำตอบเต็มของ {entry_id}
questions:
{_questions(f"ถามเรื่อง {entry_id}", 12)}
source:
  - section: "๒.๓"
    item: ข้อ 1
    quote: ถ้อยคำในเอกสาร
related: [tpsa-faq-1]
{rest}"""


_FILES = {
    "glossary.yaml": """\
misread: {รายนาม: รายหมวด}
synonyms: {รับสมัคร: [เดดไลน์]}
keep_whole: [เลิศรัฐ]
latin: [tpsa]
english: {deadline: ปิดรับสมัคร}
aspects: {calendar: [เมื่อไร]}
""",
    "conduct.yaml": f"""\
- id: greeting
  outcome: answered
  text: สวัสดี
  english: Hello
  examples:
{_questions("สวัสดี", 5)}
  patterns:
    - ^สวัสดี$
""",
    ROUND_FILE: f"""\
round: "{ROUND}"
name: รางวัลเลิศรัฐ {ROUND}
ask: สำนักงาน ก.พ.ร.
source:
  title: รายงาน
  publisher: สำนักนโยบายและแผน
  published: ตุลาคม {ROUND}
entities:
  - id: tpsa
    name: รางวัลบริการภาครัฐ
    kind: branch
    aliases: [TPSA]
  - id: tpsa.innovation
    name: ประเภทนวัตกรรมการบริการ
    kind: category
    aliases: [นวัตกรรมการบริการ]
""",
    GAPS: f"""\
- id: gap-prize-money
  title: เงินรางวัล
  about: [tpsa]
  rounds: ["{ROUND}"]
  missing: เอกสารไม่ได้ระบุเงินรางวัล
  nearby: null
  nearby_entries:
    - award-levels-tpsa
  ask: สำนักงาน ก.พ.ร.
  questions:
{_questions("ได้เงินเท่าไร", 6)}
""",
    FAQ: _entry(
        "tpsa-faq-1",
        "faq",
        """\
points:
  - id: size
    answer: ไฟล์แนบไม่เกิน 5 MB
    questions: [ไฟล์แนบกี่เมก, ขนาดไฟล์, file size]
figures:
  - id: size
    of: ขนาดไฟล์แนบ
    value: 5
    unit: MB
    bound: at_most
    words: [ไฟล์]
    point: size
""",
    ),
    CRITERIA: _entry(
        "criteria-tpsa",
        "criteria",
        """\
facets:
  definition: null
  who: null
  unit: null
  conditions: null
  duration: null
  participation: null
  past_award: null
  operator: null
tables:
  - id: dimensions
    title: เกณฑ์การให้คะแนน
    label: มิติ
    columns:
      - {id: points, label: คะแนน, unit: คะแนน}
      - {id: minimum, label: ขั้นต่ำ, unit: คะแนน}
    rows:
      - {label: ปัญหา, words: [ปัญหา], values: [40, 10]}
      - {label: ผลลัพธ์, words: [ผลลัพธ์], values: [60, 15.5]}
    total: {label: รวม, values: [100, 30]}
    sum_differs:
      minimum: ผลรวมเท่ากับ 25.5 ไม่ใช่ 30
""",
    ),
    CALENDAR: _entry(
        "calendar-tpsa",
        "calendar",
        f"""\
events:
  - id: application
    name: รับสมัคร
    words: [สมัคร]
    start: "{ROUND}-01-05"
    end: "{ROUND}-02-28"
""",
    ),
    LEVELS: _entry(
        "award-levels-tpsa",
        "award_levels",
        """\
bands:
  - id: tpsa
    awards: [tpsa]
    except: [tpsa.innovation]
    of: คะแนนรวม
    unit: คะแนน
    maximum: 100
    levels:
      - {label: ดีเด่น, from: 90, to: 100}
      - {label: ดี, from: 80, below: 90}
""",
    ),
}


def write_folder(tmp_path: Path) -> Path:
    """The valid folder, written under ``tmp_path``."""
    root = tmp_path / "knowledge"
    for name, text in _FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def swap(root: Path, name: str, old: str, new: str, at: str | None = None) -> int:
    """Put ``new`` in place of the one ``old`` of a file; the line where ``at`` (else ``new``) then begins, counted from 1."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    mark = at or new
    assert text.count(mark) == 1, f"{mark!r} stands {text.count(mark)} times in {name}"
    return text[: text.index(mark)].count("\n") + 1


def problems_of(root: Path) -> list[Problem]:
    """Every fault found in the folder; none when it loads."""
    try:
        load_knowledge(root)
    except KnowledgeError as error:
        return error.problems
    return []


def only_problem(root: Path) -> Problem:
    """The one fault of a folder that was broken in one place."""
    found = problems_of(root)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]
