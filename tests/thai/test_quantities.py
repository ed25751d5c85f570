from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.thai.clean import comparable
from assistant.thai.quantities import UNITS, Quantity, asked_unit, find_quantities, months


def read(text: str) -> list[tuple[str, str | None]]:
    return [(str(quantity.value), quantity.unit) for quantity in find_quantities(comparable(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ได้ ๘๕ คะแนน", [("85", "คะแนน")]),
        ("ทำมา 8 เดือน", [("8", "เดือน")]),
        ("ไฟล์ 7MB", [("7", "MB")]),
        ("ไฟล์ห้าเมก", [("5", "MB")]),
        ("เก้าสิบแต้ม", [("90", "คะแนน")]),
        ("ร้อยละ ๔๐", [("40", "ร้อยละ")]),
        ("80% ขึ้นไป", [("80", "ร้อยละ")]),
        ("คะแนนเต็ม 1,000 คะแนน", [("1000", "คะแนน")]),
        ("ได้ 89,5 คะแนน", [("89.5", "คะแนน")]),
        ("ต้อง 500", [("500", None)]),
        ("ทำมา 2 ปีครึ่ง", [("2.5", "ปี")]),
        ("ทำมาครึ่งปี", [("0.5", "ปี")]),
        ("ทำมาปีครึ่ง", [("1.5", "ปี")]),
    ],
)
def test_numbers_are_read_with_their_units(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["ปี 2567", "พ.ศ. 2562", "รอบ 68", "ปี 68", "โทร 02-356-9999", "28/2/2567"])
def test_years_telephones_and_dates_are_no_quantities(text: str) -> None:
    assert read(text) == []


def test_a_name_with_a_number_is_no_quantity() -> None:
    text = "pmqa 4.0 ต้อง 500"
    assert [quantity.value for quantity in find_quantities(text, skip=[(0, 8)])] == [Decimal(500)]


@given(st.integers(min_value=0, max_value=999_999), st.sampled_from(["คะแนน", "เดือน", "MB", "หน้า"]))
def test_any_whole_number_is_read_in_either_digits(value: int, unit: str) -> None:
    typed = f"ได้ {value} {unit}"
    expected = [(Decimal(value), unit)]
    assert [(q.value, q.unit) for q in find_quantities(comparable(typed))] == expected
    thai = typed.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert [(q.value, q.unit) for q in find_quantities(comparable(thai))] == expected


@given(st.text(max_size=200))
def test_any_text_gives_quantities_that_stand_where_they_say(text: str) -> None:
    held = comparable(text)
    found = find_quantities(held)
    assert [q.start for q in found] == sorted(q.start for q in found)
    assert all(held[q.start : q.start + len(q.text)] == q.text and (q.unit is None or q.unit in UNITS) for q in found)


@pytest.mark.parametrize(("text", "unit"), [("ไฟล์แนบกี่เมก", "MB"), ("แนบได้กี่หน้า", "หน้า"), ("how many pages", "หน้า"), ("ได้กี่คะแนน", None), ("กี่ปี", None)])
def test_the_unit_asked_for_is_told_unless_everything_has_it(text: str, unit: str | None) -> None:
    assert asked_unit(comparable(text)) == unit


def test_durations_are_compared_in_months() -> None:
    assert months(Quantity(Decimal("1.5"), "ปี", "", 0)) == 18
    assert months(Quantity(Decimal(8), "เดือน", "", 0)) == 8
    assert months(Quantity(Decimal(8), "MB", "", 0)) is None
