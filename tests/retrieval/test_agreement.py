"""A question that names one award is not answered from what is said of another."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation import Assistant
from assistant.knowledge.names import NameFinder
from assistant.knowledge.passages import Passage
from assistant.knowledge.schema import Entity, Knowledge, RoundKnowledge
from assistant.retrieval.agreement import Agreement, named_in

BRANCHES = {"tpsa": "TPSA", "pmqa": "PMQA", "tepga": "TEPGA"}
PAIRS = [(asked, other) for asked in BRANCHES for other in BRANCHES if asked != other]
TEMPLATES = [
    "ปิดรับสมัคร {} วันที่ 28 กุมภาพันธ์ 2567",
    "{} ไฟล์แนบไม่เกิน 10 MB",
    "คะแนนรวมของ {} เต็ม 100 คะแนน",
    "หน่วยงานที่เคยได้ {} สมัครได้อีก",
    "{}",
]


def _agreement(knowledge: Knowledge, texts: list[str], kind: str = "entry") -> tuple[Agreement, NameFinder]:
    round_ = knowledge.rounds[knowledge.newest]
    bare = RoundKnowledge(round=round_.round, entries=[], gaps=[])
    names = NameFinder(round_.round.entities)
    passages = [Passage(f"p{n}", f"p{n}", "gap" if kind == "gap" else "entry", None, "text", text) for n, text in enumerate(texts)]
    return Agreement(passages, named_in(passages, names), bare, names), names


def _categories(knowledge: Knowledge) -> list[Entity]:
    return [entity for entity in knowledge.rounds[knowledge.newest].round.entities if entity.kind == "category"]


@given(st.sampled_from(TEMPLATES), st.sampled_from(PAIRS))
def test_same_text_of_the_branch_asked_ranks_above_that_of_another(knowledge: Knowledge, template: str, pair: tuple[str, str]) -> None:
    asked, other = pair
    agreement, _ = _agreement(knowledge, [template.format(BRANCHES[asked]), template.format(BRANCHES[other])])
    same, different = agreement.adjustment([asked])
    assert same > different + 0.3


def test_same_text_of_the_category_asked_ranks_above_that_of_any_other(knowledge: Knowledge) -> None:
    categories = _categories(knowledge)
    agreement, _ = _agreement(knowledge, [f"เกณฑ์การให้คะแนน {entity.name}" for entity in categories])
    for position, entity in enumerate(categories):
        adjusted = agreement.adjustment([entity.id])
        assert adjusted[position] > np.delete(adjusted, position).max()


def test_category_asked_ranks_its_branch_above_another_branch(knowledge: Knowledge) -> None:
    agreement, _ = _agreement(knowledge, [f"กำหนดการของ {name}" for name in BRANCHES.values()])
    for entity in _categories(knowledge):
        adjusted = dict(zip(BRANCHES, agreement.adjustment([entity.id]), strict=True))
        own = entity.id.partition(".")[0]
        assert all(adjusted[own] > score for branch, score in adjusted.items() if branch != own)


@given(st.lists(st.sampled_from(sorted(BRANCHES)), max_size=3, unique=True))
def test_adjustment_never_lifts_a_passage(knowledge: Knowledge, asked: list[str]) -> None:
    agreement, _ = _agreement(knowledge, [template.format(name) for template in TEMPLATES for name in [*BRANCHES.values(), "โครงการ"]])
    assert (agreement.adjustment(asked) <= 0).all()


def test_passage_of_both_ranks_above_passage_of_one_when_both_are_asked(knowledge: Knowledge) -> None:
    agreement, _ = _agreement(knowledge, ["ส่ง TPSA และ PMQA พร้อมกันได้", "ส่ง TPSA ได้", "ส่ง TEPGA ได้"])
    both, one, neither = agreement.adjustment(["tpsa", "pmqa"])
    assert both > one > neither


def test_other_things_named_count_against_a_passage(knowledge: Knowledge) -> None:
    agreement, _ = _agreement(knowledge, ["ส่ง TPSA ได้", "ส่ง TPSA และ PMQA ได้"])
    only, with_other = agreement.adjustment(["tpsa"])
    assert only > with_other


@pytest.mark.parametrize("kind", ["entry", "gap"])
def test_question_that_names_nothing_prefers_what_names_nothing(knowledge: Knowledge, kind: str) -> None:
    agreement, _ = _agreement(knowledge, ["ไฟล์แนบไม่เกิน 10 MB", "ไฟล์แนบของ PMQA ไม่เกิน 10 MB"], kind)
    general, special = agreement.adjustment([])
    assert general == 0 > special


def test_gap_of_one_award_is_held_back_further_than_an_entry_when_none_is_named(knowledge: Knowledge) -> None:
    text = ["ไฟล์แนบของ PMQA"]
    assert _agreement(knowledge, text, "gap")[0].adjustment([])[0] < _agreement(knowledge, text, "entry")[0].adjustment([])[0]


@pytest.mark.parametrize("asked", ["ปิดรับสมัคร {} วันไหน", "กำหนดการ {}", "{} ได้กี่คะแนนถึงเป็นระดับดีเด่น", "เกณฑ์ของ {} มีอะไรบ้าง"])
@pytest.mark.parametrize(("branch", "other"), [("tpsa", "pmqa"), ("pmqa", "tpsa"), ("tepga", "pmqa"), ("tepga", "tpsa")])
def test_best_of_the_shipped_knowledge_is_never_about_another_branch_only(assistant: Assistant, asked: str, branch: str, other: str) -> None:
    known = assistant.knowledge.rounds[assistant.round]
    best = assistant.search(asked.format(BRANCHES[branch]), 1)[0]
    about = known.entry_by_id[best].about if best in known.entry_by_id else known.gap_by_id[best].about
    assert not all(re.match(rf"{other}\b", entity) for entity in about), best
