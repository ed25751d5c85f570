from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.datum import Datum, band_block, event_datum, events_named, level_datum, level_range, row_datum, table_block
from assistant.knowledge.schema import Knowledge, RoundKnowledge
from tests.answering.conftest import Ask


@pytest.fixture(scope="module")
def known(knowledge: Knowledge) -> RoundKnowledge:
    return knowledge.rounds["2567"]


def level(ask: Ask, known: RoundKnowledge, text: str) -> Datum:
    datum = level_datum(ask(text), known)
    assert datum is not None
    return datum


@pytest.mark.parametrize(
    ("text", "begins", "entry"),
    [
        ("มิติผลผลิตของนวัตกรรมกี่คะแนน", "50 คะแนน", "criteria-tpsa-innovation"),
        ("ตอบโจทย์ตรงใจ มิติผลผลิตกี่แต้ม", "40 คะแนน", "criteria-tpsa-needs_met"),
        ("เปิดใจใกล้ชิดประชาชน ความยั่งยืนกี่คะแนน", "10 คะแนน", "criteria-tepga-open_governance"),
    ],
)
def test_a_row_of_a_score_table_is_looked_up(ask: Ask, known: RoundKnowledge, text: str, begins: str, entry: str) -> None:
    datum = row_datum(ask(text), known)
    assert datum is not None
    assert datum.sentence.startswith(begins)
    assert datum.entries == (entry,)
    assert len(datum.tables) == 1


def test_every_row_of_every_single_table_gives_its_own_value(ask: Ask, known: RoundKnowledge) -> None:
    for entity in ("tpsa.innovation", "tpsa.needs_met", "tepga.open_governance", "tepga.effective_participation"):
        entry = known.criteria_by_entity[entity]
        (table,) = entry.tables
        for row in table.rows:
            datum = row_datum(ask(f"{known.entity_by_id[entity].name} {row.label} กี่คะแนน"), known)
            assert datum is not None, (entity, row.label)
            assert datum.sentence.startswith(f"{row.values[0]} คะแนน"), (entity, row.label)


def test_a_dimension_asked_of_no_award_is_told_of_each(ask: Ask, known: RoundKnowledge) -> None:
    datum = row_datum(ask("มิติความยั่งยืนกี่คะแนน"), known)
    assert datum is not None
    assert len(datum.entries) > 1
    assert len(datum.tables) == 1


def test_the_award_without_a_table_has_no_datum(ask: Ask, known: RoundKnowledge) -> None:
    assert row_datum(ask("ขยายผลมาตรฐานการบริการ มิติผลผลิตกี่คะแนน"), known) is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("TPSA ได้ 79.99 คะแนน ได้ระดับไหน", "ไม่ถึงเกณฑ์ได้รับรางวัล"),
        ("TPSA ได้ 80 คะแนน ได้ระดับไหน", "ระดับดี —"),
        ("TPSA ได้ 89.99 คะแนน ได้ระดับไหน", "ระดับดี —"),
        ("TPSA ได้ ๘๙,๕ คะแนน ได้ระดับไหน", "ระดับดี —"),
        ("TPSA ได้ 90 คะแนน ได้ระดับไหน", "ระดับดีเด่น —"),
        ("เปิดใจใกล้ชิดประชาชน ได้ 89 คะแนน ได้ระดับไหน", "ระดับดี —"),
        ("ร่วมใจแก้จน ได้ 89.5 คะแนน ได้ระดับไหน", "ระดับดี —"),
        ("PMQA 4.0 ได้ 399 คะแนน ได้ระดับไหน", "ได้รับการรับรองสถานะการเป็นระบบราชการ 4.0 ระดับพื้นฐาน โดยไม่ได้รับรางวัล"),
        ("PMQA 4.0 ได้ 400 คะแนน ได้ระดับไหน", "ได้รับรางวัล PMQA 4.0 และการรับรองสถานะการเป็นระบบราชการ 4.0 ระดับก้าวหน้า"),
        ("PMQA 4.0 ได้ 469.99 คะแนน ได้ระดับไหน", "ได้รับรางวัล PMQA 4.0 และการรับรองสถานะการเป็นระบบราชการ 4.0 ระดับก้าวหน้า"),
        ("PMQA 4.0 ได้ 470 คะแนน ได้ระดับไหน", "ได้รับรางวัล PMQA 4.0 และการรับรองสถานะการเป็นระบบราชการ 4.0 ระดับเกิดผล"),
        ("PMQA 4.0 ได้ 299.99 คะแนน ได้ระดับไหน", "ไม่ถึงช่วงคะแนน"),
    ],
)
def test_levels_at_their_boundaries(ask: Ask, known: RoundKnowledge, text: str, label: str) -> None:
    assert level(ask, known, text).sentence.startswith(label)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("เปิดใจใกล้ชิดประชาชน ได้ 89.5 คะแนน ได้ระดับไหน", "เอกสารไม่ได้บอกวิธีปัดเศษ"),
        ("ร่วมใจแก้จน ได้ 89.995 คะแนน ได้ระดับไหน", "89.99"),
        ("PMQA 4.0 ได้ 399.5 คะแนน ได้ระดับไหน", "ระหว่าง 399 กับ 400"),
    ],
)
def test_a_score_between_printed_levels_is_named_as_undefined(ask: Ask, known: RoundKnowledge, text: str, reason: str) -> None:
    sentence = level(ask, known, text).sentence
    assert "ไม่อยู่ในช่วงใดที่เอกสารกำหนด" in sentence
    assert reason in sentence


