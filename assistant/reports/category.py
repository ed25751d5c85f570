"""The category check as a report: the answer first, then why, what is still to be known, what is open, and why not the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.eligibility.category import CategoryCheck, question
from assistant.eligibility.decide import CategoryVerdict, Verdict
from assistant.eligibility.rules import RuleSet
from assistant.knowledge.schema import RoundKnowledge
from assistant.reports.frame import TONES, about, cited, closing, grouped, joined, numbered, shortened, where
from assistant.reports.model import Block, Bullets, Callout, Heading, Item, Paragraph, Quoted, Report, Section, Table, filled, section
from assistant.thai.dates import ThaiDate

_ANSWERS: dict[Verdict, str] = {
    "eligible": "แนะนำให้ส่ง{names} เพราะเข้าเงื่อนไขที่เอกสารระบุ",
    "conditional": "ใกล้ที่สุดคือ{names} แต่ผลขึ้นกับการตีความ เพราะเอกสารเปิดบางข้อไว้",
    "no_rule": "ใกล้ที่สุดคือ{names} แต่เอกสารไม่ได้ระบุเงื่อนไขที่ตัดสินได้",
    "needs_info": "ใกล้ที่สุดคือ{names} แต่ยังต้องการข้อมูลก่อนจึงจะบอกได้ว่าเข้าเงื่อนไข",
}
_NONE_FITS = "จากข้อมูลที่ให้มา ไม่มีประเภทใดที่ผลงานเข้าเงื่อนไข"
_TOO_LITTLE = "ข้อมูลที่ให้มายังไม่พอที่จะแนะนำประเภทใด"
_NAMED = 3  # names in a sentence; of more it is said how many
_TYPED = "ตอบเอง"
_OPEN: tuple[Verdict, ...] = ("conditional", "no_rule", "needs_info", "eligible")


@dataclass(frozen=True)
class _Candidate:
    """A category worth sending in, or several of which the same is to be said. ``title`` names them in a sentence."""

    names: list[str]
    title: str
    because: str
    verdict: CategoryVerdict


def category_report(
    check: CategoryCheck,
    rules: RuleSet,
    knowledge: RoundKnowledge,
    made_on: ThaiDate,
    description: str = "",
    read: Sequence[tuple[str, str]] = (),
) -> Report:
    """A printable report of a category check.

    ``rules`` are those the check was made with. ``description`` is the work in the applicant's words; ``read`` are pairs of a fact's id and the words of the
    description it was read from (facts without were answered).
    """
    candidates = _candidates(check, knowledge)
    recommended = {recommendation.category for recommendation in check.recommended}
    possible = [verdict for verdict in check.verdicts if verdict.verdict != "not_eligible"]
    parts = [
        *(_candidate(number, candidate, len(candidates), rules) for number, candidate in enumerate(candidates, 1)),
        section("สิ่งที่ยังต้องทราบ", *_questions(check, rules, recommended)),
        section("ประเภทอื่น และเหตุที่ไม่ได้แนะนำ" if candidates else "แต่ละประเภทและเหตุผล", _others(check, rules, knowledge, recommended)),
        section("หมายเหตุ", Bullets(items=tuple(Item(text=note.text, aside=note.place) for note in check.notes))),
        section("ข้อมูลที่ใช้ตรวจ", _facts(check, rules, read), *_description(description)),
    ]
    return Report(
        title="ผลการตรวจประเภทรางวัลของผลงาน",
        subtitle=knowledge.round.name,
        about=about(check.rules_version, made_on),
        answer=_answer(candidates, possible, [check.verdict(category) for category in check.asked]),
        sections=filled(parts),
        closing=closing(knowledge, [verdict.category for verdict in possible]),
    )


def _candidates(check: CategoryCheck, knowledge: RoundKnowledge) -> list[_Candidate]:
    """The categories recommended, in order; those of which the same is to be said together."""
    groups: dict[tuple[object, ...], list[CategoryVerdict]] = {}
    for recommendation in check.recommended:
        verdict = check.verdict(recommendation.category)
        told = (verdict.verdict, verdict.missing, verdict.readings, *(reason.because for reason in (*verdict.reasons, *verdict.met)))
        groups.setdefault((recommendation.because, *told), []).append(verdict)
    found = []
    for (because, *_), alike in groups.items():
        short = _named(alike, check, knowledge)
        title = joined(short) if len(short) <= _NAMED else f"{len(alike)} ประเภทที่ผลเหมือนกัน (ดูรายชื่อด้านล่าง)"
        found.append(_Candidate([one.name for one in alike], title, str(because), alike[0]))
    return found


def _answer(candidates: list[_Candidate], possible: list[CategoryVerdict], asked: list[CategoryVerdict]) -> Callout:
    told = [f"ประเภทที่ถาม: {verdict.name} — {verdict.label}" for verdict in asked]
    if not candidates:
        if not possible:
            return Callout(text=_NONE_FITS, more=tuple(told), tone="bad")
        return Callout(text=_TOO_LITTLE, more=(*told, f"ยังเป็นไปได้ {len(possible)} ประเภท ดูสิ่งที่ยังต้องทราบด้านล่าง"), tone="open")
    first, *others = candidates
    more = told + ([] if first.because == first.verdict.label else [f"เหตุที่อยู่อันดับแรก: {first.because}"])
    if others:
        more.append("ตัวเลือกถัดไป: " + " · ".join(f"{other.title} ({other.verdict.label})" for other in others))
    return Callout(text=_ANSWERS[first.verdict.verdict].format(names=_spaced(first.title)), more=tuple(more), tone=TONES.get(first.verdict.verdict, "open"))


def _readings(verdict: CategoryVerdict, rules: RuleSet) -> dict[str, tuple[str, ...]]:
    """The ways to read each open point, by its rule."""
    return {applied.rule.id: applied.rule.readings for applied in rules.categories[verdict.category].conditionals}


def _candidate(number: int, candidate: _Candidate, of: int, rules: RuleSet) -> Section:
    verdict = candidate.verdict
    readings = _readings(verdict, rules)
    met = Bullets(items=tuple(map(cited, verdict.met)))
    blocks: list[Block] = []
    if number > 1:  # of the first the answer says so
        blocks.append(Paragraph(text=f"ผล: {verdict.label}" + ("" if candidate.because == verdict.label else f" · จัดอันดับจาก: {candidate.because}")))
    if len(candidate.names) > 1:
        blocks.append(Bullets(items=tuple(Item(text=name) for name in candidate.names)))
    if met.items:
        blocks += [Heading(text="เงื่อนไขที่ผ่านแล้ว"), met]
    if verdict.verdict != "eligible":
        blocks += [
            Heading(text=_OPEN_HEADINGS[verdict.verdict]),
            Bullets(items=tuple(cited(reason, readings.get(reason.rule, ())) for reason in verdict.reasons)),
        ]
    return section(f"{number}. {candidate.title}" if of > 1 else f"เหตุผลของ{_spaced(candidate.title)}", *blocks)


_OPEN_HEADINGS: dict[Verdict, str] = {
    "needs_info": "เงื่อนไขที่ยังไม่ทราบว่าผ่านหรือไม่",
    "conditional": "ข้อที่เอกสารเปิดไว้ อ่านได้มากกว่าหนึ่งทาง",
    "no_rule": "สิ่งที่เอกสารไม่ได้บอก",
    "not_eligible": "เงื่อนไขที่ไม่ผ่าน",
}


def _spaced(title: str) -> str:
    """With a space before a number: Thai words stand together, numbers do not."""
    return f" {title}" if title[:1].isdigit() else title


def _questions(check: CategoryCheck, rules: RuleSet, recommended: set[str]) -> list[Block]:
    """The facts that would decide: of the categories recommended, or of all where there are none; the one to ask first stands first."""
    needed: dict[str, list[str]] = {check.next_question.fact: []} if check.next_question else {}
    for verdict in check.verdicts:
        if verdict.verdict == "needs_info" and (verdict.category in recommended or not recommended):
            for fact in verdict.missing:
                needed.setdefault(fact, []).append(verdict.name)
    items = []
    for name, categories in needed.items():
        asked = question(rules.facts[name])
        options = tuple(label for _, label in asked.options)
        used = f"ใช้ตัดสิน{joined(_few(categories))}" if categories else asked.why
        aside = f"{used} · {asked.help}" if asked.help else used
        items.append(Item(text=asked.text, aside=aside, options=options, blank=not options))
    lead = Paragraph(text="เมื่อตอบคำถามต่อไปนี้แล้วตรวจใหม่ ผลจะชัดขึ้น", quiet=True)
    return [lead, Bullets(items=tuple(items))] if items else []


def _few(names: list[str]) -> list[str]:
    """Some names and how many more."""
    return names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"อีก {len(names) - _NAMED + 1} ประเภท"]


def _others(check: CategoryCheck, rules: RuleSet, knowledge: RoundKnowledge, recommended: set[str]) -> Table:
    """The categories not recommended: those still possible first, then those ruled out, with the same said once."""
    rest = [verdict for verdict in check.verdicts if verdict.category not in recommended]
    order = [verdict for kind in (*_OPEN, "not_eligible") for verdict in rest if verdict.verdict == kind]
    rows = tuple(("\n".join(_named(alike, check, knowledge)), alike[0].label, _why(alike[0], rules)) for alike in grouped(order))
    return Table(head=("ประเภท", "ผล", "เหตุผลและที่มา"), rows=rows, widths=(32, 18, 50))


def _named(alike: list[CategoryVerdict], check: CategoryCheck, knowledge: RoundKnowledge) -> list[str]:
    """The names of categories; a branch of which all are meant by its own name."""
    lines = []
    told: set[str] = set()
    ids = {verdict.category for verdict in alike}
    for verdict in alike:
        entity = knowledge.entity_by_id.get(verdict.category)
        branch = knowledge.entity_by_id.get(entity.parent or "") if entity else None
        whole = {other.category for other in check.verdicts if branch and other.category.startswith(f"{branch.id}.")}
        if branch and len(whole) > 1 and whole <= ids:
            lines += [] if branch.id in told else [f"{branch.name} ทั้ง {len(whole)} ประเภท"]
            told.add(branch.id)
        else:
            lines.append(verdict.name)
    return lines


def _why(verdict: CategoryVerdict, rules: RuleSet) -> str:
    if verdict.verdict == "needs_info":
        lines = ["ต้องทราบ:", *(f"– {rules.facts[fact].question}" for fact in verdict.missing)]
    else:
        readings = _readings(verdict, rules)
        lines = []
        for reason in verdict.reasons:
            lines.append(f"{reason.because} {where([reason])}".strip())
            lines += numbered(readings.get(reason.rule, ())) if verdict.verdict == "conditional" else ()
    return "\n".join(lines)


def _facts(check: CategoryCheck, rules: RuleSet, read: Iterable[tuple[str, str]]) -> Table:
    words: dict[str, list[str]] = {}
    for read_fact, quoted in read:
        words.setdefault(read_fact, []).append(f"“{quoted}”")
    rows = []
    for name, raw in check.facts.items():
        fact = rules.facts[name]
        value = fact.parse(raw)
        rows.append((fact.question, "" if value is None else fact.printed(value), " ".join(words.get(name, [_TYPED]))))
    if not words:
        return Table(head=("คำถาม", "คำตอบ"), rows=tuple(row[:2] for row in rows), widths=(55, 45))
    return Table(head=("คำถาม", "คำตอบ", "อ่านจากข้อความ"), rows=tuple(rows), widths=(40, 28, 32))


def _description(description: str) -> list[Block]:
    return [Heading(text="คำบรรยายผลงาน"), Quoted(text=shortened(description))] if description.strip() else []
