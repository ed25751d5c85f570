"""What a start costs: ``python -m eval.bench.start`` prints times to the first answer and to a served page, memory, and index builds.

Every start is a process of its own. The files it reads may be in the memory of the system already, as after any earlier start.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import Request

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn
from rich.table import Table

from assistant.knowledge import load_knowledge
from assistant.retrieval import vector_cache
from assistant.retrieval.encoders import make_encoder
from assistant.retrieval.index import open_index
from assistant.settings import Settings
from assistant.store.data_dir import DataDir
from eval.bench.server import COMMAND, direct, environment, served
from eval.run import files
from eval.score import load_gold

QUESTION = "ปิดรับสมัคร TPSA วันไหน"
TIMES = 5


def main() -> int:
    """Measure and print."""
    console = Console(width=None if sys.stdout.isatty() else 130)
    table = Table(title=f"Starting, on {os.cpu_count()} cores", title_justify="left")
    table.add_column("")
    table.add_column("measured", justify="right")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table.add_row("`assistant ask` to its answer, first start ever (index made from the shipped vectors)", _seconds([_asked(folder / "first")]))
        table.add_row(f"`assistant ask` to its answer, median of {TIMES}", _seconds([_asked(folder / "first") for _ in range(TIMES)]))
        with served(folder / "ui") as first:
            table.add_row("`assistant ui` to the served page, first start ever", _seconds([first.seconds]))
        table.add_row(f"`assistant ui` to the served page, median of {TIMES}", _seconds([_page(folder / "ui") for _ in range(TIMES)]))
        with served(folder / "ui") as page:
            table.add_row("resident memory of `assistant ui`, page served", _resident(page.process.pid))
            _ask_all(page.url)
            table.add_row("resident memory of `assistant ui`, after all development questions", _resident(page.process.pid))
        table.add_row("index build with the shipped vectors", _seconds([_built(folder / "seeded", console)]))
        seeds, vector_cache.SEEDS = vector_cache.SEEDS, folder / "no-seeds"
        try:
            table.add_row("index build without them (every passage encoded)", _seconds([_built(folder / "unseeded", console)]))
        finally:
            vector_cache.SEEDS = seeds
    console.print(table)
    return 0


def _seconds(times: list[float]) -> str:
    spread = f" ({min(times):.2f} to {max(times):.2f})" if len(times) > 1 else ""
    return f"{statistics.median(times):.2f} s{spread}"


def _asked(data_dir: Path) -> float:
    """Seconds from starting the process to its end, an answer printed."""
    started = time.perf_counter()
    done = subprocess.run([*COMMAND, "ask", QUESTION, "--json"], env=environment(data_dir), capture_output=True, check=True)
    took = time.perf_counter() - started
    if json.loads(done.stdout)["outcome"] != "answered":
        raise RuntimeError(done.stdout.decode())
    return took


def _page(data_dir: Path) -> float:
    """Seconds to the served page."""
    with served(data_dir) as page:
        return page.seconds


def _ask_all(url: str) -> None:
    """The development questions, one after the other."""
    for gold in load_gold(*files("dev")):
        request = Request(f"{url}/api/ask", json.dumps({"question": gold.question}).encode(), {"Content-Type": "application/json"})
        with direct.open(request, timeout=60) as answer:
            answer.read()


def _resident(pid: int) -> str:
    """Resident memory of a process as Linux counts it."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "not measured: no /proc here"
    return f"{int(next(line for line in lines if line.startswith('VmRSS')).split()[1]) / 1024:.0f} MB"


def _built(data_dir: Path, console: Console) -> float:
    """Seconds to build the index of the newest round in an empty data directory, libraries and knowledge loaded."""
    settings = Settings(data_dir=data_dir)
    knowledge = load_knowledge(settings.knowledge_root())
    encoder = make_encoder(settings)
    encoder.queries(["คะแนน"])
    with Progress("building", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True) as progress, DataDir(data_dir) as data:
        task = progress.add_task("building", total=None)

        def show(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        started = time.perf_counter()
        open_index(knowledge, knowledge.newest, encoder, settings, data, show)
        return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
