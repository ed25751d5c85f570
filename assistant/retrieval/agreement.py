"""Whether a passage speaks of the things a question names.

Score tables, dates and conditions of the awards read alike; a question about one must not be answered from another.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.knowledge.names import NameFinder
from assistant.knowledge.passages import Passage
from assistant.knowledge.schema import RoundKnowledge
from assistant.thai.clean import comparable

Scores = NDArray[np.float32]
MISSING = 0.45  # taken off when the passage speaks of none of the things named
EXTRA = 0.06  # taken off for each other thing it names
UNASKED = 0.05  # taken off for each thing it names when the question names none
UNASKED_GAP = 0.12  # the same for gaps: "not said of PMQA" must not answer a question that names nothing
NEUTRAL = 0.5  # knowledge that is about nothing in particular


def named_in(passages: Sequence[Passage], names: NameFinder) -> list[list[str]]:
    """The entities that each passage names."""
    return [list(names.entities(comparable(passage.text), fuzzy=False)[0]) for passage in passages]


class Agreement:
    """Precomputed over the passages of one index."""

    def __init__(self, passages: Sequence[Passage], named: Sequence[Sequence[str]], knowledge: RoundKnowledge, names: NameFinder) -> None:
        """``named``: for each passage the entities its text names (see ``named_in``)."""
        self._entities = [entity.id for entity in knowledge.round.entities]
        self._offices = {entity.id for entity in knowledge.round.entities if entity.kind in ("office", "award", "group")}
        column = {entity: number for number, entity in enumerate(self._entities)}
        self._named = np.zeros((len(passages), len(self._entities)), dtype=bool)
        held = np.zeros_like(self._named)
        about = {entry.id: entry.about for entry in knowledge.entries} | {gap.id: gap.about for gap in knowledge.gaps}
        for row, (passage, sure) in enumerate(zip(passages, named, strict=True)):
            for entity in sure:
                self._named[row, column[entity]] = True
            for entity in sure or about.get(passage.owner, ()):
                held[row, column[entity]] = True
        self._unasked = np.array([UNASKED_GAP if passage.owner_kind == "gap" else UNASKED for passage in passages], dtype=np.float32)
        self._nothing_held = ~held.any(axis=1)
        relation = np.array([[names.related(asked, other) for other in self._entities] for asked in self._entities], dtype=np.float32)
        self._relation = relation
        # best[row, asked]: how well the passage speaks of each thing that may be asked for
        self._best = np.max(held[:, None, :] * relation[None, :, :], axis=2).astype(np.float32)
        self._column = column

    def adjustment(self, asked: Sequence[str]) -> Scores:
        """What to add to the score of each passage (0 or less) for a question that names ``asked``."""
        if not asked:
            named = self._named.copy()
            named[:, [self._column[office] for office in self._offices]] = False
            return np.asarray(-self._unasked * np.minimum(named.sum(axis=1), 2), dtype=np.float32)
        columns = [self._column[entity] for entity in asked]
        agreement = self._best[:, columns].mean(axis=1)
        agreement = np.where(self._nothing_held, NEUTRAL, agreement)
        unrelated = self._relation[columns].max(axis=0) == 0
        extras = (self._named & unrelated).sum(axis=1)
        return np.asarray(MISSING * (agreement - 1) - EXTRA * np.minimum(extras, 2), dtype=np.float32)
