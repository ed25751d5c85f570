"""The award-level check as an interview in a terminal: the award, then each part that could still change something."""

from __future__ import annotations

from typing import Any

from assistant.checks import show
from assistant.checks.prompt import HELP, Command, Terminal
from assistant.eligibility.award_level import AwardLevelResult
from assistant.eligibility.award_level.rules import TOTAL
from assistant.eligibility.checks import Checks
from assistant.thai.clean import comparable
from assistant.thai.digits import plain

_SKIP = {"ข้าม", "ไม่ทราบ", "ไม่รู้", "-", "skip"}


def interview_award_level(checks: Checks, terminal: Terminal, award: str | None = None) -> tuple[AwardLevelResult, str, dict[str, Any]] | None:
    """Ask for the award and its points part by part, show the result as it grows. The result, the award and what was given; None when stopped at once."""
    awards = list(checks.awards.awards.values())
    if award is None:
        terminal.say(["ตรวจว่าคะแนนได้รางวัลระดับใด", HELP, "", "รางวัลใด", *(f"  {number}) {one.name}" for number, one in enumerate(awards, start=1))])
        while True:
            line = terminal.ask()
            if not isinstance(line, str):
                return None
            place = terminal.choose([one.id for one in awards], line)
            if place is not None or line.strip() in checks.awards.awards:
                award = awards[place].id if place is not None else line.strip()
                break
            terminal.write(f"พิมพ์หมายเลข 1 ถึง {len(awards)}")
    given = _ask_points(checks, terminal, award)
    result = checks.award_level(award, given)
    terminal.say(["", *show.award_lines(result, checks.award_name(award), checks.rules.version)])
    return result, award, given


def _ask_points(checks: Checks, terminal: Terminal, award: str) -> dict[str, Any]:
    """What was given, as the machine interface takes it: the total, then each part that could still change something."""
    parts = checks.awards.parts(award)
    rule = checks.awards.awards.get(award)
    percent = {sheet.missing_name(part.key) for sheet in (rule and rule.sheet, rule and rule.further) if sheet and sheet.percent for part in sheet.parts}
    labels = [f"{label}{'' if full is None else f' (เต็มร้อยละ {plain(full)})' if key in percent else f' (เต็ม {plain(full)})'}" for key, label, full in parts]
    answers: dict[str, str] = {}
    asked: list[int] = []
    place = 0
    while place < len(parts):
        key = parts[place][0]
        result = checks.award_level(award, checks.awards.given_of(award, answers))
        if asked and not _matters(result, key):
            place += 1
            continue
        terminal.write(f"{labels[place]} ได้เท่าใด")
        line = terminal.ask()
        if line is Command.STOP:
            break
        if line is Command.BACK:
            place = asked.pop() if asked else 0
            answers.pop(parts[place][0], None)
        elif line is Command.CHANGE:
            told = [f"{labels[number]} = {answers.get(parts[number][0], 'ไม่ทราบ')}" for number in asked]
            number = _which(terminal, told)
            if number is not None:
                place = asked.pop(number)
                answers.pop(parts[place][0], None)
        elif line is Command.SHOW or line is Command.WHY:
            terminal.say(show.award_lines(result, checks.award_name(award), checks.rules.version))
        elif isinstance(line, str):
            tried = answers | {key: line.strip()} if line.strip() and comparable(line) not in _SKIP else {k: v for k, v in answers.items() if k != key}
            result = checks.award_level(award, checks.awards.given_of(award, tried))
            if result.outcome == "invalid_input":
                terminal.say(reason.because for reason in result.reasons)
                continue
            answers = tried
            asked.append(place)
            terminal.write(f"  ขณะนี้: {result.label}")
            place = max(asked) + 1
    return checks.awards.given_of(award, answers)


def _matters(result: AwardLevelResult, key: str) -> bool:
    """Whether points for this part could still change the result."""
    if result.outcome == "insufficient_data":
        return key in result.missing or result.missing == (TOTAL,)  # a total is also the sum of the parts
    return any(reason.holds is None for reason in result.reasons) and key != TOTAL


def _which(terminal: Terminal, lines: list[str]) -> int | None:
    if not lines:
        terminal.write("ยังไม่มีคำตอบให้แก้")
        return None
    terminal.say([*(f"  {number}) {line}" for number, line in enumerate(lines, start=1)), "จะแก้ข้อใด (พิมพ์หมายเลข)"])
    line = terminal.ask()
    return terminal.choose(lines, line) if isinstance(line, str) else None
