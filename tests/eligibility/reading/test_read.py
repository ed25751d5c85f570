"""The whole: one value a fact, words as typed, corrections, any input."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.reading import ReadingRules, read_description
from assistant.thai.clean import comparable
from assistant.thai.said import Manner
from tests.eligibility.reading.conftest import Reader

PIECES = st.sampled_from(
    ["เรา", "กรม", "อบต.", "ระบบ", "ใช้มา", " 2 ปี", "ยังไม่", "ไม่", "มี", "คู่มือ", "สำหรับประชาชน", "ปี 64", "ต.ค. 65", "ได้รางวัล", "บริการภาครัฐ", "ระดับดี", "ส่ง", "ไปแล้ว",
     "นวัตกรรมการบริการ", "ไหม", "แต่", "จริง ๆ แล้ว", "\n", " ", "ถ้า", "pmqa", "หมวด 5", "เชื่อมโยงข้อมูล", "ทั้งองค์กร", "่", "ำ", "\u200b", "A", "๒๕"]
)  # fmt: skip


def test_words_and_places(rules: ReadingRules) -> None:
    text = "ใช้มา  ๒ ปี แล้ว  และยังไม่มีคู่มือสำหรับประชาชน ทำ e-Service"
    found = {fact.fact: fact for fact in read_description(rules, text)}
    assert found["months_in_use"].words == "๒ ปี"
    assert found["citizen_manual"].words == "ยังไม่มีคู่มือสำหรับประชาชน"
    assert found["citizen_manual"].value is False
    assert found["digital_service"].words == "e-Service"
    for fact in found.values():
        assert comparable(fact.words) == comparable(text)[fact.start : fact.end].strip()


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("เป็นกรมเรา แต่จริง ๆ แล้วในนามกระทรวง", "agency_kind", "ministry"),
        ("มีคู่มือสำหรับประชาชนแล้ว แต่ล่าสุดยังไม่มีคู่มือสำหรับประชาชน", "citizen_manual", False),
        ("เป็นรูปแบบใหม่ ทำแบบเดิม", "new_way", None),
        ("ผลเกิดระดับจังหวัด และผลเกิดระดับกรม", "impact_level", "province"),
        ("เป็นโครงการเดียว เป็นภาพรวมทั้งองค์กร", "scope", None),
    ],
)
def test_of_two_things_said_only_a_marked_correction_wins(read: Reader, text: str, fact: str, value: object) -> None:
    assert read(text).get(fact) == value


@given(st.lists(PIECES, max_size=30).map("".join))
def test_pieces_of_language_give_at_most_one_value_a_fact(rules: ReadingRules, text: str) -> None:
    found = read_description(rules, text)
    assert len({fact.fact for fact in found}) == len(found)
    plain = comparable(text)
    for fact in found:
        assert 0 <= fact.start <= fact.end <= len(plain)
        assert fact.manner is not Manner.UNSURE


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(rules: ReadingRules, text: str) -> None:
    read_description(rules, text)


@pytest.mark.parametrize(
    "piece", ["ก", "สอง", "1,000", "ไม่", "ต้อง", "9", "ปี ", "ระบบ", "ร่วมออกแบบกับกรม", "ได้รางวัล", "ใช้มา 2 ปี ", "ประชาชน", "่", "a ", "\n", "1/2/", "คู่มือ"]
)
def test_long_texts_are_read_in_time_that_grows_with_their_length(rules: ReadingRules, piece: str) -> None:
    def seconds(letters: int) -> float:
        text = (piece * letters)[:letters]
        begun = time.perf_counter()
        read_description(rules, text)
        return time.perf_counter() - begun

    short, long = seconds(2_500), seconds(20_000)
    assert long < 8 * short * 4 + 0.5


def test_what_lies_beyond_the_limit_is_left_out(read: Reader) -> None:
    assert read("ก" * 20_000 + " ใช้มา 2 ปี") == {}
