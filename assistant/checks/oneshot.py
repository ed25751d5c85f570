"""What the three commands do: one answer or an interview on the terminal, JSON Lines, and a report where one is asked for."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from rich.console import Console

from assistant import jsonl
from assistant.checks import lines, show
from assistant.checks.ask_award_level import interview_award_level
from assistant.checks.ask_category import interview_category
from assistant.checks.ask_participation import interview_participation
from assistant.checks.prompt import Terminal
from assistant.eligibility.award_level import inputs_schema
from assistant.eligibility.category import facts_schema, parse_facts
from assistant.eligibility.checks import Checks
from assistant.eligibility.facts import FactError, Value
from assistant.errors import AssistantError
from assistant.knowledge import load_knowledge
from assistant.reports.award_level import award_level_report
from assistant.reports.category import category_report
from assistant.reports.model import Report
from assistant.reports.participation import participation_report
from assistant.reports.write import check_target, write_report
from assistant.settings import load_settings
from assistant.thai.dates import ERA_OFFSET, ThaiDate

_THAILAND = timezone(timedelta(hours=7))


class Door:
    """The checks of a round with the place of the report, if one is wanted."""

    def __init__(self, round_: str | None, report: Path | None) -> None:
        """Open the checks; a report that cannot be written is refused now, not after a long interview.

        Raises:
            AssistantError: no such round, faults in its files, or no place for the report.
        """
        if report is not None:
            check_target(report)
        self._report = report
        self.checks = open_checks(round_)

    def print_facts_schema(self) -> None:
        """The JSON Schema of a category line."""
        _print(facts_schema(self.checks.rules))

    def print_inputs_schema(self) -> None:
        """The JSON Schema of an award-level line."""
        _print(inputs_schema(self.checks.awards))

    def category_batch(self, source: Path, target: Path | None) -> None:
        """JSON Lines of works."""
        jsonl.run(lambda line: lines.category_line(self.checks, line), source, target)

    def participation_batch(self, source: Path, target: Path | None) -> None:
        """JSON Lines of groups and descriptions."""
        jsonl.run(lambda line: lines.participation_line(self.checks, line), source, target)

    def award_level_batch(self, source: Path, target: Path | None) -> None:
        """JSON Lines of points."""
        jsonl.run(lambda line: lines.award_level_line(self.checks, line), source, target)

    def category(self, description: str | None, facts: Sequence[str], asks_for: Sequence[str], as_json: bool) -> None:
        """Which category fits: one answer, or an interview when nothing was said."""
        checks, asked = self.checks, tuple(asks_for)
        unknown = [name for name in asked if name not in checks.rules.categories]
        if unknown:
            raise AssistantError(f"ไม่มีประเภท {', '.join(unknown)}", f"ใช้ได้: {', '.join(checks.rules.categories)}")
        given = _facts(checks, facts)
        if description is None and not given and not as_json:
            interview = interview_category(checks, _terminal(), asked)
            check, description, read = interview.check, interview.description, interview.read
        else:
            read = tuple(one for one in checks.read(description or "") if one.fact not in given)
            check = checks.category({one.fact: one.value for one in read} | given, asked, mentioned=checks.asked(description or ""))
            if as_json:
                _print(lines.category_record(checks, given, description or "", list(asked)))
            else:
                _say(["อ่านได้ดังนี้:", *show.read_lines(read, checks.rules), ""] if read else [])
                _say(show.category_lines(check, checks.rules))
                if check.next_question is not None:
                    _say(["", f"คำถามถัดไป: {check.next_question.text} (ตอบด้วย --fact {check.next_question.fact}=…)"])
        self._write(lambda: category_report(check, checks.rules, checks.knowledge, _today(), description or "", [(one.fact, one.words) for one in read]))

    def participation(self, description: str | None, facts: Sequence[str], as_json: bool) -> None:
        """Which level has been reached: one answer, or an interview when nothing was said."""
        checks = self.checks
        given = _facts(checks, facts)
        if description is None and not as_json:
            check, description = interview_participation(checks, _terminal())
        else:
            check = checks.participation([], description or "", given)
            if as_json:
                _print(check.record())
            else:
                _say(show.participation_lines(check, checks.rules))
        version, elements = check.category.rules_version, {element.id: element.shown for element in checks.levels.file.elements}
        self._write(lambda: participation_report(check.result, check.permits, checks.knowledge, version, _today(), description or "", elements=elements))

    def award_level(self, award: str | None, total: str | None, parts: Sequence[str], factors: Sequence[str], as_json: bool) -> None:
        """Which level a score earns: one answer, or an interview when no points were given."""
        checks = self.checks
        given = _points(checks, award, total, parts, factors)
        if award is None or not (given or as_json):
            told = interview_award_level(checks, _terminal(), award)
            if told is None:
                return
            result, award, given = told
        else:
            result = checks.award_level(award, given)
            if as_json:
                _print(lines.award_level_record(checks, award, given))
            else:
                _say(show.award_lines(result, checks.award_name(award), checks.rules.version))
        name = checks.award_name(award)
        self._write(lambda: award_level_report(result, name, given, checks.knowledge, checks.rules.version, _today(), rules=checks.awards))

    def _write(self, report: Callable[[], Report]) -> None:
        if self._report is not None:
            write_report(report(), self._report)
            Console(stderr=True, highlight=False, soft_wrap=True).print(f"report written to {self._report}", markup=False)


def open_checks(round_: str | None) -> Checks:
    """The checks of a round.

    Raises:
        AssistantError: no such round, or faults in its files.
    """
    settings = load_settings()
    root = settings.knowledge_root()
    knowledge = load_knowledge(root)
    wanted = round_ or settings.round or knowledge.newest
    if wanted not in knowledge.rounds:
        raise AssistantError(f"there is no round {wanted}", f"Rounds loaded: {', '.join(sorted(knowledge.rounds))}.")
    checks = Checks(root, knowledge.rounds[wanted])
    if not checks.exist:
        raise AssistantError(f"round {wanted} has no rules to check by", f"Write {root.name}/{wanted}/rules/ (see knowledge/README.md), or name another round.")
    return checks


def _points(checks: Checks, award: str | None, total: str | None, parts: Sequence[str], factors: Sequence[str]) -> dict[str, Any]:
    """Points as the machine interface takes them; under which names an award's parts are given, its rules say."""
    rule = checks.awards.awards.get(award or "")
    given: dict[str, Any] = {} if total is None else {"total": total}
    for option, sheet, pairs in (("--part", rule and rule.sheet, parts), ("--factor", rule and rule.further, factors)):
        if pairs and sheet is None:
            raise AssistantError(f"{option}: {checks.award_name(award or '')} has no such parts", "Give --total, or see assistant award-level --inputs.")
        if pairs and sheet:
            given[sheet.input] = dict(_pair(pair, option) for pair in pairs)
    return given


