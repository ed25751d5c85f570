from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.answering.reply import Citation, Outcome, Reply, Step
from assistant.conversation import Assistant, State
from assistant.ui.render import EXAMPLES, message_of, plain, trace_of

CITATION = Citation(entry="tpsa-faq-1", title="หัวเรื่อง", section="๒.๔.๑ ข้อ 1", quote="ถ้อยคำในเอกสาร")


def reply(outcome: Outcome, *citations: Citation, trace: tuple[Step, ...] = ()) -> Reply:
    return Reply(outcome=outcome, text="เนื้อความ", citations=citations, round="2567", knowledge_version="v", trace=trace)


def shown(markdown: str) -> list[Token]:
    """What a Markdown reader makes of a text: its inline pieces."""
    return [piece for block in MarkdownIt("commonmark").parse(markdown) for piece in block.children or []]


def test_an_answer_shows_its_text_and_each_quote_with_its_place() -> None:
    other = CITATION.model_copy(update={"entry": "criteria-tpsa", "quote": "อีกถ้อยคำ"})
    message = message_of(reply("answered", CITATION, other))
    assert "เนื้อความ" in message
    for citation in (CITATION, other):
        assert f"> “{citation.quote}”\n> — {citation.section} · `{citation.entry}`" in message


def test_each_outcome_looks_different() -> None:
    outcomes: list[Outcome] = ["answered", "clarify", "not_in_knowledge", "out_of_scope", "refused", "error"]
    messages = [message_of(reply(outcome, *([CITATION] if outcome == "answered" else []))) for outcome in outcomes]
    assert len({message.split("\n")[0] for message in messages}) == len(outcomes)


def test_small_talk_is_not_said_to_come_from_the_document() -> None:
    assert message_of(reply("answered")) == "เนื้อความ"


@pytest.mark.parametrize("outcome", get_args(Outcome))
def test_every_outcome_can_be_shown(outcome: Outcome) -> None:
    assert "เนื้อความ" in message_of(reply(outcome))


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_on_the_first_page_are_answered_from_the_source(assistant: Assistant, example: str) -> None:
    _, answered = assistant.reply(State(), example)
    assert answered.outcome == "answered"
    assert answered.citations


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (["มิติผลผลิตของนวัตกรรมการบริการกี่คะแนน"], ["tpsa.innovation", "ความรู้ที่ใกล้ที่สุด", "อ่านจากตารางของ: criteria-tpsa-innovation", "ตัวเลขทุกตัว"]),
        (["หนึ่งผลงานส่งได้กี่ประเภท"], ["ความมั่นใจ", "%", "ตัวเลขทุกตัว"]),
        (["ปิดรับสมัคร TPSA วันไหน", "แล้ว PMQA ล่ะ"], ["คำถามต่อเนื่อง", "pmqa"]),
        (["12345"], ["ไม่ใช่คำถามที่ค้นในเอกสาร"]),
    ],
)
def test_why_this_answer_is_told_in_plain_words(assistant: Assistant, turns: list[str], words: list[str]) -> None:
    state = State()
    for turn in turns:
        state, answered = assistant.reply(state, turn)
    told = trace_of(answered)
    for word in words:
        assert word in told
    assert all(line.startswith("- ") for line in told.splitlines())


def test_an_unfounded_number_is_owned_up_to() -> None:
    assert "ต้องตรวจสอบ" in trace_of(reply("answered", trace=(Step(step="verify", found={"unfounded": ["99"]}),)))


def test_without_a_trace_there_is_nothing_to_tell() -> None:
    assert trace_of(reply("answered")) == "ยังไม่มีคำตอบ"


@pytest.mark.parametrize("typed", ["<img src=x onerror=alert(1)>", "![x](http://example.test/x.png)", "[x](javascript:alert(1))", "**x**", "`x`"])
def test_the_trace_shows_what_was_typed_as_text(assistant: Assistant, typed: str) -> None:
    _, answered = assistant.reply(State(), f"{typed} ปิดรับสมัคร TPSA วันไหน")
    assert {piece.type for piece in shown(trace_of(answered))} <= {"text", "softbreak"}


@given(typed=st.text(st.sampled_from("ก่ a1\\`*_{}[]()<>#|~$&!:;/.\"'=-+"), min_size=1, max_size=40).map(lambda text: f"ก{text}ก"))
def test_what_was_typed_is_shown_as_typed(typed: str) -> None:
    pieces = shown(plain(typed))
    assert {piece.type for piece in pieces} <= {"text", "text_special"}
    assert "".join(piece.content for piece in pieces) == typed


def test_an_empty_message_is_shown_as_such() -> None:
    assert plain("") == "(ว่าง)"
