"""Files held against their schema: every fault of the data becomes a problem with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.errors import Problem
from assistant.knowledge.yaml_lines import Document, Path_, read_document

ModelT = TypeVar("ModelT", bound=BaseModel)

_FIXES = {
    "extra_forbidden": "Remove the key, or correct its spelling (the keys allowed are listed in knowledge/README.md).",
    "missing": "Add the key.",
    "too_short": "Add what is missing.",
    "literal_error": "Use one of the values named.",
    "string_pattern_mismatch": "Ids are lower-case Latin letters and digits joined by - _ or .",
    "string_too_short": "Write a text, or remove the key.",
}


def validated(document: Document, data: Any, at: Path_, model: type[ModelT], problems: list[Problem]) -> ModelT | None:
    """``data`` of ``document`` as a ``model``, or None with the reasons added to ``problems``; ``at`` is where in the document it stands."""
    if data is None:
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for item in error.errors():
            path = (*at, *item["loc"])
            where = ".".join(str(part) for part in item["loc"]) or "the file"
            fix = _FIXES.get(item["type"], "Correct the value.")
            problems.append(document.problem(path, f"{where}: {item['msg']}", fix))
        return None


def read_one(root: Path, path: Path, model: type[ModelT], problems: list[Problem]) -> ModelT | None:
    """The one item of a file, or None with what is wrong added to ``problems``."""
    document = read_document(path, shown(root, path))
    problems += document.problems
    return None if document.data is None else validated(document, document.data, (), model, problems)


def read_many(root: Path, path: Path, model: type[ModelT], problems: list[Problem]) -> list[tuple[Document, Path_, ModelT]]:
    """The items of a file that is a list, each with its document and place; what is wrong is added to ``problems``."""
    document = read_document(path, shown(root, path))
    problems += document.problems
    if document.data is None:
        return []
    if not isinstance(document.data, list):
        problems.append(document.problem((), "must be a list", "Begin each item with a dash."))
        return []
    found: list[tuple[Document, Path_, ModelT]] = []
    for index, data in enumerate(document.data):
        if data is None:
            problems.append(document.problem((index,), "is an empty item", "Write the item after its dash, or remove the dash."))
        item = validated(document, data, (index,), model, problems)
        if item is not None:
            found.append((document, (index,), item))
    return found


def shown(root: Path, path: Path) -> str:
    """A file's name as problems show it: from the knowledge folder on."""
    return f"{root.name}/{path.relative_to(root).as_posix()}"
