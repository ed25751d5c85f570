"""Finds expressions of participation in a text and says how each is meant: done, denied, only planned, or unsure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.eligibility.participation.mentions import Mention
from assistant.eligibility.participation.result import FoundActivity
from assistant.eligibility.participation.rules import ParticipationRules
from assistant.thai.said import Manner, manner

_NEAR = 28  # letters between a group and the words that count only where it stands before them
_TAIL_WINDOW = 70  # letters before a tail ("ร่วมกัน") in which its verbs stand


@dataclass(frozen=True)
class Hit:
    """An expression at a place. ``begin`` is where the words that say how it is meant are looked for (the lead of a chain)."""

    start: int
    end: int
    activity: str
    begin: int
    stop: int
    shown: int = 0  # where the words end that are shown back, when later than the expression


def find_activities(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool = False) -> list[FoundActivity]:
    """The activities in comparable ``text``, in order. ``given`` says that the text is about one known group, named or not."""
    masks = [match.span() for pattern in (rules.reading.not_activities, rules.reading.claims) for match in pattern.finditer(text)]
    asked = [match.span() for match in rules.reading.questions.finditer(text)]
    hits = [hit for hit in _hits(rules, text, mentions, given) if not any(start < hit.end and hit.start < end for start, end in masks)]
    found = [_found(rules, text, hit, asked) for hit in _longest(hits)]
    return [activity for activity in found if activity is not None]


def claimed(rules: ParticipationRules, text: str) -> list[str]:
    """Words that claim a level ("ถึงระดับ collaborate แล้ว") and are not part of a question; they are no evidence."""
    asked = [match.span() for match in rules.reading.questions.finditer(text)]
    return [
        match.group().strip()
        for match in rules.reading.claims.finditer(text)
        if not any(start <= match.start() < end for start, end in asked) and manner(text, match.start(), match.end()) is Manner.STATED
    ]


def _hits(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool) -> Iterator[Hit]:
    for match in rules.words.finditer(text):
        start, end = match.span()
        if match.group()[0].isascii() and (text[start - 1 : start].isascii() and text[start - 1 : start].isalnum()):
            continue
        if text[end - 1].isascii() and text[end - 1].isalpha() and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
            continue
        for activity in rules.owners(match.group()):
            if _by_right(rules, activity, text, start, mentions, given):
                yield Hit(start, end, activity, start, end)
    for pattern, activity in rules.patterns:
        for match in pattern.finditer(text):
            if match.group() and _by_right(rules, activity, text, match.start(), mentions, given):
                yield Hit(*match.span(), activity, *match.span())
    yield from _chains(rules, text, mentions, given)


def _by_right(rules: ParticipationRules, activity: str, text: str, start: int, mentions: Sequence[Mention], given: bool) -> bool:
    by = rules.activities[activity].by
    if by is None:
        return True
    nearest = _nearest(mentions, text, start)
    if by == "us":
        return nearest is not None and nearest.ours
    return given if nearest is None else not nearest.ours


def _nearest(mentions: Sequence[Mention], text: str, at: int) -> Mention | None:
    """Who stands right before ``at``, in the same phrase."""
    if not mentions:
        return None
    place = bisect_right(mentions, at, key=lambda mention: mention.end) - 1
    if place < 0:
        return None
    gap = text[mentions[place].end : at]
    return mentions[place] if len(gap) <= _NEAR and "\n" not in gap and "แต่" not in gap else None


def _chains(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool) -> Iterator[Hit]:
    chain = rules.chain
    tails = [(match, False) for match in chain.tail.finditer(text)] + [(match, True) for match in chain.their_tail.finditer(text)]
    taken: set[int] = set()  # tails of verbs before them, which lead nothing more
    for tail, theirs in tails:
        ended = list(_before_tail(rules, text, mentions, given, tail, theirs))
        if ended:
            taken.add(tail.start())
        yield from ended
    leads = [(match, False) for match in chain.lead.finditer(text)] + [(match, True) for match in chain.their_lead.finditer(text)]
    for lead, theirs in leads:
        if lead.start() in taken or (theirs and not _theirs(mentions, given, text, lead.start())):
            continue
        verb = chain.first_verb.match(text, lead.end())
        first = True
        while verb:
            start = lead.start() if first else verb.start(verb.lastgroup or 0)
            yield Hit(start, verb.end(), _activity(rules, verb), lead.start(), verb.end())
            verb, first = chain.next_verb.match(text, verb.end()), False


def _before_tail(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool, tail: re.Match[str], theirs: bool) -> Iterator[Hit]:
    """The verbs that end in ``tail``, from the last one back."""
    chain = rules.chain
    begin = max(0, tail.start() - _TAIL_WINDOW, text.rfind("\n", 0, tail.start()) + 1)
    verbs = list(chain.verb.finditer(text, begin, tail.start()))
    until, between = tail.start(), chain.after
    for place in range(len(verbs) - 1, -1, -1):
        verb = verbs[place]
        if place and chain.noun.fullmatch(text, verbs[place - 1].end(), verb.start()):
            continue  # "วางแผนการผลิตร่วมกัน": what is planned, not what is done
        if until < tail.start() and verb.end() == until:
            until = verb.start()  # two verbs as one ("จัดการสอน")
            continue
        if not between.match(text[verb.end() : until]):
            continue
        if theirs and not _theirs(mentions, given, text, verb.start()):
            return
        shown = tail.end() if until == tail.start() else 0
        yield Hit(verb.start(), verb.end(), _activity(rules, verb), verb.start(), tail.end(), shown)
        until, between = verb.start(), chain.between


def _theirs(mentions: Sequence[Mention], given: bool, text: str, at: int) -> bool:
    nearest = _nearest(mentions, text, at)
    return given if nearest is None else not nearest.ours


def _activity(rules: ParticipationRules, verb: re.Match[str]) -> str:
    return rules.chain.activities[int((verb.lastgroup or "v0")[1:])]


def _longest(hits: list[Hit]) -> list[Hit]:
    """Of expressions that overlap the longest, in the order of the text."""
    kept: list[Hit] = []
    taken = bytearray(max((hit.end for hit in hits), default=0))
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if taken.find(1, hit.start, hit.end) < 0:
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _found(rules: ParticipationRules, text: str, hit: Hit, asked: list[tuple[int, int]]) -> FoundActivity | None:
    activity = rules.activities[hit.activity]
    said = manner(text, hit.begin, hit.stop)
    if said is Manner.DENIED and rules.reading.past.search(text, max(0, hit.begin - 60), hit.begin):
        return None  # how it was before the work
    if said is Manner.STATED and any(start <= hit.start < end for start, end in asked):
        said = Manner.UNSURE
    return FoundActivity(
        words=text[hit.start : max(hit.end, hit.shown)].strip(),
        activity=activity.id,
        label=activity.label,
        manner=said,
        proves=tuple(activity.proves) if said is Manner.STATED else (),
        proves_not=activity.proves_not,
        start=hit.start,
        end=hit.end,
    )
