"""The experts' examples, each run through the check; and that they cover the rules."""

from __future__ import annotations

import pytest

from assistant.eligibility.award_level import AwardRules, check_award_level
from assistant.eligibility.award_level.load import OPEN_OUTCOMES
from assistant.eligibility.award_level.schema import Case
from assistant.knowledge.validated import read_many
from tests.conftest import ROOT

FOLDER = ROOT / "knowledge"
CASES = [case for _, _, case in read_many(FOLDER, FOLDER / "2567/rules/award-levels.cases.yaml", Case, [])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_expert_would_say_so(rules: AwardRules, case: Case) -> None:
    result = check_award_level(rules, case.award, case.input)
    assert result.outcome == case.outcome, [reason.because for reason in result.reasons]
    if case.missing is not None:
        assert list(result.missing) == case.missing
    if case.readings is not None:
        assert [reading.outcome for reading in result.readings] == case.readings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_result_is_explained(rules: AwardRules, case: Case) -> None:
    result = check_award_level(rules, case.award, case.input)
    assert result.reasons
    assert bool(result.readings) == (result.outcome == "borderline")
    assert bool(result.missing) == (result.outcome in ("insufficient_data", "no_rule"))
    if result.readings:
        assert len({reading.outcome for reading in result.readings}) > 1
    record = result.record()
    assert record.keys() - {"outcome", "label", "reasons"} == {name for name in ("readings", "missing", "next_level") if getattr(result, name)}


def test_there_are_enough_and_the_loader_has_them(rules: AwardRules) -> None:
    assert len(CASES) >= 160
    assert list(rules.cases) == CASES


def test_every_award_reaches_every_level(rules: AwardRules) -> None:
    reached = {(case.award, case.outcome) for case in CASES}
    families = {award.pieces[0].sources: award.labels for award in rules.awards.values()}
    by_family = {award.id: award.pieces[0].sources for award in rules.awards.values()}
    found = {(by_family[award], outcome) for award, outcome in reached if award in by_family}
    for family, labels in families.items():
        assert {outcome for name, outcome in found if name == family} >= set(labels)
    assert {outcome for _, outcome in reached} >= set(OPEN_OUTCOMES)


def test_every_requirement_is_seen_failing_and_held(rules: AwardRules) -> None:
    wanted = {f"{award.id}.{requirement.rule.id}" for award in rules.awards.values() for requirement in award.requirements}
    seen: dict[str, set[bool | None]] = {rule: set() for rule in wanted}
    for case in CASES:
        for reason in check_award_level(rules, case.award, case.input).reasons:
            seen.get(reason.rule, set()).add(reason.holds)
    for rule in wanted - {"tepga.replication.half_of_each_dimension"}:
        assert True in seen[rule], rule
        assert seen[rule] & {False, None}, rule
