"""A question as the assistant understands it, for tests of the steps behind understanding."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answering.understand import Question
from assistant.conversation import Assistant

Ask = Callable[[str], Question]


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Ask:
    understander = assistant.answerer.understander

    def understood(message: str) -> Question:
        text, mended = understander.mend(message)
        return understander.question(message, text, mended)

    return understood
