"""Whether a text holds the kind of thing a question asks for: "กี่คน" wants a number of people, "เมื่อไร" a date.

Knowledge near to the topic but without it must not be shown as the answer: a calendar does not say how many assessors come.
"""

from __future__ import annotations

import re

from assistant.thai.clean import comparable
from assistant.thai.dates import MONTHS

# Units that only a number answers. Classifiers of lists ("กี่ประเภท", "กี่ข้อ") are left out: a list answers them too.
_UNITS: dict[str, str] = {
    "คน": "คน|ท่าน|ราย",
    "วัน": "วัน",
    "ชั่วโมง": "ชั่วโมง",
    "นาที": "นาที",
    "ชุด": "ชุด",
    "พื้นที่": "พื้นที่",
    "แห่ง": "แห่ง",
    "หน่วยงาน": "หน่วยงาน",
    "จังหวัด": "จังหวัด",
    "ตำบล": "ตำบล",
    "บาท": "บาท",
    "ฉบับ": "ฉบับ",
    "ไฟล์": "ไฟล์",
    "รูป": "รูป",
    "ภาพ": "ภาพ",
    "บรรทัด": "บรรทัด",
    "เล่ม": "เล่ม",
    "ที่นั่ง": "ที่นั่ง",
    "เดือน": "เดือน|ปี",
    "ปี": "ปี|เดือน",
    "หน้า": "หน้า",
    "ตัวอักษร": "ตัวอักษร",
    "เมก": "mb",
    "เม็ก": "mb",
    "mb": "mb",
}
_HOW_MANY = re.compile(rf"กี่\s*(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})")
_CLOCK = re.compile(r"กี่โมง|เวลาเท่าไ|กี่ทุ่ม|what time")
_WHEN = re.compile(r"วันไหน|เมื่อไหร่|เมื่อไร|เมื่อใด|วันที่เท่าไ|เดือนไหน|เดือนอะไร|เดือนใด")
_A_DATE = re.compile(rf"{'|'.join(MONTHS)}|\d{{1,2}} \S+ 25\d\d|25\d\d")
_NUMBER = r"(?:\d[\d,.]*|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ครึ่ง)"


def lacks(question: str, answer: str) -> str | None:
    """What the answer lacks that the question asks for; None when it holds it, or when the question asks for nothing of the kind.

    >>> lacks("กรรมการมากี่คน", "ตรวจในพื้นที่เดือนมิถุนายน 2567"), lacks("กรรมการมาเดือนไหน", "มิถุนายน 2567")
    ('a number of คน', None)
    """
    text = comparable(answer)
    asked = _HOW_MANY.search(question)
    if asked is not None:
        units = _UNITS[asked["unit"]]
        if re.search(rf"{_NUMBER}\s*(?:{units})|(?:{units})\s*(?:ละ\s*)?{_NUMBER}", text) is None:
            return f"a number of {asked['unit']}"
    if _CLOCK.search(question) and re.search(r"\d\s*(?:น\.|นาฬิกา|โมง)", text) is None:
        return "a time of day"
    if _WHEN.search(question) and _A_DATE.search(text) is None:
        return "a date"
    return None
