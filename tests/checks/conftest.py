from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from assistant.checks.prompt import Terminal
from assistant.eligibility.checks import Checks
from assistant.knowledge.schema import Knowledge
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def checks(knowledge: Knowledge) -> Checks:
    """The shipped checks."""
    return Checks(ROOT / "knowledge", knowledge.rounds["2567"])


class Typed:
    """A terminal at which these lines are typed; what was shown stands in ``shown``."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = iter(lines)
        self.shown: list[str] = []

    def terminal(self) -> Terminal:
        """The terminal."""
        return Terminal(lambda _: next(self._lines, None), self.shown.append)

    @property
    def text(self) -> str:
        """Everything shown."""
        return "\n".join(self.shown)

    def asked(self) -> list[str]:
        """The questions asked, without their numbers."""
        return [line.split(": ", 1)[1] for line in self.shown if line.startswith("คำถาม ")]


@pytest.fixture
def typed() -> Callable[..., Typed]:
    """Somebody who types these lines."""
    return lambda *lines: Typed(lines)
