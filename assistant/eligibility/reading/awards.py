"""Earlier awards of the branch that counts: whether, whose, at which level, in which year and category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.eligibility.facts import Span
from assistant.eligibility.reading.choose import Hit
from assistant.eligibility.reading.lexicon import said_at
from assistant.eligibility.reading.rules import AwardPatterns, ReadingRules
from assistant.eligibility.reading.text import Reading, bare
from assistant.thai.dates import find_moments
from assistant.thai.said import Manner

_BEFORE, _AFTER = 60, 110  # letters around the word for winning in which it is told what was won
_WHOSE_BEFORE = 45
_SENTENCE_END = re.compile(r"\n|\?|(?:ครับ|ค่ะ|คะ)\s|แต่(?!ละ|งตั้ง)|(?:ไหม|หรือไม่|มั้ย)\s?|ปีนี้|ตอนนี้|ปัจจุบัน|\s(?:ส่วน|ตอนนี้|ปีนี้|จะส่ง|อยากส่ง|ขอส่ง|เริ่ม|เปิด|ใช้มา|ผลงานนี้)")


@dataclass(frozen=True)
class _Clause:
    """Where the sentence about one award lies in the mended text."""

    start: int
    end: int


def read_awards(reading: Reading, rules: ReadingRules) -> Iterator[Hit]:
    """What is told of earlier awards."""
    awards = rules.awards
    yield from _never(reading, rules)
    for match in awards.won.finditer(reading.bare.text):
        start, end = reading.bare.span(match)
        if said_at(reading, start, end, rules.doubt) is Manner.STATED:
            yield from _won(reading, rules, _clause(reading.text, start, end), start, end)


def _never(reading: Reading, rules: ReadingRules) -> Iterator[Hit]:
    """ "Never won anything", or nothing of this branch; "never won PMQA" says nothing."""
    awards = rules.awards
    for match in awards.never.finditer(reading.bare.text):
        start, end = reading.bare.span(match)
        clause = _clause(reading.text, start, end)
        trail = bare(reading.text[end : clause.end][:50]).text
        named = {name.entity for name in reading.names if end - 12 <= name.start < min(clause.end, end + 50)}
        counts = [entity for entity in named if _counts(entity, awards)]
        if (
            (named - {"psea"} and not counts)
            or (not named and not awards.never_of.search(trail))
            or said_at(reading, start, end, rules.doubt) is not Manner.STATED
        ):
            continue
        if any(pattern.search(trail) for _, pattern in awards.levels) or awards.other_work.search(bare(reading.text[clause.start : clause.end]).text):
            continue
        yield Hit(awards.facts.award_fact, awards.facts.none, start, end, Manner.DENIED)
        yield Hit(awards.facts.same_form_fact, False, start, end, Manner.DENIED, weak=True)


def _won(reading: Reading, rules: ReadingRules, clause: _Clause, start: int, end: int) -> Iterator[Hit]:
    awards, facts = rules.awards, rules.awards.facts
    words = bare(reading.text[clause.start : clause.end]).text
    if awards.other_work.search(words):
        return
    named = [name for name in reading.names if clause.start <= name.start < clause.end]
    counted = [name.entity for name in named if _counts(name.entity, awards)]
    also = awards.also.search(words)
    if not counted and not (
        also and not any("." not in name.entity and name.sure for name in named if not _counts(name.entity, awards) and name.entity != "psea")
    ):
        return
    if any(not _counts(name.entity, awards) and "." in name.entity and name.sure for name in named) and not counted:
        return
    whose = facts.other_agency if awards.others.search(bare(reading.text[max(clause.start, start - _WHOSE_BEFORE) : clause.end]).text) else facts.own
    yield Hit(facts.award_fact, whose, start, end)
    categories = {facts.categories.get(entity, facts.other_category) for entity in counted if entity != facts.branch} | (
        {facts.other_category} if also else set()
    )
    if len(categories) == 1:
        yield Hit(facts.category_fact, categories.pop(), start, end)
    levels = [(value, match) for value, pattern in awards.levels for match in pattern.finditer(words)]
    if len({value for value, _ in levels}) == 1:
        yield Hit(facts.level_fact, levels[0][0], start, end)
    yield from _year(reading, rules, clause, start, end)


def _year(reading: Reading, rules: ReadingRules, clause: _Clause, start: int, end: int) -> Iterator[Hit]:
    text = reading.text[clause.start : clause.end]
    moments = [moment for moment in find_moments(text) if not moment.date.day]
    years = {moment.date.year + (1 if text[moment.start : moment.end].startswith("ปีงบ") else 0) for moment in moments}
    if not years and rules.year is not None and rules.awards.last_year.search(bare(text).text):
        years = {rules.year - 1}
    if len(years) == 1:
        yield Hit(rules.awards.facts.year_fact, Span.exact(Decimal(years.pop())), start, end)


def _clause(text: str, start: int, end: int) -> _Clause:
    window = max(0, start - _BEFORE)
    begins = [match.end() for match in _SENTENCE_END.finditer(text, window, start)]
    stop = _SENTENCE_END.search(text, end, end + _AFTER)
    return _Clause(max([window, *begins]), stop.start() if stop else min(len(text), end + _AFTER))


def _counts(entity: str, awards: AwardPatterns) -> bool:
    return entity == awards.facts.branch or entity.startswith(f"{awards.facts.branch}.")
