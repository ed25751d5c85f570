"""The machine interface: JSON Lines in, JSON Lines out. One bad line yields one line with ``error``, never a stopped batch."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TextIO

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.answering.reply import Reply
from assistant.conversation import Assistant, State
from assistant.errors import AssistantError


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
    item_id: Any = None
    try:
        data = json.loads(line)
        item_id = data.get("id") if isinstance(data, dict) else None
        item = Item.model_validate(data)
    except (ValueError, ValidationError, RecursionError) as error:
        yield {"id": item_id, "outcome": "error", "error": _reason(error)}
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
    try:
        lines = source.read_bytes().decode("utf-8-sig", errors="surrogateescape").split("\n")  # splitlines() cuts at U+2028, which may stand in a question
    except OSError as error:
        raise AssistantError(f"cannot read {source}: {error.strerror}", "Give the path of a JSON Lines file.") from error
    if target is None:
        _answer_lines(assistant, lines, sys.stdout, trace, default_round)
        return
    try:
        with target.open("w", encoding="utf-8", errors="backslashreplace") as out:
            _answer_lines(assistant, lines, out, trace, default_round)
    except OSError as error:
        raise AssistantError(f"cannot write {target}: {error.strerror}", "Give a path that can be written, with room for the answers.") from error


def _answer_lines(assistant: Assistant, lines: list[str], out: TextIO, trace: bool, default_round: str | None) -> None:
    for line in lines:
        if line.strip():
            for record in answer_line(assistant, line, trace, default_round):
                out.write(json.dumps(record, ensure_ascii=False, default=str) + "\n")


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, item['loc'])) or 'line'}: {item['msg']}" for item in error.errors())
    return f"not a JSON object: {error}"
