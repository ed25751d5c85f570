from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.understand import asks
from assistant.conversation import State
from assistant.conversation.resolve import Resolved, resolve
from assistant.knowledge.names import NameFinder
from assistant.knowledge.schema import Knowledge
from assistant.thai.clean import comparable

AFTER_TPSA = State(question="tpsa ปิดรับวันไหน", entities=("tpsa",), owner="calendar-tpsa", turns=1)
AFTER_EXCELLENCE = State(question="pmqa ระดับดีเด่นต้องได้กี่คะแนน", entities=("pmqa.excellence",), owner="criteria-pmqa-excellence", turns=1)


@pytest.fixture(scope="module")
def names(knowledge: Knowledge) -> NameFinder:
    return NameFinder(knowledge.rounds["2567"].round.entities)


def resolved(names: NameFinder, state: State, message: str) -> Resolved:
    text = comparable(message)
    return resolve(state, text, names, asks=asks(text))


@pytest.mark.parametrize("message", ["แล้ว PMQA ล่ะ", "PMQA ล่ะ", "ไม่ใช่ หมายถึง PMQA", "what about PMQA", "ส่วน pmqa ละครับ"])
def test_the_same_is_asked_about_another_award(names: NameFinder, message: str) -> None:
    assert resolved(names, AFTER_TPSA, message).text == "pmqa ปิดรับวันไหน"


def test_a_correction_replaces_the_award(names: NameFinder) -> None:
    found = resolved(names, AFTER_EXCELLENCE, "ไม่ใช่ หมายถึง 4.0")
    assert "4.0" in found.text
    assert "ดีเด่น" not in found.text
    assert "กี่คะแนน" in found.text


@pytest.mark.parametrize(("message", "claim"), [("แน่ใจเหรอ", ""), ("แน่ใจเหรอ เพื่อนบอกว่าต้อง 500", " ต้อง 500 ใช่ไหม"), ("are you sure", ""), ("จริงเหรอ", "")])
def test_a_push_back_asks_the_same_again_with_what_is_held_against_it(names: NameFinder, message: str, claim: str) -> None:
    found = resolved(names, AFTER_TPSA, message)
    assert found.text == f"{AFTER_TPSA.question}{claim}"
    assert found.context == AFTER_TPSA.entities


@pytest.mark.parametrize("message", ["แล้วประกาศผลวันไหน", "ไฟล์แนบได้กี่ MB", "อันนี้ต้องทำกี่ปี"])
def test_a_question_that_names_nothing_stays_with_the_award(names: NameFinder, message: str) -> None:
    found = resolved(names, AFTER_TPSA, message)
    assert (found.text, found.context) == (comparable(message), ("tpsa",))


@pytest.mark.parametrize("message", ["ร่วมใจแก้จนมีคะแนนเต็มเท่าไหร่", "PMQA หมวด 3 ต้องได้กี่คะแนนถึงจะผ่าน"])
def test_a_complete_question_about_another_award_is_new(names: NameFinder, message: str) -> None:
    found = resolved(names, AFTER_TPSA, message)
    assert (found.text, found.context, found.how) == (comparable(message), (), "new")


@given(message=st.text(max_size=200))
def test_a_first_message_is_taken_as_it_is(names: NameFinder, message: str) -> None:
    text = comparable(message)
    assert resolve(State(), text, names, asks=False) == Resolved(text, (), "new")


@given(message=st.text(max_size=200), asked=st.booleans())
def test_any_later_message_is_kept_or_completed(names: NameFinder, message: str, asked: bool) -> None:
    text = comparable(message)
    found = resolve(AFTER_TPSA, text, names, asks=asked)
    assert found.how
    assert text in found.text or found.how == "the same about another award"
