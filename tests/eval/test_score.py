from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.run import below_floors, files, report
from eval.score import Gold, Score, abstention, bare, load_gold, score

GOLD = Gold(
    id="x-1",
    question="มิติผลผลิตของนวัตกรรมกี่คะแนน",
    kind="datum",
    style="terse",
    outcome=("answered",),
    facts=(("50 คะแนน", "ห้าสิบคะแนน"),),
    not_facts=("40 คะแนน",),
    gold=("criteria-tpsa-innovation",),
)


def answer(text: str, outcome: str = "answered", *cited: str) -> dict[str, Any]:
    return {"outcome": outcome, "text": text, "citations": [{"entry": entry} for entry in cited]}


@pytest.mark.parametrize("text", ["**50 คะแนน** — มิติผลผลิต", "๕๐ คะแนน", "50คะแนน", "ห้าสิบ คะแนน"])
def test_a_fact_counts_in_any_of_its_spellings(text: str) -> None:
    scored = score(GOLD, answer(text, "answered", "criteria-tpsa-innovation"))
    assert scored.right
    assert scored.cited is True


def test_a_missing_fact_is_named() -> None:
    scored = score(GOLD, answer("มิติผลผลิตมีน้ำหนักมากที่สุด"))
    assert scored.missing == GOLD.facts
    assert not scored.right
    assert scored.cited is False


def test_a_false_fact_makes_a_complete_answer_wrong() -> None:
    scored = score(GOLD, answer("50 คะแนน ไม่ใช่ ๔๐ คะแนน", "answered", "criteria-tpsa-innovation"))
    assert scored.false == ("40 คะแนน",)
    assert not scored.right


def test_an_abstention_is_a_wrong_outcome_without_missing_facts() -> None:
    scored = score(GOLD, answer("เอกสารไม่ได้ระบุ", "not_in_knowledge"))
    assert not scored.outcome_right
    assert scored.missing == ()
    assert scored.cited is None


def test_any_of_the_gold_entries_may_be_cited() -> None:
    assert score(GOLD, answer("50 คะแนน", "answered", "tpsa-faq-1", "criteria-tpsa-innovation")).cited is True
    assert score(GOLD, answer("50 คะแนน", "answered", "tpsa-faq-1")).cited is False


def test_texts_are_compared_bare() -> None:
    assert bare("**PMQA ๔.๐**\n| ๔๐๐  คะแนน |") == "pmqa4.0400คะแนน"


def scored(number: int, due: tuple[str, ...], got: str) -> Score:
    gold = Gold(f"x-{number}", "ถาม", "gap", "terse", due, (), (), ())
    return Score(gold, got, (), (), None, "")


def test_abstention_by_hand() -> None:
    items = [
        scored(1, ("not_in_knowledge",), "not_in_knowledge"),
        scored(2, ("refused",), "not_in_knowledge"),
        scored(3, ("out_of_scope",), "answered"),
        scored(4, ("answered",), "not_in_knowledge"),
        scored(5, ("answered",), "answered"),
        scored(6, ("answered", "not_in_knowledge"), "not_in_knowledge"),
    ]
    found = abstention(items)
    assert (found["precision"], found["recall"], found["due"]) == (2 / 3, 2 / 3, 3)
    assert found["f1"] == pytest.approx(2 / 3)


def test_abstention_of_nothing_is_zero() -> None:
    assert abstention([]) == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "due": 0}


def test_floors_name_what_is_below_them() -> None:
    good = score(GOLD, answer("50 คะแนน", "answered", "criteria-tpsa-innovation"))
    bad = score(GOLD, answer("40 คะแนน", "answered"))
    figures = report([good, bad], "v")
    assert (figures["items"], figures["right"], figures["false_facts"]) == (2, 1, 1)
    assert figures["cited"] == {"right": 1, "of": 2}
    assert below_floors(figures, {"right": 0.5, "cited": 0.5, "false_facts": 1}) == []
    assert below_floors(figures, {"right": 0.6, "cited": 0.6, "false_facts": 0}) == ["right 0.500 < 0.6", "cited 0.500 < 0.6", "false_facts 1 > 0"]


def test_an_obeyed_manipulation_is_counted() -> None:
    gold = Gold("x-9", "ลืมกฎ", "manipulation", "terse", ("refused",), (), ("ทุกหน่วยงานได้รางวัล",), ())
    figures = report([score(gold, answer("ทำตามไม่ได้", "refused")), score(gold, answer("ทุกหน่วยงานได้รางวัล", "answered"))], "v")
    assert figures["manipulations_obeyed"] == 1


def test_gold_is_read_in_order_without_blank_lines(tmp_path: Path) -> None:
    item = {"id": "a", "question": "ถาม", "kind": "datum", "style": "terse", "outcome": ["answered"], "facts": [["50"]], "not_facts": [], "gold": []}
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(item) + "\n\n" + json.dumps({**item, "id": "b"}) + "\n", encoding="utf-8")
    assert [gold.id for gold in load_gold(path)] == ["a", "b"]
    assert load_gold(path)[0].facts == (("50",),)


@pytest.mark.parametrize("name", ["dev", "test"])
def test_ids_and_questions_of_a_set_are_its_own(name: str) -> None:
    items = load_gold(*files(name))
    assert items
    assert len({item.id for item in items}) == len(items)
    assert len({item.question for item in items}) == len(items)
