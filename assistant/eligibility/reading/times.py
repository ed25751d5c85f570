"""How long a work has been in use, since when, and to which day to count: times told apart by the words that govern them.

"ทดลองใช้มา 1 ปี ใช้จริง 6 เดือน" has six months of use; "ลดเวลาจาก 30 วันเหลือ 3 วัน" has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.eligibility.facts import Span
from assistant.eligibility.reading.choose import Hit
from assistant.eligibility.reading.lexicon import after, before, said_at
from assistant.eligibility.reading.rules import ReadingRules, TimePatterns
from assistant.eligibility.reading.text import Reading, bare
from assistant.thai.dates import PlacedDate, find_moments
from assistant.thai.durations import JUST_UNDER, Duration, find_durations
from assistant.thai.said import Manner

_GOVERNS = 40  # letters before a time in which the word that governs it stands
_TRAILS = 22
_WORK_NEAR = 45
_LONGEST = 1200  # months; more is no time in use


@dataclass(frozen=True)
class _Found:
    """A time taken for one in use or of beginning; ``rank`` 2: said to be in earnest."""

    hit: Hit
    rank: int


def read_times(reading: Reading, rules: ReadingRules) -> Iterator[Hit]:
    """Time in use, day of beginning and day to count to."""
    times = rules.times
    moments = find_moments(reading.text)
    lengths = [
        length
        for length in find_durations(reading.text)
        if length.low <= _LONGEST and not any(moment.start < length.end and length.start < moment.end for moment in moments)
    ]
    found = [*_in_use(reading, rules, lengths), *_nth_year(reading, rules), *_just_now(reading, rules)]
    best = max((one.rank for one in found), default=0)
    yield from (one.hit for one in found if one.rank == best)
    taken: set[int] = set()
    for moment in moments:
        if _until(reading, times, moment) and said_at(reading, moment.start, moment.end, rules.doubt) is Manner.STATED:
            taken.add(moment.start)
            yield Hit(times.facts.counted_fact, moment.date, moment.start, moment.end)
    begun = [moment for moment in moments if moment.start not in taken and _begins(reading, rules, moment)]
    yield from (Hit(times.facts.started_fact, moment.date, moment.start, moment.end) for moment in begun)


def _in_use(reading: Reading, rules: ReadingRules, lengths: list[Duration]) -> Iterator[_Found]:
    times = rules.times
    for index, length in enumerate(lengths):
        end_before = max(lengths[index - 1].end if index else 0, length.start - _GOVERNS)
        lead = bare(reading.text[end_before : length.start].rpartition("\n")[2]).text
        trail = after(reading, length.end, _TRAILS)
        if times.other_after.search(trail):
            continue
        governor = _last(times.governs, lead + bare(length.text).text[:14])
        plain = times.plain_after.search(trail)
        if governor == "other" or (governor is None and plain is None):
            continue
        if said_at(reading, length.start, length.end, rules.doubt) not in (Manner.STATED, Manner.DENIED) or _conditional(reading, rules, length):
            continue
        value = Span(length.low, length.high)
        yield _Found(Hit(times.facts.in_use_fact, value, length.start, length.end), 2 if governor == "real" else 1)


def _conditional(reading: Reading, rules: ReadingRules, length: Duration) -> bool:
    """Whether the words that lead to a length are asked or put as a condition, seen from where they begin."""
    lead = before(reading, length.start, _GOVERNS)
    return rules.doubt.before.search(lead) is not None


def _nth_year(reading: Reading, rules: ReadingRules) -> Iterator[_Found]:
    for match in rules.times.nth_year.finditer(reading.masked.text):
        start, end = reading.masked.span(match)
        year = int(match["year"])
        if 2 <= year <= 60 and said_at(reading, start, end, rules.doubt) is Manner.STATED:
            span = Span(Decimal(12 * (year - 1)), Decimal(12 * year) - JUST_UNDER)
            yield _Found(Hit(rules.times.facts.in_use_fact, span, start, end), 1)


def _just_now(reading: Reading, rules: ReadingRules) -> Iterator[_Found]:
    for match in rules.times.just_now.finditer(reading.masked.text):
        start, end = reading.masked.span(match)
        if said_at(reading, start, end, rules.doubt) is Manner.STATED:
            yield _Found(Hit(rules.times.facts.in_use_fact, rules.times.just_now_value, start, end), 1)


def _until(reading: Reading, times: TimePatterns, moment: PlacedDate) -> bool:
    return moment.date.month > 0 and times.until.search(before(reading, moment.start, _GOVERNS)) is not None


def _begins(reading: Reading, rules: ReadingRules, moment: PlacedDate) -> bool:
    """Whether a date is that of beginning to use the work: the nearest word that governs it says so."""
    times = rules.times
    lead = before(reading, moment.start, _GOVERNS)
    trail = after(reading, moment.end, _WORK_NEAR)
    kind = _last(times.begins, lead)
    if kind == "since":
        verb = _last(times.begins, lead, leaving="since")
        follows = times.begins.search(trail)
        opened = verb == "opened" or (verb is None and (times.opened.search(trail) or times.work.search(before(reading, moment.start, _WORK_NEAR))))
        kind = "opened" if opened and verb != "other" and not (verb is None and follows is not None and follows.lastgroup == "other") else None
    if kind != "opened" or times.other_after.search(trail):
        return False
    return said_at(reading, moment.start, moment.end, rules.doubt) is Manner.STATED and not rules.doubt.before.search(lead)


def _last(pattern: re.Pattern[str], text: str, leaving: str = "") -> str | None:
    kinds = [match.lastgroup for match in pattern.finditer(text) if match.lastgroup != leaving]
    return kinds[-1] if kinds else None
