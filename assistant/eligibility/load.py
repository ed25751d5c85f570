"""Read the rules of a round, check them against each other and the facts, and prove them over the fact space; nothing is used half-loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.eligibility import proof
from assistant.eligibility.conditions import Condition, compiled
from assistant.eligibility.facts import Fact, FactFile
from assistant.eligibility.rules import RuleFile, RuleSet, applied_to
from assistant.errors import KnowledgeError, Problem
from assistant.knowledge.load import RULES
from assistant.knowledge.schema import RoundKnowledge
from assistant.knowledge.validated import shown, validated
from assistant.knowledge.yaml_lines import Document, Path_, read_document
from assistant.thai.dates import ThaiDate

FACTS = "facts.yaml"
CASES = ".cases.yaml"
OTHER_CHECKS = frozenset({"reading.yaml", "participation.yaml", "activities.yaml", "award-levels.yaml"})  # read by their own loaders
_ALL_CATEGORIES = "categories"  # as the options of a fact


def load_rules(root: Path, knowledge: RoundKnowledge) -> RuleSet:
    """The category rules of a round; ``root`` is the folder of all knowledge.

    Raises:
        KnowledgeError: any fault in facts or rules; holds every one found.
    """
    folder = root / knowledge.round.round / RULES
    problems: list[Problem] = []
    placed = [(document, file) for document, file in _rule_files(root, folder, problems) if file is not None]
    names = {entity.id: entity.name for entity in knowledge.round.entities}
    placed.sort(key=lambda item: list(names).index(item[1].branch) if item[1].branch in names else len(names))  # in the order of round.yaml
    categories = [category for _, file in placed for category in file.categories]
    facts_document = read_document(folder / FACTS, shown(root, folder / FACTS))
    problems += facts_document.problems
    fact_file = validated(facts_document, _with_categories(facts_document.data, {c: names.get(c, c) for c in categories}), (), FactFile, problems)
    if fact_file is None or not placed:
        raise KnowledgeError(_sorted(problems) or [Problem(shown(root, folder), 1, "holds no rule file", "Add one for each branch, such as tpsa.yaml.")])
    readable = not problems  # else facts may be used by what could not be read
    problems += _facts_problems(facts_document, fact_file, placed, readable)
    problems += _rule_problems(placed, fact_file, names)
    if problems:
        raise KnowledgeError(_sorted(problems))
    files = [file for _, file in placed]
    facts = {fact.id: fact for fact in fact_file.facts}
    compiled_categories = {category: applied_to(category, names[category], files) for category in categories}
    tests = [test for category in compiled_categories.values() for node in category.nodes for test in node.tests()]
    rules = RuleSet(
        round=knowledge.round.round,
        version=rules_version(root, knowledge),
        facts=facts,
        counted_to=ThaiDate.parse_iso(fact_file.counted_to),
        categories=compiled_categories,
        notes=tuple((note, compiled(note.when)) for file in files for note in file.notes),
        kinds={fact.id: proof.kinds_of_values(fact, [test for test in tests if test.fact == fact.id]) for fact in facts.values()},
    )
    problems += _proof_problems(placed, rules)
    if problems:
        raise KnowledgeError(_sorted(problems))
    return rules


def rules_version(root: Path, knowledge: RoundKnowledge) -> str:
    """The round and twelve hex digits that change with any file of rules (cases aside) and any table or band the rules speak of."""
    folder = root / knowledge.round.round / RULES
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.glob("*.yaml") if not path.name.endswith(CASES)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for entry in knowledge.entries:
        for item in (*entry.tables, *entry.bands):
            digest.update(item.model_dump_json().encode())
    return f"{knowledge.round.round}-{digest.hexdigest()[:12]}"


def _rule_files(root: Path, folder: Path, problems: list[Problem]) -> Iterator[tuple[Document, RuleFile | None]]:
    for path in sorted(folder.glob("*.yaml")):
        if path.name == FACTS or path.name in OTHER_CHECKS or path.name.endswith(CASES):
            continue
        document = read_document(path, shown(root, path))
        problems += document.problems
        yield document, validated(document, document.data, (), RuleFile, problems)


def _with_categories(data: Any, names: dict[str, str]) -> Any:
    """Facts whose options are the award categories, with these options written out; ``none`` names one more that means no category."""
    if not isinstance(data, dict) or not isinstance(data.get("facts"), list):
        return data
    facts = []
    for fact in data["facts"]:
        if isinstance(fact, dict) and fact.get("options") == _ALL_CATEGORIES:
            none = [{"id": "none", "label": fact["none"]}] if "none" in fact else []
            options = [*none, *({"id": category, "label": name} for category, name in names.items())]
            facts.append({key: value for key, value in fact.items() if key != "none"} | {"options": options})
        else:
            facts.append(fact)
    return data | {"facts": facts}


def _facts_problems(document: Document, file: FactFile, placed: list[tuple[Document, RuleFile]], readable: bool) -> Iterator[Problem]:
    by_id: dict[str, Fact] = {}
    for fact in file.facts:
        by_id.setdefault(fact.id, fact)
    used = proof.used_facts(_conditions(placed))
    for index, fact in enumerate(file.facts):
        at: Path_ = ("facts", index)
        if by_id[fact.id] is not fact:
            yield document.problem((*at, "id"), f"fact {fact.id!r} stands twice", "Keep one of the two.")
        for other, answers in fact.implied_by.items():
            unknown = [answer for answer in answers if other not in by_id or answer not in by_id[other].option_by_id]
            if unknown or by_id[other].type != "one_of":
                yield document.problem((*at, "implied_by"), f"{other!r} has no answer {', '.join(unknown or answers)}", "Use a one_of fact and its options.")
            used.add(other)
        if fact.between is not None:
            used |= {fact.between.start, fact.between.end}
            if any(name not in by_id or by_id[name].type != "date" for name in (fact.between.start, fact.between.end)):
                yield document.problem((*at, "between"), "a duration lies between two facts of type date", "Name two facts of type date.")
    for index, fact in enumerate(file.facts):
        if readable and fact.id not in used:
            yield document.problem(("facts", index), f"fact {fact.id!r} is used by no rule", "Use it in a rule, or remove it.")


def _rule_problems(placed: list[tuple[Document, RuleFile]], fact_file: FactFile, names: dict[str, str]) -> Iterator[Problem]:
    facts = {fact.id: fact for fact in fact_file.facts}
    listed = [category for _, file in placed for category in file.categories]
    first: dict[str, tuple[str, Path_]] = {}
    for document, file in placed:
        for index, category in enumerate(file.categories):
            if category not in names or not category.startswith(f"{file.branch}."):
                yield document.problem(("categories", index), f"there is no category {category!r} in {file.branch}", "Use an id of round.yaml.")
            if listed.count(category) > 1:
                yield document.problem(("categories", index), f"category {category!r} stands twice", "List each category once.")
        for at, item, own in _items(file):
            if own is not None and first.setdefault(own, (document.file, at)) != (document.file, at):
                yield document.problem((*at, "id"), f"id {own!r} is already used", "Give one of them another id.")
            for position, category in enumerate(item):
                if category not in file.categories:
                    fix = f"Use one of {', '.join(file.categories)}."
                    yield document.problem((*at, "categories", position), f"category {category!r} is not listed in this file", fix)
            if own is not None and item and not all(category == own.rpartition(".")[0] for category in item) and own.rpartition(".")[0] != file.branch:
                yield document.problem((*at, "id"), f"id {own!r} does not begin with its category", "Name a rule <category>.<name>, or <branch>.<name>.")
        for at, condition in _placed_conditions(file):
            for what, fix in condition.faults(facts):
                yield document.problem(at, what, fix)
        for index, category in enumerate(file.categories):
            if not any(category in rule.categories and rule.effect in ("requires", "no_rule") for rule in file.rules):
                fix = "Add what it requires, or a no_rule that says that the source states nothing."
                yield document.problem(("categories", index), f"nothing decides on {category!r}", fix)


def _items(file: RuleFile) -> Iterator[tuple[Path_, tuple[str, ...], str | None]]:
    """Place, categories and id of everything in a rule file that has them."""
    for index, rule in enumerate(file.rules):
        yield ("rules", index), rule.categories, rule.id
    for index, strength in enumerate(file.strengths):
        yield ("strengths", index), strength.categories, None
    for index, note in enumerate(file.notes):
        yield ("notes", index), (), note.id


def _placed_conditions(file: RuleFile) -> Iterator[tuple[Path_, Condition]]:
    for key in ("rules", "strengths", "notes"):
        for index, item in enumerate(getattr(file, key)):
            if item.when is not None:
                yield (key, index, "when"), item.when


def _conditions(placed: Iterable[tuple[Document, RuleFile]]) -> Iterator[Condition]:
    for _, file in placed:
        for _, condition in _placed_conditions(file):
            yield condition


def _proof_problems(placed: list[tuple[Document, RuleFile]], rules: RuleSet) -> Iterator[Problem]:
    places = {rule.id: (document, ("rules", index)) for document, file in placed for index, rule in enumerate(file.rules)}
    for category in rules.categories.values():
        for fault in proof.faults(category, rules.facts):
            document, at = places[fault.rule]
            yield document.problem(at, f"{fault.rule} {fault.what}", fault.fix)
    for document, file in placed:
        for key in ("strengths", "notes"):
            for index, item in enumerate(getattr(file, key)):
                categories = getattr(item, "categories", ("",))
                if not any(proof.satisfiable(compiled(item.when, category), rules.facts) for category in categories):
                    yield document.problem((key, index, "when"), "can never hold", "Correct the condition, or remove it.")


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.file, problem.line))
