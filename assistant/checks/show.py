"""Results of the checks as lines for a terminal: the answer first, then why, then what is open, then the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from assistant.eligibility.award_level import AwardLevelResult
from assistant.eligibility.category import CategoryCheck
from assistant.eligibility.checks import ParticipationCheck, Read
from assistant.eligibility.decide import CategoryVerdict
from assistant.eligibility.reason import Reason
from assistant.eligibility.rules import RuleSet

MARKS = {"eligible": "✔", "conditional": "~", "no_rule": "–", "needs_info": "?", "not_eligible": "✘"}
_SHOWN = 4  # categories still open that are named in the one-line standing


def category_lines(check: CategoryCheck, rules: RuleSet) -> Iterator[str]:
    """The whole category check."""
    yield from headline(check)
    ranked = {r.category: r.because for r in check.recommended}
    shown = [*ranked, *(v.category for v in check.verdicts if v.category not in ranked)]
    possible = [check.verdict(category) for category in shown]
    for verdict in (v for v in possible if v.category in ranked):
        yield ""
        yield from _verdict_lines(verdict, rules, ranked[verdict.category])
    silent = [v for v in possible if v.verdict == "no_rule" and v.category not in ranked]
    open_ = [v for v in possible if v.verdict == "needs_info" and v.category not in ranked]
    out = [v for v in possible if v.verdict == "not_eligible"]
    for title, verdicts in (("ยังไม่ตัดออก แต่ยังไม่มีอะไรชี้ว่าเหมาะ", [*open_, *silent]), ("ไม่เข้าเงื่อนไข", out)):
        if verdicts:
            yield ""
            yield f"{title}:"
            yield from _grouped(verdicts)
    yield from _notes(str(note.text) for note in check.notes)
    yield ""
    yield f"ชุดกฎ {check.rules_version}"


def headline(check: CategoryCheck) -> Iterator[str]:
    """The answer in a sentence or two, beginning with what was asked about."""
    for asked in (check.verdict(category) for category in check.asked):
        because = " ".join(reason.because for reason in asked.reasons) if asked.verdict != "needs_info" else ""
        yield f"{MARKS[asked.verdict]} ที่ถาม: {asked.name} — {asked.label}{f' ({because})' if because else ''}"
    if not check.recommended:
        alive = any(v.verdict == "needs_info" for v in check.verdicts)
        yield "ยังบอกไม่ได้ว่าประเภทใดเหมาะ ต้องรู้ข้อมูลเพิ่ม" if alive else "ไม่พบประเภทที่ผลงานนี้เข้าเงื่อนไข"
        return
    first = check.recommended[0]
    verdict = check.verdict(first.category)
    yield f"{MARKS[verdict.verdict]} เหมาะที่สุด: {first.name} — {verdict.label}"
    if len(check.recommended) > 1:
        yield f"  รองลงมา: {', '.join(f'{r.name} ({check.verdict(r.category).label})' for r in check.recommended[1:4])}"


def standing(check: CategoryCheck, asked_for: Collection[str] = ()) -> str:
    """One line on where things stand, for between two questions: of the categories asked for, or of all."""
    if asked_for:
        return " · ".join(f"{MARKS[v.verdict]} {v.name}" for v in check.verdicts if v.category in asked_for)
    ranked = [f"{MARKS[check.verdict(r.category).verdict]} {r.name}" for r in check.recommended[:_SHOWN]]
    out = sum(verdict.verdict == "not_eligible" for verdict in check.verdicts)
    said = [f"นำอยู่: {' · '.join(ranked)}"] if ranked else []
    return " | ".join([*said, f"เปิดอยู่ {len(check.verdicts) - out} ประเภท", f"ตัดออกแล้ว {out}"])


def read_lines(read: Sequence[Read], rules: RuleSet) -> Iterator[str]:
    """What was read from a description, numbered, each with its words."""
    for number, fact in enumerate(read, start=1):
        of = rules.facts[fact.fact]
        yield f"  {number}) {of.question} → {of.printed(fact.value)}   (อ่านจาก “{fact.words}”)"


def participation_lines(check: ParticipationCheck, rules: RuleSet) -> Iterator[str]:
    """The level of the work, each group, what would lift it, and what it opens."""
    result = check.result
    yield f"ระดับการมีส่วนร่วมของผลงาน: {result.level.upper()}"
    yield f"  {result.because}"
    for group in result.groups:
        yield ""
        yield f"• {group.name}: {group.level.upper()}{' (กลุ่มที่เกี่ยวข้องมากที่สุด)' if group.key else ''}"
        yield f"  {group.because}"
    if result.lift:
        yield ""
        yield "จะขึ้นอีกระดับได้อย่างไร:"
        yield from (f"  • {lift.because}" for lift in result.lift)
    if result.open_questions:
        yield ""
        yield "ยังต้องตอบ:"
        yield from (f"  • {question}" for question in result.open_questions)
    yield ""
    yield "ประเภทที่ระดับนี้เปิดให้:"
    for verdict in check.permits:
        yield from _verdict_lines(verdict, rules)
    yield from _notes(result.notes)
    yield ""
    yield f"ชุดกฎ {check.category.rules_version}"


def award_lines(result: AwardLevelResult, name: str, version: str) -> Iterator[str]:
    """The level earned, why, both readings where there are two, and what the next level needs."""
    yield f"{name}: {result.label}"
    for reason in result.reasons:
        yield f"  {_mark(reason)} {reason.because}{_place(reason)}"
    if result.readings:
        yield "อ่านได้หลายทาง:"
        yield from (f"  • {reading.says} → {reading.label}" for reading in result.readings)
    if result.missing:
        yield f"ยังขาด: {', '.join(result.missing)}"
    if result.next_level:
        yield "จะถึงระดับถัดไปต้องได้อะไรเพิ่ม:"
        yield from (f"  • {shortfall.text}" for shortfall in result.next_level)
    yield f"ชุดกฎ {version}"


def _verdict_lines(verdict: CategoryVerdict, rules: RuleSet, strong: str = "") -> Iterator[str]:
    yield f"{MARKS[verdict.verdict]} {verdict.name} — {verdict.label}"
    if strong and strong != verdict.label:
        yield f"    โดดเด่นเพราะ{strong}"
    for reason in verdict.reasons if verdict.verdict != "needs_info" else verdict.met:
        yield f"    {_mark(reason)} {reason.because}{_place(reason)}"
    for reading in verdict.readings:
        yield f"      - {reading}"
    for fact in verdict.missing:
        yield f"    ? {rules.facts[fact].question}"


def _grouped(verdicts: Sequence[CategoryVerdict]) -> Iterator[str]:
    """Verdicts with the same reasons told together."""
    groups: dict[tuple[str, tuple[str, ...]], list[CategoryVerdict]] = {}
    for verdict in verdicts:
        because = () if verdict.verdict == "needs_info" else tuple(f"{reason.because}{_place(reason)}" for reason in verdict.reasons)
        groups.setdefault((verdict.verdict, because), []).append(verdict)
    for (kind, because), same in groups.items():
        yield f"  {MARKS[kind]} {', '.join(verdict.name for verdict in same)}"
        yield from (f"      {line}" for line in because)


def _notes(notes: Iterable[str]) -> Iterator[str]:
    told = list(dict.fromkeys(notes))
    if told:
        yield ""
        yield "หมายเหตุ:"
        yield from (f"  • {note}" for note in told)


def _mark(reason: Reason) -> str:
    return {True: "✔", False: "✘", None: "•"}[reason.holds]


def _place(reason: Reason) -> str:
    places = " · ".join(dict.fromkeys(f"{source.section} {source.item}" for source in reason.sources))
    return f" [{places}]" if places else ""
