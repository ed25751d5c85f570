"""Measure what the checks make of free text: ``python -m eval.checks [--set dev|test] [--out report.json] [--gates]``.

Levels of participation and category verdicts of descriptions against their gold; what matters most is counted by itself: verdicts
``eligible`` where the gold is another (``wrongly_eligible``, and of these where a fact stated in the text forbids it) and levels above the gold (``too_high``).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.eligibility.checks import Checks
from assistant.eligibility.participation import GivenGroup
from assistant.knowledge import load_knowledge
from assistant.settings import load_settings

HERE = Path(__file__).parent
DATASETS = HERE / "datasets"
_UNRANKED = -1  # a level that is none of the scale: nothing can be too high against it


@dataclass(frozen=True)
class Judged:
    """One text with what was expected and what was found; ``grave``: an eligible or a level that the gold does not give."""

    id: str
    style: str
    text: str
    expected: dict[str, str]
    found: dict[str, str]
    forbids: tuple[str, ...] = ()
    grave: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Everything as expected."""
        return self.expected == self.found


def descriptions(name: str, rules: Path) -> list[dict[str, Any]]:
    """Descriptions with category gold: the set of that name, and for ``dev`` the cases that stand beside the rules."""
    cases = yaml.safe_load((rules / "descriptions.cases.yaml").read_text(encoding="utf-8")) if name == "dev" else []
    return [*cases, *_lines("category", name)]


def judge_categories(checks: Checks, items: Iterable[dict[str, Any]]) -> list[Judged]:
    """Every description read and checked, nothing confirmed by hand."""
    judged = []
    for item in items:
        facts = {fact.fact: fact.value for fact in checks.read(item["description"])}
        check = checks.category(facts, item.get("asks_for", ()))
        found: dict[str, str] = {category: check.verdict(category).verdict for category in item["expect"]}
        grave = tuple(category for category, verdict in found.items() if verdict == "eligible" != item["expect"][category])
        forbidden = tuple(category for category in item.get("forbids", ()) if check.verdict(category).verdict == "eligible")
        judged.append(Judged(item["id"], item["style"], item["description"], item["expect"], found, forbidden, grave))
    return judged


def judge_levels(checks: Checks, items: Iterable[dict[str, Any]]) -> list[Judged]:
    """Every text or list of groups with the level found."""
    scale = [level.id for level in checks.levels.file.levels]
    rank = {level: place for place, level in enumerate(scale)}
    judged = []
    for item in items:
        groups = [GivenGroup(**group) for group in item.get("groups", [])]
        found = checks.participation(groups, item.get("description", ""), {}).result.level
        grave = (found,) if 0 <= rank.get(item["level"], _UNRANKED) < rank.get(found, _UNRANKED) else ()
        text = item.get("description") or json.dumps(item["groups"], ensure_ascii=False)
        judged.append(Judged(item["id"], item["style"], text, {"level": item["level"]}, {"level": found}, grave=grave))
    return judged


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Counts: texts right, single expectations right, grave errors, and every miss."""
    single = [(expected, item.found[name]) for item in judged for name, expected in item.expected.items()]
    by_style: dict[str, list[bool]] = defaultdict(list)
    for item in judged:
        by_style[item.style].append(item.right)
    return {
        "items": len(judged),
        "right": sum(item.right for item in judged),
        "expectations": len(single),
        "expectations_right": sum(expected == found for expected, found in single),
        "grave": sum(len(item.grave) for item in judged),
        "forbidden": sum(len(item.forbids) for item in judged),
        "by_style": {style: f"{sum(rights)}/{len(rights)}" for style, rights in sorted(by_style.items())},
        "misses": [{"id": m.id, "style": m.style, "text": m.text, "expected": m.expected, "found": m.found} for m in judged if not m.right],
    }


def below_floors(measured: dict[str, Any], floors: dict[str, float]) -> list[str]:
    """Which floors of ``gates.yaml`` are not reached."""
    reached = {"right": measured["expectations_right"] / max(1, measured["expectations"])}
    failed = [f"{name} {reached[name]:.3f} < {floor}" for name, floor in floors.items() if name in reached and reached[name] < floor]
    return failed + [f"{name} {measured[name]} > {floors[name]}" for name in ("grave", "forbidden") if name in floors and measured[name] > floors[name]]


def measure(checks: Checks, name: str, rules: Path) -> dict[str, dict[str, Any]]:
    """Figures of both kinds of texts of a set."""
    return {
        "category": figures(judge_categories(checks, descriptions(name, rules))),
        "participation": figures(judge_levels(checks, _lines("participation", name))),
    }


def open_checks() -> tuple[Checks, Path]:
    """The checks of the newest round, and the folder of its rules."""
    root = load_settings().knowledge_root()
    knowledge = load_knowledge(root)
    return Checks(root, knowledge.rounds[knowledge.newest]), root / knowledge.newest / "rules"


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="dev")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--gates", action="store_true")
    parser.add_argument("--misses", action="store_true", help="print every miss")
    arguments = parser.parse_args()
    checks, rules = open_checks()
    measured = measure(checks, arguments.set, rules)
    for kind, of_kind in measured.items():
        for miss in of_kind["misses"] if arguments.misses else []:
            print(f"{miss['id']} [{miss['style']}] {miss['expected']} found {miss['found']}\n    {miss['text']}")
        print(f"{kind}: {of_kind['right']}/{of_kind['items']} texts, {of_kind['expectations_right']}/{of_kind['expectations']} expectations right")
        print(f"    grave {of_kind['grave']}, forbidden {of_kind['forbidden']}; {of_kind['by_style']}")
    if arguments.out:
        record = {"rules_version": checks.rules.version, "set": arguments.set} | measured
        arguments.out.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if arguments.gates:
        gates = yaml.safe_load((HERE / "gates.yaml").read_text(encoding="utf-8"))["checks"]
        failed = [f"{kind}: {what}" for kind, of_kind in measured.items() for what in below_floors(of_kind, gates[kind])]
        print("\n".join(["below the floors:", *failed]) if failed else "all floors reached")
        return 1 if failed else 0
    return 0


def _lines(kind: str, name: str) -> list[dict[str, Any]]:
    """The items of ``<kind>-<name>.jsonl`` and, where a set grew, of ``<kind>-<name>-2.jsonl`` and so on."""
    paths = [DATASETS / f"{kind}-{name}.jsonl", *sorted(DATASETS.glob(f"{kind}-{name}-*.jsonl"))]
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
