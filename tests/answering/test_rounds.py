from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.rounds import other_round
from assistant.thai.clean import comparable


@pytest.mark.parametrize(
    ("text", "round_id"),
    [
        ("เกณฑ์ปี 2568", "2568"),
        ("เกณฑ์ปี ๒๕๖๘ เป็นยังไง", "2568"),
        ("ปี 68 เปิดรับวันไหน", "2568"),
        ("รอบ 68 มีกี่ประเภท", "2568"),
        ("ปีหน้าเปิดรับสมัครเมื่อไหร่", "2568"),
        ("รอบหน้าเกณฑ์เปลี่ยนไหม", "2568"),
        ("award criteria 2025", "2568"),
        ("deadline of TPSA 2026", "2569"),
        ("เกณฑ์ปี 2566", "2566"),
        ("กำหนดการปีที่แล้ว", "2566"),
    ],
)
def test_another_round_is_named(text: str, round_id: str) -> None:
    assert other_round(comparable(text), 2567) == round_id


@pytest.mark.parametrize(
    "text",
    [
        "เกณฑ์ปี 2567",
        "ปี 67 ปิดรับวันไหน",
        "criteria 2024",
        "เคยได้รางวัลปี 2564 ส่งขยายผลได้ไหม",
        "PMQA 2562 คืออะไร",
        "แผนยุทธศาสตร์ 2566-2571",
        "ย้อนหลังปี 2562–2566",
        "ประชุมชี้แจง 13 ธันวาคม 2566",
        "ได้ 68 คะแนน",
        "ทำมา 68 เดือน",
        "ปิดรับวันไหน",
    ],
)
def test_years_that_name_no_round_are_left_alone(text: str) -> None:
    assert other_round(comparable(text), 2567) is None


@given(st.integers(min_value=2550, max_value=2599), st.sampled_from(["เกณฑ์ปี {}", "ปฏิทินปี {}", "เปิดรับสมัครปี {} วันไหน"]))
def test_only_the_round_known_is_its_own(year: int, question: str) -> None:
    asked = comparable(question.format(year))
    assert other_round(asked, 2567) == (None if year == 2567 else str(year))
    assert other_round(asked, year) is None


@given(st.text(max_size=200))
def test_any_text_names_a_year_or_nothing(text: str) -> None:
    found = other_round(comparable(text), 2567)
    assert found is None or (found.isdigit() and found != "2567")
