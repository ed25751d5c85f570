"""What a conversation remembers: plain data that can be stored and sent back."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class State(BaseModel):
    """``question``: the last one answered, complete in itself. ``entities``: the awards it was about. ``owner``: what answered it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = ""
    entities: tuple[str, ...] = ()
    owner: str | None = None
    turns: int = 0
