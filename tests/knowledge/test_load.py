"""Strict loading: one broken file for each kind of fault, and the complaint names file, line, fault and remedy."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.errors import KnowledgeError
from assistant.knowledge import load_knowledge
from assistant.knowledge.load import fingerprint
from tests.knowledge.folder import CALENDAR, CRITERIA, FAQ, GAPS, LEVELS, ROUND, ROUND_FILE, only_problem, problems_of, swap, write_folder


@dataclass(frozen=True)
class Fault:
    """Break ``file`` by putting ``new`` for ``old``; the complaint points at the line of ``at`` (of ``new`` when None)."""

    file: str
    old: str
    new: str
    what: str
    fix: str
    at: str | None = None


FAULTS = {
    "unknown key": Fault(FAQ, "short: ", "shrot: x\nshort: ", "shrot: Extra inputs are not permitted", "Remove the key, or correct its spelling"),
    "unknown key deep down": Fault(
        CALENDAR, "    words: [สมัคร]\n", "    words: [สมัคร]\n    place: ที่ไหน\n", "events.0.place: Extra inputs", "Remove the key", at="    place:"
    ),
    "duplicate key": Fault(
        FAQ, "question: คำถาม", "title: อีกชื่อ\nquestion: คำถาม", "key 'title' stands twice (first in line 3)", "Keep one of the two", at="title: อีกชื่อ"
    ),
    "duplicate key deep down": Fault(
        LEVELS, "    maximum: 100\n", "    maximum: 100\n    maximum: 90\n", "key 'maximum' stands twice", "Keep one of the two", at="    maximum: 90"
    ),
    "missing key": Fault(FAQ, "short: คำตอบสั้นของ tpsa-faq-1\n", "", "short: Field required", "Add the key", at="id: tpsa-faq-1"),
    "missing key deep down": Fault(CALENDAR, '    end: "2570-02-28"\n', "", "events.0.end: Field required", "Add the key", at="- id: application"),
    "wrong type": Fault(FAQ, "about: [tpsa]", "about: tpsa", "about: Input should be a valid list", "Correct the value"),
    "empty text": Fault(FAQ, "short: คำตอบสั้นของ tpsa-faq-1", 'short: "  "', "short: String should have at least 1", "Write a text"),
    "kind that is none": Fault(FAQ, "kind: faq", "kind: fqa", "kind: Input should be 'faq', 'criteria'", "Use one of the values named"),
    "id with capitals": Fault(GAPS, "id: gap-prize-money", "id: Gap-Prize", "id: String should match pattern", "Ids are lower-case Latin"),
    "id not the file name": Fault(
        CALENDAR, "id: calendar-tpsa", "id: calendar-tspa", "id 'calendar-tspa' is not the file's name", "Name the file calendar-tspa.yaml, or correct the id"
    ),
    "dangling about": Fault(FAQ, "about: [tpsa]", "about:\n  - tpsa\n  - tpas", "there is no entity 'tpas'", "Use an id of round.yaml", at="  - tpas"),
    "dangling about of a gap": Fault(GAPS, "about: [tpsa]", "about: [tpsb]", "there is no entity 'tpsb'", "Use an id of round.yaml"),
    "dangling related": Fault(
        CRITERIA, "related: [tpsa-faq-1]", "related:\n  - tpsa-faq-1\n  - tpsa-faq-9", "there is no entry 'tpsa-faq-9'", "Correct the id", at="  - tpsa-faq-9"
    ),
    "dangling nearby": Fault(GAPS, "    - award-levels-tpsa", "    - award-levels-pmqa", "there is no entry 'award-levels-pmqa'", "Correct the id"),
    "dangling figure point": Fault(FAQ, "    point: size", "    point: sizes", "the entry has no point 'sizes'", "Correct the id, or remove the key"),
    "dangling band award": Fault(
        LEVELS, "    awards: [tpsa]\n", "    awards: [tepga]\n", "there is no entity 'tepga'", "Use an id of round.yaml", at="  - id: tpsa\n"
    ),
    "dangling band exception": Fault(
        LEVELS, "    except: [tpsa.innovation]", "    except: [tpsa.inovation]", "there is no entity 'tpsa.inovation'", "Use an id", at="  - id: tpsa\n"
    ),
    "impossible date": Fault(CALENDAR, '"2570-02-28"', '"2570-02-29"', "กุมภาพันธ์ 2570 has no day 29", "Correct the value"),
    "impossible date without quotes": Fault(CALENDAR, '"2570-02-28"', "2570-02-30", "กุมภาพันธ์ 2570 has no day 30", "Correct the value"),
    "impossible month": Fault(CALENDAR, '"2570-01-05"', '"2570-13"', "there is no month 13", "Correct the value"),
    "date of another form": Fault(CALENDAR, '"2570-02-28"', '"28/02/2570"', "is not a date of the form 2567-02-28", "Correct the value"),
    "date out of era": Fault(CALENDAR, '"2570-02-28"', '"2027-02-28"', "the year must be of the Buddhist era", "Correct the value"),
    "start after end": Fault(
        CALENDAR, '"2570-01-05"', '"2570-03-05"', "events.0: Value error, starts 2570-03-05 after it ends 2570-02-28", "Correct", at="- id: application"
    ),
    "table that does not add up": Fault(
        CRITERIA,
        "values: [60, 15.5]",
        "values: [50, 15.5]",
        "column 'points' of table 'dimensions' adds up to 90, not to 100",
        "Correct a value; if the source really prints it so, say it under `sum_differs`",
        at="    total:",
    ),
    "sum_differs declared falsely": Fault(
        CRITERIA,
        "values: [100, 30]",
        "values: [100, 25.5]",
        "column 'minimum' adds up to 25.5 although `sum_differs` says it does not",
        "Remove it from `sum_differs`",
        at="    total:",
    ),
    "sum_differs of no column": Fault(
        CRITERIA,
        "      minimum: ผล",
        "      maximum: เกิน\n      minimum: ผล",
        "there is no column 'maximum'",
        "Correct the column's id",
        at="    sum_differs:",
    ),
    "row of the wrong width": Fault(
        CRITERIA, "values: [60, 15.5]", "values: [60]", "row 'ผลลัพธ์' has 1 values for 2 columns", "Correct the value", at="  - id: dimensions"
    ),
    "total of the wrong width": Fault(
        CRITERIA, "values: [100, 30]", "values: [100, 30, 5]", "row 'รวม' has 3 values for 2 columns", "Correct the value", at="  - id: dimensions"
    ),
    "missing source": Fault(
        FAQ, 'source:\n  - section: "๒.๓"\n    item: ข้อ 1\n    quote: ถ้อยคำในเอกสาร\n', "", "source: Field required", "Add the key", at="id: tpsa-faq-1"
    ),
    "empty source": Fault(
        FAQ,
        'source:\n  - section: "๒.๓"\n    item: ข้อ 1\n    quote: ถ้อยคำในเอกสาร\n',
        "source: []\n",
        "source: List should have at least 1 item",
        "Add what is missing",
    ),
    "source without its words": Fault(FAQ, "    quote: ถ้อยคำในเอกสาร\n", "", "source.0.quote: Field required", "Add the key", at="  - section:"),
    "too few questions": Fault(
        FAQ, "  - ถามเรื่อง tpsa-faq-1 แบบที่ 12\n", "", "questions: List should have at least 12 items", "Add what is missing", at="questions:\n"
    ),
    "too few questions of a gap": Fault(
        GAPS, "  - ได้เงินเท่าไร แบบที่ 6\n", "", "questions: List should have at least 6 items", "Add what is missing", at="  questions:\n"
    ),
    "too few questions of a point": Fault(
        FAQ, "[ไฟล์แนบกี่เมก, ขนาดไฟล์, file size]", "[ไฟล์แนบกี่เมก]", "points.0.questions: List should have at least 3 items", "Add what is missing"
    ),
    "question shared by two entries": Fault(
        FAQ,
        "  - ถามเรื่อง tpsa-faq-1 แบบที่ 5",
        "  - ถามเรื่อง CALENDAR-TPSA  แบบที่ ๕",  # the same to a reader: case, spaces and digits do not count
        "the question 'ถามเรื่อง CALENDAR-TPSA  แบบที่ ๕' already leads to calendar-tpsa",
        "A question may lead to one answer only",
    ),
    "question shared by an entry and a gap": Fault(
        GAPS, "  - ได้เงินเท่าไร แบบที่ 3", "  - ถามเรื่อง tpsa-faq-1 แบบที่ 3", "already leads to tpsa-faq-1", "A question may lead to one answer only"
    ),
    "question of an entry shared by its point": Fault(
        FAQ, "[ไฟล์แนบกี่เมก, ขนาดไฟล์,", "[ถามเรื่อง tpsa-faq-1 แบบที่ 2, ขนาดไฟล์,", "already leads to tpsa-faq-1", "one answer only", at="    questions: [ถาม"
    ),
    "entity alias used twice": Fault(
        ROUND_FILE, "aliases: [นวัตกรรมการบริการ]", "aliases: [tpsa]", "'tpsa' already names 'tpsa'", "An alias may name one thing only; move it to `weak`"
    ),
    "entity twice": Fault(
        ROUND_FILE,
        "- id: tpsa.innovation",
        "- id: tpsa\n    name: อื่น\n    kind: branch\n  - id: tpsa.innovation",
        "entity 'tpsa' stands twice",
        "Keep one of the two",
        at="- id: tpsa\n    name: อื่น",
    ),
    "bad regular expression": Fault("conduct.yaml", "    - ^สวัสดี$", "    - ^(สวัสดี$", "not a regular expression: missing )", "Correct the value"),
    "too few examples of conduct": Fault(
        "conduct.yaml", "  - สวัสดี แบบที่ 5\n", "", "examples: List should have at least 5 items", "Add what is missing", at="  examples:"
    ),
    "invalid YAML": Fault(FAQ, "kind: faq", "kind: [faq", "is not valid YAML", "Check indentation, quotes and colons near this line", at="title: "),
    "tab for indentation": Fault(CALENDAR, "    name: รับสมัคร", "\tname: รับสมัคร", "is not valid YAML", "Check indentation"),
    "object in YAML": Fault(FAQ, "kind: faq", "kind: !!python/name:os.system faq", "is not valid YAML", "Check indentation"),
    "value that YAML cannot read": Fault(LEVELS, "maximum: 100", "maximum: !!int เต็ม", "'เต็ม' is no int", "Correct the value, or put it in quotes"),
    "two documents in a file": Fault(FAQ, "kind: faq", "---\nkind: faq", "is not valid YAML", "Check indentation", at="---"),
    "wrong round": Fault(FAQ, 'rounds: ["2570"]', 'rounds: ["2569"]', "does not hold for round 2570, whose folder it is in", 'Add "2570" to rounds'),
    "wrong round of a gap": Fault(GAPS, 'rounds: ["2570"]', 'rounds: ["2569"]', "does not hold for round 2570", 'Add "2570" to rounds'),
    "missing facets": Fault(
        CRITERIA,
        "facets:\n  definition: null\n  who: null\n  unit: null\n  conditions: null\n  duration: null\n  participation: null\n"
        "  past_award: null\n  operator: null\n",
        "",
        "criteria entries, and only they, have facets",
        "Add all facets (null where the source says nothing)",
        at="id: criteria-tpsa\n",
    ),
    "one facet missing": Fault(CRITERIA, "  who: null\n", "", "facets.who: Field required", "Add the key", at="facets:"),
    "calendar without events": Fault(
        CALENDAR,
        'events:\n  - id: application\n    name: รับสมัคร\n    words: [สมัคร]\n    start: "2570-01-05"\n    end: "2570-02-28"\n',
        "",
        "a calendar has no events",
        "List its events",
        at="id: calendar-tpsa",
    ),
    "duplicate id": Fault(GAPS, "- id: gap-prize-money", "- id: tpsa-faq-1", "id 'tpsa-faq-1' is already used in knowledge/2570/faq/", "another id"),
    "inner id twice": Fault(
        FAQ,
        "figures:",
        "  - id: size\n    answer: อีกที\n    questions: [ก ก, ข ข, ค ค]\nfigures:",
        "points has the id 'size' twice",
        "Give one of them another id",
        at="  - id: size\n    answer: อีกที",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_file_line_and_remedy(tmp_path: Path, fault: Fault) -> None:
    root = write_folder(tmp_path)
    line = swap(root, fault.file, fault.old, fault.new, fault.at)
    problem = only_problem(root)
    assert (problem.file, problem.line) == (f"knowledge/{fault.file}", line)
    assert fault.what in problem.what
    assert fault.fix in problem.fix


def test_the_small_folder_is_valid(tmp_path: Path) -> None:
    knowledge = load_knowledge(write_folder(tmp_path))
    assert list(knowledge.rounds) == [ROUND]
    assert [entry.id for entry in knowledge.rounds[ROUND].entries] == ["award-levels-tpsa", "calendar-tpsa", "criteria-tpsa", "tpsa-faq-1"]
    assert [gap.id for gap in knowledge.rounds[ROUND].gaps] == ["gap-prize-money"]


@pytest.mark.parametrize("name", [FAQ, GAPS, ROUND_FILE, "glossary.yaml", "conduct.yaml"])
def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path, name: str) -> None:
    root = write_folder(tmp_path)
    path = root / name
    path.write_bytes(path.read_text(encoding="utf-8").encode("tis-620"))
    problem = next(problem for problem in problems_of(root) if problem.file == f"knowledge/{name}")
    assert problem.line == 1
    assert "is not UTF-8" in problem.what
    assert problem.fix == "Save the file as UTF-8."


@pytest.mark.parametrize("name", [FAQ, GAPS, ROUND_FILE, "glossary.yaml", "conduct.yaml"])
@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n"])
def test_an_empty_file_is_named(tmp_path: Path, name: str, text: str) -> None:
    root = write_folder(tmp_path)
    (root / name).write_text(text, encoding="utf-8")
    problem = next(problem for problem in problems_of(root) if problem.file == f"knowledge/{name}")
    assert (problem.line, problem.what) == (1, "is empty")
    assert "Write the entry, or remove the file" in problem.fix


@pytest.mark.parametrize("name", [FAQ, GAPS, ROUND_FILE, "glossary.yaml", "conduct.yaml"])
@pytest.mark.parametrize("text", ["null\n", "~\n", "ข้อความ\n", "12\n", "{}\n", "- []\n", "- null\n"])
def test_a_file_of_another_shape_is_named(tmp_path: Path, name: str, text: str) -> None:
    root = write_folder(tmp_path)
    (root / name).write_text(text, encoding="utf-8")
    named = [problem for problem in problems_of(root) if problem.file == f"knowledge/{name}"]
    assert named
    assert {problem.line for problem in named} == {1}


@pytest.mark.parametrize("name", [GAPS, "conduct.yaml"])
def test_a_list_may_have_no_items(tmp_path: Path, name: str) -> None:
    root = write_folder(tmp_path)
    (root / name).write_text("[]\n", encoding="utf-8")
    assert problems_of(root) == []


def test_gaps_that_are_no_list_are_named(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    (root / GAPS).write_text("id: gap-prize-money\n", encoding="utf-8")
    problem = only_problem(root)
    assert (problem.file, problem.line) == (f"knowledge/{GAPS}", 1)
    assert problem.what == "must be a list"
    assert problem.fix == "Begin each item with a dash."


def test_award_levels_without_bands_are_named(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    text = (root / LEVELS).read_text(encoding="utf-8")
    (root / LEVELS).write_text(text[: text.index("bands:")], encoding="utf-8")
    problem = only_problem(root)
    assert (problem.file, problem.line) == (f"knowledge/{LEVELS}", 1)
    assert problem.what == "award levels have no bands"
    assert "under `bands`" in problem.fix


def test_facets_of_what_is_no_criteria_entry_are_named(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    facets = (root / CRITERIA).read_text(encoding="utf-8")
    facets = facets[facets.index("facets:") : facets.index("tables:")]
    line = swap(root, FAQ, "points:\n", f"{facets}points:\n", at="facets:")
    problem = only_problem(root)
    assert (problem.file, problem.line) == (f"knowledge/{FAQ}", line)
    assert "criteria entries, and only they, have facets" in problem.what


def test_no_round_at_all_is_named(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    shutil.rmtree(root / ROUND)
    problem = only_problem(root)
    assert (problem.file, problem.line) == (str(root), 1)
    assert problem.what == "holds no round"
    assert "Add a folder with a round.yaml" in problem.fix


@pytest.mark.parametrize("name", [GAPS, "glossary.yaml", "conduct.yaml"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    root = write_folder(tmp_path)
    (root / name).unlink()
    problem = only_problem(root)
    assert (problem.file, problem.line) == (f"knowledge/{name}", 1)
    assert "cannot be read" in problem.what


def test_a_round_copied_and_not_renamed_is_named(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    shutil.copytree(root / ROUND, root / "2571")
    problem = only_problem(root)
    assert (problem.file, problem.line) == ("knowledge/2571/round.yaml", 1)
    assert problem.what == f"round '{ROUND}' is not the folder's name"
    assert problem.fix == f"Correct the round, or name the folder {ROUND}."


@pytest.mark.parametrize(
    "name", [f"{ROUND}/tpsa-faq-2.yaml", f"{ROUND}/faq/tpsa-faq-2.yml", f"{ROUND}/faq/more/tpsa-faq-2.yaml", "2571/faq/tpsa-faq-2.yaml", "faq.yaml"]
)
def test_a_file_where_nothing_is_read_is_named(tmp_path: Path, name: str) -> None:
    root = write_folder(tmp_path)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(root / FAQ, root / name)
    problem = only_problem(root)
    assert (problem.file, problem.line) == (f"knowledge/{name}", 1)
    assert problem.what == "stands where no knowledge is read from"
    assert "<round>/<folder>/<id>.yaml" in problem.fix


def test_dates_may_stand_without_quotes(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    swap(root, CALENDAR, '"2570-02-28"', "2570-02-28")
    entry = load_knowledge(root).rounds[ROUND].entry_by_id["calendar-tpsa"]
    assert entry.events[0].when == "5 มกราคม – 28 กุมภาพันธ์ 2570"


def test_references_to_a_broken_entry_are_not_called_dangling(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    line = swap(root, FAQ, "kind: faq", "kind: fqa")  # three other entries name it as related
    problem = only_problem(root)
    assert (problem.file, problem.line) == (f"knowledge/{FAQ}", line)


def test_all_faults_are_told_at_once_in_order_of_file_and_line(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    swap(root, LEVELS, "awards: [tpsa]", "awards: [tepga]")
    swap(root, CALENDAR, '"2570-02-28"', '"2570-02-30"')
    swap(root, GAPS, "- award-levels-tpsa", "- award-levels-pmqa")
    swap(root, "conduct.yaml", "^สวัสดี$", "(สวัสดี")
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(root)
    files = [problem.file for problem in caught.value.problems]
    assert files == sorted(files)
    assert {LEVELS, CALENDAR, GAPS, "conduct.yaml"} == {file.removeprefix("knowledge/") for file in files}
    assert all(str(problem) in str(caught.value) for problem in caught.value.problems)
    assert "Nothing is served until these are mended" in str(caught.value)


def test_a_problem_reads_file_line_fault_and_remedy(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    line = swap(root, FAQ, "kind: faq", "kind: fqa")
    first, second = str(only_problem(root)).splitlines()
    assert first.startswith(f"knowledge/{FAQ}:{line}: kind: ")
    assert second.strip() == "mend: Use one of the values named."


def test_several_rounds_stand_side_by_side(tmp_path: Path) -> None:
    root = write_folder(tmp_path)
    shutil.copytree(root / ROUND, root / "2571")
    for path in (root / "2571").rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace(f'"{ROUND}"', '"2571"'), encoding="utf-8")
    knowledge = load_knowledge(root)
    assert sorted(knowledge.rounds) == [ROUND, "2571"]
    assert knowledge.newest == "2571"


def test_the_version_follows_contents_and_names_alone(tmp_path: Path) -> None:
    first, second = write_folder(tmp_path / "a"), write_folder(tmp_path / "b")
    assert fingerprint(first) == fingerprint(second) == load_knowledge(first).version
    swap(second, FAQ, "คำตอบสั้นของ", "คำตอบสั้น ๆ ของ")
    assert fingerprint(first) != fingerprint(second)
    before = fingerprint(first)
    (first / FAQ).rename(first / f"{ROUND}/faq/tpsa-faq-3.yaml")
    assert fingerprint(first) != before