def test_a_branch_with_two_scales_is_told_by_award_with_the_reason(ask: Ask, known: RoundKnowledge) -> None:
    datum = level(ask, known, "TEPGA ได้ 89.5 คะแนน ได้ระดับไหน")
    (table,) = datum.tables
    assert [row[1] for row in table.rows] == ["เอกสารไม่ได้กำหนดผลของคะแนนนี้", "ระดับดี"]
    assert any("เอกสารไม่ได้บอกวิธีปัดเศษ" in condition for condition in datum.conditions)


@pytest.mark.parametrize(
    ("text", "full"),
    [("TPSA ได้ 100.5 คะแนน ได้ระดับไหน", "100"), ("ร่วมใจแก้จน ได้ 120 คะแนน ได้รางวัลไหม", "100"), ("PMQA ระดับดีเด่น ได้ 1,001 คะแนน ได้รางวัลไหม", "1,000")],
)
def test_a_score_over_the_maximum_is_said_to_be_over_it(ask: Ask, known: RoundKnowledge, text: str, full: str) -> None:
    assert f"เกินคะแนนเต็ม {full} คะแนน" in level(ask, known, text).sentence


def test_over_the_maximum_of_several_scales(ask: Ask, known: RoundKnowledge) -> None:
    (table,) = level(ask, known, "TEPGA ได้ 101 คะแนน ได้รางวัลไหม").tables
    assert {row[1] for row in table.rows} == {"เกินคะแนนเต็ม 100 คะแนน"}


@given(score=st.decimals(min_value=1, max_value=100, places=2))
def test_any_score_of_the_service_branch_earns_what_its_scale_says(ask: Ask, known: RoundKnowledge, score: Decimal) -> None:
    expected = "ระดับดีเด่น" if score >= 90 else "ระดับดี" if score >= 80 else "ไม่ถึงเกณฑ์ได้รับรางวัล"
    assert level(ask, known, f"TPSA ได้ {score} คะแนน ได้ระดับไหน").sentence.partition(" — ")[0] == expected


@pytest.mark.parametrize("text", ["PMQA 4.0 ต้อง 500 ใช่ไหม", "TPSA ต้องได้ 85 คะแนนขึ้นไปใช่ไหม", "นวัตกรรม มิติผลผลิตได้ 50 คะแนนใช่ไหม", "TPSA ได้กี่คะแนนถึงจะได้รางวัล"])
def test_a_claim_about_the_rule_is_no_score_of_ones_own(ask: Ask, known: RoundKnowledge, text: str) -> None:
    assert level_datum(ask(text), known) is None


def test_an_event_is_dated_for_the_branch_named(ask: Ask, known: RoundKnowledge) -> None:
    datum = event_datum(ask("TPSA ประกาศผลรอบแรกเมื่อไหร่"), known)
    assert datum is not None
    assert datum.sentence.startswith("ภายในเดือนพฤษภาคม 2567")
    assert datum.entries == ("calendar-tpsa",)


@pytest.mark.parametrize("text", ["TEPGA ปิดรับสมัครวันไหน", "ปิดรับสมัครวันไหน"])
def test_no_branch_lends_its_dates_to_another(ask: Ask, known: RoundKnowledge, text: str) -> None:
    assert event_datum(ask(text), known) is None


def test_a_step_is_known_by_its_longest_word(ask: Ask, known: RoundKnowledge) -> None:
    calendar = known.entry_by_id["calendar-tpsa"]
    assert [event.id for event in events_named(ask("ประกาศผลรอบแรกเมื่อไหร่"), calendar)] == ["first-round-results"]
    assert [event.id for event in events_named(ask("ปิดรับวันไหน"), calendar)] == ["application"]
    assert events_named(ask("ใครสมัครแทนได้บ้าง"), known.entry_by_id["tpsa-faq-1"]) == []


def test_ranges_in_words(known: RoundKnowledge) -> None:
    bands = {band.id: band for entry in known.entries if entry.kind == "award_levels" for band in entry.bands}
    assert [level_range(one, bands["tpsa"]) for one in bands["tpsa"].levels] == ["ตั้งแต่ 90 คะแนนขึ้นไป", "ตั้งแต่ 80 แต่ไม่ถึง 90 คะแนน", "ต่ำกว่า 80 คะแนน"]
    assert level_range(bands["tepga"].levels[1], bands["tepga"]) == "80–89 คะแนน"
    assert band_block(bands["tpsa"], "TPSA").rows[1] == ("ตั้งแต่ 80 แต่ไม่ถึง 90 คะแนน", "ระดับดี")


def test_a_table_is_shown_whole(known: RoundKnowledge) -> None:
    (table,) = known.entry_by_id["criteria-tpsa-innovation"].tables
    block = table_block(table)
    assert [row[1] for row in block.rows] == ["10", "30", "50", "10", "100"]
