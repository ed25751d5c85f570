"""The points that a check was given, beside the maxima and minima that the source prints for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.eligibility.award_level import AwardLevelResult, AwardRules
from assistant.eligibility.award_level.inputs import find_part, shown
from assistant.eligibility.award_level.rules import TOTAL, Award, Part, Sheet
from assistant.knowledge.schema import RoundKnowledge, Row
from assistant.knowledge.schema import Table as Scores
from assistant.reports.model import Block, Heading, Paragraph, Table
from assistant.thai.digits import plain

NOT_GIVEN = "–"
_NEEDED = "ต้องทราบ"
_TOTAL = "คะแนนรวม"
_MINIMUM = "minimum"  # how tables call the column of what each part needs
_LEAST = " (ขั้นต่ำ)"
_FULL = "คะแนนเต็ม"
_GIVEN = "คะแนนที่ให้มา"
_SEVERAL = "เอกสารมีตารางคะแนนหลายกรณี และคะแนนที่ให้มายังบอกไม่ได้ว่าเป็นกรณีใด จึงพิมพ์เฉพาะส่วนที่ให้มา"
_PRINTED_NUMBER = re.compile(r"(?P<number>\d+(?:\.\d+)?)\.?\s+(?P<name>.+)")


def points(result: AwardLevelResult, given: Mapping[str, Any], knowledge: RoundKnowledge, rules: AwardRules | None) -> list[Block]:
    """Tables of what was given; with ``rules`` parts that stand in no table of the source have their names, too."""
    award = rules.awards.get(result.award) if rules else None
    entry = knowledge.criteria_by_entity.get(result.award)
    tables = entry.tables if entry else []
    scored = {str(key): value for key, value in given.items() if isinstance(value, Mapping)}
    own = _own_input(award, tables, scored)
    sheet = award.sheet if award and award.sheet else _sheet(tables)
    table, named, unnamed = _fitting(sheet, tables, scored.get(own, {}))
    blocks: list[Block] = []
    total = _value(given[TOTAL]) if TOTAL in given else _NEEDED if TOTAL in result.missing else NOT_GIVEN
    if table is not None:
        blocks += _beside_maxima(table, named, unnamed, total, result)
    else:
        maxima = {part.label: plain(part.full) for part in sheet.parts}  # of the same name the same in every case
        full = plain(award.maximum) if award and award.maximum is not None else NOT_GIVEN
        listed = [(name, value, maxima.get(name, NOT_GIVEN)) for name, value in [*named.items(), *unnamed]] + [(award.of if award else _TOTAL, total, full)]
        blocks.append(Table(head=("ส่วนของคะแนน", _GIVEN, _FULL), rows=tuple(listed), widths=(52, 28, 20), numeric=(1, 2), last_is_total=True))
        if len(tables) > 1:
            blocks.append(Paragraph(text=_SEVERAL, quiet=True))
    for key, parts in scored.items():
        if key != own:
            blocks.append(_further(award, key, parts, result))
    other = tuple((shown(str(key)), _value(value)) for key, value in given.items() if key != TOTAL and not isinstance(value, Mapping))
    return [*blocks, Table(head=("ข้อมูลอื่นที่ให้มา", "ค่า"), rows=other, widths=(65, 35), numeric=(1,))]


def _own_input(award: Award | None, tables: Sequence[Scores], scored: Mapping[str, Any]) -> str:
    """The key of the input that holds the parts of the award's table; tables are called as the input is, unless there are several."""
    if award is not None:
        return award.sheet.input if award.sheet else ""
    named = [key for key in scored if any(table.id == key for table in tables)]
    return (named or ([*scored] if len(tables) > 1 else []) or [""])[0]


def _fitting(sheet: Sheet, tables: Sequence[Scores], given: Mapping[Any, Any]) -> tuple[Scores | None, dict[str, str], list[tuple[str, str]]]:
    """The one table that the parts given belong to (None: none, or several do), the values by row, and those of no row."""
    named: dict[str, str] = {}
    unnamed: list[tuple[str, str]] = []
    for typed, value in given.items():
        found = find_part(sheet, str(typed))
        if len(found) == 1 and found[0].label not in named:
            named[found[0].label] = _value(value)
        else:
            unnamed.append((shown(str(typed)), _value(value)))
    fitting = [table for table in tables if named.keys() <= {row.label for row in table.rows}]
    return (fitting[0] if len(fitting) == 1 else None), named, unnamed


def _sheet(tables: Sequence[Scores]) -> Sheet:
    parts: dict[str, Part] = {}
    for table in tables:
        for place, row in enumerate(table.rows, 1):
            parts.setdefault(row.label, _part(row, place))
    return Sheet("", "", tuple(parts.values()), (), all(_PRINTED_NUMBER.fullmatch(label) for label in parts), False)


def _part(row: Row, place: int) -> Part:
    printed = _PRINTED_NUMBER.fullmatch(row.label)
    name, number = (printed["name"], printed["number"]) if printed else (row.label, str(place))
    return Part(row.label, row.label, name, number, row.values[0], tuple(row.words))


def _beside_maxima(table: Scores, named: Mapping[str, str], unnamed: Sequence[tuple[str, str]], total: str, result: AwardLevelResult) -> list[Block]:
    columns = [column.label + (_LEAST if column.id == _MINIMUM else "") for column in table.columns] if len(table.columns) > 1 else [_FULL]
    rows = []
    for row in table.rows:
        printed = _PRINTED_NUMBER.fullmatch(row.label)
        wanted = row.label in result.missing or (printed is not None and printed["number"] in result.missing)
        rows.append((row.label, named.get(row.label, _NEEDED if wanted else NOT_GIVEN), *map(plain, row.values)))
    rows += [(name, value, *([NOT_GIVEN] * len(columns))) for name, value in unnamed]
    rows.append((_TOTAL, total, *(map(plain, table.total.values) if table.total else [NOT_GIVEN] * len(columns))))
    share = 60 // (len(columns) + 1) if len(columns) > 1 else 22
    numbers = len(columns) + 1
    widths = (100 - share * numbers, *([share] * numbers))
    block = Table(head=(table.label, _GIVEN, *columns), rows=tuple(rows), widths=widths, numeric=tuple(range(1, numbers + 1)), last_is_total=True)
    return [Heading(text=table.case), block] if table.case else [block]


def _further(award: Award | None, key: str, parts: Mapping[Any, Any], result: AwardLevelResult) -> Table:
    """Parts that are scored beside the total."""
    sheet = award.further if award and award.further and award.further.input == key else None
    named: list[tuple[str, str]] = []
    given_keys: set[str] = set()
    for typed, value in parts.items():
        found = find_part(sheet, str(typed)) if sheet else []
        named.append((found[0].label if len(found) == 1 else shown(str(typed)), _value(value)))
        given_keys.update(part.key for part in found)
    lacking = [part.label for part in (sheet.parts if sheet else ()) if part.key not in given_keys and sheet and sheet.missing_name(part.key) in result.missing]
    rows = (*named, *((label, _NEEDED) for label in lacking))
    label, unit = (f"{sheet.noun} (นอกคะแนนรวม)", "ร้อยละที่ให้มา") if sheet and sheet.percent else (shown(key), _GIVEN)
    return Table(head=(label, unit), rows=rows, widths=(70, 30), numeric=(1,))


def _value(value: Any) -> str:
    return NOT_GIVEN if value is None else shown(value)
