from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.eligibility.checks import Checks
from assistant.knowledge.schema import Knowledge
from eval.checks import Judged, below_floors, figures, judge_categories, judge_levels, measure
from tests.conftest import ROOT

GATES = ROOT / "eval" / "gates.yaml"
RULES = ROOT / "knowledge" / "2567" / "rules"


@pytest.fixture(scope="module")
def checks(knowledge: Knowledge) -> Checks:
    return Checks(ROOT / "knowledge", knowledge.rounds["2567"])


def judged(expected: str, found: str, **more: object) -> Judged:
    return Judged("x", "memo", "text", {"a": expected}, {"a": found}, **more)  # type: ignore[arg-type]  # the rest as given


def test_counts_are_of_texts_and_of_single_expectations() -> None:
    both = Judged("y", "chat", "text", {"a": "eligible", "b": "needs_info"}, {"a": "eligible", "b": "eligible"}, grave=("b",))
    found = figures([judged("eligible", "eligible"), both])
    assert (found["items"], found["right"], found["expectations"], found["expectations_right"], found["grave"]) == (2, 1, 3, 2, 1)
    assert found["by_style"] == {"chat": "0/1", "memo": "1/1"}
    assert [miss["id"] for miss in found["misses"]] == ["y"]


def test_an_eligible_that_the_gold_does_not_give_is_grave(checks: Checks) -> None:
    item = {
        "id": "1",
        "style": "memo",
        "description": "ผลงานนี้ทำในรูปแบบใหม่ที่ยังไม่มีใครทำมาก่อน",
        "expect": {"tpsa.innovation": "needs_info"},
        "forbids": ["tpsa.innovation"],
    }
    (found,) = judge_categories(checks, [item])
    assert found.found == {"tpsa.innovation": "eligible"}
    assert found.grave == found.forbids == ("tpsa.innovation",)


def test_a_level_above_the_gold_is_grave_and_one_below_is_not(checks: Checks) -> None:
    items = [
        {"id": "1", "style": "memo", "description": "จัดประชาพิจารณ์กับชาวบ้าน", "level": "inform"},
        {"id": "2", "style": "memo", "description": "จัดประชาพิจารณ์กับชาวบ้าน", "level": "involve"},
        {"id": "3", "style": "memo", "description": "จัดประชาพิจารณ์กับชาวบ้าน", "level": "undetermined"},
    ]
    assert [item.grave for item in judge_levels(checks, items)] == [("consult",), (), ()]


def test_floors_and_ceilings() -> None:
    measured = {"expectations": 10, "expectations_right": 8, "grave": 1, "forbidden": 0}
    assert below_floors(measured, {"right": 0.8, "grave": 1, "forbidden": 0}) == []
    assert below_floors(measured, {"right": 0.81, "grave": 0}) == ["right 0.800 < 0.81", "grave 1 > 0"]


@pytest.mark.slow
def test_the_development_texts_reach_their_floors(checks: Checks) -> None:
    gates = yaml.safe_load(GATES.read_text(encoding="utf-8"))["checks"]
    measured = measure(checks, "dev", RULES)
    assert set(gates) == set(measured)
    for kind, of_kind in measured.items():
        assert below_floors(of_kind, gates[kind]) == [], (kind, Path(RULES), of_kind["misses"])
