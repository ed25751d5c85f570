"""An interview as a value: what was answered in which order, going back, changing any answer, and the check as it stands. For every door alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

from assistant.eligibility.category import CategoryCheck, check_category
from assistant.eligibility.facts import FactError, Value
from assistant.eligibility.rules import RuleSet


@dataclass(frozen=True)
class Session:
    """``answers`` are facts in the order they were answered; a value of None: asked, and not known. ``mentioned``: categories asked about by the way."""

    rules: RuleSet
    asked_for: tuple[str, ...] = ()
    answers: tuple[tuple[str, Value | None], ...] = ()
    mentioned: tuple[str, ...] = ()

    @property
    def facts(self) -> dict[str, Value]:
        """What is known."""
        return {name: value for name, value in self.answers if value is not None}

    @property
    def skipped(self) -> frozenset[str]:
        """What was asked and is not known."""
        return frozenset(name for name, value in self.answers if value is None)

    def check(self) -> CategoryCheck:
        """The check as it stands, with the next question."""
        return check_category(self.rules, self.facts, self.asked_for, self.skipped, self.mentioned)

    def answer(self, fact: str, raw: Any) -> Self:
        """With one more answer, or one changed (it keeps its place).

        Raises:
            FactError: it is no answer to that question.
        """
        if fact not in self.rules.facts:
            raise FactError(f"ไม่มีข้อเท็จจริงชื่อ {fact!r}")
        return self.take(fact, self.rules.facts[fact].parse(raw))

    def take(self, fact: str, value: Value | None) -> Self:
        """With a value known already."""
        if any(name == fact for name, _ in self.answers):
            return replace(self, answers=tuple((name, value if name == fact else old) for name, old in self.answers))
        return replace(self, answers=(*self.answers, (fact, value)))

    def back(self) -> Self:
        """Without the last answer."""
        return replace(self, answers=self.answers[:-1])
