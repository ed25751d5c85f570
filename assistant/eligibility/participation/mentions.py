"""Finds who is named in a text: groups of stakeholders, and the agency's own people (who are no group)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from assistant.eligibility.participation.rules import ParticipationRules

OURS = ""  # the id of the agency's own people


@dataclass(frozen=True)
class Mention:
    """Words of comparable text that name somebody. ``kind`` is the id in the file, ``group`` the same with synonyms joined."""

    start: int
    end: int
    kind: str
    group: str

    @property
    def ours(self) -> bool:
        """Whether the agency's own people are named."""
        return self.group == OURS


def find_mentions(rules: ParticipationRules, text: str) -> list[Mention]:
    """Everybody named in ``text`` in order; words taken up ("กลุ่มนี้") keep their own id here."""
    masked = [match.span() for match in rules.reading.not_groups.finditer(text)]
    found: list[Mention] = []
    for match in rules.group_words.finditer(text):
        if match.group()[0].isascii() and _inside_word(text, match.start(), match.end()):
            continue
        found.append(_mention(rules, match.start(), match.end(), rules.group_owner[match.group()]))
    for pattern, owner in rules.group_patterns:
        found += [_mention(rules, match.start(), match.end(), owner) for match in pattern.finditer(text) if match.group()]
    found += [Mention(match.start(), match.end(), OURS, OURS) for match in rules.reading.ours.finditer(text)]
    found.sort(key=lambda mention: (mention.start - mention.end, mention.start))
    taken = bytearray(len(text))
    for start, end in masked:
        taken[start:end] = b"\1" * (end - start)
    kept: list[Mention] = []
    for mention in found:
        if taken.find(1, mention.start, mention.end) < 0:
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    kept.sort(key=lambda mention: mention.start)
    return _contrasted(rules, text, _without_applicant(rules, text, kept))


def _mention(rules: ParticipationRules, start: int, end: int, kind: str) -> Mention:
    return Mention(start, end, kind, rules.group(kind))


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether Latin letters go on before or after."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalpha())


def _without_applicant(rules: ParticipationRules, text: str, mentions: list[Mention]) -> list[Mention]:
    """The applicant itself is no stakeholder: "เทศบาลของเรา", or the body that opens the text and does things."""
    own: set[str] = set()
    for place, mention in enumerate(mentions):
        if mention.ours or not rules.groups[mention.kind].may_submit:
            continue
        opens = place == 0 and text[: mention.start].strip() in ("", "ในฐานะ", "ทาง", "เราเป็น")
        if rules.reading.own.match(text, mention.end) or (opens and rules.reading.submits.match(text, mention.end)):
            own.add(mention.kind)
    return [replace(mention, kind=OURS, group=OURS) if mention.kind in own else mention for mention in mentions]


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


class Clusters:
    """Mentions in order, with those that are named in one breath ("ชาวบ้าน อบต. และโรงเรียน") held together."""

    def __init__(self, rules: ParticipationRules, text: str, mentions: list[Mention], acts: list[tuple[int, int]]) -> None:
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]
        self._held: list[list[Mention]] = []  # for each mention its cluster
        edges = [act for act in acts if mentions and act[1] > mentions[0].start]
        next_act = 0
        for place, mention in enumerate(mentions):
            before = mentions[place - 1]
            gap = text[before.end : mention.start] if place else ""
            while next_act < len(edges) and place and edges[next_act][0] < before.end:
                next_act += 1
            between = next_act < len(edges) and edges[next_act][1] <= mention.start
            if place == 0 or between or "\n" in gap or not rules.reading.joins.match(gap):
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
