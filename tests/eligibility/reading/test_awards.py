"""Earlier awards: which count, whose they were, and what was entered this year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.facts import Span
from tests.eligibility.reading.conftest import Reader

PAST = ("past_tpsa_award", "past_tpsa_level", "past_tpsa_year", "past_tpsa_category")


def past(read: Reader, text: str) -> dict[str, Any]:
    values = read(text)
    return {fact.removeprefix("past_tpsa_"): int(value.low) if isinstance(value, Span) else value for fact, value in values.items() if fact in PAST}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ได้รางวัล TPSA นวัตกรรมการบริการ ระดับดี ปี 2564", {"award": "own", "level": "good", "year": 2564, "category": "other"}),
        ("ผลงานนี้ของเราเคยได้ดีเด่นปี 61 ค่ะ รางวัลบริการภาครัฐ", {"award": "own", "level": "excellent", "year": 2561}),
        ("เคยได้รางวัลเลิศรัฐ สาขาบริการภาครัฐ ประเภทพัฒนาบริการ ระดับดี ปี ๖๒", {"award": "own", "level": "good", "year": 2562, "category": "other"}),
        (
            "องค์การมหาชนแห่งนี้ได้รับรางวัลบริการภาครัฐ ประเภทยกระดับการอำนวยความสะดวกในการให้บริการ ระดับดีเด่น เมื่อปี 2565 จึงขอสมัครประเภทขยายผลมาตรฐานการบริการ",
            {"award": "own", "level": "excellent", "year": 2565, "category": "facilitation"},
        ),
        ("เราเคยส่งรางวัลบริการภาครัฐปี 2566 ได้แค่ชมเชย", {"award": "own", "level": "other", "year": 2566}),
        ("กรมอื่นเคยได้รางวัลบริการภาครัฐ ระดับดี ปี 64 เราเอามาทำต่อ", {"award": "other_agency", "level": "good", "year": 2564}),
        ("ผลงานนี้ไม่เคยได้รางวัลบริการภาครัฐ", {"award": "none"}),
        ("หน่วยงานเราไม่เคยได้รางวัลอะไรเลย", {"award": "none"}),
        ("ไม่ใช่ว่าเราไม่เคยได้รางวัลนะ เราได้รางวัลบริการภาครัฐมาแล้ว ระดับดี ปี 2565", {"award": "own", "level": "good", "year": 2565}),
        ("เราเคยได้แต่ PMQA รายหมวด ไม่เคยได้รางวัลบริการภาครัฐเลย", {"award": "none"}),
        ("เคยได้รางวัลบริการภาครัฐ ระดับดี ปีงบประมาณ 2564", {"award": "own", "level": "good", "year": 2564}),
    ],
)
def test_what_is_told_of_an_earlier_award(read: Reader, text: str, told: dict[str, Any]) -> None:
    assert past(read, text) == told


@pytest.mark.parametrize(
    "text",
    [
        "ได้รางวัลเลิศรัฐปี 2564 ระดับดี",
        "ได้รางวัลเลิศรัฐ สาขาคุณภาพการบริหารจัดการภาครัฐ ปี 2564",
        "ปีที่แล้วได้ TEPGA ระดับดีเด่น ปี 2566 จะส่ง TPSA ขยายผล",
        "ได้ UN Public Service Award ปี 2564",
        "เราเคยได้รางวัลอำนวยความสะดวกจากสำนักนายกฯ มาเมื่อหลายปีก่อน",
        "ได้เลิศรัฐดีเด่นปี 61 จำไม่ได้ว่าสาขาไหน อาจจะ PMQA ก็ได้",
        "ได้ TPSA ระดับดีเด่นปี 65 จากผลงานอื่น",
        "ไม่ซ้ำกับแบบที่หน่วยงานเคยได้รางวัล จะส่งขับเคลื่อนเห็นผล",
        "ถ้าเคยได้รางวัลบริการภาครัฐ ระดับดี",
        "ต้องเคยได้รางวัลบริการภาครัฐไหม",
        "ไม่แน่ใจว่าเคยได้รางวัลบริการภาครัฐหรือเปล่า",
        "เคยเข้ารอบรางวัลบริการภาครัฐแต่ไม่ได้รางวัล",
        "ไม่เคยได้รางวัลอำนวยความสะดวกของสำนักนายกฯ",
        "ไม่เคยได้ PMQA",
    ],
)
def test_other_awards_and_doubtful_ones_say_nothing(read: Reader, text: str) -> None:
    assert past(read, text) == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ไม่เป็นรูปแบบเดียวกับที่หน่วยงานเคยได้รับรางวัล", False),
        ("ไม่ซ้ำกับแบบที่หน่วยงานเคยได้รางวัล", False),
        ("คนละรูปแบบกับผลงานที่เคยได้รับรางวัล", False),
        ("หน่วยงานไม่เคยได้รับรางวัลใดเลย", False),
        ("มันเป็นรูปแบบเดียวกับที่กรมเราได้รางวัลไปแล้วเลย", True),
        ("ผลงานเดิมในรูปแบบเดียวกันกับที่ได้รับรางวัล", True),
        ("ไม่มีใครรู้เลยว่ากรมเคยได้รางวัลแบบเดียวกันนี้ไปแล้วหรือยัง", None),
        ("เคยได้รางวัลบริการภาครัฐ ระดับดี ปี 2564", None),
        ("ผลงานนี้ไม่เคยได้รางวัลบริการภาครัฐ", None),
    ],
)
def test_the_same_form_as_an_earlier_winner(read: Reader, text: str, value: bool | None) -> None:
    assert read(text).get("same_form_as_winner") is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("เมื่อวานกดส่งนวัตกรรมการบริการไปแล้วค่ะ วันนี้อยากส่งร่วมใจแก้จน", "tpsa.innovation"),
        ("ผลงานนี้เราส่งร่วมใจแก้จนไปเรียบร้อยแล้วค่ะ", "tepga.poverty"),
        ("ยังไม่ได้ส่งสมัครประเภทใดเลย", "none"),
        ("ปีก่อนส่งนวัตกรรมการบริการไปแล้วไม่ได้", None),
        ("อยากส่งขับเคลื่อนเห็นผล", None),
        ("ส่งนวัตกรรมการบริการแล้วส่งขับเคลื่อนเห็นผลได้ไหม", None),
    ],
)
def test_what_was_entered_this_year(read: Reader, text: str, value: str | None) -> None:
    assert read(text).get("entered_in") == value


@given(st.integers(2555, 2567), st.sampled_from([("ดีเด่น", "excellent"), ("ดี", "good"), ("ชมเชย", "other")]), st.booleans())
def test_years_and_levels(read: Reader, year: int, level: tuple[str, str], short: bool) -> None:
    values = read(f"เคยได้รางวัลบริการภาครัฐ ระดับ{level[0]} ปี {year % 100 if short else year}")
    assert values["past_tpsa_year"] == Span.exact(Decimal(year))
    assert values["past_tpsa_level"] == level[1]


@pytest.mark.parametrize(
    ("text", "award"),
    [
        ("งานนี้ขยายผลจากของเทศบาลนครนนทบุรีที่ได้รางวัลบริการภาครัฐ ระดับดี ปี 2564", None),
        ("โครงการเดิมของกรมพัฒนาชุมชนเคยได้รางวัลบริการภาครัฐ ปี 2563 แต่เราเป็น อบต. เอามาปรับใช้", "other_agency"),
        ("กรมเคยได้รางวัล TPSA ปี 2565 ระดับดีเด่น แต่เป็นงานอื่น งานนี้ยังไม่เคย", None),
        ("ของเราเองเคยได้รางวัลบริการภาครัฐ", "own"),
    ],
)
def test_an_award_is_ours_only_where_it_may_be(read: Reader, text: str, award: str | None) -> None:
    assert read(text).get("past_tpsa_award") == award
