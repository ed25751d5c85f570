"""Points as people type them: ``90``, ``"๙๐"``, ``"89,5"``, ``"เก้าสิบ"``, ``"90%"``, ``"90/100"``, ``"90 คะแนน"``. Exact, never rounded."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from assistant.thai.clean import comparable
from assistant.thai.digits import parse_number, plain

_LONGEST = 60  # letters; no number of points is longer
_DECIMALS = 20  # more than any float has; sums and percentages of so many stay exact in Decimal's 28 digits
_LARGEST = 1_000_000
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys([0x2212, 0x2013, 0x2014], ord("-"))
_PERCENT = re.compile(r"ร้อยละ\s*(?P<after>.+?)|(?P<before>.+?)\s*(?:%|เปอร์เซ็นต์|เปอร์เซ็น|เปอร์เซนต์|percent)")
_RATIO = re.compile(r"(?P<points>.+?)\s*(?:/|เต็ม|จาก)\s*(?P<of>.+)")
_UNIT = re.compile(r"(?:ได้\s*)?(?:คะแนน\s*)?(?P<number>.+?)\s*(?:คะแนน|แต้ม|points?|pts)?(?P<half>\s*ครึ่ง)?")
_NEGATIVE = re.compile(r"(?:-|ลบ)\s*(?=\S)")


class Unreadable(ValueError):
    """The value is no number of points; the message says why, in Thai."""


def read_points(given: Any, full: Decimal | None, *, percent: bool = False) -> Decimal:
    """The points meant by ``given``; may lie outside 0 to ``full``, which the caller holds against it.

    ``full`` is the maximum (None where the source states none): "%" means per cent of it, and "x/y" wants it as y. With ``percent`` the value is in
    per cent anyway, and "x/y" is turned into it.

    Raises:
        Unreadable: no number, or one that cannot be compared exactly.

    >>> [str(read_points(given, Decimal(40))) for given in ("๓๐", "50%", "30/40", "สามสิบจุดห้า", 30.5)]
    ['30', '20', '30', '30.5', '30.5']
    """
    if isinstance(given, bool) or given is None or not isinstance(given, (int, float, Decimal, str)):
        raise Unreadable("ต้องเป็นตัวเลข")
    if not isinstance(given, str):
        return _exact(given)
    text = given.translate(_WIDE)
    if len(text) > _LONGEST:
        raise Unreadable("อ่านเป็นตัวเลขไม่ได้")
    text = comparable(text)
    negative = _NEGATIVE.match(text)
    value = _typed(text[negative.end() :] if negative else text, full, percent)
    return -value if negative else value


def _exact(given: int | float | Decimal) -> Decimal:
    if isinstance(given, int) and abs(given) > _LARGEST:  # before str(), which refuses very long integers
        raise Unreadable("มีขนาดใหญ่เกินไป")
    value = Decimal(str(given))
    if not value.is_finite():
        raise Unreadable("ต้องเป็นตัวเลขที่มีค่าจำกัด")
    return _bounded(value)


def _bounded(value: Decimal) -> Decimal:
    if abs(value) > _LARGEST:
        raise Unreadable("มีขนาดใหญ่เกินไป")
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_DECIMALS:
        raise Unreadable(f"มีทศนิยมเกิน {_DECIMALS} ตำแหน่ง")
    return value


def _typed(text: str, full: Decimal | None, percent: bool) -> Decimal:
    if match := _PERCENT.fullmatch(text):
        value = _number(match["after"] or match["before"])
        if percent:
            return value
        if full is None:
            raise Unreadable("เป็นร้อยละ แต่เอกสารไม่ได้ระบุคะแนนเต็ม จึงคิดเป็นคะแนนไม่ได้")
        return value * full / 100
    if match := _RATIO.fullmatch(text):
        points, of = _number(match["points"]), _number(match["of"])
        if percent and of > 0:
            return round(points * 100 / of, _DECIMALS)
        if full is None:
            raise Unreadable("ระบุคะแนนเต็มมาด้วย แต่เอกสารไม่ได้ระบุคะแนนเต็ม กรุณาให้เฉพาะคะแนนที่ได้")
        if of != full:
            raise Unreadable(f"ระบุคะแนนเต็มเป็น {plain(of)} แต่คะแนนเต็มตามเอกสารคือ {plain(full)}")
        return points
    return _number(text)


def _number(text: str) -> Decimal:
    match = _UNIT.fullmatch(text.strip())
    if match is None:
        raise Unreadable("อ่านเป็นตัวเลขไม่ได้")
    typed = re.sub(r"^\.(?=\d)", "0.", match["number"]).removesuffix(".")
    value = parse_number(typed)
    if value is None or (match["half"] and value != value.to_integral_value()):
        raise Unreadable("อ่านเป็นตัวเลขไม่ได้")
    return _bounded(value + Decimal("0.5") if match["half"] else value)
