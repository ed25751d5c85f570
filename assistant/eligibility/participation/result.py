"""What goes into the check of participation and what comes out: groups and activities in, levels with their reasons out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.eligibility.reason import Frozen
from assistant.knowledge.schema import Source
from assistant.thai.said import Manner

UNDETERMINED = "undetermined"


class GivenGroup(BaseModel):
    """A group of stakeholders as the applicant gives it; each action is free text or the id of an activity."""

    model_config = ConfigDict(extra="forbid")

    name: str
    key: bool | None = None
    actions: list[str] = Field(default_factory=list)


OURS = ""  # the id of the agency's own people


@dataclass(frozen=True)
class Mention:
    """Words of comparable text that name somebody. ``kind`` is the id in the file, ``group`` the same with synonyms joined."""

    start: int
    end: int
    kind: str
    group: str

    @property
    def ours(self) -> bool:
        """Whether the agency's own people are named."""
        return self.group == OURS


@dataclass(frozen=True)
class Hit:
    """An expression at a place. ``begin`` is where the words that say how it is meant are looked for (the lead of a chain)."""

    start: int
    end: int
    activity: str
    begin: int
    stop: int
    shown: int = 0  # where the words end that are shown back, when later than the expression


class FoundActivity(Frozen):
    """An activity recognised, with the words it was read from, how they are said, and what that proves.

    ``start`` and ``end`` are places in the comparable text. ``proves`` is empty unless the activity is stated as done.
    """

    words: str
    activity: str
    label: str
    manner: Manner
    proves: tuple[str, ...]
    proves_not: str | None
    start: int = 0
    end: int = 0


class ReadGroup(Frozen):
    """A group read from a description, with the words it was named by and what was done with it."""

    id: str
    name: str
    key: bool | None
    activities: tuple[FoundActivity, ...]


class GroupLevel(Frozen):
    """The level one group has reached: the id of a level, ``none`` (nothing was done) or ``undetermined``."""

    name: str
    level: str
    key: bool | None
    because: str
    activities: tuple[FoundActivity, ...] = ()

    def record(self) -> dict[str, Any]:
        """As the machine interface prints it."""
        return {"name": self.name, "level": self.level, "because": self.because}


class Lift(Frozen):
    """What is missing for a group to reach the next level, in words."""

    group: str
    level: str
    missing: tuple[str, ...]
    because: str


class ParticipationResult(Frozen):
    """The level of the work, why, what is open, and the facts that the rules of the categories take."""

    groups: tuple[GroupLevel, ...]
    level: str
    because: str
    open_questions: tuple[str, ...] = ()
    lift: tuple[Lift, ...] = ()
    facts: dict[str, str | bool] = Field(default_factory=dict)
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
