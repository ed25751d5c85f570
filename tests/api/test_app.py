from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from assistant import __version__
from assistant.api.app import make_app
from assistant.conversation import Assistant, State

DUE = "ปิดรับสมัคร TPSA วันไหน"
RECORD = {"outcome", "text", "citations", "round", "knowledge_version", "latency_ms", "suggestions", "state"}


@pytest.fixture(scope="module")
def client(assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(make_app(assistant), raise_server_exceptions=False) as opened:
        yield opened


def ask(client: TestClient, question: str, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/ask", json={"question": question, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def send(client: TestClient, body: bytes) -> Any:
    return client.post("/api/ask", content=body, headers={"Content-Type": "application/json"})


def test_a_question_is_answered_with_its_citations(client: TestClient) -> None:
    record = ask(client, DUE)
    assert set(record) == RECORD
    assert record["outcome"] == "answered"
    assert "28 กุมภาพันธ์ 2567" in record["text"]
    assert "calendar-tpsa" in {citation["entry"] for citation in record["citations"]}
    assert all(set(citation) == {"entry", "title", "section", "quote"} for citation in record["citations"])


def test_the_state_of_an_answer_continues_the_conversation(client: TestClient) -> None:
    first = ask(client, DUE)
    second = ask(client, "แล้ว PMQA ล่ะ", state=first["state"])
    assert "15 มกราคม 2567" in second["text"]
    assert (first["state"]["turns"], second["state"]["turns"]) == (1, 2)


def test_two_conversations_do_not_mix(client: TestClient) -> None:
    other = ask(client, "มิติผลผลิตของนวัตกรรมการบริการกี่คะแนน")
    mine = ask(client, DUE)
    assert "15 มกราคม 2567" in ask(client, "แล้ว PMQA ล่ะ", state=mine["state"])["text"]
    assert "15 มกราคม 2567" not in ask(client, "แล้ว PMQA ล่ะ", state=other["state"])["text"]


def test_a_history_does_what_the_state_does(client: TestClient) -> None:
    history = [{"role": "user", "text": DUE}, {"role": "assistant", "text": "28 กุมภาพันธ์ 2567"}]
    assert ask(client, "แล้ว PMQA ล่ะ", history=history)["text"] == ask(client, "แล้ว PMQA ล่ะ", state=ask(client, DUE)["state"])["text"]


def test_a_state_that_names_what_is_not_known_does_no_harm(client: TestClient, assistant: Assistant) -> None:
    state = State(question="ปิดรับสมัครวันไหน", entities=("no.such",), turns=1)
    record = ask(client, "ไฟล์แนบได้กี่ MB", state=state.model_dump())
    assert record["outcome"] != "error"
    assert "no.such" not in record["state"]["entities"]


def test_offers_are_questions_that_can_be_asked(client: TestClient) -> None:
    suggestions = ask(client, DUE)["suggestions"]
    assert suggestions
    for suggestion in suggestions:
        assert ask(client, suggestion)["outcome"] == "answered"


def test_the_trace_comes_when_asked_for(client: TestClient) -> None:
    assert {"understand", "retrieve"} <= {step["step"] for step in ask(client, DUE, trace=True)["trace"]}


def test_a_round_that_is_not_there_is_said(client: TestClient) -> None:
    record = ask(client, DUE, round="2599")
    assert record["outcome"] == "not_in_knowledge"
    assert "2599" in record["text"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"[]", ["body"]),
        (b"{}", ["body", "question"]),
        (b'{"question": 5}', ["body", "question"]),
        (b'{"question": NaN}', ["body", "question"]),
        (b'{"question": null}', ["body", "question"]),
        (b'{"question": "\\ud800"}', ["body", "question"]),
        (b'{"question": "a", "colour": "red"}', ["body", "colour"]),
        (b'{"question": "a", "history": [{"role": "system", "text": "b"}]}', ["body", "history", 0, "role"]),
        (b'{"question": "a", "state": {"turns": 1e400}}', ["body", "state", "turns"]),
        (b'{"question": "a", "state": {"colour": "red"}}', ["body", "state", "colour"]),
        (json.dumps({"question": "ก" * 200_001}).encode(), ["body", "question"]),
        (json.dumps({"question": "ก", "history": [{"role": "user", "text": "ก"}] * 51}).encode(), ["body", "history"]),
    ],
)
def test_a_bad_body_is_refused_with_the_place_and_without_an_echo(client: TestClient, body: bytes, where: list[str | int]) -> None:
    answer = send(client, body)
    assert answer.status_code == 422
    (problem,) = answer.json()["detail"]
    assert problem["loc"] == where
    assert set(problem) == {"type", "loc", "msg"}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    assert send(client, body).status_code in (400, 422)


@given(question=st.text(max_size=60), round_=st.none() | st.text(st.characters(), max_size=8))
def test_no_text_breaks_the_api(client: TestClient, question: str, round_: str | None) -> None:
    answer = send(client, json.dumps({"question": question, "round": round_}).encode())
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        assert json.loads(answer.content)["outcome"] != "error"


def test_a_very_long_question_is_asked_back(client: TestClient) -> None:
    assert ask(client, "ปิดรับสมัครวันไหน " * 5_000)["outcome"] == "clarify"


def test_health_tells_what_is_served(client: TestClient, assistant: Assistant) -> None:
    assert client.get("/api/health").json() == {
        "version": __version__,
        "knowledge_version": assistant.knowledge.version,
        "rounds": sorted(assistant.knowledge.rounds),
    }


def test_the_font_is_served_as_a_font(client: TestClient) -> None:
    font = client.get("/fonts/noto-sans-thai.ttf")
    assert (font.status_code, font.headers["content-type"]) == (200, "font/ttf")
    assert font.content[:4] == b"\x00\x01\x00\x00"


def test_the_interface_describes_itself(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {"/api/ask", "/api/health"}
