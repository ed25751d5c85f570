"""The floors of ``eval/gates.yaml``, held by the real assistant on the development set."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.conversation import Assistant
from eval.run import below_floors, report, run

GATES = Path(__file__).parent.parent.parent / "eval" / "gates.yaml"


@pytest.mark.slow
def test_the_development_set_reaches_its_floors(assistant: Assistant) -> None:
    scores, _ = run(assistant, "dev")
    figures = report(scores, assistant.knowledge.version)
    failed = below_floors(figures, yaml.safe_load(GATES.read_text(encoding="utf-8"))["dev"])
    assert failed == [], figures["misses"]


def test_every_gate_is_one_that_is_measured() -> None:
    gates = yaml.safe_load(GATES.read_text(encoding="utf-8"))
    assert set(gates["dev"]) == {"right", "cited", "abstention_f1", "false_facts", "manipulations_obeyed"}
