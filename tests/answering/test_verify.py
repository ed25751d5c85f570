from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.premise import numbers_of
from assistant.answering.verify import Verifier
from assistant.knowledge.schema import Knowledge, RoundKnowledge


@pytest.fixture(scope="module")
def known(knowledge: Knowledge) -> RoundKnowledge:
    return knowledge.rounds["2567"]


@pytest.fixture(scope="module")
def verifier(known: RoundKnowledge) -> Verifier:
    return Verifier(known)


def test_an_invented_number_is_found(verifier: Verifier, known: RoundKnowledge) -> None:
    entry = known.entry_by_id["criteria-tpsa-innovation"]
    assert verifier.unfounded("มิติผลผลิต 50 คะแนน จาก 100 คะแนน", [entry]) == set()
    assert verifier.unfounded("มิติผลผลิต 55 คะแนน จาก ๑๐๑ คะแนน", [entry]) == {Decimal(55), Decimal(101)}


def test_a_number_of_another_entry_does_not_count(verifier: Verifier, known: RoundKnowledge) -> None:
    assert verifier.unfounded("470 คะแนน", [known.entry_by_id["award-levels-pmqa"]]) == set()
    assert verifier.unfounded("470 คะแนน", [known.entry_by_id["award-levels-tpsa"]]) == {Decimal(470)}


def test_the_persons_own_number_and_the_round_may_be_said(verifier: Verifier, known: RoundKnowledge) -> None:
    entry = known.entry_by_id["tpsa-faq-12"]
    assert verifier.unfounded("ไม่ใช่ 77 MB ตามรอบ 2567", [entry], question="ไฟล์ ๗๗ mb ได้ไหม") == set()
    assert verifier.unfounded("ไม่ใช่ 77 MB ตามรอบ 2567", [entry]) == {Decimal(77)}


def test_numbers_of_gaps_count(verifier: Verifier, known: RoundKnowledge) -> None:
    gap = known.gap_by_id["gap-tpsa-5mb"]
    assert verifier.unfounded(f"{gap.missing} {gap.nearby}", [], [gap]) == set()


def test_every_text_of_every_entry_is_founded_on_itself(verifier: Verifier, known: RoundKnowledge) -> None:
    for entry in known.entries:
        said = "\n".join([entry.title, entry.short, entry.full, *entry.caveats, *(point.answer for point in entry.points)])
        assert verifier.unfounded(said, [entry]) == set(), entry.id


def test_data_count_as_much_as_prose(known: RoundKnowledge) -> None:
    held = numbers_of(known.entry_by_id["criteria-pmqa-category"])
    entry = known.entry_by_id["criteria-pmqa-category"]
    assert {value for table in entry.tables for row in table.rows for value in row.values} <= held
    assert {figure.value for figure in entry.figures} <= held


@given(number=st.integers(min_value=3000, max_value=10**9))
def test_any_large_number_is_unfounded(verifier: Verifier, known: RoundKnowledge, number: int) -> None:
    assert verifier.unfounded(f"ได้ {number:,} คะแนน", known.entries) == {Decimal(number)}
