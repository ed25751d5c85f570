"""The category check as an interview in a terminal."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.checks import show
from assistant.checks.asking import ask_on, confirmed
from assistant.checks.prompt import HELP, Command, Terminal
from assistant.eligibility.category import CategoryCheck
from assistant.eligibility.checks import Checks, Read
from assistant.eligibility.session import Session


@dataclass(frozen=True)
class CategoryInterview:
    """What an interview on the category came to."""

    check: CategoryCheck
    description: str
    read: tuple[Read, ...]


def interview_category(checks: Checks, terminal: Terminal, asked_for: tuple[str, ...] = ()) -> CategoryInterview:
    """Ask until no answer can change what is recommended, or the person stops."""
    terminal.say(["ตรวจว่าผลงานเหมาะกับประเภทใดของรางวัลเลิศรัฐ", HELP, "", "เล่าผลงานสั้น ๆ ได้เลย หรือกด Enter เพื่อตอบทีละข้อ"])
    answer = terminal.ask("เล่า> ")
    description = answer if isinstance(answer, str) else ""
    session = Session(checks.rules, asked_for, mentioned=checks.asked(description))
    read = confirmed(checks, terminal, checks.read(description))
    for fact in read:
        session = session.take(fact.fact, fact.value)
    if answer is not Command.STOP:
        session = ask_on(terminal, session)
    check = session.check()
    terminal.say(["", *show.category_lines(check, checks.rules)])
    return CategoryInterview(check, description, read)
