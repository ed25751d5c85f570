from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.batch import answer_file, answer_line, reply_record
from assistant.conversation import Assistant, State
from assistant.errors import AssistantError

RECORD = {"outcome", "text", "citations", "round", "knowledge_version", "latency_ms"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "question", "turns", "history", "round", "role", "text"]), inner, max_size=5)
    ),
    max_leaves=8,
)


def line(**item: Any) -> str:
    return json.dumps(item, ensure_ascii=False)


def answers(assistant: Assistant, text: str) -> list[dict[str, Any]]:
    return list(answer_line(assistant, text))


def written(assistant: Assistant, folder: Path, content: bytes) -> list[dict[str, Any]]:
    source, target = folder / "in.jsonl", folder / "out.jsonl"
    source.write_bytes(content)
    answer_file(assistant, source, target)
    return [json.loads(record) for record in target.read_text(encoding="utf-8").split("\n") if record]


def test_a_question_gives_one_record_with_the_keys_of_the_interface(assistant: Assistant) -> None:
    (record,) = answers(assistant, line(id="a1", question="มิติผลผลิตของนวัตกรรมการบริการกี่คะแนน"))
    assert set(record) == RECORD | {"id"}
    assert (record["id"], record["outcome"], record["round"]) == ("a1", "answered", "2567")
    assert record["knowledge_version"] == assistant.knowledge.version
    assert record["latency_ms"] >= 0
    assert "50 คะแนน" in record["text"]
    assert {key for citation in record["citations"] for key in citation} == {"entry", "title", "section", "quote"}
    assert "criteria-tpsa-innovation" in {citation["entry"] for citation in record["citations"]}


def test_a_dialogue_gives_one_numbered_record_a_turn_in_one_conversation(assistant: Assistant) -> None:
    first, second = answers(assistant, line(id=7, turns=["ปิดรับสมัคร TPSA วันไหน", "แล้ว PMQA ล่ะ"]))
    assert set(first) == RECORD | {"id", "turn"}
    assert [(first["id"], first["turn"]), (second["id"], second["turn"])] == [(7, 1), (7, 2)]
    assert "28 กุมภาพันธ์ 2567" in first["text"]
    assert "15 มกราคม 2567" in second["text"]
    assert "calendar-pmqa" in {citation["entry"] for citation in second["citations"]}


def test_lines_are_conversations_of_their_own(assistant: Assistant) -> None:
    alone = answers(assistant, line(id=1, question="แล้ว PMQA ล่ะ"))[0]["text"]
    answers(assistant, line(id=0, question="ปิดรับสมัคร TPSA วันไหน"))
    assert answers(assistant, line(id=1, question="แล้ว PMQA ล่ะ"))[0]["text"] == alone


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("ปิดรับสมัคร TPSA วันไหน", "แล้ว PMQA ล่ะ"),
        ("มิติผลผลิตของนวัตกรรมการบริการกี่คะแนน", "แล้วขยายผลล่ะ"),
        ("ประเภทขับเคลื่อนเห็นผลคืออะไร", "ต้องทำมากี่ปี"),
    ],
)
def test_a_history_leads_to_the_answer_that_the_dialogue_gives(assistant: Assistant, before: str, question: str) -> None:
    history = [{"role": "user", "text": before}, {"role": "assistant", "text": "คำตอบก่อนหน้า"}]
    with_history = answers(assistant, line(id=1, question=question, history=history))[0]
    dialogue = answers(assistant, line(id=1, turns=[before, question]))[1]
    assert (with_history["text"], with_history["citations"]) == (dialogue["text"], dialogue["citations"])


def test_what_the_assistant_said_is_not_taken_for_a_question(assistant: Assistant) -> None:
    said = [{"role": "assistant", "text": "ปิดรับสมัคร TPSA วันไหน"}]
    assert answers(assistant, line(id=1, question="แล้ว PMQA ล่ะ", history=said))[0]["text"] == answers(assistant, line(id=1, question="แล้ว PMQA ล่ะ"))[0]["text"]


@pytest.mark.parametrize("round_", ["2566", 2566])
def test_a_round_that_is_not_there_is_said(assistant: Assistant, round_: str | int) -> None:
    (record,) = answers(assistant, line(id=1, question="ปิดรับสมัครวันไหน", round=round_))
    assert record["outcome"] == "not_in_knowledge"
    assert "2566" in record["text"]
    assert record["citations"] == []


@pytest.mark.parametrize("round_", ["2567", 2567])
def test_a_round_that_is_there_is_answered(assistant: Assistant, round_: str | int) -> None:
    (record,) = answers(assistant, line(id=1, question="ปิดรับสมัคร TPSA วันไหน", round=round_))
    assert (record["outcome"], record["round"]) == ("answered", "2567")


@pytest.mark.parametrize(
    ("text", "id_", "why"),
    [
        ("ไม่ใช่ JSON", None, "not a JSON object"),
        ("[]", None, "dictionary"),
        ('"คำถาม"', None, "dictionary"),
        ('{"question": "ปิดรับสมัครวันไหน"}', None, "id"),
        ('{"id": 8}', 8, "question"),
        ('{"id": 9, "question": 5}', 9, "question"),
        ('{"id": 10, "question": "ก", "turns": ["ข"]}', 10, "turns"),
        ('{"id": 11, "turns": []}', 11, "turns"),
        ('{"id": 12, "question": "ก", "history": [{"role": "system", "text": "ข"}]}', 12, "history.0.role"),
        ("[" * 100_000, None, "not a JSON object"),
    ],
)
def test_a_bad_line_gives_one_record_that_says_what_is_wrong(assistant: Assistant, text: str, id_: int | None, why: str) -> None:
    (record,) = answers(assistant, text)
    assert (record["id"], record["outcome"]) == (id_, "error")
    assert why in record["error"]


