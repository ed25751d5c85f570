"""Lengths of time as people say them: ``ปีครึ่ง``, ``สองปีกว่า``, ``เกือบปี``, ``1 ปี 6 เดือน``; in months, with what is uncertain as a span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.thai.digits import NUMBER, NUMBER_WORDS, parse_number

JUST_UNDER = Decimal("0.01")  # a span that ends "before a year" ends this much before it
_IN_MONTHS = {
    "ปีงบประมาณ": Decimal(12), "ปีงบ": Decimal(12), "ปี": Decimal(12), "year": Decimal(12), "years": Decimal(12), "yrs": Decimal(12), "ขวบปี": Decimal(12),
    "เดือน": Decimal(1), "month": Decimal(1), "months": Decimal(1), "ไตรมาส": Decimal(3),
    "สัปดาห์": Decimal(7) / Decimal("30.44"), "อาทิตย์": Decimal(7) / Decimal("30.44"), "weeks": Decimal(7) / Decimal("30.44"),
    "วัน": Decimal(1) / Decimal("30.44"), "days": Decimal(1) / Decimal("30.44"),
}  # fmt: skip
_UNIT = "|".join(sorted(_IN_MONTHS, key=len, reverse=True))
_WORDS = NUMBER_WORDS.pattern.replace(")+", "){1,12}")  # bounded, and digits only from their first on: else long runs take time that grows with their square
_VALUE = rf"(?:(?<!\d)(?:{NUMBER.pattern})|{_WORDS})"
_BEFORE = (
    r"(?P<before>ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|ไม่เกิน|ไม่ถึง|ยังไม่ถึง|ไม่ครบ|ยังไม่ครบ|เกือบ(?:จะ)?(?:ถึง|ครบ)?"
    r"|ใกล้(?:จะ)?ครบ|กว่า|เกิน(?:กว่า)?|มากกว่า|ประมาณ|ราว(?: ?ๆ)?|สัก|at least|over|about|almost|nearly|less than)?\s*"
)
_AFTER = r"\s*(?P<after>กว่า(?: ?ๆ)?|เศษ|ครึ่ง|นิด(?: ?ๆ)?|เต็ม|พอดี)?"
_SPOKEN = re.compile(
    rf"{_BEFORE}(?:(?P<from>{_VALUE})\s*(?:-|–|ถึง|หรือ)\s*)?(?P<value>{_VALUE}|หลาย|ครึ่ง)?\s*(?P<unit>{_UNIT}){_AFTER}"
    rf"(?:\s*(?:กับ|และ)?(?:อีก)?\s*(?P<more>{_VALUE})\s*(?P<more_unit>เดือน|months?))?"
)
_PAIR = re.compile(r"สองสาม|สามสี่|สี่ห้า|ห้าหก")
_PAIRS = {"สองสาม": (2, 3), "สามสี่": (3, 4), "สี่ห้า": (4, 5), "ห้าหก": (5, 6)}


@dataclass(frozen=True)
class Duration:
    """``low`` to ``high`` months (equal when exact; ``high`` None: no upper limit said), and the words it was read from."""

    low: Decimal
    high: Decimal | None
    text: str
    start: int
    end: int


def find_durations(text: str) -> list[Duration]:
    """Durations in comparable text, in order. A unit alone ("ปี") counts only beside words of more or less ("ปีกว่า", "เกือบปี", "ปีครึ่ง").

    >>> [(str(d.low), str(d.high)) for d in find_durations("ทำมาปีครึ่ง แล้วอีก 8 เดือน รวมสองปีกว่า")]
    [('18', '18'), ('8', '8'), ('24', '35.99')]
    """
    found = []
    for match in _SPOKEN.finditer(text):
        span = _span(match)
        if span is not None:
            found.append(Duration(*span, match[0].strip(), match.start(), match.end()))
    return found


def _span(match: re.Match[str]) -> tuple[Decimal, Decimal | None] | None:
    unit = _IN_MONTHS[match["unit"]]
    before, after = match["before"] or "", match["after"] or ""
    if match["value"] is None and not (before or after or match["more"]):
        return None
    if match["value"] == "หลาย":
        return 2 * unit, None
    pair = _PAIR.fullmatch(match["value"] or "")
    if pair:
        low, high = _PAIRS[pair[0]]
        return low * unit, high * unit
    value = Decimal("0.5") if match["value"] == "ครึ่ง" else Decimal(1) if match["value"] is None else parse_number(match["value"])
    start = parse_number(match["from"]) if match["from"] else None
    if value is None:
        return None
    if start is not None:
        return start * unit, value * unit
    if match["unit"].startswith("ปีงบ") and not (before or after or match["more"]) and value >= 1:
        return (value - 1) * unit, value * unit  # the first of so many fiscal years may have been begun near its end
    months = value * unit + (unit / 2 if after == "ครึ่ง" else 0)
    if match["more"]:
        months += parse_number(match["more"]) or 0
    return _bounded(months, unit, before, after)


def _bounded(months: Decimal, unit: Decimal, before: str, after: str) -> tuple[Decimal, Decimal | None]:
    if before.startswith(("ไม่น้อย", "ไม่ต่ำ", "อย่างน้อย", "at least")):
        return months, None
    if before.startswith("ไม่เกิน"):
        return Decimal(0), months
    if re.search(r"ไม่ถึง|ไม่ครบ|less than", before):
        return Decimal(0), months - JUST_UNDER
    if before.startswith(("เกือบ", "ใกล้", "almost", "nearly")):
        return max(Decimal(0), months - unit / 2), months - JUST_UNDER
    if before.startswith(("กว่า", "เกิน", "มากกว่า", "over")) or after.startswith(("กว่า", "เศษ", "นิด")):
        return months, months + unit - JUST_UNDER
    if before.startswith(("ประมาณ", "ราว", "สัก", "about")):
        return months * Decimal("0.85"), months * Decimal("1.15")
    return months, months
