"""The wheel works from any directory with the knowledge inside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", "--target", str(folder), str(wheel)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_wheel_carries_all_knowledge_prompts_and_package_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    for folder, inside in (("knowledge", "assistant/_data/knowledge"), ("prompts", "assistant/_data/prompts")):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert files
        for path in files:
            assert held[f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"] == path.read_bytes()
    for path in (ROOT / "assistant").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(ROOT).as_posix() in held
    assert not [name for name in held if name.startswith(("tests/", "eval/"))]


def test_the_installed_wheel_answers_from_an_empty_directory(installed: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANT_", "PYTHON"))}
    environment = kept | {"PYTHONPATH": str(installed), "ASSISTANT_DATA_DIR": str(tmp_path / "data"), "PYTHONSAFEPATH": "1"}

    def python(*arguments: str) -> str:
        done = subprocess.run([sys.executable, *arguments], cwd=empty, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = python("-c", "import assistant; from assistant.settings import Settings; print(assistant.__file__); print(Settings().knowledge_root())")
    assert [Path(line).is_relative_to(installed) for line in where.splitlines()] == [True, True]
    record = json.loads(python("-m", "assistant.cli", "ask", "ปิดรับสมัคร TPSA วันไหน", "--json"))
    assert record["outcome"] == "answered"
    assert "28 กุมภาพันธ์ 2567" in record["text"]
    assert record["citations"]
    checked = json.loads(python("-m", "assistant.cli", "category", "--fact", "months_in_use=11", "--asks-for", "tpsa.policy_driven", "--json"))
    assert checked["verdicts"][0]["verdict"] == "not_eligible"
    report = tmp_path / "report.docx"
    python("-m", "assistant.cli", "award-level", "tpsa.innovation", "--total", "85", "--report", str(report))
    assert report.stat().st_size > 2_000
    assert not list(empty.iterdir())
