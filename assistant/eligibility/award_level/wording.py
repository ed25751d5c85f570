"""The Thai sentences of the check. Names and figures come from the rules and the knowledge files; digits are Arabic."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assistant.eligibility.award_level.rules import Award, Demand, Piece, Sheet
from assistant.thai.digits import plain

OPEN_LABELS = {
    "borderline": "ก้ำกึ่ง เอกสารอ่านได้มากกว่าหนึ่งทาง",
    "insufficient_data": "ข้อมูลยังไม่พอที่จะบอกผล",
    "invalid_input": "ข้อมูลที่ให้ไม่ถูกต้อง",
    "no_rule": "เอกสารไม่มีเกณฑ์ที่ใช้ตัดสินจากข้อมูลนี้",
}
_DECIMALS = 2  # of a mean


def span(piece: Piece, award: Award) -> str:
    """A stretch of totals: ``ตั้งแต่ 80 คะแนนขึ้นไป แต่ไม่ถึง 90 คะแนน``."""
    if piece.low is None:
        return f"ต่ำกว่า {plain(piece.high or 0)} คะแนน"
    if piece.hole:
        return f"มากกว่า {plain(piece.low)} แต่ไม่ถึง {plain(piece.high or 0)} คะแนน"
    if piece.high is None or piece.high == award.maximum:
        return f"ตั้งแต่ {plain(piece.low)} คะแนนขึ้นไป"
    if piece.high_open:
        return f"ตั้งแต่ {plain(piece.low)} คะแนนขึ้นไป แต่ไม่ถึง {plain(piece.high)} คะแนน"
    return f"ตั้งแต่ {plain(piece.low)} ถึง {plain(piece.high)} คะแนน"


def total_sentence(award: Award, low: Decimal, high: Decimal | None, stated: bool, piece: Piece) -> str:
    """Where the total stands."""
    if low != high:
        total = f"อย่างน้อย {plain(low)} คะแนน" + (f" และไม่เกิน {plain(high)} คะแนน" if high is not None else "")
    else:
        total = f"{plain(low)} คะแนน" + ("" if stated or award.sheet is None else f" (ผลรวมของทุก{award.sheet.noun})")
    if piece.hole:
        return f"{award.of} {total} อยู่ในช่วง{span(piece, award)} ซึ่งเอกสารไม่ได้บอกว่าได้ระดับใด"
    return f"{award.of} {total} อยู่ในช่วง{span(piece, award)} ซึ่งเป็นช่วงของ “{piece.label}”"


def measured(demand: Demand, sheet: Sheet, points: Decimal) -> Decimal:
    """Points of a demand as they are printed: the mean where parts in per cent are read together."""
    return round(points / len(demand.parts), _DECIMALS) if sheet.percent and len(demand.parts) > 1 else points


def short_sentence(demand: Demand, sheet: Sheet, most: Decimal, known: bool) -> str:
    """How a part falls short."""
    got = f"ได้{'' if known else 'อย่างมาก'} {plain(measured(demand, sheet, most))}{sheet.unit}"
    return f"{demand.label} {got} ซึ่ง{'ไม่เกิน' if demand.strict else 'ไม่ถึง'} {plain(measured(demand, sheet, demand.need))}{sheet.unit}"


def shortfall_sentence(to: str, part: str, have: Decimal | None, need: Decimal, more: bool, unit: str) -> str:
    """What a part still needs for a level."""
    wanted = f"{part} ต้องได้{'มากกว่า' if more else 'อย่างน้อย'} {plain(need)}{unit} จึงจะได้ผลเป็น “{to}”"
    if have is None:
        return wanted
    lacking = need - have
    if more:
        gap = f"ต้องเพิ่มอีกมากกว่า {plain(lacking)}{unit}" if lacking else "ซึ่งเท่าเส้นพอดี จึงต้องได้มากกว่านี้"
    else:
        gap = f"ยังขาดอีก {plain(lacking)}{unit}"
    return f"{wanted} ขณะนี้ได้ {plain(have)}{unit} {gap}"


def missing_sentence(award: Award, names: Iterable[str], sheet: Sheet | None, best: str | None) -> str:
    """What is needed to tell the outcome; ``best``: even then it can be borderline at most for this outcome."""
    listed = list(names)
    if sheet is None:
        wanted = award.of
        if award.sheet is not None:
            wanted += f" หรือคะแนนครบทุก{award.sheet.noun}"
    else:
        labels = [_of_case(sheet, key) for key in listed]
        wanted = f"คะแนนของ{sheet.noun}ต่อไปนี้: {', '.join(labels)}"
    ceiling = f" แต่แม้ให้ครบแล้ว ผล “{best}” ก็ยังก้ำกึ่ง เพราะคะแนนที่ให้มาอยู่ตรงจุดที่เอกสารอ่านได้มากกว่าหนึ่งทาง" if best else ""
    return f"ยังต้องการ{wanted} จึงจะบอกผลได้{ceiling}"


def _of_case(sheet: Sheet, key: str) -> str:
    label = sheet.by_key[key].label
    cases = [name for name, keys in sheet.cases if key in keys]
    return f"{label} ({cases[0]})" if len(cases) < len(sheet.cases) and cases[0] else label
