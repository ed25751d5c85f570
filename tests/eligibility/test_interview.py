"""The interview: it never asks what is known or cannot matter, it ends, and it asks first what separates best."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.eligibility.category import CategoryCheck, check_category, parse_facts
from assistant.eligibility.decide import decide, strength, to_confirm
from assistant.eligibility.facts import Fact, Facts, Option, Span, Value
from assistant.eligibility.interview import answers, next_question
from assistant.eligibility.rules import RuleFile, RuleSet, applied_to
from assistant.thai.dates import ThaiDate
from tests.eligibility.drawn import CASES, CATEGORIES, limits, shipped, shipped_facts, values
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


# --- the choice, by its definition


@dataclass(frozen=True)
class State:
    """Where a category stands, told by its verdict."""

    alive: bool
    positive: bool  # can be recommended as it stands
    sure: int
    possible: int
    needed: frozenset[str]
    wondered: frozenset[str]


def state(rules: RuleSet, category: str, facts: Facts) -> State:
    of = rules.categories[category]
    verdict = decide(of, facts)
    sure, possible = strength(of, facts)
    speaks = verdict.verdict in ("eligible", "conditional") or (verdict.verdict == "no_rule" and sure > 0)
    wondered = frozenset(name for weighed in of.strengths for name in weighed.node.unknown(facts))
    return State(verdict.verdict != "not_eligible", speaks, sure, possible, frozenset([*verdict.missing, *to_confirm(of, facts)]), wondered)


def in_the_running(states: list[State]) -> list[State]:
    """Those that may still come first: as strong as the strongest that can be recommended already, or possibly stronger."""
    mark = max((one.sure for one in states if one.positive), default=0)
    return [one for one in states if one.possible > mark or (one.positive and one.sure == mark)]


def settled(states: list[State]) -> bool:
    """One is certain and no other can be stronger; or nothing that is needed is open."""
    certain = [one.sure for one in in_the_running(states) if one.positive and not one.needed]
    if certain:
        return all(one.possible <= max(certain) for one in in_the_running(states))
    return not any(one.needed for one in states)


def rest(rules: RuleSet, given_: Facts, asked_for: Collection[str]) -> float:
    """What an interview has still before it: categories in the running, and half as much for each question that the strongest needs."""
    facts = rules.complete(given_)
    states = [one for category in asked_for or rules.categories if (one := state(rules, category, facts)).alive]
    if asked_for:
        return sum(0.5 * len(one.needed) for one in states)
    running = in_the_running(states)
    if settled(states):
        return 0
    strongest = max((one.sure for one in running), default=0)
    return len(running) + 0.5 * min((len(one.needed) for one in running if one.sure == strongest), default=0)


def candidates(rules: RuleSet, given_: Facts, asked_for: Collection[str]) -> set[str]:
    """What may be asked: what decides, and without a wish also what orders, of the categories that count."""
    facts = rules.complete(given_)
    states = [one for category in asked_for or rules.categories if (one := state(rules, category, facts)).alive]
    if not asked_for and settled(states):
        return set()
    counting = states if asked_for else in_the_running(states) or states
    names = {name for one in counting for name in (one.needed if asked_for else one.needed | one.wondered)}
    return {name for name in names if name not in facts and rules.facts[name].ask}


def check_choice(rules: RuleSet, given_: Facts, asked_for: Collection[str]) -> None:
    """What is asked is a candidate that leaves the least, over its kinds of answers; nothing is asked where there is none."""
    left = {
        name: fmean(rest(rules, {**given_, name: value}, asked_for) for value in rules.kinds[name]) for name in candidates(rules, given_, asked_for)
    }  # fmt: skip
    name = asked(rules, given_, asked_for)
    if name is None:
        assert left == {}
    else:
        assert left[name] == pytest.approx(min(left.values()), abs=1e-9), left


@given(shipped_facts(), _ASKED_FOR)
@settings(max_examples=20)
def test_it_asks_what_leaves_the_least(facts: Facts, asked_for: tuple[str, ...]) -> None:
    check_choice(shipped(), facts, asked_for)


@given(st.sampled_from(CASES), st.data())
@settings(max_examples=20)
def test_it_asks_what_leaves_the_least_at_every_step_of_an_interview(case: dict[str, Any], data: st.DataObject) -> None:
    rules = shipped()
    truth = parse_facts(rules, case["facts"])
    order, _ = whole(rules, truth)
    steps = data.draw(st.integers(0, len(order)))
    check_choice(rules, {name: truth[name] for name in order[:steps] if name in truth}, ())


# --- ends, on rules made for it


def ruleset(strengths: Collection[tuple[str, str, int]], rules: Collection[tuple[str, str, str]]) -> RuleSet:
    """Categories by strengths (category, fact, weight) and rules (category, effect, fact).

    Facts are yes or no, and "o" one of three of which the first counts; the effect "confirms" is a bar to confirm; without a fact a rule always holds.
    """
    source = [{"section": "๑", "item": "ก", "quote": "ข"}]
    named = sorted({*(name for _, name, _ in strengths), *(name for _, _, name in rules if name)})
    counts = {name: {"fact": name, "is": "x" if name == "o" else True} for name in named}
    categories = sorted({*(category for category, _, _ in strengths), *(category for category, _, _ in rules)})
    written = [{"categories": [category], "when": counts[name], "weight": weight, "because": name} for category, name, weight in strengths]
    stated = [
        {"id": f"{category}.{effect}-{name or 'always'}", "categories": [category], "when": counts.get(name), "because": "x", "source": source}
        | ({"effect": "bars", "confirm": True} if effect == "confirms" else {"effect": effect})
        for category, effect, name in rules
    ]
    file = RuleFile.model_validate({"branch": "n", "categories": categories, "strengths": written, "rules": stated})
    options = tuple(Option(id=option, label=option) for option in "xyz")
    facts = {name: Fact(id=name, type="one_of" if name == "o" else "yes_no", question=name, why="x", options=options if name == "o" else ()) for name in named}
    made = {category: applied_to(category, category, [file]) for category in categories}
    kinds: dict[str, list[Value]] = {name: ["x", "y", "z"] if name == "o" else [True, False] for name in facts}
    return RuleSet("2570", "x", facts, ThaiDate(2570, 1, 1), made, (), kinds)


_SMALL_CATEGORIES, _SMALL_FACTS = st.sampled_from("abc"), st.sampled_from("opqrs")
_RULESETS = st.builds(
    ruleset,
    st.lists(st.tuples(_SMALL_CATEGORIES, _SMALL_FACTS, st.integers(1, 4)), max_size=5),
    st.lists(
        st.tuples(_SMALL_CATEGORIES, st.sampled_from(["requires", "requires", "bars", "confirms"]), _SMALL_FACTS)
        | st.tuples(_SMALL_CATEGORIES, st.just("no_rule"), st.just("")),
        min_size=2,
        max_size=6,
    ),
)


@given(_RULESETS, st.data())
@settings(max_examples=150)
def test_it_asks_what_leaves_the_least_whatever_the_rules(rules: RuleSet, data: st.DataObject) -> None:
    known = data.draw(st.lists(st.sampled_from(sorted(rules.facts) or ["none"]), max_size=2, unique=True))
    facts = {name: data.draw(st.sampled_from(list(rules.kinds[name]))) for name in known if name in rules.facts}
    check_choice(rules, facts, data.draw(st.sampled_from([(), tuple(rules.categories)])))


def test_it_ends_when_one_is_certain_though_its_equal_is_to_be_confirmed() -> None:
    rules = ruleset([("a", "p", 5), ("b", "q", 5)], [("a", "requires", "p"), ("b", "requires", "q"), ("b", "confirms", "r")])
    assert asked(rules, {"p": True, "q": True}) is None
    assert asked(rules, {"p": False, "q": True}) == "r"


def test_it_goes_on_while_another_may_be_stronger() -> None:
    rules = ruleset([("a", "p", 5), ("b", "q", 6)], [("a", "requires", "p"), ("b", "requires", "r")])
    assert asked(rules, {"p": True}) in ("q", "r")
    assert asked(rules, {"p": True, "q": False}) is None
    assert asked(rules, {"p": True, "r": False}) is None
    assert asked(rules, {"p": True, "q": True}) == "r"


def test_one_that_is_certain_may_still_be_stronger_than_its_equal() -> None:
    rules = ruleset([("a", "p", 5), ("b", "q", 5), ("b", "r", 1)], [("a", "requires", "p"), ("b", "requires", "q")])
    assert asked(rules, {"p": True, "q": True}) == "r"


def test_a_silent_category_is_in_the_running_when_something_speaks_for_it() -> None:
    rules = ruleset([("a", "p", 5), ("b", "q", 4)], [("a", "no_rule", ""), ("b", "requires", "q")])
    assert asked(rules, {"p": True}) is None, "the silent one is stronger than the other can be"
    assert asked(rules, {"p": False}) == "q"


def test_a_silent_category_for_which_nothing_speaks_ends_nothing() -> None:
    rules = ruleset([], [("a", "no_rule", ""), ("b", "requires", "q")])
    assert asked(rules, {}) == "q"


def test_without_strengths_what_is_needed_is_asked() -> None:
    rules = ruleset([], [("a", "requires", "p"), ("b", "requires", "q")])
    assert asked(rules, {}) in ("p", "q")
    assert asked(rules, {"p": True}) is None, "one fits, and none can be stronger"
    assert asked(rules, {"p": False}) == "q"
    assert asked(rules, {"p": False, "q": False}) is None


def test_of_what_may_still_come_first_alone_is_asked() -> None:
    rules = ruleset([("b", "q", 1)], [("a", "requires", "p"), ("b", "requires", "q")])
    assert asked(rules, {}) == "q", "the other can only come after it"
    assert asked(rules, {"q": False}) == "p"


def test_what_the_strongest_needs_counts_not_what_any_or_all_need() -> None:
    rules = ruleset([("c", "r", 2), ("c", "s", 1), ("b", "o", 4), ("a", "r", 2)], [("c", "confirms", "o"), ("c", "requires", "s"), ("b", "requires", "s")])
    assert asked(rules, {}) == "o"
    check_choice(rules, {}, ())


def test_of_two_questions_the_one_that_ends_it_comes_first() -> None:
    rules = ruleset(
        [("a", "s", 2), ("b", "s", 2), ("c", "s", 2)], [("a", "requires", "p"), ("b", "requires", "q"), ("c", "requires", "q"), ("a", "requires", "q")]
    )
    assert asked(rules, {"s": True}) == "q", "it rules out all three, p only one"


# --- over the shipped rules


@given(shipped_facts(), _ASKED_FOR, st.data())
@settings(max_examples=30)
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
@settings(max_examples=30)
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
@settings(max_examples=30)
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
