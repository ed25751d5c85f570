"""Digits and typed numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import num_to_thaiword

from assistant.thai.digits import parse_number, plain, to_arabic, to_thai

NUMBERS = st.integers(0, 5_000_000)
POINTS = st.decimals(0, 100_000, places=2, allow_nan=False)


@given(st.text(st.characters(exclude_characters="๐๑๒๓๔๕๖๗๘๙", codec="utf-8")))
def test_digits_round_trip_and_nothing_else_changes(text: str) -> None:
    assert to_arabic(to_thai(text)) == text
    assert len(to_thai(text)) == len(text)


@given(st.text())
def test_one_set_of_digits_is_left(text: str) -> None:
    assert not set(to_arabic(text)) & set("๐๑๒๓๔๕๖๗๘๙")
    assert not set(to_thai(text)) & set("0123456789")


@given(NUMBERS)
def test_reads_integers_in_both_digits_with_and_without_thousands(number: int) -> None:
    typed = [str(number), f"{number:,}", to_thai(str(number)), to_thai(f"{number:,}"), f"  {number} "]
    assert {parse_number(text) for text in typed} == {Decimal(number)}


@given(POINTS)
def test_reads_decimal_point_and_decimal_comma_alike(value: Decimal) -> None:
    assert parse_number(f"{value:f}") == value
    assert parse_number(f"{value:f}".replace(".", ",")) == value
    assert parse_number(to_thai(f"{value:,f}")) == value


@given(NUMBERS)
def test_reads_thai_number_words_in_full(number: int) -> None:
    assert parse_number(num_to_thaiword(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("๙๐", "90"),
        ("เก้าสิบ", "90"),
        ("สิบเอ็ด", "11"),
        ("ยี่สิบเอ็ด", "21"),
        ("ร้อย", "100"),
        ("สามร้อย", "300"),
        ("สี่ร้อยเจ็ดสิบ", "470"),
        ("พันสองร้อย", "1200"),
        ("หมื่นห้าพัน", "15000"),
        ("หมื่นห้า", "15000"),  # said so, never meant as 10,005
        ("พันสอง", "1200"),
        ("แสนแปด", "180000"),
        ("สองล้านสามแสน", "2300000"),
        ("ศูนย์", "0"),
        ("แปดสิบเก้าจุดห้า", "89.5"),
        ("เก้าสิบเอ็ด จุด เจ็ดห้า", "91.75"),
        ("ศูนย์จุดศูนย์ห้า", "0.05"),
        ("89,5", "89.5"),
        ("๘๙,๕", "89.5"),
        ("๘๙.๙๙", "89.99"),
        ("1,000", "1000"),
        ("1,000.5", "1000.5"),
        ("1,000,000", "1000000"),
        ("1234,5", "1234.5"),
        ("286.5", "286.5"),
    ],
)
def test_reads_what_staff_type(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", " ", "x", "90 คะแนน", "-5", "1.2.3", "1,00,000", "5.", ".5", "๙๐%", "สิบคน", "สองสาม", "½", "²", "NaN", "Infinity", "1e5",
     "จุดห้า", "เก้าสิบจุด", "เก้าสิบจุดสิบ", "เก้าจุดเอ็ด", "สองสามจุดห้า"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_and_never_raises(text: str) -> None:
    value = parse_number(text)
    assert value is None or (value.is_finite() and value >= 0)


@given(POINTS)
def test_printed_numbers_read_back(value: Decimal) -> None:
    assert parse_number(plain(value)) == value


@pytest.mark.parametrize(
    ("value", "printed"), [(Decimal("89.50"), "89.5"), (Decimal("90.00"), "90"), (Decimal("1E+3"), "1,000"), (0, "0"), (27.5, "27.5"), (1000000, "1,000,000")]
)
def test_prints_without_trailing_zeros_and_exponents(value: Decimal | float | int, printed: str) -> None:
    assert plain(value) == printed
