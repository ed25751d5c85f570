"""How something is said: as done, as denied, as only planned, or as a question. Reads comparable text around a place in it.

Thai marks none of this on the verb and puts no full stops: what counts is a cue in the same phrase. A phrase ends at a line
end, at a connective ("แต่", "ส่วน", "ซึ่ง" …) or, where people typed one, at a space; a cue alone in its phrase ("ไม่มี เครือข่าย")
speaks for the next.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Manner(StrEnum):
    """How the words at a place are meant."""

    STATED = "stated"
    DENIED = "denied"
    PLANNED = "planned"
    UNSURE = "unsure"


_BREAK = re.compile(
    r"[\n;,()]|(?<!\d)\.(?!\d)|แต่(?!ละ|งตั้ง|งงาน|เดิม|ก่อน)|อย่างไรก็ตาม|อย่างไรก็ดี|ขณะที่|ในขณะที่|ส่วน(?!ร่วม|ราชการ|ใหญ่|หนึ่ง|ได้|กลาง|ภูมิภาค|ท้องถิ่น|ตัว|งาน|รวม)|ซึ่ง|เนื่องจาก|เพราะ|ทั้งนี้|จากนั้น|หลังจาก"
    r"|โดย(?!เฉพาะ|ตรง|รวม|อ้อม|ทั่วไป|ไม่)|แล้วก็|\bbut\b|\bwhile\b|\bhowever\b"
)
_LEAD = 34  # letters before the words in which a cue still speaks of them
_TRAIL = 26  # letters after them
_FAR = 300  # letters on either side within which a phrase ends, so that endless texts are read in time that grows with their length
_NOT_DENIALS = (
    r"ไม่น้อยกว่า|ไม่ต่ำกว่า|ไม่เกิน|ไม่ถึง|ไม่มากกว่า|ไม่เพียง(?:แต่|แค่)?|ไม่ใช่(?:แค่|เพียง|เฉพาะ)(?:แค่|แต่)?|ไม่ว่า|ไม่ต้อง|ไม่จำเป็น|ไม่ยาก|ไม่นาน|ไม่ซ้ำ|ไม่เหมือน(?:ใคร|เดิม)"
    r"|ไม่เห็นด้วย|หรือไม่|ไม่(?:ค่อย)?สะดวก|ไม่หยุด|ไม่ขาด|not only"
)
_UNSURE_CUES = (
    r"ไม่(?:ค่อย)?แน่ใจ|ไม่ทราบ|ไม่รู้|ไม่แน่ชัด|ไม่มั่นใจ|อาจจะ|อาจ(?=มี|เป็น|ได้|ถือ)|สมมติ|สมมุติ|ถ้า(?!หาก)|หาก(?!หลาย)|ควรจะ"
    r"|ควร(?=มี|ทำ|ต้อง)|จำเป็นต้อง|ต้องมี|ต้องเป็น|ต้องทำ|not sure|\bif\b"
)
_DENIAL_CUES = (
    r"ไม(?=ได|เคย|มี)|ยังไม่ได้|ยังไม่เคย|ยังไม่มี|ยังไม่|ไม่ได้|ไม่เคย|ไม่มี|ไม่ใช่|มิได้|มิใช่|ไม่|ยังขาด|ขาด(?=การ|เครือข่าย|กลไก)|ปราศจาก"
    r"|งดจัด|ยกเลิกการ|แทนที่จะ|แทนการ|\bnot?\b|\bnever\b|\bwithout\b|n't\b|haven't|didn't"
)
_PLAN_CUES = (
    r"อยากให้(?=ประชาชน|ชาว|ชุมชน|ผู้(?!เชี่ยว|รู้)|เกษตร)(?!.*(?:จึง|เลย))|กำลังจะ|คาดว่าจะ|เตรียม(?:ที่)?(?:จะ)?|วางแผน(?:ไว้)?(?:ว่า)?(?:จะ)|มีแผน(?:ที่)?(?:จะ|การ)?|แผนจะ|ตั้งใจ(?:ว่า)?(?:จะ)?|ตั้งเป้า|อยู่ระหว่าง(?:การ)?"
    r"|ในอนาคต|อนาคต|ปี(?:งบ(?:ประมาณ)?)?หน้า|เดือนหน้า|เร็ว ?ๆ ?นี้"
    r"|ระยะ(?:ต่อไป|ถัดไป)|เฟส(?:หน้า|ต่อไป|ถัดไป)|ว่าจะ|จะ|\bwill\b|\bplan(?:s|ning)? to\b|going to|next year"
)
_NOT_PLANS = (
    r"มักจะ|ก่อนจะ|ถึงจะ|อยากจะ|กว่าจะ|ก็จะ|ที่จะ|เพื่อจะ|จะ(?:ได้|ส่ง|สมัคร|ขอ|ยื่น|เข้า|ถือ|นับ|เป็นระดับ)|ว่าจะ(?:ส่ง|สมัคร|ขอ|ยื่น)"
    r"|จะ[ก-๙]{2,10}หรือไม่[ก-๙]{2,10}|(?:ว่า)?จะ[ก-๙]{1,14}?(?:อะไร|ใคร|แบบไหน|อย่างไร|ยังไง|เท่าไห?ร่?|เมื่อไห?ร่?|ตรงไหน|ที่ไหน|หรือไม่)"
    r"|(?:ทุกปี|ทุกเดือน|ทุกครั้ง|ทุกไตรมาส|ปกติ|ประจำ) ?จะ|เตรียม(?:ความพร้อม|พร้อม)|เตรียมเอกสาร"
)
_BEFORE = re.compile(
    f"(?P<neither>{_NOT_DENIALS}|{_NOT_PLANS})|(?P<unsure>{_UNSURE_CUES})|(?P<planned>{_PLAN_CUES})|(?P<denied>{_DENIAL_CUES})|"
    r"(?P<restart>และ(?:มี|ได้|จัด|ให้|เปิด|ทำ|ใช้)|(?<!ไม่)(?<!ยังไม่)มี(?:การ)?(?=จัด|ตั้ง)|แล้วมี|นอกจาก(?:นี้|นั้น))"
)
_AFTER_DENIED = re.compile(
    r"^.{0,14}?(?:ยังไม่(?:ได้|เคย|มี)?|ก็ไม่(?:ได้|เคย|มี)?|ไม่ได้|ไม่เคย|ไม่มี)(?:การ)?(?:เลย|ทำ|จัดทำ|จัด|เกิด|เกิดขึ้น|เริ่ม|มี|ใช้|ใช้จริง|ดำเนินการ|เสร็จ|ออก|ตั้ง|ลงนาม|เซ็น|เปิด|เปิดใช้|ครบ|ชัด|แล้ว)*(?:เลย|สัก(?:ครั้ง|ที)|นะ(?:คะ|ครับ)?|ค่ะ|ครับ|คะ|จ้า)*$"
)
_LATIN_SPACE = re.compile(r"(?<=[a-z0-9']) (?=[a-z0-9])")  # between English words, where it ends no phrase
_AFTER_PLANNED = re.compile(r"^.{0,10}?(?:ใน)?(?:ปี(?:งบ(?:ประมาณ)?)?หน้า|เดือนหน้า|ในอนาคต|อยู่ในแผน|ภายหลัง|เร็ว ?ๆ ?นี้|next year)(?! ?จะ)")
_FAR_DENIED = re.compile(  # "การร่วมออกแบบกับผู้ใช้ไฟนั้นยังไม่เคยเกิดขึ้นจริง": what is named and then denied, the verb far behind
    r"^[^ ]{0,50}?(?:นั้น|ก็|จึง|เอง)?(?:ยังไม่|ไม่|มิ)(?:ได้|เคย|มี|เคยมี|ได้มี)*(?:เกิดขึ้น|เกิด(?=จริง|เลย|$)|มีอยู่จริง|ได้เริ่ม|เริ่มต้น)"
)
_REQUESTED = re.compile(r"(?<!ต้อง)(?<!คำ)ข้?อ(?:เข้า|มีส่วน|มา)?$")  # "ขอร่วมออกแบบ": what somebody asks to do
_LITERARY_DENIED = re.compile(r"(?:^|[ )])หา(?:ได้|ใช่|มี)[ก-๙]{0,24}$")  # "หาได้ร่วมกำหนดแผนไม่"
_ASKED = re.compile(r"^(?:แล้ว|อยู่|ด้วย|ใน|บ้าง|ก่อน|นี้|นั้น)*(?:ไหม|มั้ย|มัย|หรือไม่|หรือเปล่า|หรือยัง|รึเปล่า|รึยัง|ป่าว|ปะ(?![ก-๙]))")


def manner(text: str, start: int, end: int) -> Manner:
    """How the words ``text[start:end]`` are said. ``text`` is comparable text (lower case, marks mended).

    >>> text = "ยังไม่ได้ทำคู่มือ แต่รับฟังความเห็นแล้ว ปีหน้าจะตั้งเครือข่าย"
    >>> [str(manner(text, text.index(w), text.index(w) + len(w))) for w in ("คู่มือ", "รับฟัง", "เครือข่าย")]
    ['denied', 'stated', 'planned']
    """
    before, after = _lead(text, start), _trail(text, end)
    if _ASKED.match(after):
        return Manner.UNSURE
    said = Manner.STATED
    for cue in _BEFORE.finditer(before):
        if cue.lastgroup == "restart":
            said = Manner.STATED
        elif said is Manner.UNSURE:
            continue  # "ถ้าไม่ให้ชุมชนร่วม…": what is supposed or doubted is not denied by a denial within it
        elif cue.lastgroup != "neither":
            said = Manner(cue.lastgroup or "stated")
    if said is Manner.STATED and _AFTER_DENIED.match(after):
        return Manner.DENIED
    if said is Manner.STATED and text.startswith("ร่วม", start) and _REQUESTED.search(before):
        return Manner.PLANNED
    if said is Manner.STATED and _is_denied_afar(text, start, end):
        return Manner.DENIED
    if said is Manner.STATED and _AFTER_PLANNED.match(after):
        return Manner.PLANNED
    return said


def phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the phrase around ``text[start:end]`` begins and ends (spaces and connectives outside it).

    >>> text = "จัดเวทีรับฟัง แต่ไม่ได้ร่วมออกแบบ"
    >>> begin, stop = phrase(text, text.index("ออกแบบ"), len(text))
    >>> text[begin:stop]
    'ไม่ได้ร่วมออกแบบ'
    """
    begin, after = max(0, start - _FAR, text.rfind(" ", 0, start) + 1), min(len(text), end + _FAR, _space_after(text, end))
    stop = _BREAK.search(text, end, after)
    return max([begin, *_breaks(text, begin, start)]), stop.start() if stop else after


