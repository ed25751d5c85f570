"""Who does what a place in a text tells: the agency, the stakeholders, or somebody the text leaves open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import Enum

from assistant.eligibility.participation.mentions import Mention
from assistant.eligibility.participation.rules import ParticipationRules

_NEAR = 28  # letters between a group and the words that count only where it stands before them
_NEAR_US = 44  # the same where the agency stands before them
_WITH = "กับ"
_CLAUSE = 64  # letters before the words in which their subject stands


class Doer(Enum):
    """Who the subject of a clause is. ``UNSAID``: the clause names none; ``UNKNOWN``: it names somebody no list holds."""

    US = "us"
    THEM = "them"
    UNSAID = "unsaid"
    UNKNOWN = "unknown"


def nearest(mentions: Sequence[Mention], text: str, at: int, reach: int = _NEAR) -> Mention | None:
    """Who stands right before ``at``, in the same phrase."""
    if not mentions:
        return None
    place = bisect_right(mentions, at, key=lambda mention: mention.end) - 1
    if place < 0:
        return None
    gap = text[mentions[place].end : at]
    return mentions[place] if len(gap) <= reach and "\n" not in gap and "แต่" not in gap else None


def theirs(mentions: Sequence[Mention], given: bool, text: str, at: int) -> bool:
    """Whether a group stands right before ``at``; with ``given`` also where nobody does."""
    found = nearest(mentions, text, at)
    return given if found is None else not found.ours


def doer(rules: ParticipationRules, text: str, mentions: Sequence[Mention], at: int) -> Doer:
    """The subject of the clause in which ``at`` stands."""
    begin = max(0, at - _CLAUSE)
    turns = [match.end() for match in rules.reading.turns.finditer(text, begin, at)]
    turn = turns[-1] if turns else begin
    place = bisect_right(mentions, at, key=lambda mention: mention.end) - 1
    while place > 0 and mentions[place - 1].start >= turn and text.endswith(_WITH, 0, mentions[place].start):
        place -= 1  # "เราไปนั่งกับชาวสวน": the one before is the subject
    if place >= 0 and mentions[place].start >= turn:
        return Doer.US if mentions[place].ours else Doer.THEM
    if rules.reading.unsaid.match(text[turn:at]):
        return Doer.UNSAID
    return Doer.UNKNOWN


def by_right(rules: ParticipationRules, by: str | None, text: str, at: int, mentions: Sequence[Mention], given: bool) -> bool:
    """Whether the one who must stand before words of an activity (``by``) does."""
    if by is None:
        return True
    if by == "us":
        found = nearest(mentions, text, at, _NEAR_US)
        return found is not None and found.ours
    who = doer(rules, text, mentions, at)
    opens = given and not re.search(r"[ก-๙a-z]", text[: max(0, at - _CLAUSE)]) and rules.reading.unsaid.match(text[:at]) is not None
    is_them = who is Doer.THEM or (who is Doer.UNSAID and opens)
    return is_them if by == "them" else not is_them
