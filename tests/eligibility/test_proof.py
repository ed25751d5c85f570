"""Proof over the fact space: which rules can never decide, which exclude each other, and that what is provable agrees with trying every value."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility import conditions
from assistant.eligibility.conditions import Condition, compiled
from assistant.eligibility.decide import outcome
from assistant.eligibility.facts import Fact, Span, Value
from assistant.eligibility.proof import Fault, faults, kinds_of_values, satisfiable, used_facts
from assistant.eligibility.rules import CategoryRules, Rule, RuleFile, RuleSet, applied_to
from tests.eligibility.drawn import shipped

SOURCE = [{"section": "๑", "item": "ข้อ 1", "quote": "ถ้อยคำ"}]


def fact(name: str, type_: str, options: str = "", **more: Any) -> Fact:
    chosen = [{"id": option, "label": option} for option in options.split()]
    return Fact.model_validate({"id": name, "type": type_, "question": "อะไร", "why": "ใช้ตรวจ"} | ({"options": chosen} if chosen else {}) | more)


FACTS = {
    made.id: made
    for made in [
        fact("bright", "yes_no"),
        fact("ready", "yes_no"),
        fact("size", "one_of", "small middle large"),
        fact("sides", "several_of", "east west"),
        fact("months", "duration", minimum=0, maximum=1200),
        fact("started", "date"),
        fact("remark", "text"),
    ]
}


def category(*rules: dict[str, Any]) -> CategoryRules:
    """A category of rules with the names a, b, c …; each is a requirement unless it says otherwise."""
    base = {"categories": ["x.y"], "effect": "requires", "because": "อะไร", "source": SOURCE}
    made = [
        Rule.model_validate({"id": name, **base, **rule} | ({"readings": ["ได้", "ไม่ได้"]} if rule.get("effect") == "conditional" else {}))
        for name, rule in zip("abcdef", rules, strict=False)
    ]
    return applied_to("x.y", "ชื่อ", [RuleFile(branch="x", categories=("x.y",), rules=tuple(made))])


def told(*rules: dict[str, Any]) -> list[str]:
    """What is told of the rules, each beginning with the name of its rule."""
    return [f"{fault.rule} {fault.what}" for fault in faults(category(*rules), FACTS)]


BRIGHT = {"fact": "bright", "is": True}
DARK = {"fact": "bright", "is": False}
YEAR = {"fact": "months", "at_least": 12}
BELOW = {"fact": "months", "at_most": 6}
LARGE = {"fact": "size", "is": "large"}
SMALL = {"fact": "size", "is": "small"}
NEVER = {"all": [SMALL, LARGE]}
ALWAYS = {"fact": "months", "at_least": 0}


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([{"when": BRIGHT}], []),
        ([{"when": BRIGHT}, {"when": YEAR}, {"effect": "bars", "when": SMALL}], []),
        ([{"effect": "no_rule"}], []),
        ([{"effect": "no_rule"}, {"effect": "bars", "when": SMALL}, {"when": BRIGHT}], []),
        # never
        ([{"when": BRIGHT}, {"when": ALWAYS}], ["b can never fire in x.y: its condition is the same whatever the facts"]),
        ([{"when": BRIGHT}, {"effect": "bars", "when": NEVER}], ["b can never fire in x.y: its condition is the same whatever the facts"]),
        # shadowed
        ([{"when": YEAR}, {"when": {"fact": "months", "at_least": 6}}], ["b is shadowed in x.y: whenever it fires another rule does too (a)"]),
        ([{"when": {"fact": "months", "at_least": 6}}, {"when": YEAR}], ["a is shadowed in x.y: whenever it fires another rule does too (b)"]),
        (
            [{"when": BRIGHT}, {"effect": "bars", "when": DARK}],
            ["a is shadowed in x.y: whenever it fires another rule does too (b)", "b is shadowed in x.y: whenever it fires another rule does too (a)"],
        ),
        ([{"when": BRIGHT}, {"effect": "bars", "when": {"all": [DARK, SMALL]}}], ["b is shadowed in x.y: whenever it fires another rule does too (a)"]),
        (  # by two rules only together: none is named
            [{"when": {"any": [BRIGHT, LARGE]}}, {"when": {"any": [BRIGHT, {"not": LARGE}]}}, {"when": BRIGHT}],
            [
                "a is shadowed in x.y: whenever it fires another rule does too (c)",
                "b is shadowed in x.y: whenever it fires another rule does too (c)",
                "c is shadowed in x.y: whenever it fires another rule does too",
            ],
        ),
        # contradictions
        ([{"when": YEAR}, {"when": BELOW}], ["b contradicts a: no work can meet both, so x.y is unreachable"]),
        ([{"when": BRIGHT}, {"effect": "bars", "when": BRIGHT}], ["b contradicts a: no work can meet both, so x.y is unreachable"]),
        (
            [{"when": YEAR}, {"when": BRIGHT}, {"when": BELOW}, {"effect": "bars", "when": BRIGHT}],
            ["c contradicts a: no work can meet both, so x.y is unreachable", "d contradicts b: no work can meet both, so x.y is unreachable"],
        ),
        ([{"when": NEVER}], ["a rules out x.y whatever the facts: nothing can ever fit it"]),
        ([{"effect": "bars", "when": ALWAYS}, {"when": YEAR}, {"when": BELOW}], ["a rules out x.y whatever the facts: nothing can ever fit it"]),
        ([{"when": BRIGHT}, {"when": NEVER}, {"effect": "bars", "when": ALWAYS}], ["b rules out x.y whatever the facts: nothing can ever fit it",
                                                                                   "c rules out x.y whatever the facts: nothing can ever fit it"]),
        (
            [{"when": {"any": [BRIGHT, LARGE]}}, {"when": {"any": [DARK, LARGE]}}, {"effect": "bars", "when": LARGE}],
            ["c x.y is unreachable: no work can meet a, b, c together"],
        ),
        # silence and open points
        ([{"when": BRIGHT}, {"effect": "no_rule", "when": DARK}], ["b can never be reached in x.y: other rules decide first"]),
        ([{"when": BRIGHT}, {"effect": "no_rule", "when": SMALL}], []),
        ([{"when": BRIGHT}, {"effect": "conditional", "when": DARK}], ["b can never be reached in x.y: other rules decide first"]),
        ([{"when": BRIGHT}, {"effect": "conditional", "when": SMALL}], []),
        ([{"effect": "no_rule"}, {"effect": "conditional", "when": SMALL}], ["b can never be reached in x.y: other rules decide first"]),
        (
            [{"effect": "no_rule", "when": SMALL}, {"effect": "conditional", "when": {"all": [SMALL, BRIGHT]}}, {"when": BRIGHT}],
            ["b can never be reached in x.y: other rules decide first"],
        ),
        ([{"effect": "no_rule", "when": SMALL}, {"effect": "conditional", "when": {"any": [SMALL, LARGE]}}, {"when": BRIGHT}], []),
        ([{"effect": "bars", "when": SMALL}, {"effect": "no_rule", "when": SMALL}], ["b can never be reached in x.y: other rules decide first"]),
    ],
)  # fmt: skip
def test_what_can_never_decide_is_told(rules: list[dict[str, Any]], expected: list[str]) -> None:
    assert told(*rules) == expected


def test_a_fault_says_how_to_mend_it() -> None:
    assert list(faults(category({"when": YEAR}, {"when": BELOW}), FACTS)) == [
        Fault("b", "contradicts a: no work can meet both, so x.y is unreachable", "Correct one of the two.")
    ]
    every = [
        category({"when": BRIGHT}, {"when": ALWAYS}),
        category({"when": YEAR}, {"when": {"fact": "months", "at_least": 6}}),
        category({"when": NEVER}),
        category({"when": {"any": [BRIGHT, LARGE]}}, {"when": {"any": [DARK, LARGE]}}, {"effect": "bars", "when": LARGE}),
        category({"when": BRIGHT}, {"effect": "no_rule", "when": DARK}),
        category({"when": BRIGHT}, {"effect": "conditional", "when": DARK}),
    ]
    assert [fault.fix for rules in every for fault in faults(rules, FACTS)] == [
        "Correct the condition, or remove it.",
        "Remove it, or narrow the other.",
        "Correct the condition.",
        "Correct one of them.",
        "Loosen it, or remove it.",
        "Loosen it, or take the category off its list.",
    ]


def test_the_shipped_rules_have_no_fault(rules: RuleSet) -> None:
    assert [fault for of in rules.categories.values() for fault in faults(of, rules.facts)] == []


@pytest.mark.parametrize("name", ["eligible", "not_eligible", "needs_info", "conditional", "no_rule"])
def test_every_verdict_is_reached_by_some_shipped_category(name: str) -> None:
    rules = shipped()
    reached = {outcome(of, facts) for of in rules.categories.values() for facts in _some_assignments(of, rules)}
    assert name in reached


def _some_assignments(of: CategoryRules, rules: RuleSet) -> list[dict[str, Value]]:
    """Nothing known; and for each kind of each fact, that beside the first kinds of the others that do not rule it out."""
    good: dict[str, Value] = {}
    for name in of.facts:
        good |= next(({name: value} for value in rules.kinds[name] if outcome(of, {**good, name: value}) != "not_eligible"), {})
    return [{}, good, *({**good, name: value} for name in of.facts for value in rules.kinds[name])]


# --- conditions that can hold

_LEAVES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [BRIGHT, DARK, {"fact": "ready", "is": True}, SMALL, LARGE, {"fact": "size", "in": ["small", "middle"]}, YEAR, BELOW, {"fact": "months", "at_least": 13},
     {"fact": "sides", "includes_any": ["east"]}, {"fact": "sides", "only": ["west"]}, {"fact": "sides", "count_at_least": 2}]
)  # fmt: skip
_CONDITIONS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=6,
)
_EVERY: dict[str, list[Value]] = {
    "bright": [True, False],
    "ready": [True, False],
    "size": ["small", "middle", "large"],
    "sides": [frozenset(some) for size in range(3) for some in itertools.combinations(["east", "west"], size)],
    "months": [Span.exact(Decimal(number)) for number in (0, 5, 6, 7, 11, 12, 13, 14)],
}


@given(_CONDITIONS)
def test_what_can_hold_is_what_some_values_make_hold(written: dict[str, Any]) -> None:
    node = compiled(Condition.model_validate(written))
    names = sorted(node.facts)
    tried = any(node.holds(dict(zip(names, values, strict=True))) for values in itertools.product(*(_EVERY[name] for name in names)))
    assert satisfiable(node, FACTS) is tried


def test_dates_and_texts_are_given_or_not() -> None:
    for name in ("started", "remark"):
        given_ = compiled(Condition.model_validate({"fact": name, "given": True}))
        assert satisfiable(given_, FACTS)
        assert not satisfiable(compiled(Condition.model_validate({"not": {"fact": name, "given": True}})), FACTS)


# --- kinds of values


def kinds(made: Fact, *tests: dict[str, Any]) -> list[Value]:
    nodes = [compiled(Condition.model_validate({"fact": made.id} | test)) for test in tests]
    return kinds_of_values(made, [node for node in nodes if isinstance(node, conditions.Test)])


def numbers(*values: float) -> list[Span]:
    return [Span.exact(Decimal(str(value))) for value in values]


def test_one_value_of_each_kind_that_tests_tell_apart() -> None:
    assert kinds(FACTS["bright"], {"is": True}) == [True, False]
    assert kinds(FACTS["bright"]) == [True]
    assert kinds(FACTS["size"], {"is": "large"}) == ["small", "large"]
    assert kinds(FACTS["size"], {"is": "large"}, {"in": ["small"]}) == ["small", "middle", "large"]
    assert kinds(FACTS["sides"], {"includes_any": ["east"]}) == [frozenset(), frozenset({"east"})]
    assert kinds(FACTS["sides"], {"count_at_least": 2}) == [frozenset(), frozenset({"east", "west"})]
    assert kinds(FACTS["started"], {"given": True}) == kinds(FACTS["started"])
    assert kinds(FACTS["remark"], {"given": True}) == ["x"]


def test_numbers_lie_below_at_and_above_each_limit_and_within_what_is_possible() -> None:
    assert kinds(FACTS["months"], {"at_least": 12}, {"at_most": 12}) == numbers(0, 12, 13)
    assert kinds(FACTS["months"], {"at_least": 12}, {"at_most": 20}) == numbers(0, 12, 21)
    free = fact("count", "number")
    assert kinds(free, {"at_least": 12}) == numbers(11, 12)
    assert kinds(free, {"at_most": 12}) == numbers(11, 13)
    assert kinds(free) == []
    assert kinds(fact("count", "number", minimum=12), {"at_least": 12}) == numbers(12)
    assert kinds(fact("count", "number", maximum=11), {"at_least": 12}) == numbers(10)
    assert kinds(fact("count", "number", minimum=5), {"at_most": 4}) == numbers(5)
    assert kinds(fact("count", "number", minimum=5), {"at_most": 5}) == numbers(5, 6)
    assert kinds(fact("count", "number", maximum=5), {"at_least": 5}) == numbers(4, 5)


def test_a_number_between_two_limits_is_tried() -> None:
    low, high = Decimal(12), Decimal("12.5")
    found = kinds(FACTS["months"], {"at_most": low}, {"at_least": high})
    assert any(isinstance(value, Span) and low < value.low < high for value in found)


def test_few_options_are_tried_in_every_combination_many_in_some() -> None:
    six = fact("many", "several_of", "a b c d e f")
    assert frozenset("abc") in kinds(six, {"count_at_least": 3}, {"only": ["a", "b", "c"]})
    seven = fact("many", "several_of", "a b c d e f g")
    assert [len(some) for some in kinds(seven, {"count_at_least": 1}, {"count_at_least": 2}, {"count_at_least": 3}) if isinstance(some, frozenset)] == [
        0,
        1,
        2,
        3,
    ]
    three = {"a", "b", "c"}
    found = kinds(seven, {"count_at_least": 3}, {"only": sorted(three)})
    assert any(isinstance(some, frozenset) and len(some) == 3 and some <= three for some in found)


def test_facts_that_conditions_test() -> None:
    written = [{"all": [BRIGHT, {"not": {"any": [YEAR, LARGE]}}]}, BRIGHT]
    assert used_facts(Condition.model_validate(one) for one in written) == {"bright", "months", "size"}
    assert used_facts([]) == set()
