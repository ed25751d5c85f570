"""Loads ``reading.yaml`` of a round and holds it against the facts; every fault is told with file, line and mend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.eligibility.facts import Fact, FactError
from assistant.eligibility.reading.compiled import compiled
from assistant.eligibility.reading.rules import ReadingRules
from assistant.eligibility.reading.schema import ReadingFile
from assistant.errors import KnowledgeError, Problem
from assistant.knowledge.load import RULES
from assistant.knowledge.schema import Glossary, RoundKnowledge
from assistant.knowledge.validated import read_one, shown, validated
from assistant.knowledge.yaml_lines import Document, Path_, read_document
from assistant.thai.clean import comparable, skeleton

_ENDLESS = re.compile(r"(?<!\\)[*+]|\{\d*,\}")
_QUANTIFIED_MARK = re.compile("[\u0e47-\u0e4c][?*+{]")
_TYPES_NEEDED = {"in_use_fact": "duration", "started_fact": "date", "counted_fact": "date"}
_AWARD_TYPES = {"award_fact": "one_of", "level_fact": "one_of", "year_fact": "number", "category_fact": "one_of", "same_form_fact": "yes_no"}


def load_reading(root: Path, knowledge: RoundKnowledge, facts: Mapping[str, Fact]) -> ReadingRules:
    """The rules of reading of the round ``knowledge``; ``root`` is the knowledge folder, ``facts`` are the round's, by id.

    Raises:
        KnowledgeError: any fault in the file; holds every one found, with file and line.
    """
    problems: list[Problem] = []
    path = root / knowledge.round.round / RULES / "reading.yaml"
    document = read_document(path, shown(root, path))
    problems += document.problems
    file = validated(document, document.data, (), ReadingFile, problems)
    glossary = read_one(root, root / "glossary.yaml", Glossary, problems)
    if file is not None:
        problems += check_file(document, file, knowledge, facts)
    if problems or file is None:
        raise KnowledgeError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
    return compiled(file, knowledge, facts, glossary.misread if glossary else {})


def check_file(document: Document, file: ReadingFile, knowledge: RoundKnowledge, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Every problem of a file that is well-formed in itself."""
    yield from _duplicates(document, file)
    yield from _entries(document, file, facts)
    yield from _same_wording(document, file)
    yield from _patterns(document, document.data, ())
    yield from _named_facts(document, file, knowledge, facts)


def _duplicates(document: Document, file: ReadingFile) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, entry in enumerate(file.entries):
        line = document.line(("entries", index, "id"))
        if first.setdefault(entry.id, line) != line:
            yield document.problem(("entries", index, "id"), f"id {entry.id!r} is already used in line {first[entry.id]}", "Give one of them another id.")


