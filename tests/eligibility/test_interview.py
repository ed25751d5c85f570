"""The interview: it never asks what is known or cannot matter, it ends, and it asks first what separates best."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.eligibility.category import CategoryCheck, check_category
from assistant.eligibility.decide import strength
from assistant.eligibility.facts import Facts, Span, Value
from assistant.eligibility.interview import answers, next_question
from assistant.eligibility.rules import RuleSet
from assistant.thai.dates import ThaiDate
from tests.eligibility.drawn import CATEGORIES, limits, shipped, shipped_facts, values
from tests.eligibility.folder import rules_of, write_rules
from tests.eligibility.test_facts import fact

_ASKED_FOR = st.one_of(st.just(()), st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=4, unique=True).map(tuple))
YEAR = Span.exact(Decimal(12))


@pytest.fixture
def small(tmp_path: Path) -> RuleSet:
    """The rules of the other award."""
    return rules_of(write_rules(tmp_path))


def asked(rules: RuleSet, facts: Facts, asked_for: Collection[str] = (), skipped: Collection[str] = ()) -> str | None:
    question = next_question(rules, facts, asked_for, skipped)
    return None if question is None else question.id


def whole(rules: RuleSet, answered: Facts, asked_for: Collection[str] = (), known: Facts | None = None) -> tuple[list[str], dict[str, Value]]:
    """The questions of an interview answered with ``answered`` ("not known" where it has no answer), and the facts at its end."""
    facts, skipped, order = dict(known or {}), set[str](), list[str]()
    while (name := asked(rules, facts, asked_for, skipped)) is not None:
        order.append(name)
        if name in answered:
            facts[name] = answered[name]
        else:
            skipped.add(name)
    return order, facts


# --- on small rules


@pytest.mark.parametrize(
    ("facts", "asked_for", "skipped", "question"),
    [
        ({}, ("xyz.south",), (), "sides"),
        ({"sides": frozenset({"east"})}, ("xyz.south",), (), None),
        ({"sides": frozenset()}, ("xyz.south",), (), None),
        ({}, ("xyz.south",), ("sides",), None),
        ({}, ("xyz.north",), ("bright",), "months"),
        ({"bright": True}, ("xyz.north",), (), "months"),
        ({"bright": False}, ("xyz.north",), (), None),
        ({"size": "large"}, ("xyz.north",), (), "months"),  # bright is implied
        ({"started": ThaiDate(2569, 2, 1)}, ("xyz.north",), (), "bright"),  # months are worked out
        ({"bright": True, "months": Span(Decimal(6), None)}, ("xyz.north",), (), None),  # known, if not well enough
        ({"bright": True, "months": YEAR}, ("xyz.north",), (), None),  # how many people is a point left open, not a requirement
        ({}, ("uvw.moon",), (), "size"),  # a bar to confirm
        ({"size": "large"}, ("uvw.moon",), (), None),
        ({"size": "small"}, ("uvw.moon",), (), None),
    ],
)
def test_what_is_asked_for_a_category(small: RuleSet, facts: Facts, asked_for: tuple[str, ...], skipped: tuple[str, ...], question: str | None) -> None:
    assert asked(small, facts, asked_for, skipped) == question


def test_facts_that_are_never_asked_of_their_own_accord(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    facts = root / "2570/rules/facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("question: สว่างหรือไม่,", "question: สว่างหรือไม่, ask: false,"), encoding="utf-8")
    rules = rules_of(root)
    assert asked(rules, {}, ("xyz.north",)) == "months"
    assert asked(rules, {"months": YEAR}, ("xyz.north",)) is None


def test_of_two_categories_the_question_that_closes_most_comes_first(small: RuleSet) -> None:
    order, _ = whole(small, {}, ("xyz.north", "xyz.south"))
    assert sorted(order) == ["bright", "months", "sides"]
    assert asked(small, {}, ("xyz.north", "xyz.south")) in ("bright", "months"), "one answer there leaves nothing to ask of the north"


def test_without_a_wish_the_size_separates_all(small: RuleSet) -> None:
    assert asked(small, {}) == "size"


def test_an_interview_ends_where_one_category_is_certain_and_none_can_be_stronger(small: RuleSet) -> None:
    assert asked(small, {"size": "large", "months": YEAR}) is None, "the north is certain with five, the south can have two"
    assert asked(small, {"size": "middle", "bright": True, "months": YEAR}) is not None, "the south may still be stronger"
    assert asked(small, {"size": "middle", "bright": True, "months": YEAR, "sides": frozenset({"east"})}) is None
    assert asked(small, {"size": "small", "bright": False, "sides": frozenset()}) is None, "nothing is left"


def test_what_can_be_chosen_for_an_answer(small: RuleSet) -> None:
    assert answers(small.facts["bright"]) == ((True, "ใช่"), (False, "ไม่"))
    assert answers(small.facts["size"]) == (("small", "เล็ก"), ("middle", "กลาง"), ("large", "ใหญ่"))
    assert [answers(fact(typed)) for typed in ("several_of", "number", "duration", "date", "text")] == [()] * 5


# --- over the shipped rules


@given(shipped_facts(), _ASKED_FOR, st.data())
@settings(max_examples=40)
def test_it_never_asks_what_is_known_or_was_asked_and_ends(start: Facts, asked_for: tuple[str, ...], data: st.DataObject) -> None:
    rules = shipped()
    facts, skipped = dict(start), set[str]()
    for _ in rules.facts:
        name = asked(rules, facts, asked_for, skipped)
        if name is None:
            break
        assert name not in rules.complete(facts)
        assert name not in skipped
        assert rules.facts[name].ask
        value = data.draw(st.none() | values(rules.facts[name], limits(rules, rules.facts[name])))
        if value is None:
            skipped.add(name)
        else:
            facts[name] = value
    assert asked(rules, facts, asked_for, skipped) is None


def standing(rules: RuleSet, check: CategoryCheck, facts: Facts) -> Any:
    """Everything of a check that an answer could change."""
    complete = rules.complete(facts)
    verdicts = [(verdict.verdict, verdict.missing, strength(rules.categories[verdict.category], complete)) for verdict in check.verdicts]
    return verdicts, check.recommended


@given(shipped_facts(), _ASKED_FOR)
def test_some_answer_to_what_it_asks_changes_what_is_said(facts: Facts, asked_for: tuple[str, ...]) -> None:
    rules = shipped()
    check = check_category(rules, facts, asked_for)
    if check.next_question is None:
        return
    before = standing(rules, check, facts)
    later = [{**facts, check.next_question.fact: value} for value in rules.kinds[check.next_question.fact]]
    assert any(standing(rules, check_category(rules, after, asked_for), after) != before for after in later)


@given(shipped_facts(), _ASKED_FOR, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(facts: Facts, asked_for: tuple[str, ...], shuffle: Any) -> None:
    rules = shipped()
    other = list(facts.items())
    shuffle.shuffle(other)
    assert asked(rules, dict(other), asked_for) == asked(rules, facts, asked_for)
    assert asked(rules, facts, tuple(reversed(asked_for)), frozenset()) in {None, *rules.facts}


@given(shipped_facts(), st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=3, unique=True))
def test_for_categories_asked_for_only_their_open_facts_are_asked(facts: Facts, asked_for: list[str]) -> None:
    rules = shipped()
    name = asked(rules, facts, asked_for)
    check = check_category(rules, facts, asked_for)
    missing = {fact for category in asked_for for fact in check.verdict(category).missing}
    if name is not None:
        assert name in set().union(*(rules.categories[category].facts for category in asked_for))
    open_ = {fact for fact in missing if fact not in rules.complete(facts) and rules.facts[fact].ask}
    assert name is not None or not open_, "what is missing and can be asked is asked"


@given(shipped_facts())
def test_at_its_end_no_category_that_may_be_first_is_open(start: Facts) -> None:
    """Everything answered: the first recommended is no longer waiting for an answer that could be had."""
    rules = shipped()
    answered = {name: kinds[0] for name, kinds in rules.kinds.items()} | dict(start)
    _, facts = whole(rules, answered, known=start)
    check = check_category(rules, facts)
    if check.recommended:
        first = check.verdict(check.recommended[0].category)
        assert first.verdict != "needs_info" or all(name in rules.complete(facts) or not rules.facts[name].ask for name in first.missing)


def test_the_first_question_of_all_separates_what_is_applied_with(rules: RuleSet) -> None:
    assert asked(rules, {}) in ("scope", "strongest_in")


def test_a_wish_known_by_all_its_facts_needs_no_question(rules: RuleSet) -> None:
    assert asked(rules, {"new_way": True, "scope": "one_work"}, ("tpsa.innovation",)) is None
    assert asked(rules, {"new_way": True}, ("tpsa.innovation",)) == "scope", "whether it is the management of the whole organisation is confirmed"
    assert asked(rules, {"new_way": False}, ("tpsa.innovation",)) is None
    assert asked(rules, {"strongest_in": "new_way", "scope": "one_work"}, ("tpsa.innovation",)) is None, "the strongest side says that it is new"
