"""From all that a text says of a fact to the one value it says: contradictions stay unknown unless the later one is marked as a correction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.eligibility.facts import Value
from assistant.eligibility.reading.rules import ReadingRules
from assistant.eligibility.reading.text import Reading, unmarked
from assistant.thai.said import Manner

HINTED, IMPLIED, SAID = 0, 1, 2
_MARKED_WITHIN = 60  # letters between a word of correction and what it brings


@dataclass(frozen=True)
class Hit:
    """Words that tell a value of a fact, and where they stand in the mended text; of several only those of the highest ``rank`` count."""

    fact: str
    value: Value
    start: int
    end: int
    manner: Manner = Manner.STATED
    rank: int = SAID


def chosen(hits: Iterable[Hit], reading: Reading, rules: ReadingRules) -> list[Hit]:
    """At most one hit a fact, in the order of the text; for facts that hold several values the union."""
    by_fact: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        by_fact.setdefault(hit.fact, []).append(hit)
    found = [_one(fact, group, reading, rules) for fact, group in by_fact.items()]
    return sorted((hit for hit in found if hit is not None), key=lambda hit: (hit.start, hit.fact))


def _one(fact: str, group: list[Hit], reading: Reading, rules: ReadingRules) -> Hit | None:
    if rules.facts[fact].type != "several_of":
        group = _outermost(group)
    best = max(hit.rank for hit in group)
    group = [hit for hit in group if hit.rank == best]
    first = group[0]
    if rules.facts[fact].type == "several_of":
        values = [hit.value for hit in group if isinstance(hit.value, frozenset)]
        return Hit(fact, frozenset[str]().union(*values), first.start, first.end, first.manner)
    if all(hit.value == first.value for hit in group):
        return first
    ranking = rules.ranked.get(fact, ())
    if all(hit.value in ranking for hit in group):
        return min(group, key=lambda hit: ranking.index(hit.value))
    return _corrected(group, reading, rules)


def _outermost(group: list[Hit]) -> list[Hit]:
    """Without those that lie inside another one: the longer wording knows better."""
    kept: list[Hit] = []
    for hit in group:  # in order of their beginning, the longest first
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def _corrected(group: list[Hit], reading: Reading, rules: ReadingRules) -> Hit | None:
    """The last value said, where a word of correction stands between it and what was said before; else None."""
    last = group[-1]
    changed = max(index for index, hit in enumerate(group) if hit.value != last.value)
    before, after = group[changed], group[changed + 1]
    between = unmarked(reading.text[max(before.end, after.start - _MARKED_WITHIN) : after.start])
    return after if rules.corrections.search(between) else None
