"""What ``rules/award-levels.yaml`` and its cases may hold.

Numbers of the source stand in the knowledge files; the rules name them: a table as ``entry/table``, a band as ``entry/band``,
a percentage as ``entry/figure``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field, StringConstraints

from assistant.knowledge.schema import Id, Model, Source, Text

T = TypeVar("T")
Reference = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.-]+/[a-z0-9_.-]+$")]
InputName = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$")]
Strictness = Literal["at_least", "more_than"]
Over = Literal["each", "whole"]


class Option(Model):
    """One way to read an open point."""

    id: Id
    says: Text


class OpenPoint(Model):
    """A point that the source leaves open, with the ways it can be read."""

    id: Id
    question: Text
    options: list[Option] = Field(min_length=2)
    sources: list[Source] = Field(min_length=1)


class Choice(Model, Generic[T]):
    """A value that depends on how an open point is read."""

    reading: Id
    when: dict[Id, T]


class Ending(Model):
    """An outcome, with words of its own where the level's label does not fit."""

    outcome: Id
    label: Text | None = None


class Whole(Model):
    """Parts that may be read as one: its minimum is then the same percentage of their maxima together."""

    label: Text
    parts: list[Text] = Field(min_length=2)


class Factor(Model):
    """A part that is scored beside the total."""

    key: Text
    label: Text
    words: list[Text] = Field(default_factory=list)


class Further(Model):
    """Parts that are scored in per cent and do not add up to the total."""

    input: InputName
    label: Text
    one: Text
    parts: list[Factor] = Field(min_length=1)
    wholes: list[Whole] = Field(default_factory=list)


class Requirement(Model):
    """What a level wants beside its total.

    ``of``: the input it looks at. ``percent``: the minimum in per cent of each part's maximum. ``rows: printed``: only the parts whose
    printed minimum is exactly that percentage; ``all``: every part. ``for_``: the outcomes that want it; ``otherwise``: what is earned without.
    ``unknown: note``: a stated total alone decides, and it is said that this could not be looked at; ``ask``: it must be known.
    """

    id: Id
    of: InputName
    percent: Decimal | Reference
    rows: Literal["all", "printed"] = "all"
    bound: Strictness | Choice[Strictness] = "at_least"
    over: Over | Choice[Over] = "each"
    applies: Choice[bool] | None = None
    for_: list[Id] = Field(alias="for", min_length=1)
    otherwise: Ending | Choice[Ending]
    unknown: Literal["ask", "note"] = "ask"
    says: Text
    unchecked: Text | None = None
    sources: list[Source] = Field(min_length=1)


class Note(Model):
    """What is to be said with an outcome and no score can decide."""

    id: Id
    for_: list[Id] = Field(alias="for", min_length=1)
    says: Text
    sources: list[Source] = Field(min_length=1)


class LevelRule(Model):
    """The place in the source of a level, and its label where the band's own speaks of the total only."""

    label: Text | None = None
    sources: list[Source] = Field(min_length=1)


class NoTable(Model):
    """An award whose parts the source does not list: only a total can be compared."""

    input: InputName
    says: Text
    sources: list[Source] = Field(min_length=1)


class AwardItem(Model):
    """One award, with the tables its parts are listed in (several where the award has several cases)."""

    id: Id
    tables: list[Reference] = Field(default_factory=list)
    no_table: NoTable | None = None


class Family(Model):
    """Awards that are judged alike."""

    awards: list[AwardItem] = Field(min_length=1)
    band: Reference
    levels: dict[Id, LevelRule]
    hole: Choice[Ending] | None = None
    input: InputName | None = None
    full: Id | None = None
    minimum: Id | None = None
    wholes: list[Whole] = Field(default_factory=list)
    further: Further | None = None
    requirements: list[Requirement] = Field(default_factory=list)
    notes: list[Note] = Field(default_factory=list)


class Branch(Model):
    """A name that stands for several awards: decided where they all agree."""

    id: Id
    awards: list[Id] = Field(min_length=2)


class RuleFile(Model):
    """The whole file."""

    readings: list[OpenPoint] = Field(default_factory=list)
    families: list[Family] = Field(min_length=1)
    branches: list[Branch] = Field(default_factory=list)


class Case(Model):
    """An expert's example: ``input`` for ``award`` gives ``outcome``; where given, exactly these ``missing`` parts and outcomes of ``readings``."""

    id: Id
    award: Text
    input: Any
    outcome: Id
    missing: list[Text] | None = None
    readings: list[Id] | None = None
    why: Text
