"""Data asked for by name: a row of a score table, the level that a score earns. Looked up, never searched for.

Every sentence made here is made of values of the knowledge files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.reply import TableBlock
from assistant.answering.understand import Question
from assistant.knowledge.schema import Band, Entity, Entry, Event, Level, RoundKnowledge, Row, Table
from assistant.thai.clean import comparable, skeleton
from assistant.thai.digits import plain
from assistant.thai.quantities import Quantity

_HOW_MUCH = re.compile(r"กี่|เท่า|คะแนน|แต้ม|น้ำหนัก|%|how|min|max|score|weight|point|ขั้นต่ำ|เต็ม")
_EARNED = re.compile(r"ได้|ถ้า|คะแนนรวม|ทำได้|สมมุติ|สมมติ|score|got|have|if|รวม|แค่|มี|ประเมิน|ผล")
_ASKS_LEVEL = re.compile(r"ระดับ|รางวัล|ผ่าน|ดีเด่น|ดีไหม|ได้อะไร|ได้ไหม|ไหม|มั้ย|หรือเปล่า|พอ|level|award|pass|enough|รับรอง|ใช่|ยัง|ปะ|อะไร|ไหน|ป่าว")
_FULL = re.compile(r"เต็ม|full|สูงสุด|maximum|max|ทั้งหมดกี่")
_MINIMUM = re.compile(r"ขั้นต่ำ|อย่างน้อย|ต้องได้|ไม่น้อยกว่า|ผ่าน|ถึงจะ|minimum|min|ถึงเกณฑ์|ต้องกี่|กี่คะแนนถึง")
_WHICH_ROW = re.compile(r"(?:ประเภท|หมวด|มิติ|เกณฑ์|รางวัล|แถว|ข้อ)(?:ไหน|อะไร|ใด|ไร)|อันไหน|ตัวไหน|เรื่องไหน|เรื่องอะไร|ของอะไร|which (?:category|dimension|award|item)")
_LAST_DAY = re.compile(r"ปิด|หมดเขต|สุดท้าย|ถึงวัน|ได้ถึง|ทัน|ช้าสุด|deadline|clos|last day|due")
_GENERIC = re.compile(r"^(?:ปัญหา|คน|มิติ|ผลกระทบ|กระบวนการ)$")
_MAX_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Datum:
    """What was looked up: the sentence that answers, the entries it came from, tables to show, and what goes with it."""

    kind: str
    sentence: str
    entries: tuple[str, ...]
    tables: tuple[TableBlock, ...] = ()
    conditions: tuple[str, ...] = ()


# ---- rows of score tables ------------------------------------------------------------------------------------------------


def row_datum(question: Question, knowledge: RoundKnowledge) -> Datum | None:
    """The value of the table row that the question names, for each award it names (or all that have such a row)."""
    if not ("scores" in question.aspects or _HOW_MUCH.search(question.text)) or "calendar" in question.aspects:
        return None
    if not re.search(r"กี่|เท่า|น้ำหนัก|ใช่|จริง|ไหม|มั้ย|how|what|weight|%|คะแนน|แต้ม|score|point", question.text):
        return None
    asked = _awards_asked([entity for entity in question.asked if entity in knowledge.criteria_by_entity], question.text, knowledge)
    named = bool(asked)
    entries = _with_children(asked, knowledge) if asked else [e for e in knowledge.criteria_by_entity.values() if _is_category(e, knowledge)]
    found = [(entry, table, row) for entry in entries for table in entry.tables for row in _matching_rows(table, question.text)]
    if not found or (not named and ("มิติ" not in question.text or len({e.id for e, _, _ in found}) < 2)):
        return None
    if not named:  # of the same dimension in many tables, the one that the words fit best
        longest = max(_strength(row, question.text) for _, _, row in found)
        found = [item for item in found if _strength(item[2], question.text) >= longest - 1]
    if len(found) == 1 or (len({entry.id for entry, _, _ in found}) == 1 and len(found) <= 3):
        return _rows_of_one(found, question, knowledge)
    return _rows_of_many(found, knowledge)


def _awards_asked(asked: list[str], text: str, knowledge: RoundKnowledge) -> list[str]:
    """The awards among the entities named: "หมวด 5" is an award, but beside another award it names a row of its table."""
    if len(asked) < 2:
        return asked
    applied = [entity for entity in asked if any(_applied_for(alias, text) for alias in knowledge.entity_by_id[entity].aliases)]
    rows = [entity for entity in asked if any(_is_row(entity, other, knowledge) for other in asked if other != entity)]
    if len(rows) == len(asked):
        return applied[:1] or asked[:1]
    return [entity for entity in asked if entity not in rows or entity in applied]


def _applied_for(alias: str, text: str) -> bool:
    return re.search(rf"(?:รางวัล|ขอ|สมัคร|ส่ง|ยื่น|award)\s*{re.escape(comparable(alias))}(?!\d)|{re.escape(comparable(alias))} award", text) is not None


def _is_row(entity: str, award: str, knowledge: RoundKnowledge) -> bool:
    aliases = {comparable(alias) for alias in knowledge.entity_by_id[entity].aliases}
    tables = knowledge.criteria_by_entity[award].tables
    return any(aliases & {comparable(word) for word in row.words} for table in tables for row in table.rows)


def _with_children(asked: list[str], knowledge: RoundKnowledge) -> list[Entry]:
    entries = []
    for entity in asked:
        children = [entry for about, entry in knowledge.criteria_by_entity.items() if about.startswith(f"{entity}.") and entry.tables]
        own = knowledge.criteria_by_entity[entity]
        entries += [own] if own.tables else children
    return entries


def _is_category(entry: Entry, knowledge: RoundKnowledge) -> bool:
    entity = knowledge.entity_by_id.get(entry.about[0])
    return entity is not None and entity.kind == "category" and entity.id.partition(".")[0] != "pmqa"


def _matching_rows(table: Table, text: str) -> list[Row]:
    scored = [(_strength(row, text), row) for row in table.rows]
    best = max((score for score, _ in scored), default=0)
    return [row for score, row in scored if score == best and score > 0]


def _strength(row: Row, text: str) -> int:
    """Length of the longest of the row's words that the text holds; 0 when it holds none."""
    bare = skeleton(text)
    best = 0
    for word in [row.label, *row.words]:
        key = comparable(word).removeprefix("มิติ")  # else a row that is written with it would outdo its like of other awards
        pattern = rf"(?<![\d.]){re.escape(key)}(?![\d.])" if key[:1].isdigit() else None
        if not key or (_GENERIC.match(key) and "มิติ" not in text):
            continue
        held = re.search(pattern, text) is not None if pattern else skeleton(key) in bare
        if held:
            best = max(best, len(key))
    return best


