from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checks.terminal import interview_award_level, interview_category, interview_participation
from assistant.eligibility.checks import Checks
from tests.checks.conftest import Typed

Type = Callable[..., Typed]


def answer(checks: Checks, fact: str, option: str) -> str:
    """The number to type for an option."""
    return str([one.id for one in checks.rules.facts[fact].options].index(option) + 1)


def test_an_interview_without_a_description_ends_at_a_verdict(checks: Checks, typed: Type) -> None:
    person = typed("", answer(checks, "scope", "one_work"), answer(checks, "strongest_in", "new_way"))
    told = interview_category(checks, person.terminal())
    assert told.check.recommended[0].category == "tpsa.innovation"
    assert told.check.verdict("tpsa.innovation").verdict == "eligible"
    assert len(person.asked()) == 2
    assert "เหมาะที่สุด: ประเภทนวัตกรรมการบริการ" in person.text


def test_what_was_read_counts_only_after_it_was_shown(checks: Checks, typed: Type) -> None:
    text = "ระบบจองคิวของกรม ใช้งานจริงมาแล้ว 8 เดือน ทำตามนโยบายรัฐบาล"
    taken = interview_category(checks, typed(text, "", "จบ").terminal())
    assert taken.check.verdict("tpsa.policy_driven").verdict == "not_eligible"
    person = typed(text, "ไม่", "จบ")
    refused = interview_category(checks, person.terminal())
    assert refused.read == ()
    assert refused.check.verdict("tpsa.policy_driven").verdict == "needs_info"
    assert "อ่านจาก “" in person.text


def test_single_readings_can_be_struck_out(checks: Checks, typed: Type) -> None:
    text = "ระบบจองคิวของกรม ใช้งานจริงมาแล้ว 8 เดือน ทำตามนโยบายรัฐบาล"
    facts = [fact.fact for fact in checks.read(text)]
    wrong = facts.index("months_in_use") + 1
    told = interview_category(checks, typed(text, f"ข้อ {wrong} ผิด", "จบ").terminal())
    assert {fact.fact for fact in told.read} == set(facts) - {"months_in_use"}


def test_going_back_asks_again_and_forgets(checks: Checks, typed: Type) -> None:
    scope = answer(checks, "scope", "management")
    person = typed("", scope, "ย้อน", answer(checks, "scope", "one_work"), answer(checks, "strongest_in", "pain_point"))
    told = interview_category(checks, person.terminal())
    assert told.check.facts["scope"] == "one_work"
    assert person.asked()[0] == person.asked()[2] == checks.rules.facts["scope"].question


def test_going_back_at_the_start_says_so(checks: Checks, typed: Type) -> None:
    person = typed("", "ย้อน", "จบ")
    interview_category(checks, person.terminal())
    assert "ยังไม่มีข้อก่อนหน้า" in person.text


def test_an_earlier_answer_is_changed_and_the_verdict_follows(checks: Checks, typed: Type) -> None:
    person = typed("", answer(checks, "scope", "one_work"), "แก้", "1", answer(checks, "scope", "management"), "จบ")
    told = interview_category(checks, person.terminal())
    assert told.check.facts["scope"] == "management"
    assert told.check.verdict("tpsa.innovation").verdict == "not_eligible"


def test_the_reason_for_a_question_and_the_result_so_far_are_shown_on_demand(checks: Checks, typed: Type) -> None:
    person = typed("", "?", "ผล", "จบ")
    interview_category(checks, person.terminal())
    assert f"ที่ถามเพราะ: {checks.rules.facts['scope'].why}" in person.text
    assert "ยังบอกไม่ได้ว่าประเภทใดเหมาะ" in person.text


def test_not_known_is_no_answer_and_is_not_asked_again(checks: Checks, typed: Type) -> None:
    person = typed("", "ข้าม", *["ไม่ทราบ"] * 40)
    told = interview_category(checks, person.terminal())
    assert told.check.facts == {}
    assert len(person.asked()) == len(set(person.asked()))


def test_many_unknowns_in_a_row_point_at_the_way_out(checks: Checks, typed: Type) -> None:
    person = typed("", "ข้าม", "ข้าม")
    interview_category(checks, person.terminal())
    assert "เพื่อดูผลเท่าที่ทราบ" not in person.text
    person = typed("", "ข้าม", "ข้าม", "ข้าม")
    interview_category(checks, person.terminal())
    assert "เพื่อดูผลเท่าที่ทราบ" in person.text


@pytest.mark.parametrize("line", ["", "99", "ห้าร้อย", "0", "๑๒๓"])
def test_an_answer_that_is_none_is_refused_and_asked_again(checks: Checks, typed: Type, line: str) -> None:
    person = typed("", line, answer(checks, "scope", "one_work"), "จบ")
    told = interview_category(checks, person.terminal())
    assert told.check.facts == {"scope": "one_work"}
    assert "“ข้าม”" in person.shown[-1] or any("หากไม่ทราบ" in shown for shown in person.shown)


