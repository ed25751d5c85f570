"""The shipped award-level rules."""

from __future__ import annotations

import pytest

from assistant.eligibility.award_level import AwardRules, load_award_rules
from assistant.knowledge.schema import Knowledge
from tests.conftest import ROOT

ROWS = ("1", "2", "3", "4", "5", "6", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6")


@pytest.fixture(scope="session")
def rules(knowledge: Knowledge) -> AwardRules:
    return load_award_rules(ROOT / "knowledge", knowledge.rounds["2567"])