def _rows_of_one(found: list[tuple[Entry, Table, Row]], question: Question, knowledge: RoundKnowledge) -> Datum:
    sentences = []
    for entry, table, row in found:
        name = knowledge.entity_by_id[entry.about[0]].name
        values = list(zip(table.columns, row.values, strict=True))
        if len(values) > 1 and _FULL.search(question.text):
            values = [pair for pair in values if pair[0].id == "full"] or values
        elif len(values) > 1 and _MINIMUM.search(question.text):
            values = [pair for pair in values if pair[0].id != "full"] or values
        said = " · ".join(f"{plain(value)} {column.unit}{f' ({column.label})' if len(table.columns) > 1 else ''}" for column, value in values)
        out_of = f" จากคะแนนรวม {plain(table.total.values[0])} {table.columns[0].unit}" if table.total and len(table.columns) == 1 else ""
        case = f" {table.case}" if table.case else ""
        sentences.append(f"{said} คือค่าของ{row.label} ของ{name}{case}{out_of}" if len(values) > 1 else f"{said} — {row.label} ของ{name}{case}{out_of}")
    tables = tuple(dict.fromkeys(table_block(table) for _, table, _ in found))
    entries = tuple(dict.fromkeys(entry.id for entry, _, _ in found))
    return Datum("row", "\n".join(sentences), entries, tables)


def _rows_of_many(found: list[tuple[Entry, Table, Row]], knowledge: RoundKnowledge) -> Datum:
    rows = []
    for entry, table, row in found[:14]:
        name = knowledge.entity_by_id[entry.about[0]].name
        rows.append((f"{name}{f' ({table.case})' if table.case else ''}", row.label, f"{plain(row.values[0])} {table.columns[0].unit}"))
    block = TableBlock(title="คะแนนของมิติที่ถาม แยกตามประเภทรางวัล", columns=("ประเภทรางวัล", "มิติ", "คะแนน"), rows=tuple(rows))
    entries = tuple(dict.fromkeys(entry.id for entry, _, _ in found[:14]))
    values = sorted({row.values[0] for _, _, row in found[:14]})
    said = f"{plain(values[0])} คะแนนเท่ากันทุกประเภทที่มีมิตินี้" if len(values) == 1 else "คะแนนของมิตินี้ไม่เท่ากันในแต่ละประเภทรางวัล"
    return Datum("rows", said, entries, (block,))


def table_block(table: Table) -> TableBlock:
    """A knowledge table as a block to show."""
    rows = [(row.label, *(plain(value) for value in row.values)) for row in table.rows]
    if table.total:
        rows.append((table.total.label, *(plain(value) for value in table.total.values)))
    title = f"{table.title} ({table.case})" if table.case and table.case not in table.title else table.title
    return TableBlock(title=title, columns=(table.label, *(column.label for column in table.columns)), rows=tuple(rows))


