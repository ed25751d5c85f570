"""Numbers with units as people type them: ``85 คะแนน``, ``ปีครึ่ง``, ``ร้อยละ ๔๐``, ``10MB``, ``เก้าสิบแต้ม``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.thai.digits import NUMBER, NUMBER_WORDS, parse_number

UNITS: dict[str, tuple[str, ...]] = {
    "คะแนน": ("คะแนน", "แต้ม", "points", "point", "pts", "score"),
    "ปี": ("ปี", "years", "year", "yrs"),
    "เดือน": ("เดือน", "months", "month"),
    "วัน": ("วัน", "days", "day"),
    "MB": ("mb", "เมกะไบต์", "เมกะไบท์", "เม็กกะไบต์", "เมกกะ", "เมก", "เม็ก", "เอ็มบี", "megabytes", "megabyte", "meg"),
    "หน้า": ("หน้า", "pages", "page"),
    "ตัวอักษร": ("ตัวอักษร", "ตัวหนังสือ", "อักษร", "characters", "character", "chars", "คำ"),
    "ร้อยละ": ("%", "เปอร์เซ็นต์", "เปอร์เซ็น", "เปอเซ็น", "percent"),
    "ประเภท": ("ประเภท", "categories"),
    "สาขา": ("สาขา", "branches"),
    "ด้าน": ("ด้าน",),
    "ระดับ": ("ระดับ", "levels"),
    "ผลงาน": ("ผลงาน", "โครงการ", "works", "projects"),
    "สิทธิ์": ("สิทธิ์", "สิทธิ"),
}
_UNIT = "|".join(sorted((re.escape(word) for words in UNITS.values() for word in words), key=len, reverse=True))
_UNIT_OF = {word: unit for unit, words in UNITS.items() for word in words}
_VALUE = rf"(?:{NUMBER.pattern}|{NUMBER_WORDS.pattern})"
_WITH_UNIT = re.compile(rf"(?P<value>{_VALUE})\s*(?P<unit>{_UNIT})(?P<half>ครึ่ง)?(?P<unit_en>)")
_ASKED_UNIT = re.compile(rf"กี่\s*(?P<unit>{_UNIT})|how many (?P<unit_en>{_UNIT})")
_PERCENT = re.compile(rf"ร้อยละ\s*(?P<value>{_VALUE})")
_HALF = re.compile(r"(?P<before>ครึ่ง)(?P<unit1>ปี|เดือน)|(?P<unit2>ปี|เดือน)(?P<after>ครึ่ง)")
_BARE = re.compile(rf"(?<![\d.,/:-])(?<!ปี)(?<!ปี )(?<!รอบ)(?<!รอบ )(?:{NUMBER.pattern})(?![\d.,/:-]*\d)")


@dataclass(frozen=True)
class Quantity:
    """``value`` in ``unit`` (one of ``UNITS``; None when the person gave none), and the words it was read from."""

    value: Decimal
    unit: str | None
    text: str
    start: int


def find_quantities(text: str, skip: list[tuple[int, int]] | None = None) -> list[Quantity]:
    """Quantities in comparable text, in order. ``skip`` are spans of names ("PMQA 4.0", "หมวด 3") that are no quantities.

    A bare number from 2400 to 2700 is a year of the Buddhist era, no quantity.

    >>> [(str(q.value), q.unit) for q in find_quantities("ทำมาปีครึ่ง ได้ 85 คะแนน ต้อง 500")]
    [('1.5', 'ปี'), ('85', 'คะแนน'), ('500', None)]
    """
    taken = list(skip or [])
    found: list[Quantity] = []

    def free(start: int, end: int) -> bool:
        return all(end <= s or start >= e for s, e in taken)

    for match in _HALF.finditer(text):
        if match["before"] or not re.search(rf"{_VALUE}\s*$", text[: match.start()]):
            value = Decimal("0.5") if match["before"] else Decimal("1.5")
            found.append(Quantity(value, match["unit1"] or match["unit2"], match[0], match.start()))
            taken.append(match.span())
    for pattern in (_PERCENT, _WITH_UNIT):
        for match in pattern.finditer(text):
            parsed = parse_number(match["value"])
            if parsed is None or not free(*match.span("value")):
                continue
            unit = "ร้อยละ" if pattern is _PERCENT else _UNIT_OF[match["unit"]]
            half = Decimal("0.5") if pattern is _WITH_UNIT and match["half"] else Decimal(0)
            found.append(Quantity(parsed + half, unit, match[0], match.start()))
            taken.append(match.span())
    for match in _BARE.finditer(text):
        parsed = parse_number(match[0])
        if parsed is not None and free(*match.span()) and not 2400 <= parsed <= 2700:
            found.append(Quantity(parsed, None, match[0], match.start()))
    return sorted(found, key=lambda quantity: quantity.start)


def asked_unit(text: str) -> str | None:
    """The unit a question asks for or speaks of ("กี่เมก", "ไฟล์ 7 MB" → MB); None for points, which nearly every question about scores asks for.

    >>> [asked_unit(t) for t in ("ไฟล์แนบกี่เมก", "ได้กี่คะแนน")]
    ['MB', None]
    """
    match = _ASKED_UNIT.search(text) or _WITH_UNIT.search(text)
    unit = _UNIT_OF[next(word for word in match.group("unit", "unit_en") if word)] if match else None
    return unit if unit in ("MB", "หน้า", "ตัวอักษร", "สิทธิ์") else None


def months(quantity: Quantity) -> Decimal | None:
    """A duration in months, or None when it is none."""
    factors = {"ปี": Decimal(12), "เดือน": Decimal(1)}
    return quantity.value * factors[quantity.unit] if quantity.unit in factors else None
