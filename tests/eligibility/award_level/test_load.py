"""What the loader refuses: one broken file for each kind of fault, told with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.eligibility.award_level import AwardRules, check_award_level, load_award_rules
from assistant.eligibility.award_level.load import CASES, RULES
from assistant.errors import KnowledgeError
from assistant.knowledge.schema import Band, Knowledge, Level, RoundKnowledge
from tests.conftest import ROOT

SHIPPED = ROOT / "knowledge/2567/rules"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge folder with the rules alone."""
    rules = tmp_path / "knowledge/2567/rules"
    rules.mkdir(parents=True)
    for name in (RULES, CASES):
        shutil.copy(SHIPPED / name, rules / name)
    return tmp_path / "knowledge"


@pytest.fixture
def round_(knowledge: Knowledge) -> RoundKnowledge:
    return knowledge.rounds["2567"]


def replaced(folder: Path, name: str, old: str, new: str) -> int:
    """Change the first ``old``; the line where the change begins."""
    path = folder / "2567/rules" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems(folder: Path, knowledge: RoundKnowledge) -> list[tuple[str, int, str]]:
    with pytest.raises(KnowledgeError) as error:
        load_award_rules(folder, knowledge)
    assert all(problem.fix for problem in error.value.problems)
    return [(problem.file, problem.line, problem.what) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "told", "below"),
    [
        ("readings:\n", "reading:\n", "Extra inputs are not permitted", 0),
        ("    full: points\n", "    full: points\n    colour: red\n", "colour: Extra inputs are not permitted", 1),
        ("    full: points\n", "    full: points\n    full: points\n", "key 'full' stands twice", 1),
        ("  - id: half_scope\n", "  - id: tepga_hole\n", "id 'tepga_hole' stands 2 times", 0),
        ("{id: literal, says:", "{id: up_to_next, says:", "id 'up_to_next' stands 2 times", 0),
        ("{id: tpsa.needs_met,", "{id: tpsa.data_integration,", "id 'tpsa.data_integration' stands 2 times", 0),
        ("      - id: readiness\n", "      - id: model\n", "id 'model' stands 2 times", 0),
        ('{key: "2", label:', '{key: "1", label:', "id '1' stands 2 times", 0),
        ("{id: tpsa.needs_met,", "{id: tpsa.wishes,", "there is no award 'tpsa.wishes'", 0),
        ("criteria-tpsa-innovation/dimensions", "criteria-tpsa-invention/dimensions", "there is no entry 'criteria-tpsa-invention'", 0),
        ("criteria-tpsa-innovation/dimensions", "criteria-tpsa-innovation/rows", "has no 'rows' among its tables", 0),
        ("criteria-tpsa-innovation/dimensions", "criteria-tpsa-innovation", "String should match pattern", 0),
        ("band: award-levels-tpsa/tpsa", "band: award-levels-tpsa/all", "has no 'all' among its bands", 0),
        ("band: award-levels-tpsa/tpsa", "band: award-levels-pmqa/pmqa-v4", "does not speak of 'tpsa.innovation'", -11),
        ("    full: points\n", "    full: marks\n", "has no column 'marks'", 0),
        ("    input: dimensions\n    full: points\n", "    full: points\n", "need `input` and `full`", -13),
        ("criteria-tepga-replication/sustained", "criteria-tepga-replication/area-open", "two tables are for the same case", -1),
        ("[criteria-tepga-replication/area-open,", "[criteria-tepga-effective_participation/dimensions,", "has two different maxima", -1),
        ("{id: tpsa.innovation, tables: [criteria-tpsa-innovation/dimensions]}", "{id: tpsa.innovation}", "must have either `tables` or `no_table`", 0),
        ("      no_award:\n        sources: *tpsa_good\n", "", "must name each outcome of the band once", -7),
        ("      no_award:\n        sources: *tpsa_good\n", "      none:\n        sources: *tpsa_good\n", "must name each outcome of the band once", -7),
        ("      reading: tepga_hole\n", "      reading: tepga_holes\n", "there is no reading 'tepga_holes'", 0),
        ("        literal: {outcome: no_award, label", "        loosely: {outcome: no_award, label", "must name each option of 'tepga_hole' once", -2),
        ("        up_to_next: {outcome: good}", "        up_to_next: {outcome: fine}", "there is no outcome 'fine'", -3),
        ("readings:\n", "readings:\n  - {id: idle, question: q, options: [{id: a, says: a}, {id: b, says: b}], sources: [{section: s, item: i, quote: q}]}\n",
         "reading 'idle' is used nowhere", 1),
        ("        percent: award-levels-tepga/half-each-dimension", "        percent: award-levels-tepga/half", "has no 'half' among its figures", 0),
        ("        of: dimensions\n", "        of: scores\n", "has no input 'scores'", 0),
        ("        bound: at_least\n", "        bound: nearly\n", "Input should be 'at_least' or 'more_than'", 0),
        ("        bound: at_least\n", "        bound: at_least\n        over: whole\n", "nothing is named that may be read as a whole", 1),
        ("        bound: at_least\n", "        bound: at_least\n        rows: printed\n", "has no column of printed minima", 1),
        ("        for: [excellent, good]\n", "        for: [excellent, no_award]\n", "'no_award' is no level that can be refused", 0),
        ("        otherwise: {outcome: no_award}\n", "        otherwise: {outcome: excellent}\n", "'excellent' is not below", 0),
        ("        unknown: note\n", "", "`unknown: note` and `unchecked` go together", -7),
        ("        percent: award-levels-tepga/half-each-dimension", "        percent: 0", "can never bind", -2),
        ("        percent: award-levels-tepga/half-each-dimension", "        percent: 101", "can never be met", -2),
        ("      - id: related_results\n        of: scores\n        percent: criteria-pmqa-category/related",
         "      - id: related_results\n        of: scores\n        percent: criteria-pmqa-category/others",
         "no requirement wants the printed minimum of '7.1'", -42),
        ("        percent: criteria-pmqa-excellence/percent", "        percent: 41", "prints no minimum of 41 per cent", 0),
        ('parts: ["7.1", "7.2"', 'parts: ["7.0", "7.2"', "there is no part '7.0'", 0),
        ("        for: [conditions_met]\n        says:", "        for: [conditions]\n        says:", "there is no outcome 'conditions'", 0),
        ("  - id: tpsa\n", "  - id: tpsas\n", "there is no award 'tpsas'", 0),
        ("    awards: [tpsa.innovation, tpsa.scale_up,", "    awards: [tpsa.innovations, tpsa.scale_up,", "there is no rule for 'tpsa.innovations'", 0),
        ("quote: ที่มีผลคะแนนรวมตั้งแต่ ๙๐ คะแนนขึ้นไป}", "quote: ''}", "String should have at least 1 character", 0),
    ],
)  # fmt: skip
def test_a_broken_rule_is_told_with_its_line(folder: Path, round_: RoundKnowledge, old: str, new: str, told: str, below: int) -> None:
    line = replaced(folder, RULES, old, new)
    found = problems(folder, round_)
    assert [what for _, _, what in found if told in what], found
    assert ("knowledge/2567/rules/award-levels.yaml", line + below) in [(file, at) for file, at, what in found if told in what]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("- id: tpsa-90\n", "- id: tpsa-80\n", "id 'tpsa-80' is already used"),
        ("  outcome: excellent\n", "  outcome: basic\n", "'tpsa.innovation' has no outcome 'basic'"),
        ("  outcome: excellent\n", "  outcome: excellent\n  points: 3\n", "points: Extra inputs are not permitted"),
        ('  readings: ["good", "no_award"]', '  readings: ["good", "none"]', "has no outcome 'none'"),
        ("  why: ", "  because: ", "why: Field required"),
    ],
)
def test_a_broken_case_is_told(folder: Path, round_: RoundKnowledge, old: str, new: str, told: str) -> None:
    replaced(folder, CASES, old, new)
    found = problems(folder, round_)
    assert [what for file, _, what in found if told in what and file.endswith(CASES)], found


