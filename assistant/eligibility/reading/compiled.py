"""Makes the rules of reading of a valid ``reading.yaml``: words and patterns compiled once, without tone marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.eligibility.facts import Fact, Value
from assistant.eligibility.reading.rules import (
    ApplicantPatterns,
    AskedPatterns,
    AwardPatterns,
    DoubtPatterns,
    EnteredPatterns,
    Lexeme,
    ReadingRules,
    TimePatterns,
)
from assistant.eligibility.reading.schema import Applicant, Asked, Awards, Doubt, Entered, ReadingFile, Times, Wording
from assistant.eligibility.reading.text import Mending, Names
from assistant.knowledge.names import NameFinder
from assistant.knowledge.schema import Entity, RoundKnowledge
from assistant.thai.clean import comparable, skeleton

_AWARD_KINDS = ("award", "branch", "category", "group", "other")
_NEVER = "(?!)"
_BARE_FROM = 9  # letters of a name that is found without its tone marks


def bared(patterns: Iterable[str], end: str = "", begin: str = "") -> re.Pattern[str]:
    """One pattern of several, for text without tone marks; ``begin`` and ``end`` are put around it."""
    joined = "|".join(skeleton(pattern) for pattern in patterns) or _NEVER
    return re.compile(f"{begin}(?:{joined}){end}")


def compiled(file: ReadingFile, knowledge: RoundKnowledge, facts: Mapping[str, Fact], misread: Mapping[str, str]) -> ReadingRules:
    """The rules made of a valid file; ``misread`` are typing errors known already and what they mean."""
    awards = [entity for entity in knowledge.round.entities if entity.kind in _AWARD_KINDS]
    meant = {comparable(wrong): comparable(right) for wrong, right in misread.items() if comparable(wrong) != comparable(right)}
    ordered = sorted(meant, key=len, reverse=True)
    return ReadingRules(
        year=int(knowledge.round.round) if knowledge.round.round.isdigit() else None,
        facts=dict(facts),
        lexicon=tuple(_lexeme(entry, facts[entry.fact]) for entry in file.entries),
        mending=Mending(
            re.compile("|".join(map(re.escape, ordered)) or _NEVER), meant, tuple((re.compile(pattern), right) for pattern, right in file.mend.items())
        ),
        names=_names(awards, file.plain_names),
        corrections=bared(file.corrections),
        ranked={fact: tuple(_value(facts[fact], raw) for raw in values) for fact, values in file.ranked.items()},
        doubt=_doubt(file.doubt),
        applicant=_applicant(file.applicant),
        times=_times(file.times, facts),
        awards=_awards(file.awards),
        entered=_entered(file.entered, facts),
        asked=_asked(file.asked, frozenset(entity.id for entity in awards if entity.kind == "category")),
    )


def _names(awards: list[Entity], plain: list[str]) -> Names:
    names = [comparable(entity.name) for entity in awards]
    official = {name for full in names for name in (full, full.removeprefix("ประเภท"))}
    every = {skeleton(comparable(name)): entity.id for entity in awards for name in [entity.name, *entity.aliases]}
    bare = {name: entity for name, entity in every.items() if len(name) >= _BARE_FROM and not name.isascii()}
    longest_first = sorted(bare, key=len, reverse=True)
    return Names(
        NameFinder(awards),
        frozenset(skeleton(name) for name in official),
        re.compile(f"(?:{'|'.join(plain)})$"),
        re.compile("|".join(map(re.escape, longest_first)) or _NEVER),
        bare,
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
        tuple(skeleton(comparable(letters)) for letters in entry.needs),
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
        bared(awards.alike, begin="^"),
        bared(awards.this_work, end="$"),
        tuple((level.value, bared(level.patterns)) for level in awards.levels),
        bared(awards.others),
        bared(awards.ours),
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


def _asked(asked: Asked, categories: frozenset[str]) -> AskedPatterns:
    return AskedPatterns(
        bared(asked.wanted),
        bared(asked.asked, begin="^"),
        bared(asked.at_once, begin="^"),
        bared(asked.full, begin="^"),
        bared(asked.joined, begin="^", end="$"),
        bared(asked.not_asked),
        bared(asked.others),
        categories,
    )
