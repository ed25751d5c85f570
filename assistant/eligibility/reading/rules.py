"""The rules of reading, ready for use: what ``reading.yaml`` says, as compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.eligibility.facts import Fact, Value
from assistant.eligibility.reading.schema import Applying, Awards, Entered, Times
from assistant.eligibility.reading.text import Mending, Names


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
    needs: tuple[str, ...]


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
    alike: re.Pattern[str]
    this_work: re.Pattern[str]
    levels: tuple[tuple[str, re.Pattern[str]], ...]
    others: re.Pattern[str]
    ours: re.Pattern[str]
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
class AskedPatterns:
    """Words about what is to be sent, compiled."""

    wanted: re.Pattern[str]
    asked: re.Pattern[str]
    at_once: re.Pattern[str]
    full: re.Pattern[str]
    joined: re.Pattern[str]
    not_asked: re.Pattern[str]
    others: re.Pattern[str]
    categories: frozenset[str]


@dataclass(frozen=True)
class ReadingRules:
    """What ``read_description`` reads by. Made by ``load_reading``."""

    year: int | None
    facts: Mapping[str, Fact]
    lexicon: tuple[Lexeme, ...]
    mending: Mending
    names: Names
    corrections: re.Pattern[str]
    ranked: Mapping[str, tuple[Value, ...]]
    doubt: DoubtPatterns
    applicant: ApplicantPatterns
    times: TimePatterns
    awards: AwardPatterns
    entered: EnteredPatterns
    asked: AskedPatterns