def test_several_faults_are_told_at_once(folder: Path, round_: RoundKnowledge) -> None:
    replaced(folder, RULES, "{id: tpsa.needs_met,", "{id: tpsa.wishes,")
    replaced(folder, RULES, "        of: dimensions\n", "        of: scores\n")
    replaced(folder, CASES, "- id: tpsa-90\n", "- id: tpsa-80\n")
    assert len({what for _, _, what in problems(folder, round_)}) >= 3


@pytest.mark.parametrize("name", [RULES, CASES])
def test_a_missing_file_is_told(folder: Path, round_: RoundKnowledge, name: str) -> None:
    (folder / "2567/rules" / name).unlink()
    assert any(file.endswith(name) and "cannot be read" in what for file, _, what in problems(folder, round_))


def with_band(round_: RoundKnowledge, band_id: str, change: Callable[[list[Level]], list[Level]]) -> RoundKnowledge:
    """The knowledge with other levels in one band."""

    def changed(band: Band) -> Band:
        return band.model_copy(update={"levels": change(list(band.levels))}) if band.id == band_id else band

    entries = [entry.model_copy(update={"bands": [changed(band) for band in entry.bands]}) for entry in round_.entries]
    return RoundKnowledge(round=round_.round, entries=entries, gaps=round_.gaps)


