"""Joint doing told by its two sides: done with the other side ("วางแผนกับเทศบาล"), by both as one subject ("ครูกับผู้ปกครองคิด…"), or as a help ("ช่วยครูวิเคราะห์")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.eligibility.participation.mentions import Mention
from assistant.eligibility.participation.rules import ParticipationRules

_WE = "เรา"
_REFERRED = ("กับ", "ให้", "แก่", "ของ", "จาก", "ถึง")  # before somebody who is not the subject
_REACH = 80  # letters before a verb in which its subject stands


def with_other_side(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool) -> Iterator[tuple[re.Match[str], bool]]:
    """Every "กับ" after which one side is named, and whether that side is the agency."""
    begins = {mention.start: mention for mention in mentions}
    for match in rules.chain.with_side.finditer(text):
        other = begins.get(match.end())
        if other is not None:
            yield match, other.ours or (given and not _told_before(mentions, match.start()))
        elif text.startswith(_WE, match.end()) or (_somebody(mentions, match.start(), given) and not rules.chain.no_side.match(text, match.end())):
            yield match, True


def other_acts(text: str, mentions: Sequence[Mention], at: int, agency: bool) -> bool:
    """Whether the verb at ``at`` can be done by the side that is not named after it: nobody of that same side stands right before it."""
    place = bisect_right(mentions, at, key=lambda mention: mention.end) - 1
    while place > 0 and at - mentions[place].end <= _REACH and text.endswith(_REFERRED, 0, mentions[place].start):
        place -= 1
    if place < 0 or at - mentions[place].end > _REACH:
        return agency or not mentions or mentions[0].start > at
    return mentions[place].ours != agency


def both_sides(rules: ParticipationRules, text: str, mentions: Sequence[Mention]) -> Iterator[re.Match[str]]:
    """Where both sides are one subject: from the second of them to their verb."""
    for first, second in pairwise(mentions):
        if first.ours == second.ours or not rules.chain.both.fullmatch(text, first.end, second.start):
            continue
        if rules.chain.not_subject.search(text[max(0, first.start - 16) : first.start]):
            continue
        verb = rules.chain.both_verb.match(text, second.end)
        if verb:
            yield verb


def helped(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool) -> Iterator[tuple[int, int]]:
    """Where somebody helps the agency do something ("ช่วยครูวิเคราะห์ปัญหา"): begin of the help and the place of its verb."""
    for place, mention in enumerate(mentions):
        lead = text[max(0, mention.start - 12) : mention.start]
        help_ = rules.chain.help.search(lead)
        if help_ is None or not mention.ours:
            continue
        begin = mention.start - len(lead) + help_.start()
        before = mentions[place - 1] if place else None
        if before is None or begin - before.end > _REACH:
            if given:
                yield begin, mention.end
        elif not before.ours:
            yield begin, mention.end


def _told_before(mentions: Sequence[Mention], at: int) -> bool:
    return bool(mentions) and mentions[0].end <= at


def _somebody(mentions: Sequence[Mention], at: int, given: bool) -> bool:
    """Whether a group is told of before ``at``, so that an unknown name after it is the agency's ("… กับวิทยุการบิน")."""
    return given or any(not mention.ours and mention.end <= at for mention in mentions)
