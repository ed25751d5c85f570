"""Asking on in a terminal: what was read is confirmed, what is missing is asked, anything can be changed, the verdict grows."""

from __future__ import annotations

import re
from typing import Any

from assistant.checks import show
from assistant.checks.prompt import Command, Terminal
from assistant.eligibility.category import CategoryCheck, Question, question
from assistant.eligibility.checks import Checks, Read
from assistant.eligibility.facts import FactError
from assistant.eligibility.session import Session
from assistant.thai.clean import comparable
from assistant.thai.digits import to_arabic

_MANY = 3  # answers "not known" in a row, after which the way out is pointed at


def confirmed(checks: Checks, terminal: Terminal, read: tuple[Read, ...]) -> tuple[Read, ...]:
    """The facts read that the person lets stand: nothing counts before it was shown."""
    if not read:
        return ()
    terminal.say(["", "อ่านได้ดังนี้:", *show.read_lines(read, checks.rules)])
    terminal.write("ถูกทุกข้อกด Enter ถ้าข้อใดไม่ถูก พิมพ์หมายเลข เช่น 2 5 (พิมพ์ “ไม่” เพื่อไม่ใช้ทั้งหมด)")
    answer = terminal.ask()
    if not isinstance(answer, str) or not answer.strip():
        return read
    if comparable(answer) in ("ไม่", "ไม่ถูก", "ไม่ใช่", "no"):
        return ()
    wrong = {int(number) for number in re.findall(r"\d+", to_arabic(answer))}
    return tuple(fact for number, fact in enumerate(read, start=1) if number not in wrong)


def ask_on(terminal: Terminal, session: Session) -> Session:
    """Ask the next question until there is none; the session as it then stands."""
    start = len(session.answers)
    while True:
        check = session.check()
        if check.next_question is None:
            return session
        terminal.say(["", show.standing(check, session.asked_for), f"คำถาม {len(session.answers) - start + 1}: {check.next_question.text}"])
        step = _answer(terminal, session, check.next_question, check)
        if step is None:
            return session
        session = step
        if len(session.answers) - start >= _MANY and all(value is None for _, value in session.answers[-_MANY:]):
            terminal.write("หากไม่ทราบหลายข้อ พิมพ์ “จบ” เพื่อดูผลเท่าที่ทราบได้")


def _answer(terminal: Terminal, session: Session, asked: Question, check: CategoryCheck) -> Session | None:
    """The session after one line of input that changed it; None when the person stops."""
    terminal.say(f"  {number}) {label}" for number, (_, label) in enumerate(asked.options, start=1))
    while True:
        line = terminal.ask()
        if line is Command.STOP:
            return None
        if line is Command.BACK:
            if session.answers:
                return session.back()
            terminal.write("ยังไม่มีข้อก่อนหน้า")
        elif line is Command.CHANGE:
            changed = _change(terminal, session)
            if changed is not None:
                return changed
            terminal.write(f"กลับมาที่: {asked.text}")
        elif line is Command.SHOW:
            terminal.say(show.category_lines(check, session.rules))
        elif line is Command.WHY:
            terminal.say([f"ที่ถามเพราะ: {asked.why}", *([asked.help] if asked.help else [])])
        elif isinstance(line, str):
            answered = _answered(terminal, session, asked, line)
            if answered is not None:
                return answered


def _chosen(terminal: Terminal, asked: Question, line: str) -> Any:
    """A typed answer, with numbers of options turned into the options."""
    if not asked.options:
        return line
    many = [terminal.choose([label for _, label in asked.options], part) for part in re.split(r"[\s,]+", line.strip()) if part]
    picked = [asked.options[place][0] for place in many if place is not None]
    if not picked or len(picked) != len(many):
        return line
    return picked if len(picked) > 1 else picked[0]


def _change(terminal: Terminal, session: Session) -> Session | None:
    """The session with one earlier answer changed; None when none was."""
    facts = [session.rules.facts[name] for name, _ in session.answers]
    if not facts:
        terminal.write("ยังไม่มีคำตอบให้แก้")
        return None
    for number, (fact, (_, value)) in enumerate(zip(facts, session.answers, strict=True), start=1):
        terminal.write(f"  {number}) {fact.question} → {'ไม่ทราบ' if value is None else fact.printed(value)}")
    terminal.write("จะแก้ข้อใด (พิมพ์หมายเลข)")
    line = terminal.ask()
    place = terminal.choose([fact.id for fact in facts], line) if isinstance(line, str) else None
    if place is None:
        return None
    asked = question(facts[place])
    terminal.write(asked.text)
    terminal.say(f"  {number}) {label}" for number, (_, label) in enumerate(asked.options, start=1))
    while isinstance(line := terminal.ask(), str):
        answered = _answered(terminal, session, asked, line)
        if answered is not None:
            return answered
    return None


def _answered(terminal: Terminal, session: Session, asked: Question, line: str) -> Session | None:
    """The session with a typed answer; None, with the reason told, when it is none."""
    if not line.strip():
        terminal.write("พิมพ์คำตอบ หรือ “ข้าม” หากไม่ทราบ")
        return None
    try:
        return session.answer(asked.fact, _chosen(terminal, asked, line))
    except FactError as error:
        terminal.write(f"ไม่เข้าใจคำตอบ พิมพ์หมายเลข 1 ถึง {len(asked.options)} หรือ “ข้าม” หากไม่ทราบ" if asked.options else str(error))
        return None
