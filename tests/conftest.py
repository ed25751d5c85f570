"""Shared pieces: the shipped knowledge, one opened assistant a test process, Hypothesis without a deadline (machines differ)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from assistant.conversation import Assistant, State
from assistant.knowledge import load_knowledge
from assistant.knowledge.schema import Knowledge
from assistant.settings import Settings

settings.register_profile("repo", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("repo")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(ROOT / "knowledge")


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Assistant.open(Settings(data_dir=tmp_path_factory.mktemp("data"))) as opened:
        yield opened


@pytest.fixture
def state() -> State:
    return State()
