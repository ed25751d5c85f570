"""Fit the support decision: ``python -m eval.calibrate`` writes ``assistant/answering/support.json``.

Examples, none of them from the test set; only those in which an entry is found first, for that is where a wrong answer may be given:
- questions of the entries, their own passage taken out of the index: supported when the entry is still found first;
- questions of the gaps, the gap taken out: not supported (the source does not say, and nothing tells so but this decision);
- examples of other conduct, theirs taken out: not supported;
- the development set: supported when the entry found first is one that should answer.
A ridge logistic regression, its signs given, on standardised signals; figures are cross-validated over entries, so that no entry is on both sides.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.answer import Answerer
from assistant.answering.support import SIGNALS
from assistant.conversation import Assistant
from assistant.settings import Settings
from eval.run import files
from eval.score import load_gold

TARGET = Path(__file__).parent.parent / "assistant" / "answering" / "support.json"
FOLDS = 5
RIDGE = 1.0
WRONG = 2  # what a wrong answer costs, in needless abstentions
# How much each kind of example counts. The development set is what people ask; the rest keeps the fit from hanging on few items. A gap's
# questions share their words with the entries around it, so they are the hardest and the least like real ones.
WEIGHTS = {"dev": 10.0, "entry": 0.5, "gap": 0.3, "conduct": 1.0}
# Signals may only speak one way: a nearer passage never makes an answer less supported.
SIGNS = {"cosine": 1, "lexical": 1, "coverage": 1, "similarity": 1, "margin": 1, "unknown": -1, "named": 1, "letters": 1, "kind": 1, "over_gap": 1}
Array = NDArray[np.float64]


def examples(answerer: Answerer, per_owner: int = 6, seed: int = 1) -> list[tuple[str, dict[str, float], bool, float]]:
    """(group, signals, supported, weight) of every example."""
    chosen = random.Random(seed)
    passages = answerer.searcher.index.passages
    positions: dict[str, list[int]] = defaultdict(list)
    for position, passage in enumerate(passages):
        positions[passage.owner].append(position)
    found: list[tuple[str, dict[str, float], bool, float]] = []
    for owner, owned in positions.items():
        asked = [position for position in owned if passages[position].role == "question"]
        for position in chosen.sample(asked, min(per_owner, len(asked))):
            text, mended = answerer.understander.mend(passages[position].text)
            question = answerer.understander.question(text, text, mended)
            is_entry = passages[position].owner_kind == "entry"
            hits = answerer.search(question, frozenset({position} if is_entry else owned))
            if not hits or hits[0].owner_kind != "entry" or (is_entry and hits[0].owner != owner):
                continue
            found.append((owner, answerer.signals(question, hits), is_entry, WEIGHTS[passages[position].owner_kind]))
    for gold in load_gold(*files("dev")):
        text, mended = answerer.understander.mend(gold.question)
        question = answerer.understander.question(gold.question, text, mended)
        hits = answerer.search(question)
        if not hits or question.other_round:
            continue
        if hits[0].owner_kind == "entry":
            found.append((f"dev-{gold.id}", answerer.signals(question, hits), hits[0].owner in gold.gold or "answered" in gold.outcome, WEIGHTS["dev"]))
    return found


def fit(signals: Array, labels: Array, weights: Array) -> Array:
    """Ridge logistic regression by projected gradient steps, each weight kept to its sign; the last weight is the bias."""
    design = np.hstack([signals, np.ones((len(signals), 1))])
    signs = np.array([SIGNS[name] for name in SIGNALS] + [0.0])
    solution: Array = np.zeros(design.shape[1])
    step = 4.0 / (weights.sum() * design.shape[1])
    for _ in range(20_000):
        probability = 1 / (1 + np.exp(-design @ solution))
        gradient = design.T @ (weights * (labels - probability)) - RIDGE * np.append(solution[:-1], 0.0)
        solution = solution + step * gradient
        solution = np.where(solution * signs < 0, 0.0, solution)
    return solution


def auroc(labels: Array, probabilities: Array) -> float:
    """Chance that a supported example scores above an unsupported one (ties count half)."""
    order = np.argsort(probabilities, kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    positives = labels.sum()
    return float((ranks[labels == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(labels) - positives)))


def main() -> int:
    """Fit, print the figures, write the file."""
    with tempfile.TemporaryDirectory() as folder, Assistant.open(Settings(data_dir=Path(folder))) as assistant:
        found = examples(assistant.answerer)
        version = assistant.knowledge.version
    groups = np.array([group for group, *_ in found])
    raw = np.array([[signals[name] for name in SIGNALS] for _, signals, _, _ in found])
    labels = np.array([float(label) for *_, label, _ in found])
    weights = np.array([weight for *_, weight in found])
    means, scales = raw.mean(axis=0), raw.std(axis=0) + 1e-9
    signals = (raw - means) / scales
    names = sorted(set(groups))
    random.Random(2).shuffle(names)
    fold_of = {name: number % FOLDS for number, name in enumerate(names)}
    folds = np.array([fold_of[group] for group in groups])
    held_out = np.zeros(len(labels))
    for fold in range(FOLDS):
        solution = fit(signals[folds != fold], labels[folds != fold], weights[folds != fold])
        held_out[folds == fold] = 1 / (1 + np.exp(-(signals[folds == fold] @ solution[:-1] + solution[-1])))
    dev = np.array([group.startswith("dev-") for group in groups])
    threshold, wrong, needless = _threshold(labels[dev], held_out[dev])
    solution = fit(signals, labels, weights)
    metrics = {
        "examples": len(labels),
        "supported": int(labels.sum()),
        "auroc_cross_validated": round(auroc(labels, held_out), 4),
        "auroc_development_set": round(auroc(labels[dev], held_out[dev]), 4),
        "development_set": int(dev.sum()),
        "development_set_answered_wrongly": wrong,
        "development_set_abstained_needlessly": needless,
    }
    content = {
        "signals": {name: round(float(weight), 4) for name, weight in zip(SIGNALS, solution[:-1], strict=True)},
        "means": {name: round(float(value), 4) for name, value in zip(SIGNALS, means, strict=True)},
        "scales": {name: round(float(value), 4) for name, value in zip(SIGNALS, scales, strict=True)},
        "bias": round(float(solution[-1]), 4),
        "threshold": threshold,
        "fitted_on": f"knowledge {version} and the development set",
        "metrics": metrics,
    }
    TARGET.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(content, indent=2))
    return 0


def _threshold(labels: Array, probabilities: Array) -> tuple[float, int, int]:
    """The threshold of least cost, a wrong answer costing ``WRONG`` needless abstentions; with how many there are of each."""
    best = (0.5, len(labels), len(labels))
    for threshold in np.arange(0.05, 0.95, 0.01):
        answered = probabilities >= threshold
        wrong, needless = int((answered & (labels == 0)).sum()), int((~answered & (labels == 1)).sum())
        if WRONG * wrong + needless < WRONG * best[1] + best[2]:
            best = (round(float(threshold), 2), wrong, needless)
    return best


if __name__ == "__main__":
    sys.exit(main())
