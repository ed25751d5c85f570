"""Facts to draw for property tests, and a second reading of the rules: written conditions judged as they stand, without the engine that is tested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import yaml
from hypothesis import strategies as st

from assistant.eligibility.category import parse_facts
from assistant.eligibility.conditions import Condition, Truth
from assistant.eligibility.decide import Verdict
from assistant.eligibility.facts import Fact, Facts, Span, Value
from assistant.eligibility.load import load_rules
from assistant.eligibility.rules import RuleFile, RuleSet
from assistant.knowledge import load_knowledge
from assistant.thai.dates import ThaiDate
from tests.conftest import ROOT

FOLDER = ROOT / "knowledge/2567/rules"
BRANCHES = ("tpsa", "tepga", "pmqa")
CASES: list[dict[str, Any]] = [
    case for branch in BRANCHES for case in yaml.safe_load((FOLDER / f"{branch}.cases.yaml").read_text(encoding="utf-8"))
]  # fmt: skip
FILES: tuple[RuleFile, ...] = tuple(RuleFile.model_validate(yaml.safe_load((FOLDER / f"{branch}.yaml").read_text(encoding="utf-8"))) for branch in BRANCHES)
CATEGORIES = tuple(category for file in FILES for category in file.categories)


@lru_cache
def shipped() -> RuleSet:
    """The shipped rules, for strategies; tests take the fixture."""
    return load_rules(ROOT / "knowledge", load_knowledge(ROOT / "knowledge").rounds["2567"])


# --- what to draw


def values(fact: Fact, near: tuple[Decimal, ...] = ()) -> st.SearchStrategy[Value]:
    """Any value of a fact; numbers often at ``near`` or a hundredth beside it."""
    if fact.type == "yes_no":
        return st.booleans()
    ids = [option.id for option in fact.options]
    if fact.type == "one_of":
        return st.sampled_from(ids)
    if fact.type == "several_of":
        return st.frozensets(st.sampled_from(ids))
    if fact.type == "date":
        return dates()
    if fact.type == "text":
        return st.sampled_from(["ข้อความ", "x"])
    low, high = fact.minimum or Decimal(0), fact.maximum or Decimal(10_000)
    beside = [limit + step for limit in near for step in (Decimal("-0.01"), Decimal(0), Decimal("0.01")) if low <= limit + step <= high]
    number = st.decimals(low, high, places=2)
    return spans(st.one_of(st.sampled_from(beside), number) if beside else number)


def spans(numbers: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Span]:
    """Known numbers, numbers between two, and numbers from one up."""
    between = st.tuples(numbers, numbers).map(lambda ends: Span(min(ends), max(ends)))
    return st.one_of(numbers.map(Span.exact), between, numbers.map(lambda low: Span(low, None)))


def dates(first: int = 2560, last: int = 2570) -> st.SearchStrategy[ThaiDate]:
    """Days, whole months and whole years."""
    day = st.builds(ThaiDate, st.integers(first, last), st.integers(1, 12), st.integers(1, 31)).filter(
        lambda d: d.day <= ThaiDate(d.year, d.month).last_day.day
    )
    return st.one_of(day, st.builds(ThaiDate, st.integers(first, last), st.integers(1, 12)), st.builds(ThaiDate, st.integers(first, last), st.just(0)))


def limits(rules: RuleSet, fact: Fact) -> tuple[Decimal, ...]:
    """Numbers at which some rule changes its mind, or next to them."""
    return tuple(value.low for value in rules.kinds[fact.id] if isinstance(value, Span))


@st.composite
def shipped_facts(draw: st.DrawFn, most_changes: int = 6) -> dict[str, Value]:
    """Facts of the shipped round: an expert's case, with some facts taken away, changed or added."""
    rules = shipped()
    facts = dict(draw(st.sampled_from(_bases())))
    for name in draw(st.lists(st.sampled_from(list(rules.facts)), max_size=most_changes, unique=True)):
        facts.pop(name, None)
        value = draw(st.none() | values(rules.facts[name], limits(rules, rules.facts[name])))
        if value is not None:
            facts[name] = value
    return facts


@lru_cache
def _bases() -> tuple[Facts, ...]:
    return ({}, *(parse_facts(shipped(), case["facts"]) for case in CASES))


def narrower(value: Value) -> st.SearchStrategy[Value]:
    """A value that says the same or more: a span within the span, else the value itself."""
    if not isinstance(value, Span) or value.low == value.high:
        return st.just(value)
    high = value.high if value.high is not None else value.low + 50
    inside = st.tuples(st.decimals(value.low, high, places=2), st.decimals(value.low, high, places=2)).map(lambda ends: Span(min(ends), max(ends)))
    return st.one_of(st.just(value), inside)


# --- the second reading

_RANK: dict[Truth, int] = {False: 0, None: 1, True: 2}


def truth(condition: Condition, facts: Facts, category: str = "") -> Truth:
    """What a written condition says of facts: the least of all, the greatest of any, the opposite of not."""
    if condition.all is not None:
        return min((truth(part, facts, category) for part in condition.all), key=_RANK.__getitem__)
    if condition.any is not None:
        return max((truth(part, facts, category) for part in condition.any), key=_RANK.__getitem__)
    if condition.not_ is not None:
        inner = truth(condition.not_, facts, category)
        return None if inner is None else not inner
    assert condition.fact is not None
    value = facts.get(condition.fact)
    return None if value is None else _tested(condition, value, category)


def _tested(condition: Condition, value: Value, category: str) -> Truth:
    ((test, written),) = condition.tests.items()
    options = {category if option == "$category" else option for option in written} if isinstance(written, tuple) else set()
    if isinstance(value, Span):
        assert isinstance(written, Decimal)
        ends = [value.low, Decimal("Infinity") if value.high is None else value.high]
        found = {end >= written if test == "at_least" else end <= written for end in ends}
        return found.pop() if len(found) == 1 else None
    if isinstance(value, frozenset):
        if test == "count_at_least":
            assert isinstance(written, int)
            return len(value) >= written
        return not value.isdisjoint(options) if test == "includes_any" else value.issubset(options)
    if test == "given":
        return True
    return value == written if test == "is" else value in options


@dataclass(frozen=True)
class Judged:
    """A verdict and the rules that made it."""

    verdict: Verdict
    made_by: frozenset[str]


def judged(category: str, facts: Facts, files: tuple[RuleFile, ...] = FILES) -> Judged:
    """The verdict on a category by the definition of the four effects. ``facts`` are complete."""
    said = {
        rule.id: (rule, True if rule.when is None else truth(rule.when, facts, category))
        for file in files
        for rule in file.rules
        if category in rule.categories
    }

    def those(effect: str, holds: Truth) -> frozenset[str]:
        return frozenset(name for name, (rule, found) in said.items() if rule.effect == effect and found is holds)

    steps: list[tuple[Verdict, frozenset[str]]] = [
        ("not_eligible", those("requires", False) | those("bars", True)),
        ("needs_info", those("requires", None)),
        ("no_rule", those("no_rule", True)),
        ("conditional", those("conditional", True)),
        ("eligible", those("requires", True)),
    ]
    return next((Judged(verdict, made_by) for verdict, made_by in steps if made_by), Judged("eligible", frozenset()))


def written(mapping: Mapping[str, Value]) -> str:
    """Facts as a short line for a failing test."""
    return ", ".join(f"{name}={value}" for name, value in mapping.items())