def _breaks(text: str, begin: int, end: int) -> list[int]:
    """Where phrases begin between the two places; what follows ``end`` is seen, so that "ส่วน" of "ส่วนร่วม" breaks nothing."""
    return [match.end() for match in _BREAK.finditer(text, begin, end + 8) if match.end() <= end]


def _space_after(text: str, end: int) -> int:
    at = text.find(" ", end)
    return len(text) if at < 0 else at


def _lead(text: str, start: int) -> str:
    """The letters before the words in which a cue speaks of them: their phrase, or a phrase that is a cue alone and so speaks for this one."""
    window = max(0, start - _LEAD)
    begin = max([window, *_breaks(text, window, start)])
    lead = _LATIN_SPACE.sub("~", text[begin:start])
    lead = re.sub(r"(?<=ให้) ([a-z]+) $", r"~\1~", lead)
    if re.search(r"[a-z0-9'] $", lead) and text[start : start + 1].isascii():
        lead = f"{lead[:-1]}~"
    cut = lead.rfind(" ")
    if cut < 0:
        return lead
    head = lead[:cut].rsplit(" ", 1)[-1]
    alone = re.fullmatch(f"(?:แต่|และ|เรา|ก็)?(?:{_DENIAL_CUES}|{_PLAN_CUES}|{_UNSURE_CUES})(?:มี|ทำ|จัด|ให้|ว่า|จะ|การ|ลงนาม|เซ็น)*", head)
    return f"{head}{lead[cut + 1 :]}" if alone else lead[cut + 1 :]


def _is_denied_afar(text: str, start: int, end: int) -> bool:
    """Whether the words stand in a noun of their phrase ("การร่วมออกแบบและร่วมทำกับ …") that the same phrase denies, or between "หาได้" and "ไม่"."""
    begin, stop = phrase(text, start, end)
    if _LITERARY_DENIED.search(text[begin:start]) and text[end:stop].rstrip().endswith("ไม่"):
        return True
    return text[begin:start].startswith("การ") and _FAR_DENIED.match(text[end:stop]) is not None


def _trail(text: str, end: int) -> str:
    stop = _BREAK.search(text, end, end + _TRAIL)
    trail = text[end : stop.start() if stop else end + _TRAIL]
    parts = trail.split(" ")
    if len(parts) > 1 and not parts[0] and re.match(r"ยังไม่|ไม่มี|ไม่เคย|ไม่ได้(?:ทำ|จัด|มี)$|(?:ปี|เดือน)หน้า(?:นะ|ครับ|ค่ะ|คะ)*$", parts[1]):
        return parts[1]  # "คู่มือ ยังไม่มี"
    return parts[0]
