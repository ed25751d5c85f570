"""Points as people type them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.award_level.numbers import Unreadable, read_points
from assistant.thai.digits import to_thai


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        (90, "90"), (90.5, "90.5"), (Decimal("89.99"), "89.99"), ("90", "90"), (" 90 ", "90"), ("๙๐", "90"), ("89,5", "89.5"), ("๘๙.๙๙", "89.99"),
        ("เก้าสิบ", "90"), ("แปดสิบเก้าจุดห้า", "89.5"), ("แปดสิบเก้าครึ่ง", "89.5"), ("89 คะแนนครึ่ง", "89.5"), ("90 คะแนน", "90"), ("90แต้ม", "90"),
        ("ได้ 90 คะแนน", "90"), ("คะแนน 90", "90"), ("90 points", "90"), ("90.", "90"), (".5", "0.5"), ("90%", "90"),
        ("45 %", "45"), ("ร้อยละ ๙๐", "90"), ("90 เปอร์เซ็นต์", "90"), ("90/100", "90"), ("๙๐ เต็ม ๑๐๐", "90"), ("90 จาก 100 คะแนน", "90"),
        ("-5", "-5"), ("ลบห้า", "-5"), ("−5", "-5"), ("1,000", "1000"), (0, "0"), (0.1 + 0.2, "0.30000000000000004"), ("9\u200b0", "90"),
    ],
)  # fmt: skip
def test_reads_what_is_typed(typed: Any, points: str) -> None:
    assert read_points(typed, Decimal(100)) == Decimal(points)


@pytest.mark.parametrize(
    "typed",
    [None, True, False, [90], {"a": 90}, (90,), "", " ", "ดี", "เก้าสิบกว่า", "ประมาณ 90", "80-90", "80–90", "90+", "NaN", "inf", "1e2", "9²", "½",
     float("nan"), float("inf"), -float("inf"), Decimal("NaN"), Decimal("Infinity"), 10**30, -(10**30), 1e300, 5e-324, "9" * 61, "90/", "/100",
     "90/0", "45/50", "90%/100", "%", "คะแนน", "90 90", "1.2.3", "0." + "1" * 21, "89.5 ครึ่ง"],
)  # fmt: skip
def test_what_is_no_number_of_points_is_told(typed: Any) -> None:
    with pytest.raises(Unreadable) as told:
        read_points(typed, Decimal(100))
    assert str(told.value)


def test_an_integer_too_long_to_print_is_told_too() -> None:
    with pytest.raises(Unreadable):
        read_points(10**5000, Decimal(100))


def test_percent_is_of_the_maximum() -> None:
    assert read_points("50%", Decimal(110)) == 55
    assert read_points("ร้อยละ 33.3", Decimal(10)) == Decimal("3.33")
    with pytest.raises(Unreadable, match="คะแนนเต็ม"):
        read_points("50%", None)
    with pytest.raises(Unreadable, match="คะแนนเต็ม"):
        read_points("450/500", None)


def test_where_points_are_per_cent_a_ratio_becomes_one() -> None:
    assert read_points("4/5", Decimal(100), percent=True) == 80
    assert read_points("80%", Decimal(100), percent=True) == 80
    assert read_points("1/3", Decimal(100), percent=True) < Decimal("33.34")


@given(st.decimals(0, 1000, places=3, allow_nan=False))
def test_every_way_to_type_a_number_means_the_same(value: Decimal) -> None:
    typed = [value, f"{value:f}", to_thai(f"{value:f}"), f"{value:f} คะแนน", f"{value:f}/1000", f"{value:,f}"]
    assert {read_points(one, Decimal(1000)) for one in typed} == {value}


@given(st.one_of(st.text(max_size=80), st.integers(), st.floats(), st.decimals(), st.booleans(), st.none(), st.lists(st.integers())))
def test_anything_is_read_exactly_or_refused(typed: Any) -> None:
    try:
        value = read_points(typed, Decimal(100))
    except Unreadable:
        return
    assert value.is_finite()
