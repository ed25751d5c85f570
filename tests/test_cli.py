from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant import __version__
from assistant.cli import app
from assistant.settings import load_settings
from assistant.store.data_dir import DataDir
from tests.conftest import ROOT

DUE = "ปิดรับสมัคร TPSA วันไหน"
KEYS = ["outcome", "text", "citations", "round", "knowledge_version", "latency_ms"]
Run = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def run(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """The commands in this process."""
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ASSISTANT_DATA_DIR", str(data_dir))
    load_settings.cache_clear()

    def invoke(*arguments: object, given: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)

    yield invoke
    load_settings.cache_clear()


@pytest.fixture
def process(data_dir: Path) -> Process:
    """The commands as a person starts them, with nothing set but the data directory and ``settings``."""

    def start(*arguments: object, given: bytes = b"", **settings: object) -> subprocess.CompletedProcess[bytes]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
        environment |= {f"ASSISTANT_{name.upper()}": str(value) for name, value in ({"data_dir": data_dir} | settings).items()}
        command = [sys.executable, "-m", "assistant.cli", *map(str, arguments)]
        return subprocess.run(command, env=environment, input=given, capture_output=True, timeout=100, check=False)

    return start


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knowledge with one unknown key and one reference that leads nowhere."""
    folder = tmp_path_factory.mktemp("broken") / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    first, second = folder / "2567" / "faq" / "tpsa-faq-1.yaml", folder / "2567" / "faq" / "tpsa-faq-2.yaml"
    first.write_text(first.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    second.write_text(second.read_text(encoding="utf-8").replace("related:", "related:\n  - tpsa-faq-99", 1), encoding="utf-8")
    return folder


def complains(ended: subprocess.CompletedProcess[bytes], exit_code: int, *words: str) -> None:
    """It ended with ``exit_code``, nothing on standard output, and a message that holds ``words`` and no traceback."""
    said = ended.stderr.decode()
    assert ended.returncode == exit_code, said
    assert ended.stdout == b""
    assert "Traceback" not in said
    for word in words:
        assert word in said


# ---- ask -------------------------------------------------------------------------------------------------------------


def test_ask_prints_the_answer_and_its_place_in_the_source(run: Run) -> None:
    result = run("ask", DUE)
    assert result.exit_code == 0
    assert "28 กุมภาพันธ์ 2567" in result.output
    assert "[calendar-tpsa]" in result.output


def test_ask_json_prints_exactly_the_machine_interface(run: Run) -> None:
    result = run("ask", DUE, "--json")
    record = json.loads(result.stdout)
    assert list(record) == KEYS
    assert (record["outcome"], record["round"]) == ("answered", "2567")
    assert all(list(citation) == ["entry", "title", "section", "quote"] for citation in record["citations"])
    assert "calendar-tpsa" in {citation["entry"] for citation in record["citations"]}


def test_ask_json_explain_adds_the_trace(run: Run) -> None:
    record = json.loads(run("ask", DUE, "--json", "--explain").stdout)
    assert list(record) == [*KEYS, "trace"]
    assert {"understand", "retrieve"} <= {step["step"] for step in record["trace"]}


def test_explain_tells_the_steps_in_their_order(run: Run) -> None:
    lines = [line.split(" ")[0] for line in run("ask", "หนึ่งผลงานส่งได้กี่ประเภท", "--explain").output.splitlines() if " {" in line]
    assert lines == ["understand", "retrieve", "decide", "compose", "verify"]


def test_brackets_in_a_question_are_shown_not_obeyed(run: Run) -> None:
    result = run("ask", f"[/x] {DUE}", "--explain")
    assert result.exit_code == 0
    assert "[/x]" in result.output


def test_the_question_is_read_from_standard_input(run: Run) -> None:
    assert "28 กุมภาพันธ์ 2567" in json.loads(run("ask", "--json", given=f"{DUE}\n".encode()).stdout)["text"]


@pytest.mark.parametrize("given", [b"", b"\n  \n", b"\xff\xfe\x00"])
def test_nothing_readable_on_standard_input_is_asked_back(run: Run, given: bytes) -> None:
    result = run("ask", "--json", given=given)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["outcome"] == "clarify"


def test_a_round_that_is_not_there_is_said(run: Run) -> None:
    record = json.loads(run("ask", DUE, "--json", "--round", "2599").stdout)
    assert record["outcome"] == "not_in_knowledge"
    assert "2599" in record["text"]


def test_bytes_that_are_no_utf_8_do_not_stop_an_answer(process: Process) -> None:
    ended = process("ask", "--json", given=b"\xff\xfe " + DUE.encode() + b" \x80")
    assert ended.returncode == 0, ended.stderr.decode()
    assert "28 กุมภาพันธ์ 2567" in json.loads(ended.stdout.decode())["text"]


# ---- batch -----------------------------------------------------------------------------------------------------------


def write_lines(path: Path, *items: object) -> Path:
    path.write_text("".join(f"{item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)}\n" for item in items), encoding="utf-8")
    return path


def read_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_batch_answers_questions_dialogues_histories_and_rounds(process: Process, tmp_path: Path) -> None:
    source = write_lines(
        tmp_path / "in.jsonl",
        {"id": "q", "question": DUE},
        {"id": "d", "turns": [DUE, "แล้ว PMQA ล่ะ"]},
        "นี่ไม่ใช่ JSON",
        {"id": "h", "question": "แล้ว PMQA ล่ะ", "history": [{"role": "user", "text": DUE}, {"role": "assistant", "text": "28 กุมภาพันธ์ 2567"}]},
        {"id": "r", "question": DUE, "round": "2599"},
    )
    target = tmp_path / "out.jsonl"
    ended = process("ask", "--batch", source, "--out", target)
    assert (ended.returncode, ended.stdout) == (0, b""), ended.stderr.decode()
    records = read_lines(target.read_text(encoding="utf-8"))
    assert [(record["id"], record.get("turn"), record["outcome"]) for record in records] == [
        ("q", None, "answered"),
        ("d", 1, "answered"),
        ("d", 2, "answered"),
        (None, None, "error"),
        ("h", None, "answered"),
        ("r", None, "not_in_knowledge"),
    ]
    assert list(records[0]) == ["id", *KEYS]
    assert list(records[1]) == ["id", "turn", *KEYS]
    assert set(records[3]) == {"id", "outcome", "error"}
    assert "15 มกราคม 2567" in records[2]["text"]
    assert records[4]["text"] == records[2]["text"]
    assert "2599" in records[5]["text"]


def test_batch_prints_without_out_and_adds_the_trace_with_explain(run: Run, tmp_path: Path) -> None:
    result = run("ask", "--batch", write_lines(tmp_path / "in.jsonl", {"id": 1, "question": DUE}), "--explain")
    assert result.exit_code == 0
    (record,) = read_lines(result.stdout)
    assert list(record) == ["id", *KEYS, "trace"]


def test_batch_stops_quietly_when_nobody_reads_on(data_dir: Path, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", *({"id": number, "question": "PMQA มีหมวดอะไรบ้าง"} for number in range(60)))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")} | {"ASSISTANT_DATA_DIR": str(data_dir)}
    command = [sys.executable, "-m", "assistant.cli", "ask", "--batch", str(source)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ended:
        assert ended.stdout is not None
        assert ended.stderr is not None
        assert json.loads(ended.stdout.readline())["id"] == 0
        ended.stdout.close()
        assert b"Traceback" not in ended.stderr.read()


def test_batch_says_that_its_input_cannot_be_read(process: Process, tmp_path: Path) -> None:
    complains(process("ask", "--batch", tmp_path / "none.jsonl"), 1, "cannot read", "none.jsonl")


def test_batch_says_that_its_output_cannot_be_written(process: Process, tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", {"id": 1, "question": DUE})
    complains(process("ask", "--batch", source, "--out", tmp_path / "none" / "out.jsonl"), 1, "cannot write", "out.jsonl")


# ---- knowledge, index, settings --------------------------------------------------------------------------------------


def test_sound_knowledge_is_counted(run: Run) -> None:
    result = run("knowledge", "check", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert set(found) == {"version", "rounds"}
    assert found["rounds"]["2567"]["entries"] == len([path for path in (ROOT / "knowledge" / "2567").glob("*/*.yaml") if path.parent.name != "rules"])
    assert found["rounds"]["2567"]["rules"].startswith("2567-")
    assert "sound" in run("knowledge", "check").stdout


def test_broken_knowledge_is_reported_with_file_line_and_cure(process: Process, broken: Path) -> None:
    last = len((broken / "2567" / "faq" / "tpsa-faq-1.yaml").read_text(encoding="utf-8").splitlines())
    complains(process("knowledge", "check", knowledge_dir=broken), 3, f"tpsa-faq-1.yaml:{last}", "colour", "mend:")


def test_nothing_is_answered_from_broken_knowledge(process: Process, broken: Path) -> None:
    complains(process("ask", DUE, knowledge_dir=broken), 3, "tpsa-faq-1.yaml", "colour")


def test_missing_knowledge_is_said(process: Process, tmp_path: Path) -> None:
    complains(process("knowledge", "check", knowledge_dir=tmp_path), 1, str(tmp_path), "ASSISTANT_KNOWLEDGE_DIR")


def test_the_index_is_built_anew_when_asked(run: Run, data_dir: Path) -> None:
    result = run("index", "build")
    assert result.exit_code == 0
    assert str(data_dir) in result.stdout


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"port": "abc"}, ("ASSISTANT_PORT", "'abc'")),
        ({"port": "70000", "digits": "roman"}, ("ASSISTANT_PORT", "ASSISTANT_DIGITS", "'roman'")),
        ({"encoder": "magic"}, ("'magic'", "ASSISTANT_ENCODER")),
        ({"chroma_url": "nowhere"}, ("ASSISTANT_CHROMA_URL", "'nowhere'")),
    ],
)
def test_a_wrong_setting_is_named(process: Process, settings: dict[str, str], words: tuple[str, ...]) -> None:
    complains(process("ask", DUE, **settings), 1, *words)


def test_thai_digits_by_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_DIGITS", "thai")
    load_settings.cache_clear()
    assert "๒๘ กุมภาพันธ์ ๒๕๖๗" in run("ask", DUE).output


def test_a_data_directory_that_cannot_be_made_is_said(process: Process, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    complains(process("ask", DUE, data_dir=tmp_path / "file" / "data"), 5, "cannot write", "ASSISTANT_DATA_DIR")


def test_a_second_process_on_the_same_data_is_turned_away(process: Process, tmp_path: Path) -> None:
    with DataDir(tmp_path):
        complains(process("ask", DUE, data_dir=tmp_path), 4, str(tmp_path), f"process {os.getpid()}", "ASSISTANT_DATA_DIR")
    assert process("ask", DUE, data_dir=tmp_path).returncode == 0


def test_a_port_in_use_is_said_before_anything_is_built(process: Process, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        complains(process("ui", "--port", port, data_dir=tmp_path / "new"), 4, f"127.0.0.1:{port}", "--port")
    assert not (tmp_path / "new").exists()


# ---- the program itself ----------------------------------------------------------------------------------------------


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").stdout.strip() == __version__


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["ui", "--help"], ["index", "build", "--help"], ["knowledge", "check", "--help"]])
def test_every_command_has_help(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert "Usage" in result.output


@pytest.mark.parametrize("arguments", [["answer"], ["ask", "--colour"], ["ui", "--port", "0"]])
def test_a_wrong_command_line_is_refused(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
