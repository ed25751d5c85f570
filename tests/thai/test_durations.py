"""Lengths of time as people say them."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.thai.digits import to_arabic, to_thai
from assistant.thai.durations import JUST_UNDER, find_durations


def one(text: str) -> tuple[Decimal, Decimal | None]:
    [found] = find_durations(text)
    return found.low, found.high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("8 เดือน", "8", "8"),
        ("2 ปี", "24", "24"),
        ("ปีครึ่ง", "18", "18"),
        ("สองปีครึ่ง", "30", "30"),
        ("ครึ่งปี", "6", "6"),
        ("1.5 ปี", "18", "18"),
        ("1 ปี 6 เดือน", "18", "18"),
        ("หนึ่งปีสองเดือน", "14", "14"),
        ("1 ปีกับ 2 เดือน", "14", "14"),
        ("2 ไตรมาส", "6", "6"),
        ("2-3 ปี", "24", "36"),
        ("สองสามปี", "24", "36"),
        ("2 หรือ 3 ปี", "24", "36"),
        ("3 ปีงบประมาณ", "24", "36"),
        ("สองปีกว่า", "24", "35.99"),
        ("กว่า 3 ปี", "36", "47.99"),
        ("ปีกว่า ๆ", "12", "23.99"),
        ("เกือบปี", "6", "11.99"),
        ("เกือบสองปี", "18", "23.99"),
        ("ไม่ถึงปี", "0", "11.99"),
        ("ยังไม่ครบ 1 ปี", "0", "11.99"),
        ("ไม่เกิน 6 เดือน", "0", "6"),
        ("almost 2 years", "18", "23.99"),
        ("20 months", "20", "20"),
    ],
)
def test_lengths(text: str, low: str, high: str) -> None:
    assert one(text) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(("text", "low"), [("ไม่น้อยกว่า 1 ปี", "12"), ("หลายปี", "24"), ("at least 1 year", "12")])
def test_lengths_without_an_upper_limit(text: str, low: str) -> None:
    assert one(text) == (Decimal(low), None)


def test_about_a_year_leaves_room() -> None:
    low, high = one("ประมาณ 1 ปี")
    assert high is not None
    assert low < 12 < high


@pytest.mark.parametrize("text", ["ปี 2566", "ปีนี้", "เดือนหน้า", "รายปี", "วันจันทร์", "", "ปีละครั้ง"])
def test_a_unit_alone_is_no_length(text: str) -> None:
    assert [found for found in find_durations(text) if found.low < 1200] == []


@given(st.integers(1, 40), st.integers(1, 11))
def test_years_and_months_add_up(years: int, months: int) -> None:
    assert one(f"{years} ปี {months} เดือน") == (Decimal(12 * years + months),) * 2


@given(st.integers(1, 400), st.sampled_from(["เดือน", "ปี"]), st.sampled_from(["{}", "เกือบ {}", "{}กว่า", "ไม่ถึง {}", "ไม่เกิน {}"]))
def test_thai_digits_equal_arabic_ones(number: int, unit: str, frame: str) -> None:
    text = frame.format(f"{number} {unit}")
    assert one(to_arabic(to_thai(text))) == one(text)


@given(st.text(st.sampled_from("0123456789.,- ปีเดือนกว่าครึ่งไม่ถึงเกือบสองสามสิบหลาย"), max_size=60))
def test_spans_are_ordered_and_in_place(text: str) -> None:
    for found in find_durations(text):
        assert found.low >= 0
        assert found.high is None or found.high >= found.low - JUST_UNDER or "-" in found.text or "ถึง" in found.text or "หรือ" in found.text
        assert text[found.start : found.end].strip() == found.text


@pytest.mark.parametrize("piece", ["9", "สอง", "1,000", "9.", "ปี ", "กว่า"])
def test_long_runs_take_no_time_to_speak_of(piece: str) -> None:
    begun = time.perf_counter()
    find_durations((piece * 20_000)[:20_000])
    assert time.perf_counter() - begun < 5
