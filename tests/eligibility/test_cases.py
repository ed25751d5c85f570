"""The experts' cases beside the category rules: each must come out as they say, every rule is seen both ways, and an interview gets there in few questions."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import mean
from typing import Any, get_args

import pytest

from assistant.eligibility.category import check_category, parse_facts
from assistant.eligibility.decide import CategoryVerdict, Verdict
from assistant.eligibility.interview import next_question
from assistant.eligibility.rules import RuleSet
from tests.eligibility.drawn import BRANCHES, CASES, CATEGORIES, FILES

KEYS = {"id", "facts", "expect", "why", "rule", "fires", "missing", "first", "notes", "not_notes"}
RULES = {rule.id: rule for file in FILES for rule in file.rules}
NOTES = [note.id for file in FILES for note in file.notes]
Case = dict[str, Any]


def fires(rule: str, verdicts: Sequence[CategoryVerdict]) -> bool:
    """Whether a rule is among the reasons of a verdict; a requirement when it is not met, or not known to be."""
    reasons = [reason for verdict in verdicts for reason in verdict.reasons if reason.rule == rule]
    return any(RULES[rule].effect != "requires" or reason.holds is not True for reason in reasons)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_an_expert_would_say_so(rules: RuleSet, case: Case) -> None:
    check = check_category(rules, parse_facts(rules, case["facts"]))
    verdicts = {category: check.verdict(category) for category in case["expect"]}
    reasons = {category: (verdict.verdict, [reason.rule for reason in verdict.reasons]) for category, verdict in verdicts.items()}
    assert {category: verdict.verdict for category, verdict in verdicts.items()} == case["expect"], reasons
    for category, missing in case.get("missing", {}).items():
        assert sorted(check.verdict(category).missing) == sorted(missing)
    if "first" in case:
        assert [recommended.category for recommended in check.recommended][:1] == [case["first"]]
    noted = {note.id for note in check.notes}
    assert set(case.get("notes", [])) <= noted
    assert not set(case.get("not_notes", [])) & noted
    if "rule" in case:
        assert fires(case["rule"], list(verdicts.values())) is case["fires"], reasons


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_is_well_formed(rules: RuleSet, case: Case) -> None:
    assert set(case) <= KEYS
    assert {"id", "facts", "expect", "why"} <= set(case)
    assert ("rule" in case) == ("fires" in case)
    assert isinstance(case.get("fires", True), bool)
    assert case["why"].strip()
    assert case["expect"]
    assert set(case["expect"]) <= set(CATEGORIES)
    assert set(case["expect"].values()) <= set(get_args(Verdict))
    assert set(case["facts"]) <= set(rules.facts)
    assert case.get("rule", next(iter(RULES))) in RULES
    assert case.get("first", CATEGORIES[0]) in CATEGORIES
    assert set(case.get("not_notes", [])) <= set(NOTES)
    assert set(case.get("notes", [])) <= {*NOTES, *(f"contradiction.{name}" for name in rules.facts)}
    for category, missing in case.get("missing", {}).items():
        assert case["expect"].get(category) == "needs_info"
        assert set(missing) <= set(rules.facts)
        assert not set(missing) & set(case["facts"])


def test_ids_are_unique_and_begin_with_their_branch() -> None:
    ids = [case["id"] for case in CASES]
    assert len(set(ids)) == len(ids) >= 200
    assert {name.partition("-")[0] for name in ids} == set(BRANCHES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_seen_firing_and_not(rule: str) -> None:
    assert {case["fires"] for case in CASES if case.get("rule") == rule} == {True, False}, f"{rule} needs a case with fires: true and one with fires: false"


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_seen(note: str) -> None:
    assert any(note in case.get("notes", []) for case in CASES), f"{note} needs a case that expects it"


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_is_seen_as_fitting(category: str) -> None:
    assert {case["expect"].get(category) for case in CASES} & {"eligible", "no_rule"}


# --- how many questions it takes


def questions(rules: RuleSet, case: Case, asked_for: Sequence[str]) -> tuple[int, int]:
    """An interview that starts with nothing and is answered with what the case knows: questions asked, and how many of them could not be answered."""
    truth = rules.complete(parse_facts(rules, case["facts"]))
    known: dict[str, Any] = {}
    skipped: set[str] = set()
    while (fact := next_question(rules, known, asked_for, skipped)) is not None:
        assert fact.id not in known
        assert fact.id not in skipped
        if fact.id in truth:
            known[fact.id] = truth[fact.id]
        else:
            skipped.add(fact.id)
    return len(known) + len(skipped), len(skipped)


def told(name: str, counted: Sequence[tuple[int, int]]) -> str:
    """The figures in a sentence."""
    asked = [number for number, _ in counted]
    return f"{name}: {len(asked)} cases, mean {mean(asked):.2f}, most {max(asked)}"


def test_a_person_who_can_answer_is_done_in_six_questions_on_average(rules: RuleSet) -> None:
    """Most cases know only what their rule needs; those are counted whose facts answer every question, or all but two."""
    counted = [questions(rules, case, ()) for case in CASES]
    rich = [found for found in counted if found[1] <= 2]
    assert len(rich) >= 40
    message = "; ".join([told("answerable", rich), told("all, mostly answered “not known”", counted)])
    assert mean(number for number, _ in rich) <= 6, message
    assert max(number for number, _ in counted) <= len(rules.facts), message


def test_a_person_who_knows_everything_is_done_in_six_questions_on_average(rules: RuleSet) -> None:
    """Over all cases: what a case does not say is drawn, so that every question gets an answer."""
    drawn = Random(2567)
    asked = []
    for case in CASES:
        truth = rules.complete(parse_facts(rules, case["facts"]))
        known: dict[str, Any] = {}
        while (fact := next_question(rules, known)) is not None:
            known[fact.id] = truth[fact.id] if fact.id in truth else drawn.choice(rules.kinds[fact.id])
        asked.append((len(known), 0))
    assert mean(number for number, _ in asked) <= 6, told("everything known", asked)


def test_a_person_who_asks_for_categories_is_done_in_six_questions_on_average(rules: RuleSet) -> None:
    counted = [questions(rules, case, tuple(case["expect"])) for case in CASES]
    assert mean(number for number, _ in counted) <= 6, told("asked for", counted)
    assert max(number for number, _ in counted) <= len(rules.facts), told("asked for", counted)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_an_interview_for_the_expected_categories_comes_to_their_verdicts(rules: RuleSet, case: Case) -> None:
    """What was not asked did not matter: the facts of the interview, and those never asked for, decide like all facts of the case."""
    asked_for = tuple(case["expect"])
    truth = rules.complete(parse_facts(rules, case["facts"]))
    known = {name: value for name, value in truth.items() if not rules.facts[name].ask}
    skipped: set[str] = set()
    while (fact := next_question(rules, known, asked_for, skipped)) is not None:
        if fact.id in truth:
            known[fact.id] = truth[fact.id]
        else:
            skipped.add(fact.id)
    check = check_category(rules, known, asked_for, skipped)
    reached = {category: check.verdict(category).verdict for category in asked_for}
    barred = {category for category, verdict in case["expect"].items() if verdict == "not_eligible" and reached[category] != verdict}
    assert {category: verdict for category, verdict in reached.items() if category not in barred} == {
        category: verdict for category, verdict in case["expect"].items() if category not in barred
    }
    for category in barred:  # a bar that is never asked about, such as who applies, may stay unknown
        assert all(RULES[reason.rule].effect == "bars" for reason in check_category(rules, truth).verdict(category).reasons)
