"""From the rule file to the rules in use: references looked up, minima worked out, every fault told with its line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from assistant.eligibility.award_level import schema
from assistant.eligibility.award_level.rules import Award, Demand, Part, Piece, Requirement, Sheet, Want, frozen
from assistant.errors import Problem
from assistant.knowledge.schema import Band, Level, RoundKnowledge, Table
from assistant.knowledge.yaml_lines import Document, Path_
from assistant.thai.digits import plain

_PRINTED_NUMBER = re.compile(r"(?P<number>\d+(?:\.\d+)?)\.?\s+(?P<name>.+)")
_BAND_FIX = "Correct the band of the knowledge entry, or the rules."


class Unresolved(Exception):
    """A part of an award cannot be made out; its problem is noted already."""


@dataclass
class Resolver:
    """Resolves the awards of one file; faults go to ``problems``."""

    document: Document
    knowledge: RoundKnowledge
    points: Mapping[str, schema.OpenPoint]
    problems: list[Problem]

    def fault(self, at: Path_, what: str, fix: str) -> Unresolved:
        """Note a problem; raise the result where nothing further can be made of the part."""
        problem = self.document.problem(at, what, fix)
        if problem not in self.problems:  # a fault of a family shows at each of its awards
            self.problems.append(problem)
        return Unresolved()

    def award(self, family: schema.Family, at: Path_, index: int) -> Award:
        """One award of a family.

        Raises:
            Unresolved: it has a fault that leaves nothing to judge with.
        """
        item = family.awards[index]
        here = (*at, "awards", index)
        entity = self.knowledge.entity_by_id.get(item.id)
        if entity is None:
            raise self.fault((*here, "id"), f"there is no award {item.id!r} in the round", "Use an id of round.yaml.")
        band = self._band(family.band, (*at, "band"))
        if not band.covers(item.id):
            raise self.fault((*here, "id"), f"band {family.band!r} does not speak of {item.id!r}", "Name the band of this award.")
        sheet = self._sheet(family, item, at, here)
        further = self._further(family.further, (*at, "further")) if family.further else None
        if sheet and band.maximum is not None:
            for case, keys in sheet.cases:
                added = sum((sheet.by_key[key].full for key in keys), Decimal(0))
                if added != band.maximum:
                    name = f" of case {case!r}" if case else ""
                    raise self.fault(here, f"the maxima{name} add up to {plain(added)}, the band's to {plain(band.maximum)}", "Correct the table or the band.")
        used = self._readings(family, at)
        combinations = tuple(
            frozen(dict(zip([point.id for point in used], chosen, strict=True)))
            for chosen in itertools.product(*[[option.id for option in point.options] for point in used])
        )
        labels = self._labels(family, band, at)
        pieces = self._pieces(family, band, labels, combinations, at)
        award = Award(
            id=item.id, name=entity.name, of=band.of, maximum=band.maximum, pieces=pieces, labels=frozen(labels), sheet=sheet, further=further,
            requirements=(), notes=tuple(family.notes), no_table=item.no_table, points=used, combinations=combinations,
        )  # fmt: skip
        requirements = tuple(self._requirement(award, family, index, rule, (*at, "requirements", number)) for number, rule in enumerate(family.requirements))
        return replace(award, requirements=requirements)

    def lookup(self, reference: str, kind: str, at: Path_) -> Any:
        """The table, band or figure (``kind`` as entries call their lists) that ``entry/id`` names.

        Raises:
            Unresolved: there is none.
        """
        entry_id, _, part_id = reference.partition("/")
        entry = self.knowledge.entry_by_id.get(entry_id)
        if entry is None:
            raise self.fault(at, f"there is no entry {entry_id!r}", "Use the id of a knowledge entry.")
        found = next((part for part in getattr(entry, kind) if part.id == part_id), None)
        if found is None:
            known = ", ".join(part.id for part in getattr(entry, kind)) or "none"
            raise self.fault(at, f"{entry_id!r} has no {part_id!r} among its {kind}", f"Use one that it has: {known}.")
        return found

    def _band(self, reference: str, at: Path_) -> Band:
        band: Band = self.lookup(reference, "bands", at)
        outcomes = [level.outcome for level in band.levels]
        if None in outcomes or len(set(outcomes)) < len(outcomes):
            raise self.fault(at, f"band {reference!r} has a level without an outcome, or two with the same", "Give each level its own `outcome`.")
        return band

    def _sheet(self, family: schema.Family, item: schema.AwardItem, at: Path_, here: Path_) -> Sheet | None:
        if bool(item.tables) == bool(item.no_table):
            raise self.fault(here, f"{item.id!r} must have either `tables` or `no_table`", "Name its tables, or say under `no_table` that the source has none.")
        if not item.tables:
            return None
        if family.input is None or family.full is None:
            raise self.fault(at, "awards with tables need `input` and `full`", "Say under which key the parts are given, and which column holds the maxima.")
        tables: list[Table] = [self.lookup(reference, "tables", (*here, "tables", number)) for number, reference in enumerate(item.tables)]
        parts: dict[str, Part] = {}
        cases = []
        for number, table in enumerate(tables):
            column = _column(table, family.full)
            if column is None:
                raise self.fault((*at, "full"), f"table {item.tables[number]!r} has no column {family.full!r}", "Name the column of the maxima.")
            rows = [_part(row.label, row.values[column], tuple(row.words), place) for place, row in enumerate(table.rows, 1)]
            for part in rows:
                if parts.setdefault(part.key, part).full != part.full:
                    raise self.fault(here, f"{part.key!r} has two different maxima", "Parts of the same name must have the same maximum in every case.")
            cases.append((table.case, frozenset(part.key for part in rows)))
        if len({name for name, _ in cases}) < len(cases):
            raise self.fault(here, "two tables are for the same case", "Give each table of the award its own `case`.")
        sheet = Sheet(
            family.input, tables[0].label, tuple(parts.values()), tuple(cases), all(_PRINTED_NUMBER.fullmatch(p.label) for p in parts.values()), False
        )
        self._wholes(family.wholes, sheet, (*at, "wholes"))
        return sheet

    def _further(self, further: schema.Further, at: Path_) -> Sheet:
        parts = tuple(Part(part.key, part.label, part.label, part.key, Decimal(100), tuple(part.words)) for part in further.parts)
        sheet = Sheet(further.input, further.one, parts, ((None, frozenset(part.key for part in parts)),), True, True)
        self._wholes(further.wholes, sheet, (*at, "wholes"))
        return sheet

    def _wholes(self, wholes: list[schema.Whole], sheet: Sheet, at: Path_) -> None:
        for number, whole in enumerate(wholes):
            for place, key in enumerate(whole.parts):
                if key not in sheet.by_key:
                    raise self.fault((*at, number, "parts", place), f"there is no part {key!r}", f"Use {', '.join(sheet.by_key)}.")

    def _readings(self, family: schema.Family, at: Path_) -> tuple[schema.OpenPoint, ...]:
        used: dict[str, schema.OpenPoint] = {}
        for path, choice in choices(family):
            point = self.points.get(choice.reading)
            if point is None:
                raise self.fault((*at, *path, "reading"), f"there is no reading {choice.reading!r}", "Add it under `readings`, or correct the id.")
            options = {option.id for option in point.options}
            if choice.when.keys() != options:
                raise self.fault((*at, *path, "when"), f"must name each option of {point.id!r} once: {', '.join(sorted(options))}", "Correct the options.")
            used[point.id] = point
        return tuple(used.values())

    def _labels(self, family: schema.Family, band: Band, at: Path_) -> dict[str, str]:
        outcomes = {str(level.outcome) for level in band.levels}
        if family.levels.keys() != outcomes:
            raise self.fault(
                (*at, "levels"), f"must name each outcome of the band once: {', '.join(sorted(outcomes))}", "Add what is missing, remove the rest."
            )
        return {str(level.outcome): family.levels[str(level.outcome)].label or level.label for level in band.levels}

    def _pieces(
        self, family: schema.Family, band: Band, labels: Mapping[str, str], combinations: tuple[Mapping[str, str], ...], at: Path_
    ) -> tuple[Piece, ...]:
        levels = sorted(band.levels, key=lambda level: Decimal(-1) if level.from_ is None else level.from_)
        pieces: list[Piece] = []
        for below, level in itertools.pairwise([None, *levels]):
            assert level is not None
            hole = None if below is None else self._hole(family, below, level, labels, combinations, at)
            pieces += [hole] if hole else []
            high, high_open = (level.to, False) if level.below is None else (level.below, True)
            ends = tuple(schema.Ending(outcome=str(level.outcome), label=labels[str(level.outcome)]) for _ in combinations)
            pieces.append(Piece(level.from_, high, False, high_open, ends, False, level.label, tuple(family.levels[str(level.outcome)].sources)))
        if family.hole is not None and not any(piece.hole for piece in pieces):
            self.fault((*at, "hole"), f"band {family.band!r} leaves no hole between its levels", "Remove the key.")
        return tuple(pieces)

    def _hole(
        self, family: schema.Family, below: Level, above: Level, labels: Mapping[str, str], combinations: tuple[Mapping[str, str], ...], at: Path_
    ) -> Piece | None:
        low = below.to if below.below is None else below.below
        if low is None or above.from_ is None or low > above.from_ or (below.below is None and low == above.from_):
            raise self.fault((*at, "band"), f"levels {below.label!r} and {above.label!r} of band {family.band!r} overlap", _BAND_FIX)
        if low == above.from_:
            return None
        if family.hole is None:
            what = f"band {family.band!r} says nothing of totals between {plain(low)} and {plain(above.from_)}"
            raise self.fault((*at, "band"), what, "Say under `hole` how they can be read.")
        ends = tuple(self._ending(pick(family.hole, combination), labels, (*at, "hole")) for combination in combinations)
        sources = dict.fromkeys(source.quote for level in (below, above) for source in family.levels[str(level.outcome)].sources)
        both = [source for level in (below, above) for source in family.levels[str(level.outcome)].sources]
        return Piece(low, above.from_, below.below is None, True, ends, True, "", tuple(next(s for s in both if s.quote == quote) for quote in sources))

    def _ending(self, ending: schema.Ending, labels: Mapping[str, str], at: Path_) -> schema.Ending:
        if ending.outcome not in labels:
            raise self.fault(at, f"there is no outcome {ending.outcome!r}", f"Use one of the band's: {', '.join(labels)}.")
        return ending if ending.label else schema.Ending(outcome=ending.outcome, label=labels[ending.outcome])

    def _requirement(self, award: Award, family: schema.Family, index: int, rule: schema.Requirement, at: Path_) -> Requirement:
        sheet = next((sheet for sheet in (award.sheet, award.further) if sheet and sheet.input == rule.of), None)
        if sheet is None:
            raise self.fault((*at, "of"), f"{award.id!r} has no input {rule.of!r}", "Name the `input` of its table, or of `further`.")
        percent = self.lookup(rule.percent, "figures", (*at, "percent")).value if isinstance(rule.percent, str) else rule.percent
        wholes = family.wholes if sheet is award.sheet else family.further.wholes if family.further else []
        chosen = [[part for part in sheet.parts if part.key in keys] for _, keys in sheet.cases]
        if rule.rows == "printed":
            chosen = [self._printed(parts, family, item_table, percent, at) for parts, item_table in zip(chosen, family.awards[index].tables, strict=True)]
        wants = []
        for combination in award.combinations:
            strict = pick(rule.bound, combination) == "more_than"
            over = pick(rule.over, combination)
            applies = rule.applies is None or pick(rule.applies, combination)
            if over == "whole" and not wholes:
                raise self.fault((*at, "over"), "nothing is named that may be read as a whole", "List it under `wholes`.")
            demands = tuple(tuple(_demands(parts, sheet, wholes if over == "whole" else [], percent, strict)) if applies else () for parts in chosen)
            wants.append(Want(demands, self._ending(pick(rule.otherwise, combination), award.labels, (*at, "otherwise"))))
        return Requirement(rule, sheet, tuple(wants))

    def _printed(self, parts: list[Part], family: schema.Family, reference: str, percent: Decimal, at: Path_) -> list[Part]:
        table: Table = self.lookup(reference, "tables", at)
        column = None if family.minimum is None else _column(table, family.minimum)
        if column is None:
            raise self.fault((*at, "rows"), f"{reference!r} has no column of printed minima", "Name it as `minimum`, or use `rows: all`.")
        printed = {row.label: row.values[column] for row in table.rows}
        found = [part for part in parts if printed[part.label] * 100 == part.full * percent]
        if not found:
            raise self.fault((*at, "percent"), f"{reference!r} prints no minimum of {plain(percent)} per cent", "Correct the percentage, or the table.")
        return found


def pick(value: Any, combination: Mapping[str, str]) -> Any:
    """The value under a combination of readings: of a ``Choice`` its option's, else the value itself."""
    return value.when[combination[value.reading]] if isinstance(value, schema.Choice) else value


