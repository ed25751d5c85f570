"""Which question to ask next: the one whose answers are expected to leave the fewest categories in the running. None is asked that cannot change anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from assistant.eligibility.decide import Verdict, outcome, strength, to_confirm
from assistant.eligibility.facts import Fact, Facts, Value
from assistant.eligibility.rules import CategoryRules, RuleSet

_STEP = 0.5  # how much a question still to come weighs against a category still in the running


@dataclass(frozen=True)
class Standing:
    """Where a category stands: its verdict, its strength for certain and at most, and the facts that would move it."""

    verdict: Verdict
    sure: int
    possible: int
    needed: tuple[str, ...]
    wondered: tuple[str, ...]

    @property
    def alive(self) -> bool:
        """Whether the category is not ruled out."""
        return self.verdict != "not_eligible"

    @property
    def positive(self) -> bool:
        """Whether the category can be recommended as it stands: nothing open, and something speaks for it where the source is silent."""
        return self.verdict in ("eligible", "conditional") or (self.verdict == "no_rule" and self.sure > 0)


def next_question(rules: RuleSet, given: Facts, asked_for: Collection[str] = (), skipped: Collection[str] = ()) -> Fact | None:
    """The fact to ask for next, or None when no answer could change what is recommended.

    ``asked_for``: the categories somebody wants to know about (all when empty); ``skipped``: facts already asked and not known.
    """
    facts = rules.complete(given)
    wanted = {category: rules.categories[category] for category in asked_for} or rules.categories
    standings = {category: _standing(of, facts) for category, of in wanted.items()}
    if _settled(standings, asked_for):
        return None
    candidates = [rules.facts[name] for name in _candidates(standings, asked_for) if name not in facts and name not in skipped]
    candidates = [fact for fact in candidates if fact.ask]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    return min(candidates, key=lambda fact: _expected(fact, rules, facts, given, standings, asked_for))


def _standing(rules: CategoryRules, facts: Facts) -> Standing:
    verdict = outcome(rules, facts)
    if verdict == "not_eligible":
        return Standing(verdict, 0, 0, (), ())
    needed = [name for a in rules.requires if a.node for name in a.node.unknown(facts)] if verdict == "needs_info" else []
    wondered = [name for weighed in rules.strengths for name in weighed.node.unknown(facts)]
    sure, possible = strength(rules, facts)
    return Standing(verdict, sure, possible, tuple(dict.fromkeys([*needed, *to_confirm(rules, facts)])), tuple(dict.fromkeys(wondered)))


def _running(standings: Mapping[str, Standing]) -> list[Standing]:
    """Categories that may still come first: alive, and possibly at least as strong as the strongest that is settled already."""
    bar = max((s.sure for s in standings.values() if s.positive), default=0)
    return [s for s in standings.values() if s.alive and (s.possible > bar or (s.positive and s.sure == bar))]


def _settled(standings: Mapping[str, Standing], asked_for: Collection[str]) -> bool:
    if asked_for:
        return all(not s.alive or (s.verdict != "needs_info" and not s.needed) for s in standings.values())
    running = _running(standings)
    if any(s.positive and not s.needed for s in running):
        best = max(s.sure for s in running if s.positive and not s.needed)
        return all(s.possible <= best for s in running)
    return not any(s.verdict == "needs_info" or s.needed for s in standings.values() if s.alive)


def _candidates(standings: Mapping[str, Standing], asked_for: Collection[str]) -> Iterable[str]:
    if asked_for:
        return dict.fromkeys(name for s in standings.values() if s.alive for name in s.needed)
    running = _running(standings) or [s for s in standings.values() if s.alive]
    return dict.fromkeys(name for s in running for name in (*s.needed, *s.wondered))


def _expected(fact: Fact, rules: RuleSet, facts: Facts, given: Facts, standings: Mapping[str, Standing], asked_for: Collection[str]) -> float:
    """What is left after the answer, on average over its kinds of values."""
    touched = [category for category in rules.categories_by_fact[fact.id] if category in standings]
    implied = any(fact.id in other.implied_by or (other.between and fact.id == other.between.start) for other in rules.facts.values())
    left = 0.0
    values = rules.kinds[fact.id]
    for value in values:
        after = rules.complete({**given, fact.id: value}) if implied else {**facts, fact.id: value}
        left += _left(dict(standings) | {category: _standing(rules.categories[category], after) for category in touched}, asked_for)
    return left / len(values)


def _left(standings: Mapping[str, Standing], asked_for: Collection[str]) -> float:
    if _settled(standings, asked_for):
        return 0.0
    if asked_for:
        return sum(_STEP * len(s.needed) for s in standings.values() if s.alive)
    running = _running(standings)
    strongest = max((s.sure for s in running), default=0)
    nearest = min((len(s.needed) for s in running if s.sure == strongest), default=0)
    return len(running) + _STEP * nearest


def answers(fact: Fact) -> tuple[tuple[Value, str], ...]:
    """What can be chosen for a fact, with the words for it; empty where the answer is typed."""
    if fact.type == "yes_no":
        return ((True, "ใช่"), (False, "ไม่"))
    if fact.type == "one_of":
        return tuple((option.id, option.label) for option in fact.options)
    return ()
