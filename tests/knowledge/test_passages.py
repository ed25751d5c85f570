"""What retrieval indexes: everything people may ask, everything that answers, each leading back to its owner."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.knowledge import load_knowledge
from assistant.knowledge.passages import Passage, passages_of
from assistant.knowledge.schema import Knowledge
from tests.knowledge.folder import FAQ, ROUND, swap, write_folder


@pytest.fixture(scope="module")
def passages(knowledge: Knowledge) -> list[Passage]:
    return passages_of(knowledge, knowledge.newest)


def test_ids_are_unique_and_ascii_and_texts_are_not_empty(passages: list[Passage]) -> None:
    assert len({passage.id for passage in passages}) == len(passages)
    assert all(passage.id.isascii() and passage.text.strip() for passage in passages)


def test_ids_and_order_are_stable(knowledge: Knowledge, passages: list[Passage]) -> None:
    assert passages_of(knowledge, knowledge.newest) == passages


def test_every_question_of_every_owner_is_indexed(knowledge: Knowledge, passages: list[Passage]) -> None:
    held = knowledge.rounds[knowledge.newest]
    indexed = {(p.owner, p.point, p.text) for p in passages if p.role == "question"}
    expected: set[tuple[str, str | None, str]] = {(e.id, None, q) for e in held.entries for q in [e.question, *e.questions]}
    expected |= {(e.id, point.id, q) for e in held.entries for point in e.points for q in point.questions}
    expected |= {(gap.id, None, q) for gap in held.gaps for q in gap.questions}
    expected |= {(conduct.id, None, q) for conduct in knowledge.conduct for q in conduct.examples}
    assert indexed == expected


def test_every_passage_leads_to_an_owner_and_a_point_that_exist(knowledge: Knowledge, passages: list[Passage]) -> None:
    held = knowledge.rounds[knowledge.newest]
    conduct = {item.id for item in knowledge.conduct}
    for passage in passages:
        if passage.owner_kind == "entry":
            entry = held.entry_by_id[passage.owner]
            assert passage.point is None or entry.point(passage.point) is not None
        else:
            assert passage.point is None
            assert passage.owner in (held.gap_by_id if passage.owner_kind == "gap" else conduct)


def test_every_answer_is_indexed_as_text(knowledge: Knowledge, passages: list[Passage]) -> None:
    held = knowledge.rounds[knowledge.newest]
    texts: dict[str, str] = {}
    for passage in passages:
        if passage.role == "text":
            texts[passage.owner] = texts.get(passage.owner, "") + "\n" + passage.text
    for entry in held.entries:
        for part in [entry.title, entry.short, *(point.answer for point in entry.points), *(row.label for table in entry.tables for row in table.rows)]:
            assert part in texts[entry.id]
        for paragraph in entry.full.split("\n\n"):
            assert paragraph.strip() in texts[entry.id]
        for event in entry.events:
            assert event.name in texts[entry.id]
    for gap in held.gaps:
        assert gap.missing in texts[gap.id]


def test_conduct_is_never_indexed_as_an_answer(passages: list[Passage]) -> None:
    assert {passage.role for passage in passages if passage.owner_kind == "conduct"} == {"question"}


def test_long_answers_are_indexed_by_paragraph(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    swap(root, FAQ, "full: คำตอบเต็มของ tpsa-faq-1", "full: |\n  ย่อหน้าแรก\n\n  ย่อหน้าสอง", at="full:")
    texts = [p.text for p in passages_of(load_knowledge(root), ROUND) if p.owner == "tpsa-faq-1" and p.role == "text" and p.point is None]
    assert texts == ["ชื่อของ tpsa-faq-1\nคำตอบสั้นของ tpsa-faq-1", "ย่อหน้าแรก", "ย่อหน้าสอง"]
