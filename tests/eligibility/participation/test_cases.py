"""The experts' cases beside the rules: each must come out as they say."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from assistant.eligibility.participation import GivenGroup, ParticipationRules, check_participation
from tests.eligibility.participation.conftest import KNOWLEDGE

CASES: list[dict[str, Any]] = yaml.safe_load((KNOWLEDGE / "2567" / "rules" / "participation.cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(rules: ParticipationRules, case: dict[str, Any]) -> None:
    groups = [GivenGroup(**group) for group in case.get("groups", [])]
    result = check_participation(rules, groups, case.get("description", ""))
    read = [(group.name, group.level, [(found.words, found.activity, str(found.manner)) for found in group.activities]) for group in result.groups]
    expected = case["expect"]
    assert result.level == expected["level"], read
    if "groups" in expected:
        assert [group.level for group in result.groups] == expected["groups"], read
    for fact, value in expected.get("facts", {}).items():
        assert result.facts.get(fact) == value, (result.facts, read)


def test_there_are_enough_cases_with_ids_of_their_own() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 130
    assert sum("groups" in case for case in CASES) >= 65
