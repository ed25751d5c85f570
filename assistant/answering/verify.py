"""The last gate: every number in an answer must stand in the entries used, in the question, or in the round's name.

For composed answers it can only find a fault of ours; for a model's wording it is what keeps it true.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from assistant.answering.premise import numbers_in, numbers_of
from assistant.knowledge.schema import Entry, Gap, RoundKnowledge


@lru_cache(maxsize=512)
def _held(text: str) -> frozenset[Decimal]:
    return frozenset(numbers_in(text))


class Verifier:
    """Checks texts against the knowledge of one round. Numbers of entries are gathered once."""

    def __init__(self, knowledge: RoundKnowledge) -> None:
        self._knowledge = knowledge
        self._entries: dict[str, frozenset[Decimal]] = {}
        self._round = frozenset(numbers_in(f"{knowledge.round.name} {knowledge.round.ask}")) | {
            number for entity in knowledge.round.entities for number in numbers_in(entity.name)
        }

    def numbers(self, entry: Entry) -> frozenset[Decimal]:
        """Every number that stands in an entry."""
        if entry.id not in self._entries:
            self._entries[entry.id] = numbers_of(entry)
        return self._entries[entry.id]

    def unfounded(self, text: str, entries: Iterable[Entry], gaps: Iterable[Gap] = (), question: str = "") -> set[Decimal]:
        """Numbers of ``text`` that stand in none of the entries and gaps used, nor in the question."""
        held = set(self._round) | set(_held(question)) | {Decimal(number) for number in range(1, 10)}
        for entry in entries:
            held |= self.numbers(entry)
        for gap in gaps:
            held |= _held(f"{gap.missing} {gap.nearby or ''} {gap.ask}")
        return numbers_in(text) - held