def test_a_band_that_does_not_fit_is_told(folder: Path, round_: RoundKnowledge) -> None:
    nameless = with_band(round_, "tpsa", lambda levels: [level.model_copy(update={"outcome": None}) for level in levels])
    assert any("without an outcome" in what for _, _, what in problems(folder, nameless))
    overlapping = with_band(round_, "tepga", lambda levels: [levels[0], levels[1].model_copy(update={"to": Decimal(95)}), levels[2]])
    assert any("overlap" in what for _, _, what in problems(folder, overlapping))
    holed = with_band(round_, "tpsa", lambda levels: [levels[0], levels[1].model_copy(update={"below": None, "to": Decimal(89)}), levels[2]])
    assert any("says nothing of totals between 89 and 90" in what for _, _, what in problems(folder, holed))
    closed = with_band(round_, "tepga", lambda levels: [levels[0], levels[1].model_copy(update={"to": None, "below": Decimal(90)}), levels[2]])
    assert any("leaves no hole" in what for _, _, what in problems(folder, closed))


def test_maxima_that_do_not_add_up_to_the_bands_are_told(folder: Path, round_: RoundKnowledge) -> None:
    entries = [
        entry.model_copy(update={"bands": [band.model_copy(update={"maximum": Decimal(90)}) if band.id == "tpsa" else band for band in entry.bands]})
        for entry in round_.entries
    ]
    found = problems(folder, RoundKnowledge(round=round_.round, entries=entries, gaps=round_.gaps))
    assert [what for _, _, what in found if "add up to 100, the band's to 90" in what]


def test_another_number_in_the_knowledge_changes_the_outcome_and_the_version(folder: Path, round_: RoundKnowledge, rules: AwardRules) -> None:
    """Numbers stand in the knowledge files alone: no rule and no code repeats them."""
    lower = with_band(
        round_,
        "tpsa",
        lambda levels: [
            levels[0].model_copy(update={"from_": Decimal(85)}), levels[1].model_copy(update={"below": Decimal(85)}), levels[2],
        ],
    )  # fmt: skip
    changed = load_award_rules(folder, lower)
    assert check_award_level(changed, "tpsa.innovation", {"total": 86}).outcome == "excellent"
    assert check_award_level(rules, "tpsa.innovation", {"total": 86}).outcome == "good"
    assert changed.version != rules.version
    assert load_award_rules(folder, round_).version == rules.version


def test_the_engine_knows_no_award() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "assistant/eligibility/award_level").glob("*.py")))
    assert [word for word in ("tpsa", "tepga", "pmqa", "no_award", "conditions_met", "มิติความ", "ร่วมใจ", "ดีเด่น", "2567") if word in code.lower()] == []
