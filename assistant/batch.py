"""The machine interface of answers: a question or a dialogue a line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from assistant import jsonl
from assistant.answering.reply import Reply
from assistant.conversation import Assistant, State
from assistant.jsonl import BadLine, read_line


class Turn(BaseModel):
    """One earlier message of a conversation."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["user", "assistant"]
    text: str


class Item(BaseModel):
    """One line: a question (with what came before it), or a dialogue to answer turn by turn."""

    model_config = ConfigDict(extra="ignore")

    id: str | int
    question: str | None = None
    history: list[Turn] | None = None
    round: str | int | None = None
    turns: list[str] | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _one_of(self) -> Item:
        if (self.question is None) == (self.turns is None):
            raise ValueError('give either "question" or "turns"')
        return self


def reply_record(reply: Reply, latency_ms: float, trace: bool = False) -> dict[str, Any]:
    """A reply as the machine interface prints it."""
    record: dict[str, Any] = {
        "outcome": reply.outcome,
        "text": reply.text,
        "citations": [citation.model_dump() for citation in reply.citations],
        "round": reply.round,
        "knowledge_version": reply.knowledge_version,
        "latency_ms": round(latency_ms, 2),
    }
    if trace:
        record["trace"] = [step.model_dump() for step in reply.trace]
    return record


def answer_line(assistant: Assistant, line: str, trace: bool = False, default_round: str | None = None) -> Iterator[dict[str, Any]]:
    """The answers to one line, or one record with ``error``."""
    try:
        item = read_line(line, Item)
    except BadLine as bad:
        yield bad.record
        return
    round_id = default_round if item.round is None else str(item.round)
    state = State()
    for earlier in item.history or []:
        if earlier.role == "user":
            state = assistant.remember(state, earlier.text)
    for number, message in enumerate(item.turns if item.turns is not None else [item.question or ""]):
        started = time.perf_counter()
        state, reply = assistant.reply(state, message, round_id)
        record = reply_record(reply, (time.perf_counter() - started) * 1000, trace)
        yield {"id": item.id, **({"turn": number + 1} if item.turns is not None else {}), **record}


def answer_file(assistant: Assistant, source: Path, target: Path | None, trace: bool = False, default_round: str | None = None) -> None:
    """Answer every line of ``source`` into ``target`` (standard output when None); ``default_round`` is for lines that name none.

    Raises:
        AssistantError: a file cannot be read or written.
    """
    jsonl.run(lambda line: answer_line(assistant, line, trace, default_round), source, target)
