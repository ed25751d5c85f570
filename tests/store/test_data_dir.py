"""The data directory: one owner across processes, files replaced whole, trouble with the disk said clearly."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assistant.errors import BusyError, StorageError
from assistant.store.data_dir import DataDir, write_whole

_OWN = """
import sys
from pathlib import Path
from assistant.store.data_dir import DataDir
with DataDir(Path(sys.argv[1])):
    print("owned", flush=True)
    sys.stdin.read()
"""
_OPEN = """
import os, resource, sys
from pathlib import Path
from assistant.errors import AssistantError
from assistant.store.data_dir import DataDir, write_whole
{before}
try:
    {act}
    print("done")
except AssistantError as error:
    print(type(error).__name__, error)
"""
_UNPRIVILEGED = "os.geteuid() == 0 and os.setuid(65534)"  # permissions do not bind root
_SMALL_FILES = "resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))"  # a real limit: the write stops midway, as on a full disk


def _child(act: str, *arguments: Path, before: str = "") -> str:
    script = _OPEN.format(act=act, before=before)
    ended = subprocess.run([sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=True)
    return ended.stdout


def _owner(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", _OWN, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "owned\n"
    return process


def test_second_process_is_told_who_owns_the_folder_and_what_to_do(tmp_path: Path) -> None:
    with _owner(tmp_path) as owner:
        with pytest.raises(BusyError) as caught:
            DataDir(tmp_path)
        owner.communicate()
    assert str(owner.pid) in caught.value.message
    assert str(tmp_path) in caught.value.message
    assert "ASSISTANT_DATA_DIR" in caught.value.fix
    assert caught.value.exit_code == 4


def test_this_process_keeps_another_out_until_it_closes(tmp_path: Path) -> None:
    with DataDir(tmp_path):
        told = _child("DataDir(Path(sys.argv[1]))", tmp_path)
        assert told.startswith("BusyError")
        assert str(os.getpid()) in told
    assert _child("DataDir(Path(sys.argv[1]))", tmp_path) == "done\n"


def test_folder_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with _owner(tmp_path) as owner:
        owner.kill()
    with DataDir(tmp_path) as data:
        assert data.folder("index").is_dir()


@pytest.mark.parametrize("garbage", [b"", b"\xff\xfe\x00"], ids=["empty", "not text"])
def test_owner_is_busy_even_when_its_pid_cannot_be_read(tmp_path: Path, garbage: bytes) -> None:
    with DataDir(tmp_path):
        (tmp_path / "owner.pid").write_bytes(garbage)
        with pytest.raises(BusyError, match="in use by another process"):
            DataDir(tmp_path)


def test_folders_within_a_path_not_there_yet_are_made(tmp_path: Path) -> None:
    with DataDir(tmp_path / "a" / "b") as data:
        assert data.folder("index/2567").is_dir()


def test_path_below_a_regular_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError, match="Not a directory") as caught:
        DataDir(tmp_path / "file" / "data")
    assert str(tmp_path / "file" / "data") in caught.value.message
    assert "ASSISTANT_DATA_DIR" in caught.value.fix
    assert caught.value.exit_code == 5


@pytest.mark.parametrize("below", ["", "new"], ids=["the folder itself", "a new folder in it"])
def test_read_only_folder_is_a_clear_error(below: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        told = _child("DataDir(Path(sys.argv[1]))", folder / below, before=_UNPRIVILEGED)
        folder.chmod(0o755)
    assert told.startswith(f"StorageError cannot write {folder / below}")
    assert "Permission denied" in told
    assert "ASSISTANT_DATA_DIR" in told


def test_folder_that_takes_no_byte_is_a_clear_error_and_is_not_kept_locked(tmp_path: Path) -> None:
    told = _child("DataDir(Path(sys.argv[1]))", tmp_path, before=_SMALL_FILES.format(0))
    assert told.startswith("StorageError")
    assert "Free some space" in told
    with DataDir(tmp_path):
        pass


def test_full_disk_is_named(tmp_path: Path) -> None:
    target = tmp_path / "current.json"
    (tmp_path / f".{target.name}.{os.getpid()}").symlink_to("/dev/full")  # the file written first
    with pytest.raises(StorageError, match="No space left on device") as caught:
        write_whole(target, "x" * 100)
    assert "Free some space" in caught.value.fix
    assert list(tmp_path.iterdir()) == []


def test_write_that_fails_midway_leaves_the_old_file_whole_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "current.json"
    write_whole(target, "old")
    told = _child("write_whole(Path(sys.argv[1]), 'new' * 10_000)", target, before=_SMALL_FILES.format(4096))
    assert told.startswith("StorageError")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_write_that_fails_leaves_no_file_where_there_was_none(tmp_path: Path) -> None:
    _child("write_whole(Path(sys.argv[1]), 'new' * 10_000)", tmp_path / "current.json", before=_SMALL_FILES.format(4096))
    assert list(tmp_path.iterdir()) == []


def test_reader_never_sees_half_a_file_while_another_process_writes(tmp_path: Path) -> None:
    target = tmp_path / "current.json"
    write_whole(target, "0" * 200_000)
    writes = "[write_whole(Path(sys.argv[1]), str(n % 10) * 200_000) for n in range(300)]"
    with subprocess.Popen([sys.executable, "-c", _OPEN.format(act=writes, before=""), str(target)]) as writer:
        seen = set()
        while writer.poll() is None:
            content = target.read_text()
            assert len(content) == 200_000
            assert len(set(content)) == 1
            seen.add(content[0])
    assert target.read_text() == "9" * 200_000
    assert seen


@pytest.mark.parametrize("content", ["คะแนน\n", b"\x00\xff"], ids=["text", "bytes"])
def test_text_and_bytes_are_written_as_given(tmp_path: Path, content: str | bytes) -> None:
    write_whole(tmp_path / "file", content)
    assert (tmp_path / "file").read_bytes() == (content.encode() if isinstance(content, str) else content)
