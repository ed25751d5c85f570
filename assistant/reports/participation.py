"""The check of participation as a report: the level and why, the ladder, each group, what lifts it, and which categories it opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.eligibility.decide import CategoryVerdict, Verdict
from assistant.eligibility.participation.result import FoundActivity, GroupLevel, ParticipationResult
from assistant.knowledge.schema import RoundKnowledge
from assistant.reports.frame import TONES, about, cited, closing, grouped, places, shortened, where
from assistant.reports.model import Block, Bullets, Callout, Heading, Item, Ladder, Paragraph, Quoted, Report, Rung, Section, Table, filled, section
from assistant.thai.dates import ThaiDate
from assistant.thai.said import Manner

_UNKNOWN = "ยังบอกระดับการมีส่วนร่วมของผลงานไม่ได้"
_MANNERS = {Manner.STATED: "ทำแล้ว", Manner.DENIED: "ไม่ได้ทำ", Manner.PLANNED: "เป็นแผน", Manner.UNSURE: "ยังไม่แน่ชัด"}
_MOST_CONCERNED = "กลุ่มที่เกี่ยวข้องมากที่สุด"
_ORDER: tuple[Verdict, ...] = ("eligible", "conditional", "needs_info", "no_rule", "not_eligible")


def participation_report(
    result: ParticipationResult,
    permits: Sequence[CategoryVerdict],
    knowledge: RoundKnowledge,
    rules_version: str,
    made_on: ThaiDate,
    description: str = "",
    elements: Mapping[str, str] | None = None,
) -> Report:
    """A printable report of the check of participation.

    ``permits`` are the verdicts on the categories that the level bears on; ``elements`` say what each element that an activity proves means, by its id
    (without them the report tells only what an activity does not prove).
    """
    levels = _levels(knowledge)
    known = result.level in levels
    parts = [
        section("ขั้นของการมีส่วนร่วม", _ladder(result, levels)),
        section("แต่ละกลุ่มได้ทำอะไร และแสดงว่าอะไร", *(block for group in result.groups for block in _group(group, result, elements or {}))),
        section("สิ่งที่ยังต้องยืนยัน", Bullets(items=tuple(Item(text=question, blank=True) for question in result.open_questions))),
        _permits(permits),
        section("หมายเหตุ", Bullets(items=tuple(Item(text=note) for note in result.notes))),
        section("ที่มาของหลักที่ใช้", Bullets(items=tuple(Item(text=place.text) for place in places(result.sources)))),
        section("คำบรรยายผลงาน", *([Quoted(text=shortened(description))] if description.strip() else [])),
    ]
    return Report(
        title="ผลการตรวจระดับการมีส่วนร่วม",
        subtitle=knowledge.round.name,
        about=about(rules_version, made_on),
        answer=Callout(text=f"ผลงานอยู่ใน{levels[result.level]}" if known else _UNKNOWN, more=(result.because,), tone="good" if known else "open"),
        sections=filled(parts),
        closing=closing(knowledge, [verdict.category for verdict in permits if verdict.verdict != "not_eligible"]),
    )


def _levels(knowledge: RoundKnowledge) -> dict[str, str]:
    """Names of the levels of the round by the id that results use, the lowest first."""
    return {entity.id.rpartition(".")[2]: entity.name for entity in knowledge.round.entities if entity.kind == "level"}


def _ladder(result: ParticipationResult, levels: Mapping[str, str]) -> Ladder:
    order = list(levels)
    place = order.index(result.level) if result.level in levels else -1
    rungs = [
        Rung(name=levels[level], reached=number <= place, here=number == place, who=tuple(_who(group) for group in result.groups if group.level == level))
        for number, level in enumerate(order)
    ]
    below = tuple(_who(group) for group in result.groups if group.level not in levels)
    if below:
        rungs.insert(0, Rung(name="ยังไม่มีส่วนร่วม หรือยังบอกไม่ได้", reached=False, here=False, who=below))
    return Ladder(head=("ระดับ (สูงสุดอยู่บน)", "ผลงาน", "กลุ่มที่อยู่ระดับนี้"), rungs=tuple(reversed(rungs)), here="ผลงานอยู่ระดับนี้", nobody="–")


def _who(group: GroupLevel) -> str:
    return f"{group.name} ({_MOST_CONCERNED})" if group.key else group.name


def _group(group: GroupLevel, result: ParticipationResult, elements: Mapping[str, str]) -> Iterable[Block]:
    yield Heading(text=_who(group))
    yield Paragraph(text=group.because)
    yield _activities(group.activities, elements)
    lifts = tuple(Item(text=lift.because) for lift in result.lift if lift.group == group.name)
    if lifts:
        yield Paragraph(text="สิ่งที่จะยกขึ้นระดับถัดไป", quiet=True)
        yield Bullets(items=lifts)


def _activities(activities: Sequence[FoundActivity], elements: Mapping[str, str]) -> Table:
    rows = []
    for found in dict.fromkeys(activities):
        done = found.label if found.words == found.label else f"{found.label}\n“{found.words}”"
        shows = "\n".join(elements[element] for element in found.proves if element in elements) if found.manner is Manner.STATED else ""
        rows.append((done, _MANNERS[found.manner], shows or "–", found.proves_not or "–"))
    if not elements:
        head, widths = ("สิ่งที่ทำ และถ้อยคำที่อ่าน", "กล่าวไว้ว่า", "ไม่ได้แสดงว่า"), (36, 16, 48)
        return Table(head=head, rows=tuple((done, manner, shows_not) for done, manner, _, shows_not in rows), widths=widths)
    return Table(head=("สิ่งที่ทำ และถ้อยคำที่อ่าน", "กล่าวไว้ว่า", "แสดงว่า", "ไม่ได้แสดงว่า"), rows=tuple(rows), widths=(26, 13, 28, 33))


def _permits(permits: Sequence[CategoryVerdict]) -> Section:
    """The categories that the level opens with their conditions and the words of the source, then those that it rules out."""
    ordered = [verdict for kind in _ORDER for verdict in permits if verdict.verdict == kind]
    blocks: list[Block] = []
    for alike in grouped(one for one in ordered if one.verdict != "not_eligible"):
        verdict = alike[0]
        blocks.append(Callout(text=" · ".join(one.name for one in alike), more=(f"ผล: {verdict.label}",), tone=TONES.get(verdict.verdict, "open")))
        met = [reason for reason in verdict.met if reason not in verdict.reasons]
        single = verdict.readings if len(verdict.reasons) == 1 else ()  # whose readings they are, where there are several reasons, is not told
        blocks.append(Bullets(items=tuple(cited(reason, single) for reason in verdict.reasons)))
        if verdict.readings and not single:
            blocks += [Paragraph(text="อ่านได้มากกว่าหนึ่งทาง", quiet=True), Bullets(items=tuple(Item(text=reading) for reading in verdict.readings))]
        if met:
            blocks += [Paragraph(text="เงื่อนไขที่ผ่านแล้ว", quiet=True), Bullets(items=tuple(map(cited, met)))]
    rows = tuple(
        ("\n".join(one.name for one in alike), "\n".join(f"{reason.because} {where([reason])}".strip() for reason in alike[0].reasons))
        for alike in grouped(one for one in ordered if one.verdict == "not_eligible")
    )
    blocks.append(Table(head=("ประเภทที่ระดับนี้ยังไม่เปิดให้", "เหตุผลและที่มา"), rows=rows, widths=(32, 68)))
    return section("ประเภทที่ระดับนี้เปิดให้ และเงื่อนไขที่ตามมา", *blocks)
