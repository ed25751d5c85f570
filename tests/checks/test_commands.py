from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from assistant.errors import AssistantError
from assistant.settings import load_settings
from tests.conftest import ROOT

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Run]:
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(tmp_path / "data"))
    load_settings.cache_clear()

    def invoke(*arguments: object, given: str = "") -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given.encode())

    yield invoke
    load_settings.cache_clear()


def refused(ended: Result, *words: str) -> None:
    """It ended with a message for a person that holds ``words``."""
    assert isinstance(ended.exception, AssistantError), ended.output
    for word in words:
        assert word in str(ended.exception)


def test_one_answer_in_json(run: Run) -> None:
    ended = run("category", "--fact", "months_in_use=11 เดือน", "--asks-for", "tpsa.policy_driven", "--json")
    record = json.loads(ended.output)
    assert record["verdicts"][0]["verdict"] == "not_eligible"
    assert record["rules_version"].startswith("2567-")


def test_one_answer_in_words(run: Run) -> None:
    ended = run("category", "ระบบใหม่ของกรม ใช้งานจริงมาแล้ว 2 ปี", "--fact", "new_way=ใช่")
    assert ended.exit_code == 0
    assert "อ่านได้ดังนี้" in ended.output
    assert "เหมาะที่สุด: ประเภทนวัตกรรมการบริการ" in ended.output
    assert "๒.๔.๑ ข้อ 11" in ended.output


def test_what_was_asked_about_is_answered_first(run: Run) -> None:
    output = run("category", "ระบบใหม่ใช้งานจริงมาแล้ว 8 เดือน ส่งขับเคลื่อนเห็นผลได้ไหม").output
    answer = output[output.index("ที่ถาม: ") :].splitlines()[0]
    assert answer.startswith("ที่ถาม: ประเภทขับเคลื่อนเห็นผล — ไม่เข้าเงื่อนไข")
    assert "1 ปี" in answer


def test_an_interview_when_nothing_was_said(run: Run) -> None:
    ended = run("category", given="\n1\n1\n")
    assert ended.exit_code == 0
    assert "คำถาม 1" in ended.output
    assert "ประเภทนวัตกรรมการบริการ" in ended.output


def test_participation_in_words_and_json(run: Run) -> None:
    text = "จัดประชาพิจารณ์กับชาวบ้านทั้งจังหวัดสามครั้ง"
    assert "ระดับการมีส่วนร่วมของผลงาน: CONSULT" in run("participation", text).output
    assert json.loads(run("participation", text, "--json").output)["level"] == "consult"


def test_award_level_in_words_and_json(run: Run) -> None:
    assert "ระดับดี" in run("award-level", "tpsa.innovation", "--total", "๘๙,๙").output
    record = json.loads(run("award-level", "pmqa.v4", "--total", "399.5", "--json").output)
    assert record["outcome"] == "borderline"
    parts = run("award-level", "tpsa.data_integration", "--part", "กระบวนการ=40", "--part", "ผลผลิต=55", "--json")
    assert json.loads(parts.output)["outcome"] == "excellent"
    poverty = ["--total", "95", *[word for number in range(1, 6) for word in ("--factor", f"{number}=80")]]
    assert json.loads(run("award-level", "tepga.poverty", *poverty, "--json").output)["outcome"] == "excellent"


@pytest.mark.parametrize(("command", "option"), [("category", "--facts"), ("award-level", "--inputs")])
def test_the_schema_of_what_is_taken(run: Run, command: str, option: str) -> None:
    schema = json.loads(run(command, option).output)
    assert schema["type"] == "object"
    assert "properties" in schema


def test_the_schema_of_facts_names_every_fact_with_its_question(run: Run) -> None:
    facts = json.loads(run("category", "--facts").output)["properties"]["facts"]["properties"]
    assert facts["months_in_use"]["title"]
    assert "department" in json.dumps(facts["agency_kind"])
    assert "tpsa.innovation" in json.dumps(facts["entered_in"])


@pytest.mark.parametrize(
    ("command", "line", "key"),
    [
        ("category", '{"id": 1, "facts": {"new_way": true}}', "verdicts"),
        ("participation", '{"id": 1, "groups": [{"name": "ชาวบ้าน", "actions": ["แผ่นพับ"]}]}', "permits"),
        ("award-level", '{"id": 1, "award": "tpsa.innovation", "input": {"total": 80}}', "outcome"),
    ],
)
def test_batches(run: Run, tmp_path: Path, command: str, line: str, key: str) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(f"{line}\n{{}}x\n", encoding="utf-8")
    assert run(command, "--batch", source, "--out", target).exit_code == 0
    first, second = (json.loads(each) for each in target.read_text(encoding="utf-8").splitlines())
    assert key in first
    assert "error" in second


@pytest.mark.parametrize("suffix", ["html", "docx"])
@pytest.mark.parametrize(
    "arguments",
    [("category", "--fact", "new_way=ใช่"), ("participation", "รับฟังความเห็นชาวบ้าน"), ("award-level", "tepga.poverty", "--total", "92")],
)
def test_reports_are_written(run: Run, tmp_path: Path, arguments: tuple[str, ...], suffix: str) -> None:
    target = tmp_path / f"report.{suffix}"
    ended = run(*arguments, "--report", target)
    assert ended.exit_code == 0, ended.output
    assert target.stat().st_size > 2_000


def test_a_report_that_cannot_be_written_is_refused_before_the_interview(run: Run, tmp_path: Path) -> None:
    refused(run("category", "--report", tmp_path / "report.pdf"), ".html", ".docx")
    refused(run("category", "--report", tmp_path / "none" / "report.html"), "no such folder")
    refused(run("award-level", "--report", tmp_path), "report")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("category", "--fact", "nonsense"), ("name=value",)),
        (("category", "--fact", "colour=red"), ("colour", "--facts")),
        (("category", "--fact", "scope=all"), ("scope", "one_work")),
        (("category", "x", "--asks-for", "tpsa.gold"), ("tpsa.gold", "tpsa.innovation")),
        (("category", "--facts", "--round", "2599"), ("2599", "2567")),
        (("award-level", "pmqa.v4", "--part", "1=3"), ("--part", "--total")),
        (("category", "--batch", "/nowhere/in.jsonl"), ("cannot read",)),
    ],
)
def test_bad_input_gets_a_message_and_no_traceback(run: Run, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    refused(run(*arguments), *words)


def test_a_round_without_rules_is_answered_from_but_not_checked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    shutil.rmtree(folder / "2567" / "rules")
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE_DIR", str(folder))
    load_settings.cache_clear()
    refused(run("category", "--facts"), "2567", "rules")
    assert run("knowledge", "check").exit_code == 0


def test_a_fault_in_the_rules_is_told_by_knowledge_check(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    rules = folder / "2567" / "rules" / "tpsa.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("fact: new_way, is: true", "fact: new_wey, is: true", 1), encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE_DIR", str(folder))
    load_settings.cache_clear()
    refused(run("knowledge", "check"), "2567/rules/tpsa.yaml:", "new_wey", "mend:")
