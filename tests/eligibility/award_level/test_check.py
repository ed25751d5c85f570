"""What must hold of every check, whatever is given; and what is said with a result."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.award_level import AwardLevelResult, AwardRules, check_award_level
from assistant.eligibility.award_level.rules import Award
from assistant.thai.digits import to_thai
from tests.eligibility.award_level.conftest import ROWS

EXCELLENCE = {"1": 49, "2": 33, "3": 45, "4": 41, "5": 37, "6": 41, "7.1": 25, "7.2": 29, "7.3": 29, "7.4": 29, "7.5": 25, "7.6": 29}
DECIDED = {"excellent", "good", "no_award", "conditions_met", "conditions_not_met", "none", "basic", "advanced", "effective"}
AWARDS = [
    "tpsa.innovation", "tpsa.data_integration", "tpsa.needs_met", "tpsa.facilitation", "tpsa.policy_driven", "tepga.open_governance",
    "tepga.effective_participation", "tepga.replication", "tepga.poverty", "pmqa.excellence", *[f"pmqa.category_{number}" for number in range(1, 7)],
]  # fmt: skip
FACTORS: st.SearchStrategy[dict[str, int]] = st.one_of(st.just({}), st.fixed_dictionaries({str(key): st.integers(60, 100) for key in range(1, 6)}))


@st.composite
def shares(draw: st.DrawFn) -> list[int]:
    """A share in per cent for each part, mostly near the lines that decide."""
    near = draw(st.sampled_from([25, 30, 40, 50, 80, 90]))
    return draw(
        st.lists(st.one_of(st.integers(0, 100), st.integers(near - 2, near + 10), st.just(near)).map(lambda share: min(share, 100)), min_size=12, max_size=12)
    )


def vector(award: Award, percents: list[int]) -> dict[str, Decimal]:
    """Points for every part of the award's first case."""
    assert award.sheet is not None
    keys = [part for part in award.sheet.parts if part.key in award.sheet.cases[0][1]]
    return {part.key: part.full * share / 100 for part, share in zip(keys, percents, strict=False)}


def input_of(award: Award, points: dict[str, Decimal], factors: dict[str, int], **more: Any) -> dict[str, Any]:
    assert award.sheet is not None
    return {award.sheet.input: points, **({award.further.input: factors} if award.further and factors else {}), **more}


def best(award: Award, result: AwardLevelResult) -> int:
    """Rank of the best outcome that a reading allows."""
    return max(award.ladder.index(outcome) for outcome in ([reading.outcome for reading in result.readings] or [result.outcome]))


@given(st.sampled_from(AWARDS), shares(), FACTORS, st.randoms(use_true_random=False))
def test_the_order_of_keys_never_matters(rules: AwardRules, award_id: str, percents: list[int], factors: dict[str, int], order: random.Random) -> None:
    award = rules.awards[award_id]
    points = vector(award, percents)
    shuffled = list(points.items())
    order.shuffle(shuffled)
    whole = input_of(award, dict(shuffled), factors)
    turned = dict(reversed(list(whole.items())))
    assert check_award_level(rules, award_id, turned) == check_award_level(rules, award_id, input_of(award, points, factors))


@given(st.sampled_from(AWARDS), shares(), st.fixed_dictionaries({str(key): st.integers(60, 100) for key in range(1, 6)}), st.data())
def test_more_points_never_lower_the_best_reading(rules: AwardRules, award_id: str, percents: list[int], factors: dict[str, int], data: st.DataObject) -> None:
    award = rules.awards[award_id]
    points = vector(award, percents)
    key = data.draw(st.sampled_from(sorted(points)))
    assert award.sheet is not None
    more = points | {key: data.draw(st.sampled_from([award.sheet.by_key[key].full, min(points[key] + 1, award.sheet.by_key[key].full)]))}
    before = check_award_level(rules, award_id, input_of(award, points, factors))
    after = check_award_level(rules, award_id, input_of(award, more, factors))
    assert best(award, after) >= best(award, before)


@given(st.sampled_from(AWARDS), shares(), FACTORS)
def test_thai_digits_and_text_mean_the_same(rules: AwardRules, award_id: str, percents: list[int], factors: dict[str, int]) -> None:
    award = rules.awards[award_id]
    points = vector(award, percents)
    typed: dict[str, Any] = {key: to_thai(f"{value:f} คะแนน") for key, value in points.items()}
    thai = check_award_level(rules, award_id, input_of(award, typed, {key: to_thai(str(value)) for key, value in factors.items()}))  # type: ignore[misc]
    assert thai == check_award_level(rules, award_id, input_of(award, points, factors))


