"""Strict loading of category rules: one broken file for each kind of fault; the complaint names file, line, fault and remedy. What loads has a version."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.eligibility.load import load_rules, rules_version
from assistant.eligibility.rules import RuleSet
from assistant.errors import KnowledgeError
from assistant.knowledge.schema import Knowledge
from tests.conftest import ROOT
from tests.eligibility.folder import CASES, FACTS, ROUND, UVW, XYZ, insert, knowledge_of, problems_of, rules_of, write_rules
from tests.knowledge.folder import CALENDAR, CRITERIA, LEVELS, swap

SOURCE = "    source: [{section: ๑, item: ข้อ 1, quote: ถ้อยคำ}]\n"


@dataclass(frozen=True)
class Fault:
    """Break ``file`` by putting ``new`` for ``old``; a complaint points at the line of ``at`` (of ``new`` when None), and others say ``also`` at most."""

    file: str
    old: str
    new: str
    what: str
    fix: str
    at: str | None = None
    also: str | None = None


def another_rule(rest: str) -> str:
    """A rule put before the notes of xyz."""
    return f"  - {{{rest}, because: อะไร, source: [{{section: ๑, item: ข้อ 1, quote: คำ}}]}}\nnotes:"


UNUSED = "is used by no rule"  # said of a date that no duration is counted by any more
BRIGHT = "when: {fact: bright, is: true}"
YEAR = "when: {fact: months, at_least: 12}"
SIDES = "when: {fact: sides, count_at_least: 1}"
NOT_SMALL = "when: {fact: size, is: small}"
STRENGTH = "when: {fact: size, is: large}, weight: 5"
NOTE = "when: {fact: remark, given: true}"
BETWEEN = "between: {start: started, end: ended}"

FAULTS = {
    # the files
    "bad YAML": Fault(XYZ, "branch: xyz\n", "branch: [xyz\n", "is not valid YAML", "Check indentation", at="categories: [xyz.north, xyz.south]\nstrengths"),
    "unknown key of a file": Fault(
        XYZ, "branch: xyz\n", "branch: xyz\ncolour: red\n", "colour: Extra inputs are not permitted", "Remove the key", at="colour:"
    ),
    "unknown key of a rule": Fault(UVW, "    confirm: true\n", "    confirms: true\n", "confirms: Extra inputs are not permitted", "Remove the key"),
    "unknown key of a fact": Fault(FACTS, "question: กี่คน", "questions: x, question: กี่คน", "questions: Extra inputs", "Remove the key", at="  - {id: people"),
    "unknown key of a condition": Fault(XYZ, BRIGHT, "when: {fact: bright, equals: true}", "equals: Extra inputs", "Remove the key"),
    "duplicate key": Fault(
        UVW, "    confirm: true\n", "    confirm: true\n    confirm: false\n", "key 'confirm' stands twice", "Keep one", at="    confirm: false"
    ),
    "day that is none": Fault(FACTS, '"2570-02-28"', '"2570-02-29"', "กุมภาพันธ์ 2570 has no day 29", "Correct the value"),
    "effect that is none": Fault(XYZ, "effect: no_rule", "effect: silent", "effect: Input should be 'requires', 'bars'", "Use one of the values named"),
    "rule without its place in the source": Fault(
        XYZ, f"    because: ต้องครบปี\n{SOURCE}", "    because: ต้องครบปี\n", "source: Field required", "Add the key", at="  - id: xyz.north.year"
    ),
    "strength out of bounds": Fault(XYZ, "weight: 5", "weight: 11", "weight: Input should be less than or equal to 10", "Correct the value"),
    "strength of nothing": Fault(XYZ, "weight: 5", "weight: 0", "weight: Input should be greater than or equal to 1", "Correct the value"),
    "two tests at once": Fault(XYZ, YEAR, "when: {fact: months, at_least: 12, at_most: 20}", "a fact is tested by exactly one of", "Correct the value"),
    "requirement without condition": Fault(XYZ, f"    {YEAR}\n", "", "a rule that requires needs `when`", "Correct", at="  - id: xyz.north.year"),
    "conditional with one reading": Fault(XYZ, "[น้อยคนก็ได้, ต้องมากกว่านี้]", "[น้อยคนก็ได้]", "two readings or more", "Correct", at="  - id: xyz.north.few"),
    # facts
    "fact twice": Fault(
        FACTS,
        "  - {id: remark,",
        "  - {id: ended, type: date, question: x, why: y}\n  - {id: remark,",
        "fact 'ended' stands twice",
        "Keep one of the two",
        at="  - {id: ended, type: date, question: x",
    ),
    "fact used by nobody": Fault(
        FACTS,
        "  - {id: remark,",
        "  - {id: colour, type: text, question: x, why: y}\n  - {id: remark,",
        "fact 'colour' is used by no rule",
        "Use it in a rule, or remove",
    ),
    "implied by an answer that is none": Fault(
        FACTS, "implied_by: {size: [large]}", "implied_by: {size: [huge]}", "'size' has no answer huge", "Use a one_of fact"
    ),
    "implied by a fact that is none": Fault(
        FACTS, "implied_by: {size: [large]}", "implied_by: {mood: [good]}", "'mood' has no answer good", "Use a one_of fact"
    ),
    "implied by a fact without options": Fault(
        FACTS, "implied_by: {size: [large]}", "implied_by: {people: [many]}", "'people' has no answer many", "one_of fact"
    ),
    "implied, but no yes or no": Fault(FACTS, "type: number, ", "type: number, implied_by: {size: [large]}, ", "only a yes_no fact can be implied", "Correct"),
    "between a date and nothing": Fault(
        FACTS, BETWEEN, "between: {start: started, end: endded}", "a duration lies between two facts of type date", "Name two facts", also=UNUSED
    ),
    "implied by an answer of several": Fault(
        FACTS, "implied_by: {size: [large]}", "implied_by: {sides: [east]}", "'sides' has no answer east", "Use a one_of fact"
    ),
    "is the category": Fault(XYZ, STRENGTH, "when: {fact: entered, is: $category}, weight: 5", "fact 'entered' has no option '$category'", "Use one of"),
    "between things that are no dates": Fault(
        FACTS, BETWEEN, "between: {start: people, end: ended}", "a duration lies between two facts of type date", "Name two facts", also=UNUSED
    ),
    "until what is no date": Fault(
        FACTS, BETWEEN, "between: {start: started, end: people}", "a duration lies between two facts of type date", "Name two facts", also=UNUSED
    ),
    "options of a fact that takes none": Fault(FACTS, "type: number, ", "type: number, options: categories, ", "options belong to one_of", "Correct"),
    # categories
    "category that the round does not name": Fault(
        UVW,
        "categories: [uvw.moon]\nrules",
        "categories:\n  - uvw.moon\n  - uvw.sun\nrules",
        "there is no category 'uvw.sun' in uvw",
        "Use an id of round.yaml",
        at="  - uvw.sun",
        also="nothing decides on 'uvw.sun'",
    ),
    "category of another branch": Fault(
        XYZ,
        "categories: [xyz.north, xyz.south]\nstr",
        "categories:\n  - xyz.north\n  - xyz.south\n  - tpsa.innovation\nstr",
        "there is no category 'tpsa.innovation' in xyz",
        "Use an id of round.yaml",
        at="  - tpsa.innovation",
        also="nothing decides on 'tpsa.innovation'",
    ),
    "category of a rule not listed": Fault(
        XYZ,
        "    categories: [xyz.north, xyz.south]\n    effect: bars",
        "    categories: [xyz.north, xyz.south, uvw.moon]\n    effect: bars",
        "category 'uvw.moon' is not listed in this file",
        "Use one of xyz.north, xyz.south.",
    ),
    "category of a strength not listed": Fault(
        XYZ, "  - {categories: [xyz.south]", "  - {categories: [xyz.south, uvw.moon]", "'uvw.moon' is not listed", "Use one of xyz.north"
    ),
    # ids
    "rule twice": Fault(
        XYZ,
        "notes:",
        another_rule("id: xyz.north.bright, categories: [xyz.south], effect: no_rule"),
        "id 'xyz.north.bright' is already used",
        "Give one of them another id",
        at="  - {id: xyz.north.bright",
        also="does not begin with its category",
    ),
    "note called as a rule": Fault(
        XYZ,
        "notes:\n",
        f"notes:\n  - {{id: xyz.one_entry, {NOTE}, text: x, source: [{{section: ๑, item: ก, quote: ข}}]}}\n",
        "id 'xyz.one_entry' is already used",
        "Give one of them another id",
        at="  - {id: xyz.one_entry",
    ),
    "id not beginning with its category": Fault(
        XYZ, "id: xyz.north.year", "id: xyz.south.year", "id 'xyz.south.year' does not begin with its category", "<category>.<name>"
    ),
    "id not beginning with its branch": Fault(
        XYZ, "id: xyz.one_entry", "id: all.one_entry", "id 'all.one_entry' does not begin with its category", "<branch>.<name>"
    ),
    # conditions against facts
    "unknown fact of a rule": Fault(
        XYZ, BRIGHT, "when: {any: [{fact: bright, is: true}, {fact: shiny, is: true}]}", "there is no fact 'shiny'", "Use an id of facts.yaml"
    ),
    "unknown fact of a strength": Fault(XYZ, STRENGTH, "when: {fact: height, is: large}, weight: 5", "there is no fact 'height'", "Use an id of facts.yaml"),
    "unknown fact of a note": Fault(
        XYZ, NOTE, "when: {any: [{fact: remark, given: true}, {fact: word, given: true}]}", "there is no fact 'word'", "Use an id of facts.yaml"
    ),
    "unknown option": Fault(UVW, NOT_SMALL, "when: {fact: size, is: tiny}", "fact 'size' has no option 'tiny'", "Use one of small, middle, large."),
    "test of another type": Fault(
        XYZ,
        YEAR,
        "when: {any: [{fact: months, is: true}, {fact: months, at_least: 12}]}",
        "'months' is duration and cannot be tested by is",
        "at_least or at_most",
    ),
    "yes for an option": Fault(UVW, NOT_SMALL, "when: {fact: size, is: true}", "fact 'size' is one_of and cannot be tested by is: True", "Use is or in."),
    # proofs
    "requirement that always holds": Fault(
        XYZ, YEAR, "when: {fact: months, at_least: 0}", "xyz.north.year can never fire in xyz.north", "Correct the condition", at="  - id: xyz.north.year"
    ),
    "bar that never holds": Fault(
        UVW,
        NOT_SMALL,
        "when: {all: [{fact: size, is: small}, {fact: size, is: large}]}",
        "uvw.moon.not_small can never fire in uvw.moon",
        "Correct",
        at="  - id: uvw.moon.not_small",
    ),
    "shadowed rule": Fault(
        XYZ,
        "notes:",
        another_rule("id: xyz.north.long, categories: [xyz.north], effect: requires, when: {fact: months, at_least: 6}"),
        "xyz.north.long is shadowed in xyz.north: whenever it fires another rule does too (xyz.north.year)",
        "Remove it, or narrow the other.",
        at="  - {id: xyz.north.long",
    ),
    "contradictory pair": Fault(
        XYZ,
        "notes:",
        another_rule("id: xyz.north.new, categories: [xyz.north], effect: requires, when: {fact: months, at_most: 6}"),
        "xyz.north.new contradicts xyz.north.year: no work can meet both, so xyz.north is unreachable",
        "Correct one of the two.",
        at="  - {id: xyz.north.new",
    ),
    "category that nothing can fit": Fault(
        XYZ,
        YEAR,
        "when: {all: [{fact: months, at_least: 12}, {fact: months, at_most: 6}]}",
        "xyz.north.year rules out xyz.north whatever the facts",
        "Correct the condition.",
        at="  - id: xyz.north.year",
    ),
    "silence never reached": Fault(
        XYZ,
        SIDES,
        "when: {all: [{fact: sides, count_at_least: 1}, {not: {fact: size, is: middle}}]}",
        "xyz.south.middle can never be reached in xyz.south: other rules decide first",
        "Loosen it, or remove it.",
        at="  - id: xyz.south.middle",
    ),
    "open point never reached": Fault(
        XYZ,
        YEAR,
        "when: {all: [{fact: months, at_least: 12}, {fact: people, at_least: 10}]}",
        "xyz.north.few can never be reached in xyz.north",
        "Loosen it, or take the category off",
        at="  - id: xyz.north.few",
    ),
    "strength that never holds": Fault(
        XYZ, STRENGTH, "when: {all: [{fact: size, is: small}, {fact: size, is: large}]}, weight: 5", "can never hold", "Correct the condition"
    ),
    "note that never holds": Fault(
        XYZ, NOTE, "when: {all: [{fact: remark, given: true}, {not: {fact: remark, given: true}}]}", "can never hold", "Correct the condition, or remove it."
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_file_line_and_remedy(tmp_path: Path, fault: Fault) -> None:
    root = write_rules(tmp_path)
    line = swap(root, fault.file, fault.old, fault.new, fault.at)
    found = problems_of(root)
    told = [problem for problem in found if fault.what in problem.what]
    others = [problem for problem in found if problem not in told]
    assert [(problem.file, problem.line) for problem in told] == [(f"knowledge/{fault.file}", line)], "\n".join(map(str, others))
    assert fault.fix in told[0].fix
    assert not [str(problem) for problem in others if fault.also is None or fault.also not in problem.what]


def test_the_small_rules_load(tmp_path: Path) -> None:
    rules = rules_of(write_rules(tmp_path))
    assert rules.round == ROUND
    assert list(rules.categories) == ["xyz.north", "xyz.south", "uvw.moon"]  # in the order of round.yaml, not of the files' names
    assert [category.name for category in rules.categories.values()] == ["ประเภททิศเหนือ", "ประเภททิศใต้", "ประเภทจันทร์เต็มดวง"]
    assert list(rules.facts) == ["size", "bright", "months", "started", "ended", "sides", "people", "entered", "remark"]
    assert [(option.id, option.label) for option in rules.facts["entered"].options] == [
        ("none", "ยังไม่ได้ส่ง"), ("xyz.north", "ประเภททิศเหนือ"), ("xyz.south", "ประเภททิศใต้"), ("uvw.moon", "ประเภทจันทร์เต็มดวง"),
    ]  # fmt: skip
    assert [note.id for note, _ in rules.notes] == ["xyz.remarked"]
    assert str(rules.counted_to) == "28 กุมภาพันธ์ 2570"


def test_categories_as_options_need_no_word_for_none(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    swap(root, FACTS, ", options: categories, none: ยังไม่ได้ส่ง}", ", options: categories}")
    swap(root, XYZ, "in: [none, $category]", "in: [$category]")
    assert [option.id for option in rules_of(root).facts["entered"].options] == ["xyz.north", "xyz.south", "uvw.moon"]


def test_the_shipped_rules_load(rules: RuleSet) -> None:
    assert rules.version.startswith("2567-")
    assert len(rules.categories) == 18
    assert all(category.requires or category.no_rules for category in rules.categories.values())


def test_a_category_that_nothing_decides_on_is_named(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    line = swap(root, UVW, "    effect: no_rule\n", "    effect: bars\n    when: {fact: bright, is: false}\n", at="categories: [uvw.moon]\nrules")
    (problem,) = problems_of(root)
    assert (problem.file, problem.line) == (f"knowledge/{UVW}", line)
    assert problem.what == "nothing decides on 'uvw.moon'"
    assert "a no_rule that says that the source states nothing" in problem.fix


def test_a_category_listed_twice_is_named_at_both_places(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    line = swap(root, UVW, "categories: [uvw.moon]\nrules", "categories: [uvw.moon, uvw.moon]\nrules")
    assert [(problem.file, problem.line, problem.what, problem.fix) for problem in problems_of(root)] == [
        (f"knowledge/{UVW}", line, "category 'uvw.moon' stands twice", "List each category once.")
    ] * 2


def test_a_branch_that_the_round_does_not_name_is_told(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    swap(root, UVW, "branch: uvw\n", "branch: vuw\n")
    whats = [problem.what for problem in problems_of(root)]
    assert "there is no category 'uvw.moon' in vuw" in whats


def test_three_rules_that_only_together_leave_no_way_in(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    apart = "id: {}, categories: [uvw.moon], effect: requires, when: {{any: [{{fact: bright, is: {}}}, {{fact: size, is: {}}}]}}"
    source = "because: อะไร, source: [{section: ๑, item: ข้อ 1, quote: คำ}]"
    made = "".join(
        f"  - {{{apart.format(name, bright, size)}, {source}}}\n" for name, bright, size in [("uvw.moon.a", "true", "large"), ("uvw.moon.b", "false", "large")]
    )
    insert(root, UVW, "  - id: uvw.moon.silent", made)
    line = insert(
        root,
        UVW,
        "  - id: uvw.moon.silent",
        f"  - {{id: uvw.moon.not_large, categories: [uvw.moon], effect: bars, when: {{fact: size, is: large}}, {source}}}\n",
    )
    (problem,) = problems_of(root)
    assert (problem.file, problem.line) == (f"knowledge/{UVW}", line)
    assert problem.what == (
        "uvw.moon.not_large uvw.moon is unreachable: no work can meet uvw.moon.a, uvw.moon.b, uvw.moon.not_small, uvw.moon.not_large together"
    )


def test_an_open_point_where_the_source_is_always_silent_is_never_reached(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    says = "because: มืด, readings: [ได้, ไม่ได้], source: [{section: ๑, item: ก, quote: ข}]"
    rule = f"  - {{id: uvw.moon.dark, categories: [uvw.moon], effect: conditional, when: {{fact: bright, is: false}}, {says}}}\n"
    line = insert(root, UVW, "  - id: uvw.moon.silent", rule)
    (problem,) = problems_of(root)
    assert (problem.line, problem.what) == (line, "uvw.moon.dark can never be reached in uvw.moon: other rules decide first")


@pytest.mark.parametrize("name", [FACTS, XYZ])
@pytest.mark.parametrize(("text", "told"), [("", "is empty"), ("- []\n", "Input should be a valid dictionary"), ("12\n", "Input should be a valid dictionary")])
def test_a_file_of_another_shape_is_named(tmp_path: Path, name: str, text: str, told: str) -> None:
    root = write_rules(tmp_path)
    (root / name).write_text(text, encoding="utf-8")
    named = [problem for problem in problems_of(root) if problem.file == f"knowledge/{name}"]
    assert [problem.line for problem in named] == [1]
    assert told in named[0].what


def test_missing_facts_are_named(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    (root / FACTS).unlink()
    (problem,) = problems_of(root)
    assert (problem.file, problem.line) == (f"knowledge/{FACTS}", 1)
    assert "cannot be read" in problem.what


@pytest.mark.parametrize("facts", ["facts: {}\n", "facts: [12]\n", "counted_to: 12\nfacts: []\n"])
def test_facts_of_another_shape_are_named(tmp_path: Path, facts: str) -> None:
    root = write_rules(tmp_path)
    (root / FACTS).write_text(facts, encoding="utf-8")
    assert {problem.file for problem in problems_of(root)} == {f"knowledge/{FACTS}"}


def test_a_round_without_rule_files_is_named(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    (root / XYZ).unlink()
    (root / UVW).unlink()
    (problem,) = problems_of(root)
    assert (problem.file, problem.line, problem.what) == (f"knowledge/{ROUND}/rules", 1, "holds no rule file")
    assert "one for each branch" in problem.fix


def test_a_round_without_rules_is_named(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    shutil.rmtree((root / FACTS).parent)
    (problem,) = problems_of(root)
    assert problem.file == f"knowledge/{FACTS}"


@pytest.mark.parametrize("name", ["reading.yaml", "participation.yaml", "activities.yaml", "award-levels.yaml", "xyz.cases.yaml"])
def test_files_of_other_checks_are_left_to_their_loaders(tmp_path: Path, name: str) -> None:
    root = write_rules(tmp_path)
    (root / ROUND / "rules" / name).write_text("nonsense: [\n", encoding="utf-8")
    assert problems_of(root) == []


def test_all_faults_are_told_together_in_order_of_file_and_line(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    lines = [
        (FACTS, swap(root, FACTS, "implied_by: {size: [large]}", "implied_by: {size: [huge]}")),
        (UVW, swap(root, UVW, NOT_SMALL, "when: {fact: size, is: tiny}")),
        (XYZ, swap(root, XYZ, STRENGTH, "when: {fact: height, is: large}, weight: 5")),
        (XYZ, swap(root, XYZ, YEAR, "when: {fact: month, at_least: 12}")),
    ]
    found = problems_of(root)
    assert [(problem.file, problem.line) for problem in found if "months" not in problem.what] == [(f"knowledge/{file}", line) for file, line in lines]
    with pytest.raises(KnowledgeError) as caught:
        rules_of(root)
    assert all(str(problem) in str(caught.value) for problem in found)


def test_faults_of_schema_in_several_files_are_told_together(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    swap(root, XYZ, "branch: xyz\n", "branch: xyz\ncolour: red\n")
    swap(root, UVW, "branch: uvw\n", "branch: [uvw\n")
    swap(root, FACTS, '"2570-02-28"', '"2570-02-29"')
    assert {problem.file for problem in problems_of(root)} == {f"knowledge/{name}" for name in (XYZ, UVW, FACTS)}


def test_faults_that_only_proof_finds_are_told_together(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    swap(root, XYZ, YEAR, "when: {fact: months, at_least: 0}")
    swap(root, XYZ, STRENGTH, "when: {all: [{fact: size, is: small}, {fact: size, is: large}]}, weight: 5")
    swap(root, UVW, NOT_SMALL, "when: {all: [{fact: size, is: small}, {fact: size, is: large}]}")
    found = problems_of(root)
    assert [problem.file for problem in found] == [f"knowledge/{UVW}", f"knowledge/{XYZ}", f"knowledge/{XYZ}"]
    assert [problem.line for problem in found] == sorted(problem.line for problem in found[:1]) + sorted(problem.line for problem in found[1:])


# --- the version


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (XYZ, "at_least: 12", "at_least: 13"),
        (XYZ, "because: ต้องครบปี", "because: ต้องครบ 1 ปี"),
        (FACTS, "question: กี่คน", "question: มีกี่คน"),
        (CRITERIA, "label: คะแนน,", "label: แต้ม,"),
        (LEVELS, "from: 90, to: 100", "from: 91, to: 100"),
    ],
)
def test_the_version_follows_rules_facts_tables_and_bands(tmp_path: Path, name: str, old: str, new: str) -> None:
    root = write_rules(tmp_path)
    before = rules_of(root).version
    swap(root, name, old, new)
    assert rules_of(root).version != before


@pytest.mark.parametrize(("name", "old", "new"), [(CASES, "why: ครบ", "why: ครบถ้วน"), (CALENDAR, "2570-02-28", "2570-02-27")])
def test_the_version_does_not_follow_cases_and_what_rules_do_not_speak_of(tmp_path: Path, name: str, old: str, new: str) -> None:
    root = write_rules(tmp_path)
    before = rules_of(root).version
    swap(root, name, old, new)
    assert rules_of(root).version == before


def test_the_version_follows_names_and_is_the_same_for_the_same_files(tmp_path: Path) -> None:
    first, second = write_rules(tmp_path / "a"), write_rules(tmp_path / "b")
    version = rules_of(first).version
    assert version == rules_of(second).version == rules_version(first, knowledge_of(first))
    assert len(version.removeprefix(f"{ROUND}-")) == 12
    (first / UVW).rename(first / f"{ROUND}/rules/moon.yaml")
    assert rules_of(first).version != version


def test_rules_of_a_folder_copied_elsewhere_are_the_same(tmp_path: Path, knowledge: Knowledge, rules: RuleSet) -> None:
    shutil.copytree(ROOT / "knowledge/2567/rules", tmp_path / "knowledge/2567/rules")
    assert load_rules(tmp_path / "knowledge", knowledge.rounds["2567"]).version == rules.version


def test_a_strength_may_speak_of_the_category_it_is_of(tmp_path: Path) -> None:
    root = write_rules(tmp_path)
    swap(root, XYZ, STRENGTH, "when: {fact: entered, in: [$category]}, weight: 5", None)
    assert rules_of(root).categories
