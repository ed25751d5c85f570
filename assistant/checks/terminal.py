"""The three checks as interviews in a terminal: what is read is confirmed, what is missing is asked, anything can be changed, the verdict grows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from assistant.checks import show
from assistant.checks.prompt import HELP, Command, Terminal
from assistant.eligibility.award_level import AwardLevelResult
from assistant.eligibility.award_level.rules import TOTAL
from assistant.eligibility.category import CategoryCheck, Question, question
from assistant.eligibility.checks import Checks, ParticipationCheck, Read
from assistant.eligibility.facts import FactError, Value
from assistant.eligibility.participation import GivenGroup
from assistant.eligibility.session import Session
from assistant.thai.clean import comparable
from assistant.thai.digits import plain, to_arabic

_NONE = {"", "ไม่", "ไม่มี", "หมดแล้ว", "no"}
_MANY = 3  # answers "not known" in a row, after which the way out is pointed at
_SKIP = {"ข้าม", "ไม่ทราบ", "ไม่รู้", "-", "skip"}


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
    return tuple(fact for fact in checks.read(description) if fact.fact in needed and fact.fact not in checks.told_facts)


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
