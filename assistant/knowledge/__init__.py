"""The knowledge files: their schema, strict loading, and the passages that retrieval indexes.

``load_knowledge`` is the way in; everything it returns is frozen.
"""

from assistant.knowledge.load import load_knowledge
from assistant.knowledge.schema import Band, Entry, Event, Figure, Gap, Knowledge, Round, Table

__all__ = ["Band", "Entry", "Event", "Figure", "Gap", "Knowledge", "Round", "Table", "load_knowledge"]
