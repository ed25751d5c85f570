"""The verdict on one category: by the definition of the effects, with all and only the rules that made it; unknown never decides."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.decide import LABELS, CategoryVerdict, Verdict, decide, outcome, strength, to_confirm
from assistant.eligibility.facts import Facts, Span, Value
from assistant.eligibility.rules import CategoryRules, RuleFile, RuleSet, applied_to
from tests.eligibility.drawn import CATEGORIES, FILES, judged, narrower, shipped, shipped_facts, truth
from tests.eligibility.folder import rules_of, write_rules

YEAR = Span.exact(Decimal(12))
MONTH = Span.exact(Decimal(1))
_CATEGORY = st.sampled_from(CATEGORIES)
RULES = {rule.id: rule for file in FILES for rule in file.rules}


@pytest.fixture
def small(tmp_path: Path) -> RuleSet:
    """The rules of the other award."""
    return rules_of(write_rules(tmp_path))


def reasons(verdict: CategoryVerdict) -> list[tuple[str, bool | None]]:
    return [(reason.rule, reason.holds) for reason in verdict.reasons]


def looked_at(rule: str) -> set[str]:
    """Facts that a shipped rule looks at."""
    condition = RULES[rule].when
    return {part.fact for part in condition.parts() if part.fact} if condition else set()


# --- the five verdicts, on small rules


@pytest.mark.parametrize(
    ("category", "facts", "verdict", "made_by", "missing"),
    [
        ("xyz.north", {}, "needs_info", [("xyz.north.bright", None), ("xyz.north.year", None)], ["bright", "months"]),
        ("xyz.north", {"bright": True}, "needs_info", [("xyz.north.year", None)], ["months"]),
        ("xyz.north", {"bright": True, "months": YEAR}, "eligible", [("xyz.north.bright", True), ("xyz.north.year", True)], []),
        ("xyz.north", {"bright": False}, "not_eligible", [("xyz.north.bright", False)], []),
        ("xyz.north", {"months": MONTH}, "not_eligible", [("xyz.north.year", False)], []),
        ("xyz.north", {"bright": False, "months": MONTH}, "not_eligible", [("xyz.north.bright", False), ("xyz.north.year", False)], []),
        ("xyz.north", {"entered": "xyz.south"}, "not_eligible", [("xyz.one_entry", False)], []),
        ("xyz.north", {"months": MONTH, "entered": "uvw.moon"}, "not_eligible", [("xyz.north.year", False), ("xyz.one_entry", False)], []),
        ("xyz.north", {"bright": True, "months": YEAR, "people": MONTH}, "conditional", [("xyz.north.few", None)], []),
        ("xyz.north", {"bright": True, "people": MONTH}, "needs_info", [("xyz.north.year", None)], ["months"]),
        ("xyz.north", {"bright": False, "people": MONTH}, "not_eligible", [("xyz.north.bright", False)], []),
        ("xyz.north", {"bright": True, "months": YEAR, "people": YEAR}, "eligible", [("xyz.north.bright", True), ("xyz.north.year", True)], []),
        ("xyz.north", {"bright": True, "months": Span(Decimal(6), None)}, "needs_info", [("xyz.north.year", None)], ["months"]),
        ("xyz.south", {"sides": frozenset({"east"})}, "eligible", [("xyz.south.sides", True)], []),
        ("xyz.south", {"sides": frozenset()}, "not_eligible", [("xyz.south.sides", False)], []),
        ("xyz.south", {"sides": frozenset({"east"}), "size": "middle"}, "no_rule", [("xyz.south.middle", None)], []),
        ("xyz.south", {"size": "middle"}, "needs_info", [("xyz.south.sides", None)], ["sides"]),
        ("uvw.moon", {}, "no_rule", [("uvw.moon.silent", None)], []),
        ("uvw.moon", {"size": "small"}, "not_eligible", [("uvw.moon.not_small", False)], []),
        ("uvw.moon", {"size": "large"}, "no_rule", [("uvw.moon.silent", None)], []),
    ],
)
def test_a_verdict_with_the_rules_that_made_it(
    small: RuleSet, category: str, facts: Facts, verdict: Verdict, made_by: list[tuple[str, bool | None]], missing: list[str]
) -> None:
    made = decide(small.categories[category], facts)
    assert (made.category, made.name) == (category, small.categories[category].name)
    assert made.verdict == outcome(small.categories[category], facts) == verdict
    assert reasons(made) == made_by
    assert list(made.missing) == missing
    assert list(made.readings) == (["น้อยคนก็ได้", "ต้องมากกว่านี้"] if verdict == "conditional" else [])
    held = [name for name, holds in (("xyz.north.bright", facts.get("bright") is True), ("xyz.north.year", facts.get("months") == YEAR)) if holds]
    if category == "xyz.north":
        assert reasons(made.model_copy(update={"reasons": made.met})) == [(name, True) for name in held], "what holds already is told whatever the verdict"


def test_a_requirement_that_fails_says_so_in_its_own_words(small: RuleSet) -> None:
    north = small.categories["xyz.north"]
    assert [reason.because for reason in decide(north, {"bright": False}).reasons] == ["ยังไม่สว่าง"]
    assert [reason.because for reason in decide(north, {"months": MONTH}).reasons] == ["ต้องครบปี"], "without such words it says the rule"
    assert [reason.because for reason in decide(north, {}).reasons] == ["ต้องสว่าง", "ต้องครบปี"]
    assert [reason.because for reason in decide(north, {"bright": True}).met] == ["ต้องสว่าง"]
    assert decide(north, {"bright": False}).reasons[0].sources == north.requires[0].rule.source


def test_a_verdict_is_printed_for_machines(small: RuleSet) -> None:
    conditional = decide(small.categories["xyz.north"], {"bright": True, "months": YEAR, "people": MONTH})
    assert conditional.label == "ขึ้นกับการตีความ"
    assert conditional.record() == {
        "category": "xyz.north",
        "verdict": "conditional",
        "reasons": [{"rule": "xyz.north.few", "holds": None, "because": "เอกสารไม่ได้บอกว่ากี่คน", "source": "๑ ข้อ 1 “ถ้อยคำ”"}],
        "missing": [],
        "readings": ["น้อยคนก็ได้", "ต้องมากกว่านี้"],
    }
    open_ = decide(small.categories["xyz.south"], {}).record()
    assert open_["missing"] == ["sides"]
    assert "readings" not in open_
    assert set(LABELS) == set(get_args(Verdict))
    assert len(set(LABELS.values())) == 5


def test_strength_is_counted_for_certain_and_at_most(small: RuleSet) -> None:
    north, south = small.categories["xyz.north"], small.categories["xyz.south"]
    assert strength(north, {}) == (0, 5)
    assert strength(north, {"size": "large"}) == (5, 5)
    assert strength(north, {"size": "small"}) == (0, 0)
    assert strength(south, {"sides": frozenset({"west"})}) == (2, 2)
    assert strength(small.categories["uvw.moon"], {}) == (0, 0)


def test_only_bars_to_be_confirmed_are_asked_about(small: RuleSet) -> None:
    assert to_confirm(small.categories["uvw.moon"], {}) == ("size",)
    assert to_confirm(small.categories["uvw.moon"], {"size": "large"}) == ()
    assert to_confirm(small.categories["xyz.north"], {}) == (), "a bar that names something rare is not"


def test_of_several_rules_of_one_kind_those_that_hold_are_told() -> None:
    """Two of each effect, one that holds and one that does not."""
    says = {"categories": ["x.y"], "because": "อะไร", "source": [{"section": "๑", "item": "ก", "quote": "ข"}]}
    effects = {"requires": {}, "bars": {}, "conditional": {"readings": ["ได้", "ไม่ได้"]}, "no_rule": {}}

    def made(*names: str) -> CategoryRules:
        written = [
            {"id": f"{effect}-{fact}", "effect": effect, "when": {"fact": fact, "is": True}} | says | effects[effect] for effect in names for fact in ("p", "q")
        ]
        return applied_to("x.y", "ชื่อ", [RuleFile.model_validate({"branch": "x", "categories": ["x.y"], "rules": written})])

    facts: Facts = {"p": True, "q": False}
    assert reasons(decide(made("requires"), facts)) == [("requires-q", False)]
    assert reasons(decide(made("bars"), facts)) == [("bars-p", False)]
    assert reasons(decide(made("conditional"), facts)) == [("conditional-p", None)]
    assert reasons(decide(made("no_rule", "conditional"), facts)) == [("no_rule-p", None)], "silence comes before what can be read in two ways"
    assert reasons(decide(made("requires"), {"p": True})) == [("requires-q", None)]
    assert decide(made("requires"), {"p": True}).missing == ("q",)


# --- laws, over the shipped rules


@given(_CATEGORY, shipped_facts())
def test_all_and_only_the_rules_that_made_it(category: str, given_: Facts) -> None:
    rules = shipped()
    facts = rules.complete(given_)
    verdict = decide(rules.categories[category], facts)
    expected = judged(category, facts)
    assert verdict.verdict == outcome(rules.categories[category], facts) == expected.verdict
    assert {reason.rule for reason in verdict.reasons} == expected.made_by
    assert len(verdict.reasons) == len(expected.made_by)
    assert {reason.rule for reason in verdict.met} == {
        rule.id for rule in RULES.values() if category in rule.categories and rule.effect == "requires" and rule.when and truth(rule.when, facts, category)
    }


@given(_CATEGORY, shipped_facts())
def test_unknown_never_decides(category: str, given_: Facts) -> None:
    rules = shipped()
    facts = rules.complete(given_)
    verdict = decide(rules.categories[category], facts)
    said = {rule.id: truth(rule.when, facts, category) for rule in RULES.values() if category in rule.categories and rule.when is not None}
    if verdict.verdict in ("eligible", "conditional", "no_rule"):
        assert all(said[rule.id] is True for rule in RULES.values() if rule.effect == "requires" and category in rule.categories)
    if verdict.verdict == "not_eligible":
        for reason in verdict.reasons:
            assert said[reason.rule] is (RULES[reason.rule].effect == "bars")
            assert looked_at(reason.rule) & set(facts), "some fact of the rule is known"
    assert bool(verdict.missing) == (verdict.verdict == "needs_info")
    assert set(verdict.missing) <= {name for reason in verdict.reasons for name in looked_at(reason.rule)}
    assert all(name not in facts or isinstance(facts[name], Span) for name in verdict.missing)


@given(_CATEGORY, shipped_facts(), st.data())
def test_what_is_ruled_out_stays_so_whatever_else_becomes_known(category: str, given_: Facts, data: st.DataObject) -> None:
    rules = shipped()
    of = rules.categories[category]
    facts = rules.complete(given_)
    if outcome(of, facts) != "not_eligible":
        return
    before = {reason.rule for reason in decide(of, facts).reasons}
    for name in of.facts:
        for value in [] if name in facts else rules.kinds[name]:
            after = decide(of, {**facts, name: value})
            assert after.verdict == "not_eligible"
            assert before <= {reason.rule for reason in after.reasons}
    narrowed = {name: data.draw(narrower(value)) for name, value in facts.items()}
    assert outcome(of, narrowed) == "not_eligible"


@given(_CATEGORY, shipped_facts(), shipped_facts())
def test_a_verdict_with_nothing_open_is_not_moved_by_more_facts(category: str, given_: Facts, others: Facts) -> None:
    rules = shipped()
    of = rules.categories[category]
    facts = rules.complete(given_)
    open_ = [name for node in of.nodes for name in node.unknown(facts)]
    settled = {name: value for name, value in others.items() if name not in open_} | facts
    assert decide(of, settled) == decide(of, facts)
    assert strength(of, settled) == strength(of, facts)


@given(_CATEGORY, shipped_facts())
def test_facts_that_do_not_speak_of_the_category_do_not_matter(category: str, given_: Facts) -> None:
    rules = shipped()
    of = rules.categories[category]
    facts = rules.complete(given_)
    kept = {name: value for name, value in facts.items() if name in of.facts}
    assert decide(of, kept) == decide(of, facts)
    assert strength(of, kept) == strength(of, facts)


@given(_CATEGORY, shipped_facts(), st.randoms(use_true_random=False))
def test_the_order_of_facts_never_matters(category: str, given_: Facts, shuffle: Random) -> None:
    rules = shipped()
    shuffled = list(given_.items())
    shuffle.shuffle(shuffled)
    assert decide(rules.categories[category], rules.complete(dict(shuffled))) == decide(rules.categories[category], rules.complete(given_))


@given(_CATEGORY, shipped_facts())
def test_missing_are_facts_of_which_some_answer_moves_the_verdict_or_what_is_missing(category: str, given_: Facts) -> None:
    rules = shipped()
    of = rules.categories[category]
    facts = rules.complete(given_)
    verdict = decide(of, facts)
    for name in verdict.missing:
        if name not in facts:
            answers = [decide(of, {**facts, name: value}) for value in rules.kinds[name]]
            assert any((after.verdict, after.missing) != (verdict.verdict, verdict.missing) for after in answers), name


@given(_CATEGORY, shipped_facts(), st.data())
def test_more_facts_only_narrow_the_strength(category: str, given_: Facts, data: st.DataObject) -> None:
    rules = shipped()
    of: CategoryRules = rules.categories[category]
    facts = rules.complete(given_)
    sure, possible = strength(of, facts)
    assert 0 <= sure <= possible
    more: dict[str, Value] = {name: data.draw(st.sampled_from(list(rules.kinds[name]))) for name in of.facts if name not in facts}
    assert sure <= strength(of, {**facts, **more})[0] == strength(of, {**facts, **more})[1] <= possible
