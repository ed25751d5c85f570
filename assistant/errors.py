"""Errors made for the person who reads them: what is wrong, where, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


class AssistantError(Exception):
    """Something a person can mend. ``str(error)`` is shown as it is, never with a traceback.

    ``message`` says what is wrong, ``fix`` how to mend it.
    """

    exit_code = 1

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message}\n{self.fix}" if self.fix else self.message


@dataclass(frozen=True)
class Problem:
    """One fault in a knowledge file."""

    file: str
    line: int
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}\n    mend: {self.fix}"


class KnowledgeError(AssistantError):
    """The knowledge files cannot be loaded; holds every problem found, not only the first."""

    exit_code = 3

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        listed = "\n".join(str(problem) for problem in problems)
        super().__init__(
            f"knowledge: {len(problems)} problem(s)\n{listed}",
            "Nothing is served until these are mended; run `assistant knowledge check` again afterwards.",
        )


class BusyError(AssistantError):
    """Another process holds the data directory or the port."""

    exit_code = 4


class StorageError(AssistantError):
    """The data directory cannot be read or written."""

    exit_code = 5
