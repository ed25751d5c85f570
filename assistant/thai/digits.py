"""Thai and Arabic digits, and numbers as people type them."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal, InvalidOperation

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

_ONES = {
    "หนึ่ง": 1, "เอ็ด": 1, "นึง": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9, "ศูนย์": 0,
}  # fmt: skip
_PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_ELIDES = ("พัน", "หมื่น", "แสน", "ล้าน")  # without a digit before, a last digit counts the place below
_WORD = "|".join(sorted([*_ONES, *_PLACES], key=len, reverse=True))
_DIGIT = "|".join(word for word in sorted(_ONES, key=len, reverse=True) if word not in ("เอ็ด", "ยี่"))
NUMBER_WORDS = re.compile(f"(?:{_WORD})+(?: ?จุด ?(?:{_DIGIT})+)?")
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")


def to_arabic(text: str) -> str:
    """Thai digits to Arabic ones, everything else as it is."""
    return text.translate(_TO_ARABIC)


def to_thai(text: str) -> str:
    """Arabic digits to Thai ones, everything else as it is."""
    return text.translate(_TO_THAI)


def parse_number(text: str) -> Decimal | None:
    """The value of one typed number: ``๙๐``, ``1,000``, ``89,5`` (decimal comma), ``เก้าสิบ``, ``เก้าสิบจุดห้า``; None when it is none.

    A comma before exactly three digits groups thousands; any other comma is a decimal comma.

    >>> [parse_number(t) for t in ("๙๐", "1,000", "89,5", "เก้าสิบ", "ยี่สิบเอ็ด", "เก้าสิบจุดห้า", "x")]
    [Decimal('90'), Decimal('1000'), Decimal('89.5'), Decimal('90'), Decimal('21'), Decimal('90.5'), None]
    """
    text = to_arabic(text).strip()
    if NUMBER_WORDS.fullmatch(text):
        return _parse_words(text)
    if not NUMBER.fullmatch(text):
        return None
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text)
    try:
        return Decimal(text.replace(",", "") if grouped else text.replace(",", "."))
    except InvalidOperation:
        return None


def _parse_words(text: str) -> Decimal | None:
    whole, _, decimals = text.partition("จุด")
    value = _parse_whole(whole)
    if value is None or not decimals:
        return value
    return value + Decimal("0." + "".join(str(_ONES[word]) for word in re.findall(_WORD, decimals)))


def _parse_whole(text: str) -> Decimal | None:
    words = re.findall(_WORD, text)
    if any(first in _ONES and second in _ONES for first, second in itertools.pairwise(words)):
        return None  # "สองสาม" is two or three, "หนึ่งสอง" no number
    if len(words) == 2 and words[0] in _ELIDES and 2 <= _ONES.get(words[1], 0) <= 9:  # "หมื่นห้า" is 15,000
        return Decimal(_PLACES[words[0]] + _ONES[words[1]] * _PLACES[words[0]] // 10)
    total = 0
    section = 0
    ones: int | None = None
    for word in words:
        if word in _ONES:
            ones = _ONES[word]
        elif word == "ล้าน":
            total += (section + (ones or 0) or 1) * _PLACES[word]
            section, ones = 0, None
        else:
            section += (1 if ones is None else ones) * _PLACES[word]
            ones = None
    return Decimal(total + section + (ones or 0))


def plain(value: Decimal | float | int) -> str:
    """A number as it is printed in answers: no trailing zeros, thousands grouped.

    >>> [plain(Decimal("89.50")), plain(1000), plain(27.5)]
    ['89.5', '1,000', '27.5']
    """
    number = Decimal(str(value)).normalize()
    return f"{number:,f}"
