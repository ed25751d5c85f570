"""Segmentation: names stay whole, nothing is lost, particles carry no topic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.schema import Knowledge
from assistant.thai.clean import comparable
from assistant.thai.words import PARTICLES, Segmenter, trigrams

COMPARABLE = st.text(st.sampled_from("กขคงจชญดตนบปมยรลวสหอะาิีึืุูเแโใไ่้๊็์ำ abcxyz0123456789.,?\n"), max_size=60).map(comparable)


@pytest.fixture(scope="module")
def segmenter(knowledge: Knowledge) -> Segmenter:
    return Segmenter(knowledge.glossary.keep_whole)


def test_the_glossarys_words_stay_whole(knowledge: Knowledge, segmenter: Segmenter) -> None:
    thai = [word for word in knowledge.glossary.keep_whole if all("\u0e00" <= char <= "\u0e7f" for char in word)]
    assert len(thai) >= 10
    assert [word for word in thai if segmenter.words(word) != [word]] == []


def test_a_name_that_is_not_kept_whole_is_cut(segmenter: Segmenter) -> None:
    assert "เลิศรัฐ" in segmenter.words("ส่งเลิศรัฐ")
    assert "เลิศรัฐ" not in Segmenter().words("ส่งเลิศรัฐ")


@given(COMPARABLE)
def test_every_letter_and_digit_lands_in_a_word_in_order(text: str) -> None:
    joined = "".join(Segmenter().words(text))
    assert [char for char in joined if char.isalnum()] == [char for char in text if char.isalnum()]


@given(COMPARABLE)
def test_no_word_holds_white_space_or_is_mere_punctuation(text: str) -> None:
    for word in Segmenter().words(text):
        assert word == word.strip() != ""
        assert not any(char.isspace() for char in word)
        assert any(char not in "?.,!" for char in word)


@given(COMPARABLE)
def test_the_same_text_gives_the_same_words(text: str) -> None:
    assert Segmenter().words(text) == Segmenter().words(text)


def test_decimal_numbers_are_one_word() -> None:
    assert Segmenter().words("pmqa 4.0 หมวด 7.1 ต้อง 286.5 คะแนน")[:2] == ["pmqa", "4.0"]
    assert {"7.1", "286.5"} <= set(Segmenter().words("หมวด 7.1 ต้อง 286.5 คะแนน"))


def test_what_is_handed_out_can_be_changed_without_harm() -> None:
    segmenter = Segmenter()
    segmenter.words("รับสมัครเมื่อไร").clear()
    assert segmenter.words("รับสมัครเมื่อไร")


def test_content_words_leave_particles_and_keep_what_decides() -> None:
    words = Segmenter().content_words("ไม่สมัคร pmqa ก่อน ได้ไหมครับ")
    assert {"ไม่", "สมัคร", "pmqa", "ก่อน"} <= set(words)
    assert not {"ครับ", "ได้"} & set(words)


@pytest.mark.parametrize("word", ["ไม่", "ก่อน", "หลัง", "ห้าม", "เกิน", "ทุก", "เท่านั้น"])
def test_words_that_decide_answers_are_no_particles(word: str) -> None:
    assert word not in PARTICLES


@given(COMPARABLE)
def test_dictionary_share_is_a_share(text: str) -> None:
    assert 0 <= Segmenter().dictionary_share(text) <= 1


def test_dictionary_share_tells_thai_from_gibberish() -> None:
    assert Segmenter().dictionary_share("หน่วยงานส่งผลงานได้กี่ประเภท") == 1
    assert Segmenter().dictionary_share("ฟหกดสวงปแอทมใฝ") < 0.5
    assert Segmenter().dictionary_share("pmqa 4.0") == 0


@given(COMPARABLE)
def test_trigrams_are_runs_of_the_text(text: str) -> None:
    for run in trigrams(text):
        assert len(run) == 3
        assert run in text


def test_trigrams_forgive_one_wrong_letter() -> None:
    right, wrong = set(trigrams("นวัตกรรมการบริการ")), set(trigrams("นวัดกรรมการบริการ"))
    assert len(right & wrong) / len(right) > 0.6
