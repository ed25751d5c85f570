"""Conditions: three-valued as Kleene has it, the same whether judged as written or compiled; what a file may write; what does not fit a fact."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.eligibility.conditions import Condition, Node, Truth, compiled
from assistant.eligibility.facts import Fact, Facts, Span, Value
from assistant.thai.dates import ThaiDate
from tests.eligibility.drawn import narrower, truth, values

SIDES = [{"id": "east", "label": "ตะวันออก"}, {"id": "west", "label": "ตะวันตก"}, {"id": "south", "label": "ใต้"}]


def fact(name: str, type_: str) -> Fact:
    options = {"options": SIDES} if type_ in ("one_of", "several_of") else {}
    return Fact.model_validate({"id": name, "type": type_, "question": "อะไร", "why": "ใช้ตรวจ"} | options)


FACTS = {
    name: fact(name, type_)
    for name, type_ in {
        "fresh": "yes_no", "ready": "yes_no", "side": "one_of", "sides": "several_of",
        "count": "number", "months": "duration", "started": "date", "remark": "text",
    }.items()
}  # fmt: skip


def condition(**written: Any) -> Condition:
    return Condition.model_validate(written)


def holds(facts: Facts, written: Any, category: str = "") -> Truth:
    return compiled(Condition.model_validate(written), category).holds(facts)


def number(low: float, high: float | None = None, open_: bool = False) -> Span:
    return Span(Decimal(str(low)), None if open_ else Decimal(str(low if high is None else high)))


# --- one test of one fact


@pytest.mark.parametrize(
    ("value", "written", "expected"),
    [
        (True, {"fact": "fresh", "is": True}, True),
        (False, {"fact": "fresh", "is": True}, False),
        (False, {"fact": "fresh", "is": False}, True),
        (True, {"fact": "fresh", "is": False}, False),
        ("east", {"fact": "side", "is": "east"}, True),
        ("west", {"fact": "side", "is": "east"}, False),
        ("west", {"fact": "side", "in": ["east", "west"]}, True),
        ("south", {"fact": "side", "in": ["east", "west"]}, False),
        ("west", {"fact": "side", "in": ["$category"]}, True),
        ("east", {"fact": "side", "in": ["$category"]}, False),
        (frozenset({"east", "west"}), {"fact": "sides", "includes_any": ["east", "south"]}, True),
        (frozenset({"west"}), {"fact": "sides", "includes_any": ["east", "south"]}, False),
        (frozenset({"west"}), {"fact": "sides", "includes_any": ["$category"]}, True),
        (frozenset(), {"fact": "sides", "includes_any": ["east"]}, False),
        (frozenset({"east"}), {"fact": "sides", "only": ["east", "west"]}, True),
        (frozenset({"east", "west"}), {"fact": "sides", "only": ["east", "west"]}, True),
        (frozenset({"east", "south"}), {"fact": "sides", "only": ["east", "west"]}, False),
        (frozenset({"east", "west"}), {"fact": "sides", "only": ["east", "$category"]}, True),
        (frozenset(), {"fact": "sides", "only": ["east"]}, True),
        (frozenset({"east", "west"}), {"fact": "sides", "count_at_least": 2}, True),
        (frozenset({"east"}), {"fact": "sides", "count_at_least": 2}, False),
        (number(12), {"fact": "months", "at_least": 12}, True),
        (number(11.99), {"fact": "months", "at_least": 12}, False),
        (number(12, open_=True), {"fact": "months", "at_least": 12}, True),
        (number(11, open_=True), {"fact": "months", "at_least": 12}, None),
        (number(11, 12), {"fact": "months", "at_least": 12}, None),
        (number(0, 11.99), {"fact": "months", "at_least": 12}, False),
        (number(12), {"fact": "count", "at_most": 12}, True),
        (number(12.01), {"fact": "count", "at_most": 12}, False),
        (number(0, 12), {"fact": "count", "at_most": 12}, True),
        (number(12, 13), {"fact": "count", "at_most": 12}, None),
        (number(12, open_=True), {"fact": "count", "at_most": 12}, None),
        (number(12.01, open_=True), {"fact": "count", "at_most": 12}, False),
        (number(0), {"fact": "count", "at_least": 0}, True),
        (ThaiDate(2565, 1), {"fact": "started", "given": True}, True),
        ("x", {"fact": "remark", "given": True}, True),
    ],
)
def test_a_test_of_a_fact(value: Value, written: dict[str, Any], expected: Truth) -> None:
    facts = {written["fact"]: value}
    assert holds(facts, written, "west") is expected
    assert truth(condition(**written), facts, "west") is expected
    assert holds({}, written, "west") is None, "an unknown fact decides nothing"
    assert list(compiled(condition(**written), "west").unknown(facts)) == ([written["fact"]] if expected is None else [])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ({"fact": "sides", "includes_any": ["east"]}, "east"),
        ({"fact": "sides", "only": ["east"]}, "east"),
        ({"fact": "sides", "count_at_least": 1}, "east"),
    ],
)
def test_a_set_is_wanted_where_sets_are_tested(written: dict[str, Any], value: Value) -> None:
    assert holds({"sides": value}, written) is False


@pytest.mark.parametrize("test", ["at_least", "at_most"])
def test_what_is_no_number_is_not_compared(test: str) -> None:
    assert holds({"count": "12"}, {"fact": "count", test: 12}) is None


# --- all, any, not

KNOWN: dict[Truth, dict[str, Value]] = {True: {"fresh": True}, False: {"fresh": False}, None: {}}
OTHER: dict[Truth, dict[str, Value]] = {True: {"ready": True}, False: {"ready": False}, None: {}}
FRESH = {"fact": "fresh", "is": True}
READY = {"fact": "ready", "is": True}


@pytest.mark.parametrize(
    ("first", "second", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (False, True, False, True),
        (False, False, False, False),
        (True, None, None, True),
        (None, True, None, True),
        (False, None, False, None),
        (None, False, False, None),
        (None, None, None, None),
    ],
)
def test_kleenes_tables(first: Truth, second: Truth, both: Truth, either: Truth) -> None:
    facts = KNOWN[first] | OTHER[second]
    assert holds(facts, {"all": [FRESH, READY]}) is both
    assert holds(facts, {"any": [FRESH, READY]}) is either
    assert holds(facts, {"not": FRESH}) is (None if first is None else not first)


def test_only_facts_that_keep_it_open_are_named() -> None:
    node = compiled(condition(all=[FRESH, {"any": [READY, {"fact": "side", "is": "east"}]}, {"not": {"fact": "months", "at_least": 12}}]))
    assert list(node.unknown({})) == ["fresh", "ready", "side", "months"]
    assert list(node.unknown({"fresh": True, "ready": False})) == ["side", "months"]
    assert list(node.unknown({"fresh": True, "ready": True})) == ["months"]
    assert list(node.unknown({"fresh": False})) == []
    assert list(node.unknown({"fresh": True, "ready": True, "months": number(6, 18)})) == ["months"]
    assert list(node.unknown({"fresh": True, "ready": True, "months": number(6)})) == []


def test_a_compiled_condition_knows_its_facts_and_tests() -> None:
    node = compiled(condition(any=[{"not": FRESH}, {"all": [READY, {"fact": "months", "at_least": 12}]}, {"fact": "months", "at_most": 13.8}]))
    assert node.facts == {"fresh", "ready", "months"}
    assert [(test.fact, test.limits) for test in node.tests()] == [
        ("fresh", ()), ("ready", ()), ("months", (Decimal(12),)), ("months", (Decimal("13.8"),)),
    ]  # fmt: skip


def test_the_base_of_nodes_says_nothing_itself() -> None:
    for call in (lambda: Node().holds({}), lambda: Node().unknown({}), lambda: Node().tests()):
        with pytest.raises(NotImplementedError):
            call()


# --- laws, over any condition and any facts

_OPTIONS = st.lists(st.sampled_from(["east", "west", "$category"]), min_size=1)
_LEAVES = st.one_of(
    st.builds(lambda name, wanted: {"fact": name, "is": wanted}, st.sampled_from(["fresh", "ready"]), st.booleans()),
    st.builds(lambda wanted: {"fact": "side", "in": wanted}, _OPTIONS),
    st.builds(lambda test, wanted: {"fact": "sides", test: wanted}, st.sampled_from(["includes_any", "only"]), _OPTIONS),
    st.builds(lambda least: {"fact": "sides", "count_at_least": least}, st.integers(1, 3)),
    st.builds(lambda name, limit: {"fact": name, "at_least": limit}, st.sampled_from(["count", "months"]), st.integers(0, 20)),
    st.builds(lambda name, limit: {"fact": name, "at_most": limit}, st.sampled_from(["count", "months"]), st.integers(0, 20)),
    st.just({"fact": "started", "given": True}),
)
_CONDITIONS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=6,
)
_NEAR = tuple(Decimal(limit) for limit in range(21))


@st.composite
def drawn_facts(draw: st.DrawFn) -> dict[str, Value]:
    chosen = draw(st.lists(st.sampled_from(list(FACTS)), unique=True))
    return {name: draw(values(FACTS[name], _NEAR)) for name in chosen}


@given(_CONDITIONS, drawn_facts())
def test_compiled_or_written_it_says_the_same(written: dict[str, Any], facts: Facts) -> None:
    assert holds(facts, written, "south") is truth(condition(**written), facts, "south")


@given(st.lists(_CONDITIONS, min_size=1, max_size=3), drawn_facts())
def test_de_morgan(parts: list[dict[str, Any]], facts: Facts) -> None:
    denied = [{"not": part} for part in parts]
    assert holds(facts, {"not": {"all": parts}}) is holds(facts, {"any": denied})
    assert holds(facts, {"not": {"any": parts}}) is holds(facts, {"all": denied})
    assert holds(facts, {"not": {"not": parts[0]}}) is holds(facts, parts[0])


@given(st.lists(_CONDITIONS, min_size=1, max_size=3), drawn_facts(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(parts: list[dict[str, Any]], facts: Facts, shuffle: Any) -> None:
    other = [*parts, parts[0]]
    shuffle.shuffle(other)
    assert holds(facts, {"all": parts}) is holds(facts, {"all": other})
    assert holds(facts, {"any": parts}) is holds(facts, {"any": other})


@given(_CONDITIONS, drawn_facts(), st.data())
def test_what_is_decided_stays_decided_when_more_is_known(written: dict[str, Any], facts: Facts, data: st.DataObject) -> None:
    more = {name: data.draw(narrower(value)) for name, value in facts.items()} | {
        name: value for name, value in data.draw(drawn_facts()).items() if name not in facts
    }
    before, after = holds(facts, written), holds(more, written)
    assert before is None or after is before


@given(_CONDITIONS, drawn_facts())
def test_open_facts_are_named_where_it_is_open_and_only_there(written: dict[str, Any], facts: Facts) -> None:
    node = compiled(condition(**written))
    open_ = set(node.unknown(facts))
    assert bool(open_) == (node.holds(facts) is None)
    assert open_ <= node.facts
    exact = {name for name, value in facts.items() if not isinstance(value, Span) or value.low == value.high}
    assert not open_ & exact


@given(_CONDITIONS, drawn_facts())
def test_facts_that_it_does_not_test_do_not_matter(written: dict[str, Any], facts: Facts) -> None:
    node = compiled(condition(**written))
    assert node.holds({name: value for name, value in facts.items() if name in node.facts}) is node.holds(facts)


# --- what a file may write


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({}, "write one of all, any, not, fact"),
        ({"all": [FRESH], "any": [FRESH]}, "write one of all, any, not, fact"),
        ({"not": FRESH, "fact": "ready", "is": True}, "write one of all, any, not, fact"),
        ({"is": True}, "write one of all, any, not, fact"),
        ({"fact": "fresh"}, "a fact is tested by exactly one of is, in, includes_any"),
        ({"fact": "count", "at_least": 1, "at_most": 2}, "a fact is tested by exactly one of"),
        ({"all": [FRESH], "is": True}, "a fact is tested by exactly one of"),
        ({"not": FRESH, "at_least": 1, "at_most": 2}, "a fact is tested by exactly one of"),
        ({"all": []}, "at least 1 item"),
        ({"any": []}, "at least 1 item"),
        ({"fact": "side", "in": []}, "at least 1 item"),
        ({"fact": "sides", "includes_any": []}, "at least 1 item"),
        ({"fact": "sides", "only": []}, "at least 1 item"),
        ({"fact": "sides", "count_at_least": 0}, "greater than or equal to 1"),
        ({"fact": "started", "given": False}, "Input should be True"),
        ({"fact": "fresh", "equals": True}, "Extra inputs are not permitted"),
        ({"fact": "Fresh", "is": True}, "should match pattern"),
    ],
)
def test_a_condition_that_is_none_is_refused(written: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        condition(**written)


def test_every_part_is_walked() -> None:
    whole = condition(all=[FRESH, {"any": [READY, {"not": {"fact": "side", "is": "east"}}]}])
    assert [part.fact for part in whole.parts()] == [None, "fresh", None, "ready", None, "side"]


@pytest.mark.parametrize("name", FACTS)
@pytest.mark.parametrize("test", [{"is": True}, {"is": "east"}, {"in": ["east"]}, {"includes_any": ["east"]}, {"only": ["east"]}, {"count_at_least": 1},
                                  {"at_least": 1}, {"at_most": 1}, {"given": True}], ids=lambda test: str(*test.items()))  # fmt: skip
def test_a_test_fits_the_type_or_is_told(name: str, test: dict[str, Any]) -> None:
    by_type: dict[str, list[dict[str, Any]]] = {
        "yes_no": [{"is": True}],
        "one_of": [{"is": "east"}, {"in": ["east"]}],
        "several_of": [{"includes_any": ["east"]}, {"only": ["east"]}, {"count_at_least": 1}],
        "number": [{"at_least": 1}, {"at_most": 1}],
        "duration": [{"at_least": 1}, {"at_most": 1}],
        "date": [{"given": True}],
        "text": [{"given": True}],
    }
    fits = by_type[FACTS[name].type]
    found = list(condition(**{"fact": name} | test).faults(FACTS))
    if test in fits:
        assert found == []
        return
    ((what, fix),) = found
    assert f"fact {name!r} is {FACTS[name].type} and cannot be tested by {next(iter(test))}" in what
    names = dict.fromkeys(next(iter(fitting)) for fitting in fits)
    assert fix == f"Use {' or '.join(names)}."


@pytest.mark.parametrize(
    ("written", "told", "mend"),
    [
        ({"fact": "freshh", "is": True}, "there is no fact 'freshh'", "Use an id of facts.yaml, or add the fact there."),
        ({"fact": "side", "is": "north"}, "fact 'side' has no option 'north'", "Use one of east, west, south."),
        ({"fact": "side", "in": ["east", "north"]}, "fact 'side' has no option 'north'", "Use one of east, west, south."),
        ({"fact": "sides", "includes_any": ["north"]}, "fact 'sides' has no option 'north'", "Use one of east, west, south."),
        ({"fact": "sides", "only": ["north"]}, "fact 'sides' has no option 'north'", "Use one of east, west, south."),
        ({"not": {"all": [FRESH, {"fact": "other", "is": True}]}}, "there is no fact 'other'", "Use an id of facts.yaml, or add the fact there."),
    ],
)
def test_a_fault_against_the_facts_is_told_with_its_remedy(written: dict[str, Any], told: str, mend: str) -> None:
    assert list(condition(**written).faults(FACTS)) == [(told, mend)]


def test_every_fault_is_told_and_the_category_is_no_option_of_its_own() -> None:
    written = {"all": [{"fact": "side", "in": ["north", "$category", "up"]}, {"fact": "freshh", "is": True}, FRESH]}
    assert [what for what, _ in condition(**written).faults(FACTS)] == [
        "fact 'side' has no option 'north'", "fact 'side' has no option 'up'", "there is no fact 'freshh'",
    ]  # fmt: skip
