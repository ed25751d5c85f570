"""The rules of reading, ready for use: the words of ``reading.yaml`` compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.eligibility.facts import Fact, Value
from assistant.eligibility.reading.schema import Applicant, Applying, Awards, Doubt, Entered, ReadingFile, Times, Wording
from assistant.eligibility.reading.text import Mending
from assistant.knowledge.names import NameFinder
from assistant.knowledge.schema import RoundKnowledge
from assistant.thai.clean import comparable, skeleton

_AWARD_KINDS = ("award", "branch", "category", "group", "other")
_NEVER = "(?!)"


@dataclass(frozen=True)
class Lexeme:
    """One entry of the lexicon, compiled. Values are those of the fact; None: says nothing."""

    id: str
    fact: str
    value: Value | None
    denied: Value | None
    planned: Value | None
    pattern: re.Pattern[str]
    led_by: re.Pattern[str] | None
    followed_by: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    weak: bool
    applicant: Applying | None
    mention: bool
    names: bool
    exact: bool


@dataclass(frozen=True)
class DoubtPatterns:
    """Words of questions and conditions, compiled."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    asks: re.Pattern[str]
    about_entry: re.Pattern[str]
    planned_before: re.Pattern[str]
    denied_before: re.Pattern[str]
    no_mention: re.Pattern[str]


@dataclass(frozen=True)
class ApplicantPatterns:
    """Words that tell who applies, compiled; those that stand before end with it, those after begin with it."""

    ours_before: re.Pattern[str]
    ours_after: re.Pattern[str]
    subject_after: re.Pattern[str]
    hinted_before: re.Pattern[str]
    other_before: re.Pattern[str]
    partner_before: re.Pattern[str]
    partner_after: re.Pattern[str]
    speaker: re.Pattern[str]


@dataclass(frozen=True)
class TimePatterns:
    """Words that govern times, compiled. In ``governs`` and ``begins`` the group's name tells what they make of the time."""

    facts: Times
    governs: re.Pattern[str]
    begins: re.Pattern[str]
    other_after: re.Pattern[str]
    plain: re.Pattern[str]
    plain_after: re.Pattern[str]
    nth_year: re.Pattern[str]
    opened: re.Pattern[str]
    work: re.Pattern[str]
    until: re.Pattern[str]
    just_now: re.Pattern[str]
    just_now_value: Value


@dataclass(frozen=True)
class AwardPatterns:
    """Words about earlier awards, compiled."""

    facts: Awards
    also: re.Pattern[str]
    won: re.Pattern[str]
    never: re.Pattern[str]
    any_award: re.Pattern[str]
    levels: tuple[tuple[str, re.Pattern[str]], ...]
    others: re.Pattern[str]
    perhaps_others: re.Pattern[str]
    taken_over: re.Pattern[str]
    other_work: re.Pattern[str]
    other_prize: re.Pattern[str]
    compared: re.Pattern[str]
    wanted: re.Pattern[str]
    last_year: re.Pattern[str]


@dataclass(frozen=True)
class EnteredPatterns:
    """Words about what was sent this year, compiled."""

    facts: Entered
    sent: re.Pattern[str]
    sent_after: re.Pattern[str]
    not_now: re.Pattern[str]
    categories: frozenset[str]


@dataclass(frozen=True)
class ReadingRules:
    """What ``read_description`` reads by. Made by ``load_reading``."""

    year: int | None
    facts: Mapping[str, Fact]
    lexicon: tuple[Lexeme, ...]
    mending: Mending
    finder: NameFinder
    official: frozenset[str]
    plain_names: re.Pattern[str]
    corrections: re.Pattern[str]
    ranked: Mapping[str, tuple[Value, ...]]
    doubt: DoubtPatterns
    applicant: ApplicantPatterns
    times: TimePatterns
    awards: AwardPatterns
    entered: EnteredPatterns


def bared(patterns: Iterable[str], end: str = "", begin: str = "") -> re.Pattern[str]:
    """One pattern of several, for text without tone marks; ``begin`` and ``end`` are put around it."""
    joined = "|".join(skeleton(pattern) for pattern in patterns) or _NEVER
    return re.compile(f"{begin}(?:{joined}){end}")


