"""The whole check: groups and what was done with them in, the level of the work with its reasons out. Pure; raises on no input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.eligibility.participation.activities import claimed, find_activities
from assistant.eligibility.participation.explain import ONLY_PLANS, because_of, lift_of, questions_of
from assistant.eligibility.participation.groups import read_text
from assistant.eligibility.participation.levels import Standing, standing
from assistant.eligibility.participation.mentions import OURS, Mention, find_mentions
from assistant.eligibility.participation.result import UNDETERMINED, FoundActivity, GivenGroup, GroupLevel, ParticipationResult, ReadGroup
from assistant.eligibility.participation.rules import ParticipationRules, bare
from assistant.eligibility.participation.tones import as_typed, with_marks
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
    told = comparable(description)
    read = read_text(rules, told)
    notes: list[str] = []
    stands = _given(rules, groups, read, notes) if groups else [_stand(rules, group.name, group.key, group.activities) for group in read]
    counted, why, questions = _most_concerned(rules, stands)
    for stand in counted or stands:
        questions += questions_of(rules, stand.name, stand.state, stand.activities)
    facts = _facts(rules, counted)
    text = "\n".join(with_marks(rules.marks, part).text for part in (told, *(comparable(action) for group in groups for action in group.actions)) if part)
    _continuity(rules, text, facts, notes, questions)
    notes += [_claim(words) for words in dict.fromkeys(claimed(rules, text))]
    notes.append(rules.file.definitions)
    lifts = [lift_of(rules, stand.name, stand.state) for stand in counted or stands]
    reached = counted[0].level if counted and counted[0].state.way is not None else UNDETERMINED
    return ParticipationResult(
        groups=tuple(
            GroupLevel(name=stand.name, level=stand.level, key=stand.key, because=_because(rules, stand), activities=stand.activities) for stand in stands
        ),
        level=reached,
        because=" ".join([*(_because(rules, stand) for stand in counted), *([why] if why else [])]),
        open_questions=tuple(dict.fromkeys(questions)),
        lift=tuple(lift for lift in lifts if lift is not None),
        facts=facts,
        notes=tuple(dict.fromkeys(notes)),
        sources=tuple(rules.file.sources),
    )


def _because(rules: ParticipationRules, stand: _Stand) -> str:
    return because_of(rules, stand.name, stand.state, stand.activities)


def _stand(rules: ParticipationRules, name: str, key: bool | None, activities: Sequence[FoundActivity]) -> _Stand:
    return _Stand(name, key, tuple(activities), standing(rules, activities))


def _given(rules: ParticipationRules, groups: Sequence[GivenGroup], read: list[ReadGroup], notes: list[str]) -> list[_Stand]:
    """The given groups, with what the description tells of them."""
    stands = []
    used: set[str] = set()
    for place, group in enumerate(groups):
        name = clean(group.name) or f"กลุ่มที่ {place + 1}"
        key = group.key
        kinds = frozenset(mention.kind for mention in find_mentions(rules, comparable(name)))
        activities = [found for action in group.actions for found in _read_action(rules, action, name, kinds, notes)]
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


def _read_action(rules: ParticipationRules, action: str, name: str, kinds: frozenset[str], notes: list[str]) -> list[FoundActivity]:
    """One action of a given group: the id of an activity, a wording by itself, or free text."""
    known = action.strip() if action.strip() in rules.activities else rules.alone.get(bare(action))
    typed = comparable(action)
    restored = with_marks(rules.marks, typed)
    text = restored.text
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
    mentions = find_mentions(rules, text, kinds)
    found = [activity for activity in find_activities(rules, text, mentions, given=True) if not _by_agency_alone(rules, activity, mentions, text)]
    if text and not found:
        notes.append(f"{name}: ไม่รู้จักกิจกรรม “{clean(action)[:80]}” จึงยังไม่นับ โปรดบอกว่ากลุ่มนี้ได้ทำอะไรกับหน่วยงาน")
    return list(as_typed(found, restored, typed))


def _by_agency_alone(rules: ParticipationRules, activity: FoundActivity, mentions: list[Mention], text: str) -> bool:
    """Whether the agency's own people did it among themselves ("เจ้าหน้าที่ร่วมกันออกแบบ")."""
    if not rules.activities[activity.activity].joint or any(mention.start >= activity.start and not mention.ours for mention in mentions):
        return False
    before = [mention for mention in mentions if mention.end <= activity.start]
    return bool(before) and all(mention.ours for mention in before) and before[-1].end == activity.start and text[activity.end :].strip()[:3] != "กับ"


def _most_concerned(rules: ParticipationRules, stands: list[_Stand]) -> tuple[list[_Stand], str, list[str]]:
    """The groups whose level is that of the work (none when it cannot be told), why they are, and what to ask."""
    if not stands:
        why = "ยังไม่พบกลุ่มผู้มีส่วนได้ส่วนเสียหรือกิจกรรมการมีส่วนร่วมในข้อความ จึงยังระบุระดับไม่ได้"
        return [], why, ["มีกลุ่มใดเข้ามามีส่วนร่วมในผลงานบ้าง และได้ทำอะไรร่วมกับหน่วยงาน"]
    if len(stands) == 1:
        return stands, "", []
    keys = [stand for stand in stands if stand.key]
    rest = [stand for stand in stands if stand.key is not False]
    if not keys and len(rest) == 1:
        keys = rest
    if len(keys) == 1:
        return keys, rules.file.work_level, []
    if keys:
        lowest = min(_height(rules, stand) for stand in keys)
        why = f"ระบุกลุ่มที่เกี่ยวข้องมากที่สุดไว้หลายกลุ่ม จึงใช้ระดับที่ต่ำที่สุดในกลุ่มเหล่านั้น {rules.file.work_level}"
        return [stand for stand in keys if _height(rules, stand) == lowest], why, []
    levels = {stand.level for stand in stands}
    if len(levels) == 1 and UNDETERMINED not in levels:
        return stands, "ทุกกลุ่มที่กล่าวถึงอยู่ระดับเดียวกัน", []
    if not any(stand.state.level for stand in stands):
        planned = any(found.manner is Manner.PLANNED for stand in stands for found in stand.activities)
        return [], f"{ONLY_PLANS if planned else 'ยังไม่พบกิจกรรมที่บอกระดับการมีส่วนร่วมได้'} จึงยังระบุระดับของผลงานไม่ได้", []
    told = " ".join(f"{stand.name}: {stand.state.level.name if stand.state.level else 'ยังระบุระดับไม่ได้'}" for stand in stands)
    return [], f"แต่ละกลุ่มอยู่คนละระดับ ({told}) และยังไม่ได้ระบุว่ากลุ่มใดเกี่ยวข้องมากที่สุด {rules.file.work_level}", [MOST_CONCERNED]


def _height(rules: ParticipationRules, stand: _Stand) -> int:
    return rules.order[stand.state.level.id] if stand.state.level else -1


def _facts(rules: ParticipationRules, counted: list[_Stand]) -> dict[str, str | bool]:
    """What the rules of the categories take: what holds of every group that counts."""
    facts: dict[str, str | bool] = {}
    if counted and counted[0].state.level is not None:
        facts[rules.file.level_fact] = counted[0].level
    for element in rules.file.elements:
        told = {stand.state.told(element.id) for stand in counted}
        if element.fact and len(told) == 1 and (value := told.pop()) is not None:
            facts[element.fact] = value
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
