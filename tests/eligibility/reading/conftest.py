"""The shipped rules of reading, loaded once; a short way to the values read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.eligibility.facts import Fact, Value
from assistant.eligibility.load import load_rules
from assistant.eligibility.reading import ReadingRules, load_reading, read_description
from assistant.knowledge.schema import Knowledge, RoundKnowledge

ROOT = Path(__file__).parents[3] / "knowledge"
RULES = ROOT / "2567" / "rules"
Reader = Callable[[str], dict[str, Value]]


@pytest.fixture(scope="session")
def round_knowledge(knowledge: Knowledge) -> RoundKnowledge:
    return knowledge.rounds["2567"]


@pytest.fixture(scope="session")
def facts(round_knowledge: RoundKnowledge) -> dict[str, Fact]:
    return dict(load_rules(ROOT, round_knowledge).facts)


@pytest.fixture(scope="session")
def rules(round_knowledge: RoundKnowledge, facts: dict[str, Fact]) -> ReadingRules:
    return load_reading(ROOT, round_knowledge, facts)


@pytest.fixture(scope="session")
def read(rules: ReadingRules) -> Reader:
    """The values read from a description, by fact."""
    return lambda text: {found.fact: found.value for found in read_description(rules, text)}
