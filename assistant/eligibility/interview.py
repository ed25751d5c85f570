"""Which question to ask next: the one whose answers are expected to leave the fewest categories in the running. None is asked that cannot change anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.eligibility.decide import Verdict, outcome, strength, to_confirm
from assistant.eligibility.facts import Fact, Facts, Value
from assistant.eligibility.rules import CategoryRules, RuleSet

_STEP = 0.5  # how much a question still to come weighs against a category still in the running


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a category stands: its verdict, its strength for certain and at most, and the facts that would move it.

    ``alive``: not ruled out. ``positive``: can be recommended as it stands, nothing open and, where the source is silent, something
    speaking for it.
    """

    verdict: Verdict
    alive: bool
    positive: bool
    sure: int
    possible: int
    needed: tuple[str, ...]
    wondered: tuple[str, ...]


_OUT = Standing("not_eligible", False, False, 0, 0, (), ())


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
    return _remembered(rules, tuple(map(facts.get, rules.facts)))


@lru_cache(maxsize=65_536)  # looking ahead comes by the same few hundred standings again and again
def _remembered(rules: CategoryRules, values: tuple[Value | None, ...]) -> Standing:
    facts = {name: value for name, value in zip(rules.facts, values, strict=True) if value is not None}
    verdict = outcome(rules, facts)
    if verdict == "not_eligible":
        return _OUT
    needed = [name for a in rules.requires if a.node for name in a.node.unknown(facts)] if verdict == "needs_info" else []
    wondered = [name for weighed in rules.strengths for name in weighed.node.unknown(facts)]
    sure, possible = strength(rules, facts)
    positive = verdict in ("eligible", "conditional") or (verdict == "no_rule" and sure > 0)
    return Standing(verdict, True, positive, sure, possible, tuple(dict.fromkeys([*needed, *to_confirm(rules, facts)])), tuple(dict.fromkeys(wondered)))


def _running(standings: Iterable[Standing]) -> list[Standing]:
    """Categories that may still come first: alive, and possibly stronger than the strongest that is positive already, or that one itself."""
    alive = [s for s in standings if s.alive]
    bar = max([s.sure for s in alive if s.positive], default=0)
    return [s for s in alive if s.possible > bar or (s.positive and s.sure == bar)]


def _is_settled(standings: Collection[Standing], running: list[Standing]) -> bool:
    done = [s.sure for s in running if s.positive and not s.needed]
    if done:
        best = max(done)
        return all(s.possible <= best for s in running)
    return not any(s.needed for s in standings)


def _is_answered(standings: Iterable[Standing]) -> bool:
    return not any(s.needed for s in standings)


def _settled(standings: Mapping[str, Standing], asked_for: Collection[str]) -> bool:
    states = standings.values()
    return _is_answered(states) if asked_for else _is_settled(states, _running(states))


def _candidates(standings: Mapping[str, Standing], asked_for: Collection[str]) -> Iterable[str]:
    if asked_for:
        return dict.fromkeys(name for s in standings.values() for name in s.needed)
    running = _running(standings.values()) or [s for s in standings.values() if s.alive]
    return dict.fromkeys(name for s in running for name in (*s.needed, *s.wondered))


def _expected(fact: Fact, rules: RuleSet, facts: Facts, given: Facts, standings: Mapping[str, Standing], asked_for: Collection[str]) -> float:
    """What is left after the answer, on average over its kinds of values."""
    touched = [rules.categories[category] for category in rules.categories_by_fact[fact.id] if category in standings]
    untouched = [standing for category, standing in standings.items() if category not in rules.categories_by_fact[fact.id]]
    values = rules.kinds[fact.id]
    left = 0.0
    for value in values:
        after = rules.complete({**given, fact.id: value}) if fact.id in rules.implying else {**facts, fact.id: value}
        left += _left([*untouched, *(_standing(category, after) for category in touched)], bool(asked_for))
    return left / len(values)


def _left(standings: list[Standing], asked: bool) -> float:
    if asked:
        return sum(_STEP * len(s.needed) for s in standings)
    running = _running(standings)
    if _is_settled(standings, running):
        return 0.0
    strongest = max([s.sure for s in running], default=0)
    nearest = min([len(s.needed) for s in running if s.sure == strongest], default=0)
    return len(running) + _STEP * nearest


def answers(fact: Fact) -> tuple[tuple[Value, str], ...]:
    """What can be chosen for a fact, with the words for it; empty where the answer is typed."""
    if fact.type == "yes_no":
        return ((True, "ใช่"), (False, "ไม่"))
    if fact.type == "one_of":
        return tuple((option.id, option.label) for option in fact.options)
    return ()
