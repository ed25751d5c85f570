"""Finds who is named in a text: groups of stakeholders, and the agency's own people (who are no group)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from assistant.eligibility.participation.applicant import applicants
from assistant.eligibility.participation.result import OURS, Mention
from assistant.eligibility.participation.rules import ParticipationRules

__all__ = ["OURS", "Clusters", "Mention", "find_mentions"]

_SHORT = 5  # letters of a word that can stand for a longer name
_WITH = "กับ"
_TOLD_APART = 8  # letters by which names made up by pattern are told apart


def find_mentions(rules: ParticipationRules, text: str, given: frozenset[str] | None = None) -> list[Mention]:
    """Everybody named in ``text`` in order; words taken up ("กลุ่มนี้") keep their own id here.

    ``given`` are the kinds of the one group that the text is about: any other body in it is the agency.
    """
    masked = [match.span() for match in rules.reading.not_groups.finditer(text)]
    found: list[Mention] = []
    for match in rules.group_words.finditer(text):
        if match.group()[0].isascii() and _inside_word(text, match.start(), match.end()):
            continue
        found.append(_mention(rules, match, rules.group_owner[match.group()]))
    for pattern, owner in rules.group_patterns:
        found += [_mention(rules, match, owner) for match in pattern.finditer(text) if match.group()]
    found += [Mention(match.start(), match.end(), OURS, OURS) for match in rules.reading.ours.finditer(text) if match.group()]
    found.sort(key=lambda mention: (_rank(rules, mention), mention.start - mention.end, mention.start))
    taken = bytearray(len(text))
    for start, end in masked:
        taken[start:end] = b"\1" * (end - start)
    kept: list[Mention] = []
    for mention in found:
        if taken.find(1, mention.start, mention.end) < 0:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    kept.sort(key=lambda mention: mention.start)
    names = [text[mention.start : mention.end] for mention in kept if mention.ours]
    kept = [replace(mention, kind=OURS, group=OURS) if _short_for(text[mention.start : mention.end], names) else mention for mention in kept]
    own = applicants(rules, text, kept, given)
    kept = [replace(mention, kind=OURS, group=OURS) if mention.kind in own else mention for mention in kept]
    doing = [mention for mention in kept if not (mention.ours and rules.reading.not_doers.search(text[max(0, mention.start - 8) : mention.start]))]
    return _contrasted(rules, text, doing)


def _short_for(word: str, names: list[str]) -> bool:
    """Whether ``word`` takes up the longer name of an agency ("ธนาคารที่ดิน … ธนาคาร")."""
    return len(word) >= _SHORT and any(name != word and name.startswith(word) for name in names)


def _rank(rules: ParticipationRules, mention: Mention) -> int:
    """Words that are listed come before names made up by pattern."""
    return int(not mention.ours and rules.groups[mention.kind].by_words)


def _mention(rules: ParticipationRules, match: re.Match[str], kind: str) -> Mention:
    group = f"{kind}:{match.group()[:_TOLD_APART]}" if rules.groups[kind].by_words else rules.group(kind)
    return Mention(match.start(), match.end(), kind, group)


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether Latin letters go on before or after."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalpha())


def _contrasted(rules: ParticipationRules, text: str, mentions: list[Mention]) -> list[Mention]:
    """Synonyms are one group, unless the text sets one of them against another ("ประชาชนให้ความเห็น ส่วนชุมชนร่วมออกแบบ")."""
    apart: set[str] = set()
    seen: dict[str, set[str]] = {}
    for mention in mentions:
        kinds = seen.setdefault(mention.group, set())
        if kinds - {mention.kind} and mention.kind not in kinds and rules.reading.contrast.search(text[max(0, mention.start - 16) : mention.start]):
            apart.add(mention.group)
        kinds.add(mention.kind)
    return [replace(mention, group=mention.kind) if mention.group in apart else mention for mention in mentions]


def _is_object(rules: ParticipationRules, text: str, mention: Mention, ends: list[int]) -> bool:
    """Whether ``mention`` says what an activity was about ("วางระบบส่งต่อคนไข้กับโรงพยาบาล"); ``ends`` are where activities end."""
    place = bisect_right(ends, mention.start) - 1
    return place >= 0 and rules.reading.object_of.match(text[ends[place] : mention.start]) is not None


class Clusters:
    """Mentions in order, with those that are named in one breath ("ชาวบ้าน อบต. และโรงเรียน") held together."""

    def __init__(self, rules: ParticipationRules, text: str, mentions: list[Mention], acts: list[tuple[int, int]]) -> None:
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]
        self._held: list[list[Mention]] = []  # for each mention its cluster
        edges = [act for act in acts if mentions and act[1] > mentions[0].start]
        ends = [act[1] for act in acts]
        next_act = 0
        for place, mention in enumerate(mentions):
            before = mentions[place - 1]
            gap = text[before.end : mention.start] if place else ""
            while next_act < len(edges) and place and edges[next_act][0] < before.end:
                next_act += 1
            between = next_act < len(edges) and edges[next_act][1] <= mention.start
            apart = place > 0 and gap == _WITH and mention.ours and not before.ours and _is_object(rules, text, before, ends)
            if place == 0 or between or apart or "\n" in gap or not rules.reading.joins.match(gap):
                self._held.append([mention])
            else:
                self._held[-1].append(mention)
                self._held.append(self._held[-1])

    def before(self, at: int) -> int:
        """Place of the last mention that begins before ``at``, -1 when there is none."""
        return bisect_right(self.starts, at - 1) - 1

    def members(self, place: int) -> list[Mention]:
        """All mentions of the cluster of ``place``."""
        return self._held[place]
