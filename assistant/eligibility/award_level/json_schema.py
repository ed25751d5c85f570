"""The JSON Schema of one line of a batch."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistant.eligibility.award_level.rules import TOTAL, Award, AwardRules, Sheet
from assistant.thai.digits import plain

_TYPED = 'ตัวเลข หรือข้อความอย่างที่พิมพ์กัน เช่น 90, "๙๐", "89,5", "เก้าสิบ", "90%", "90/100"'


def inputs_schema(rules: AwardRules) -> dict[str, Any]:
    """What a line takes, for every award: its keys, the names of its parts and their maxima."""
    awards = [{"const": award.id, "title": award.name} for award in rules.awards.values()]
    branches = [{"const": branch.id, "title": f"{branch.name} (ทุกประเภท)"} for branch in rules.branches.values()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"ระดับรางวัลจากคะแนน รอบ {rules.round}",
        "type": "object",
        "required": ["award", "input"],
        "properties": {
            "id": {"type": ["string", "integer"], "description": "รหัสของบรรทัด คืนกลับไปในผล"},
            "award": {"description": "รหัสประเภทรางวัล", "enum": [*rules.awards, *rules.branches], "oneOf": [*awards, *branches]},
            "input": {"type": "object"},
        },
        "allOf": [
            {"if": {"properties": {"award": {"const": award.id}}, "required": ["award"]}, "then": {"properties": {"input": _input(award)}}}
            for award in rules.awards.values()
        ],
        "$defs": {"points": {"type": ["number", "string"], "description": _TYPED}},
    }


def _input(award: Award) -> dict[str, Any]:
    properties: dict[str, Any] = {TOTAL: _points(award.of, award.maximum, " คะแนน")}
    if award.sheet is not None:
        properties[award.sheet.input] = _parts(award.sheet)
    if award.no_table is not None:
        properties[award.no_table.input] = {"type": "object", "description": award.no_table.says}
    if award.further is not None:
        properties[award.further.input] = _parts(award.further)
    return {"type": "object", "title": award.name, "additionalProperties": False, "properties": properties}


def _parts(sheet: Sheet) -> dict[str, Any]:
    described = {part.key: _points(_titled(sheet, part.key), part.full, sheet.unit) for part in sheet.parts}
    how = f"ชื่อ{sheet.noun}ตามตาราง" + (" หรือหมายเลขที่พิมพ์ไว้" if sheet.numbered else "") + " หรือส่วนต้นของชื่อที่ไม่กำกวม"
    return {"type": "object", "description": how, "properties": described, "additionalProperties": {"$ref": "#/$defs/points"}}


def _titled(sheet: Sheet, key: str) -> str:
    cases = [name for name, keys in sheet.cases if key in keys and name]
    return sheet.by_key[key].label + (f" ({'; '.join(cases)})" if 0 < len(cases) < len(sheet.cases) else "")


def _points(title: str, full: Decimal | None, unit: str) -> dict[str, Any]:
    allowed = f"0 ถึง {plain(full)}{unit}" if full is not None else f"ตั้งแต่ 0{unit}ขึ้นไป เอกสารไม่ได้ระบุคะแนนเต็ม"
    return {"$ref": "#/$defs/points", "title": title, "description": allowed}
