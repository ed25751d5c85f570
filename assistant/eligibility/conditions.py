"""Conditions over facts: written in YAML, evaluated in Kleene's three values (true, false, None for unknown)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from assistant.eligibility.facts import Fact, Facts, FactType, Span, Value
from assistant.knowledge.schema import Id, Model

Truth = bool | None
CATEGORY = "$category"  # in a list of options: the category that the rule is applied to
_TESTS: dict[str, frozenset[FactType]] = {
    "is": frozenset({"yes_no", "one_of"}),
    "in": frozenset({"one_of"}),
    "includes_any": frozenset({"several_of"}),
    "only": frozenset({"several_of"}),
    "count_at_least": frozenset({"several_of"}),
    "at_least": frozenset({"number", "duration"}),
    "at_most": frozenset({"number", "duration"}),
    "given": frozenset({"text", "date"}),
}


class Condition(Model):
    """``all``, ``any`` or ``not`` of conditions, or one test of one fact (see ``_TESTS`` for which test fits which type)."""

    all: tuple[Condition, ...] | None = Field(default=None, min_length=1)
    any: tuple[Condition, ...] | None = Field(default=None, min_length=1)
    not_: Condition | None = Field(default=None, alias="not")
    fact: Id | None = None
    is_: bool | str | None = Field(default=None, alias="is")
    in_: tuple[str, ...] | None = Field(default=None, alias="in", min_length=1)
    includes_any: tuple[str, ...] | None = Field(default=None, min_length=1)
    only: tuple[str, ...] | None = Field(default=None, min_length=1)
    count_at_least: int | None = Field(default=None, ge=1)
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    given: Literal[True] | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        forms = [self.all, self.any, self.not_, self.fact]
        if sum(form is not None for form in forms) != 1:
            raise ValueError("write one of all, any, not, fact")
        if (self.fact is not None) != (len(self.tests) == 1) or len(self.tests) > 1:
            raise ValueError(f"a fact is tested by exactly one of {', '.join(_TESTS)}")
        return self

    @property
    def tests(self) -> dict[str, object]:
        """The test of a fact, as written."""
        given = {
            "is": self.is_, "in": self.in_, "includes_any": self.includes_any, "only": self.only, "count_at_least": self.count_at_least,
            "at_least": self.at_least, "at_most": self.at_most, "given": self.given,
        }  # fmt: skip
        return {name: value for name, value in given.items() if value is not None}

    def parts(self) -> Iterator[Condition]:
        """The condition itself and every condition within it."""
        yield self
        for part in [*(self.all or ()), *(self.any or ()), *([self.not_] if self.not_ else [])]:
            yield from part.parts()

    def faults(self, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
        """What is wrong between the condition and the facts: (what, how to mend it)."""
        for part in self.parts():
            if part.fact is None:
                continue
            fact = facts.get(part.fact)
            if fact is None:
                yield f"there is no fact {part.fact!r}", "Use an id of facts.yaml, or add the fact there."
                continue
            ((test, value),) = part.tests.items()
            if fact.type not in _TESTS[test] or (test == "is" and isinstance(value, bool) != (fact.type == "yes_no")):
                fitting = [name for name, types in _TESTS.items() if fact.type in types]
                yield f"fact {fact.id!r} is {fact.type} and cannot be tested by {test}: {value!r}", f"Use {' or '.join(fitting)}."
            else:
                wanted = [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
                for option in [name for name in wanted if name not in fact.option_by_id and (name != CATEGORY or test == "is")]:
                    yield f"fact {fact.id!r} has no option {option!r}", f"Use one of {', '.join(fact.option_by_id)}."


class Node:
    """A compiled condition."""

    facts: frozenset[str]

    def holds(self, facts: Facts) -> Truth:
        """True, false, or None where unknown facts decide."""
        raise NotImplementedError  # every kind of node says how

    def unknown(self, facts: Facts) -> Iterator[str]:
        """The unknown facts that keep an undecided condition undecided."""
        raise NotImplementedError  # every kind of node says how

    def tests(self) -> Iterator[Test]:
        """Every test in it."""
        raise NotImplementedError  # every kind of node says how


class Test(Node):
    """One test of one fact."""

    def __init__(
        self, fact: str, test: Callable[[Value], Truth], limits: tuple[Decimal, ...] = (), options: frozenset[str] = frozenset(), count: int = 0
    ) -> None:
        self.fact, self.test = fact, test
        self.limits, self.options, self.count = limits, options, count  # what the test tells apart
        self.facts = frozenset({fact})

    def holds(self, facts: Facts) -> Truth:
        """The test's result; None for an unknown fact."""
        value = facts.get(self.fact)
        return None if value is None else self.test(value)

    def unknown(self, facts: Facts) -> Iterator[str]:
        """The fact, where the test is undecided."""
        if self.holds(facts) is None:
            yield self.fact

    def tests(self) -> Iterator[Test]:
        """Itself."""
        yield self