def test_thai_digits_choose_an_option(checks: Checks, typed: Type) -> None:
    told = interview_category(checks, typed("", "๑", "จบ").terminal())
    assert told.check.facts == {"scope": "one_work"}


def test_durations_are_typed_freely(checks: Checks, typed: Type) -> None:
    person = typed("", "ปีครึ่ง", "จบ")
    told = interview_category(checks, person.terminal(), ("tpsa.policy_driven",))
    assert told.check.facts == {} or told.check.facts.get("months_in_use") == 18


def test_the_end_of_input_ends_the_interview_with_a_result(checks: Checks, typed: Type) -> None:
    person = typed()
    told = interview_category(checks, person.terminal())
    assert told.check.facts == {}
    assert "ชุดกฎ" in person.text


def test_groups_are_asked_for_one_by_one_and_the_level_grows(checks: Checks, typed: Type) -> None:
    person = typed("", "ชาวบ้าน", "ประชาพิจารณ์", "อบต.", "ร่วมออกแบบ, ร่วมดำเนินการ", "", "1", "จบ")
    check, _ = interview_participation(checks, person.terminal())
    assert check.result.level == "consult"
    assert "กลุ่มใดเกี่ยวข้องกับผลงานมากที่สุด" in person.text
    assert [group.key for group in check.result.groups] == [True, False]


def test_the_categories_that_a_level_opens_are_asked_on(checks: Checks, typed: Type) -> None:
    person = typed(
        "", "ชาวบ้าน", "ร่วมออกแบบ, ร่วมดำเนินการ, มีเครือข่ายที่ทำงานต่อเนื่อง", "",
        *["1"] * 12,
    )  # fmt: skip
    check, _ = interview_participation(checks, person.terminal())
    assert check.result.level == "collaborate"
    assert person.asked()
    assert {permit.verdict for permit in check.permits} == {"not_eligible"} or "needs_info" not in {permit.verdict for permit in check.permits}


def test_a_described_work_needs_no_groups(checks: Checks, typed: Type) -> None:
    person = typed("เราจัดเวทีรับฟังความคิดเห็นของชาวบ้านทุกเดือน", "", "จบ")
    check, description = interview_participation(checks, person.terminal())
    assert check.result.level == "consult"
    assert description
    assert "กลุ่มที่ 1 คือใคร" not in person.text


def test_a_total_settles_a_level_at_once(checks: Checks, typed: Type) -> None:
    person = typed("๘๔")
    told = interview_award_level(checks, person.terminal(), "tpsa.innovation")
    assert told is not None
    assert told[0].outcome == "good"
    assert told[2] == {"total": "๘๔"}
    assert "ยังขาดอีก 6 คะแนน" in person.text


def test_points_out_of_range_are_asked_again(checks: Checks, typed: Type) -> None:
    person = typed("500", "95")
    told = interview_award_level(checks, person.terminal(), "tpsa.innovation")
    assert told is not None
    assert told[0].outcome == "excellent"
    assert any("500" in line for line in person.shown)


def test_parts_are_asked_when_the_total_is_not_known(checks: Checks, typed: Type) -> None:
    told = interview_award_level(checks, typed("ข้าม", "10", "30", "40", "10").terminal(), "tpsa.innovation")
    assert told is not None
    assert told[0].outcome == "excellent"


def test_a_part_can_be_gone_back_to_and_changed(checks: Checks, typed: Type) -> None:
    back = interview_award_level(checks, typed("ข้าม", "1", "ย้อน", "10", "30", "40", "10").terminal(), "tpsa.innovation")
    assert back is not None
    assert back[0].outcome == "excellent"
    changed = interview_award_level(checks, typed("ข้าม", "1", "30", "แก้", "2", "10", "40", "10").terminal(), "tpsa.innovation")
    assert changed is not None
    assert changed[0].outcome == "excellent"


def test_an_award_is_chosen_by_number(checks: Checks, typed: Type) -> None:
    person = typed("0", "abc", "1", "91")
    told = interview_award_level(checks, person.terminal())
    assert told is not None
    assert told[1] == next(iter(checks.awards.awards))
    assert told[0].outcome == "excellent"


def test_leaving_before_an_award_is_chosen_gives_no_result(checks: Checks, typed: Type) -> None:
    assert interview_award_level(checks, typed("จบ").terminal()) is None


LINES = st.lists(st.one_of(st.sampled_from(["", "1", "2", "3", "ย้อน", "แก้", "ผล", "?", "ข้าม", "จบ", "ปีครึ่ง", "๙๐", "ไม่"]), st.text(max_size=12)), max_size=25)


@settings(max_examples=40)
@given(lines=LINES)
def test_no_typing_breaks_an_interview(checks: Checks, lines: list[str]) -> None:
    for interview in (interview_category, interview_participation, interview_award_level):
        interview(checks, Typed(lines).terminal())
