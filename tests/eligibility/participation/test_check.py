from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.eligibility.participation import GivenGroup, ParticipationRules, check_participation, load_participation, read_groups
from tests.eligibility.participation.conftest import KNOWLEDGE

RULES = load_participation(KNOWLEDGE, "2567")
IDS = sorted(activity.id for activity in RULES.activities.values() if activity.proves)
SAID = ["ร่วมออกแบบ", "ร่วมดำเนินการ", "รับฟังความคิดเห็น", "ร่วมวางแผน", "ประชาสัมพันธ์", "MOU", "ตัดสินใจเอง", "จัดครั้งเดียว", "ร่วมคิดร่วมทำ", "เครือข่าย"]
PLAIN = ["ร่วมออกแบบ", "ร่วมดำเนินการ", "รับฟังความคิดเห็น", "ร่วมวางแผน", "ร่วมคิดร่วมทำ"]
ACTIONS = st.lists(st.sampled_from([*IDS, *SAID]), max_size=6)


def rank(level: str) -> int:
    return RULES.order.get(level, -1)


def level_of(actions: list[str]) -> str:
    return check_participation(RULES, [GivenGroup(name="ชุมชน", actions=actions)]).groups[0].level


@given(ACTIONS, st.randoms())
def test_the_order_of_actions_changes_nothing(actions: list[str], random: object) -> None:
    assert level_of(actions) == level_of(sorted(actions))


@given(ACTIONS, ACTIONS, st.booleans())
def test_the_order_of_groups_changes_nothing(first: list[str], second: list[str], key: bool) -> None:
    groups = [GivenGroup(name="ชุมชน", key=key or None, actions=first), GivenGroup(name="อปท.", actions=second)]
    there, back = check_participation(RULES, groups), check_participation(RULES, groups[::-1])
    assert there.level == back.level
    assert there.facts == back.facts
    assert sorted(group.level for group in there.groups) == sorted(group.level for group in back.groups)


@given(ACTIONS, st.sampled_from(PLAIN), st.sampled_from(["ไม่ได้{}", "ยังไม่ได้{}", "จะ{}ปีหน้า", "มีแผนจะ{}"]))
def test_what_is_denied_or_planned_never_raises_a_level(actions: list[str], words: str, frame: str) -> None:
    assert rank(level_of([*actions, frame.format(words)])) <= max(rank(level_of(actions)), rank("none"))


@given(ACTIONS, st.sampled_from(IDS))
def test_a_proof_more_never_lowers_a_level(actions: list[str], more: str) -> None:
    assert rank(level_of([*actions, more])) >= rank(level_of(actions))


@settings(max_examples=60)
@given(st.text(max_size=200), st.lists(st.sampled_from([*SAID, "ชาวบ้าน", " แต่", "ไม่ได้", "ส่วน อบต. ", "กลุ่มหลักคือ", "ร่วมกับ"]), max_size=12))
def test_no_text_is_a_fault(text: str, pieces: list[str]) -> None:
    for description in (text, "".join(pieces), f"{''.join(pieces)}{text}"):
        result = check_participation(RULES, [], description)
        assert result.level in {*(level.id for level in RULES.levels), "undetermined"}
        check_participation(RULES, [GivenGroup(name=text, actions=[description])])


def test_reasons_questions_and_lift(rules: ParticipationRules) -> None:
    result = check_participation(rules, [GivenGroup(name="ชุมชน", actions=["ร่วมคิดร่วมทำ"])])
    assert result.groups[0].record() == {"name": "ชุมชน", "level": "collaborate", "because": result.groups[0].because}
    assert "“ร่วมคิดร่วมทำ”" in result.because
    assert any("เครือข่ายหรือกลไก" in question for question in result.open_questions)
    assert "lasting_mechanism" not in result.facts
    assert rules.file.definitions in result.notes

    doing = check_participation(rules, [GivenGroup(name="ชุมชน", actions=["จิตอาสา"])])
    assert "ไม่ได้แสดงว่ากลุ่มนี้ได้ร่วมคิด" in doing.because
    assert doing.lift[0].level == "consult"
    assert doing.lift[0].missing == ("asked",)

    design = check_participation(rules, [GivenGroup(name="ชุมชน", actions=["ร่วมออกแบบ"])])
    assert design.lift[0].level == "collaborate"
    assert design.lift[0].missing == ("done_with",)


def test_plans_are_called_plans(rules: ParticipationRules) -> None:
    assert "มีแต่แผน" in check_participation(rules, [], "ปีหน้าจะให้ชาวบ้านร่วมออกแบบ").because


def test_several_groups_without_a_key_are_asked_about(rules: ParticipationRules) -> None:
    result = check_participation(rules, [], "ชาวบ้านตอบแบบสอบถาม ส่วน อบต. ร่วมคิดร่วมทำกับกรม")
    assert result.level == "undetermined"
    assert "กลุ่มใดเกี่ยวข้องกับผลงานมากที่สุด" in result.open_questions
    assert "CONSULT" in result.because
    assert "COLLABORATE" in result.because
    assert "participation_level" not in result.facts


def test_a_claim_is_noted_and_not_believed(rules: ParticipationRules) -> None:
    result = check_participation(rules, [], "เราอยู่ระดับ collaborate แล้ว จากการทำแบบสอบถามประชาชน")
    assert result.level == "consult"
    assert any("ไม่ใช่หลักฐาน" in note for note in result.notes)


def test_the_words_read_are_shown_back(rules: ParticipationRules) -> None:
    (group,) = read_groups(rules, "รับฟังความเห็นจากผู้ประกอบการ แต่ไม่ได้ร่วมออกแบบ")
    assert group.name == "ผู้ประกอบการ"
    assert [(found.words, str(found.manner), found.proves) for found in group.activities] == [
        ("รับฟังความเห็น", "stated", ("asked",)),
        ("ร่วมออกแบบ", "denied", ()),
    ]


def test_an_unknown_action_is_told(rules: ParticipationRules) -> None:
    result = check_participation(rules, [GivenGroup(name="ชุมชน", actions=["กินข้าวเช้า"])])
    assert any("กินข้าวเช้า" in note for note in result.notes)
