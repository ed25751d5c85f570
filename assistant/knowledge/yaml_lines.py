"""YAML that remembers lines and refuses duplicate keys, so that every complaint can point at its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import Problem

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
Path_ = tuple[str | int, ...]


@dataclass
class Document:
    """Plain data of one YAML file with the line of every key and list item."""

    file: str
    data: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path_) -> int:
        """Line of ``path``, or of its nearest parent that has one (1 when there is none)."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def problem(self, path: Path_, what: str, fix: str) -> Problem:
        """A problem at ``path`` of this file."""
        return Problem(self.file, self.line(path), what, fix)


def read_document(path: Path, shown_as: str) -> Document:
    """Read one file; faults of syntax, encoding and duplicate keys become problems, not exceptions."""
    document = Document(shown_as)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        document.problems.append(Problem(shown_as, 1, f"is not UTF-8 ({error.reason} at byte {error.start})", "Save the file as UTF-8."))
        return document
    except OSError as error:
        document.problems.append(Problem(shown_as, 1, f"cannot be read: {error.strerror}", "Check the file and its permissions."))
        return document
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        document.data = None if node is None else _plain(loader, node, (), document)
        if document.data is None and not document.problems:
            document.problems.append(Problem(shown_as, 1, "is empty", "Write the entry, or remove the file."))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        document.problems.append(
            Problem(shown_as, line, f"is not valid YAML: {error.problem or error.context}", "Check indentation, quotes and colons near this line.")
        )
    except yaml.YAMLError as error:
        document.problems.append(Problem(shown_as, 1, f"is not valid YAML: {error}", "Remove control characters; check quotes."))
    finally:
        loader.dispose()
    return document


def _plain(loader: Any, node: yaml.Node, path: Path_, document: Document) -> Any:
    document.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in mapping:
                first = document.lines[(*path, key)]
                document.problems.append(Problem(document.file, line, f"key {key!r} stands twice (first in line {first})", "Keep one of the two."))
                continue
            document.lines[(*path, key)] = line
            mapping[key] = _plain(loader, value_node, (*path, key), document)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, item, (*path, index), document) for index, item in enumerate(node.value)]
    if node.tag == _TIMESTAMP:  # an unquoted 2567-02-30 is text like a quoted one: the schema says what is wrong with it
        return node.value
    try:
        return loader.construct_object(node, deep=True)
    except ValueError:
        document.problems.append(document.problem(path, f"{node.value!r} is no {node.tag.rpartition(':')[2]}", "Correct the value, or put it in quotes."))
        return None