def value_datum(question: Question, knowledge: RoundKnowledge) -> Datum | None:
    """The rows that hold the values the question names ("85 กับ 15 ของประเภทไหน", "เลข 48 เป็นของหมวดอะไร")."""
    if not _WHICH_ROW.search(question.text) or ("levels" in question.aspects and "scores" not in question.aspects):
        return None
    values = {quantity.value for quantity in question.quantities if quantity.unit in ("คะแนน", "ร้อยละ", None) and quantity.value > 1}
    if not values or len(values) > 4:
        return None
    asked = [entity for entity in question.asked if entity in knowledge.criteria_by_entity]
    entries = _with_children(asked, knowledge) if asked else [e for e in knowledge.criteria_by_entity.values() if _is_category(e, knowledge)]
    tables = [(entry, table) for entry in entries for table in entry.tables]
    if len(values) > 1:  # a table that holds them all
        tables = [(entry, table) for entry, table in tables if values <= {value for row in table.rows for value in row.values}]
    found = [(entry, table, row) for entry, table in tables for row in table.rows if values & set(row.values)]
    mentioned = [item for item in found if _strength(item[2], question.text)]
    found = mentioned or found
    if not found:
        return None
    return _rows_of_one(found, question, knowledge) if len({entry.id for entry, _, _ in found}) == 1 and len(found) <= 4 else _rows_of_many(found, knowledge)


# ---- dates -------------------------------------------------------------------------------------------------------------


def event_datum(question: Question, knowledge: RoundKnowledge) -> Datum | None:
    """When the step of the calendar that the question names takes place, for the branch it names."""
    if "calendar" not in question.aspects:
        return None
    branches = dict.fromkeys(entity.partition(".")[0] for entity in question.asked)
    calendars = [entry for entry in knowledge.entries if entry.kind == "calendar" and set(entry.about) & set(branches)]
    if len(calendars) != 1:
        return None
    calendar = calendars[0]
    events = events_named(question, calendar)
    if not events or len(events) > 2:
        return None
    branch = knowledge.entity_by_id[calendar.about[0]].name
    return Datum("event", "\n".join(f"{_event_when(event, question.text)} — {event.name} ของ{branch}" for event in events), (calendar.id,))


def events_named(question: Question, calendar: Entry) -> list[Event]:
    """The steps of a calendar that the question names best; none when it names no step."""
    strengths = [(max((len(word) for word in event.words if comparable(word) in question.text), default=0), event) for event in calendar.events]
    best = max((strength for strength, _ in strengths), default=0)
    return [event for strength, event in strengths if strength == best > 0]


def _event_when(event: Event, asked: str) -> str:
    """When a step is, its last day first where that is asked for."""
    start, end = event.dates
    if start is None or start == end or not event.start_label or not event.end_label:
        return event.when
    if _LAST_DAY.search(asked):
        return f"{end} {event.end_label} ({event.start_label} {start})"
    return f"{event.when} ({event.start_label} {start} · {event.end_label} {end})"


# ---- levels that a score earns -------------------------------------------------------------------------------------------


def level_datum(question: Question, knowledge: RoundKnowledge) -> Datum | None:
    """The level that a stated score earns, in the award named, or in every award it may be meant for."""
    score = _stated_score(question)
    if score is None or question.dates or not _ASKS_LEVEL.search(question.text) or "calendar" in question.aspects:
        return None
    bands = list(_bands(question, score.value, knowledge))
    if not bands:
        return None
    if len(bands) == 1:
        entry, band = bands[0]
        name = _asked_name(question, band, knowledge)
        return Datum("level", _level_sentence(score.value, band, name), (entry.id,), (band_block(band, name),), tuple(filter(None, [band.conditions])))
    rows = []
    for _, band in bands:
        rows.append((_band_name(band, knowledge), _level_word(score.value, band)))
    block = TableBlock(title=f"ผลของ {plain(score.value)} คะแนน แยกตามรางวัล", columns=("รางวัล", "ผล"), rows=tuple(rows))
    said = f"{plain(score.value)} คะแนนให้ผลตามรางวัลที่สมัคร ดังตาราง"
    notes = [(band, note) for _, band in bands for note in (band.undefined if _is_undefined(score.value, band) else None, band.conditions) if note]
    conditions = tuple(f"{_band_name(band, knowledge)}: {note}" for band, note in notes)
    return Datum("levels", said, tuple(dict.fromkeys(entry.id for entry, _ in bands)), (block,), conditions)


