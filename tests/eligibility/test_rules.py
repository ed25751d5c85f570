"""Rules as written and as compiled: what a file may hold, what facts imply, what of them can reach which category."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from pydantic import ValidationError

from assistant.eligibility.facts import Facts, Span
from assistant.eligibility.rules import Note, Rule, RuleFile, RuleSet, Strength, applied_to
from assistant.knowledge.schema import Model
from assistant.thai.dates import ThaiDate
from tests.eligibility.drawn import CATEGORIES, FILES, shipped, shipped_facts
from tests.eligibility.folder import rules_of, write_rules

SOURCE = [{"section": "๑", "item": "ข้อ 1", "quote": "ถ้อยคำ"}]
WHEN = {"fact": "bright", "is": True}


def rule(**written: Any) -> Rule:
    return Rule.model_validate({"id": "xyz.north.bright", "categories": ["xyz.north"], "effect": "requires", "because": "ต้องสว่าง", "source": SOURCE} | written)


@pytest.fixture
def small(tmp_path: Path) -> RuleSet:
    """The rules of the other award."""
    return rules_of(write_rules(tmp_path))


# --- what may be written


@pytest.mark.parametrize(
    "written",
    [
        {"when": WHEN},
        {"when": WHEN, "fails": "ไม่สว่าง"},
        {"effect": "bars", "when": WHEN},
        {"effect": "bars", "when": WHEN, "confirm": True},
        {"effect": "conditional", "when": WHEN, "readings": ["ได้", "ไม่ได้"]},
        {"effect": "conditional", "when": WHEN, "readings": ["ได้", "ไม่ได้", "แล้วแต่"]},
        {"effect": "no_rule"},
        {"effect": "no_rule", "when": WHEN},
    ],
)
def test_a_rule_that_holds_together(written: dict[str, Any]) -> None:
    made = rule(**written)
    assert made.confirm is bool(written.get("confirm"))
    assert len(made.readings) == len(written.get("readings", []))


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({}, "a rule that requires needs `when`"),
        ({"effect": "bars"}, "a rule that bars needs `when`"),
        ({"effect": "conditional", "readings": ["ได้", "ไม่ได้"]}, "a rule that conditional needs `when`"),
        ({"effect": "conditional", "when": WHEN}, "a conditional rule has two readings or more"),
        ({"effect": "conditional", "when": WHEN, "readings": ["ได้"]}, "a conditional rule has two readings or more"),
        ({"when": WHEN, "readings": ["ได้", "ไม่ได้"]}, "another rule has none"),
        ({"effect": "bars", "when": WHEN, "fails": "ไม่ได้"}, "`fails` is said where a requirement does not hold"),
        ({"effect": "no_rule", "fails": "ไม่ได้"}, "`fails` is said where a requirement does not hold"),
        ({"when": WHEN, "confirm": True}, "only a bar is confirmed"),
        ({"effect": "no_rule", "confirm": True}, "only a bar is confirmed"),
        ({"when": WHEN, "categories": []}, "at least 1 item"),
        ({"when": WHEN, "source": []}, "at least 1 item"),
        ({"when": WHEN, "because": "  "}, "at least 1 character"),
        ({"when": WHEN, "since": 2567}, "Extra inputs are not permitted"),
    ],
)
def test_a_rule_that_does_not_is_refused(written: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        rule(**written)


STRONG = {"categories": ["a"], "when": WHEN, "weight": 1, "because": "x"}
NOTED = {"id": "a.b", "when": WHEN, "text": "x", "source": SOURCE}
FILE = {"branch": "a", "categories": ["a.b"], "rules": [rule(when=WHEN)]}


def test_strengths_notes_and_files_of_the_least() -> None:
    assert [Strength.model_validate(STRONG | {"weight": weight}).weight for weight in (1, 10)] == [1, 10]
    assert Note.model_validate(NOTED).text == "x"
    assert RuleFile.model_validate(FILE).notes == ()
    assert RuleFile.model_validate(FILE).strengths == ()


BROKEN: list[tuple[type[Model], dict[str, Any], list[dict[str, Any]]]] = [
    (Strength, STRONG, [{"categories": []}, {"when": None}, {"because": ""}, {"weight": 0}, {"weight": 11}, {"weight": 1.5}, {"note": "x"}]),
    (Note, NOTED, [{"source": []}, {"text": " "}, {"when": None}, {"confirm": True}]),
    (RuleFile, FILE, [{"categories": []}, {"rules": []}, {"branch": "A"}, {"round": "2567"}]),
]


@pytest.mark.parametrize(("model", "whole", "broken"), [(model, whole, one) for model, whole, each in BROKEN for one in each])
def test_strengths_notes_and_files_are_strict(model: type[Model], whole: dict[str, Any], broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(whole | broken)


# --- compiled


def test_a_category_gets_its_rules_of_every_file_in_order() -> None:
    for category in CATEGORIES:
        made = applied_to(category, "ชื่อ", list(FILES))
        for effect, applied in (("requires", made.requires), ("bars", made.bars), ("conditional", made.conditionals), ("no_rule", made.no_rules)):
            wanted = [rule.id for file in FILES for rule in file.rules if category in rule.categories and rule.effect == effect]
            assert [one.rule.id for one in applied] == wanted
            assert all((one.node is None) == (one.rule.when is None) for one in applied)
        assert [weighed.strength for weighed in made.strengths] == [strong for file in FILES for strong in file.strengths if category in strong.categories]
        assert (made.id, made.name) == (category, "ชื่อ")


def test_a_category_knows_every_fact_that_speaks_of_it(small: RuleSet) -> None:
    assert {category.id: category.facts for category in small.categories.values()} == {
        "xyz.north": ("bright", "entered", "months", "people", "size"),
        "xyz.south": ("entered", "sides", "size"),
        "uvw.moon": ("size",),
    }
    assert len(small.categories["xyz.north"].nodes) == 5  # four rules and a strength
    assert len(small.categories["uvw.moon"].nodes) == 1  # the rule without condition has none


def test_the_category_a_rule_is_applied_to_takes_the_place_of_its_sign(small: RuleSet) -> None:
    north, south = (small.categories[name].bars[0].node for name in ("xyz.north", "xyz.south"))
    assert north is not None
    assert south is not None
    assert north.holds({"entered": "xyz.north"}) is False
    assert south.holds({"entered": "xyz.north"}) is True
    assert north.holds({"entered": "none"}) is south.holds({"entered": "none"}) is False


def test_one_value_of_each_kind_that_some_rule_tells_apart(small: RuleSet) -> None:
    assert small.kinds["bright"] == [True, False]
    assert small.kinds["size"] == ["small", "middle", "large"]
    assert small.kinds["months"] == [Span.exact(Decimal(0)), Span.exact(Decimal(12))]
    assert small.kinds["people"] == [Span.exact(Decimal(0)), Span.exact(Decimal(10))]
    assert small.kinds["sides"] == [frozenset(), frozenset({"west"}), frozenset({"east"})]  # the strength looks at the west alone
    assert small.kinds["entered"] == ["none", "xyz.north", "xyz.south", "uvw.moon"]
    assert small.kinds["remark"] == ["x"]
    assert set(small.kinds) == set(small.facts)


# --- what facts imply


def test_an_answer_may_say_another_fact_is_true(small: RuleSet) -> None:
    assert small.complete({"size": "large"}) == {"size": "large", "bright": True}
    assert small.complete({"size": "small"}) == {"size": "small"}, "not the other answer: that says nothing"
    assert small.complete({"size": "large", "bright": False}) == {"size": "large", "bright": False}, "what is given stands"
    assert small.complete({}) == {}


def test_a_length_is_worked_out_of_two_dates(small: RuleSet) -> None:
    start, end = ThaiDate(2569, 2, 28), ThaiDate(2569, 8, 28)
    assert small.complete({"started": start, "ended": end})["months"] == Span.exact(Decimal(6))
    assert small.complete({"started": start})["months"] == Span.exact(Decimal(12)), "to the day of the round where no end is given"
    assert small.complete({"started": ThaiDate(2569, 2)})["months"] == Span(Decimal(12), Decimal("12.87"))
    assert "months" not in small.complete({"ended": end})
    assert small.complete({"started": start, "months": Span.exact(Decimal(3))})["months"] == Span.exact(Decimal(3)), "what is given stands"
    assert "months" not in small.complete({"started": "2569"}), "a date in words is none"
    assert "months" not in small.complete({"started": start, "ended": "2569"})


def test_what_is_given_is_not_changed(small: RuleSet) -> None:
    given_: Facts = {"size": "large", "started": ThaiDate(2569, 2, 28)}
    small.complete(given_)
    assert set(given_) == {"size", "started"}


@given(shipped_facts())
def test_completing_keeps_what_is_given_and_is_done_once(facts: Facts) -> None:
    rules = shipped()
    done = rules.complete(facts)
    assert facts.items() <= done.items()
    assert rules.complete(done) == done
    for name, value in done.items():
        if name not in facts:
            fact = rules.facts[name]
            assert fact.implied_by or fact.between
            assert value is True or isinstance(value, Span)


@given(shipped_facts(), shipped_facts(most_changes=2))
def test_the_order_of_facts_does_not_matter_to_what_they_imply(facts: Facts, other: Facts) -> None:
    rules = shipped()
    backwards = dict(reversed(list(facts.items())))
    assert rules.complete(facts) == rules.complete(backwards)
    assert rules.contradictions(facts) == rules.contradictions(backwards)


def test_an_answer_that_denies_what_another_says_is_a_contradiction(small: RuleSet) -> None:
    assert small.contradictions({"bright": False, "size": "large"}) == [(small.facts["bright"], small.facts["size"])]
    agreeing: list[Facts] = [{"bright": True, "size": "large"}, {"bright": False, "size": "small"}, {"size": "large"}, {"bright": False}, {}]
    assert [small.contradictions(facts) for facts in agreeing] == [[]] * 5


@given(shipped_facts())
def test_contradictions_are_the_answers_that_completing_would_have_set_otherwise(facts: Facts) -> None:
    rules = shipped()
    for denied, other in rules.contradictions(facts):
        assert facts[denied.id] is False
        assert rules.complete({other.id: facts[other.id]})[denied.id] is True
    denials = [name for name, value in facts.items() if value is False and rules.facts[name].implied_by]
    told = {denied.id for denied, _ in rules.contradictions(facts)}
    assert told == {name for name in denials if rules.complete({key: value for key, value in facts.items() if key != name}).get(name) is True}


def test_facts_that_may_say_another(small: RuleSet) -> None:
    assert small.implying == {"size", "started", "ended"}


def test_categories_that_a_fact_may_change(small: RuleSet) -> None:
    assert small.categories_by_fact == {
        "size": ("xyz.north", "xyz.south", "uvw.moon"),
        "bright": ("xyz.north",),
        "months": ("xyz.north",),
        "started": ("xyz.north",),
        "ended": ("xyz.north",),
        "sides": ("xyz.south",),
        "people": ("xyz.north",),
        "entered": ("xyz.north", "xyz.south"),
        "remark": (),
    }


@given(shipped_facts(), shipped_facts())
def test_a_fact_changes_no_other_category(facts: Facts, others: Facts) -> None:
    rules = shipped()
    name = next((name for name in others if name not in facts), None)
    assume(name is not None)
    assert name is not None
    before, after = rules.complete(facts), rules.complete({**facts, name: others[name]})
    for category in rules.categories.values():
        if category.id not in rules.categories_by_fact[name]:
            assert {fact: before.get(fact) for fact in category.facts} == {fact: after.get(fact) for fact in category.facts}
