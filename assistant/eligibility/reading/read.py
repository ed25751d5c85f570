"""Reads the facts that a free description states: lexicon, times, earlier awards and what was entered, then one value a fact."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.eligibility.facts import Value
from assistant.eligibility.reading.awards import read_awards
from assistant.eligibility.reading.choose import chosen
from assistant.eligibility.reading.entered import read_entered
from assistant.eligibility.reading.lexicon import read_lexicon
from assistant.eligibility.reading.rules import ReadingRules
from assistant.eligibility.reading.text import prepare
from assistant.eligibility.reading.times import read_times
from assistant.thai.said import Manner


@dataclass(frozen=True)
class ReadFact:
    """A fact read from a description.

    ``words``: the words that tell it, as typed as far as possible. ``start`` and ``end``: their place in ``comparable(description)``.
    ``manner``: how they are said, seen from outside the words: where these hold their own denial ("ยังไม่มีคู่มือ", value no) they are stated.
    """

    fact: str
    value: Value
    words: str
    start: int
    end: int
    manner: Manner


def read_description(rules: ReadingRules, description: str) -> tuple[ReadFact, ...]:
    """The facts that a description states, in the order of the text; at most one value a fact.

    What is not stated, is asked, or is said once so and once otherwise without a word of correction stays unknown and is left out.
    Reads the first 20,000 letters; never raises.
    """
    reading = prepare(description, rules.mending, rules.names)
    awards = read_awards(reading, rules)
    years = [hit.start for hit in awards if hit.fact == rules.awards.facts.year_fact]
    hits = [*read_lexicon(reading, rules), *read_times(reading, rules, years), *awards, *read_entered(reading, rules)]
    return tuple(
        ReadFact(hit.fact, hit.value, reading.words(hit.start, hit.end), *reading.place(hit.start, hit.end), hit.manner) for hit in chosen(hits, reading, rules)
    )
