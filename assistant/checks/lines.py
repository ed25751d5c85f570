"""The machine interface of the checks: one line in, one line out, for each of the three."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.eligibility.category import parse_facts
from assistant.eligibility.checks import Checks, Read
from assistant.eligibility.facts import FactError
from assistant.eligibility.participation import GivenGroup
from assistant.jsonl import BadLine, Record, error_record, read_line

MAX_LETTERS = 20_000
Description = Annotated[str, StringConstraints(max_length=MAX_LETTERS)]


class _Line(BaseModel):
    """What all lines share. A key sent as null counts as left out."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, data: Any) -> Any:
        return {key: value for key, value in data.items() if value is not None} if isinstance(data, dict) else data


class CategoryLine(_Line):
    """A work to check: a description, facts, or both; facts given count before those read."""

    description: Description | None = None
    facts: dict[str, Any] = Field(default_factory=dict)
    asks_for: list[str] = Field(default_factory=list)


class ParticipationLine(_Line):
    """What was done with whom: groups, a description, or both; further facts for the categories that the level opens."""

    description: Description | None = None
    groups: list[GivenGroup] = Field(default_factory=list)
    facts: dict[str, Any] = Field(default_factory=dict)


class AwardLevelLine(_Line):
    """Points for an award."""

    award: str
    input: Any = Field(default_factory=dict)


def category_line(checks: Checks, line: str) -> Iterator[Record]:
    """The verdicts on one line, or one record with ``error``."""
    try:
        item = read_line(line, CategoryLine)
        unknown = [name for name in item.asks_for if name not in checks.rules.categories]
        if unknown:
            raise BadLine(error_record(item.id, f"asks_for: ไม่มีประเภท {', '.join(unknown)} — ใช้ได้: {', '.join(checks.rules.categories)}"))
        given = _facts(checks, item.id, item.facts)
    except BadLine as bad:
        yield bad.record
        return
    yield {"id": item.id} | category_record(checks, given, item.description or "", item.asks_for)


def category_record(checks: Checks, given: Mapping[str, Any], description: str, asked_for: list[str]) -> Record:
    """The category check of a description and facts, with what was read from which words."""
    read = [fact for fact in checks.read(description) if fact.fact not in given]
    check = checks.category({fact.fact: fact.value for fact in read} | dict(given), asked_for, mentioned=checks.asked(description))
    record = check.record()
    return record | ({"read": [read_record(checks, fact) for fact in read]} if description else {})


def participation_line(checks: Checks, line: str) -> Iterator[Record]:
    """The levels on one line, or one record with ``error``."""
    try:
        item = read_line(line, ParticipationLine)
        given = _facts(checks, item.id, item.facts)
    except BadLine as bad:
        yield bad.record
        return
    yield {"id": item.id} | checks.participation(item.groups, item.description or "", given).record()


def award_level_line(checks: Checks, line: str) -> Iterator[Record]:
    """The award level on one line, or one record with ``error``."""
    try:
        item = read_line(line, AwardLevelLine)
    except BadLine as bad:
        yield bad.record
        return
    yield {"id": item.id} | award_level_record(checks, item.award, item.input)


def award_level_record(checks: Checks, award: str, given: Any) -> Record:
    """The award level that ``given`` earns, with the version of the rules."""
    return checks.award_level(award, given).record() | {"rules_version": checks.rules.version}


def read_record(checks: Checks, read: Read) -> Record:
    """A fact read from a description, with its words."""
    return {"fact": read.fact, "value": checks.rules.facts[read.fact].record(read.value), "words": read.words}


def _facts(checks: Checks, item_id: Any, raw: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return dict(parse_facts(checks.rules, raw))
    except FactError as error:
        raise BadLine(error_record(item_id, f"facts: {error}")) from error
