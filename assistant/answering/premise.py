"""Numbers and dates that the person takes for granted, held against the entry that answers.

Two cases: a claim about the rule ("ต้อง 500 ใช่ไหม") that the entry contradicts, and the person's own figure ("ทำมา 8 เดือน", "ไฟล์ 7 MB")
against a limit. What is said is only ever a comparison of the person's number with the entry's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.datum import events_named
from assistant.answering.understand import Question
from assistant.knowledge.schema import Entry, Figure, Point
from assistant.thai.clean import comparable
from assistant.thai.digits import NUMBER, parse_number, plain
from assistant.thai.quantities import Quantity, find_quantities, months

_CLAIM = re.compile(
    r"ใช่|จริง|ถูกต้อง|ถูกไหม|ถูกมั้ย|เหรอ|หรอ|ได้ยิน|เห็นว่า|บอกว่า|เข้าใจว่า|นึกว่า|คิดว่า|ทำไม|แน่ใจ|ว่ากัน|right|correct|true|is it|isn't|ยืนยัน|"
    r"ปะ|ป่ะ|มั้ย|ไหม|หรือเปล่า|รึเปล่า|หรือไม่|นะ"
)
_OWN = re.compile(
    r"ทำมา|ดำเนินการมา|ใช้มา|เปิดใช้มา|ใช้งานมา|ใช้จริงมา|เพิ่ง|มาแล้ว|แค่|ของเรา|ไฟล์(?:แนบ)?(?:มัน|เรา|ขนาด|ใหญ่)?\s*\d|มาได้|เริ่มมา|ได้\s*\d|running for|for \d"
)
_CLOSING = re.compile(r"ปิด|วันสุดท้าย|หมดเขต|ช้าสุด|เดดไลน์|deadline|close")
_IN_TIME = re.compile(r"ทัน|ได้(?:ไหม|มั้ย|ปะ|ป่ะ|หรือเปล่า|หรือไม่|รึเปล่า)|still")
_SIZES = {"MB", "หน้า", "ตัวอักษร"}
_TIME_OR_SIZE = {"ปี", "เดือน", "MB", "หน้า", "ตัวอักษร"}
_RULE = re.compile(r"ต้อง|ไม่เกิน|ไม่น้อยกว่า|อย่างน้อย|ขั้นต่ำ|กำหนด|ขึ้นไป|ถึงจะ|เต็ม|สูงสุด|มีกี่|must|need|require|limit|แบ่ง")


@dataclass(frozen=True)
class Correction:
    """A first sentence, and the point whose answer goes with it (None: the one already chosen)."""

    sentence: str
    point: str | None = None


def correction(question: Question, entry: Entry, point: Point | None) -> Correction | None:
    """What must be said first, or None when the person assumes nothing that the entry decides."""
    return _wrong_date(question, entry) or _own_figure(question, entry, point) or _wrong_figure(question, entry, point)


def _wrong_date(question: Question, entry: Entry) -> Correction | None:
    if not question.dates or not entry.events or not _CLAIM.search(question.text):
        return None
    events = [event.dates for event in events_named(question, entry) or entry.events]
    closing = len(question.dates) == 1 and _CLOSING.search(question.text) is not None
    known = {end for _, end in events} | {start for start, _ in events if start is not None and not closing}
    wrong = [date for date in question.dates if date not in known]
    if not wrong or (not closing and any(start is not None and start <= wrong[0] <= end.last_day for start, end in events)):
        return None
    if _IN_TIME.search(question.text):  # a day of the person's own plan, no claim about the calendar
        last = max(end for _, end in events)
        return Correction(f"{wrong[0]} พ้น {last} แล้ว") if last.day and wrong[0] > last else None
    return Correction(f"ไม่ใช่วันที่ {wrong[0]}")


def _own_figure(question: Question, entry: Entry, point: Point | None) -> Correction | None:
    own = _OWN.search(question.text) is not None
    for quantity in question.quantities:
        if quantity.unit not in _TIME_OR_SIZE or not (own or (quantity.unit in _SIZES and not _RULE.search(question.text))):
            continue
        if re.search(r"ต้อง\S{0,15}\s*$", question.text[: quantity.start]):  # said of the rule, not of the person's work
            continue
        for figure in _figures_for(quantity, entry, point, question) or _only_limit(quantity, entry):
            if figure.bound not in ("at_least", "at_most"):
                continue
            compared = _compare(quantity, figure)
            if compared is None:
                continue
            limit = f"{plain(figure.value)} {figure.unit}"
            said = f"{plain(quantity.value)} {quantity.unit}"
            if figure.bound == "at_least":
                text = f"{said} ยังไม่ถึง {limit} ซึ่งเป็นขั้นต่ำของ{figure.of}" if compared < 0 else f"{said} ถึงขั้นต่ำ {limit} ของ{figure.of}แล้ว แต่ต้องเข้าเงื่อนไขข้ออื่นด้วย"
            else:
                text = f"{said} เกิน {limit} ซึ่งเป็นเพดานของ{figure.of}" if compared > 0 else f"{said} ไม่เกิน {limit} ซึ่งเป็นเพดานของ{figure.of}"
            return Correction(text, figure.point)
    return None


def _wrong_figure(question: Question, entry: Entry, point: Point | None) -> Correction | None:
    if not _CLAIM.search(question.text):
        return None
    for quantity in question.quantities:
        figures = _figures_for(quantity, entry, point, question)
        unit = quantity.unit or (figures[0].unit if figures else _unit_of_rule(quantity, question.text))
        if unit is None or not (figures or _holds_unit(entry, unit)):
            continue
        if quantity.unit is None and not (_RULE.search(question.text) or figures):
            continue
        if quantity.value in numbers_of(entry):
            continue
        if figures and months(quantity) is not None and any(months(quantity) == _figure_months(figure) for figure in figures):
            continue
        chosen = figures[0] if figures and figures[0].point else None
        return Correction(f"ไม่ใช่ {plain(quantity.value)} {unit}", chosen.point if chosen else None)
    return None


def _unit_of_rule(quantity: Quantity, text: str) -> str | None:
    """Points, when a bare number is said to be what is needed ("ต้อง 500") in a question about points."""
    needed = re.search(r"ต้อง(?:ได้|ถึง|มี)?\s*$", text[: quantity.start]) is not None
    return "คะแนน" if needed and "คะแนน" in text else None


def _only_limit(quantity: Quantity, entry: Entry) -> list[Figure]:
    """The one limit of the entry that the quantity can be held against, whatever words were used; nothing when there are several."""
    limits = [figure for figure in entry.figures if figure.bound in ("at_least", "at_most") and _compare(quantity, figure) is not None]
    return limits if len(limits) == 1 else []


def _figures_for(quantity: Quantity, entry: Entry, point: Point | None, question: Question) -> list[Figure]:
    """Figures of the entry that the quantity may be about, likeliest first."""

    def likeness(figure: Figure) -> tuple[int, int]:
        held = sum(len(comparable(word)) for word in figure.words if comparable(word) in question.text and not word.isdigit())
        return (held, int(point is not None and figure.point == point.id))

    units = {quantity.unit} if quantity.unit else {"คะแนน", "MB", "ร้อยละ"}
    if quantity.unit in ("ปี", "เดือน"):
        units = {"ปี", "เดือน"}
    found = [figure for figure in entry.figures if figure.unit in units and (likeness(figure) > (0, 0))]
    return sorted(found, key=likeness, reverse=True)


def _compare(quantity: Quantity, figure: Figure) -> int | None:
    mine, limit = months(quantity), _figure_months(figure)
    if mine is None or limit is None:
        if quantity.unit != figure.unit:
            return None
        mine, limit = quantity.value, figure.value
    return (mine > limit) - (mine < limit)


def _figure_months(figure: Figure) -> Decimal | None:
    return months(Quantity(figure.value, figure.unit, "", 0))


def _holds_unit(entry: Entry, unit: str) -> bool:
    text = comparable(" ".join([entry.short, entry.full, *(p.answer for p in entry.points)]))
    return (unit == "คะแนน" and bool(entry.tables or entry.bands)) or any(q.unit == unit for q in find_quantities(text))


def numbers_of(entry: Entry) -> frozenset[Decimal]:
    """Every number that stands anywhere in an entry, prose and data."""
    texts = [entry.title, entry.question, entry.short, entry.full, *entry.caveats, *(point.answer for point in entry.points)]
    texts += [source.quote for source in entry.source] + [source.section + source.item for source in entry.source]
    texts += [event.when + (event.note or "") + event.name for event in entry.events]
    for table in entry.tables:
        labels = [*(column.label for column in table.columns), *(row.label for row in table.rows)]
        texts += [table.title, table.case or "", *labels, *table.sum_differs.values()]
    texts += [f"{band.undefined or ''} {band.conditions or ''} {' '.join(level.label for level in band.levels)}" for band in entry.bands]
    if entry.facets is not None:
        texts += [value for value in entry.facets.model_dump().values() if value]
    found = {number for text in texts for number in numbers_in(text)}
    found |= {figure.value for figure in entry.figures}
    for table in entry.tables:
        found |= {value for row in table.rows for value in row.values} | set(table.total.values if table.total else ())
    for band in entry.bands:
        found |= {value for level in band.levels for value in (level.from_, level.to, level.below) if value is not None}
        found |= {band.maximum} if band.maximum is not None else set()
    return frozenset(found)


def numbers_in(text: str) -> set[Decimal]:
    """Every number written in digits in a text."""
    return {number for match in NUMBER.finditer(comparable(text)) if (number := parse_number(match[0])) is not None}
