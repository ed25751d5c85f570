"""The shipped round with its rules, and reports of every kind made of real checks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.eligibility.award_level import AwardRules, check_award_level, load_award_rules
from assistant.eligibility.category import CategoryCheck, check_category, parse_facts
from assistant.eligibility.decide import CategoryVerdict
from assistant.eligibility.load import load_rules
from assistant.eligibility.participation.result import FoundActivity, GroupLevel, Lift, ParticipationResult
from assistant.eligibility.rules import RuleSet
from assistant.knowledge.schema import Knowledge, RoundKnowledge, Source
from assistant.reports import Report, award_level_report, category_report, participation_report
from assistant.thai.dates import ThaiDate
from assistant.thai.said import Manner

ROOT = Path(__file__).parents[2]
DAY = ThaiDate(2569, 11, 28)
WORKS: dict[str, dict[str, Any]] = {
    "nothing known": {},
    "eligible": {"strongest_in": "new_way", "scope": "one_work", "agency_kind": "department", "months_in_use": "18 เดือน", "own_idea": "adapted"},
    "conditional": {
        "strongest_in": "participation",
        "scope": "whole_organisation",
        "participation_level": "inform",
        "months_in_use": 24,
        "continuity": "yearly",
    },
    "needs_info": {"strongest_in": "policy_result", "scope": "one_work", "pain_point": True, "poverty_work": True},
    "no_rule": {"scope": "management", "strongest_in": "management"},
    "nothing fits": {"agency_kind": "private", "scope": "one_work", "new_way": True},
}
SCORES: dict[str, tuple[str, dict[str, Any]]] = {
    "good": ("tpsa.innovation", {"total": "๘๕"}),
    "in between": ("tepga.open_governance", {"total": "89.5"}),
    "rows": ("pmqa.category_1", {"total": 320, "scores": {"1": 60, "2": 30, "7.1": 20}}),
    "beside the total": ("tepga.poverty", {"total": 92, "key_success_factors": {"1": 85, "2": 78}}),
    "wrong": ("tepga.replication", {"total": 150, "dimensions": {"ความสำคัญ": "<script>alert(1)</script>", "x & y": None}, "more": [1]}),
    "no table": ("pmqa.v4", {"total": 399.5, "scores": {"1": 3}}),
    "branch": ("tpsa", {"total": 95}),
    "unknown": ("no.such", {}),
}


@pytest.fixture(scope="session")
def round_(knowledge: Knowledge) -> RoundKnowledge:
    return knowledge.rounds["2567"]


@pytest.fixture(scope="session")
def rules(round_: RoundKnowledge) -> RuleSet:
    return load_rules(ROOT / "knowledge", round_)


@pytest.fixture(scope="session")
def award_rules(round_: RoundKnowledge) -> AwardRules:
    return load_award_rules(ROOT / "knowledge", round_)


@pytest.fixture(scope="session")
def checked(rules: RuleSet) -> Callable[[str], CategoryCheck]:
    return lambda work: check_category(rules, parse_facts(rules, WORKS[work]))


@pytest.fixture(scope="session")
def category(checked: Callable[[str], CategoryCheck], rules: RuleSet, round_: RoundKnowledge) -> Callable[..., Report]:
    def make(work: str, description: str = "", read: Sequence[tuple[str, str]] = ()) -> Report:
        return category_report(checked(work), rules, round_, DAY, description, read)

    return make


@pytest.fixture(scope="session")
def award(award_rules: AwardRules, round_: RoundKnowledge) -> Callable[..., Report]:
    def make(case: str, named: bool = True) -> Report:
        award_id, given = SCORES[case]
        name = round_.entity_by_id[award_id].name if award_id in round_.entity_by_id else award_id
        result = check_award_level(award_rules, award_id, given)
        return award_level_report(result, name, given, round_, award_rules.version, DAY, award_rules if named else None)

    return make


def activity(words: str, label: str, manner: Manner = Manner.STATED, proves: tuple[str, ...] = (), proves_not: str | None = None) -> FoundActivity:
    return FoundActivity(words=words, activity="x", label=label, manner=manner, proves=proves, proves_not=proves_not)


@pytest.fixture(scope="session")
def result() -> ParticipationResult:
    return ParticipationResult(
        groups=(
            GroupLevel(
                name="เกษตรกร",
                level="collaborate",
                key=True,
                because="เกษตรกรร่วมออกแบบและร่วมทำ",
                activities=(
                    activity("ร่วมกันออกแบบ", "ร่วมออกแบบ", proves=("designed_with",)),
                    activity("จะตั้งกองทุน", "ตั้งกลไก", Manner.PLANNED, ("lasting",), "แผนยังไม่ใช่สิ่งที่ทำแล้ว"),
                ),
            ),
            GroupLevel(name="ประชาชน", level="consult", key=False, because="ประชาชนได้ให้ความเห็น", activities=(activity("แบบสอบถาม", "แบบสอบถาม"),)),
            GroupLevel(name="อปท.", level="undetermined", key=None, because="ยังไม่พบกิจกรรม"),
        ),
        level="collaborate",
        because="เพราะกลุ่มที่เกี่ยวข้องมากที่สุดร่วมออกแบบและร่วมทำ",
        open_questions=("มีกลไกที่คงอยู่หรือไม่",),
        lift=(Lift(group="เกษตรกร", level="empower", missing=("decided_by_them",), because="จะถึงระดับถัดไปเมื่อกลุ่มเป็นผู้ตัดสินใจเอง"),),
        facts={"participation_level": "collaborate"},
        notes=("เส้นแบ่งระหว่างระดับเป็นคำนิยามที่ใช้ทำงาน",),
        sources=(Source(section="๒.๔.๒", item="ข้อ 1", quote="อยู่ในระดับ COLLABORATE"),),
    )


@pytest.fixture(scope="session")
def permits(checked: Callable[[str], CategoryCheck], rules: RuleSet) -> tuple[CategoryVerdict, ...]:
    facts = parse_facts(rules, {"participation_level": "collaborate", "strongest_in": "participation"})
    return (*check_category(rules, facts).verdicts, *checked("conditional").verdicts)


@pytest.fixture(scope="session")
def participation(result: ParticipationResult, permits: tuple[CategoryVerdict, ...], round_: RoundKnowledge) -> Callable[..., Report]:
    def make(description: str = "", elements: bool = True, **changes: Any) -> Report:
        meant = {"designed_with": "กลุ่มนี้ได้ร่วมออกแบบ", "lasting": "มีกลไกที่คงอยู่"} if elements else None
        return participation_report(result.model_copy(update=changes), permits, round_, "v1", DAY, description, meant)

    return make


@pytest.fixture(scope="session")
def reports(category: Callable[..., Report], award: Callable[..., Report], participation: Callable[..., Report]) -> list[Report]:
    """One of each kind."""
    described = category("eligible", "ระบบจองคิว\nใช้งานมา 18 เดือน", [("months_in_use", "ใช้งานมา 18 เดือน")])
    return [
        described,
        *(category(work) for work in WORKS),
        *(award(case) for case in SCORES),
        participation("เกษตรกรร่วมกันออกแบบ"),
        participation(elements=False),
    ]
