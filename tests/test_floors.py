"""Each floor of the package imports only from floors below it, or from its own."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "assistant"
FLOORS = {
    "cli": 5, "batch": 5, "checks": 5, "jsonl": 5, "api": 5, "ui": 5,
    "conversation": 4, "reports": 4,
    "answering": 3, "eligibility": 3,
    "retrieval": 2,
    "knowledge": 1,
    "thai": 0, "settings": 0, "errors": 0, "store": 0,
}  # fmt: skip
STRANGERS = frozenset({"answering", "eligibility"})  # of one floor, and neither knows the other


def imported(path: Path, package: Path) -> set[str]:
    """Parts of the package (``thai``, ``cli``) that a file imports, wherever in it, relatively or not."""
    inside = ("assistant", *path.relative_to(package).parent.parts)
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*inside[: len(inside) - node.level + 1], *([node.module] if node.module else [])]) if node.level else node.module or ""
            names = [f"{base}.{alias.name}" for alias in node.names] if base == "assistant" else [base]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("assistant.")}
    return found - {"__version__"}


def faults(package: Path) -> list[str]:
    """Imports that go up, and parts that stand on no floor."""
    found = []
    for path in sorted(package.rglob("*.py")):
        relative = path.relative_to(package)
        part = relative.parts[0].removesuffix(".py")
        if part == "__init__":
            found += [f"{relative}: imports {other}" for other in sorted(imported(path, package))]
            continue
        unknown = [name for name in sorted({part, *imported(path, package)}) if name not in FLOORS]
        found += [f"{relative}: {name} stands on no floor" for name in unknown]
        if not unknown:
            found += [f"{relative}: imports {other} from above" for other in sorted(imported(path, package)) if FLOORS[other] > FLOORS[part]]
            found += [f"{relative}: {part} must not know {other}" for other in sorted(STRANGERS & imported(path, package)) if part in STRANGERS - {other}]
    return found


def test_every_import_goes_down() -> None:
    assert faults(PACKAGE) == []


@pytest.mark.parametrize(
    ("path", "line", "fault"),
    [
        ("thai/digits.py", "from assistant.answering.reply import Reply", "thai/digits.py: imports answering from above"),
        ("answering/datum.py", "from assistant import conversation", "answering/datum.py: imports conversation from above"),
        ("knowledge/load.py", "import assistant.retrieval.index", "knowledge/load.py: imports retrieval from above"),
        ("conversation/state.py", "def f() -> None:\n    from assistant.cli import main", "conversation/state.py: imports cli from above"),
        ("retrieval/gate.py", "from ..conversation import Assistant", "retrieval/gate.py: imports conversation from above"),
        ("thai/words.py", "from assistant.helpers import x", "thai/words.py: helpers stands on no floor"),
        ("__init__.py", "from assistant.cli import main", "__init__.py: imports cli"),
        ("answering/datum.py", "from assistant.eligibility.rules import Rule", "answering/datum.py: answering must not know eligibility"),
        ("eligibility/rules.py", "from assistant.answering.reply import Reply", "eligibility/rules.py: eligibility must not know answering"),
    ],
)
def test_a_wrong_import_is_caught(tmp_path: Path, path: str, line: str, fault: str) -> None:
    copy = tmp_path / "assistant"
    shutil.copytree(PACKAGE, copy, ignore=lambda folder, names: [name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()])
    with (copy / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert faults(copy) == [fault]