def choices(family: schema.Family) -> Iterator[tuple[Path_, schema.Choice[Any]]]:
    """Everything in a family that depends on a reading, with its place."""
    if family.hole is not None:
        yield ("hole",), family.hole
    for number, rule in enumerate(family.requirements):
        for name in ("applies", "bound", "over", "otherwise"):
            value = getattr(rule, name)
            if isinstance(value, schema.Choice):
                yield ("requirements", number, name), value


def _column(table: Table, column_id: str) -> int | None:
    return next((position for position, column in enumerate(table.columns) if column.id == column_id), None)


def _part(label: str, full: Decimal, words: tuple[str, ...], place: int) -> Part:
    match = _PRINTED_NUMBER.fullmatch(label)
    if match is None:
        return Part(label, label, label, str(place), full, words)
    return Part(match["number"], label, match["name"], match["number"], full, words)


def _demands(parts: list[Part], sheet: Sheet, wholes: list[schema.Whole], percent: Decimal, strict: bool) -> Iterator[Demand]:
    taken: set[str] = set()
    for whole in wholes:
        if any(part.key in whole.parts for part in parts):
            taken |= set(whole.parts)
            full = sum((sheet.by_key[key].full for key in whole.parts), Decimal(0))
            yield Demand(frozenset(whole.parts), whole.label, full * percent / 100, strict)
    for part in parts:
        if part.key not in taken:
            yield Demand(frozenset([part.key]), part.label, part.full * percent / 100, strict)
