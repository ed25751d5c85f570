"""Finds expressions of participation in a text and says how each is meant: done, denied, only planned, or unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.eligibility.participation.chains import find_chains
from assistant.eligibility.participation.doers import by_right
from assistant.eligibility.participation.mentions import Mention
from assistant.eligibility.participation.result import FoundActivity, Hit
from assistant.eligibility.participation.rules import ParticipationRules
from assistant.thai.said import Manner, manner

_ASKED_BACK = 40  # letters of a question before the words that make it one


def find_activities(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool = False) -> list[FoundActivity]:
    """The activities in comparable ``text``, in order. ``given`` says that the text is about one known group, named or not."""
    masks = [match.span() for pattern in (rules.reading.not_activities, rules.reading.claims, rules.reading.names) for match in pattern.finditer(text)]
    asked = _asked(rules, text)
    hits = [hit for hit in _hits(rules, text, mentions, given) if not any(start < hit.end and hit.start < end for start, end in masks)]
    found = [activity for hit in _longest(rules, hits) if (activity := _found(rules, text, hit, asked)) is not None]
    return _as_planned(rules, text, found)


def _as_planned(rules: ParticipationRules, text: str, found: list[FoundActivity]) -> list[FoundActivity]:
    """What follows from a plan is a plan ("ปีหน้าจะเปิดเวที แล้วก็ร่วมออกแบบ"), and so is everything where nothing has begun."""
    nothing_yet = rules.reading.nothing_yet.search(text) is not None and any(activity.manner is not Manner.STATED for activity in found)
    read: list[FoundActivity] = []
    for activity in found:
        before = read[-1] if read else None
        planned = before is not None and before.manner is Manner.PLANNED and rules.reading.plan_goes_on.match(text[before.end : activity.start])
        as_plan = activity.manner is Manner.STATED and (nothing_yet or planned)
        read.append(activity.model_copy(update={"manner": Manner.PLANNED, "proves": ()}) if as_plan else activity)
    return read


def claimed(rules: ParticipationRules, text: str) -> list[str]:
    """Words that claim a level ("ถึงระดับ collaborate แล้ว") and are not part of a question; they are no evidence."""
    asked = _asked(rules, text)
    return [
        match.group().strip()
        for match in rules.reading.claims.finditer(text)
        if not any(start <= match.start() < end for start, end in asked) and manner(text, match.start(), match.end()) is Manner.STATED
    ]


def _asked(rules: ParticipationRules, text: str) -> list[tuple[int, int]]:
    """What is asked and not told: the phrases that end in a question."""
    ends = rules.reading.questions.finditer(text)
    return [(max(text.rfind(" ", 0, end.start()) + 1, text.rfind("\n", 0, end.start()) + 1, end.start() - _ASKED_BACK), end.end()) for end in ends]


def _hits(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool) -> Iterator[Hit]:
    for match in rules.words.finditer(text):
        start, end = match.span()
        if match.group()[0].isascii() and (text[start - 1 : start].isascii() and text[start - 1 : start].isalnum()):
            continue
        if text[end - 1].isascii() and text[end - 1].isalpha() and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
            continue
        for activity in rules.owners(match.group()):
            if by_right(rules, rules.activities[activity].by, text, start, mentions, given):
                yield Hit(start, end, activity, start, end)
    for pattern, activity in rules.patterns:
        for match in pattern.finditer(text):
            if match.group() and by_right(rules, rules.activities[activity].by, text, match.start(), mentions, given):
                yield Hit(*match.span(), activity, *match.span())
    yield from find_chains(rules, text, mentions, given)


def _longest(rules: ParticipationRules, hits: list[Hit]) -> list[Hit]:
    """Of expressions that overlap the longest, in the order of the text."""
    kept: list[Hit] = []
    taken = bytearray(max((hit.end for hit in hits), default=0))
    for hit in sorted(hits, key=lambda hit: (rules.activities[hit.activity].gives_way, hit.start - hit.end, hit.start)):
        if taken.find(1, hit.start, hit.end) < 0:
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _found(rules: ParticipationRules, text: str, hit: Hit, asked: list[tuple[int, int]]) -> FoundActivity | None:
    activity = rules.activities[hit.activity]
    said = manner(text, hit.begin, hit.stop)
    if (said is Manner.DENIED or activity.denies) and rules.reading.past.search(text, max(0, hit.begin - 60), hit.begin):
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
