"""Cleaning: what comes out can be shown, stored, compared and fed to the encoder, whatever came in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.thai.clean import clean, comparable, has_impossible_marks, skeleton

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)  # lone surrogates included
THAI_MESS = st.text(
    st.sampled_from(
        [*map(chr, range(0x0E01, 0x0E3B)), *map(chr, range(0x0E3F, 0x0E5C)), *" \n\t0aA.", *"\u200b\u00a0\ufeff\u00ad\u2028\u0301\uf70a\ud800\x00"]
    ),
    max_size=30,
)
MESSY = st.one_of(ANY_TEXT, THAI_MESS)
FORBIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, zero-width and bidi, surrogate, private use, unassigned, separators


@given(MESSY)
def test_no_control_zero_width_surrogate_or_private_character_is_left(text: str) -> None:
    assert [char for char in clean(text) if char != "\n" and unicodedata.category(char) in FORBIDDEN] == []


@given(MESSY)
def test_cleaned_text_can_be_stored_as_utf_8(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


@given(MESSY)
@example("0\n\u0e47 0")  # a stray mark hid a space at the beginning of a line
@example("0\u0e4d\u0e45")  # lakkhangyao becomes sara aa, which makes sara am with the nikhahit before it
@example("กา\u0301\u0e48า\u0301\u0e48")
def test_clean_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(MESSY)
def test_white_space_is_single_and_nothing_stands_round_the_text(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert "\n\n" not in cleaned
    assert not any(char.isspace() and char not in " \n" for char in cleaned)


@given(MESSY)
@example("0\u0e45\u0e45")
def test_comparable_is_idempotent_and_sees_through_cleaning(text: str) -> None:
    assert comparable(comparable(text)) == comparable(text) == comparable(clean(text))


@given(MESSY)
def test_comparable_holds_no_thai_digit_and_no_capital(text: str) -> None:
    found = comparable(text)
    assert not any(char in "๐๑๒๓๔๕๖๗๘๙" for char in found)
    assert found == found.lower()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("คะเเนน", "คะแนน"),  # two sara e for one sara ae
        ("นวัตกรรมการนํา", "นวัตกรรมการนำ"),  # nikhahit + sara aa
        ("ต้้อง", "ต้อง"),  # doubled tone
        ("ที่่ี", "ที่"),  # doubled in the wrong order
        ("ขั้\u200bน\ufeffตอน", "ขั้นตอน"),
        ("เกณฑ\u00a0\u00a0คะแนน", "เกณฑ คะแนน"),
        ("ท ี่", "ที่"),  # a space before a mark, as PDF copies have it
        ("cafe\u0301", "café"),
        ("รับสมัคร\r\n\r\n\r\nเมื่อไร", "รับสมัคร\nเมื่อไร"),
        ("ก\x00ข\ud800ค\uf70aง", "ก ข ค ง"),
        ("\u202eTPSA\u202c", "TPSA"),  # bidi overrides
        ("\ufdfa", "\ufdfa"),  # safe to show; the encoder's own gate refuses it
    ],
)
def test_mends_what_people_and_pdfs_produce(typed: str, meant: str) -> None:
    assert clean(typed) == meant


@pytest.mark.parametrize("empty", ["", "   ", "\n\n", "\u200b\ufeff", "\x00\x1f", "\ud800"])
def test_nothing_readable_gives_nothing(empty: str) -> None:
    assert clean(empty) == ""


@given(st.sampled_from("่้๊๋์็ิีุู"), st.sampled_from("่้๊๋ิีาำๅ"), st.sampled_from(["", "\u200b", "\u0301"]))
def test_a_long_chain_of_marks_shrinks(first: str, second: str, between: str) -> None:
    assert len(clean("ก" + (first + between + second) * 3_000)) <= 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PMQA ๔.๐", "pmqa 4.0"),
        ("ได้มั้ยยยยยย", "ได้มั้ย"),
        ("Site  Visit", "site visit"),
        ("1000 คะแนน", "1000 คะแนน"),  # digits are never taken for stretched letters
        ("10000", "10000"),
        ("พ.ศ. ๒๕๖๗", "พ.ศ. 2567"),
    ],
)
def test_comparable_makes_one_spelling_of_many(text: str, expected: str) -> None:
    assert comparable(text) == expected


def test_skeleton_forgives_tone_marks_only() -> None:
    assert skeleton("ขั้นตอน") == skeleton("ขันตอน") == skeleton("ขั๊นตอน")
    assert skeleton("ขั้นตอน") != skeleton("ขึ้นตอน")


@pytest.mark.parametrize("text", ["ขั้นตอนการสมัคร", "เกณฑ์ 4.0 ได้กี่คะแนน", "PMQA", "ที่นี่ น้ำ เปี๊ยะ", ""])
def test_ordinary_spelling_is_possible(text: str) -> None:
    assert not has_impossible_marks(text)


@pytest.mark.parametrize("text", ["ืนะำ", "ก ิน", "กิี", "เ", "xไ", "แแก"])
def test_displaced_marks_are_noticed(text: str) -> None:
    assert has_impossible_marks(text)
