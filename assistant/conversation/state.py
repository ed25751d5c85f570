"""What a conversation remembers: plain data that can be stored and sent back."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

LONGEST_QUESTION = 2_000  # letters; a follow-up is joined to it and must still be short enough to answer


class State(BaseModel):
    """``question``: the last one answered, complete in itself. ``entities``: the awards it was about. ``owner``: what answered it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(default="", max_length=LONGEST_QUESTION)
    entities: tuple[str, ...] = ()
    owner: str | None = None
    turns: int = 0
