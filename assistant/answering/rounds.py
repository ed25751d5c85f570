"""Which round a question is about. Years are everywhere ("ย้อนหลังปี 2562", "PMQA 2562"): only those that name a round count."""

from __future__ import annotations

import re

from assistant.thai.dates import ERA_OFFSET

_OTHER_ROUND_CUE = r"(?:รอบ|ประจำปี|รางวัลปี|เกณฑ์ปี|สมัครปี|ปฏิทินปี|เลิศรัฐ(?:ปี)?|ของปี|ปี|พ\.ศ\.|ผลปี|\bbe|\bround|\byear|\bin)"
_YEAR = re.compile(rf"(?P<cue>{_OTHER_ROUND_CUE})?\s*(?P<year>25[5-9]\d|20[12]\d)(?!\d)(?P<range>\s*[-–]\s*\d{{2,4}})?")
_SHORT_YEAR = re.compile(r"(?:ปี|รอบ)\s*(?P<year>6[0-9]|7[0-5])(?![\d.%])(?!\s*(?:คะแนน|เดือน|แต้ม))")
_NEXT = r"(?:ปีหน้า|รอบหน้า|รอบถัดไป|รอบใหม่|ปีถัดไป|ปีต่อไป|next year|next round)"
_NEXT_ROUND = re.compile(
    rf"(?:เกณฑ์|ปฏิทิน|กำหนดการ|เปิดรับ|ปิดรับ|ประกาศ|คะแนน|ประเภท|รางวัล|award|criteria|deadline).{{0,25}}{_NEXT}"
    rf"|{_NEXT}.{{0,25}}(?:เกณฑ์|เปิด|ปิด|ประกาศ|เปลี่ยน|ยังมี|มีประเภท|จะมี|สมัคร(?:ได้)?(?:เมื่อ|วัน|ตอน|ช่วง)|ใช้|criteria|award|open)"
)
_LAST = r"(?:ปีที่แล้ว|ปีก่อน|ปีที่ผ่านมา|รอบที่แล้ว|รอบก่อน)"
_LAST_ROUND = re.compile(
    rf"(?:เกณฑ์|กำหนดการ|ปฏิทิน|ผล|ผู้ชนะ|ใครได้รางวัล|คะแนน|ปิดรับ|เปิดรับ|ประกาศ)[^\s]{{0,12}}{_LAST}|last year"
    r"|เปลี่ยนจากปี(?:ก่อน|ที่แล้ว)|(?:ต่าง|เทียบ|เหมือน)(?:จาก|กับ)?(?:รอบ|ของ)?ปี(?:ก่อน|ที่แล้ว)"
)
_PLAN = re.compile(r"(?:แผน|ยุทธศาสตร์|กลยุทธ์).{0,30}25\d\d")
_ROUND_TOPIC = re.compile(
    r"ได้ราง|เกณฑ์|สมัคร|ปฏิทิน|กำหนดการ|ปิดรับ|เปิดรับ|ประกาศ|ใครได้|ผู้ชนะ|ชนะ|รางวัลเลิศรัฐ|คะแนน|ประเภท|รอบ|สาขา|ระดับดี"
    r"|criteria|deadline|award|apply|winner|level|categor"
)
_HISTORY_TOPIC = re.compile(
    r"เคย|เริ่ม|ตั้งแต่|ย้อนหลัง|ทำมา|ใช้มา|เปลี่ยนชื่อ|พระราชบัญญัติ|พ\.ร\.บ|รัฐธรรมนูญ|แผน|pmqa 25|เกณฑ์คุณภาพ|ธันวา|ธ\.ค|ฉบับ|ที่มา|ได้รางวัล(?:ดี|ระดับ|ตอน|มา)|ข้าพเจ้า|หารือ|ก่อตั้ง|จัดตั้ง"
)


def other_round(text: str, known: int) -> str | None:
    """The round that comparable ``text`` asks about when it is not ``known``; None when it is, or when it names none.

    >>> [other_round(t, 2567) for t in ("เกณฑ์ปี 2568", "ปฏิทินปี 2567", "เคยได้รางวัลปี 2564")]
    ['2568', None, None]
    """
    if _NEXT_ROUND.search(text):
        return str(known + 1)
    if _LAST_ROUND.search(text):
        return str(known - 1)
    years = [(int(m["year"]), bool(m["cue"]), bool(m["range"])) for m in _YEAR.finditer(text)]
    years += [(2500 + int(m["year"]), True, False) for m in _SHORT_YEAR.finditer(text)]
    for year, cued, ranged in years:
        buddhist = year + ERA_OFFSET if year < 2400 else year
        if buddhist == known or ranged:
            continue
        if buddhist > known and not _PLAN.search(text):
            return str(buddhist)
        if buddhist < known and cued and _ROUND_TOPIC.search(text) and not _HISTORY_TOPIC.search(text):
            return str(buddhist)
    return None
