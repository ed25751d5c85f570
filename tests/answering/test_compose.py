from __future__ import annotations

import pytest

from assistant.answering.compose import FACETS, NOT_SAID, Composer
from assistant.answering.datum import Datum
from assistant.answering.premise import Correction
from assistant.knowledge.schema import Knowledge, RoundKnowledge
from assistant.thai.words import Segmenter
from tests.answering.conftest import Ask


@pytest.fixture(scope="module")
def known(knowledge: Knowledge) -> RoundKnowledge:
    return knowledge.rounds["2567"]


@pytest.fixture(scope="module")
def composer(known: RoundKnowledge) -> Composer:
    return Composer(known, Segmenter())


def test_a_single_fact_comes_first(composer: Composer, known: RoundKnowledge, ask: Ask) -> None:
    entry = known.entry_by_id["tpsa-faq-12"]
    point = entry.point("file-size")
    assert point is not None
    text, _ = composer.entry(ask("ไฟล์แนบกี่ MB"), entry, point, None)
    assert text.startswith(point.answer)


def test_a_whole_answer_is_short_then_full_then_tables_then_caveats(composer: Composer, known: RoundKnowledge, ask: Ask) -> None:
    entry = known.entry_by_id["criteria-tpsa-innovation"]
    text, blocks = composer.entry(ask("เกณฑ์นวัตกรรมการบริการ"), entry, None, None)
    places = [text.index(part) for part in (entry.short, entry.full.strip(), blocks[0].markdown(), "ข้อควรรู้")]
    assert places == sorted(places)
    assert places[0] == 0


def test_a_correction_is_said_before_everything_and_chooses_its_point(composer: Composer, known: RoundKnowledge, ask: Ask) -> None:
    entry = known.entry_by_id["tpsa-faq-9"]
    point = entry.point("min-duration")
    assert point is not None
    text, _ = composer.entry(ask("ทำมา 8 เดือน"), entry, None, Correction("8 เดือน ยังไม่ถึง 1 ปี", "min-duration"))
    assert text.startswith(f"**8 เดือน ยังไม่ถึง 1 ปี**\n\n{point.answer}")


def test_no_answer_says_its_short_text_twice(composer: Composer, known: RoundKnowledge, ask: Ask) -> None:
    for entry in known.entries:
        for point in [None, *entry.points]:
            text, _ = composer.entry(ask(entry.question), entry, point, None)
            assert text.count(entry.short) <= 1, entry.id


def test_every_answer_holds_only_texts_of_its_entry(composer: Composer, known: RoundKnowledge, ask: Ask) -> None:
    for entry in known.entries:
        text, blocks = composer.entry(ask(entry.question), entry, None, None)
        for part in [entry.short, entry.full, *entry.caveats, *(block.markdown() for block in blocks), "ข้อควรรู้"]:
            text = text.replace(part.strip(), "")
        assert text.replace("-", "").strip() == "", entry.id


def test_a_datum_with_its_conditions(composer: Composer, ask: Ask) -> None:
    text = composer.datum(ask("ได้ 85"), Datum("level", "ระดับดี", ("award-levels-tpsa",), conditions=("เงื่อนไขหนึ่ง",)))
    assert text.startswith("**ระดับดี**\n\nเงื่อนไขที่ไปด้วยกัน\n- เงื่อนไขหนึ่ง")


def test_two_categories_stand_in_one_table_with_what_is_not_said(composer: Composer, known: RoundKnowledge) -> None:
    text, (block,), entries = composer.comparison(["tpsa.innovation", "tpsa.policy_driven"])
    assert block.columns[1:] == ("ประเภทนวัตกรรมการบริการ", "ประเภทขับเคลื่อนเห็นผล")
    assert [entry.id for entry in entries] == ["criteria-tpsa-innovation", "criteria-tpsa-policy_driven"]
    duration = next(row for row in block.rows if row[0] == FACETS["duration"])
    assert duration[1] == NOT_SAID
    assert "1 ปี" in duration[2]
    assert block.markdown() in text


def test_a_gap_says_what_is_missing_what_is_near_and_whom_to_ask(composer: Composer, known: RoundKnowledge) -> None:
    for gap in known.gaps:
        text = composer.gap(gap)
        assert text.startswith(f"**{gap.missing}**")
        assert gap.ask in text
        assert gap.nearby is None or gap.nearby in text


def test_another_round_is_named_and_not_answered_for(composer: Composer) -> None:
    text = composer.other_round("2568")
    assert text.startswith("**ไม่มีข้อมูลของรอบ 2568")
    assert "2567" in text


def test_the_citation_is_the_source_nearest_to_what_is_said(composer: Composer, known: RoundKnowledge) -> None:
    entry = known.entry_by_id["award-levels-pmqa"]
    citation = composer.citation(entry, "ระดับเกิดผล ตั้งแต่ 470 คะแนนขึ้นไป")
    assert "๔๗๐" in citation.quote
    assert citation.entry == entry.id


def test_only_the_categories_that_have_a_facet_are_listed(composer: Composer, known: RoundKnowledge) -> None:
    entries = [known.criteria_by_entity[entity] for entity in ("tpsa.innovation", "tpsa.policy_driven")]
    _, (block,) = composer.readings("duration", entries)
    assert [row[0] for row in block.rows] == ["ประเภทขับเคลื่อนเห็นผล"]
