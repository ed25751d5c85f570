from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.answering.support import SIGNALS, SupportModel, decide, load_support

SHARE = st.floats(min_value=0, max_value=1)
VALUES = st.fixed_dictionaries(dict.fromkeys(SIGNALS, SHARE))


def test_the_shipped_model_is_of_these_signals_and_tells_its_fit() -> None:
    model = load_support()
    assert set(model.signals) == set(model.means) == set(model.scales)
    assert set(model.signals) <= set(SIGNALS)
    assert all(scale > 0 for scale in model.scales.values())
    assert 0 < model.threshold < 1
    assert model.fitted_on
    assert model.metrics


@given(VALUES)
def test_the_decision_follows_the_threshold(signals: dict[str, float]) -> None:
    support = decide(signals, load_support())
    assert 0 <= support.probability <= 1
    assert support.holds or support.probability <= load_support().threshold + 1e-4
    assert support.signals == signals


@given(VALUES, SHARE)
def test_more_likeness_never_lowers_the_probability(signals: dict[str, float], more: float) -> None:
    nearer = {**signals, "similarity": max(signals["similarity"], more), "cosine": max(signals["cosine"], more)}
    assert decide(nearer, load_support()).probability >= decide(signals, load_support()).probability


def test_a_worked_decision() -> None:
    model = SupportModel(
        signals={"cosine": 2.0}, means={"cosine": 0.8}, scales={"cosine": 0.1}, bias=-1.0, threshold=0.5, fitted_on="two questions", metrics={"f1": 1.0}
    )
    near, line, far = (decide({"cosine": cosine}, model) for cosine in (0.9, 0.85, 0.8))
    assert near.probability == round(1 / (1 + math.exp(-1)), 4)
    assert far.probability == round(1 / (1 + math.exp(1)), 4)
    assert line.probability == 0.5
    assert [near.holds, far.holds] == [True, False]


@pytest.mark.parametrize("over_gap", [1e300, -1e300])
def test_extreme_signals_do_not_overflow(over_gap: float) -> None:
    signals = dict.fromkeys(SIGNALS, 0.0) | {"over_gap": over_gap}
    assert decide(signals, load_support()).probability in (0.0, 1.0)


def test_a_model_file_with_unknown_keys_is_refused() -> None:
    with pytest.raises(ValidationError):
        SupportModel.model_validate({**load_support().model_dump(), "extra": 1})