class Group(Node):
    """All of several, or any: ``decisive`` is the value of one part that settles the whole."""

    def __init__(self, parts: Iterable[Node], decisive: bool) -> None:
        self.parts, self.decisive = tuple(parts), decisive
        self.facts = frozenset().union(*(part.facts for part in self.parts))

    def holds(self, facts: Facts) -> Truth:
        """Kleene's and (decisive false) or or (decisive true)."""
        unknown = False
        for part in self.parts:
            truth = part.holds(facts)
            if truth is self.decisive:
                return truth
            unknown = unknown or truth is None
        return None if unknown else not self.decisive

    def unknown(self, facts: Facts) -> Iterator[str]:
        """Unknown facts of the parts still undecided."""
        if self.holds(facts) is None:
            for part in self.parts:
                yield from part.unknown(facts)

    def tests(self) -> Iterator[Test]:
        """The tests of all parts."""
        for part in self.parts:
            yield from part.tests()


class Not(Node):
    """The contrary."""

    def __init__(self, part: Node) -> None:
        self.part, self.facts = part, part.facts

    def holds(self, facts: Facts) -> Truth:
        """True for false, false for true, unknown for unknown."""
        truth = self.part.holds(facts)
        return None if truth is None else not truth

    def unknown(self, facts: Facts) -> Iterator[str]:
        """Unknown facts of the part."""
        yield from self.part.unknown(facts)

    def tests(self) -> Iterator[Test]:
        """The tests of the part."""
        yield from self.part.tests()


def compiled(condition: Condition, category: str = "") -> Node:
    """A condition ready to evaluate; ``$category`` becomes ``category``."""
    if condition.all is not None:
        return Group([compiled(part, category) for part in condition.all], decisive=False)
    if condition.any is not None:
        return Group([compiled(part, category) for part in condition.any], decisive=True)
    if condition.not_ is not None:
        return Not(compiled(condition.not_, category))
    limits = tuple(limit for limit in (condition.at_least, condition.at_most) if limit is not None)
    options = _options(condition.includes_any or condition.only or (), category)
    return Test(condition.fact or "", _test(condition, category), limits, options, condition.count_at_least or 0)


def _test(condition: Condition, category: str) -> Callable[[Value], Truth]:
    if condition.is_ is not None:
        wanted = condition.is_
        return lambda value: value == wanted
    if condition.in_ is not None:
        options = _options(condition.in_, category)
        return lambda value: value in options
    if condition.includes_any is not None:
        some = _options(condition.includes_any, category)
        return lambda value: isinstance(value, frozenset) and bool(value & some)
    if condition.only is not None:
        allowed = _options(condition.only, category)
        return lambda value: isinstance(value, frozenset) and value <= allowed
    if condition.count_at_least is not None:
        count = condition.count_at_least
        return lambda value: isinstance(value, frozenset) and len(value) >= count
    if condition.at_least is not None:
        least = condition.at_least
        return lambda value: _at_least(value, least)
    if condition.at_most is not None:
        most = condition.at_most
        return lambda value: _at_most(value, most)
    return lambda _: True


def _options(names: tuple[str, ...], category: str) -> frozenset[str]:
    return frozenset(category if name == CATEGORY else name for name in names)


def _at_least(value: Value, limit: Decimal) -> Truth:
    if not isinstance(value, Span):
        return None
    if value.low >= limit:
        return True
    return False if value.high is not None and value.high < limit else None


def _at_most(value: Value, limit: Decimal) -> Truth:
    if not isinstance(value, Span):
        return None
    if value.high is not None and value.high <= limit:
        return True
    return False if value.low > limit else None