@given(value=JSON)
def test_any_json_gives_records_with_an_outcome(assistant: Assistant, value: object) -> None:
    records = answers(assistant, json.dumps(value))
    assert records
    for record in records:
        assert set(record) in (RECORD | {"id"}, RECORD | {"id", "turn"}, {"id", "outcome", "error"})


@given(text=st.text(max_size=200))
def test_any_text_that_is_no_json_gives_one_error(assistant: Assistant, text: str) -> None:
    (record,) = answers(assistant, f"{{{text}")
    assert record["outcome"] == "error"


def test_bad_lines_do_not_stop_the_rest(assistant: Assistant, tmp_path: Path) -> None:
    good = line(id="a", question="ปิดรับสมัคร TPSA วันไหน")
    records = written(assistant, tmp_path, "\n".join(["{", good, "", '{"id": 2}', good.replace('"a"', '"b"')]).encode())
    assert [(record["id"], record["outcome"]) for record in records] == [(None, "error"), ("a", "answered"), (2, "error"), ("b", "answered")]


@pytest.mark.parametrize("content", ["\ufeff{}\n", "{}\r\n", "\n\n  \n{}\n\n", "{}"])
def test_marks_and_blank_lines_around_a_line_do_no_harm(assistant: Assistant, tmp_path: Path, content: str) -> None:
    (record,) = written(assistant, tmp_path, content.replace("{}", line(id=1, question="ปิดรับสมัคร TPSA วันไหน")).encode())
    assert (record["id"], record["outcome"]) == (1, "answered")


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_a_line_ends_at_a_newline_only(assistant: Assistant, tmp_path: Path, separator: str) -> None:
    (record,) = written(assistant, tmp_path, line(id=1, question=f"ปิดรับสมัคร TPSA{separator}วันไหน").encode())
    assert (record["id"], record["outcome"]) == (1, "answered")


def test_bytes_that_are_no_utf_8_cost_their_own_line_at_most(assistant: Assistant, tmp_path: Path) -> None:
    good = line(id=2, question="ปิดรับสมัคร TPSA วันไหน").encode()
    records = written(assistant, tmp_path, b'{"id": 1, "question": "\xff\xfe PMQA"}\n' + good + b"\n\xff\xfe\n")
    assert [record["id"] for record in records] == [1, 2, None]
    assert records[1]["outcome"] == "answered"
    assert records[2]["outcome"] == "error"


def test_a_lone_surrogate_goes_out_as_valid_json(assistant: Assistant, tmp_path: Path) -> None:
    (record,) = written(assistant, tmp_path, b'{"id": "\\ud800", "question": "x", "round": "\\udfff"}\n')
    assert record["id"] == "\ud800"
    assert record["outcome"] == "not_in_knowledge"


def test_an_input_that_cannot_be_read_is_said(assistant: Assistant, tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="cannot read"):
        answer_file(assistant, tmp_path / "none.jsonl", tmp_path / "out.jsonl")
    with pytest.raises(AssistantError, match="cannot read"):
        answer_file(assistant, tmp_path, None)
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("target", ["/dev/full", "none/out.jsonl", "."])
def test_an_output_that_cannot_be_written_is_said(assistant: Assistant, tmp_path: Path, target: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(line(id=1, question="ปิดรับสมัครวันไหน"), encoding="utf-8")
    with pytest.raises(AssistantError, match="cannot write"):
        answer_file(assistant, source, tmp_path / target)


def test_without_a_target_the_answers_go_to_standard_output(assistant: Assistant, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join([line(id=1, question="ปิดรับสมัครวันไหน"), line(id=2, question="PMQA คืออะไร")]), encoding="utf-8")
    answer_file(assistant, source, None)
    assert [json.loads(record)["id"] for record in capsys.readouterr().out.splitlines()] == [1, 2]


def test_the_trace_is_there_when_asked_for(assistant: Assistant) -> None:
    (record,) = answer_line(assistant, line(id=1, question="ปิดรับสมัคร TPSA วันไหน"), trace=True)
    assert {"understand", "retrieve"} <= {step["step"] for step in record["trace"]}
    _, reply = assistant.reply(State(), "ปิดรับสมัคร TPSA วันไหน")
    assert "trace" not in reply_record(reply, 1.0)


def test_a_round_for_the_whole_batch_holds_for_lines_that_name_none(assistant: Assistant) -> None:
    line = json.dumps({"id": 1, "question": "ปิดรับสมัคร TPSA วันไหน"})
    (record,) = answer_line(assistant, line, default_round="2568")
    assert record["outcome"] == "not_in_knowledge"
    named = json.dumps({"id": 1, "question": "ปิดรับสมัคร TPSA วันไหน", "round": "2567"})
    (record,) = answer_line(assistant, named, default_round="2568")
    assert record["outcome"] == "answered"
