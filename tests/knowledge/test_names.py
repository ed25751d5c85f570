"""Finding what a text names: by name, by alias, misspelt, and never too much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.names import NameFinder
from assistant.knowledge.schema import Entity, Knowledge
from assistant.thai.clean import comparable


@pytest.fixture(scope="module")
def entities(knowledge: Knowledge) -> list[Entity]:
    return knowledge.rounds[knowledge.newest].round.entities


@pytest.fixture(scope="module")
def names(entities: list[Entity]) -> NameFinder:
    return NameFinder(entities)


def test_every_name_and_alias_finds_its_own_entity(entities: list[Entity], names: NameFinder) -> None:
    lost = []
    for entity in entities:
        for name in [entity.name, *entity.aliases]:
            found = {mention.entity for mention in names.mentions(comparable(name), fuzzy=False) if mention.sure}
            if entity.id not in found:
                lost.append((entity.id, name, found))
    assert lost == []


def test_every_official_name_is_found_within_a_question(entities: list[Entity], names: NameFinder) -> None:
    lost = [e.id for e in entities if e.id not in names.entities(comparable(f"{e.name} ต้องได้กี่คะแนน"))[0]]
    assert lost == []


def test_weak_words_are_only_perhaps(entities: list[Entity], names: NameFinder) -> None:
    for entity in entities:
        for word in entity.weak:
            mentions = names.mentions(comparable(word), fuzzy=False)
            assert any(mention.entity == entity.id for mention in mentions), word
            assert not any(mention.entity == entity.id and mention.sure for mention in mentions), word


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("TPSA กับ PMQA ต่างกันยังไง", ("tpsa", "pmqa")),
        ("tpsa ประเภทนวัตกรรมการบริการ กี่คะแนน", ("tpsa.innovation",)),  # a branch gives way to its category
        ("รางวัลเลิศรัฐ ขับเคลื่อนเห็นผล", ("tpsa.policy_driven",)),
        ("PMQA 4.0 ต้องกี่คะแนน", ("pmqa.v4",)),
        ("pmqa ๔.๐ ต้องกี่คะแนน", ("pmqa.v4",)),
        ("PMQA ดีเด่น", ("pmqa.excellence",)),
        ("TPSA ดีเด่น", ("tpsa",)),  # the level of another branch
        ("PMQA หมวด 3", ("pmqa.category_3",)),
        ("ประเภทร่วมใจแก้จน", ("tepga.poverty",)),
        ("ร่วมใจแก้จน กับ เปิดใจใกล้ชิดประชาชน", ("tepga.poverty", "tepga.open_governance")),
        ("ถึงระดับ collaborate ไหม", ("participation.collaborate",)),
        ("ไฟล์แนบกี่เมก", ()),
    ],
)
def test_what_a_question_names(text: str, sure: tuple[str, ...], names: NameFinder) -> None:
    assert set(names.entities(comparable(text))[0]) == set(sure)


@pytest.mark.parametrize(
    ("typed", "entity"),
    [
        ("ประเภทนวัตกรมการบริการ", "tpsa.innovation"),
        ("บริการตอบโจทตรงใจ", "tpsa.needs_met"),
        ("เปิดใจใกล้ชิดประชาชล", "tepga.open_governance"),
        ("สัมฤทธิผลประชาชนมีส่วนรวม", "tepga.effective_participation"),
        ("ขับเคลือนเห็นผล", "tpsa.policy_driven"),
        ("ยกระดับการอำนวยความสดวก", "tpsa.facilitation"),
    ],
)
def test_misspelt_names_are_found(typed: str, entity: str, names: NameFinder) -> None:
    assert entity in names.entities(comparable(f"{typed} มีเกณฑ์อะไรบ้าง"))[0]


@pytest.mark.parametrize("text", ["opdcx", "xtpsa", "pmqa4.05", "pmqa ได้ 394.0 คะแนน", "หมวด 12", "informal meeting", "consultant", "tpsas"])
def test_a_name_is_never_cut_out_of_a_longer_word_or_number(text: str, names: NameFinder) -> None:
    sure, _ = names.entities(text, fuzzy=False)
    assert not {"opdc", "tpsa", "pmqa.v4", "pmqa.category_1", "participation.inform", "participation.consult"} & set(sure)


@given(st.text(st.sampled_from("tpsa pmq4.0หมวด12การนวัตมีส่วนร่วม "), max_size=60))
def test_exact_mentions_stand_where_they_say_and_never_overlap(names: NameFinder, text: str) -> None:
    text = comparable(text)
    end = 0
    for mention in names.mentions(text, fuzzy=False):
        assert 0 <= mention.start < mention.end <= len(text)
        if mention.sure:
            assert mention.start >= end
            end = mention.end


@given(st.text(max_size=60))
def test_any_text_names_known_entities_only(names: NameFinder, entities: list[Entity], text: str) -> None:
    known = {entity.id for entity in entities}
    sure, perhaps = names.entities(comparable(text))
    assert set(sure) | set(perhaps) <= known
    assert not set(sure) & set(perhaps)


def test_relatedness_orders_same_branch_other(entities: list[Entity], names: NameFinder) -> None:
    assert names.related("tpsa.innovation", "tpsa.innovation") == 1
    assert names.related("tpsa.innovation", "tpsa") > names.related("tpsa", "tpsa.innovation") > 0
    assert names.related("tpsa", "tepga") == 0
    assert names.related("tpsa.innovation", "tpsa.scale_up") == 0
    assert names.related("pmqa.category_1", "pmqa.category") > 0
    for asked in entities:
        for held in entities:
            assert 0 <= names.related(asked.id, held.id) <= 1
            assert (names.related(asked.id, held.id) == 1) == (asked.id == held.id)
