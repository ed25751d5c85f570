"""Which bodies of a text are the applicant: a municipality, school or hospital is as often the agency as it is a partner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.eligibility.participation.result import Mention
from assistant.eligibility.participation.rules import ParticipationRules

_AHEAD = 64  # letters after a body in which its part is told
_OPENINGS = ("", "ในฐานะ", "ทาง", "เราเป็น")


def applicants(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: frozenset[str] | None) -> set[str]:
    """Kinds of bodies that are the agency here: what belongs to "us", opens the text and acts, or is all there is beside the people."""
    bodies = [mention for mention in mentions if not mention.ours and rules.groups[mention.kind].may_submit]
    kinds = {mention.kind for mention in bodies}
    if not kinds:
        return set()
    if given is not None:
        return kinds - given
    own = {mention.kind for mention in bodies if _is_own(rules, text, mentions, mention)}
    people = any(not mention.ours and not rules.groups[mention.kind].may_submit for mention in mentions)
    others = [other for other in mentions if (other.ours or other.kind in own) and not _is_place(rules, text, other)]
    partners = {mention.kind for mention in bodies if mention.kind not in own and _is_partner(rules, text, mentions, mention, others)}
    if people:
        return (kinds - partners) | own
    acting = {mention.kind for mention in bodies if rules.reading.agency_acts.match(text[mention.end : mention.end + _AHEAD])}
    return own | (acting - partners)


def _is_own(rules: ParticipationRules, text: str, mentions: Sequence[Mention], mention: Mention) -> bool:
    opens = mention is mentions[0] and text[: mention.start].strip() in _OPENINGS
    return bool(rules.reading.own.match(text, mention.end) or (opens and rules.reading.submits.match(text, mention.end)))


def _is_partner(rules: ParticipationRules, text: str, mentions: Sequence[Mention], mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether the text tells of the body as it tells of a stakeholder: set against others, most concerned, or beside them with an agency of its own."""
    lead, rest = text[max(0, mention.start - 40) : mention.start], text[mention.end : mention.end + _AHEAD]
    if rules.reading.agency_acts.match(rest):
        return False
    if re.match(r"[^ \n]{0,12}?(?:ร่วม|ช่วย)", rest) and _with_agency(rules, text, mentions, mention):
        return True
    contrasted = rules.reading.contrast.search(lead[-16:]) is not None
    if contrasted and rules.reading.takes_part.match(rest):
        return True
    if any(mark.end() >= len(lead) - 14 and rules.reading.key_after.match(lead[mark.end() :]) for mark in rules.reading.key.finditer(lead)):
        return True
    counterpart = any(other is not mention and _beside(text, other) for other in others)
    place = list(mentions).index(mention)
    before = mentions[place - 1] if place else None
    if before is not None and not before.ours and not rules.groups[before.kind].may_submit:
        listed = re.fullmatch(r" ?(?:และ|กับ|,|/|รวมถึง|ตลอดจน| ) ?", text[before.end : mention.start]) is not None
        return listed and counterpart
    asked = re.search(r"(?:กับ|จาก|ให้|แก่|ถึง|เชิญ|ถาม|แจ้ง|ชวน)(?:ทาง|ตัวแทน|ผู้แทน| )*$", lead) is not None
    return asked and bool(others)


def _is_place(rules: ParticipationRules, text: str, other: Mention) -> bool:
    """Whether the words only say where ("ร้านยาในอำเภอ")."""
    return rules.reading.not_doers.search(text[max(0, other.start - 8) : other.start]) is not None


def _beside(text: str, other: Mention) -> bool:
    """Whether the agency is named as the one that something was done with."""
    return text[max(0, other.start - 5) : other.start].rstrip().endswith(("กับ", "ให้")) or other.start == 0


def _with_agency(rules: ParticipationRules, text: str, mentions: Sequence[Mention], mention: Mention) -> bool:
    """Whether what the body does next is done with an agency ("ครูร่วมวิเคราะห์ข้อมูลกับสำนักงาน") and nobody is named before it in its phrase."""
    begin = max(text.rfind(" ", 0, mention.start), text.rfind("\n", 0, mention.start))
    alone = not any(begin < other.start < mention.start for other in mentions)
    near = (other for other in mentions if (other.ours or rules.groups[other.kind].may_submit) and mention.end <= other.start <= mention.end + _AHEAD)
    return alone and any(text[: other.start].rstrip().endswith("กับ") and " " not in text[mention.end : other.start] for other in near)
