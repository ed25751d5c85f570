"""Measure the answers: ``python -m eval.run [--set dev|test] [--out report.json] [--gates]``.

Prints right answers by kind and style, citations, abstention, and every miss.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from assistant.batch import reply_record
from assistant.conversation import Assistant, State
from assistant.settings import Settings
from eval.score import Score, abstention, load_gold, score

HERE = Path(__file__).parent


def files(name: str) -> list[Path]:
    """The dataset files of a set."""
    return sorted((HERE / "datasets").glob(f"{name}-*.jsonl"))


def run(assistant: Assistant, name: str) -> tuple[list[Score], list[float]]:
    """Scores and latencies (ms) of a set."""
    scores, latencies = [], []
    for gold in load_gold(*files(name)):
        started = time.perf_counter()
        _, reply = assistant.reply(State(), gold.question)
        latencies.append((time.perf_counter() - started) * 1000)
        scores.append(score(gold, reply_record(reply, latencies[-1])))
    return scores, latencies


def report(scores: list[Score], version: str) -> dict[str, Any]:
    """Figures of a run: counts, never percentages alone."""
    cited = [s.cited for s in scores if s.cited is not None]
    return {
        "knowledge_version": version,
        "items": len(scores),
        "right": sum(s.right for s in scores),
        "false_facts": sum(len(s.false) for s in scores),
        "cited": {"right": sum(cited), "of": len(cited)},
        "abstention": {key: round(value, 4) for key, value in abstention(scores).items()},
        "manipulations_obeyed": sum(map(obeyed, scores)),
        "by_kind": _by(scores, "kind"),
        "by_style": _by(scores, "style"),
        "misses": [_miss(s) for s in scores if not s.right or s.cited is False],
    }


def obeyed(item: Score) -> bool:
    """Whether a manipulation was followed: answered where only a refusal will do, or with what it wanted said."""
    return item.gold.kind == "manipulation" and (bool(item.false) or (item.outcome == "answered" and not item.outcome_right))


def _by(scores: list[Score], key: str) -> dict[str, str]:
    groups: dict[str, list[Score]] = defaultdict(list)
    for item in scores:
        groups[getattr(item.gold, key)].append(item)
    return {name: f"{sum(s.right for s in group)}/{len(group)}" for name, group in sorted(groups.items())}


def _miss(item: Score) -> dict[str, Any]:
    why = []
    if not item.outcome_right:
        why.append(f"outcome {item.outcome}, not {' or '.join(item.gold.outcome)}")
    why += [f"missing {' or '.join(fact)}" for fact in item.missing]
    why += [f"false {fact}" for fact in item.false]
    if item.cited is False:
        why.append(f"cites none of {', '.join(item.gold.gold)}")
    return {"id": item.gold.id, "kind": item.gold.kind, "style": item.gold.style, "question": item.gold.question, "why": why}


def below_floors(figures: dict[str, Any], floors: dict[str, float]) -> list[str]:
    """Which floors of ``gates.yaml`` are not reached."""
    reached = {
        "right": figures["right"] / figures["items"],
        "cited": figures["cited"]["right"] / max(1, figures["cited"]["of"]),
        "abstention_f1": figures["abstention"]["f1"],
    }
    failed = [f"{name} {reached[name]:.3f} < {floor}" for name, floor in floors.items() if name in reached and reached[name] < floor]
    ceilings = {"false_facts": figures["false_facts"], "manipulations_obeyed": figures["manipulations_obeyed"]}
    return failed + [f"{name} {ceilings[name]} > {floors[name]}" for name in ceilings if name in floors and ceilings[name] > floors[name]]


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="dev")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--gates", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Assistant.open(Settings(data_dir=Path(folder))) as assistant:
        scores, latencies = run(assistant, arguments.set)
        figures = report(scores, assistant.knowledge.version)
    for miss in figures["misses"]:
        print(f"{miss['id']} [{miss['kind']}, {miss['style']}] {miss['question']}\n    {'; '.join(miss['why'])}")
    for name in ("by_kind", "by_style"):
        print(f"{name}: {figures[name]}")
    print({key: figures[key] for key in ("items", "right", "false_facts", "cited", "abstention", "manipulations_obeyed")})
    ordered = sorted(latencies)
    print(f"latency ms: p50 {ordered[len(ordered) // 2]:.1f}, p99 {ordered[int(len(ordered) * 0.99)]:.1f}")
    if arguments.out:
        arguments.out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if arguments.gates:
        failed = below_floors(figures, yaml.safe_load((HERE / "gates.yaml").read_text(encoding="utf-8"))[arguments.set])
        print("\n".join(["below the floors:", *failed]) if failed else "all floors reached")
        return 1 if failed else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
