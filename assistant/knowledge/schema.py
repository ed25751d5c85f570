"""What a knowledge file may hold. Unknown keys are errors; long tables and numbers are data, never prose."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.thai.dates import ThaiDate, print_range

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$")]
Bound = Literal["at_least", "at_most", "exactly", "about"]
Kind = Literal["faq", "criteria", "award_levels", "calendar", "case", "history", "concept", "overview"]


def _valid_date(text: str) -> str:
    ThaiDate.parse_iso(text)
    return text


def _valid_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return text


Pattern = Annotated[str, AfterValidator(_valid_pattern)]
DateText = Annotated[str, AfterValidator(_valid_date)]


class Model(BaseModel):
    """Base of all knowledge models: frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Model):
    """Place in the source: section, what in it, and the words quoted."""

    section: Text
    item: Text
    quote: Text


class Point(Model):
    """One fact of an entry that people ask for by itself, with its own exact answer."""

    id: Id
    answer: Text
    questions: list[Text] = Field(min_length=3)


class Figure(Model):
    """A number with a unit that somebody may ask to confirm or get wrong.

    ``bound`` says how it binds: ``at_least`` (a minimum), ``at_most`` (a maximum), ``exactly``, ``about``.
    """

    id: Id
    of: Text
    value: Decimal
    unit: Text
    bound: Bound
    words: list[Text] = Field(min_length=1)
    point: Id | None = None


class Facets(Model):
    """What the source states of a category, for laying two side by side; None where it says nothing."""

    definition: Text | None
    who: Text | None
    unit: Text | None
    conditions: Text | None
    duration: Text | None
    participation: Text | None
    past_award: Text | None
    operator: Text | None


class Column(Model):
    """A column of numbers."""

    id: Id
    label: Text
    unit: Text


class Row(Model):
    """A labelled row; ``words`` are what people call it."""

    label: Text
    words: list[Text] = Field(min_length=1)
    values: list[Decimal]


class Total(Model):
    """The printed last row."""

    label: Text
    values: list[Decimal]


class Table(Model):
    """A table of the source as data. ``case`` tells which case it is for, where an award has several."""

    id: Id
    title: Text
    label: Text
    columns: list[Column] = Field(min_length=1)
    rows: list[Row] = Field(min_length=1)
    total: Total | None = None
    sum_differs: dict[str, Text] = Field(default_factory=dict)
    case: Text | None = None

    @model_validator(mode="after")
    def _rectangular(self) -> Self:
        width = len(self.columns)
        printed = [(row.label, row.values) for row in self.rows] + ([(self.total.label, self.total.values)] if self.total else [])
        for label, values in printed:
            if len(values) != width:
                raise ValueError(f"row {label!r} has {len(values)} values for {width} columns")
        return self

    def column_sum(self, index: int) -> Decimal:
        """Sum of one column's rows."""
        return sum((row.values[index] for row in self.rows), Decimal(0))


class Level(Model):
    """One award level: scores from ``from_`` up to ``to`` (inclusive) or ``below`` (exclusive).

    ``outcome`` is what the award-level check calls it.
    """

    label: Text
    outcome: Id | None = None
    from_: Decimal | None = Field(default=None, alias="from")
    to: Decimal | None = None
    below: Decimal | None = None

    def holds(self, score: Decimal) -> bool:
        """Whether ``score`` falls in this level."""
        return (self.from_ is None or score >= self.from_) and (self.to is None or score <= self.to) and (self.below is None or score < self.below)


class Band(Model):
    """Which total earns which level, for the awards it names."""

    id: Id
    awards: list[Id] = Field(min_length=1)
    except_: list[Id] = Field(default_factory=list, alias="except")
    of: Text
    unit: Text
    maximum: Decimal | None
    levels: list[Level] = Field(min_length=1)
    undefined: Text | None = None
    conditions: Text | None = None

    def level(self, score: Decimal) -> Level | None:
        """The level of ``score``, or None where the source names none."""
        return next((level for level in self.levels if level.holds(score)), None)

    def covers(self, entity: str) -> bool:
        """Whether the band speaks of ``entity`` (an award, or a category of an award it names)."""
        return entity not in self.except_ and any(entity == award or entity.startswith(f"{award}.") for award in self.awards)


