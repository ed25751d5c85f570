"""Each fault of the files is told with its file and line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assistant.eligibility.participation import load_participation
from assistant.errors import KnowledgeError, Problem
from tests.eligibility.participation.conftest import KNOWLEDGE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rules = tmp_path / "2567" / "rules"
    rules.mkdir(parents=True)
    for name in ("participation.yaml", "activities.yaml"):
        shutil.copy(KNOWLEDGE / "2567" / "rules" / name, rules / name)
    return tmp_path


def faults(folder: Path) -> list[Problem]:
    with pytest.raises(KnowledgeError) as raised:
        load_participation(folder, "2567")
    return raised.value.problems


def add_activity(folder: Path, lines: str) -> int:
    """Append to the activities; the line on which the addition begins."""
    path = folder / "2567" / "rules" / "activities.yaml"
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n{lines}\n", encoding="utf-8")
    return text.count("\n") + 2


@pytest.mark.parametrize(
    ("lines", "offset", "what"),
    [
        ("- {id: hearing, label: ซ้ำ, proves_not: ซ้ำ}", 0, "already used"),
        ("- id: extra\n  label: x\n  proves: [telepathy]\n  proves_not: x", 2, "no element"),
        ("- id: extra\n  label: x\n  words: [ประชาพิจารณ์]\n  proves_not: x", 2, "already a wording of 'hearing'"),
        ("- id: extra\n  label: x", 0, "proves nothing and explains nothing"),
        ("- id: extra\n  label: x\n  proves: [asked]", 0, "does not say what it does not prove"),
        ("- id: extra\n  label: x\n  proves_not: x\n  pattern: x", 3, "pattern"),
        ("- id: extra\n  label: x\n  proves_not: x\n  patterns: ['(']", 3, "not a regular expression"),
    ],
)
def test_faults_of_an_activity(folder: Path, lines: str, offset: int, what: str) -> None:
    line = add_activity(folder, lines)
    (problem,) = faults(folder)
    assert problem.file.endswith("2567/rules/activities.yaml")
    assert problem.line == line + offset
    assert what in problem.what
    assert problem.fix


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("- all: [decided_by_them]", "- all: [asked]", "has 'consult' for its highest"),
        ("- all: [decided_by_them]", "- all: [mind_reading]", "is no element"),
        ("- all: [decided_by_them]", "- all: [designed_with, done_with, lasting]", "element 'decided_by_them' is used by no level"),
        ("when_all_denied: [informed, asked, planned_with, designed_with, done_with]", "when_all_denied: []", "nothing leads to level 'none'"),
        ("same_as: people", "same_as: persons", "is no group"),
        ("- {activity: think_do", "- {activity: think_undo", "is no activity"),
        ("names_only: joint_attend", "names_only: joint_dream", "is no activity"),
        ("proves: [planned_with, designed_with, done_with]", "proves: [dreamt_with]", "is no element"),
        ("contradicts: [continuous, yearly]", "contradicts: [never]", "is no continuity"),
        ("- id: consult\n", "- id: inform\n", "stands twice in levels"),
        ("words: [ชาวประมง,", "words: [ชาวบ้าน,", "already a word for 'villagers'"),
    ],
)
def test_faults_between_the_files(folder: Path, old: str, new: str, what: str) -> None:
    path = folder / "2567" / "rules" / "participation.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = [problem for problem in faults(folder) if what in problem.what]
    assert found
    assert all(problem.line > 1 for problem in found)


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "2567" / "rules" / "activities.yaml").unlink()
    assert any("cannot be read" in problem.what for problem in faults(folder))


def test_the_version_follows_the_files(folder: Path) -> None:
    before = load_participation(folder, "2567").version
    add_activity(folder, "- id: extra\n  label: x\n  proves_not: x")
    assert load_participation(folder, "2567").version != before


def test_the_shipped_rules_know_enough() -> None:
    rules = load_participation(KNOWLEDGE, "2567")
    assert len(rules.word_owners) + len(rules.patterns) >= 220
    assert len(rules.group_owner) >= 80
    assert all(re.search("[ก-๙]", activity.proves_not or "") for activity in rules.activities.values() if activity.proves)