def compiled(file: ReadingFile, knowledge: RoundKnowledge, facts: Mapping[str, Fact], misread: Mapping[str, str]) -> ReadingRules:
    """The rules made of a valid file; ``misread`` are typing errors known already and what they mean."""
    awards = [entity for entity in knowledge.round.entities if entity.kind in _AWARD_KINDS]
    names = [comparable(entity.name) for entity in awards]
    meant = {comparable(wrong): comparable(right) for wrong, right in misread.items() if comparable(wrong) != comparable(right)}
    ordered = sorted(meant, key=len, reverse=True)
    return ReadingRules(
        year=int(knowledge.round.round) if knowledge.round.round.isdigit() else None,
        facts=dict(facts),
        lexicon=tuple(_lexeme(entry, facts[entry.fact]) for entry in file.entries),
        mending=Mending(
            re.compile("|".join(map(re.escape, ordered)) or _NEVER), meant, tuple((re.compile(pattern), right) for pattern, right in file.mend.items())
        ),
        finder=NameFinder(awards),
        official=frozenset([*names, *(name.removeprefix("ประเภท") for name in names)]),
        plain_names=re.compile(f"(?:{'|'.join(file.plain_names)})$"),
        corrections=bared(file.corrections),
        ranked={fact: tuple(_value(facts[fact], raw) for raw in values) for fact, values in file.ranked.items()},
        doubt=_doubt(file.doubt),
        applicant=_applicant(file.applicant),
        times=_times(file.times, facts),
        awards=_awards(file.awards),
        entered=_entered(file.entered, facts),
    )


def _value(fact: Fact, raw: object) -> Value:
    value = fact.parse(raw)
    if value is None:
        raise ValueError(f"{raw!r} is no value of {fact.id}")
    return value


def _lexeme(entry: Wording, fact: Fact) -> Lexeme:
    def told(raw: object) -> Value | None:
        return None if raw is None else fact.parse(raw)

    words = sorted((comparable(word) for word in entry.words), key=len, reverse=True)
    parts = [*map(re.escape, words), *entry.patterns]
    return Lexeme(
        entry.id,
        entry.fact,
        told(entry.value),
        told(entry.denied),
        told(entry.planned),
        re.compile("|".join(parts)) if entry.exact else bared(parts),
        bared(entry.led_by) if entry.led_by else None,
        bared(entry.followed_by) if entry.followed_by else None,
        bared(entry.unless) if entry.unless else None,
        entry.weak,
        entry.applicant,
        entry.mention,
        entry.names,
        entry.exact,
    )


def _doubt(doubt: Doubt) -> DoubtPatterns:
    return DoubtPatterns(
        bared(doubt.before, end="$"),
        bared(doubt.after, begin="^"),
        bared(doubt.asks),
        bared(doubt.about_entry),
        bared(doubt.planned_before, end="$"),
        bared(doubt.denied_before, end="$"),
        bared(doubt.no_mention, end="$"),
    )


def _applicant(words: Applicant) -> ApplicantPatterns:
    return ApplicantPatterns(
        bared(words.ours_before, end="$"),
        bared(words.ours_after, begin="^"),
        bared(words.subject_after, begin="^"),
        bared(words.hinted_before, end="$"),
        bared(words.other_before, end="$"),
        bared(words.partner_before, end="$"),
        bared(words.partner_after, begin="^"),
        bared(words.speaker, end="$"),
    )


def _times(times: Times, facts: Mapping[str, Fact]) -> TimePatterns:
    def named(**groups: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(f"(?P<{name}>{'|'.join(skeleton(pattern) for pattern in patterns)})" for name, patterns in groups.items()))

    return TimePatterns(
        times,
        named(other=times.other, real=times.real, in_use=times.in_use),
        named(other=times.not_opened, opened=times.opened, since=times.since),
        bared(times.other_after, begin="^"),
        bared(times.plain, begin="^"),
        bared(times.plain_after, begin="^"),
        bared([times.nth_year]),
        bared(times.opened),
        bared(times.work),
        bared(times.until, end="$"),
        bared(times.just_now),
        _value(facts[times.in_use_fact], times.just_now_months),
    )


def _awards(awards: Awards) -> AwardPatterns:
    return AwardPatterns(
        awards,
        bared(awards.also),
        bared(awards.won),
        bared(awards.never),
        bared(awards.any_award, begin="^"),
        tuple((level.value, bared(level.patterns)) for level in awards.levels),
        bared(awards.others),
        bared(awards.perhaps_others),
        bared(awards.taken_over),
        bared(awards.other_work),
        bared(awards.other_prize),
        bared(awards.compared),
        bared(awards.wanted),
        bared(awards.last_year),
    )


def _entered(entered: Entered, facts: Mapping[str, Fact]) -> EnteredPatterns:
    categories = frozenset(facts[entered.fact].option_by_id) - {entered.none}
    return EnteredPatterns(entered, bared(entered.sent), bared(entered.sent_after), bared(entered.not_now), categories)
