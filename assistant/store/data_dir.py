"""The data directory: one process owns it, files are replaced whole, and trouble with the disk is said clearly."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from assistant.errors import BusyError, StorageError


class DataDir:
    """A data directory owned by this process until ``close`` (or the end of a ``with``).

    Raises:
        BusyError: another process owns it.
        StorageError: it cannot be created or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(path / "owner.lock")
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise BusyError(
                f"the data directory {path} is in use by another process{_owner(path)}",
                "Stop that process, ask it through its API (POST /api/ask), or set ASSISTANT_DATA_DIR to another folder.",
            ) from error
        except OSError as error:
            raise _storage_error(path, error) from error
        try:
            write_whole(path / "owner.pid", str(os.getpid()))
        except StorageError:
            self._lock.release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the directory up."""
        self._lock.release()

    def folder(self, name: str) -> Path:
        """A folder within, made when missing."""
        folder = self.path / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _storage_error(folder, error) from error
        return folder


def write_whole(path: Path, content: str | bytes) -> None:
    """Replace a file in one step: a reader sees the old content or the new, never half.

    Raises:
        StorageError: the disk is full or read-only.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    data = content.encode() if isinstance(content, str) else content
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _storage_error(path, error) from error


def _owner(path: Path) -> str:
    try:
        return f" (process {(path / 'owner.pid').read_text().strip()})"
    except (OSError, ValueError):
        return ""


def _storage_error(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"cannot write {path}: {error.strerror or error}",
        "Free some space or mend the permissions, or set ASSISTANT_DATA_DIR to a folder that can be written.",
    )
