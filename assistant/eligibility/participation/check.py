"""The whole check: groups and what was done with them in, the level of the work with its reasons out. Pure; raises on no input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.eligibility.participation.activities import claimed, find_activities
from assistant.eligibility.participation.explain import ONLY_PLANS, because_of, lift_of, questions_of
from assistant.eligibility.participation.groups import read_groups
from assistant.eligibility.participation.levels import Standing, standing
from assistant.eligibility.participation.mentions import OURS, Mention, find_mentions
from assistant.eligibility.participation.result import UNDETERMINED, FoundActivity, GivenGroup, GroupLevel, ParticipationResult, ReadGroup
from assistant.eligibility.participation.rules import ParticipationRules, bare
from assistant.thai.clean import clean, comparable
from assistant.thai.said import Manner, manner

MOST_CONCERNED = "กลุ่มใดเกี่ยวข้องกับผลงานมากที่สุด"


@dataclass(frozen=True)
class _Stand:
    """A group with its standing."""

    name: str
    key: bool | None
    activities: tuple[FoundActivity, ...]
    state: Standing

    @property
    def level(self) -> str:
        return self.state.level.id if self.state.level else UNDETERMINED


def check_participation(rules: ParticipationRules, groups: Sequence[GivenGroup], description: str = "") -> ParticipationResult:
    """The level of participation of a work, from ``groups`` as given, from a description in Thai, or from both.

    Where groups are given, the description adds what it tells of them and nothing else.
    """
    read = read_groups(rules, description)
    notes: list[str] = []
    stands = _given(rules, groups, read, notes) if groups else [_stand(rules, group.name, group.key, group.activities) for group in read]
    key, why_key, questions = _key_group(rules, stands)
    questions += [question for stand in stands if key is None or stand is key for question in questions_of(rules, stand.name, stand.state, stand.activities)]
    facts: dict[str, str | bool] = {}
    if key is not None:
        facts.update(_facts(rules, key))
    text = "\n".join(part for part in (comparable(description), *(comparable(action) for group in groups for action in group.actions)) if part)
    _continuity(rules, text, facts, notes, questions)
    notes += [_claim(words) for words in dict.fromkeys(claimed(rules, text))]
    notes.append(rules.file.definitions)
    lifts = [lift_of(rules, stand.name, stand.state) for stand in ([key] if key else stands)]
    return ParticipationResult(
        groups=tuple(
            GroupLevel(
                name=stand.name, level=stand.level, key=stand.key, because=because_of(rules, stand.name, stand.state, stand.activities), activities=stand.activities
            )
            for stand in stands
        ),
        level=key.level if key is not None and key.state.way is not None else UNDETERMINED,
        because=why_key if key is None else f"{because_of(rules, key.name, key.state, key.activities)} {why_key}".strip(),
        open_questions=tuple(dict.fromkeys(questions)),
        lift=tuple(lift for lift in lifts if lift is not None),
        facts=facts,
        notes=tuple(dict.fromkeys(notes)),
        sources=tuple(rules.file.sources),
    )


def _stand(rules: ParticipationRules, name: str, key: bool | None, activities: Sequence[FoundActivity]) -> _Stand:
    return _Stand(name, key, tuple(activities), standing(rules, activities))


def _given(rules: ParticipationRules, groups: Sequence[GivenGroup], read: list[ReadGroup], notes: list[str]) -> list[_Stand]:
    """The given groups, with what the description tells of them."""
    stands = []
    used: set[str] = set()
    for place, group in enumerate(groups):
        name = clean(group.name) or f"กลุ่มที่ {place + 1}"
        activities = [found for action in group.actions for found in _read_action(rules, action, name, notes)]
        key = group.key
        same = {rules.group(mention.kind) for mention in find_mentions(rules, comparable(name)) if mention.group != OURS}
        for told in read:
            if told.id in same or rules.group(told.id) in same if told.id in rules.groups else len(groups) == 1:
                used.add(told.id)
                activities += told.activities
                key = told.key if key is None else key
        stands.append(_stand(rules, name, key, activities))
    left = [told.name for told in read if told.id not in used]
    if left:
        notes.append(f"คำบรรยายกล่าวถึง{' '.join(left)}ด้วย แต่ไม่อยู่ในกลุ่มที่ระบุไว้ จึงไม่นำมาตัดสิน")
    return stands


def _read_action(rules: ParticipationRules, action: str, name: str, notes: list[str]) -> list[FoundActivity]:
    """One action of a given group: the id of an activity, a wording by itself, or free text."""
    known = action.strip() if action.strip() in rules.activities else rules.alone.get(bare(action))
    text = comparable(action)
    if known is not None:
        activity = rules.activities[known]
        return [
            FoundActivity(
                words=text if action.strip() not in rules.activities else activity.label,
                activity=known,
                label=activity.label,
                manner=Manner.STATED,
                proves=tuple(activity.proves),
                proves_not=activity.proves_not,
                end=len(text),
            )
        ]
    mentions = find_mentions(rules, text)
    found = [activity for activity in find_activities(rules, text, mentions, given=True) if not _by_agency_alone(rules, activity, mentions, text)]
    if text and not found:
        notes.append(f"{name}: ไม่รู้จักกิจกรรม “{clean(action)[:80]}” จึงยังไม่นับ โปรดบอกว่ากลุ่มนี้ได้ทำอะไรกับหน่วยงาน")
    return found


def _by_agency_alone(rules: ParticipationRules, activity: FoundActivity, mentions: list[Mention], text: str) -> bool:
    """Whether the agency's own people did it among themselves ("เจ้าหน้าที่ร่วมกันออกแบบ")."""
    if not rules.activities[activity.activity].joint or any(mention.start >= activity.start and not mention.ours for mention in mentions):
        return False
    before = [mention for mention in mentions if mention.end <= activity.start]
    return bool(before) and all(mention.ours for mention in before) and before[-1].end == activity.start and text[activity.end :].strip()[:3] != "กับ"