def _entries(document: Document, file: ReadingFile, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    for index, entry in enumerate(file.entries):
        at: Path_ = ("entries", index)
        if not entry.words and not entry.patterns:
            yield document.problem((*at, "id"), f"{entry.id!r} has neither words nor patterns", "Add `words` or `patterns`.")
        if entry.value is None and entry.denied is None and entry.planned is None:
            yield document.problem((*at, "id"), f"{entry.id!r} says nothing", "Add `value`, `denied` or `planned`.")
        fact = facts.get(entry.fact)
        if fact is None:
            yield _no_fact(document, (*at, "fact"), entry.fact, facts)
            continue
        for key in ("value", "denied", "planned"):
            raw = getattr(entry, key)
            if raw is not None:
                yield from _value(document, (*at, key), fact, raw)


def _value(document: Document, path: Path_, fact: Fact, raw: Any) -> Iterator[Problem]:
    try:
        known = fact.parse(raw)
    except FactError:
        known = None
    if known is None:
        allowed = ", ".join(fact.option_by_id) or {"yes_no": "true, false"}.get(fact.type, fact.type)
        yield document.problem(path, f"fact {fact.id!r} cannot be {raw!r}", f"Use one of: {allowed}.")


def _no_fact(document: Document, path: Path_, named: str, facts: Mapping[str, Fact]) -> Problem:
    return document.problem(path, f"there is no fact {named!r}", f"Use an id of facts.yaml: {', '.join(sorted(facts))}.")


def _same_wording(document: Document, file: ReadingFile) -> Iterator[Problem]:
    """The same words of the same fact, under the same conditions, saying two different things."""
    owner: dict[Any, tuple[Any, int]] = {}
    for index, entry in enumerate(file.entries):
        conditions = (tuple(entry.led_by), tuple(entry.followed_by), entry.applicant)
        for key, wordings in (("words", entry.words), ("patterns", entry.patterns)):
            for number, wording in enumerate(wordings):
                path: Path_ = ("entries", index, key, number)
                said = repr((entry.value, entry.denied, entry.planned))
                same = skeleton(comparable(wording)) if key == "words" else wording
                known, line = owner.setdefault((entry.fact, same, conditions), (said, document.line(path)))
                if line != document.line(path) and known != said:
                    what = f"{wording!r} already says something else of {entry.fact!r} in line {line}"
                    yield document.problem(path, what, "A wording may say one thing only: remove it from one.")
                elif line != document.line(path):
                    yield document.problem(path, f"{wording!r} stands already in line {line}", "Remove one of the two.")


def _patterns(document: Document, data: Any, path: Path_) -> Iterator[Problem]:
    """Patterns that run on without limit (slow on long texts) or whose meaning changes when tone marks are left out."""
    if isinstance(data, dict):
        for key, item in data.items():
            if key in ("words", "needs", "id", "fact", "value", "ranked", "categories") or (key in ("denied", "planned") and path[:1] == ("entries",)):
                continue
            yield from _patterns(document, key if path == ("mend",) else item, (*path, key))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _patterns(document, item, (*path, index))
    elif isinstance(data, str):
        if _ENDLESS.search(re.sub(r"\[[^\]]*\]", "x", data)):
            yield document.problem(path, f"pattern {data!r} has no upper limit", "Write {0,20} in place of * and {1,20} in place of +.")
        if _QUANTIFIED_MARK.search(data):
            yield document.problem(path, f"pattern {data!r} counts a tone mark, which is left out when reading", "Put the letter and its mark in (?: ).")


def _named_facts(document: Document, file: ReadingFile, knowledge: RoundKnowledge, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    blocks: list[tuple[str, Any, dict[str, str]]] = [
        ("times", file.times, _TYPES_NEEDED),
        ("awards", file.awards, _AWARD_TYPES),
        ("entered", file.entered, {"fact": "one_of"}),
    ]
    for block, model, needed in blocks:
        for key, kind in needed.items():
            fact = facts.get(getattr(model, key))
            if fact is None:
                yield _no_fact(document, (block, key), getattr(model, key), facts)
            elif fact.type != kind:
                yield document.problem((block, key), f"fact {fact.id!r} is a {fact.type}, not a {kind}", f"Name a fact of type {kind}.")
    named = [
        *((("awards", key), file.awards.award_fact, getattr(file.awards, key)) for key in ("own", "other_agency", "none")),
        *((("awards", "levels", index, "value"), file.awards.level_fact, level.value) for index, level in enumerate(file.awards.levels)),
        *((("awards", "categories", key), file.awards.category_fact, value) for key, value in file.awards.categories.items()),
        (("awards", "other_category"), file.awards.category_fact, file.awards.other_category),
        (("entered", "none"), file.entered.fact, file.entered.none),
        (("times", "just_now_months"), file.times.in_use_fact, file.times.just_now_months),
        *((("ranked", fact, index), fact, value) for fact, values in file.ranked.items() for index, value in enumerate(values)),
    ]
    for path, fact_id, raw in named:
        if fact_id in facts:
            yield from _value(document, path, facts[fact_id], raw)
        elif path[0] == "ranked":
            yield _no_fact(document, path[:2], fact_id, facts)
    for path, entity in [(("awards", "branch"), file.awards.branch), *((("awards", "categories", key), key) for key in file.awards.categories)]:
        if entity not in knowledge.entity_by_id:
            yield document.problem(path, f"there is no award {entity!r} in the round", "Use an id of round.yaml.")
