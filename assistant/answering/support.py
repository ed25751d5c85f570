"""Whether the knowledge found really supports an answer: a calibrated decision, not a threshold on one score.

A logistic model over a few signals. Its weights stand in ``support.json``, fitted on the development set and on questions whose
entry was taken out of the knowledge (``python -m eval.calibrate``), with the figures of that fit beside them.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

SIGNALS = ("cosine", "lexical", "coverage", "similarity", "margin", "unknown", "named", "letters", "kind", "over_gap")


class SupportModel(BaseModel):
    """Weights of the standardised signals; ``threshold`` on the probability."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    signals: dict[str, float]
    means: dict[str, float]
    scales: dict[str, float]
    bias: float
    threshold: float
    fitted_on: str
    metrics: dict[str, float]


@dataclass(frozen=True)
class Support:
    """The decision and what it was made from."""

    probability: float
    holds: bool
    signals: dict[str, float]


@cache
def load_support() -> SupportModel:
    """The shipped model."""
    return SupportModel.model_validate(json.loads((Path(__file__).parent / "support.json").read_text(encoding="utf-8")))


def decide(signals: dict[str, float], model: SupportModel) -> Support:
    """Probability that the best knowledge found answers the question."""
    total = model.bias
    for name, weight in model.signals.items():
        total += weight * (signals[name] - model.means[name]) / model.scales[name]
    probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    return Support(round(probability, 4), probability >= model.threshold, signals)
