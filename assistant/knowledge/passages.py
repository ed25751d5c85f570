"""What retrieval indexes: every question people may ask, and every text that answers one.

A passage leads to an owner (entry, gap or conduct) and, where it speaks of one fact only, to a point of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.knowledge.schema import Entry, Knowledge, RoundKnowledge

OwnerKind = Literal["entry", "gap", "conduct"]
Role = Literal["question", "text"]


@dataclass(frozen=True)
class Passage:
    """One indexed text. ``role`` tells a question (matched to questions) from a text (matched as an answer)."""

    id: str
    owner: str
    owner_kind: OwnerKind
    point: str | None
    role: Role
    text: str


def passages_of(knowledge: Knowledge, round_id: str) -> list[Passage]:
    """All passages for one round, ids unique and stable."""
    round_knowledge = knowledge.rounds[round_id]
    found = [*_entries(round_knowledge), *_gaps(round_knowledge)]
    for conduct in knowledge.conduct:
        found += _numbered(conduct.id, "conduct", None, "question", conduct.examples)
    return found


def _entries(round_knowledge: RoundKnowledge) -> Iterator[Passage]:
    for entry in round_knowledge.entries:
        yield from _numbered(entry.id, "entry", None, "question", [entry.question, *entry.questions])
        for point in entry.points:
            yield from _numbered(entry.id, "entry", point.id, "question", point.questions)
            yield from _numbered(entry.id, "entry", point.id, "text", [point.answer])
        yield from _numbered(entry.id, "entry", None, "text", [f"{entry.title}\n{entry.short}", *_chunks(entry)])


def _chunks(entry: Entry) -> list[str]:
    """The full answer by paragraph, and each table's labels, so that long entries match by their parts."""
    paragraphs = [part.strip() for part in entry.full.split("\n\n") if part.strip()]
    tables = [f"{table.title}: {', '.join(row.label for row in table.rows)}" for table in entry.tables]
    events = [f"{entry.title}: {', '.join(event.name for event in entry.events)}"] if entry.events else []
    return [*paragraphs, *tables, *events]


def _gaps(round_knowledge: RoundKnowledge) -> Iterator[Passage]:
    for gap in round_knowledge.gaps:
        yield from _numbered(gap.id, "gap", None, "question", gap.questions)
        yield from _numbered(gap.id, "gap", None, "text", [f"{gap.title}\n{gap.missing}"])


def _numbered(owner: str, kind: OwnerKind, point: str | None, role: Role, texts: list[str]) -> Iterator[Passage]:
    for number, text in enumerate(texts):
        yield Passage(f"{owner}/{point or ''}/{role[0]}{number}", owner, kind, point, role, text)
