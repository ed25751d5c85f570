from __future__ import annotations

from collections.abc import Callable

from assistant.checks.ask_participation import interview_participation
from assistant.eligibility.checks import Checks
from tests.checks.conftest import Typed

Type = Callable[..., Typed]


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
