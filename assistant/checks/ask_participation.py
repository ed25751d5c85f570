"""The participation check as an interview in a terminal: groups one by one, or told at length, then what the categories still need."""

from __future__ import annotations

import re

from assistant.checks import show
from assistant.checks.asking import ask_on, confirmed
from assistant.checks.prompt import HELP, Command, Terminal
from assistant.eligibility.checks import Checks, ParticipationCheck, Read
from assistant.eligibility.facts import Value
from assistant.eligibility.participation import GivenGroup
from assistant.eligibility.session import Session
from assistant.thai.clean import comparable

_NONE = {"", "ไม่", "ไม่มี", "หมดแล้ว", "no"}


def interview_participation(checks: Checks, terminal: Terminal) -> tuple[ParticipationCheck, str]:
    """Ask for groups and what was done with each, show the level as it grows, then what the categories still need. The check, and the description."""
    terminal.say(["ตรวจว่าผลงานถึงระดับการมีส่วนร่วมใด (ดูที่กลุ่มที่เกี่ยวข้องกับผลงานมากที่สุด)", HELP, "", "เล่าสิ่งที่ทำกับกลุ่มต่าง ๆ ได้เลย หรือกด Enter เพื่อตอบทีละกลุ่ม"])
    answer = terminal.ask("เล่า> ")
    description = answer if isinstance(answer, str) else ""
    groups: list[GivenGroup] = []
    check = checks.participation(groups, description, {})
    if answer is not Command.STOP and not check.result.groups:
        groups = _ask_groups(checks, terminal)
        check = checks.participation(groups, description, {})
    if answer is not Command.STOP and len(check.result.groups) > 1 and not any(group.key for group in check.result.groups):
        groups = _ask_key(terminal, groups, check)
        check = checks.participation(groups, description, {})
    terminal.say(["", *_levels_so_far(check)])
    facts: dict[str, Value] = {}
    if answer is not Command.STOP:
        session = Session(checks.rules, checks.permitted)
        for fact in confirmed(checks, terminal, _beside(checks, description, check)):
            session = session.take(fact.fact, fact.value)
        for fact in checks.told_by(check.result):
            session = session.take(fact.fact, fact.value)
        session = ask_on(terminal, session)
        facts = session.facts
    check = checks.participation(groups, description, facts)
    terminal.say(["", *show.participation_lines(check, checks.rules)])
    return check, description


def _ask_groups(checks: Checks, terminal: Terminal) -> list[GivenGroup]:
    """Groups and what was done with each, until an empty name."""
    groups: list[GivenGroup] = []
    while True:
        terminal.write(f"กลุ่มที่ {len(groups) + 1} คือใคร (กด Enter เมื่อครบ)")
        name = terminal.ask()
        if name is Command.BACK and groups:
            groups.pop()
            continue
        if not isinstance(name, str) or comparable(name) in _NONE:
            return groups
        terminal.write(f"ทำอะไรกับ{name}บ้าง เช่น รับฟังความคิดเห็น ร่วมออกแบบ ตั้งเครือข่าย (คั่นด้วยจุลภาคได้)")
        actions = terminal.ask()
        if isinstance(actions, str):
            groups.append(GivenGroup(name=name, actions=[part for part in re.split(r"\s*[,;]\s*", actions) if part]))
            terminal.say(_levels_so_far(checks.participation(groups, "", {})))


def _ask_key(terminal: Terminal, groups: list[GivenGroup], check: ParticipationCheck) -> list[GivenGroup]:
    """The groups with those most concerned marked, as the person says; as they were when she does not."""
    names = [group.name for group in check.result.groups]
    terminal.write("กลุ่มใดเกี่ยวข้องกับผลงานมากที่สุด (พิมพ์หมายเลข ตอบหลายข้อได้ ไม่ทราบกด Enter)")
    terminal.say(f"  {number}) {name}" for number, name in enumerate(names, start=1))
    line = terminal.ask()
    places = {terminal.choose(names, part) for part in re.split(r"[\s,]+", line) if part} if isinstance(line, str) else set()
    chosen = {names[place] for place in places if place is not None}
    if not chosen:
        return groups
    actions = {group.name: group.actions for group in groups}
    return [
        GivenGroup(name=group.name, key=group.name in chosen, actions=actions.get(group.name, [activity.words for activity in group.activities]))
        for group in check.result.groups
    ]


def _levels_so_far(check: ParticipationCheck) -> list[str]:
    return [f"  {group.name}: {group.level.upper()} — {group.because}" for group in check.result.groups] or ["  ยังไม่พบกิจกรรมกับกลุ่มใด"]


def _beside(checks: Checks, description: str, check: ParticipationCheck) -> tuple[Read, ...]:
    """Facts of a description other than those the levels tell, as far as the categories opened need them."""
    needed = {name for category in check.permits for name in checks.rules.categories[category.category].facts}
    return tuple(fact for fact in checks.read_beside(description) if fact.fact in needed)
