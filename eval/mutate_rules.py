"""Mutation testing of the category rules: ``python -m eval.mutate_rules``. Each rule, condition, value and weight is bent one at a time.

A mutant is killed when it does not load (the proof over the fact space refuses it) or when an expert case comes out otherwise. What survives is
printed: a change of the rules that no case would notice.
"""

from __future__ import annotations

import copy
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rich.progress import track

from assistant.eligibility.category import check_category, parse_facts
from assistant.eligibility.load import load_rules
from assistant.eligibility.rules import RuleSet
from assistant.errors import KnowledgeError
from assistant.knowledge import load_knowledge
from assistant.knowledge.schema import RoundKnowledge
from assistant.settings import load_settings

_EFFECTS = {"requires": "bars", "bars": "requires"}


@dataclass(frozen=True)
class Mutant:
    """One change of one rule file."""

    file: str
    what: str
    data: Any


def mutants(file: str, data: dict[str, Any]) -> Iterator[Mutant]:
    """Every single change of a rule file."""
    for key in ("rules", "strengths", "notes"):
        for index, item in enumerate(data.get(key, [])):
            name = item.get("id", f"{key}[{index}] {item.get('categories')}")
            yield _changed(file, data, f"{name}: left out", (key,), lambda items, index=index: items.pop(index))
            if item.get("effect") in _EFFECTS:
                yield _changed(file, data, f"{name}: effect turned", (key, index), lambda rule: rule.update(effect=_EFFECTS[rule["effect"]]))
            for position, category in enumerate(item.get("categories", []) if len(item.get("categories", [])) > 1 else []):
                path = (key, index, "categories")
                yield _changed(file, data, f"{name}: not for {category}", path, lambda names, position=position: names.pop(position))
            if "when" in item:
                for path, what, change in _condition_changes((key, index, "when"), item["when"]):
                    yield _changed(file, data, f"{name}: {what}", path, change)


def _condition_changes(path: tuple[Any, ...], condition: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], str, Any]]:
    for group, other in (("all", "any"), ("any", "all")):
        if group in condition:
            yield path, f"{group} for {other}", lambda c, group=group, other=other: c.update({other: c.pop(group)})
            for index, part in enumerate(condition[group]):
                if len(condition[group]) > 1:
                    yield (*path, group), f"without {part}", lambda parts, index=index: parts.pop(index)
                yield from _condition_changes((*path, group, index), part)
    if "not" in condition:
        yield path, "not left out", lambda c: (c.update(c["not"]), c.pop("not"))
        yield from _condition_changes((*path, "not"), condition["not"])
    if isinstance(condition.get("is"), bool):
        yield path, f"{condition['fact']} is turned", lambda c: c.update({"is": not c["is"]})
    for limit in ("at_least", "at_most"):
        for step in (-1, 1) if limit in condition else ():
            yield path, f"{condition['fact']} {limit} {step:+}", lambda c, limit=limit, step=step: c.update({limit: c[limit] + step})
    for name in ("in", "includes_any", "only"):
        options = condition.get(name, [])
        for index, option in enumerate(options if len(options) > 1 else []):
            yield (*path, name), f"{condition['fact']} without {option}", lambda names, index=index: names.pop(index)


def _changed(file: str, data: dict[str, Any], what: str, path: tuple[Any, ...], change: Any) -> Mutant:
    mutated = copy.deepcopy(data)
    target: Any = mutated
    for step in path:
        target = target[step]
    change(target)
    return Mutant(file, what, mutated)


def killed(rules: RuleSet, cases: list[dict[str, Any]]) -> bool:
    """Whether some expert case comes out otherwise than it says."""
    for case in cases:
        check = check_category(rules, parse_facts(rules, case["facts"]))
        if any(check.verdict(category).verdict != verdict for category, verdict in case["expect"].items()):
            return True
        if any(sorted(check.verdict(category).missing) != sorted(missing) for category, missing in case.get("missing", {}).items()):
            return True
        if "first" in case and [recommended.category for recommended in check.recommended][:1] != [case["first"]]:
            return True
        noted = {note.id for note in check.notes}
        if not set(case.get("notes", [])) <= noted or noted & set(case.get("not_notes", [])):
            return True
        if "rule" in case and not _fires_as_said(check, case):
            return True
    return False


def _fires_as_said(check: Any, case: dict[str, Any]) -> bool:
    reasons = [reason for category in case["expect"] for reason in check.verdict(category).reasons if reason.rule == case["rule"]]
    return any(reason.holds is not True for reason in reasons) is case["fires"] or (case["fires"] and bool(reasons))


def survivors(root: Path, knowledge: RoundKnowledge, folder: Path) -> tuple[int, list[Mutant]]:
    """How many mutants there are, and those that no case notices. ``folder`` is a scratch copy of the knowledge that may be written to."""
    rules = root / knowledge.round.round / "rules"
    written = [case for path in sorted(rules.glob("*.cases.yaml")) for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
    cases = [case for case in written if "facts" in case and "description" not in case]
    files = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(rules.glob("*.yaml")) if not path.name.endswith(".cases.yaml")}
    made = [mutant for name, data in files.items() if isinstance(data, dict) and "branch" in data for mutant in mutants(name, data)]
    alive = []
    for mutant in track(made, "bending the rules", transient=True):
        target = folder / knowledge.round.round / "rules" / mutant.file
        original = target.read_text(encoding="utf-8")
        target.write_text(yaml.safe_dump(mutant.data, allow_unicode=True), encoding="utf-8")
        try:
            if not killed(load_rules(folder, knowledge), cases):
                alive.append(mutant)
        except KnowledgeError:
            pass  # refused at load
        finally:
            target.write_text(original, encoding="utf-8")
    return len(made), alive


def main() -> int:
    """Command line."""
    root = load_settings().knowledge_root()
    knowledge = load_knowledge(root)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder) / "knowledge"
        shutil.copytree(root, scratch)
        made, alive = survivors(root, knowledge.rounds[knowledge.newest], scratch)
    for mutant in alive:
        print(f"{mutant.file}: {mutant.what}")
    print(f"{made} mutants, {made - len(alive)} killed, {len(alive)} alive")
    return 0


if __name__ == "__main__":
    sys.exit(main())
