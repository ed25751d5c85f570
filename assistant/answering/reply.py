"""What the assistant answers with. Doors render a ``Reply``; they decide nothing."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Outcome = Literal[
    "answered", "clarify", "not_in_knowledge", "out_of_scope", "refused", "interview", "verdict", "error"
]  # fmt: skip


class Frozen(BaseModel):
    """Base: frozen, nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Frozen):
    """The entry used, its place in the source and the words quoted. Attached by code, never by a model."""

    entry: str
    title: str
    section: str
    quote: str


class TableBlock(Frozen):
    """A table as data: ``columns`` headings, ``rows`` of printed cells."""

    kind: Literal["table"] = "table"
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """The table as Markdown."""
        numeric = [all(row[number][:1].isdigit() and len(row[number]) < 12 for row in self.rows) for number in range(len(self.columns))]
        lines = [f"| {' | '.join(self.columns)} |", f"|{'|'.join('---:' if right else '---' for right in numeric)}|"]
        cells = [" | ".join(cell.replace("|", "/").replace("\n", " ") for cell in row) for row in self.rows]
        return "\n".join([f"**{self.title}**", "", *lines, *(f"| {row} |" for row in cells)])


class OptionsBlock(Frozen):
    """Readings or choices to pick from; each is a message that can be sent as it is."""

    kind: Literal["options"] = "options"
    options: tuple[str, ...]


class Step(Frozen):
    """What one step of the pipeline did, for "why this answer?", logs and tests."""

    step: str
    found: dict[str, Any]


class Reply(Frozen):
    """One answer. ``text`` is Markdown and holds the tables of ``blocks`` already."""

    outcome: Outcome
    text: str
    citations: tuple[Citation, ...] = ()
    blocks: tuple[TableBlock | OptionsBlock, ...] = ()
    suggestions: tuple[str, ...] = ()
    round: str
    knowledge_version: str
    trace: tuple[Step, ...] = Field(default=(), repr=False)
