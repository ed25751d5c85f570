"""Dates of the Buddhist era: how knowledge files write them, how people type them, how answers print them.

In files: ``2567-02-28`` (a day) or ``2567-03`` (a month). In answers: ``28 กุมภาพันธ์ 2567``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Self

from assistant.thai.digits import to_arabic

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ERA_OFFSET = 543


@dataclass(frozen=True, order=True)
class ThaiDate:
    """A day (``day`` 1–31), a whole month (``day`` 0) or a whole year (``month`` 0 too) of the Buddhist era."""

    year: int
    month: int
    day: int = 0

    @classmethod
    def parse_iso(cls, text: str) -> Self:
        """Read ``2567-02-28`` or ``2567-03``.

        Raises:
            ValueError: not of that form, or no such day.
        """
        match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
        if not match:
            raise ValueError(f"{text!r} is not a date of the form 2567-02-28 or 2567-03 (Buddhist era)")
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 0)
        if not 2400 <= year <= 2700:
            raise ValueError(f"{text!r}: the year must be of the Buddhist era, such as 2567")
        if not 1 <= month <= 12:
            raise ValueError(f"{text!r}: there is no month {month}")
        if match[3] is not None and not 1 <= day <= monthrange(year - ERA_OFFSET, month)[1]:
            raise ValueError(f"{text!r}: {MONTHS[month - 1]} {year} has no day {day}")
        return cls(year, month, day)

    def __str__(self) -> str:
        return f"{self.day or ''} {MONTHS[self.month - 1]} {self.year}".strip() if self.month else f"พ.ศ. {self.year}"

    @property
    def last_day(self) -> Self:
        """The date itself, or the last day of the month or year."""
        month = self.month or 12
        return type(self)(self.year, month, self.day or monthrange(self.year - ERA_OFFSET, month)[1])


def print_range(start: ThaiDate | None, end: ThaiDate) -> str:
    """``5 มกราคม 2567 – 28 กุมภาพันธ์ 2567``, with what the two share said once.

    >>> print_range(ThaiDate(2567, 6), ThaiDate(2567, 7))
    'มิถุนายน – กรกฎาคม 2567'
    """
    if start is None or start == end:
        return str(end)
    if start.year != end.year:
        return f"{start} – {end}"
    if start.day and start.month == end.month:
        return f"{start.day}–{end.day} {MONTHS[end.month - 1]} {end.year}"
    begin = f"{start.day or ''} {MONTHS[start.month - 1]}".strip()
    return f"{begin} – {end}"


def _month_pattern() -> str:
    names: list[str] = []
    for full, short in zip(MONTHS, _SHORT, strict=True):
        names += [re.escape(full), re.escape(short), re.escape(short.replace(".", "")), re.escape(short.replace(".", "") + ".")]
        names.append(re.escape(full.removesuffix("คม").removesuffix("ยน").removesuffix("พันธ์")))
    names += [f"{name}[a-z]*\\.?" for name in _ENGLISH]
    return "|".join(sorted(names, key=len, reverse=True))


_MONTH = _month_pattern()
_SPOKEN = re.compile(
    rf"(?<![\d.])(?P<day>\d{{1,2}})\s*(?P<month>{_MONTH})(?![\u0e00-\u0e7fa-z])?\s*(?:พ\.?ศ\.?|ค\.?ศ\.?|ปี)?\s*(?P<year>\d{{4}}|\d{{2}}(?!\d))?",
    re.IGNORECASE | re.ASCII,
)
_SLASHED = re.compile(r"(?<!\d)(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4}|\d{2})(?!\d)")


def _month_number(name: str) -> int:
    bare = name.replace(".", "").lower()
    for number, (full, short) in enumerate(zip(MONTHS, _SHORT, strict=True), start=1):
        if (full.startswith(bare) and len(bare) > 3) or bare == short.replace(".", ""):
            return number
    return _ENGLISH.index(bare[:3]) + 1


def _year(text: str | None, default: int) -> int:
    if text is None:
        return default
    year = int(text)
    if year < 100:  # "67" is 2567; staff never write two digits of the Christian era beside a Thai month
        return 2500 + year
    return year + ERA_OFFSET if year < 2400 else year


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where dates stand in ``text``, so that their numbers are not taken for quantities."""
    text = to_arabic(text)
    return [match.span() for pattern in (_SPOKEN, _SLASHED) for match in pattern.finditer(text)]


