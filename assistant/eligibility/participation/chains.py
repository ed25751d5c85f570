"""Joint doing in its many wordings: a lead and the verbs after it ("ร่วมกันวางแผนและสร้าง"), or verbs and a tail ("สร้างฝายด้วยกัน")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.eligibility.participation.doers import Doer, doer, nearest, theirs
from assistant.eligibility.participation.mentions import Mention
from assistant.eligibility.participation.result import Hit
from assistant.eligibility.participation.rules import ParticipationRules
from assistant.eligibility.participation.sides import both_sides, helped, other_acts, with_other_side

_TAIL_WINDOW = 96  # letters before a tail ("ร่วมกัน") in which its verbs stand
_OPEN_WINDOW = 44  # letters before a tail in which a clause with a verb of no list stands
_VERB_SHOWN = 14  # letters of such a verb that are shown back


def find_chains(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool) -> Iterator[Hit]:
    """Every verb that a lead or a tail makes joint doing, with where its chain begins and ends."""
    chain = rules.chain
    tails = [(match, False) for match in chain.tail.finditer(text)] + [(match, True) for match in chain.their_tail.finditer(text)]
    taken: set[int] = set()  # tails of verbs before them, which lead nothing more
    for tail, their in tails:
        if _leads(rules, text, mentions, tail):
            continue
        ended = list(_before_tail(rules, text, mentions, given, tail, their))
        if not ended and not their:
            ended = list(_open_clause(rules, text, mentions, tail))
        if ended:
            taken.add(tail.start())
        yield from ended
    yield from _sides(rules, text, mentions, given)
    known: set[int] = set()
    leads = [(match, False) for match in chain.lead.finditer(text)] + [(match, True) for match in chain.their_lead.finditer(text)]
    for lead, their in leads:
        if lead.start() in taken or (their and not theirs(mentions, given, text, lead.start())):
            continue
        led = list(_led(rules, text, lead.start(), rules.chain.first_verb.match(text, lead.end())))
        if led:
            known.add(lead.start())
        yield from led
    yield from _open_verbs(rules, text, known | taken)


def _led(rules: ParticipationRules, text: str, begin: int, verb: re.Match[str] | None) -> Iterator[Hit]:
    """The verbs in a row from ``verb`` on, in a chain that begins at ``begin``."""
    first = True
    while verb:
        start = begin if first else verb.start(verb.lastgroup or 0)
        yield Hit(start, verb.end(), _activity(rules, verb), begin, verb.end())
        verb, first = rules.chain.next_verb.match(text, verb.end()), False


def _sides(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool) -> Iterator[Hit]:
    """Joint doing that only the naming of both sides tells."""
    for tail, agency in with_other_side(rules, text, mentions, given):
        for hit in _before_tail(rules, text, mentions, given, tail, False):
            activity = rules.activities[hit.activity]
            if any(mention.start <= hit.start < mention.end for mention in mentions):
                continue
            if set(activity.proves) & rules.chain.side_proves and other_acts(text, mentions, hit.start, agency):
                yield hit
    for verb in both_sides(rules, text, mentions):
        begin = verb.start(verb.lastgroup or 0)
        yield from (hit for hit in _led(rules, text, begin, verb) if set(rules.activities[hit.activity].proves) & rules.chain.side_proves)
    for begin, end in helped(rules, text, mentions, given):
        yield from _led(rules, text, begin, rules.chain.first_verb.match(text, end))


def _leads(rules: ParticipationRules, text: str, mentions: Sequence[Mention], tail: re.Match[str]) -> bool:
    """Whether words that can end a chain begin one here (" ร่วมกันสร้าง")."""
    opens = text[tail.start() - 1 : tail.start()] == " " or any(mention.end == tail.start() for mention in mentions)
    lead = rules.chain.lead.match(text, tail.start())
    if not opens or not lead:
        return False
    return bool(rules.chain.first_verb.match(text, lead.end()) or rules.chain.open_lead.match(text, tail.start()))


def _before_tail(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool, tail: re.Match[str], their: bool) -> Iterator[Hit]:
    """The verbs that end in ``tail``, from the last one back."""
    chain = rules.chain
    begin = max(0, tail.start() - _TAIL_WINDOW, text.rfind("\n", 0, tail.start()) + 1)
    verbs = _main_verbs(rules, text, list(chain.verb.finditer(text, begin, tail.start())))
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
        if their and not (theirs(mentions, given, text, verb.start()) and _own_subject(rules, text, mentions, given, verb.start())):
            return
        shown = tail.end() if until == tail.start() else 0
        yield Hit(verb.start(), verb.end(), _activity(rules, verb), verb.start(), tail.end(), shown)
        until, between = verb.start(), chain.between


def _own_subject(rules: ParticipationRules, text: str, mentions: Sequence[Mention], given: bool, at: int) -> bool:
    """Whether no stranger is the subject of a verb ("แล้วจังหวัดทำแผนเอง", "สำนักเอาคำตอบมาแก้เอง")."""
    if not given or nearest(mentions, text, at) is not None:
        return doer(rules, text, mentions, at) is not Doer.UNKNOWN
    turns = [match.end() for match in rules.reading.turns.finditer(text, 0, at)]
    return rules.reading.unsaid.match(text[max([0, text.rfind(" ", 0, at) + 1, *turns]) : at]) is not None


def _main_verbs(rules: ParticipationRules, text: str, verbs: list[re.Match[str]]) -> list[re.Match[str]]:
    """Of the verbs of one clause those that say what was done: beside thinking, doing only tells what about ("คิดระบบแยกขยะด้วยกัน")."""
    kept: list[re.Match[str]] = []
    clause: list[re.Match[str]] = []
    for verb in [*verbs, None]:
        if verb is None or (clause and rules.chain.clause_end.search(text, clause[-1].end(), verb.start())):
            thinks = any(_thinks(rules, known) for known in clause)
            told = any(_activity(rules, known) != rules.chain.names_only for known in clause)
            kept += [known for known in clause if _activity(rules, known) not in _beside(rules, thinks, told)]
            clause = []
        if verb is not None:
            clause.append(verb)
    return kept


def _beside(rules: ParticipationRules, thinks: bool, told: bool) -> set[str]:
    """Activities whose verbs only say what about: doing beside thinking, and words for events ("คิดกิจกรรม") beside any verb."""
    return {activity for activity, drops in ((rules.chain.open_activity, thinks), (rules.chain.names_only, told)) if drops}


def _thinks(rules: ParticipationRules, verb: re.Match[str]) -> bool:
    activity = rules.activities[_activity(rules, verb)]
    doing = set(rules.activities[rules.chain.open_activity].proves)
    return bool(activity.proves) and doing.isdisjoint(activity.proves) and activity.weight != "nothing"


def _open_clause(rules: ParticipationRules, text: str, mentions: Sequence[Mention], tail: re.Match[str]) -> Iterator[Hit]:
    """The clause before ``tail``, where its verb is in no list ("ออกเก็บไข่เต่าด้วยกัน")."""
    chain = rules.chain
    if not chain.open_tail.match(text, tail.start()):
        return
    begin = max(0, tail.start() - _OPEN_WINDOW)
    for mention in mentions:
        if begin < mention.end <= tail.start():
            begin = mention.end  # after its subject
    clause = chain.open_clause.search(text, begin, tail.start())
    if clause and not chain.not_clause.match(text, clause.start(1)) and not chain.verb.search(text, clause.start(1), tail.start()):
        yield Hit(clause.start(1), clause.end(), chain.open_activity, clause.start(1), tail.end(), tail.end())


def _open_verbs(rules: ParticipationRules, text: str, known: set[int]) -> Iterator[Hit]:
    """Verbs of no list right after a lead ("ร่วมตั้งด่าน")."""
    for lead in rules.chain.open_lead.finditer(text):
        if not any(lead.start() <= start < lead.end() for start in known):
            end = re.compile(r"[ก-๙]+").match(text, lead.end())
            shown = min(end.end() if end else lead.end(), lead.end() + _VERB_SHOWN)
            yield Hit(lead.start(), lead.end(), rules.chain.open_activity, lead.start(), lead.end(), shown)


def _activity(rules: ParticipationRules, verb: re.Match[str]) -> str:
    return rules.chain.activities[int((verb.lastgroup or "v0")[1:])]
