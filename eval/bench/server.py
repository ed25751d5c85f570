"""The real page as a process of its own, on a free port, with a data directory of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

COMMAND = (sys.executable, "-m", "assistant.cli")
_LONGEST_START = 90.0
# A proxy that the environment names is not for loopback.
direct = build_opener(ProxyHandler({}))


@dataclass(frozen=True)
class Served:
    """``url``: where the page is. ``seconds``: from starting the process to the page read whole."""

    url: str
    process: subprocess.Popen[bytes]
    seconds: float


def environment(data_dir: Path, **settings: str) -> dict[str, str]:
    """The environment of a process: no setting but ``data_dir`` and those given (``knowledge_dir="…"``)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    return kept | {"ASSISTANT_DATA_DIR": str(data_dir)} | {f"ASSISTANT_{name.upper()}": value for name, value in settings.items()}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(data_dir: Path, **settings: str) -> Iterator[Served]:
    """``assistant ui``, until the end of the ``with``.

    Raises:
        RuntimeError: it ended before it served, or did not serve in time; with what it wrote.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    log = data_dir.parent / f"ui-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen([*COMMAND, "ui", "--port", str(port)], env=environment(data_dir, **settings), stdout=out, stderr=subprocess.STDOUT)
    try:
        while not _serves(url):
            if process.poll() is not None or time.perf_counter() - started > _LONGEST_START:
                raise RuntimeError(f"the page is not served: {log.read_text(encoding='utf-8', errors='replace')}")
            time.sleep(0.02)
        yield Served(url, process, time.perf_counter() - started)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _serves(url: str) -> bool:
    try:
        with direct.open(url, timeout=10) as page:
            return bool(page.read())
    except (URLError, OSError):
        return False
