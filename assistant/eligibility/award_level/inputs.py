"""What was given, held against what can be: names matched to parts, values read, impossible ones told. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from assistant.eligibility.award_level.numbers import Unreadable, read_points
from assistant.eligibility.award_level.rules import TOTAL, Award, Part, Sheet
from assistant.thai.clean import clean, comparable, skeleton
from assistant.thai.digits import plain

_NOT_LETTERS = re.compile(r"[^\u0e01-\u0e2e\u0e30-\u0e45\u0e47-\u0e4ea-z0-9]+")
_LEAD = re.compile(r"(?:มิติ|หมวด|หัวข้อ|ปัจจัย|ด้าน|ข้อ)(?:ที่)?")
_NUMBER = re.compile(r"(?:(?:มิติ|หมวด|หัวข้อ|ปัจจัย|ด้าน|ข้อ|category|cat)(?:ที่)?\.?\s*)?\(?(?P<number>\d+(?:\.\d+)?)\)?[.)]?(?!\d)\s*(?P<rest>.*)")
_SHORTEST = 3  # letters of a beginning
_SHOWN = 40  # letters of a value in a message


@dataclass(frozen=True, eq=False)
class Facts:
    """What is known: the stated total, points by part, points of the parts beside the total, and the cases that they fit (positions in the sheet)."""

    total: Decimal | None = None
    points: Mapping[str, Decimal] = field(default_factory=dict)
    further: Mapping[str, Decimal] = field(default_factory=dict)
    cases: tuple[int, ...] = (0,)
    unused: bool = False


def read_input(award: Award, given: Any) -> tuple[Facts, list[str]]:
    """The facts in ``given`` (the ``input`` object of a batch line), and every fault in Thai sentences; facts with a fault are left out."""
    if not isinstance(given, Mapping):
        return Facts(), ['ข้อมูลคะแนนต้องเป็นกลุ่มของชื่อกับค่า เช่น {"total": 85}']
    faults: list[str] = []
    keys = {str(key): value for key, value in given.items()}
    for key in keys:
        if key not in award.inputs:
            faults.append(f"ไม่มีข้อมูลชื่อ “{shown(key)}” สำหรับ{award.name} ข้อมูลที่ใช้ได้คือ {', '.join(award.inputs)}")
    total = _value(award.of, keys[TOTAL], award.maximum, False, faults) if TOTAL in keys else None
    points = _scored(award.sheet, keys, faults)
    further = _scored(award.further, keys, faults)
    cases = _cases(award.sheet, points, faults)
    unused = award.no_table is not None and award.no_table.input in keys
    facts = Facts(total, points, further, cases, unused)
    if not faults:
        faults += _contradictions(award, facts)
    return facts, faults


@lru_cache(maxsize=4096)
def find_part(sheet: Sheet, typed: str) -> tuple[Part, ...]:
    """The parts that ``typed`` may name: by number, name, a word for it, or a beginning; the surest kind of match alone counts.

    One part: it is named. None: unknown. Several: the beginning is not clear.
    """
    text = comparable(typed)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return tuple(_named(sheet, text))
    numbered = [part for part in sheet.parts if part.number == match["number"]]
    named = _named(sheet, match["rest"])
    if not _letters(match["rest"]):
        return tuple(numbered)
    if not sheet.numbered or not numbered:  # a number that the source does not print is the writer's own list
        return tuple(named)
    return () if len(named) == 1 and named != numbered else tuple(numbered)


def _named(sheet: Sheet, text: str) -> list[Part]:
    tried = [name for name in dict.fromkeys([_letters(text), _letters(_LEAD.sub("", text, count=1) if _LEAD.match(text) else text)]) if name]
    names = _names(sheet)
    for loosely in (False, True):
        for name in tried:
            wanted = skeleton(name) if loosely else name
            for kind in ("labels", "words"):
                found = [part for part, known in names if wanted in known[(kind, loosely)]]
                if found:
                    return found
            for kind in ("labels", "words") if len(wanted) >= _SHORTEST else ():
                found = [part for part, known in names if any(start.startswith(wanted) for start in known[(kind, loosely)])]
                if found:
                    return found
    return []


@lru_cache(maxsize=256)
def _names(sheet: Sheet) -> list[tuple[Part, dict[tuple[str, bool], tuple[str, ...]]]]:
    found = []
    for part in sheet.parts:
        labels = tuple(dict.fromkeys([_letters(part.name), _letters(_LEAD.sub("", comparable(part.name), count=1) if _LEAD.match(part.name) else part.name)]))
        words = tuple(_letters(word) for word in part.words)
        exact = {("labels", False): labels, ("words", False): words}
        loose = {(kind, True): tuple(map(skeleton, known)) for (kind, _), known in exact.items()}
        found.append((part, exact | loose))
    return found


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", comparable(text))


def shown(value: Any) -> str:
    """A given value as messages show it: cleaned, and cut when long."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) >= 10**_SHOWN:
        return "ตัวเลขที่ยาวมาก"
    if isinstance(value, (list, tuple, dict, set)):
        return "รายการ"
    text = " ".join(clean(str(value)[: 4 * _SHOWN]).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _value(label: str, given: Any, full: Decimal | None, percent: bool, faults: list[str]) -> Decimal | None:
    unit = "%" if percent else " คะแนน"
    allowed = f"ค่าที่ให้ได้คือ 0 ถึง {plain(full)}{unit}" if full is not None else f"ค่าที่ให้ได้คือตั้งแต่ 0{unit}ขึ้นไป"
    try:
        value = read_points(given, full, percent=percent)
    except Unreadable as fault:
        faults.append(f"{label}: ค่า “{shown(given)}” {fault} {allowed}")
        return None
    if value < 0 or (full is not None and value > full):
        faults.append(f"{label}: ค่า “{shown(given)}” {'ติดลบ' if value < 0 else 'เกินคะแนนเต็ม'} {allowed}")
        return None
    return value


def _scored(sheet: Sheet | None, keys: Mapping[str, Any], faults: list[str]) -> dict[str, Decimal]:
    if sheet is None or sheet.input not in keys:
        return {}
    given = keys[sheet.input]
    if not isinstance(given, Mapping):
        faults.append(f"{sheet.input} ต้องเป็นกลุ่มของชื่อ{sheet.noun}กับคะแนน แต่ได้รับ “{shown(given)}”")
        return {}
    points: dict[str, Decimal] = {}
    named: dict[str, Any] = {}
    for typed, value in given.items():
        found = find_part(sheet, str(typed)[: 10 * _SHOWN])
        if len(found) != 1:
            known = ", ".join(part.label for part in found or sheet.parts)
            what = f"อาจหมายถึงได้หลาย{sheet.noun}" if found else f"ไม่ตรงกับ{sheet.noun}ใด"
            faults.append(f"{sheet.input}: ชื่อ “{shown(typed)}” {what} กรุณาระบุให้ชัดจาก {known}")
            continue
        part = found[0]
        if part.key in named:
            faults.append(f"{part.label}: ได้รับคะแนนสองครั้ง ในชื่อ “{shown(named[part.key])}” และ “{shown(typed)}” กรุณาให้เพียงครั้งเดียว")
            continue
        named[part.key] = typed
        read = _value(part.label, value, part.full, sheet.percent, faults)
        if read is not None:
            points[part.key] = read
    return points


def _cases(sheet: Sheet | None, points: Mapping[str, Decimal], faults: list[str]) -> tuple[int, ...]:
    if sheet is None:
        return (0,)
    fitting = tuple(position for position, (_, keys) in enumerate(sheet.cases) if points.keys() <= keys)
    if not fitting:
        own = [sheet.by_key[key].label for key in points if not all(key in keys for _, keys in sheet.cases)]
        faults.append(f"{sheet.input}: {' และ '.join(own)} เป็น{sheet.noun}ของคนละกรณี ผลงานหนึ่งใช้คะแนนของกรณีเดียว")
    return fitting


def _contradictions(award: Award, facts: Facts) -> list[str]:
    """A stated total that the parts given cannot add up to."""
    sheet, total = award.sheet, facts.total
    if sheet is None or total is None or not facts.points:
        return []
    added = sum(facts.points.values(), Decimal(0))
    rests = [sum((sheet.by_key[key].full for key in sheet.cases[case][1] - facts.points.keys()), Decimal(0)) for case in facts.cases]
    if any(added <= total <= added + rest for rest in rests):
        return []
    if not any(rests):
        return [f"{award.of}ที่ให้มาคือ {plain(total)} คะแนน แต่ผลรวมของทุก{sheet.noun}คือ {plain(added)} คะแนน กรุณาตรวจสอบให้ตรงกัน"]
    if added > total:
        return [f"{award.of}ที่ให้มาคือ {plain(total)} คะแนน แต่เฉพาะ{sheet.noun}ที่ให้มารวมกันได้ {plain(added)} คะแนนแล้ว กรุณาตรวจสอบให้ตรงกัน"]
    most = added + max(rests)
    return [f"{award.of}ที่ให้มาคือ {plain(total)} คะแนน แต่{sheet.noun}ที่ให้มารวมกับคะแนนเต็มของ{sheet.noun}ที่เหลือได้อย่างมาก {plain(most)} คะแนน กรุณาตรวจสอบให้ตรงกัน"]
