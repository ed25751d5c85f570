"""The keyboard left on the wrong layout."""

from __future__ import annotations

import re

import pytest
from pythainlp.util import eng_to_thai, thai_to_eng

from assistant.knowledge.schema import Knowledge, RoundKnowledge
from assistant.thai.clean import comparable
from assistant.thai.keyboard import repair_layout
from assistant.thai.words import Segmenter

QUESTIONS = [
    "ส่งผลงานได้กี่ประเภท",
    "ปิดรับสมัครวันไหน",
    "ต้องได้กี่คะแนนถึงจะได้รางวัล",
    "หน่วยงานของเราส่งประเภทไหนดี",
    "รางวัลบริการภาครัฐมีกี่ระดับ",
    "ขนาดไฟล์แนบไม่เกินเท่าไร",
    "ต้องดำเนินการมาแล้วไม่น้อยกว่ากี่ปี",
    "ประกาศผลเดือนไหน",
    "เกณฑ์การให้คะแนนเป็นอย่างไร",
    "ใครเป็นผู้มีสิทธิสมัคร",
    "ผลงานเดิมส่งซ้ำได้หรือไม่",
    "ระดับการมีส่วนร่วมมีอะไรบ้าง",
    "ร่วมใจแก้จนใครเป็นผู้ดำเนินการ",
    "เอกสารแนบต้องเป็นภาษาไทยไหม",
    "หมวดที่ขอรับรางวัลต้องได้เกินครึ่งไหม",
    "คณะกรรมการลงพื้นที่ตรวจเมื่อไร",
    "พิธีมอบรางวัลจัดที่ไหน",
    "จำเป็นต้องสมัครรางวัลอื่นก่อนไหม",
    "ขอตัวอย่างผลงานที่เคยได้รางวัล",
    "การรับฟังความคิดเห็นอยู่ในระดับใด",
    "ส่งผลงานเดียวกันสองสาขาได้ไหม",
    "คะแนนรวมต่ำกว่าเกณฑ์ทำอย่างไร",
    "นวัตกรรมการบริการคืออะไร",
    "ผลกระทบระดับจังหวัดหมายถึงอะไร",
]
ENGLISH = [
    "What is the deadline for TPSA?",
    "How many points are needed for the excellence award?",
    "site visit",
    "role model",
    "word",
    "word file?",
    "power point",
    "google drive link",
    "Which category fits a digital service that replaces paper forms?",
    "Can we apply for both branches with the same work?",
    "attachment size limit",
    "e-service",
    "TEPGA",
    "PMQA 4.0 advanced level",
    "https://www.opdc.go.th/content/MzM",
    "is exactly 30 percent in the related result enough",
]


@pytest.fixture(scope="module")
def segmenter(knowledge: Knowledge) -> Segmenter:
    return Segmenter(knowledge.glossary.keep_whole)


@pytest.fixture(scope="module")
def latin(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(comparable(term) for term in knowledge.glossary.latin)


@pytest.fixture(scope="module")
def asked(knowledge: Knowledge) -> list[str]:
    """Every question of the newest round, as written."""
    held: RoundKnowledge = knowledge.rounds[knowledge.newest]
    found = [question for entry in held.entries for question in [entry.question, *entry.questions, *(q for p in entry.points for q in p.questions)]]
    return list(dict.fromkeys([*found, *(question for gap in held.gaps for question in gap.questions)]))


@pytest.mark.parametrize("question", QUESTIONS)
def test_thai_typed_on_the_us_layout_is_mended(question: str, segmenter: Segmenter, latin: frozenset[str]) -> None:
    typed = thai_to_eng(question)
    assert not re.search("[\u0e00-\u0e7f]", typed)
    assert repair_layout(typed, segmenter, latin) == question


def test_well_nigh_every_thai_question_of_the_knowledge_is_mended(asked: list[str], segmenter: Segmenter, latin: frozenset[str]) -> None:
    thai = [question for question in asked if re.fullmatch("[\u0e01-\u0e4e ]{8,}", question)]
    assert len(thai) >= 500
    mended = [question for question in thai if repair_layout(thai_to_eng(question), segmenter, latin) == question]
    assert len(mended) / len(thai) >= 0.98


@pytest.mark.parametrize("question", ENGLISH)
def test_english_is_left_alone(question: str, segmenter: Segmenter, latin: frozenset[str]) -> None:
    assert repair_layout(question, segmenter, latin) == question


def test_every_question_of_the_knowledge_is_left_alone(asked: list[str], segmenter: Segmenter, latin: frozenset[str]) -> None:
    assert [question for question in asked if repair_layout(question, segmenter, latin) != question] == []


@pytest.mark.parametrize("question", ["ขอแบบฟอร์มเป็นไฟล์ word ได้ไหม", "site visit ต้องเตรียมอะไรบ้าง", "ต้องเป็น role model ให้หน่วยงานอื่นไหม", "PMQA 4.0 ได้ 400"])
def test_english_words_within_thai_are_left_alone(question: str, segmenter: Segmenter, latin: frozenset[str]) -> None:
    assert repair_layout(question, segmenter, latin) == question


@pytest.mark.parametrize("term", ["pmqa", "tpsa", "tepga", "opdc"])
def test_abbreviations_typed_on_the_thai_layout_are_mended(term: str, segmenter: Segmenter, latin: frozenset[str]) -> None:
    typed = eng_to_thai(term)
    assert repair_layout(f"{typed} ต้องได้กี่คะแนน", segmenter, latin) == f"{term} ต้องได้กี่คะแนน"


@pytest.mark.parametrize("text", ["", "ok", "555", "???", "12/3/67", ";;;;", "ได้ไหม"])
def test_what_is_too_short_to_tell_is_left_alone(text: str, segmenter: Segmenter, latin: frozenset[str]) -> None:
    assert repair_layout(text, segmenter, latin) == text
