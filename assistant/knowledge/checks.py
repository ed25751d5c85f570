"""Checks across the files of a round: ids, references, sums, wording. Each is a small function yielding problems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from assistant.errors import Problem
from assistant.knowledge.schema import Band, Entry, Event, Figure, Gap, Point, Round, Table
from assistant.knowledge.yaml_lines import Document, Path_
from assistant.thai.clean import comparable
from assistant.thai.digits import plain

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Placed(Generic[T_co]):
    """A loaded item with the place it came from."""

    document: Document
    path: Path_
    item: T_co

    def problem(self, path: Path_, what: str, fix: str) -> Problem:
        """A problem at ``path`` within the item."""
        return self.document.problem((*self.path, *path), what, fix)


Owners = list[Placed[Entry] | Placed[Gap]]


def check_round(round_: Placed[Round], entries: list[Placed[Entry]], gaps: list[Placed[Gap]], unreadable: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Every problem between the files of one round.

    ``unreadable`` are entries whose own faults are told already: references to them are not called dangling as well.
    """
    owners: Owners = [*entries, *gaps]
    yield from _duplicate_ids(owners)
    yield from _duplicate_entities(round_)
    yield from _references(round_, entries, gaps, unreadable)
    yield from _rounds(round_, owners)
    yield from _inner_ids(entries)
    for entry in entries:
        yield from _tables(entry)
        yield from _kind_data(entry)
    yield from _shared_questions(owners)


def _duplicate_ids(owners: Owners) -> Iterator[Problem]:
    first: dict[str, Placed[Entry] | Placed[Gap]] = {}
    for placed in owners:
        known = first.setdefault(placed.item.id, placed)
        if known is not placed:
            yield placed.problem(("id",), f"id {placed.item.id!r} is already used in {known.document.file}", "Give one of them another id.")


def _duplicate_entities(round_: Placed[Round]) -> Iterator[Problem]:
    names: dict[str, str] = {}
    ids: set[str] = set()
    for index, entity in enumerate(round_.item.entities):
        if entity.id in ids:
            yield round_.problem(("entities", index, "id"), f"entity {entity.id!r} stands twice", "Keep one of the two.")
        ids.add(entity.id)
        for alias in [entity.name, *entity.aliases]:
            key = comparable(alias)
            if names.setdefault(key, entity.id) != entity.id:
                yield round_.problem(
                    ("entities", index, "aliases"),
                    f"{alias!r} already names {names[key]!r}",
                    "An alias may name one thing only; move it to `weak`, or drop it.",
                )


def _references(round_: Placed[Round], entries: list[Placed[Entry]], gaps: list[Placed[Gap]], unreadable: frozenset[str]) -> Iterator[Problem]:
    known_entities = {entity.id for entity in round_.item.entities}
    known_entries = {placed.item.id for placed in entries} | unreadable
    owners: Owners = [*entries, *gaps]
    known = known_entries | {placed.item.id for placed in gaps}
    for placed in owners:
        for index, entity in enumerate(placed.item.about):
            if entity not in known_entities:
                yield placed.problem(("about", index), f"there is no entity {entity!r}", "Use an id of round.yaml, or add the entity there.")
    for entry in entries:
        for index, related in enumerate(entry.item.related):
            if related not in known:
                yield entry.problem(("related", index), f"there is no entry {related!r}", "Correct the id, or remove it.")
        for index, band in enumerate(entry.item.bands):
            for award in [*band.awards, *band.except_]:
                if award not in known_entities:
                    yield entry.problem(("bands", index), f"there is no entity {award!r}", "Use an id of round.yaml.")
        for index, figure in enumerate(entry.item.figures):
            if figure.point is not None and entry.item.point(figure.point) is None:
                yield entry.problem(("figures", index, "point"), f"the entry has no point {figure.point!r}", "Correct the id, or remove the key.")
    for gap in gaps:
        for index, nearby in enumerate(gap.item.nearby_entries):
            if nearby not in known_entries:
                yield gap.problem(("nearby_entries", index), f"there is no entry {nearby!r}", "Correct the id, or remove it.")


def _rounds(round_: Placed[Round], owners: Owners) -> Iterator[Problem]:
    for placed in owners:
        if round_.item.round not in placed.item.rounds:
            yield placed.problem(
                ("rounds",), f"does not hold for round {round_.item.round}, whose folder it is in", f'Add "{round_.item.round}" to rounds, or move the file.'
            )


def _inner_ids(entries: list[Placed[Entry]]) -> Iterator[Problem]:
    for entry in entries:
        item = entry.item
        groups: dict[str, Sequence[Point | Figure | Table | Band | Event]] = {
            "points": item.points,
            "figures": item.figures,
            "tables": item.tables,
            "bands": item.bands,
            "events": item.events,
        }
        for name, group in groups.items():
            seen: set[str] = set()
            for index, part in enumerate(group):
                if part.id in seen:
                    yield entry.problem((name, index, "id"), f"{name} has the id {part.id!r} twice", "Give one of them another id.")
                seen.add(part.id)


def _tables(entry: Placed[Entry]) -> Iterator[Problem]:
    for index, table in enumerate(entry.item.tables):
        if table.total is None:
            continue
        for position, column in enumerate(table.columns):
            added, printed = table.column_sum(position), table.total.values[position]
            declared = column.id in table.sum_differs
            at = ("tables", index, "total")
            if added != printed and not declared:
                yield entry.problem(
                    at, f"column {column.id!r} of table {table.id!r} adds up to {plain(added)}, not to {plain(printed)}",
                    "Correct a value; if the source really prints it so, say it under `sum_differs`.",
                )  # fmt: skip
            if added == printed and declared:
                yield entry.problem(
                    at, f"column {column.id!r} adds up to {plain(printed)} although `sum_differs` says it does not", "Remove it from `sum_differs`."
                )
        for column_id in table.sum_differs:
            if column_id not in {column.id for column in table.columns}:
                yield entry.problem(("tables", index, "sum_differs"), f"there is no column {column_id!r}", "Correct the column's id.")


def _kind_data(entry: Placed[Entry]) -> Iterator[Problem]:
    item = entry.item
    if (item.kind == "criteria") != (item.facets is not None):
        yield entry.problem(
            ("facets",), "criteria entries, and only they, have facets", "Add all facets (null where the source says nothing), or remove the key."
        )
    if item.kind == "calendar" and not item.events:
        yield entry.problem((), "a calendar has no events", "List its events.")
    if item.kind == "award_levels" and not item.bands:
        yield entry.problem((), "award levels have no bands", "List which score earns which level under `bands`.")


def _shared_questions(owners: Owners) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for placed in owners:
        item = placed.item
        listed: list[tuple[Path_, str]] = [(("questions", i), question) for i, question in enumerate(item.questions)]
        if isinstance(item, Entry):
            for p, point in enumerate(item.points):
                listed += [(("points", p, "questions", i), question) for i, question in enumerate(point.questions)]
        for path, question in listed:
            key = comparable(question)
            owner = f"{item.id}{'' if len(path) == 2 else f' point {path[1]}'}"
            if first.setdefault(key, owner) != owner:
                yield placed.problem(
                    path,
                    f"the question {question!r} already leads to {first[key]}",
                    "A question may lead to one answer only: keep it where it is answered best.",
                )
