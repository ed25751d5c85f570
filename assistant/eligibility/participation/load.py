"""Loads the rules of participation of a round and holds them against each other; every fault is told with file, line and mend."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from assistant.eligibility.participation.rules import ParticipationRules, compiled
from assistant.eligibility.participation.schema import Activity, ParticipationFile
from assistant.errors import KnowledgeError, Problem
from assistant.knowledge.load import RULES
from assistant.knowledge.validated import read_many, shown, validated
from assistant.knowledge.yaml_lines import Document, Path_, read_document
from assistant.thai.clean import comparable

Placed = list[tuple[Document, Path_, Activity]]


def load_participation(root: Path, round_id: str) -> ParticipationRules:
    """The rules of ``round_id`` under the knowledge folder ``root``.

    Raises ``KnowledgeError`` with every problem of the two files.
    """
    folder = root / round_id / RULES
    problems: list[Problem] = []
    document = read_document(folder / "participation.yaml", shown(root, folder / "participation.yaml"))
    problems += document.problems
    file = validated(document, document.data, (), ParticipationFile, problems)
    activities = read_many(root, folder / "activities.yaml", Activity, problems)
    if file is not None:
        problems += check_files(document, file, activities)
    if problems or file is None:
        raise KnowledgeError(problems)
    content = b"".join((folder / name).read_bytes() for name in ("participation.yaml", "activities.yaml"))
    version = f"{file.version}-{hashlib.sha256(content).hexdigest()[:8]}"
    return compiled(version, file, [activity for _, _, activity in activities])


def check_files(document: Document, file: ParticipationFile, activities: Placed) -> Iterator[Problem]:
    """Every problem between the two files."""
    yield from _duplicates(document, file, activities)
    yield from _unknown(document, file, activities)
    yield from _same_words(activities)
    yield from _same_group_words(document, file)
    yield from _useless(document, file, activities)
    yield from _unreachable(document, file)


def _duplicates(document: Document, file: ParticipationFile, activities: Placed) -> Iterator[Problem]:
    listed: dict[str, list[str]] = {
        "elements": [item.id for item in file.elements],
        "levels": [item.id for item in file.levels],
        "groups": [item.id for item in file.groups],
        "continuity": [item.id for item in file.continuity],
    }
    for key, ids in listed.items():
        for index, item in enumerate(ids):
            if item in ids[:index]:
                yield document.problem((key, index, "id"), f"id {item!r} stands twice in {key}", "Give one of them another id.")
    first: dict[str, int] = {}
    for place, path, activity in activities:
        line = place.line((*path, "id"))
        if first.setdefault(activity.id, line) != line:
            yield place.problem((*path, "id"), f"id {activity.id!r} is already used in line {first[activity.id]}", "Give one of them another id.")


def _unknown(document: Document, file: ParticipationFile, activities: Placed) -> Iterator[Problem]:
    elements = {element.id for element in file.elements}
    known = ", ".join(sorted(elements))
    for place, path, activity in activities:
        for key, named in (("proves", activity.proves), ("denies", activity.denies)):
            for index, element in enumerate(named):
                if element not in elements:
                    yield place.problem((*path, key, index), f"{activity.id!r} {key} {element!r}, which is no element", f"Use one of: {known}.")
    for at, level in enumerate(file.levels):
        for index, element in enumerate(level.when_all_denied):
            if element not in elements:
                yield document.problem(("levels", at, "when_all_denied", index), f"{element!r} is no element", f"Use one of: {known}.")
        for way_at, way in enumerate(level.reached_by):
            for key, named in (("all", way.all), ("unless_denied", way.unless_denied), ("confirm", way.confirm)):
                for index, element in enumerate(named):
                    if element not in elements:
                        yield document.problem(("levels", at, "reached_by", way_at, key, index), f"{element!r} is no element", f"Use one of: {known}.")
    ids = {activity.id for _, _, activity in activities}
    for index, verb in enumerate(file.chain.verbs):
        if verb.activity not in ids:
            yield document.problem(("chain", "verbs", index, "activity"), f"{verb.activity!r} is no activity", "Name an id of activities.yaml.")
    if file.chain.names_only not in ids:
        yield document.problem(("chain", "names_only"), f"{file.chain.names_only!r} is no activity", "Name an id of activities.yaml.")
    for index, element in enumerate(file.chain.sides.proves):
        if element not in elements:
            yield document.problem(("chain", "sides", "proves", index), f"{element!r} is no element", f"Use one of: {known}.")
    groups = {group.id for group in file.groups}
    for index, group in enumerate(file.groups):
        if group.same_as is not None and group.same_as not in groups:
            yield document.problem(("groups", index, "same_as"), f"{group.same_as!r} is no group", "Name the id of a group of this file.")
    kinds = {kind.id for kind in file.continuity}
    for index, kind in enumerate(file.continuity):
        for which, other in enumerate(kind.contradicts):
            if other not in kinds:
                yield document.problem(("continuity", index, "contradicts", which), f"{other!r} is no continuity", f"Use one of: {', '.join(sorted(kinds))}.")


def _same_words(activities: Placed) -> Iterator[Problem]:
    owner: dict[tuple[str, str | None], tuple[str, str]] = {}
    for place, path, activity in activities:
        for key, words in (("words", activity.words), ("patterns", activity.patterns), ("alone", activity.alone)):
            for index, word in enumerate(words):
                wording = comparable(word) if key != "patterns" else word
                line = place.line((*path, key, index))
                known, where = owner.setdefault((wording, activity.by), (activity.id, f"{place.file}:{line}"))
                if where != f"{place.file}:{line}":
                    what = f"{word!r} is already a wording of {known!r} ({where})"
                    yield place.problem((*path, key, index), what, "A wording may name one activity only: remove it from one.")


def _same_group_words(document: Document, file: ParticipationFile) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for at, group in enumerate(file.groups):
        for index, word in enumerate(group.words):
            if owner.setdefault(comparable(word), group.id) != group.id:
                what = f"{word!r} is already a word for {owner[comparable(word)]!r}"
                yield document.problem(("groups", at, "words", index), what, "Remove it from one of the two.")


def _useless(document: Document, file: ParticipationFile, activities: Placed) -> Iterator[Problem]:
    for place, path, activity in activities:
        if not activity.proves and not activity.denies and not activity.proves_not:
            yield place.problem((*path, "id"), f"{activity.id!r} proves nothing and explains nothing", "Add `proves`, `denies` or `proves_not`.")
        elif activity.proves and not activity.proves_not:
            yield place.problem((*path, "id"), f"{activity.id!r} does not say what it does not prove", "Add `proves_not`.")
    used = {element for level in file.levels for way in level.reached_by for element in [*way.all, *way.unless_denied, *way.confirm]}
    proved = {element for _, _, activity in activities for element in activity.proves}
    for index, element in enumerate(file.elements):
        if element.id not in used:
            yield document.problem(("elements", index, "id"), f"element {element.id!r} is used by no level", "Use it in a level, or remove it.")
        if activities and element.id not in proved:
            yield document.problem(("elements", index, "id"), f"element {element.id!r} is proved by no activity", "Let an activity prove it, or remove it.")


def _unreachable(document: Document, file: ParticipationFile) -> Iterator[Problem]:
    """Levels that no combination of elements has for its highest."""
    elements = [element.id for element in file.elements]
    reached: set[str] = set()
    for chosen in product((False, True), repeat=len(elements)):
        proved = {element for element, is_proved in zip(elements, chosen, strict=True) if is_proved}
        for level in reversed(file.levels):
            if any(set(way.all) <= proved for way in level.reached_by):
                reached.add(level.id)
                break
    for index, level in enumerate(file.levels):
        if level.reached_by and level.id not in reached:
            what = f"no combination of elements has {level.id!r} for its highest level"
            yield document.problem(("levels", index, "id"), what, "Put it in its order (lowest first), or correct `reached_by` here or in the levels above.")
        if not level.reached_by and not level.when_all_denied:
            yield document.problem(("levels", index, "id"), f"nothing leads to level {level.id!r}", "Add `reached_by` or `when_all_denied`.")
