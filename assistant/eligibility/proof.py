"""Proof over the fact space, made whenever rules are loaded: every rule can be the one that decides, no two contradict, every category can be reached.

The space of a few facts is finite for this purpose: of the values of a fact only those differ that some test tells apart. A
search assigns facts one by one and turns back as soon as a condition is out of reach, so that even wide rules take milliseconds.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.eligibility.conditions import Condition, Node, Test, Truth
from assistant.eligibility.facts import Fact, Span, Value
from assistant.eligibility.rules import Applied, CategoryRules
from assistant.thai.dates import ThaiDate


@dataclass(frozen=True)
class Goal:
    """A condition that shall hold, or shall not."""

    node: Node
    wanted: bool


@dataclass(frozen=True)
class Fault:
    """A rule that cannot do what it is there for."""

    rule: str
    what: str
    fix: str


def faults(rules: CategoryRules, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Every rule of a category that can never decide, and the category itself when no work can ever fit it."""
    goals = _passing(rules)
    if not _possible(goals, facts):
        yield from _contradiction(rules, facts)
        return
    for applied in (*rules.requires, *rules.bars):
        yield from _never_decides(applied, rules, facts)
    silent = [Goal(a.node, False) for a in rules.no_rules if a.node]
    for applied in rules.no_rules:
        if applied.node and not _possible([*goals, Goal(applied.node, True)], facts):
            yield Fault(applied.rule.id, f"can never be reached in {rules.id}: other rules decide first", "Loosen it, or remove it.")
    always_silent = any(a.node is None for a in rules.no_rules)
    for applied in rules.conditionals:
        if applied.node and (always_silent or not _possible([*goals, *silent, Goal(applied.node, True)], facts)):
            yield Fault(applied.rule.id, f"can never be reached in {rules.id}: other rules decide first", "Loosen it, or take the category off its list.")


def satisfiable(node: Node, facts: Mapping[str, Fact]) -> bool:
    """Whether a condition can hold at all."""
    return _possible([Goal(node, True)], facts)


def _passing(rules: CategoryRules) -> list[Goal]:
    """What must be so for the category not to be ruled out."""
    return [Goal(a.node, True) for a in rules.requires if a.node] + [Goal(a.node, False) for a in rules.bars if a.node]


def _never_decides(applied: Applied, rules: CategoryRules, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """A requirement or a bar must be able to be the only reason against a category."""
    if applied.node is None:
        return
    breaks = Goal(applied.node, applied.rule.effect == "bars")
    others = [a for a in (*rules.requires, *rules.bars) if a is not applied and a.node]
    rest = [Goal(a.node, a.rule.effect == "requires") for a in others if a.node]
    if _possible([breaks, *rest], facts):
        return
    if not _possible([breaks], facts):
        yield Fault(applied.rule.id, f"can never fire in {rules.id}: its condition is the same whatever the facts", "Correct the condition, or remove it.")
        return
    by = [a.rule.id for a, goal in zip(others, rest, strict=True) if not _possible([breaks, goal], facts)]
    named = f" ({', '.join(by)})" if by else ""
    yield Fault(applied.rule.id, f"is shadowed in {rules.id}: whenever it fires another rule does too{named}", "Remove it, or narrow the other.")


def _contradiction(rules: CategoryRules, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Which rules leave no way into the category: the pairs that exclude each other, or all of them."""
    deciding = [(a, Goal(a.node, a.rule.effect == "requires")) for a in (*rules.requires, *rules.bars) if a.node]
    alone = [a.rule.id for a, goal in deciding if not _possible([goal], facts)]
    pairs = [(a.rule.id, b.rule.id) for (a, g), (b, h) in itertools.combinations(deciding, 2) if not _possible([g, h], facts)]
    if alone:
        for rule in alone:
            yield Fault(rule, f"rules out {rules.id} whatever the facts: nothing can ever fit it", "Correct the condition.")
    elif pairs:
        for first, second in pairs:
            yield Fault(second, f"contradicts {first}: no work can meet both, so {rules.id} is unreachable", "Correct one of the two.")
    else:
        names = ", ".join(a.rule.id for a, _ in deciding)
        yield Fault(deciding[-1][0].rule.id, f"{rules.id} is unreachable: no work can meet {names} together", "Correct one of them.")


def _possible(goals: Sequence[Goal], facts: Mapping[str, Fact]) -> bool:
    """Whether some assignment of values meets all goals."""
    names = sorted(frozenset().union(*(goal.node.facts for goal in goals)), key=lambda name: -sum(name in goal.node.facts for goal in goals))
    tests = [test for goal in goals for test in goal.node.tests()]
    values = {name: kinds_of_values(facts[name], [test for test in tests if test.fact == name]) for name in names}
    return _search(goals, names, values, {})


def _search(goals: Sequence[Goal], names: Sequence[str], values: Mapping[str, Sequence[Value]], chosen: dict[str, Value]) -> bool:
    open_ = []
    for goal in goals:
        truth = goal.node.holds(chosen)
        if truth is None:
            open_.append(goal)
        elif truth is not goal.wanted:
            return False
    if not open_:
        return True
    name = next((name for name in names if name not in chosen and any(name in goal.node.facts for goal in open_)), None)
    return name is not None and any(_search(open_, names, values, chosen | {name: value}) for value in values[name])


def kinds_of_values(fact: Fact, tests: Sequence[Test]) -> list[Value]:
    """One value of each kind that the tests tell apart."""
    kinds: dict[tuple[Truth, ...], Value] = {}
    for value in _candidates(fact, tests):
        kinds.setdefault(tuple(test.test(value) for test in tests), value)
    return list(kinds.values())


def _candidates(fact: Fact, tests: Sequence[Test]) -> Iterable[Value]:
    if fact.type == "yes_no":
        return [True, False]
    ids = [option.id for option in fact.options]
    if fact.type == "one_of":
        return ids
    if fact.type == "several_of":
        return _sets(ids, tests)
    if fact.type in ("number", "duration"):
        limits = {limit for test in tests for limit in test.limits} | {fact.minimum, fact.maximum} - {None}
        around = sorted({limit + step for limit in limits if limit is not None for step in (Decimal(-1), Decimal(0), Decimal(1))})
        between = [(first + second) / 2 for first, second in itertools.pairwise(around)]
        inside = [n for n in (*around, *between) if (fact.minimum is None or n >= fact.minimum) and (fact.maximum is None or n <= fact.maximum)]
        return [Span.exact(number) for number in inside]
    return [ThaiDate(2565, 1, 1)] if fact.type == "date" else ["x"]


def _sets(options: Sequence[str], tests: Sequence[Test]) -> Iterator[frozenset[str]]:
    """Sets of options: of those that the tests treat alike, none, all, and as many as some test counts."""
    alike: dict[tuple[bool, ...], list[str]] = {}
    for option in options:
        alike.setdefault(tuple(option in test.options for test in tests), []).append(option)
    most = max([1, *(test.count for test in tests)])
    sizes = [sorted({*range(min(most, len(group)) + 1), len(group)}) for group in alike.values()]
    for taken in itertools.product(*sizes):
        yield frozenset(itertools.chain.from_iterable(group[:size] for group, size in zip(alike.values(), taken, strict=True)))


def used_facts(conditions: Iterable[Condition]) -> set[str]:
    """Facts that conditions test."""
    return {part.fact for condition in conditions for part in condition.parts() if part.fact}
