from __future__ import annotations

from collections.abc import Callable

from assistant.checks.ask_award_level import interview_award_level
from assistant.eligibility.checks import Checks
from tests.checks.conftest import Typed

Type = Callable[..., Typed]


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
