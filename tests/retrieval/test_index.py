"""The whole index: opened when it belongs to the files and the encoder, else built anew, never an error."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import AssistantError
from assistant.knowledge import load_knowledge
from assistant.retrieval.encoders import BundledEncoder, Encoder
from assistant.retrieval.index import Index, open_index
from assistant.retrieval.search import Searcher
from assistant.settings import Settings
from assistant.store.data_dir import DataDir
from tests.retrieval.conftest import free_port
from tests.retrieval.small_knowledge import ROUND, write_knowledge

ENCODER = BundledEncoder()
_INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from assistant.knowledge import load_knowledge
from assistant.retrieval import vectors
from assistant.retrieval.encoders import BundledEncoder
from assistant.retrieval.index import open_index
from assistant.settings import Settings
from assistant.store.data_dir import DataDir
vectors.write_whole = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # all is stored, the pointer not yet
folder = Path(sys.argv[2])
open_index(load_knowledge(Path(sys.argv[1])), sys.argv[3], BundledEncoder(), Settings(), DataDir(folder))
"""


@dataclass(frozen=True)
class Opened:
    index: Index
    progress: list[tuple[int, int]]

    @property
    def built(self) -> bool:
        """Whether every passage went through the building, not only the few that are asked for at opening."""
        return (len(self.index.passages), len(self.index.passages)) in self.progress

    def best(self, question: str) -> str:
        return Searcher(self.index).search(question, question, question.split())[0].owner


def _open(files: Path, folder: Path, settings: Settings | None = None, encoder: Encoder = ENCODER, rebuild: bool = False) -> Opened:
    progress: list[tuple[int, int]] = []
    with DataDir(folder) as data:
        index = open_index(load_knowledge(files), ROUND, encoder, settings or Settings(), data, lambda *step: progress.append(step), rebuild)
    return Opened(index, progress)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_knowledge(tmp_path_factory.mktemp("knowledge"))