def _facts(checks: Checks, pairs: Iterable[str]) -> dict[str, Value]:
    raw: dict[str, Any] = dict(_pair(pair, "--fact") for pair in pairs)
    try:
        return parse_facts(checks.rules, raw)
    except FactError as error:
        raise AssistantError(str(error), "ดูข้อเท็จจริงทั้งหมดด้วย assistant category --facts") from error


def _pair(text: str, option: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise AssistantError(f"{option} {text!r} is not of the form name=value", f"Write {option} name=value.")
    return name.strip(), value.strip()


def _terminal() -> Terminal:
    console = Console(highlight=False, soft_wrap=True)

    def read(prompt: str) -> str | None:
        console.print(prompt, end="", markup=False)
        line = sys.stdin.buffer.readline()
        return line.decode("utf-8", errors="replace").rstrip("\r\n") if line else None

    return Terminal(read, lambda line: console.print(line, markup=False))


def _say(text: Iterable[str]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for line in text:
        console.print(line, markup=False)


def _print(record: Mapping[str, Any]) -> None:
    print(json.dumps(record, ensure_ascii=False, indent=2, default=str))


def _today() -> ThaiDate:
    today = datetime.now(UTC).astimezone(_THAILAND).date()
    return ThaiDate(today.year + ERA_OFFSET, today.month, today.day)
