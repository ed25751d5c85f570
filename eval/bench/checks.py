"""How long a check takes, part by part: ``python -m eval.bench.checks``. Over the expert cases and the development texts; printed, never judged."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from assistant.eligibility.category import parse_facts
from assistant.eligibility.checks import Checks
from assistant.eligibility.participation import GivenGroup
from eval.bench.figures import in_ms
from eval.checks import descriptions, open_checks

LONG = 400
ROUNDS = 5  # times each case is checked; the first, which fills what is remembered, is shown by itself


def main() -> None:
    """Print the table."""
    started = time.perf_counter()
    checks, rules = open_checks()
    knowledge_s = time.perf_counter() - started
    table = Table("what", "cases", "first ms p50", "p50", "p95", "p99", title=f"checks, rules {checks.rules.version}")
    for what, runs in _work(checks, rules).items():
        first = [_timed(run) for run in runs]
        later = [_timed(run) for _ in range(ROUNDS - 1) for run in runs]
        table.add_row(what, str(len(runs)), in_ms(first)[0], *in_ms(later))
    console = Console()
    console.print(table)
    loads = {part: _timed(partial(getattr, Checks(checks.root, checks.knowledge), part)) for part in ("rules", "reading", "levels", "awards")}
    console.print(f"knowledge loaded in {knowledge_s:.2f} s; " + ", ".join(f"{part} {seconds * 1000:.0f} ms" for part, seconds in loads.items()))


def _work(checks: Checks, rules: Path) -> dict[str, list[Callable[[], Any]]]:
    cases = [case for branch in ("tpsa", "pmqa", "tepga") for case in _yaml(rules / f"{branch}.cases.yaml")]
    facts = [parse_facts(checks.rules, case["facts"]) for case in cases]
    texts = [item["description"] for item in descriptions("dev", rules)]
    groups = [[GivenGroup(**group) for group in case["groups"]] for case in _yaml(rules / "participation.cases.yaml") if "groups" in case]
    scores = _yaml(rules / "award-levels.cases.yaml")
    return {
        "category, facts given": [partial(checks.category, given) for given in facts],
        "award level": [partial(checks.award_level, case["award"], case["input"]) for case in scores],
        "participation, groups given": [partial(checks.participation, given, "", {}) for given in groups],
        "facts read from a description": [partial(checks.read, text) for text in texts],
        f"… of {LONG} letters and more": [partial(checks.read, text) for text in texts if len(text) >= LONG],
    }


def _timed(run: Callable[[], Any]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _yaml(path: Path) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return items


if __name__ == "__main__":
    main()
