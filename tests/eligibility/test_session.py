"""A session: answers in their order, changed in their place, taken back; the check follows; nothing depends on how the answers came."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.category import check_category
from assistant.eligibility.facts import FactError, Facts, Span
from assistant.eligibility.rules import RuleSet
from assistant.eligibility.session import Session
from tests.eligibility.drawn import CATEGORIES, limits, shipped, shipped_facts, values
from tests.eligibility.folder import rules_of, write_rules


@pytest.fixture
def small(tmp_path: Path) -> RuleSet:
    """The rules of the other award."""
    return rules_of(write_rules(tmp_path))


def test_answers_are_kept_in_their_order(small: RuleSet) -> None:
    session = Session(small).answer("size", "ใหญ่").answer("months", "1 ปี").answer("people", "ไม่ทราบ")
    assert session.answers == (("size", "large"), ("months", Span.exact(Decimal(12))), ("people", None))
    assert session.facts == {"size": "large", "months": Span.exact(Decimal(12))}
    assert session.skipped == {"people"}
    assert Session(small).answers == ()


def test_an_answer_changed_keeps_its_place(small: RuleSet) -> None:
    session = Session(small).answer("size", "large").answer("bright", "ใช่").answer("size", "เล็ก")
    assert session.answers == (("size", "small"), ("bright", True))
    assert session.answer("bright", None).answers == (("size", "small"), ("bright", None))
    assert session.answer("bright", None).skipped == {"bright"}
    assert session.answer("bright", None).answer("bright", "ไม่").facts == {"size": "small", "bright": False}


def test_going_back_takes_the_last_answer_away(small: RuleSet) -> None:
    session = Session(small).answer("size", "large").answer("bright", "ไม่แน่ใจ")
    assert session.back().answers == (("size", "large"),)
    assert session.back().back().answers == ()
    assert session.back().back().back().answers == ()


def test_a_session_is_a_value(small: RuleSet) -> None:
    before = Session(small).answer("size", "large")
    before.answer("bright", "ใช่")
    before.answer("size", "small")
    before.back()
    assert before.answers == (("size", "large"),)


@pytest.mark.parametrize(("fact", "raw", "told"), [("colour", "แดง", "ไม่มีข้อเท็จจริงชื่อ 'colour'"), ("size", "ยักษ์", "ตอบได้: small"), ("months", -1, "นอกช่วง")])
def test_what_is_no_answer_is_refused(small: RuleSet, fact: str, raw: object, told: str) -> None:
    with pytest.raises(FactError, match=told):
        Session(small).answer(fact, raw)


def test_the_check_follows_the_answers(small: RuleSet) -> None:
    session = Session(small, ("xyz.north",))
    assert session.check().verdict("xyz.north").verdict == "needs_info"
    session = session.answer("bright", "ใช่").answer("months", 12)
    assert session.check().verdict("xyz.north").verdict == "eligible"
    assert session.check().next_question is None
    changed = session.answer("months", 11)
    assert changed.check().verdict("xyz.north").verdict == "not_eligible"
    assert changed.answer("months", 12).check() == session.check()
    assert session.back().check().verdict("xyz.north").missing == ("months",)


def test_what_is_asked_and_not_known_is_not_asked_again(small: RuleSet) -> None:
    session = Session(small, ("xyz.south",))
    question = session.check().next_question
    assert question is not None
    assert question.fact == "sides"
    assert session.answer("sides", "ไม่ทราบ").check().next_question is None
    again = session.answer("sides", "ไม่ทราบ").back().check().next_question
    assert again is not None


def test_the_categories_asked_for_come_first(small: RuleSet) -> None:
    assert [verdict.category for verdict in Session(small, ("uvw.moon",)).check().verdicts] == ["uvw.moon", "xyz.north", "xyz.south"]


@given(shipped_facts(), st.lists(st.sampled_from(CATEGORIES), max_size=2, unique=True), st.data())
def test_however_the_answers_came_the_check_is_the_same(facts: Facts, asked_for: list[str], data: st.DataObject) -> None:
    """Taken in any order, with other answers first and then changed, with steps back: what counts is what is known at the end."""
    rules = shipped()
    session = Session(rules, tuple(asked_for))
    for name in data.draw(st.permutations(list(facts))):
        for value in data.draw(st.lists(st.none() | values(rules.facts[name], limits(rules, rules.facts[name])), max_size=2)):
            session = session.take(name, value)
        session = session.take(name, facts[name])
        if data.draw(st.booleans()):
            session = session.take("remark-that-is-none", None).back()
    assert session.facts == dict(facts)
    assert session.skipped == frozenset()
    check, direct = session.check(), check_category(rules, facts, tuple(asked_for))
    assert check.verdicts == direct.verdicts
    assert check.recommended == direct.recommended
    assert check.next_question == direct.next_question
    assert {note.id for note in check.notes} == {note.id for note in direct.notes}


@given(shipped_facts())
def test_what_is_recorded_opens_the_same_session_again(facts: Facts) -> None:
    rules = shipped()
    first = Session(rules)
    for name, value in facts.items():
        first = first.take(name, value)
    second = Session(rules)
    for name, value in facts.items():
        second = second.answer(name, rules.facts[name].record(value))
    assert second == first
