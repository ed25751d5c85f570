from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.premise import Correction, correction, numbers_in
from assistant.knowledge.schema import Knowledge, RoundKnowledge
from tests.answering.conftest import Ask


@pytest.fixture(scope="module")
def known(knowledge: Knowledge) -> RoundKnowledge:
    return knowledge.rounds["2567"]


def corrected(ask: Ask, known: RoundKnowledge, text: str, entry: str) -> Correction:
    found = correction(ask(text), known.entry_by_id[entry], None)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "entry", "sentence"),
    [
        ("PMQA 4.0 ต้องได้รางวัล 500 ใช่ไหม", "criteria-pmqa-v4", "ไม่ใช่ 500 คะแนน"),
        ("PMQA 4.0 กี่คะแนน เพื่อนบอกว่าต้อง 500", "criteria-pmqa-v4", "ไม่ใช่ 500 คะแนน"),
        ("TEPGA ดีเด่นต้อง ๙๕ คะแนนใช่ไหม", "award-levels-tepga", "ไม่ใช่ 95 คะแนน"),
        ("ไฟล์แนบต้องไม่เกิน 10 MB ใช่ไหม", "tpsa-faq-12", "ไม่ใช่ 10 MB"),
        ("ขับเคลื่อนเห็นผลต้องดำเนินการ 3 ปีจริงเหรอ", "tpsa-faq-9", "ไม่ใช่ 3 ปี"),
    ],
)
def test_a_wrong_figure_of_the_rule_is_corrected(ask: Ask, known: RoundKnowledge, text: str, entry: str, sentence: str) -> None:
    assert corrected(ask, known, text, entry).sentence == sentence


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("PMQA 4.0 ต้อง 400 คะแนนใช่ไหม", "criteria-pmqa-v4"),
        ("TPSA ดีเด่นต้อง 90 คะแนนใช่ไหม", "award-levels-tpsa"),
        ("ไฟล์แนบต้องไม่เกิน 5 MB ใช่ไหม", "tpsa-faq-12"),
        ("ขับเคลื่อนเห็นผลต้องดำเนินการ 12 เดือนใช่ไหม", "tpsa-faq-9"),
        ("ปิดรับ TPSA 28 ก.พ. 2567 ใช่ไหม", "calendar-tpsa"),
        ("PMQA 4.0 ต้องได้กี่คะแนน", "criteria-pmqa-v4"),
    ],
)
def test_a_right_figure_is_not_corrected(ask: Ask, known: RoundKnowledge, text: str, entry: str) -> None:
    assert correction(ask(text), known.entry_by_id[entry], None) is None


@pytest.mark.parametrize("date", ["31 มีนาคม 2567", "31 มกราคม 2567", "29 ก.พ. 67", "5 มกราคม 2567"])
def test_a_wrong_closing_date_is_corrected_even_where_another_step_takes_place(ask: Ask, known: RoundKnowledge, date: str) -> None:
    assert corrected(ask, known, f"ปิดรับ TPSA {date} ใช่ไหม", "calendar-tpsa").sentence.startswith("ไม่ใช่วันที่ ")


def test_a_planned_day_is_held_against_the_last_one(ask: Ask, known: RoundKnowledge) -> None:
    assert corrected(ask, known, "ส่ง TPSA วันที่ 5 มีนาคม ยังทันไหม", "calendar-tpsa").sentence == "5 มีนาคม 2567 พ้น 28 กุมภาพันธ์ 2567 แล้ว"
    assert correction(ask("ส่ง TPSA วันที่ 5 กุมภาพันธ์ ยังทันไหม"), known.entry_by_id["calendar-tpsa"], None) is None


@pytest.mark.parametrize(
    ("said", "short"), [("8 เดือน", True), ("11 เดือน", True), ("ครึ่งปี", True), ("12 เดือน", False), ("1 ปี", False), ("ปีครึ่ง", False), ("สองปี", False)]
)
def test_ones_own_duration_is_held_against_the_limit(ask: Ask, known: RoundKnowledge, said: str, short: bool) -> None:
    sentence = corrected(ask, known, f"ทำมา {said} ส่งขับเคลื่อนเห็นผลได้ไหม", "tpsa-faq-9").sentence
    assert ("ยังไม่ถึง 1 ปี" in sentence) is short
    assert ("ถึงขั้นต่ำ 1 ปี" in sentence) is not short


@given(size=st.integers(min_value=1, max_value=500))
def test_ones_own_file_is_held_against_the_limit(ask: Ask, known: RoundKnowledge, size: int) -> None:
    sentence = corrected(ask, known, f"ไฟล์ {size} MB แนบได้ไหม", "tpsa-faq-12").sentence
    assert sentence.startswith(f"{size} MB เกิน 5 MB" if size > 5 else f"{size} MB ไม่เกิน 5 MB")


def test_numbers_of_a_text_in_either_digits() -> None:
    assert numbers_in("ได้ ๘๙.๕ จาก 1,000 คะแนน") == {Decimal("89.5"), Decimal(1000)}
