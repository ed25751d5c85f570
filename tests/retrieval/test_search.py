"""Search on the shipped knowledge: an entry is found by its own questions, misspelt as people misspell them."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.conversation import Assistant
from assistant.knowledge.schema import Knowledge
from assistant.thai.clean import skeleton

ENTRIES = ["tpsa-faq-3", "tpsa-faq-9", "tepga-faq-5", "criteria-pmqa-v4", "award-levels-tpsa", "calendar-pmqa", "participation-levels", "case-trello"]


def _without_tones(text: str) -> str:
    return skeleton(text)


def _letter_lost(text: str) -> str:
    """One letter lost in the middle."""
    return text[: len(text) // 2] + text[len(text) // 2 + 1 :]


def _letters_swapped(text: str) -> str:
    """Two letters swapped a third of the way in."""
    at = len(text) // 3
    return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]


def _letter_doubled(text: str) -> str:
    at = 2 * len(text) // 3
    return text[:at] + text[at] + text[at:]


def _polite_without_spaces(text: str) -> str:
    return f"รบกวนสอบถามหน่อยค่ะ{re.sub(r' ', '', text)}คะ"


TYPOS = [_without_tones, _letter_lost, _letters_swapped, _letter_doubled, _polite_without_spaces]


@pytest.mark.parametrize("entry_id", ENTRIES)
def test_entry_is_found_by_its_questions_misspelt(assistant: Assistant, entry_id: str) -> None:
    entry = assistant.knowledge.rounds[assistant.round].entry_by_id[entry_id]
    asked = [typo(question) for question in entry.questions[:6] for typo in TYPOS]
    missed = [question for question in asked if entry_id not in assistant.search(question, 3)]
    assert len(missed) <= len(asked) * 0.05, missed


def test_nearly_every_entry_comes_first_for_its_first_question_misspelt(assistant: Assistant, knowledge: Knowledge) -> None:
    entries = knowledge.rounds[knowledge.newest].entries
    asked = [(entry.id, _letter_lost(entry.question)) for entry in entries]
    missed = [(entry_id, question) for entry_id, question in asked if assistant.search(question, 1) != [entry_id]]
    assert len(missed) <= len(asked) * 0.1, missed


def test_nearly_every_gap_is_found_by_its_first_question_misspelt(assistant: Assistant, knowledge: Knowledge) -> None:
    gaps = knowledge.rounds[knowledge.newest].gaps
    missed = [gap.id for gap in gaps[::2] if gap.id not in assistant.search(_letters_swapped(gap.questions[0]), 3)]
    assert len(missed) <= len(gaps[::2]) * 0.1, missed


def test_every_owner_stands_once_and_the_best_is_first(assistant: Assistant) -> None:
    text = "ปิดรับสมัครเมื่อไร"
    hits = assistant.answerer.searcher.search(text, text, ["ปิดรับสมัคร"])
    assert len({hit.owner for hit in hits}) == len(hits) == 12
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.passage.owner == hit.owner for hit in hits)


def test_passage_left_out_is_not_what_leads_to_its_owner(assistant: Assistant) -> None:
    searcher = assistant.answerer.searcher
    text = searcher.index.passages[0].text
    best = searcher.search(text, text, [])[0]
    assert best.passage == searcher.index.passages[0]
    again = searcher.search(text, text, [], excluded=frozenset({0}))
    assert searcher.index.passages[0] not in [hit.passage for hit in again]


def test_adjustment_moves_a_passage_down(assistant: Assistant) -> None:
    searcher = assistant.answerer.searcher
    text = searcher.index.passages[0].text
    owner = searcher.index.passages[0].owner
    down = np.array([-1.0 if passage.owner == owner else 0.0 for passage in searcher.index.passages], dtype=np.float32)
    assert searcher.search(text, text, [])[0].owner == owner
    assert searcher.search(text, text, [], adjustment=down)[0].owner != owner


def test_words_that_stand_nowhere_are_unknown_and_cover_nothing(assistant: Assistant) -> None:
    searcher = assistant.answerer.searcher
    assert searcher.unknown_share(["zzzz"]) == 1.0
    assert searcher.unknown_share([]) == 0.0
    assert searcher.coverage(searcher.index.passages[0].owner, ["zzzz"]) == 0.0
    assert searcher.coverage("no-such-owner", ["คะแนน"]) == 0.0


@given(st.text(st.characters(exclude_categories=[]), max_size=200))
def test_any_text_is_searched(assistant: Assistant, text: str) -> None:
    found = assistant.search(text)
    known = assistant.knowledge.rounds[assistant.round]
    conduct = {item.id for item in assistant.knowledge.conduct}
    assert set(found) <= known.entry_by_id.keys() | known.gap_by_id.keys() | conduct
    assert len(found) == len(set(found))
