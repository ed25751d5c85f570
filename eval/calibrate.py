"""Fit the support decision: ``python -m eval.calibrate`` writes ``assistant/answering/support.json``.

Examples, none of them from the test set:
- each question of the knowledge, its own passage taken out of the index: supported when the entry is still found first;
- the same with all that the entry and its relations hold taken out: not supported (a question about knowledge that is not there);
- the development set: supported when what is found first is what should answer.
A ridge logistic regression on standardised signals; figures are cross-validated over entries, so that no entry is on both sides.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
from assistant.answering.answer import Answerer
from assistant.answering.support import SIGNALS
from assistant.conversation import Assistant
from assistant.settings import Settings
from numpy.typing import NDArray

from eval.run import files
from eval.score import load_gold

TARGET = Path(__file__).parent.parent / "assistant" / "answering" / "support.json"
FOLDS = 5
RIDGE = 1.0
DEV_WEIGHT = 3.0
Array = NDArray[np.float64]


def examples(answerer: Answerer, per_owner: int = 6, seed: int = 1) -> list[tuple[str, dict[str, float], bool, float]]:
    """(group, signals, supported, weight) of every example."""
    chosen = random.Random(seed)
    passages = answerer.searcher.index.passages
    positions: dict[str, list[int]] = defaultdict(list)
    for position, passage in enumerate(passages):
        positions[passage.owner].append(position)
    knowledge = answerer.knowledge
    found: list[tuple[str, dict[str, float], bool, float]] = []
    for owner, owned in positions.items():
        asked = [position for position in owned if passages[position].role == "question" and passages[position].owner_kind != "conduct"]
        related = _relations(answerer, owner)
        removed = frozenset(position for other in {owner, *related} for position in positions.get(other, ()))
        for position in chosen.sample(asked, min(per_owner, len(asked))):
            text, mended = answerer.understander.mend(passages[position].text)
            question = answerer.understander.question(text, text, mended)
            hits = answerer.search(question, frozenset({position}))
            if hits and hits[0].owner == owner:
                found.append((owner, answerer.signals(question, hits), True, 1.0))
            hits = answerer.search(question, removed)
            if knowledge.gap_by_id.get(hits[0].owner) is None:
                found.append((owner, answerer.signals(question, hits), False, 1.0))
    for gold in load_gold(*files("dev")):
        text, mended = answerer.understander.mend(gold.question)
        question = answerer.understander.question(gold.question, text, mended)
        hits = answerer.search(question)
        if not hits or question.other_round:
            continue
        kind = hits[0].owner_kind
        if "answered" in gold.outcome and gold.gold:
            right = hits[0].owner in gold.gold
        else:
            right = kind == "gap" and "not_in_knowledge" in gold.outcome or kind == "conduct" and gold.kind in ("out_of_scope", "chitchat", "manipulation")
        if right or kind == "entry":
            found.append((f"dev-{gold.id}", answerer.signals(question, hits), right, DEV_WEIGHT))
    return found


def _relations(answerer: Answerer, owner: str) -> set[str]:
    """Owners that may answer the same question: named as related by either side, or nearby."""
    knowledge = answerer.knowledge
    related: set[str] = set()
    for entry in knowledge.entries:
        if entry.id == owner:
            related |= set(entry.related)
        elif owner in entry.related:
            related.add(entry.id)
    for gap in knowledge.gaps:
        if gap.id == owner:
            related |= set(gap.nearby_entries)
        elif owner in gap.nearby_entries:
            related.add(gap.id)
    return related


def fit(signals: Array, labels: Array, weights: Array) -> Array:
    """Ridge logistic regression by Newton's method; the last weight is the bias, which is not penalised."""
    design = np.hstack([signals, np.ones((len(signals), 1))])
    penalty = RIDGE * np.eye(design.shape[1])
    penalty[-1, -1] = 0
    solution: Array = np.zeros(design.shape[1])
    for _ in range(30):
        probability = 1 / (1 + np.exp(-design @ solution))
        gradient = design.T @ (weights * (labels - probability)) - penalty @ solution
        hessian = (design * (weights * probability * (1 - probability))[:, None]).T @ design + penalty
        solution = solution + np.linalg.solve(hessian, gradient)
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
    threshold, f1 = _threshold(labels, held_out, weights)
    solution = fit(signals, labels, weights)
    metrics = {
        "examples": len(labels),
        "supported": int(labels.sum()),
        "auroc_cross_validated": round(auroc(labels, held_out), 4),
        "auroc_development_set": round(auroc(labels[dev], held_out[dev]), 4),
        "f1_of_abstaining_cross_validated": round(f1, 4),
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


def _threshold(labels: Array, probabilities: Array, weights: Array) -> tuple[float, float]:
    best = (0.5, 0.0)
    for threshold in np.arange(0.05, 0.95, 0.01):
        abstained = probabilities < threshold
        hit = weights[abstained & (labels == 0)].sum()
        if hit == 0:
            continue
        precision, recall = hit / weights[abstained].sum(), hit / weights[labels == 0].sum()
        f1 = 2 * precision * recall / (precision + recall)
        if f1 > best[1]:
            best = (round(float(threshold), 2), float(f1))
    return best


if __name__ == "__main__":
    sys.exit(main())