def _stated_score(question: Question) -> Quantity | None:
    """The one score the person states as their own; None when the number is rather a claim about the rule."""
    scores = [q for q in question.quantities if q.unit in ("คะแนน", None) and q.value >= 1 and not _is_claim(q, question.text)]
    if len(scores) != 1 or not _EARNED.search(question.text):
        return None
    score = scores[0]
    before = question.text[max(0, score.start - 14) : score.start]
    if score.unit is None and not ("levels" in question.aspects and _EARNED.search(question.text)) and not re.search(r"(?:ได้|รวม|score|got)\s*$", before):
        return None
    return score


def _is_claim(score: Quantity, text: str) -> bool:
    """Whether the number is said of the rule ("ต้อง 500", "80 ขึ้นไป") and not of the person's own work."""
    before, after = text[max(0, score.start - 14) : score.start], text[score.start + len(score.text) :]
    return (
        re.search(r"ต้อง(?:ได้)?(?:ถึง)?\s*$|ไม่น้อยกว่า|ขั้นต่ำ|ตั้งแต่?|อย่างน้อย|เต็ม|เกณฑ์|มิติ|เกิน|จาก\s*$", before) is not None
        or re.match(r"\s*(?:ขึ้นไป|เต็ม|ถึงจะ|ใช่ไหมถึง)", after) is not None
        or re.search(r"มิติ|น้ำหนัก", text) is not None
    )


def _bands(question: Question, score: Decimal, knowledge: RoundKnowledge) -> Iterator[tuple[Entry, Band]]:
    asked = [entity for entity in question.asked if "." in entity or entity in ("tpsa", "pmqa", "tepga")]
    for entry in knowledge.entries:
        if entry.kind != "award_levels":
            continue
        for band in entry.bands:
            limit = band.maximum or Decimal(1000)
            if asked:
                if any(band.covers(entity) or any(award.startswith(f"{entity}.") for award in band.awards) for entity in asked):
                    yield entry, band
            elif score <= limit and (score > _MAX_HUNDRED) == (limit > _MAX_HUNDRED):
                yield entry, band


def _is_undefined(score: Decimal, band: Band) -> bool:
    return band.level(score) is None and (band.maximum is None or score <= band.maximum)


def _level_word(score: Decimal, band: Band) -> str:
    if band.maximum is not None and score > band.maximum:
        return f"เกินคะแนนเต็ม {plain(band.maximum)} {band.unit}"
    level = band.level(score)
    return level.label if level else "เอกสารไม่ได้กำหนดผลของคะแนนนี้"


def _level_sentence(score: Decimal, band: Band, name: str) -> str:
    number = f"{plain(score)} {band.unit}"
    if band.maximum is not None and score > band.maximum:
        return f"{number} เกินคะแนนเต็ม {plain(band.maximum)} {band.unit} ของ{name}"
    level = band.level(score)
    if level is None:
        return f"{number} ไม่อยู่ในช่วงใดที่เอกสารกำหนดสำหรับ{name} {band.undefined or ''}".strip()
    return f"{level.label} — ผลของ {number} สำหรับ{name} ({level_range(level, band)})"


def level_range(level: Level, band: Band) -> str:
    """The range of a level in words: ``ตั้งแต่ 80 แต่ไม่ถึง 90 คะแนน``."""
    if level.from_ is None:
        return f"ต่ำกว่า {plain(level.below or 0)} {band.unit}"
    if level.below is not None:
        return f"ตั้งแต่ {plain(level.from_)} แต่ไม่ถึง {plain(level.below)} {band.unit}"
    if level.to is None or level.to == band.maximum:
        return f"ตั้งแต่ {plain(level.from_)} {band.unit}ขึ้นไป"
    return f"{plain(level.from_)}–{plain(level.to)} {band.unit}"


def band_block(band: Band, name: str) -> TableBlock:
    """The levels of a band as a table."""
    rows = tuple((level_range(level, band), level.label) for level in band.levels)
    return TableBlock(title=f"ระดับตาม{band.of} {name}", columns=(band.of, "ผล"), rows=rows)


def _asked_name(question: Question, band: Band, knowledge: RoundKnowledge) -> str:
    named = [entity for entity in question.asked if band.covers(entity)]
    return _names([named[0]] if named else band.awards[:1], knowledge)


def _band_name(band: Band, knowledge: RoundKnowledge) -> str:
    except_ = f" (ยกเว้น{_names(band.except_, knowledge)})" if band.except_ else ""
    return _names(band.awards[:1], knowledge) + except_


def _names(entities: Iterable[str], knowledge: RoundKnowledge) -> str:
    found: list[Entity] = [knowledge.entity_by_id[entity] for entity in entities]
    return " ".join(entity.name for entity in found)
