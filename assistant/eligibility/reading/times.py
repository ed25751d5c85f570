"""How long a work has been in use, since when, and to which day to count: times told apart by the words that govern them.

"ทดลองใช้มา 1 ปี ใช้จริง 6 เดือน" has six months of use; "ลดเวลาจาก 30 วันเหลือ 3 วัน" has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.eligibility.facts import Span
from assistant.eligibility.reading.choose import IMPLIED, SAID, Hit
from assistant.eligibility.reading.lexicon import after, before, said_at
from assistant.eligibility.reading.rules import ReadingRules, TimePatterns
from assistant.eligibility.reading.text import Reading, unmarked
from assistant.thai.dates import PlacedDate, find_moments
from assistant.thai.digits import parse_number
from assistant.thai.durations import JUST_UNDER, Duration, find_durations
from assistant.thai.said import Manner

_GOVERNS = 60  # letters before a time in which the word that governs it stands
_TRAILS = 22
_WORK_NEAR = 45
_SHORT = 5  # months; less is rather the time that something takes
_YEARS = 60
_LONGEST = 1200  # months; more is no time in use


def read_times(reading: Reading, rules: ReadingRules, taken: Iterable[int] = ()) -> Iterator[Hit]:
    """Time in use, day of beginning and day to count to. ``taken``: where dates stand that tell something else."""
    times = rules.times
    moments = [moment for moment in find_moments(reading.text) if moment.start not in set(taken)]
    lengths = [
        length
        for length in find_durations(reading.text)
        if length.low <= _LONGEST and not any(moment.start < length.end and length.start < moment.end for moment in moments)
    ]
    yield from _in_use(reading, rules, lengths)
    yield from _nth_year(reading, rules)
    yield from _just_now(reading, rules)
    for index, moment in enumerate(moments):
        previous = moments[index - 1].end if index else 0
        fact = times.facts.counted_fact if _until(reading, times, moment) else times.facts.started_fact if _begins(reading, times, moment, previous) else None
        if fact is not None and _stated(reading, rules, moment.start, moment.end):
            yield Hit(fact, moment.date, moment.start, moment.end)


def _in_use(reading: Reading, rules: ReadingRules, lengths: list[Duration]) -> Iterator[Hit]:
    times = rules.times
    for index, length in enumerate(lengths):
        begin = max(lengths[index - 1].end if index else 0, length.start - _GOVERNS)
        lead = unmarked(reading.masked_text[begin : length.start].rpartition("\n")[2])
        trail = after(reading, length.end, _TRAILS)
        governor = _last(times.governs, lead)
        plain = governor is None and _plain(times, length, lead, trail)
        if times.other_after.search(trail) or governor == "other" or (governor is None and not plain):
            continue
        if _stated(reading, rules, length.start, length.end, also=Manner.DENIED):
            value = Span(length.low, length.high)
            yield Hit(times.facts.in_use_fact, value, length.start, length.end, rank=SAID if governor == "real" else IMPLIED)


def _plain(times: TimePatterns, length: Duration, lead: str, trail: str) -> bool:
    """Whether a length without a governing word is one of use: a plain answer ("ไม่ถึงปี"), or said of the work ("ระบบคิว 2 ปีแล้ว")."""
    if times.plain.search(unmarked(length.text)):
        return (length.high or 0) >= _SHORT and (not lead or lead.endswith(" "))
    of_work = not lead.strip() or times.work.search(lead) or times.opened.search(lead)
    return bool(of_work and times.plain_after.search(trail))


def _stated(reading: Reading, rules: ReadingRules, start: int, end: int, also: Manner = Manner.STATED) -> bool:
    """Whether a time is stated, and not asked or put as a condition by the words that lead to it. ("ยังไม่ถึงปี" is denied, and a statement: ``also``.)"""
    return said_at(reading, start, end, rules.doubt) in (Manner.STATED, also)


def _nth_year(reading: Reading, rules: ReadingRules) -> Iterator[Hit]:
    for match in rules.times.nth_year.finditer(reading.masked.text):
        start, end = reading.masked.span(match)
        year = parse_number(match["year"])
        if year is not None and 2 <= year <= _YEARS and said_at(reading, start, end, rules.doubt) is Manner.STATED:
            span = Span(12 * (year - 1), 12 * year - JUST_UNDER)
            yield Hit(rules.times.facts.in_use_fact, span, start, end, rank=IMPLIED)


def _just_now(reading: Reading, rules: ReadingRules) -> Iterator[Hit]:
    for match in rules.times.just_now.finditer(reading.masked.text):
        start, end = reading.masked.span(match)
        if said_at(reading, start, end, rules.doubt) is Manner.STATED:
            yield Hit(rules.times.facts.in_use_fact, rules.times.just_now_value, start, end, rank=IMPLIED)


def _until(reading: Reading, times: TimePatterns, moment: PlacedDate) -> bool:
    return moment.date.month > 0 and times.until.search(before(reading, moment.start, _GOVERNS)) is not None


def _begins(reading: Reading, times: TimePatterns, moment: PlacedDate, previous: int) -> bool:
    """Whether a date is that of beginning to use the work: the nearest word that governs it says so."""
    lead = unmarked(reading.masked_text[max(previous, moment.start - _GOVERNS) : moment.start].rpartition("\n")[2])
    trail = after(reading, moment.end, _WORK_NEAR)
    if times.other_after.search(trail):
        return False
    kind = _last(times.begins, lead)
    if kind != "since":
        return kind == "opened"
    verb = _last(times.begins, lead, leaving="since")
    if verb is not None:
        return verb == "opened"
    follows = times.begins.search(trail)
    if follows is not None and follows.lastgroup != "since":
        return follows.lastgroup == "opened"
    return times.work.search(lead) is not None


def _last(pattern: re.Pattern[str], text: str, leaving: str = "") -> str | None:
    kinds = [match.lastgroup for match in pattern.finditer(text) if match.lastgroup != leaving]
    return kinds[-1] if kinds else None
