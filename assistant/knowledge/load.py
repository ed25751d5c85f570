"""Read and check everything under ``knowledge/``; nothing is served half-loaded.

Checking in two steps: each file against its schema, then all files against each other (``checks``).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.errors import KnowledgeError, Problem
from assistant.knowledge import checks
from assistant.knowledge.schema import Conduct, Entry, Gap, Glossary, Knowledge, Round, RoundKnowledge
from assistant.knowledge.validated import read_many, read_one, shown, validated
from assistant.knowledge.yaml_lines import read_document

RULES = "rules"  # the folder of a round that the checks read (assistant.eligibility)


def fingerprint(root: Path) -> str:
    """Twelve hex digits that change when any file that answers are made of changes (rules carry a version of their own)."""
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*.yaml") if RULES not in path.relative_to(root).parts):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def load_knowledge(root: Path) -> Knowledge:
    """All rounds under ``root``.

    Raises:
        KnowledgeError: any fault in any file; holds every one found.
    """
    problems: list[Problem] = []
    version = fingerprint(root)
    glossary = read_one(root, root / "glossary.yaml", Glossary, problems)
    conduct = [item for _, _, item in read_many(root, root / "conduct.yaml", Conduct, problems)]
    rounds: dict[str, RoundKnowledge] = {}
    folders = sorted(path.parent for path in root.glob("*/round.yaml"))
    if not folders:
        problems.append(Problem(str(root), 1, "holds no round", "Add a folder with a round.yaml, such as 2567/."))
    problems += _strays(root, folders)
    for folder in folders:
        knowledge = _load_round(root, folder, problems)
        if knowledge is not None:
            rounds[knowledge.round.round] = knowledge
    if problems or glossary is None:
        raise KnowledgeError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
    return Knowledge(version=version, glossary=glossary, conduct=conduct, rounds=rounds)


def _strays(root: Path, folders: list[Path]) -> list[Problem]:
    """Files that look like knowledge and stand where nothing is read: they would be missing without a word."""
    read = {root / "glossary.yaml", root / "conduct.yaml"}
    for folder in folders:
        read |= {folder / "round.yaml", folder / "gaps.yaml", *folder.glob("*/*.yaml"), *folder.glob(f"{RULES}/*.yaml")}
    found = [path for pattern in ("*.yaml", "*.yml") for path in root.rglob(pattern) if path not in read]
    fix = "Move it to <round>/<folder>/<id>.yaml beside a <round>/round.yaml, or remove it."
    return [Problem(shown(root, path), 1, "stands where no knowledge is read from", fix) for path in sorted(found)]


def _load_round(root: Path, folder: Path, problems: list[Problem]) -> RoundKnowledge | None:
    round_document = read_document(folder / "round.yaml", shown(root, folder / "round.yaml"))
    round_ = validated(round_document, round_document.data, (), Round, problems)
    problems += round_document.problems
    entries: list[checks.Placed[Entry]] = []
    unreadable: set[str] = set()
    for path in sorted(folder.glob("*/*.yaml")):
        if path.parent.name == RULES:
            continue
        document = read_document(path, shown(root, path))
        problems += document.problems
        entry = validated(document, document.data, (), Entry, problems)
        if entry is None:
            unreadable.add(path.stem)
        else:
            entries.append(checks.Placed(document, (), entry))
            if entry.id != path.stem:
                problems.append(document.problem(("id",), f"id {entry.id!r} is not the file's name", f"Name the file {entry.id}.yaml, or correct the id."))
    gaps = [checks.Placed(document, path, gap) for document, path, gap in read_many(root, folder / "gaps.yaml", Gap, problems)]
    if round_ is None:
        return None
    if round_.round != folder.name:
        problems.append(
            round_document.problem(("round",), f"round {round_.round!r} is not the folder's name", f"Correct the round, or name the folder {round_.round}.")
        )
    problems += checks.check_round(checks.Placed(round_document, (), round_), entries, gaps, frozenset(unreadable))
    return RoundKnowledge(round=round_, entries=[p.item for p in entries], gaps=[p.item for p in gaps])
