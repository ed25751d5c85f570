"""Scoring one answer against its gold: small pure functions, each with its definition.

A gold item (JSON Lines under ``eval/datasets/``) holds:
``outcome``: acceptable outcomes. ``facts``: each a list of spellings, one of which must stand in an answer. ``not_facts``: what must not. ``gold``: ids
of entries any of which is right to cite; empty where nothing is to be cited. ``kind`` and ``style``: for breaking figures down.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.thai.clean import comparable


@dataclass(frozen=True)
class Gold:
    """One question with what a right answer is."""

    id: str
    question: str
    kind: str
    style: str
    outcome: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    not_facts: tuple[str, ...]
    gold: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """What was found of one answer. ``cited`` is None where no citation is due."""

    gold: Gold
    outcome: str
    missing: tuple[tuple[str, ...], ...]
    false: tuple[str, ...]
    cited: bool | None
    text: str = field(repr=False)

    @property
    def outcome_right(self) -> bool:
        """An acceptable outcome."""
        return self.outcome in self.gold.outcome

    @property
    def right(self) -> bool:
        """An acceptable outcome, every fact there (when answered), no false one."""
        return self.outcome_right and not self.missing and not self.false


def load_gold(*paths: Path) -> list[Gold]:
    """All items of the files, in order."""
    found = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                data = json.loads(line)
                found.append(
                    Gold(
                        data["id"], data["question"], data["kind"], data["style"], tuple(data["outcome"]),
                        tuple(tuple(fact) for fact in data["facts"]), tuple(data["not_facts"]), tuple(data["gold"]),
                    )
                )  # fmt: skip
    return found


def bare(text: str) -> str:
    """Text without white space, Markdown and Thai digits, in one case: what facts are compared in."""
    return re.sub(r"[\s*|_]", "", comparable(text))


def score(gold: Gold, record: dict[str, Any]) -> Score:
    """Score one record of the machine interface."""
    text = bare(record["text"])
    answered = record["outcome"] == "answered"
    missing = tuple(fact for fact in gold.facts if answered and not any(bare(spelling) in text for spelling in fact))
    false = tuple(fact for fact in gold.not_facts if bare(fact) in text)
    due = bool(gold.gold) and answered
    cited = bool({citation["entry"] for citation in record["citations"]} & set(gold.gold)) if due else None
    return Score(gold, record["outcome"], missing, false, cited, record["text"])


def abstention(scores: list[Score]) -> dict[str, float]:
    """Precision, recall and F1 of abstaining (``not_in_knowledge``, ``out_of_scope``, ``refused``) where that is due.

    Items that accept both an answer and an abstention are left out.
    """
    abstain = {"not_in_knowledge", "out_of_scope", "refused"}
    judged = [s for s in scores if not ({"answered", "clarify"} & set(s.gold.outcome)) or not (abstain & set(s.gold.outcome))]
    due = {s.gold.id for s in judged if set(s.gold.outcome) <= abstain}
    did = {s.gold.id for s in judged if s.outcome in abstain}
    hit = len(due & did)
    precision = hit / len(did) if did else 0.0
    recall = hit / len(due) if due else 0.0
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall) if hit else 0.0, "due": len(due)}
