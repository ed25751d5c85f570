"""Facts read from a free Thai description, each with the words it was read from. What is not stated stays unknown."""

from assistant.eligibility.reading.asked import asked_categories
from assistant.eligibility.reading.load import load_reading
from assistant.eligibility.reading.read import ReadFact, read_description
from assistant.eligibility.reading.rules import ReadingRules

__all__ = ["ReadFact", "ReadingRules", "asked_categories", "load_reading", "read_description"]
