"""Every fault of ``reading.yaml`` is told with its file, its line and how to mend it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.eligibility.facts import Fact
from assistant.eligibility.reading import load_reading
from assistant.errors import KnowledgeError
from assistant.knowledge.schema import RoundKnowledge
from tests.eligibility.reading.conftest import ROOT, RULES

SHIPPED = (RULES / "reading.yaml").read_text(encoding="utf-8")
FIRST = "  - id: one-work-said\n    fact: scope\n    value: one_work\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A knowledge folder with what reading needs, to be broken."""
    (tmp_path / "knowledge" / "2567" / "rules").mkdir(parents=True)
    shutil.copy(ROOT / "glossary.yaml", tmp_path / "knowledge")
    shutil.copy(RULES / "reading.yaml", tmp_path / "knowledge" / "2567" / "rules")
    return tmp_path / "knowledge"


def test_the_shipped_file_loads(root: Path, round_knowledge: RoundKnowledge, facts: dict[str, Fact]) -> None:
    rules = load_reading(root, round_knowledge, facts)
    assert rules.year == 2567
    assert {lexeme.fact for lexeme in rules.lexicon} <= set(facts)


def test_every_fact_that_is_ours_can_be_read(facts: dict[str, Fact]) -> None:
    data: dict[str, Any] = yaml.safe_load(SHIPPED)
    told = {entry["fact"] for entry in data["entries"]}
    told |= {data["times"][key] for key in ("in_use_fact", "started_fact", "counted_fact")} | {data["entered"]["fact"]}
    told |= {data["awards"][key] for key in ("award_fact", "level_fact", "year_fact", "category_fact", "same_form_fact")}
    assert set(facts) - told == {"participation_level", "lasting_mechanism", "continuity", "asked_for"}


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (FIRST, FIRST.replace("fact: scope", "fact: skope"), "there is no fact 'skope'"),
        (FIRST, FIRST.replace("value: one_work", "value: two_works"), "fact 'scope' cannot be 'two_works'"),
        (FIRST, FIRST.replace("    value: one_work\n", ""), "'one-work-said' says nothing"),
        (FIRST, FIRST.replace("one-work-said", "one-work-named"), "id 'one-work-named' is already used in line"),
        (FIRST, FIRST + "    words: ['(ปกติ']\n    led_by: ['(']\n", "not a regular expression"),
        (FIRST, FIRST + "    led_by: ['ก+']\n", "has no upper limit"),
        (FIRST, FIRST + "    unless: ['ก.*ข']\n", "has no upper limit"),
        (FIRST, FIRST + "    unless: ['ก{2,}']\n", "has no upper limit"),
        (FIRST, FIRST + "    unless: ['ว่?']\n", "counts a tone mark"),
        (FIRST, FIRST + "    colour: red\n", "colour"),
        ("entries:\n", "entries:\n  - {id: empty, fact: scope, value: one_work}\n", "'empty' has neither words nor patterns"),
        (
            "entries:\n",
            "entries:\n  - {id: a, fact: new_way, value: true, words: [ของใหม่เอี่ยม]}\n  - {id: b, fact: new_way, value: false, words: [ของใหมเอี่ยม]}\n",
            "already says something else of 'new_way'",
        ),
        (
            "entries:\n",
            "entries:\n  - {id: a, fact: new_way, value: true, words: [ของใหม่เอี่ยม]}\n  - {id: b, fact: new_way, value: true, words: [ของใหม่เอี่ยม]}\n",
            "stands already in line",
        ),
        ("entries:\n", "entries:\n  - {id: a, fact: citizen_manual, value: true, denied: perhaps, words: [ก]}\n", "fact 'citizen_manual' cannot be 'perhaps'"),
        ("  branch: tpsa\n", "  branch: tpsx\n", "there is no award 'tpsx'"),
        ("  own: own\n", "  own: mine\n", "fact 'past_tpsa_award' cannot be 'mine'"),
        ("  year_fact: past_tpsa_year\n", "  year_fact: past_tpsa_level\n", "is a one_of, not a number"),
        ("  started_fact: started_on\n", "  started_fact: begun_on\n", "there is no fact 'begun_on'"),
        ("  agency_kind: [private, university, hospital]\n", "  agency_kind: [private, castle]\n", "fact 'agency_kind' cannot be 'castle'"),
        ("  agency_kind: [private, university, hospital]\n", "  agency_sort: [private]\n", "there is no fact 'agency_sort'"),
        ("ranked:", "ranked: {}\nranked:", "key 'ranked' stands twice"),
        ("entries:\n", "entries: [\n", "is not valid YAML"),
    ],
)
def test_each_fault_is_told(root: Path, round_knowledge: RoundKnowledge, facts: dict[str, Fact], old: str, new: str, what: str) -> None:
    path = root / "2567" / "rules" / "reading.yaml"
    assert old in SHIPPED
    path.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_reading(root, round_knowledge, facts)
    problems = [problem for problem in error.value.problems if what in problem.what]
    assert problems, str(error.value)
    assert problems[0].file == "knowledge/2567/rules/reading.yaml"
    assert problems[0].line >= 1
    assert problems[0].fix


def test_a_missing_file_is_told(root: Path, round_knowledge: RoundKnowledge, facts: dict[str, Fact]) -> None:
    (root / "2567" / "rules" / "reading.yaml").unlink()
    with pytest.raises(KnowledgeError, match=re.escape("reading.yaml:1: cannot be read")):
        load_reading(root, round_knowledge, facts)


def test_all_faults_are_told_together(root: Path, round_knowledge: RoundKnowledge, facts: dict[str, Fact]) -> None:
    broken = SHIPPED.replace("  branch: tpsa\n", "  branch: tpsx\n").replace("  own: own\n", "  own: mine\n")
    (root / "2567" / "rules" / "reading.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        load_reading(root, round_knowledge, facts)
    assert len(error.value.problems) == 2
