"""The award-level check as a report: the outcome, the points part by part, why, how open points can be read, what the next level lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.eligibility.award_level import AwardLevelResult, AwardRules, Shortfall
from assistant.knowledge.schema import RoundKnowledge
from assistant.reports.frame import about, cited, closing
from assistant.reports.model import Block, Bullets, Callout, Heading, Report, Table, Tone, filled, section
from assistant.reports.points import NOT_GIVEN, points
from assistant.thai.dates import ThaiDate
from assistant.thai.digits import plain

_MARKS = {True: "ผ่าน", False: "ไม่ผ่าน", None: "ข้อสังเกต"}
_MEND = "ต้องแก้ไข"
_OPEN = {"borderline", "insufficient_data", "no_rule"}


def award_level_report(
    result: AwardLevelResult,
    award_name: str,
    given: Mapping[str, Any],
    knowledge: RoundKnowledge,
    rules_version: str,
    made_on: ThaiDate,
    rules: AwardRules | None = None,
) -> Report:
    """A printable report of an award-level check.

    ``given`` is the input that was checked; maxima and minima are those of the award's table in the source. ``rules`` name the parts that stand in no table.
    """
    parts = [
        section("คะแนนที่ใช้ตรวจ", *points(result, given, knowledge, rules)),
        section("เหตุผล", _reasons(result)),
        section("อ่านเอกสารได้มากกว่าหนึ่งทาง", _readings(result)),
        section("สิ่งที่ขาดไปถึงระดับถัดไป", *_next_level(result.next_level)),
    ]
    return Report(
        title="ผลการตรวจระดับรางวัลจากคะแนน",
        subtitle=knowledge.round.name,
        about=(("รางวัล", award_name), *about(rules_version, made_on)),
        answer=_answer(result),
        sections=filled(parts),
        closing=closing(knowledge, [result.award]),
    )


def _answer(result: AwardLevelResult) -> Callout:
    first = result.next_level[0] if result.next_level else None
    tone: Tone = "open" if result.outcome in _OPEN else "bad" if result.outcome == "invalid_input" else "plain"
    more = (f"ระดับถัดไปคือ “{first.to}” ดูสิ่งที่ขาดด้านล่าง",) if first else ()
    return Callout(text=f"ผล: {result.label}", more=more, tone=tone)


def _reasons(result: AwardLevelResult) -> Bullets:
    invalid = result.outcome == "invalid_input"
    return Bullets(items=tuple(cited(reason).model_copy(update={"mark": _MEND if invalid else _MARKS[reason.holds]}) for reason in result.reasons))


def _readings(result: AwardLevelResult) -> Table:
    rows = tuple((str(number), reading.says, reading.label) for number, reading in enumerate(result.readings, 1))
    return Table(head=("ทางที่", "ถ้าอ่านว่า", "ผลคือ"), rows=rows, widths=(10, 60, 30))


def _next_level(shortfalls: Sequence[Shortfall]) -> list[Block]:
    """Row by row what each level lacks."""
    blocks: list[Block] = []
    for level in dict.fromkeys(shortfall.to for shortfall in shortfalls):
        rows = []
        for lack in (one for one in shortfalls if one.to == level):
            unit = "%" if f"{plain(lack.need)}%" in lack.text else ""  # the unit stands in the sentence alone
            more = "มากกว่า " if lack.more else ""
            gap = NOT_GIVEN if lack.have is None else f"{more}{plain(lack.need - lack.have)}{unit}" if lack.need > lack.have else "ต้องได้มากกว่านี้"
            rows.append((lack.part, NOT_GIVEN if lack.have is None else f"{plain(lack.have)}{unit}", f"{more}{plain(lack.need)}{unit}", gap))
        table = Table(head=("ส่วนที่ขาด", "ขณะนี้", "ต้องได้", "ยังขาดอีก"), rows=tuple(rows), widths=(46, 16, 19, 19), numeric=(1, 2, 3))
        blocks += [Heading(text=f"ไปถึง “{level}”"), table]
    return blocks
