from __future__ import annotations

from pathlib import Path

import pytest

from assistant.eligibility.participation import ParticipationRules, load_participation

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"


@pytest.fixture(scope="session")
def rules() -> ParticipationRules:
    return load_participation(KNOWLEDGE, "2567")
