"""From what is known of a group to its level: which elements are proved, which denied, and the highest level they reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.eligibility.participation.result import FoundActivity
from assistant.eligibility.participation.rules import ParticipationRules
from assistant.eligibility.participation.schema import LevelRule, Way
from assistant.thai.said import Manner


@dataclass(frozen=True)
class Standing:
    """How a group stands: its elements and the level they reach (None where nothing recognised was done).

    ``proved`` holds what counts, ``denied`` what the text speaks against, ``planned`` what is only intended, ``contested`` what
    the text both says and denies (it does not count).
    """

    proved: frozenset[str]
    denied: frozenset[str]
    planned: frozenset[str]
    contested: frozenset[str]
    level: LevelRule | None
    way: Way | None

    def told(self, element: str) -> bool | None:
        """Whether the element is proved, denied, or not told (None)."""
        return True if element in self.proved else False if element in self.denied else None


def standing(rules: ParticipationRules, activities: Sequence[FoundActivity]) -> Standing:
    """The level that ``activities`` reach together; their order does not matter."""
    stated: set[str] = set()
    planned: set[str] = set()
    soft: set[str] = set()
    firm: set[str] = set()
    for found in activities:
        activity = rules.activities[found.activity]
        if found.manner is Manner.STATED:
            stated.update(activity.proves)
            against = activity.denies
        elif found.manner is Manner.DENIED:
            against = activity.proves
        else:
            planned.update(activity.proves if found.manner is Manner.PLANNED else ())
            continue
        if activity.weight != "nothing":
            (firm if activity.weight == "firm" else soft).update(against)
    proved = stated - firm
    denied = firm | (soft - stated)
    level, way = _reached(rules, proved, denied)
    return Standing(frozenset(proved), frozenset(denied), frozenset(planned - proved), frozenset(stated & firm), level, way)


def missing_for(rules: ParticipationRules, level: LevelRule, state: Standing) -> tuple[str, ...]:
    """The fewest elements that lift ``state`` to ``level``, in the order of the file."""
    best: tuple[str, ...] | None = None
    for way in level.reached_by:
        lacking = [element for element in way.all if element not in state.proved]
        lacking += [element for element in way.unless_denied if element in state.denied]
        ordered = tuple(element for element in rules.elements if element in lacking)
        if best is None or len(ordered) < len(best):
            best = ordered
    return best or ()


def _reached(rules: ParticipationRules, proved: set[str], denied: set[str]) -> tuple[LevelRule | None, Way | None]:
    for level in reversed(rules.levels):
        for way in level.reached_by:
            if proved.issuperset(way.all) and denied.isdisjoint(way.unless_denied):
                return level, way
        if level.when_all_denied and not proved and denied.issuperset(level.when_all_denied):
            return level, None
    return None, None