def find_dates(text: str, default_year: int) -> list[ThaiDate]:
    """Days named in ``text``, in order; a day without a year gets ``default_year``. Impossible days are left out.

    >>> [str(d) for d in find_dates("ปิด 28 ก.พ. 67 หรือ ๓๑/๓/๒๕๖๗", 2567)]
    ['28 กุมภาพันธ์ 2567', '31 มีนาคม 2567']
    """
    text = to_arabic(text)
    found: list[tuple[int, ThaiDate]] = []
    for pattern in (_SPOKEN, _SLASHED):
        for match in pattern.finditer(text):
            month = match["month"]
            number = int(month) if month.isdigit() else _month_number(month)
            year = _year(match["year"], default_year)
            try:
                date = ThaiDate.parse_iso(f"{year:04d}-{number:02d}-{int(match['day']):02d}")
            except ValueError:
                continue
            found.append((match.start(), date))
    return [date for _, date in sorted(found)]


@dataclass(frozen=True)
class PlacedDate:
    """A day, month or year named in a text, and where. ``explicit``: a year that says so itself ("ปี 64"), not a bare number."""

    date: ThaiDate
    start: int
    end: int
    explicit: bool = True


_WITH_YEAR = r"\s{0,2}(?:,|พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|ปี)?\s{0,2}"
_MONTH_YEAR = re.compile(rf"(?<![\u0e00-\u0e7fa-z])(?:เดือน\s?)?(?P<month>{_MONTH}){_WITH_YEAR}(?P<year>\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE | re.ASCII)
_GLUED_MONTH_YEAR = re.compile(rf"(?P<month>{_MONTH}){_WITH_YEAR}(?P<year>\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE | re.ASCII)
_MONTH_SLASH_YEAR = re.compile(r"(?<![\d/.-])(?P<month>1[0-2]|0?[1-9])/(?P<year>25\d\d|20\d\d)(?![\d/])")
_YEAR_ONLY = re.compile(
    r"(?P<cue>(?P<fiscal>ปีงบ(?:ประมาณ)?\s{0,2})?(?:(?:ปี\s{0,2})?พ\.?\s?ศ\.?|(?:ปี\s{0,2})?ค\.?\s?ศ\.?|ปี|\b(?:since|in|from|year)\b)?\s{0,2})(?<![\d.,/])(?P<year>\d{4}|\d{2})(?![\d/%]|[.,]\d)"
)
_COUNTS = re.compile(r"\s?(?:เดือน|วัน|คน|ครั้ง|แห่ง|%|บาท|ราย|เรื่อง|ปี(?!นี้))")  # what follows a number that counts something
_FISCAL_START = 10  # the fiscal year begins in October of the year before
_PLAUSIBLE = range(2500, 2600)


def find_moments(text: str) -> list[PlacedDate]:
    """Days, months and years named with their year in comparable text, in order; none inside another.

    A fiscal year ("ปีงบ 2565") is taken for the month it begins in. Two digits are a year of the Buddhist era from 40 on, and only after a word for year.

    >>> [(str(found.date), text[found.start : found.end]) for text in ["เปิดเมื่อ ต.ค. 65 ทำตั้งแต่ปี 64 และปีงบ 2565"] for found in find_moments(text)]
    [('ตุลาคม 2565', 'ต.ค. 65'), ('พ.ศ. 2564', 'ปี 64'), ('ตุลาคม 2564', 'ปีงบ 2565')]
    """
    found: list[PlacedDate] = []
    for match in (match for pattern in (_SPOKEN, _SLASHED) for match in pattern.finditer(text)):
        if match["year"] is not None:
            number = int(match["month"]) if match["month"].isdigit() else _month_number(match["month"])
            _place(found, match, _year(match["year"], 0), number, int(match["day"]))
    for match in _MONTH_SLASH_YEAR.finditer(text):
        _place(found, match, _year(match["year"], 0), int(match["month"]))
    for match in (match for pattern in (_MONTH_YEAR, _GLUED_MONTH_YEAR) for match in pattern.finditer(text)):
        _place(found, match, _year(match["year"], 0), _month_number(match["month"]))
    for match in _YEAR_ONLY.finditer(text):
        cue = match["cue"].strip()
        year = _year(match["year"], 0)
        if (len(match["year"]) == 2 and (not cue or int(match["year"]) < 40)) or (not cue and not match["year"].startswith("25")):
            continue
        if (not cue or len(match["year"]) == 2) and _COUNTS.match(text, match.end()):
            continue
        if match["fiscal"]:
            _place(found, match, year - 1, _FISCAL_START)
        else:
            _place(found, match, year, explicit=bool(cue))
    return sorted(found, key=lambda placed: placed.start)


def _place(found: list[PlacedDate], match: re.Match[str], year: int, month: int = 0, day: int = 0, explicit: bool = True) -> None:
    """Adds a date that exists and stands in no other."""
    start, end = match.span()
    start += len(match[0]) - len(match[0].lstrip())
    possible = year in _PLAUSIBLE and month <= 12 and (not day or (month and day <= monthrange(year - ERA_OFFSET, month)[1]))
    if possible and not any(start < other.end and other.start < end for other in found):
        found.append(PlacedDate(ThaiDate(year, month, day), start, end, explicit))
