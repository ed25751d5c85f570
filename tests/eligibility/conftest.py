from __future__ import annotations

import pytest

from assistant.eligibility.checks import Checks
from assistant.eligibility.load import load_rules
from assistant.eligibility.rules import RuleSet
from assistant.knowledge.schema import Knowledge
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def rules(knowledge: Knowledge) -> RuleSet:
    """The shipped category rules."""
    return load_rules(ROOT / "knowledge", knowledge.rounds["2567"])


@pytest.fixture(scope="session")
def checks(knowledge: Knowledge) -> Checks:
    """The shipped checks."""
    return Checks(ROOT / "knowledge", knowledge.rounds["2567"])