def _key_group(rules: ParticipationRules, stands: list[_Stand]) -> tuple[_Stand | None, str, list[str]]:
    """The group whose level is that of the work, why it is, and what to ask when it cannot be told."""
    if not stands:
        why = "ยังไม่พบกลุ่มผู้มีส่วนได้ส่วนเสียหรือกิจกรรมการมีส่วนร่วมในข้อความ จึงยังระบุระดับไม่ได้"
        return None, why, ["มีกลุ่มใดเข้ามามีส่วนร่วมในผลงานบ้าง และได้ทำอะไรร่วมกับหน่วยงาน"]
    keys = [stand for stand in stands if stand.key]
    rest = [stand for stand in stands if stand.key is not False]
    if not keys and len(stands) > 1 and len(rest) == 1:
        keys = rest
    if not keys and len(stands) == 1:
        return stands[0], "", []
    if len(keys) == 1:
        return keys[0], rules.file.work_level if len(stands) > 1 else "", []
    if keys:
        lowest = min(keys, key=lambda stand: rules.order[stand.state.level.id] if stand.state.level else -1)
        return lowest, f"ระบุกลุ่มที่เกี่ยวข้องมากที่สุดไว้หลายกลุ่ม จึงใช้ระดับที่ต่ำที่สุดในกลุ่มเหล่านั้น {rules.file.work_level}", []
    levels = {stand.level for stand in stands}
    if len(levels) == 1 and UNDETERMINED not in levels:
        return stands[0], "ทุกกลุ่มที่กล่าวถึงอยู่ระดับเดียวกัน", []
    if not any(stand.state.level for stand in stands):
        planned = any(found.manner is Manner.PLANNED for stand in stands for found in stand.activities)
        return None, f"{ONLY_PLANS if planned else 'ยังไม่พบกิจกรรมที่บอกระดับการมีส่วนร่วมได้'} จึงยังระบุระดับของผลงานไม่ได้", []
    told = " ".join(f"{stand.name}: {stand.state.level.name if stand.state.level else 'ยังระบุระดับไม่ได้'}" for stand in stands)
    return None, f"แต่ละกลุ่มอยู่คนละระดับ ({told}) และยังไม่ได้ระบุว่ากลุ่มใดเกี่ยวข้องมากที่สุด {rules.file.work_level}", [MOST_CONCERNED]


def _facts(rules: ParticipationRules, key: _Stand) -> dict[str, str | bool]:
    facts: dict[str, str | bool] = {}
    if key.state.level is not None:
        facts[rules.file.level_fact] = key.level
    for element in rules.file.elements:
        told = key.state.told(element.id)
        if element.fact and told is not None:
            facts[element.fact] = told
    return facts


def _continuity(rules: ParticipationRules, text: str, facts: dict[str, str | bool], notes: list[str], questions: list[str]) -> None:
    """How often things were done, as far as the text says so without contradicting itself."""
    said: dict[str, str] = {}
    for pattern, kind in rules.continuity:
        for match in pattern.finditer(text):
            if manner(text, match.start(), match.end()) is Manner.STATED:
                said.setdefault(kind, match.group().strip())
    if not said:
        return
    names = {kind.id: kind for kind in rules.file.continuity}
    words = " ".join(f"“{word}”" for word in said.values())
    if any(other in said for kind in said for other in names[kind].contradicts):
        questions.append(f"ข้อความบอกความถี่ไว้ไม่ตรงกัน ({words}) งานนี้ทำต่อเนื่องหรือทำครั้งเดียว")
        return
    kind, word = next(iter(said.items()))
    facts[rules.file.continuity_fact] = kind
    notes.append(f"ความถี่ที่อ่านได้: {names[kind].name} จากคำว่า “{word}”")


def _claim(words: str) -> str:
    return f"ข้อความบอกระดับไว้เอง (“{words}”) การบอกระดับไม่ใช่หลักฐาน จึงตัดสินจากกิจกรรมที่ทำจริง"
