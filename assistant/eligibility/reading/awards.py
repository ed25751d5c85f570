"""Earlier awards of the branch that counts: whether, whose, at which level, in which year and category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.eligibility.facts import Span
from assistant.eligibility.reading.choose import HINTED, Hit
from assistant.eligibility.reading.lexicon import said_at
from assistant.eligibility.reading.rules import AwardPatterns, ReadingRules
from assistant.eligibility.reading.text import Reading, unmarked
from assistant.knowledge.names import Mention
from assistant.thai.dates import find_moments
from assistant.thai.said import Manner

_BEFORE, _AFTER = 60, 110  # letters around the word for winning in which it is told what was won
_WHOSE_BEFORE = 45
_WINNER_BEFORE = 110
_OURS_WITHIN = 16
_NEVER_AFTER = 50
_WANTED_WITHIN = 22

_SENTENCE_END = re.compile(
    r"\n|\?|(?:ครับ|ค่ะ|คะ)\s(?!รางวัล|ประเภท|สาขา|ระดับ|ปี)|แต่(?!ละ|งตั้ง|(?:มัน|นั่น|ก็|เป็น|ได้){0,3}(?:แค่|เพียง)?\s?(?:ตั้งแต่|เมื่อ)?(?:ปี|ระดับ|ชมเชย))|(?:ไหม|หรือไม่|มั้ย)\s?|ปีนี้|ตอนนี้|ปัจจุบัน|\s(?:ส่วน|ตอนนี้|ปีนี้|จะส่ง|อยากส่ง|ขอส่ง|เริ่ม|เปิด|ใช้มา|ผลงานนี้|(?:ของ)?เรา(?:เอง)?(?:ก็)?(?:ยัง)?ไม่เคย)"
)

_WON_BESIDE = re.compile(unmarked(r"(?:ดีเด่น|ระดับ\s?ดี|ชมเชย|รางวัล)\s?(?:ไป|มา)?\s?(?:ตอน|เมื่อ|ใน)?\s?$"))  # of several years the one that belongs to the winning


@dataclass(frozen=True)
class _Clause:
    """Where the sentence about one award lies in the mended text."""

    start: int
    end: int


def read_awards(reading: Reading, rules: ReadingRules) -> list[Hit]:
    """What is told of earlier awards.

    Where the work never won any, somebody else's award says nothing; where only we never did ("เราเองไม่เคยได้"), the work has that award.
    """
    awards = rules.awards
    never = list(_never(reading, rules))
    won: list[Hit] = []
    for start, end in _places(reading, rules):
        told = list(_won(reading, rules, _clause(reading.text, start, end), start, end))
        theirs = any(hit.value == awards.facts.other_agency for hit in told)
        if theirs and never and all(_ours_before(reading, awards, hit.start) for hit in never):
            never = [hit for hit in never if hit.fact != awards.facts.award_fact]
        elif theirs and never:
            continue
        won += told
    return never + won


def award_names(reading: Reading, rules: ReadingRules) -> Iterator[Mention]:
    """The names of awards that are told of as won."""
    for start, end in _places(reading, rules):
        clause = _clause(reading.text, start, end)
        yield from (name for name in reading.names if clause.start <= name.start < clause.end and _won_name(reading, rules, name, clause))


def _places(reading: Reading, rules: ReadingRules) -> Iterator[tuple[int, int]]:
    """Where it is stated that something was won."""
    for match in rules.awards.won.finditer(reading.bare.text):
        start, end = reading.bare.span(match)
        if said_at(reading, start, end, rules.doubt) is Manner.STATED:
            yield start, end


def _never_places(reading: Reading, rules: ReadingRules) -> Iterator[tuple[int, int]]:
    """Where it is stated that nothing was won."""
    for match in rules.awards.never.finditer(reading.bare.text):
        start, end = reading.bare.span(match)
        if said_at(reading, start, end, rules.doubt) is Manner.STATED:
            yield start, end


def _never(reading: Reading, rules: ReadingRules) -> Iterator[Hit]:
    """ "Never won anything", or nothing of this branch; "never won PMQA" says nothing, and "this work never won" nothing of the form."""
    awards = rules.awards
    for start, end in _never_places(reading, rules):
        clause = _clause(reading.text, start, end)
        trail = unmarked(reading.text[end : clause.end][:_NEVER_AFTER])
        named = {name.entity for name in reading.names if name.sure and end - 12 <= name.start < min(clause.end, end + _NEVER_AFTER)}
        any_award = awards.any_award.search(trail) is not None
        alike = awards.alike.search(trail) is not None
        if not (any_award or alike) and not any(_counts(entity, awards) for entity in named):
            continue
        if any(pattern.search(trail) for _, pattern in awards.levels) or awards.other_prize.search(trail) or awards.other_work.search(trail):
            continue
        yield Hit(awards.facts.award_fact, awards.facts.none, start, end, Manner.DENIED)
        this_work = awards.this_work.search(unmarked(reading.text[max(0, start - _WHOSE_BEFORE) : start].rpartition("\n")[2]))
        if alike or (any_award and not this_work):
            yield Hit(awards.facts.same_form_fact, False, start, end, Manner.DENIED, HINTED)


def _ours_before(reading: Reading, awards: AwardPatterns, start: int) -> bool:
    """Whether the nearest words before a place speak of us ("แต่เราเองไม่เคยได้")."""
    return awards.ours.search(unmarked(reading.text[max(0, start - _OURS_WITHIN) : start].rpartition("\n")[2])) is not None


def _won(reading: Reading, rules: ReadingRules, clause: _Clause, start: int, end: int) -> Iterator[Hit]:
    awards, facts = rules.awards, rules.awards.facts
    words = unmarked(reading.text[clause.start : clause.end])
    lead = unmarked(reading.text[clause.start : start])
    told_later = unmarked(reading.text[clause.start : clause.end + _WHOSE_BEFORE])  # "… แต่เป็นงานอื่น"
    if awards.other_work.search(told_later) or awards.other_prize.search(words) or awards.compared.search(lead):
        return
    named = [name.entity for name in reading.names if clause.start <= name.start < clause.end and _won_name(reading, rules, name, clause)]
    counted = [entity for entity in named if _counts(entity, awards)]
    also = awards.also.search(words) is not None
    others = {entity.partition(".")[0] for entity in named if not _counts(entity, awards)} - {facts.whole}
    if others or not (counted or also):
        return
    whose = _whose(reading, awards, clause, start)
    if whose is not None:
        yield Hit(facts.award_fact, whose, start, end)
    categories = {facts.categories.get(entity, facts.other_category) for entity in counted if entity != facts.branch}
    categories |= {facts.other_category} if also else set()
    if len(categories) == 1:
        yield Hit(facts.category_fact, categories.pop(), start, end)
    levels = [(value, match) for value, pattern in awards.levels for match in pattern.finditer(words)]
    if len({value for value, _ in levels}) == 1:
        yield Hit(facts.level_fact, levels[0][0], start, end)
    yield from _year(reading, rules, clause, start, end)


def _whose(reading: Reading, awards: AwardPatterns, clause: _Clause, start: int) -> str | None:
    """Whose award it is; None where it may be somebody else's. Who was named last before the winning is the winner."""
    words = unmarked(reading.text[max(clause.start, start - _WHOSE_BEFORE) : clause.end])
    lead = unmarked(reading.text[max(0, start - _WINNER_BEFORE) : start].rpartition("\n")[2])
    theirs, ours = _last(awards.others, lead), _last(awards.ours, lead)
    perhaps = awards.perhaps_others.search(words) is not None
    taken_over = awards.taken_over.search(unmarked(reading.text[clause.start : clause.end + _WHOSE_BEFORE])) is not None
    if theirs > ours or awards.others.search(words) or (perhaps and taken_over):
        return awards.facts.other_agency
    return None if perhaps else awards.facts.own


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match ends; -1: none."""
    return max((match.end() for match in pattern.finditer(text)), default=-1)


def _won_name(reading: Reading, rules: ReadingRules, name: Mention, clause: _Clause) -> bool:
    """Whether a name in the sentence is that of the award won, not of the one sought now."""
    begin = max(clause.start, name.start - _WANTED_WITHIN)
    lead = unmarked(reading.text[begin : name.start])
    sure = name.sure or rules.names.plain.search(reading.text, max(0, name.start - 16), name.start) is not None
    return sure and not rules.awards.wanted.search(lead)


def _year(reading: Reading, rules: ReadingRules, clause: _Clause, start: int, end: int) -> Iterator[Hit]:
    """The year named in the sentence; a fiscal year counts by its own number, not by the year it begins in."""
    text = reading.text[clause.start : clause.end]
    moments = [moment for moment in find_moments(text) if not moment.date.day]
    beside = [moment for moment in moments if _WON_BESIDE.search(unmarked(text[: moment.start]))]
    moments = beside if len(moments) > 1 and len(beside) == 1 else moments
    years = {moment.date.year + (1 if text[moment.start : moment.end].startswith("ปีงบ") else 0) for moment in moments}
    if len(years) == 1:
        at = moments[0]
        yield Hit(rules.awards.facts.year_fact, Span.exact(Decimal(years.pop())), clause.start + at.start, clause.start + at.end)
    elif not years and rules.year is not None and rules.awards.last_year.search(unmarked(text)):
        yield Hit(rules.awards.facts.year_fact, Span.exact(Decimal(rules.year - 1)), start, end)


def _clause(text: str, start: int, end: int) -> _Clause:
    window = max(0, start - _BEFORE)
    begins = [match.end() for match in _SENTENCE_END.finditer(text, window, start)]
    stop = _SENTENCE_END.search(text, end, end + _AFTER)
    return _Clause(max([window, *begins]), stop.start() if stop else min(len(text), end + _AFTER))


def _counts(entity: str, awards: AwardPatterns) -> bool:
    return entity == awards.facts.branch or entity.startswith(f"{awards.facts.branch}.")