class Event(Model):
    """A dated step of a calendar; days as ``2567-02-28``, months as ``2567-03`` (Buddhist era)."""

    id: Id
    name: Text
    words: list[Text] = Field(min_length=1)
    start: DateText | None = None
    end: DateText
    start_label: Text | None = None
    end_label: Text | None = None
    within: bool = False
    note: Text | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start is not None and ThaiDate.parse_iso(self.start) > ThaiDate.parse_iso(self.end).last_day:
            raise ValueError(f"starts {self.start} after it ends {self.end}")
        return self

    @property
    def dates(self) -> tuple[ThaiDate | None, ThaiDate]:
        """Start (None for one day, or a mere limit) and end."""
        return (ThaiDate.parse_iso(self.start) if self.start else None, ThaiDate.parse_iso(self.end))

    @property
    def when(self) -> str:
        """The date as printed: ``5 มกราคม – 28 กุมภาพันธ์ 2567``, ``ภายในเดือนสิงหาคม 2567``."""
        start, end = self.dates
        return f"ภายใน{'' if end.day else 'เดือน'}{' ' if end.day else ''}{end}" if self.within else print_range(start, end)


class Entry(Model):
    """One piece of knowledge that can be answered with."""

    id: Id
    kind: Kind
    title: Text
    about: list[Id] = Field(min_length=1)
    rounds: list[Text] = Field(min_length=1)
    question: Text
    short: Text
    full: Text
    caveats: list[Text] = Field(default_factory=list)
    questions: list[Text] = Field(min_length=12)
    points: list[Point] = Field(default_factory=list)
    figures: list[Figure] = Field(default_factory=list)
    facets: Facets | None = None
    tables: list[Table] = Field(default_factory=list)
    bands: list[Band] = Field(default_factory=list)
    events: list[Event] = Field(default_factory=list)
    aspects: list[Id] = Field(default_factory=list)
    source: list[Source] = Field(min_length=1)
    related: list[Id] = Field(default_factory=list)

    def point(self, point_id: str | None) -> Point | None:
        """The point of that id."""
        return next((point for point in self.points if point.id == point_id), None)


class Gap(Model):
    """Something people ask that the source does not say: known to be missing, so that it is said for certain."""

    id: Id
    title: Text
    about: list[Id]
    rounds: list[Text] = Field(min_length=1)
    missing: Text
    nearby: Text | None
    nearby_entries: list[Id] = Field(default_factory=list)
    ask: Text
    aspects: list[Id] = Field(default_factory=list)
    questions: list[Text] = Field(min_length=6)


class Entity(Model):
    """Something that has a name: an award, a category, a level, an office.

    ``aliases`` name it and nothing else; ``weak`` are words that may mean it when nothing else is named;
    ``beside_parent`` are words that mean it when the branch it belongs to is named too ("PMQA … ดีเด่น").
    """

    id: Id
    name: Text
    kind: Literal["award", "branch", "category", "group", "level", "office", "other"]
    english: Text | None = None
    aliases: list[Text] = Field(default_factory=list)
    weak: list[Text] = Field(default_factory=list)
    beside_parent: list[Text] = Field(default_factory=list)

    @property
    def parent(self) -> str | None:
        """Id of the branch it belongs to, or None."""
        return self.id.rpartition(".")[0] or None


class Report(Model):
    """The document that the knowledge is taken from."""

    title: Text
    publisher: Text
    published: Text
    address: Text | None = None


class Round(Model):
    """One yearly round: its name, its source, the things it names."""

    round: Text
    name: Text
    ask: Text
    source: Report
    entities: list[Entity]


class Conduct(Model):
    """A kind of message that is not a question about the award, with examples and what is answered.

    ``patterns`` are regular expressions over comparable text that settle it at once; examples are indexed like questions.
    """

    id: Id
    outcome: Literal["answered", "out_of_scope", "refused"]
    text: Text
    english: Text
    examples: list[Text] = Field(min_length=5)
    patterns: list[Pattern] = Field(default_factory=list)


class Glossary(Model):
    """Words of the field, whatever the round."""

    misread: dict[Text, Text]
    synonyms: dict[Text, list[Text]]
    keep_whole: list[Text]
    latin: list[Text]
    english: dict[Text, Text]
    aspects: dict[Text, list[Text]]


class RoundKnowledge(Model):
    """All knowledge of one round."""

    round: Round
    entries: list[Entry]
    gaps: list[Gap]

    @cached_property
    def entry_by_id(self) -> dict[str, Entry]:
        """Entries by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def gap_by_id(self) -> dict[str, Gap]:
        """Gaps by id."""
        return {gap.id: gap for gap in self.gaps}

    @cached_property
    def entity_by_id(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.round.entities}

    @cached_property
    def criteria_by_entity(self) -> dict[str, Entry]:
        """The criteria entry of each branch and category."""
        return {entry.about[0]: entry for entry in self.entries if entry.kind == "criteria"}


class Knowledge(Model):
    """Everything under ``knowledge/``. ``version`` is a fingerprint of the files' contents."""

    version: Text
    glossary: Glossary
    conduct: list[Conduct]
    rounds: dict[str, RoundKnowledge]

    @property
    def newest(self) -> str:
        """The newest round loaded."""
        return max(self.rounds)
