"""The rules as the check uses them: references resolved, minima as points, what every reading wants worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any

from assistant.eligibility.award_level import schema
from assistant.knowledge.schema import Source

TOTAL = "total"


@dataclass(frozen=True)
class Part:
    """Something that is scored by itself: a row, a dimension, a success factor. ``number`` is the one printed, or its place; ``full`` its maximum."""

    key: str
    label: str
    name: str
    number: str
    full: Decimal
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Sheet:
    """The parts of one input. ``cases`` are the sets of parts that belong together, with the case's name (one set without a name as a rule).

    ``numbered``: the source prints a number for each part, which then names it. ``percent``: scored in per cent, beside the total.
    """

    input: str
    noun: str
    parts: tuple[Part, ...]
    cases: tuple[tuple[str | None, frozenset[str]], ...]
    numbered: bool
    percent: bool

    @cached_property
    def by_key(self) -> Mapping[str, Part]:
        """Parts by key."""
        return {part.key: part for part in self.parts}

    @property
    def unit(self) -> str:
        """The unit after a number."""
        return "%" if self.percent else " คะแนน"

    def missing_name(self, key: str) -> str:
        """How a result names the part when it is missing."""
        return f"{self.input}.{key}" if self.percent else key


@dataclass(frozen=True)
class Piece:
    """A stretch of totals with one ending; ``ends`` differs by reading in a hole between two levels. ``label`` is what the band calls it."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    ends: tuple[schema.Ending, ...]
    hole: bool
    label: str
    sources: tuple[Source, ...]

    def meets(self, low: Decimal, high: Decimal | None) -> bool:
        """Whether some total from ``low`` to ``high`` (None: no end) lies in it."""
        start_open = self.low is not None and self.low_open and self.low >= low
        start = low if self.low is None else max(low, self.low)
        if self.high is None and high is None:
            return True
        end = min(value for value in (high, self.high) if value is not None)
        end_open = self.high is not None and self.high_open and end == self.high
        return start < end or (start == end and not start_open and not end_open)


@dataclass(frozen=True)
class Demand:
    """The parts together (mostly one) need ``need`` points: more than that when ``strict``."""

    parts: frozenset[str]
    label: str
    need: Decimal
    strict: bool

    def met_by(self, points: Decimal) -> bool:
        """Whether so many points are enough."""
        return points > self.need if self.strict else points >= self.need


@dataclass(frozen=True)
class Want:
    """A requirement under one combination of readings: its demands by case (none where it does not apply), and what is earned without."""

    demands: tuple[tuple[Demand, ...], ...]
    otherwise: schema.Ending


@dataclass(frozen=True)
class Requirement:
    """A requirement of the rules with what it wants under every combination of readings."""

    rule: schema.Requirement
    sheet: Sheet
    wants: tuple[Want, ...]


@dataclass(frozen=True, eq=False)
class Award:
    """Everything about one award. ``combinations`` are all ways to read the points that bear on it: option id by point id."""

    id: str
    name: str
    of: str
    maximum: Decimal | None
    pieces: tuple[Piece, ...]
    labels: Mapping[str, str]
    sheet: Sheet | None
    further: Sheet | None
    requirements: tuple[Requirement, ...]
    notes: tuple[schema.Note, ...]
    no_table: schema.NoTable | None
    points: tuple[schema.OpenPoint, ...]
    combinations: tuple[Mapping[str, str], ...]

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """The keys that its input may have."""
        sheets = [sheet.input for sheet in (self.sheet, self.further) if sheet]
        return (TOTAL, *sheets[:1], *([self.no_table.input] if self.no_table else []), *sheets[1:])

    @cached_property
    def ladder(self) -> tuple[str, ...]:
        """Outcomes from the lowest up."""
        return tuple(dict.fromkeys(piece.ends[0].outcome for piece in self.pieces if not piece.hole))

    def ending(self, outcome: str) -> schema.Ending:
        """The outcome with its usual label."""
        return schema.Ending(outcome=outcome, label=self.labels[outcome])


@dataclass(frozen=True)
class Branch:
    """A name that stands for several awards."""

    id: str
    name: str
    awards: tuple[str, ...]


@dataclass(frozen=True)
class AwardRules:
    """The award-level rules of one round.

    ``awards`` are those that a rule decides, ``branches`` the names that stand for several, ``names`` the Thai name of every id of the round that
    names an award; ``version`` changes with the rules and with the tables and bands they use; ``cases`` are the experts' examples.
    """

    version: str
    round: str
    awards: Mapping[str, Award]
    branches: Mapping[str, Branch]
    names: Mapping[str, str]
    cases: tuple[schema.Case, ...] = field(default=(), repr=False)

    def parts(self, award: str) -> list[tuple[str, str, Decimal | None]]:
        """What can be asked for ``award``, as key, Thai label and maximum (None: not stated): the total first, then its parts.

        Keys are those that ``AwardLevelResult.missing`` uses; ``given_of`` turns answers by key into an input. Raises KeyError for an unknown award;
        a branch has the total alone.
        """
        if award in self.branches:
            return [(TOTAL, "คะแนนรวม", None)]
        rule = self.awards[award]
        asked: list[tuple[str, str, Decimal | None]] = [(TOTAL, rule.of, rule.maximum)]
        for sheet in (rule.sheet, rule.further):
            if sheet is not None:
                asked += [(sheet.missing_name(part.key), part.label, part.full) for part in sheet.parts]
        return asked

    def given_of(self, award: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        """The ``input`` object for answers by the keys of ``parts``; keys that are not the award's are left out."""
        given: dict[str, Any] = {TOTAL: answers[TOTAL]} if TOTAL in answers else {}
        rule = self.awards.get(award)
        for sheet in (rule.sheet, rule.further) if rule else ():
            if sheet is not None:
                scored = {part.key: answers[name] for part in sheet.parts if (name := sheet.missing_name(part.key)) in answers}
                if scored:
                    given[sheet.input] = scored
        return given


def frozen(mapping: dict[str, Any]) -> Mapping[str, Any]:
    """A read-only view."""
    return MappingProxyType(mapping)
