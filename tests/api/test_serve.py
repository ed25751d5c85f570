from __future__ import annotations

import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn
from urllib.request import Request

import pytest

from assistant.api.serve import serve
from assistant.errors import BusyError
from assistant.store.data_dir import DataDir
from eval.bench.server import COMMAND, Served, direct, environment, served


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("serve") / "data"


@pytest.fixture(scope="module")
def page(data_dir: Path) -> Iterator[Served]:
    with served(data_dir) as running:
        yield running


def ask(page: Served, question: str) -> dict[str, Any]:
    request = Request(f"{page.url}/api/ask", json.dumps({"question": question}).encode(), {"Content-Type": "application/json"})
    with direct.open(request, timeout=60) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def test_one_address_serves_the_page_and_the_api(page: Served) -> None:
    with direct.open(page.url, timeout=60) as whole:
        assert "ผู้ช่วยรางวัลเลิศรัฐ" in whole.read().decode()
    with direct.open(f"{page.url}/api/health", timeout=60) as health:
        assert json.load(health)["rounds"] == ["2567"]
    assert "28 กุมภาพันธ์ 2567" in ask(page, "ปิดรับสมัคร TPSA วันไหน")["text"]


def test_many_ask_at_once_and_each_gets_the_own_answer(page: Served) -> None:
    expected = {"ปิดรับสมัคร TPSA วันไหน": "28 กุมภาพันธ์ 2567", "มิติผลผลิตของนวัตกรรมการบริการกี่คะแนน": "50 คะแนน", "แล้ว PMQA ล่ะ": "PMQA"}
    questions = [*expected] * 8
    with ThreadPoolExecutor(12) as people:
        records = list(people.map(lambda question: ask(page, question), questions))
    assert all(expected[question] in record["text"] for question, record in zip(questions, records, strict=True))


def test_while_it_serves_another_process_is_turned_away(page: Served, data_dir: Path) -> None:
    ended = subprocess.run([*COMMAND, "ask", "ปิดรับสมัครวันไหน"], env=environment(data_dir), capture_output=True, timeout=100, check=False)
    assert ended.returncode == 4
    assert f"process {page.process.pid}" in ended.stderr.decode()
    assert "Traceback" not in ended.stderr.decode()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stopping_it_leaves_the_data_free(tmp_path: Path, stop: signal.Signals) -> None:
    with served(tmp_path / "data") as running:
        running.process.send_signal(stop)
        running.process.wait(timeout=60)
        said = (tmp_path / f"ui-{running.url.rpartition(':')[2]}.log").read_text(encoding="utf-8")
    assert "Traceback" not in said
    assert running.url in said
    with DataDir(tmp_path / "data"):
        pass


def test_the_port_is_tried_before_the_index_is_opened() -> None:
    def never() -> NoReturn:
        raise AssertionError("opened")

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BusyError, match=rf"127\.0\.0\.1:{port}") as error:
            serve(never, "127.0.0.1", port)
    assert error.value.exit_code == 4
    assert f"--port {port + 1}" in error.value.fix


def test_an_address_that_is_not_ours_is_said() -> None:
    def never() -> NoReturn:
        raise AssertionError("opened")

    with pytest.raises(BusyError, match=r"cannot serve on 192\.0\.2\.1:8000"):
        serve(never, "192.0.2.1", 8000)
