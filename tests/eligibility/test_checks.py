from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.eligibility.checks import Checks
from assistant.eligibility.facts import Span
from assistant.eligibility.participation import GivenGroup
from assistant.errors import KnowledgeError
from assistant.knowledge.schema import Knowledge
from tests.conftest import ROOT


def test_a_description_tells_facts_of_both_readers_in_the_order_of_the_file(checks: Checks) -> None:
    read = checks.read("กรมเราจัดเวทีรับฟังความคิดเห็นของเกษตรกรทุกเดือน ทำต่อเนื่องมา 3 ปีแล้ว")
    names = [fact.fact for fact in read]
    assert {"participation_level", "continuity", "months_in_use"} <= set(names)
    assert names == [name for name in checks.rules.facts if name in names]
    assert all(fact.words for fact in read)


def test_nothing_is_read_from_nothing(checks: Checks) -> None:
    assert checks.read(" \n ") == ()


def test_what_is_given_counts_before_what_is_read(checks: Checks) -> None:
    text = "จัดเวทีรับฟังความคิดเห็นของชาวบ้านต่อเนื่องมา 8 เดือน"
    given = checks.participation([], text, {"months_in_use": Span.exact(Decimal(30))})
    assert "tepga.one_year" not in {reason.rule for verdict in given.permits for reason in verdict.reasons if reason.holds is False}
    read = checks.participation([], text, {})
    assert "tepga.one_year" in {reason.rule for verdict in read.permits for reason in verdict.reasons if reason.holds is False}


def test_groups_settle_the_level_though_the_description_tells_another(checks: Checks) -> None:
    groups = [GivenGroup(name="ชาวบ้าน", key=True, actions=["แผ่นพับ"])]
    check = checks.participation(groups, "กรมมีเครือข่ายวิทยุชุมชน", {})
    assert check.result.level == "inform"
    assert check.category.facts["participation_level"] == "inform"


def test_the_categories_that_look_at_the_level_are_the_permitted(checks: Checks) -> None:
    level = checks.levels.file.level_fact
    for category in checks.rules.categories.values():
        looks = any(applied.node is not None and level in applied.node.facts for applied in category.requires)
        assert (category.id in checks.permitted) == looks
    assert checks.permitted


def test_an_award_without_a_name_keeps_its_id(checks: Checks) -> None:
    assert checks.award_name("tpsa.innovation") == "ประเภทนวัตกรรมการบริการ"
    assert checks.award_name("nobel") == "nobel"


def test_faults_of_all_parts_are_told_together(knowledge: Knowledge, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    rules = folder / "2567" / "rules"
    for name in ("participation.yaml", "award-levels.yaml", "reading.yaml"):
        path = rules / name
        path.write_text(path.read_text(encoding="utf-8") + "\ncolour: red\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        Checks(folder, knowledge.rounds["2567"]).load()
    assert {Path(problem.file).name for problem in caught.value.problems} == {"participation.yaml", "award-levels.yaml", "reading.yaml"}


def test_a_fault_in_the_facts_is_told_once(knowledge: Knowledge, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    path = folder / "2567" / "rules" / "facts.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\ncolour: red\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        Checks(folder, knowledge.rounds["2567"]).load()
    assert len(caught.value.problems) == 1


def test_the_name_of_a_category_is_nothing_done(checks: Checks) -> None:
    text = "งานแก้หนี้ของอำเภอ ส่งขับเคลื่อนเห็นผลกับร่วมใจแก้จนพร้อมกันได้ไหม"
    assert not checks.participation([], text, {}).result.groups
    assert "participation_level" not in {fact.fact for fact in checks.read(text)}
