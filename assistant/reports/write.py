"""Write a report to a file, in the format that its name asks for."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assistant.errors import AssistantError
from assistant.reports.docx import docx
from assistant.reports.html import html
from assistant.reports.model import Report

_LAYOUTS: dict[str, Callable[[Report], bytes]] = {".html": lambda report: html(report).encode("utf-8"), ".docx": docx}


def write_report(report: Report, path: Path) -> None:
    """Write the report as HTML or DOCX, by the suffix of ``path``; a file that is there is replaced in one step, or left as it was.

    Raises:
        AssistantError: another suffix, or a place that cannot be written.
    """
    layout = _layout(path)
    content = layout(report)
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        _write_whole(path.resolve(), content)
    except (OSError, ValueError, RuntimeError) as error:  # a name with NUL in it, links in a circle
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        raise AssistantError(f"cannot write {path}: {reason}", "Give a file name in a folder that exists and can be written, with room on the disk.") from error


def _write_whole(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".report-{os.getpid()}-{os.urandom(4).hex()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def check_target(path: Path) -> None:
    """Whether a report could be written there, before any work is put into it.

    Raises:
        AssistantError: another suffix, a folder, or a folder that is not there.
    """
    _layout(path)
    if path.is_dir() or not path.resolve().parent.is_dir():
        raise AssistantError(f"cannot write {path}: there is no such folder, or it is one", "Give a file name in a folder that exists.")


def _layout(path: Path) -> Callable[[Report], bytes]:
    layout = _LAYOUTS.get(path.suffix.lower())
    if layout is None:
        raise AssistantError(f"cannot tell the format of the report from {path}", f"Give a file name that ends in {' or '.join(_LAYOUTS)}.")
    return layout