@pytest.fixture(scope="module")
def built(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    _open(files, folder)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A sound index at a path that Chroma has not opened in this process."""
    return Path(shutil.copytree(built, tmp_path / "data"))


def _sound(opened: Opened) -> None:
    assert opened.best("ขนาดไฟล์แนบของ pmqa เป็นอย่างไร") == "attachment-pmqa"
    assert opened.best("วันปิดรับสมัครของ tepga เป็นอย่างไร") == "closing-tepga"
    assert opened.best("ค่าสมัครกี่บาท") == "gap-fee"


def test_missing_index_is_built_and_progress_ends_at_its_total(files: Path, tmp_path: Path) -> None:
    opened = _open(files, tmp_path)
    _sound(opened)
    assert opened.progress[-1] == (len(opened.index.passages), len(opened.index.passages))
    assert [step[0] for step in opened.progress] == sorted(step[0] for step in opened.progress)


def test_sound_index_is_opened_without_building(files: Path, folder: Path) -> None:
    opened = _open(files, folder)
    assert not opened.built
    _sound(opened)


def test_index_asked_to_be_rebuilt_is_rebuilt(files: Path, folder: Path) -> None:
    opened = _open(files, folder, rebuild=True)
    assert opened.built
    _sound(opened)


def test_changed_knowledge_is_found_and_only_what_changed_is_encoded(folder: Path, tmp_path: Path) -> None:
    changed = write_knowledge(tmp_path / "knowledge", closing="ปิดรับสมัครวันที่ 31 มีนาคม 2567")
    opened = _open(changed, folder)
    assert opened.built
    assert any("31 มีนาคม" in passage.text for passage in opened.index.passages)
    known, total = opened.progress[0]
    assert total * 0.9 < known < total
    _sound(opened)


def test_other_encoder_has_its_own_index(files: Path, folder: Path) -> None:
    class Renamed(BundledEncoder):
        fingerprint = "another"

    assert _open(files, folder, encoder=Renamed()).built


def _remove_index(folder: Path) -> None:
    shutil.rmtree(folder / "index")


def _remove_chroma(folder: Path) -> None:
    shutil.rmtree(folder / "index" / ROUND / "chroma")


def _each(pattern: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        paths: Sequence[Path] = [path for path in folder.glob(f"index/{ROUND}/{pattern}") if path.is_file()]
        assert paths
        for path in paths:
            path.write_bytes(change(path.read_bytes()))

    return damage


DAMAGE = {
    "index removed": _remove_index,
    "chroma removed": _remove_chroma,
    "all of chroma emptied": _each("chroma/**/*", lambda _: b""),
    "all of chroma cut in half": _each("chroma/**/*", lambda content: content[: len(content) // 2]),
    "database overwritten": _each("chroma/chroma.sqlite3", lambda content: os.urandom(len(content))),
    "pointer empty": _each("current.json", lambda _: b""),
    "pointer garbage": _each("current.json", lambda _: b"\x00\xffgarbage"),
    "pointer to nothing": _each("current.json", lambda content: content.replace(b"psea-", b"gone-")),
    "everything cut in half": _each("**/*", lambda content: content[: len(content) // 2]),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_index_is_built_anew_and_sound_the_next_time(files: Path, folder: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    damage(folder)
    opened = _open(files, folder)
    assert opened.built
    _sound(opened)
    again = _open(files, folder)
    assert not again.built
    _sound(again)


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b'[["w:'])
def test_damaged_texts_are_read_anew(files: Path, folder: Path, content: bytes) -> None:
    (path,) = folder.glob(f"index/{ROUND}/texts-*.json")
    whole = json.loads(path.read_bytes())
    path.write_bytes(content)
    opened = _open(files, folder)
    assert [list(tokens) for tokens in opened.index.tokens] == whole["tokens"]
    assert [list(named) for named in opened.index.named] == whole["named"]
    assert whole == json.loads(path.read_bytes())


def test_build_killed_before_the_switch_is_built_again(files: Path, tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", _INTERRUPTED, str(files), str(tmp_path), ROUND], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "index" / ROUND / "chroma" / "chroma.sqlite3").stat().st_size > 0
    assert not (tmp_path / "index" / ROUND / "current.json").exists()
    opened = _open(files, tmp_path)
    assert opened.built
    _sound(opened)


def test_build_killed_before_the_switch_leaves_the_old_index_in_use(files: Path, folder: Path, tmp_path: Path) -> None:
    changed = write_knowledge(tmp_path / "knowledge", closing="ปิดรับสมัครวันที่ 31 มีนาคม 2567")
    killed = subprocess.run([sys.executable, "-c", _INTERRUPTED, str(changed), str(folder), ROUND], check=False)
    assert killed.returncode == -signal.SIGKILL
    opened = _open(files, folder)
    assert not opened.built
    _sound(opened)


def test_index_on_a_server_is_built_opened_and_searched(files: Path, chroma_url: str, tmp_path: Path) -> None:
    settings = Settings(chroma_url=chroma_url)
    first = _open(files, tmp_path, settings)
    assert first.built
    _sound(first)
    second = _open(files, tmp_path, settings)
    assert not second.built
    _sound(second)


def test_server_that_is_not_there_is_told(files: Path, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(AssistantError, match="does not answer") as caught:
        _open(files, tmp_path, Settings(chroma_url=url))
    assert url in caught.value.message
    assert caught.value.fix


def test_same_files_give_the_same_index(files: Path, tmp_path: Path) -> None:
    one, other = _open(files, tmp_path / "one").index, _open(files, tmp_path / "other").index
    assert one.fingerprint == other.fingerprint
    assert one.passages == other.passages
    asked = ENCODER.queries(["ขนาดไฟล์แนบ"])[0]
    assert np.allclose(one.vectors.cosines(asked, len(one.passages)), other.vectors.cosines(asked, len(other.passages)), equal_nan=True)
