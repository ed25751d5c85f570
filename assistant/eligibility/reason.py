"""Why a check says what it says: the rule, whether it holds, the words for it, and its place in the source."""

from __future__ import annotations

from typing import Any

from assistant.knowledge.schema import Model, Source


class Frozen(Model):
    """Base of what the checks hand out: frozen and strict as the knowledge they are made of."""


class Reason(Frozen):
    """One rule's part in a verdict. ``holds`` is None where it cannot be told yet, or where the source leaves it open."""

    rule: str
    holds: bool | None
    because: str
    sources: tuple[Source, ...] = ()

    def record(self) -> dict[str, Any]:
        """As the machine interface prints it."""
        return {"rule": self.rule, "holds": self.holds, "because": self.because, "source": printed_place(self.sources)}


def printed_place(sources: tuple[Source, ...]) -> str:
    """Places in the source with the words quoted, in one line."""
    return " · ".join(f"{source.section} {source.item} “{source.quote}”" for source in sources)
