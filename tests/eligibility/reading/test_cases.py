"""Descriptions as civil servants would type them, with what an expert reads off them."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from assistant.eligibility.facts import Fact, Span, Value, months_between, parse_date
from assistant.eligibility.reading import ReadingRules, read_description
from assistant.thai.dates import ThaiDate
from tests.eligibility.reading.conftest import RULES

CASES: list[dict[str, Any]] = yaml.safe_load((RULES / "descriptions.cases.yaml").read_text(encoding="utf-8"))
READ_ELSEWHERE = {"participation_level", "lasting_mechanism", "continuity", "asked_for"}
LEAST_SHARE = 0.97


def same(read: Value, wanted: Value) -> bool:
    """Whether two values agree; lengths of time in whole months, as the cases give them."""
    if isinstance(read, Span) and isinstance(wanted, Span):
        return int(read.low) == int(wanted.low) and (None if read.high is None else int(read.high)) == (None if wanted.high is None else int(wanted.high))
    return read == wanted


def values(rules: ReadingRules, description: str) -> dict[str, Value]:
    """What is read, with the time in use worked out of the dates where only these are given."""
    read = {found.fact: found.value for found in read_description(rules, description)}
    start = read.get("started_on")
    if isinstance(start, ThaiDate) and "months_in_use" not in read:
        counted = read.get("counted_on", parse_date("2567-02-28"))
        assert isinstance(counted, ThaiDate)
        read["months_in_use"] = months_between(start, counted)
    return read


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_nothing_is_read_that_is_not_so(rules: ReadingRules, facts: dict[str, Fact], case: dict[str, Any]) -> None:
    read = values(rules, case["description"])
    assert not set(read) & set(case.get("not_facts", []))
    for fact, raw in case["facts"].items():
        wanted = facts[fact].parse(raw)
        assert wanted is not None
        if fact in read:
            assert same(read[fact], wanted), fact


def test_nearly_all_that_is_stated_is_read(rules: ReadingRules) -> None:
    stated = [(case, fact) for case in CASES for fact in case["facts"] if fact not in READ_ELSEWHERE]
    read = [fact for case, fact in stated if fact in values(rules, case["description"])]
    assert len(read) / len(stated) >= LEAST_SHARE
