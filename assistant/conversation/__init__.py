"""One conversation: ``reply(state, message) -> (state, Reply)`` over everything below it."""

from assistant.conversation.assistant import Assistant
from assistant.conversation.state import State

__all__ = ["Assistant", "State"]
