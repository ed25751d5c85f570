"""JSON Lines in, JSON Lines out: one bad line yields one line with ``error``, never a stopped batch."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TextIO, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.errors import AssistantError

ModelT = TypeVar("ModelT", bound=BaseModel)
Record = dict[str, Any]


class BadLine(Exception):
    """A line that cannot be read; holds the record to put out in its place."""

    def __init__(self, record: Record) -> None:
        super().__init__(record.get("error", ""))
        self.record = record


def read_line(line: str, model: type[ModelT]) -> ModelT:
    """One line as ``model``.

    Raises:
        BadLine: it is no JSON object of that shape.
    """
    item_id: Any = None
    try:
        data = json.loads(line)
        item_id = data.get("id") if isinstance(data, dict) else None
        return model.model_validate(data)
    except (ValueError, RecursionError) as error:
        raise BadLine(error_record(item_id, _reason(error))) from error


def error_record(item_id: Any, error: str) -> Record:
    """What stands in the place of a line that cannot be answered."""
    if isinstance(item_id, float) and not math.isfinite(item_id):  # JSON has no such number
        item_id = None
    return {"id": item_id, "outcome": "error", "error": error}


def run(answer: Callable[[str], Iterable[Record]], source: Path, target: Path | None) -> None:
    """Answer every line of ``source`` into ``target`` (standard output when None); empty lines are passed over.

    Raises:
        AssistantError: a file cannot be read or written.
    """
    try:
        lines = source.read_bytes().decode("utf-8-sig", errors="surrogateescape").split("\n")  # splitlines() cuts at U+2028, which may stand in a question
    except OSError as error:
        raise AssistantError(f"cannot read {source}: {error.strerror}", "Give the path of a JSON Lines file.") from error
    if target is None:
        _write(answer, lines, sys.stdout)
        return
    try:
        with target.open("w", encoding="utf-8", errors="backslashreplace") as out:
            _write(answer, lines, out)
    except OSError as error:
        raise AssistantError(f"cannot write {target}: {error.strerror}", "Give a path that can be written, with room for the answers.") from error


def _write(answer: Callable[[str], Iterable[Record]], lines: list[str], out: TextIO) -> None:
    for line in lines:
        if line.strip():
            for record in answer(line):
                out.write(json.dumps(record, ensure_ascii=False, default=str) + "\n")


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, item['loc'])) or 'line'}: {item['msg']}" for item in error.errors())
    return f"not a JSON object: {error}"
