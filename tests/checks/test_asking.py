from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checks.ask_award_level import interview_award_level
from assistant.checks.ask_category import interview_category
from assistant.checks.ask_participation import interview_participation
from assistant.eligibility.checks import Checks
from tests.checks.conftest import Typed

LINES = st.lists(st.one_of(st.sampled_from(["", "1", "2", "3", "ย้อน", "แก้", "ผล", "?", "ข้าม", "จบ", "ปีครึ่ง", "๙๐", "ไม่"]), st.text(max_size=12)), max_size=25)


@settings(max_examples=40)
@given(lines=LINES)
def test_no_typing_breaks_an_interview(checks: Checks, lines: list[str]) -> None:
    for interview in (interview_category, interview_participation, interview_award_level):
        interview(checks, Typed(lines).terminal())