@given(st.sampled_from(AWARDS), shares(), FACTORS)
def test_a_total_worked_out_is_as_good_as_a_total_given(rules: AwardRules, award_id: str, percents: list[int], factors: dict[str, int]) -> None:
    award = rules.awards[award_id]
    points = vector(award, percents)
    without = check_award_level(rules, award_id, input_of(award, points, factors))
    with_total = check_award_level(rules, award_id, input_of(award, points, factors, total=sum(points.values())))
    assert (with_total.outcome, with_total.readings, with_total.missing, with_total.next_level) == (
        without.outcome, without.readings, without.missing, without.next_level,
    )  # fmt: skip


@given(st.sampled_from(AWARDS), shares(), FACTORS, st.sets(st.integers(0, 11), min_size=1))
def test_unknown_never_decides(rules: AwardRules, award_id: str, percents: list[int], factors: dict[str, int], hidden: set[int]) -> None:
    """A level that is told with parts missing is the level with all of them, and what it then lacks is named."""
    award = rules.awards[award_id]
    points = vector(award, percents)
    some = {key: value for number, (key, value) in enumerate(points.items()) if number not in hidden}
    partly = check_award_level(rules, award_id, input_of(award, some, factors))
    if partly.outcome in DECIDED:
        assert check_award_level(rules, award_id, input_of(award, points, factors)).outcome == partly.outcome
    elif partly.outcome == "borderline":
        assert set(partly.readings) == set(check_award_level(rules, award_id, input_of(award, points, factors)).readings)
    else:
        assert partly.outcome == "insufficient_data"
        assert partly.missing


@given(st.sampled_from(["pmqa.excellence", *[f"pmqa.category_{number}" for number in range(1, 7)]]), shares(), st.sets(st.integers(0, 11), min_size=1))
def test_a_total_narrows_and_never_misleads(rules: AwardRules, award_id: str, percents: list[int], hidden: set[int]) -> None:
    award = rules.awards[award_id]
    points = vector(award, percents)
    some = {key: value for number, (key, value) in enumerate(points.items()) if number not in hidden}
    partly = check_award_level(rules, award_id, input_of(award, some, {}, total=sum(points.values())))
    if partly.outcome in DECIDED:
        assert check_award_level(rules, award_id, input_of(award, points, {})).outcome == partly.outcome


@given(st.sampled_from(AWARDS), shares(), st.fixed_dictionaries({str(key): st.integers(60, 100) for key in range(1, 6)}))
def test_what_is_missing_to_the_next_level_is_enough(rules: AwardRules, award_id: str, percents: list[int], factors: dict[str, int]) -> None:
    """Each part named has less than it needs; raised to that, it is not named again."""
    award = rules.awards[award_id]
    points = vector(award, percents)
    result = check_award_level(rules, award_id, input_of(award, points, factors))
    if not result.next_level:
        assert result.outcome == award.ladder[-1]
        return
    for shortfall in result.next_level:
        assert shortfall.to in award.labels.values()
        assert shortfall.have is not None
        assert shortfall.have < shortfall.need or (shortfall.more and shortfall.have == shortfall.need)
        assert shortfall.part in shortfall.text
    named = {shortfall.part: shortfall for shortfall in result.next_level}
    assert award.sheet is not None
    raised = {
        key: min(award.sheet.by_key[key].full, named[label].need + (Decimal("0.5") if named[label].more else 0))
        if (label := award.sheet.by_key[key].label) in named
        else value
        for key, value in points.items()
    }
    after = check_award_level(rules, award_id, input_of(award, raised, factors))
    parts = {part.label for part in award.sheet.parts}
    assert not {s.part for s in after.next_level if s.to == result.next_level[0].to} & parts & named.keys()


@given(
    st.one_of(st.sampled_from([*AWARDS, "tpsa", "tepga", "pmqa", "pmqa.v4", "pmqa.category", "psea", ""]), st.text(max_size=12)),
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.one_of(st.sampled_from(["total", "dimensions", "scores", "key_success_factors", "1", "7.6"]), st.text(max_size=6)), inner, max_size=4
            ),
        ),
        max_leaves=12,
    ),
)
def test_nothing_given_ever_raises(rules: AwardRules, award: str, anything: Any) -> None:
    result = check_award_level(rules, award, anything)
    assert result.outcome in DECIDED | {"borderline", "insufficient_data", "invalid_input", "no_rule"}
    json.dumps(result.record(), ensure_ascii=False)


def test_the_next_level_is_told_in_points(rules: AwardRules) -> None:
    (shortfall,) = check_award_level(rules, "tpsa.innovation", {"total": 84}).next_level
    assert (shortfall.to, shortfall.part, shortfall.have, shortfall.need, shortfall.more) == ("ระดับดีเด่น", "คะแนนรวม", Decimal(84), Decimal(90), False)
    assert shortfall.text == "คะแนนรวม ต้องได้อย่างน้อย 90 คะแนน จึงจะได้ผลเป็น “ระดับดีเด่น” ขณะนี้ได้ 84 คะแนน ยังขาดอีก 6 คะแนน"
    assert check_award_level(rules, "tpsa.innovation", {"total": 90}).next_level == ()
    assert check_award_level(rules, "tpsa.innovation", {"total": 70}).next_level[0].to == "ระดับดี"


