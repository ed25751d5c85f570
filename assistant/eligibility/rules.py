"""Rules of a round: what the files may hold, and the compiled set that verdicts are made with. No rule, award or year stands in code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from assistant.eligibility.conditions import Condition, Node, compiled
from assistant.eligibility.facts import Fact, Facts, Value, months_between
from assistant.knowledge.schema import Id, Model, Source, Text
from assistant.thai.dates import ThaiDate

Effect = Literal["requires", "bars", "conditional", "no_rule"]


class Rule(Model):
    """One rule of the source.

    ``requires``: must hold; false makes the category not eligible, unknown leaves it open. ``bars``: must not hold; unknown is no
    obstacle, for what a bar names is rare and is known to the applicant (``confirm``: it is asked about before an interview ends).
    ``conditional``: where it holds the source is open, and ``readings`` say how it can be read. ``no_rule``: where it holds (always,
    without ``when``) the source states nothing that decides.
    """

    id: Id
    categories: tuple[Id, ...] = Field(min_length=1)
    effect: Effect
    when: Condition | None = None
    because: Text
    fails: Text | None = None
    readings: tuple[Text, ...] = ()
    confirm: bool = False
    source: tuple[Source, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.when is None and self.effect != "no_rule":
            raise ValueError(f"a rule that {self.effect} needs `when`")
        if (self.effect == "conditional") != (len(self.readings) >= 2):
            raise ValueError("a conditional rule has two readings or more, another rule has none")
        if self.fails is not None and self.effect != "requires":
            raise ValueError("`fails` is said where a requirement does not hold")
        if self.confirm and self.effect != "bars":
            raise ValueError("only a bar is confirmed: a requirement is asked about anyhow")
        return self


class Strength(Model):
    """What tells that a work is strong in these categories; orders them, never decides."""

    categories: tuple[Id, ...] = Field(min_length=1)
    when: Condition
    weight: int = Field(ge=1, le=10)
    because: Text


class Note(Model):
    """Something to be told when its condition holds; decides nothing."""

    id: Id
    when: Condition
    text: Text
    source: tuple[Source, ...] = Field(min_length=1)


class RuleFile(Model):
    """One rule file: the categories of a branch and their rules."""

    branch: Id
    categories: tuple[Id, ...] = Field(min_length=1)
    strengths: tuple[Strength, ...] = ()
    rules: tuple[Rule, ...] = Field(min_length=1)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Applied:
    """A rule applied to one category; ``node`` is its condition (None: always)."""

    rule: Rule
    node: Node | None


@dataclass(frozen=True)
class Weighed:
    """A strength of one category, compiled."""

    strength: Strength
    node: Node


@dataclass(frozen=True, eq=False)  # compared by identity: standings are remembered by it
class CategoryRules:
    """Everything that speaks of one category, compiled, in the order of the files."""

    id: str
    name: str
    requires: tuple[Applied, ...]
    bars: tuple[Applied, ...]
    conditionals: tuple[Applied, ...]
    no_rules: tuple[Applied, ...]
    strengths: tuple[Weighed, ...]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every condition that speaks of it."""
        applied = (*self.requires, *self.bars, *self.conditionals, *self.no_rules)
        return (*(a.node for a in applied if a.node), *(w.node for w in self.strengths))

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Every fact that its verdict or its place in the order can depend on, in a fixed order."""
        return tuple(sorted(frozenset().union(*(node.facts for node in self.nodes))))


@dataclass(frozen=True)
class RuleSet:
    """The rules of a round. ``version`` changes with any of its files."""

    round: str
    version: str
    facts: Mapping[str, Fact]
    counted_to: ThaiDate
    categories: Mapping[str, CategoryRules]
    notes: tuple[tuple[Note, Node], ...]
    kinds: Mapping[str, Sequence[Value]]  # of each fact, one value of each kind that some rule tells apart

    def complete(self, given: Facts) -> dict[str, Value]:
        """Facts with what they imply: answers that say another fact is true, durations worked out of two dates. What is given stands."""
        facts = dict(given)
        for fact in self._derived:
            if fact.id in facts:
                continue
            if any(facts.get(other) in answers for other, answers in fact.implied_by.items()):
                facts[fact.id] = True
            elif fact.between is not None:
                start, end = facts.get(fact.between.start), facts.get(fact.between.end, self.counted_to)
                if isinstance(start, ThaiDate) and isinstance(end, ThaiDate):
                    facts[fact.id] = months_between(start, end)
        return facts

    def contradictions(self, given: Facts) -> list[tuple[Fact, Fact]]:
        """Pairs of answers of which one says what the other denies."""
        return [
            (fact, self.facts[other])
            for fact in self._derived
            for other, answers in fact.implied_by.items()
            if given.get(fact.id) is False and given.get(other) in answers
        ]

    @cached_property
    def _derived(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts.values() if fact.implied_by or fact.between)

    @cached_property
    def implying(self) -> frozenset[str]:
        """Facts whose value may say another's."""
        dates = [name for fact in self._derived if fact.between for name in (fact.between.start, fact.between.end)]
        return frozenset([*(other for fact in self._derived for other in fact.implied_by), *dates])

    @cached_property
    def categories_by_fact(self) -> dict[str, tuple[str, ...]]:
        """The categories that a fact may change, by the fact given (what it implies included)."""
        reach = {fact.id: {fact.id} for fact in self.facts.values()}
        for fact in self._derived:
            for source in [*fact.implied_by, *([fact.between.start, fact.between.end] if fact.between else [])]:
                reach[source].add(fact.id)
        return {fact: tuple(c.id for c in self.categories.values() if reached.intersection(c.facts)) for fact, reached in reach.items()}


def applied_to(category: str, name: str, files: list[RuleFile]) -> CategoryRules:
    """The rules of all files that speak of one category, compiled for it."""
    rules = [rule for file in files for rule in file.rules if category in rule.categories]
    made = {
        effect: tuple(Applied(rule, compiled(rule.when, category) if rule.when else None) for rule in rules if rule.effect == effect)
        for effect in ("requires", "bars", "conditional", "no_rule")
    }
    strengths = tuple(Weighed(s, compiled(s.when, category)) for file in files for s in file.strengths if category in s.categories)
    return CategoryRules(category, name, made["requires"], made["bars"], made["conditional"], made["no_rule"], strengths)
