"""The category check: a verdict on each, the order of those possible, notes, the next question; and another award with no line of code."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.eligibility.category import CategoryCheck, Noted, check_category, facts_schema, parse_facts, question
from assistant.eligibility.decide import strength
from assistant.eligibility.facts import FactError, Facts, Span
from assistant.eligibility.rules import RuleSet
from assistant.thai.dates import ThaiDate
from tests.eligibility.drawn import CASES, CATEGORIES, FILES, judged, shipped, shipped_facts, truth
from tests.eligibility.folder import FACTS, ROUND, XYZ, insert, rules_of, write_rules
from tests.eligibility.test_facts import fact
from tests.knowledge.folder import swap

_ASKED_FOR = st.one_of(st.just(()), st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=4, unique=True).map(tuple))
YEAR = Span.exact(Decimal(12))
FEW = Span.exact(Decimal(3))


@pytest.fixture
def small(tmp_path: Path) -> RuleSet:
    """The rules of the other award."""
    return rules_of(write_rules(tmp_path))


def told(check: CategoryCheck) -> dict[str, str]:
    return {verdict.category: verdict.verdict for verdict in check.verdicts}


def recommended(check: CategoryCheck) -> list[str]:
    return [one.category for one in check.recommended]


# --- another award: its files alone make it work


def test_another_award_is_checked_by_its_files_alone(small: RuleSet) -> None:
    facts = parse_facts(small, {"size": "ใหญ่", "started": "28 ก.พ. 2569", "sides": ["east"], "people": {"at_most": 9}, "remark": "งานแรก"})
    check = check_category(small, facts)
    assert told(check) == {"xyz.north": "conditional", "xyz.south": "eligible", "uvw.moon": "no_rule"}
    assert recommended(check) == ["xyz.north", "xyz.south"]
    assert [one.name for one in check.recommended] == ["ประเภททิศเหนือ", "ประเภททิศใต้"]
    assert [one.because for one in check.recommended] == ["งานใหญ่", "เข้าเงื่อนไขที่เอกสารระบุ"]
    assert check.next_question is None
    assert [note.id for note in check.notes] == ["xyz.remarked"]
    assert check.rules_version == small.version
    assert check.rules_version.startswith(f"{ROUND}-")
    assert json.loads(json.dumps(check.record(), ensure_ascii=False)) == {
        "facts": {"size": "large", "started": "2569-02-28", "sides": ["east"], "people": {"at_least": 0, "at_most": 9}, "remark": "งานแรก"},
        "verdicts": [verdict.record() for verdict in check.verdicts],
        "recommended": ["xyz.north", "xyz.south"],
        "notes": ["มีหมายเหตุ (๑ ข้อ 1 “ถ้อยคำ”)"],
        "rules_version": small.version,
    }


def test_nothing_known_of_another_award(small: RuleSet) -> None:
    check = check_category(small, {})
    assert told(check) == {"xyz.north": "needs_info", "xyz.south": "needs_info", "uvw.moon": "no_rule"}
    assert recommended(check) == [], "nothing speaks for any"
    assert check.next_question is not None
    assert check.record()["next_question"] == {
        "fact": "size",
        "text": "ขนาดของงาน",
        "options": [{"value": "small", "label": "เล็ก"}, {"value": "middle", "label": "กลาง"}, {"value": "large", "label": "ใหญ่"}],
    }
    assert check.notes == ()
    assert check.why_not == {}


def test_why_not_in_a_sentence_for_each_that_is_ruled_out(small: RuleSet) -> None:
    check = check_category(small, {"bright": False, "months": FEW, "size": "small"})
    assert check.why_not == {"xyz.north": "ยังไม่สว่าง ต้องครบปี", "uvw.moon": "งานเล็กไม่ได้"}


def test_the_verdict_on_one_category(small: RuleSet) -> None:
    check = check_category(small, {})
    assert check.verdict("xyz.south") is check.verdicts[1]
    with pytest.raises(KeyError, match=r"xyz\.east"):
        check.verdict("xyz.east")


def test_what_is_asked_for_comes_first_and_once(small: RuleSet) -> None:
    check = check_category(small, {}, ("uvw.moon", "xyz.south", "uvw.moon"))
    assert list(told(check)) == ["uvw.moon", "xyz.south", "xyz.north"]
    assert len(check.verdicts) == 3
    assert check.next_question is not None
    assert check.next_question.fact in ("size", "sides")
    assert check_category(small, {}, ("uvw.moon",), {"size"}).next_question is None


def test_stronger_comes_before_surer_and_surer_before_earlier(small: RuleSet) -> None:
    west = frozenset({"west"})
    assert recommended(check_category(small, {"bright": True, "months": YEAR, "sides": west})) == ["xyz.south", "xyz.north"], "stronger"
    assert recommended(check_category(small, {"size": "large", "sides": west})) == ["xyz.north", "xyz.south"], "stronger, though still open"
    east: Facts = {"bright": True, "months": YEAR, "sides": frozenset({"east"})}
    assert recommended(check_category(small, east)) == ["xyz.north", "xyz.south"], "the order of the files"
    assert recommended(check_category(small, {**east, "people": FEW})) == ["xyz.south", "xyz.north"], "met before read in two ways"
    assert recommended(check_category(small, {**east, "people": FEW}, ("xyz.north",))) == ["xyz.south", "xyz.north"], "also where it was asked for"
    assert recommended(check_category(small, east, ("xyz.south",))) == ["xyz.south", "xyz.north"], "the order of asking"
    assert recommended(check_category(small, {"size": "middle", "sides": west})) == ["xyz.south"], "silent, with something speaking for it"
    assert recommended(check_category(small, {"size": "middle", "sides": frozenset({"east"})})) == [], "silent, with nothing speaking for it"
    assert recommended(check_category(small, {"size": "large", "bright": False})) == [], "ruled out, whatever speaks for it"


def test_read_in_two_ways_comes_before_silence(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    swap(root, XYZ, "when: {fact: size, is: large}, weight: 5", "when: {fact: size, is: middle}, weight: 2")
    facts: Facts = {"size": "middle", "sides": frozenset({"west"}), "bright": True, "months": YEAR, "people": FEW}
    check = check_category(rules_of(root), facts, ("xyz.south",))
    assert told(check) == {"xyz.south": "no_rule", "xyz.north": "conditional", "uvw.moon": "no_rule"}
    assert recommended(check) == ["xyz.north", "xyz.south"]


def test_where_nothing_is_asked_for_what_is_asked_for_is_not_known(tmp_path: Path) -> None:
    """Not that nothing is: a note on what is not asked for would be told to everybody."""
    root = write_rules(tmp_path)
    insert(root, FACTS, "  - {id: remark,", "  - {id: asked_for, type: several_of, question: ถามถึงใด, why: เล่าเพิ่ม, ask: false, options: categories}\n")
    elsewhere = "when: {not: {fact: asked_for, includes_any: [uvw.moon]}}, text: ไม่ได้ถามถึงจันทร์, source: [{section: ๑, item: ก, quote: ข}]"
    insert(root, XYZ, "  - id: xyz.remarked", f"  - {{id: xyz.elsewhere, {elsewhere}}}\n")
    rules = rules_of(root)
    assert note_ids(rules, {}) == set()
    assert note_ids(rules, {}, ("xyz.north",)) == {"xyz.elsewhere"}
    assert note_ids(rules, {}, ("uvw.moon",)) == set()
    assert note_ids(rules, {"asked_for": frozenset({"uvw.moon"})}, ("xyz.north",)) == set(), "what is given stands"


def test_a_contradiction_is_told_and_what_was_given_stands(small: RuleSet) -> None:
    check = check_category(small, {"size": "large", "bright": False})
    assert told(check)["xyz.north"] == "not_eligible"
    (note,) = check.notes
    assert note.id == "contradiction.bright"
    assert str(note) == note.text == "คำตอบสองข้อขัดกัน: “สว่างหรือไม่” ตอบว่าไม่ แต่ “ขนาดของงาน” ตอบว่า ใหญ่ จึงยึดคำตอบแรก ควรตรวจอีกครั้ง"
    assert check_category(small, {"size": "large", "bright": True}).notes == ()


def test_a_note_shows_its_place_where_it_has_one() -> None:
    assert str(Noted(id="a", text="ก", place="๑")) == "ก (๑)"
    assert str(Noted(id="a", text="ก", place="")) == "ก"


# --- facts as sent


def test_facts_as_sent_become_values(small: RuleSet) -> None:
    sent = {"size": "กลาง", "bright": None, "months": "ปีครึ่ง", "started": "2569-01", "sides": "ไม่ทราบ", "entered": "none"}
    assert parse_facts(small, sent) == {"size": "middle", "months": Span.exact(Decimal(18)), "started": ThaiDate(2569, 1), "entered": "none"}
    assert parse_facts(small, {}) == {}


@pytest.mark.parametrize(
    ("sent", "word"), [({"colour": "red"}, "'colour'"), ({"size": "ยักษ์"}, "ยักษ์"), ({"months": -1}, "นอกช่วง"), ({"size": "large", "x": None}, "'x'")]
)
def test_what_is_no_fact_is_refused(small: RuleSet, sent: dict[str, Any], word: str) -> None:
    with pytest.raises(FactError, match=word):
        parse_facts(small, sent)


def test_a_question_shows_what_can_be_chosen() -> None:
    asked = question(fact("yes_no", help="ดูที่แผนที่"))
    assert (asked.fact, asked.text, asked.why, asked.help) == ("side", "ด้านใด", "ใช้ตรวจ", "ดูที่แผนที่")
    assert asked.options == (("true", "ใช่"), ("false", "ไม่"))
    options = (("east", "ตะวันออก"), ("west", "ตะวันตก"), ("west-coast", "ตะวันตกติดทะเล"))
    assert question(fact("one_of")).options == question(fact("several_of")).options == options
    assert question(fact("duration")).options == ()
    assert question(fact("duration")).record() == {"fact": "side", "text": "ด้านใด", "options": []}


def test_every_option_of_a_question_can_be_sent_back(rules: RuleSet) -> None:
    for one in rules.facts.values():
        for value, label in question(one).options:
            assert one.parse(value) == one.parse(label) != one.parse(None)


def test_the_schema_names_every_fact_and_category(small: RuleSet) -> None:
    schema = facts_schema(small)
    assert schema["properties"]["facts"]["properties"] == {one.id: one.json_schema() for one in small.facts.values()}
    assert schema["properties"]["facts"]["additionalProperties"] is False
    assert schema["additionalProperties"] is False
    assert schema["properties"]["asks_for"]["items"]["enum"] == ["xyz.north", "xyz.south", "uvw.moon"]
    assert schema["properties"]["asks_for"]["items"]["description"].startswith("xyz.north: ประเภททิศเหนือ; xyz.south")
    assert set(schema["properties"]) == {"id", "description", "facts", "asks_for"}
    assert schema["title"] == f"category check of round {ROUND}"


# --- notes of the shipped round


def note_ids(rules: RuleSet, facts: Facts, asked_for: tuple[str, ...] = ()) -> set[str]:
    return {note.id for note in check_category(rules, facts, asked_for).notes}


def test_notes_may_speak_of_what_is_asked_for(rules: RuleSet) -> None:
    assert "pmqa.excellence_beyond_points" in note_ids(rules, {}, ("pmqa.excellence",))
    assert "pmqa.excellence_beyond_points" in note_ids(rules, {"management_focus": "overall"})
    assert "pmqa.excellence_beyond_points" not in note_ids(rules, {"management_focus": "strategy"}, ("pmqa.category_2",))
    assert "tpsa.several_asked" in note_ids(rules, {}, ("tpsa.innovation", "tpsa.needs_met"))
    assert "tpsa.several_asked" not in note_ids(rules, {}, ("tpsa.innovation",))
    given_ = {"asked_for": frozenset({"tpsa.innovation", "tpsa.needs_met"})}
    assert "tpsa.several_asked" in note_ids(rules, given_, ("tpsa.innovation",)), "what is given stands"


def test_what_is_asked_for_is_no_fact_of_the_record(rules: RuleSet) -> None:
    check = check_category(rules, {"scope": "one_work", "asked_for": frozenset({"tpsa.innovation"})}, ("tpsa.innovation",))
    assert check.facts == {"scope": "one_work"}
    assert check_category(rules, {"scope": "one_work"}, ("tpsa.innovation",)).facts == {"scope": "one_work"}


@given(shipped_facts())
def test_a_note_is_told_where_it_holds_and_only_there(facts: Facts) -> None:
    rules = shipped()
    complete = rules.complete(facts)
    holding = {note.id for file in FILES for note in file.notes if truth(note.when, complete) is True}
    assert {name for name in note_ids(rules, facts) if not name.startswith("contradiction.")} == holding
    assert {name for name in note_ids(rules, facts) if name.startswith("contradiction.")} == {
        f"contradiction.{denied.id}" for denied, _ in rules.contradictions(facts)
    }


# --- laws over the shipped round


@given(shipped_facts(), _ASKED_FOR)
def test_each_category_is_judged_once_by_the_definition(facts: Facts, asked_for: tuple[str, ...]) -> None:
    rules = shipped()
    check = check_category(rules, facts, asked_for)
    complete = rules.complete(facts)
    assert sorted(told(check)) == sorted(CATEGORIES)
    assert list(told(check))[: len(asked_for)] == list(asked_for)
    assert told(check) == {name: judged(name, complete).verdict for name in CATEGORIES}


@given(shipped_facts(), _ASKED_FOR)
def test_what_is_recommended_is_possible_and_in_order(facts: Facts, asked_for: tuple[str, ...]) -> None:
    rules = shipped()
    check = check_category(rules, facts, asked_for)
    complete = rules.complete(facts)
    sure = {name: strength(rules.categories[name], complete)[0] for name in CATEGORIES}
    verdicts = told(check)
    wanted = {name for name, verdict in verdicts.items() if verdict in ("eligible", "conditional") or (verdict != "not_eligible" and sure[name] > 0)}
    assert set(recommended(check)) == wanted
    assert len(recommended(check)) == len(wanted)
    rank = ["eligible", "conditional", "no_rule", "needs_info"]
    order = [(-sure[name], rank.index(verdicts[name]), list(verdicts).index(name)) for name in recommended(check)]
    assert order == sorted(order)
    assert all(one.because for one in check.recommended)


@given(shipped_facts(), shipped_facts())
def test_more_facts_take_nothing_back(facts: Facts, others: Facts) -> None:
    """Facts added that change none of those known, nor what these imply: what was ruled out stays out."""
    rules = shipped()
    more = {**others, **facts}
    before, after = rules.complete(facts), rules.complete(more)
    assume(before.items() <= after.items())
    first, second = check_category(rules, facts), check_category(rules, more)
    for verdict in first.verdicts:
        later = second.verdict(verdict.category)
        if verdict.verdict == "not_eligible":
            assert later.verdict == "not_eligible"
            assert {reason.rule for reason in verdict.reasons} <= {reason.rule for reason in later.reasons}
        assert {reason.rule for reason in verdict.met} <= {reason.rule for reason in later.met}
        assert verdict.verdict == "needs_info" or later.verdict != "needs_info", "what was decided is not open again"


@given(shipped_facts(), _ASKED_FOR, st.randoms(use_true_random=False))
def test_the_order_of_facts_changes_nothing(facts: Facts, asked_for: tuple[str, ...], shuffle: Any) -> None:
    rules = shipped()
    other = list(facts.items())
    shuffle.shuffle(other)
    first, second = check_category(rules, facts, asked_for), check_category(rules, dict(other), asked_for)
    assert first.model_copy(update={"facts": {}}) == second.model_copy(update={"facts": {}})
    assert first.facts == second.facts


@given(shipped_facts(), _ASKED_FOR)
def test_a_check_is_the_same_after_its_record_is_sent_again(facts: Facts, asked_for: tuple[str, ...]) -> None:
    rules = shipped()
    check = check_category(rules, facts, asked_for)
    again = check_category(rules, parse_facts(rules, json.loads(json.dumps(check.facts))) | {k: v for k, v in facts.items() if k == "asked_for"}, asked_for)
    assert again.verdicts == check.verdicts
    assert again.record() == check.record()


def test_every_case_prints_as_json(rules: RuleSet) -> None:
    for case in CASES:
        record = check_category(rules, parse_facts(rules, case["facts"])).record()
        assert json.loads(json.dumps(record, ensure_ascii=False, allow_nan=False)) == record
        assert {"facts", "verdicts", "recommended", "notes", "rules_version"} <= set(record) <= {
            "facts", "verdicts", "recommended", "notes", "rules_version", "next_question",
        }  # fmt: skip
        for verdict in record["verdicts"]:
            assert all(set(reason) == {"rule", "holds", "because", "source"} and reason["source"] for reason in verdict["reasons"])