def test_the_next_level_is_told_row_by_row(rules: AwardRules) -> None:
    result = check_award_level(rules, "pmqa.excellence", {"scores": EXCELLENCE | {"1": 40, "7.1": 24}})
    assert [(s.part, s.have, s.need, s.more) for s in result.next_level] == [
        ("1. การนำองค์การ", Decimal(40), Decimal(48), True),
        ("7.1 ผลลัพธ์ด้านประสิทธิภาพและการบรรลุพันธกิจ", Decimal(24), Decimal(24), True),
    ]
    short = check_award_level(rules, "pmqa.excellence", {"scores": dict.fromkeys(ROWS, 30) | {"1": 60}})
    assert short.next_level[0].part == "คะแนนรวม"


def test_only_what_is_lacking_now_is_named_where_the_total_is_there(rules: AwardRules) -> None:
    result = check_award_level(rules, "tepga.open_governance", {"dimensions": {"1": 4, "2": 40, "3": 40, "4": 10}})
    (shortfall,) = result.next_level
    assert (shortfall.to, shortfall.have, shortfall.need) == ("ระดับดีเด่น", Decimal(4), Decimal(5))


def test_conditions_that_scores_cannot_decide_stay_open(rules: AwardRules) -> None:
    result = check_award_level(rules, "pmqa.excellence", {"scores": EXCELLENCE})
    notes = [reason for reason in result.reasons if reason.holds is None]
    assert [note.rule for note in notes] == ["pmqa.excellence.model", "pmqa.excellence.readiness", "pmqa.excellence.development"]
    assert all(note.sources for note in notes)
    category = check_award_level(rules, "pmqa.category_1", {"scores": EXCELLENCE | {"1": 61}})
    assert [reason.rule for reason in category.reasons if reason.holds is None] == ["pmqa.category_1.edition"]


def test_the_half_rule_is_said_to_be_unchecked_with_a_total_alone(rules: AwardRules) -> None:
    result = check_award_level(rules, "tepga.open_governance", {"total": 85})
    half = next(reason for reason in result.reasons if reason.rule.endswith("half_of_each_dimension"))
    assert half.holds is None
    assert "ตรวจข้อนี้ไม่ได้" in half.because
    assert "ใช้กับประเภทใด" in half.because


def test_exactly_400_is_said_to_be_borderline_at_best(rules: AwardRules) -> None:
    assert "ก้ำกึ่ง" in check_award_level(rules, "pmqa.excellence", {"total": 400}).reasons[-1].because
    assert "ก้ำกึ่ง" not in check_award_level(rules, "pmqa.excellence", {"total": 450}).reasons[-1].because


def test_places_in_the_source_are_given(rules: AwardRules) -> None:
    record = check_award_level(rules, "tpsa.innovation", {"total": 84}).record()
    assert "ที่มีผลคะแนนรวมตั้งแต่ ๘๐ คะแนนขึ้นไป แต่ไม่ถึง ๙๐ คะแนน" in record["reasons"][0]["source"]
    assert record["next_level"][0]["need"] == 90
    assert "readings" not in record


@pytest.mark.parametrize(("award", "inside"), [("psea", "tpsa.innovation"), ("x.y", "pmqa.v4")])
def test_an_award_that_cannot_be_checked_names_those_that_can(rules: AwardRules, award: str, inside: str) -> None:
    assert inside in check_award_level(rules, award, {}).reasons[0].because


def test_an_award_is_found_in_any_case_and_a_wrong_kind_is_told(rules: AwardRules) -> None:
    assert check_award_level(rules, " TPSA.Innovation ", {"total": 90}).outcome == "excellent"
    assert check_award_level(rules, None, {"total": 90}).outcome == "invalid_input"  # type: ignore[arg-type]


def test_parts_lead_through_an_interview(rules: AwardRules) -> None:
    parts = rules.parts("tepga.poverty")
    assert parts[0] == ("total", "คะแนนจากการประเมิน", Decimal(100))
    assert ("key_success_factors.1", "บทบาทของหน่วยงานผู้ส่งผลงาน", Decimal(100)) in parts
    answers: dict[str, Any] = {"total": 92} | {f"key_success_factors.{key}": 85 for key in range(1, 6)}
    assert check_award_level(rules, "tepga.poverty", rules.given_of("tepga.poverty", answers)).outcome == "excellent"
    rows = rules.given_of("pmqa.excellence", EXCELLENCE)
    assert check_award_level(rules, "pmqa.excellence", rows).outcome == "conditions_met"
    for award in [*rules.awards, *rules.branches]:
        asked = {key for key, _, _ in rules.parts(award)}
        assert set(check_award_level(rules, award, {}).missing) <= asked | {"award", *ROWS}
