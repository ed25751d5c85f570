"""BM25 over words and trigrams."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.lexical import LexicalIndex, tokens_of
from assistant.thai.words import Segmenter

SEGMENTER = Segmenter(["นวัตกรรมการบริการ"])
DOCUMENTS = ["ปิดรับสมัครวันที่ 28 กุมภาพันธ์", "ไฟล์แนบมีขนาดไม่เกิน 10 mb", "คะแนนรวมของนวัตกรรมการบริการ", "ระดับการมีส่วนร่วมของประชาชน"]
INDEX = LexicalIndex([tokens_of(text, SEGMENTER) for text in DOCUMENTS])


def _scores(question: str) -> list[float]:
    return [float(score) for score in INDEX.scores(tokens_of(question, SEGMENTER))]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("ปิดรับสมัครเมื่อไร", 0),
        ("ปิดรับสมคัรวันไหน", 0),
        ("ไฟล์แนบขนาดเท่าไร", 1),
        ("ไฟลแนบขนานเท่าไหร", 1),
        ("นวัตกรรมการบริการกี่คะแนน", 2),
        ("การมีสวนรวมของประชาชน", 3),
    ],
)
def test_document_of_the_same_words_scores_highest_even_misspelt(question: str, best: int) -> None:
    scores = _scores(question)
    assert scores[best] > max(score for position, score in enumerate(scores) if position != best)


def test_trigrams_find_a_word_that_no_dictionary_holds() -> None:
    assert [token for token in tokens_of("นวตกรรม", SEGMENTER) if token.startswith("c:")] != []
    assert _scores("นวตกรรม")[2] == max(_scores("นวตกรรม")) > 0


def test_tone_marks_do_not_change_the_trigrams() -> None:
    def trigrams(text: str) -> list[str]:
        return [token for token in tokens_of(text, SEGMENTER) if token.startswith("c:")]

    assert trigrams("ขั้นตอน") == trigrams("ขันตอน") != []


def test_particles_give_no_word_and_official_names_stay_whole() -> None:
    words = [token for token in tokens_of("นวัตกรรมการบริการครับ", SEGMENTER) if token.startswith("w:")]
    assert words == ["w:นวัตกรรมการบริการ"]


@pytest.mark.parametrize("question", ["", "???", "zzz", "ฯ"])
def test_unknown_or_empty_question_scores_zero_everywhere(question: str) -> None:
    assert _scores(question) == [0.0] * len(DOCUMENTS)


@given(st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=60))
def test_scores_are_finite_and_one_a_document(question: str) -> None:
    tokens = tokens_of(question, SEGMENTER)
    scores = INDEX.scores(tokens)
    assert scores.shape == (len(DOCUMENTS),)
    assert np.isfinite(scores).all()
    assert (scores >= 0).all()
    assert INDEX.self_score(tokens) >= 0


def test_a_document_reaches_about_its_own_score_and_others_do_not() -> None:
    for position, text in enumerate(DOCUMENTS):
        ratios = np.array(_scores(text)) / INDEX.self_score(tokens_of(text, SEGMENTER))
        assert ratios[position] > 0.4
        assert max(np.delete(ratios, position)) < 0.3
