"""Which award level a score earns: exact, three-valued where points are missing, and with every reading that the source leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from assistant.eligibility.award_level import wording
from assistant.eligibility.award_level.branch import check_branch
from assistant.eligibility.award_level.inputs import Facts, read_input, shown
from assistant.eligibility.award_level.next_level import shortfalls
from assistant.eligibility.award_level.outcomes import (
    bounds_of,
    demands_of,
    further_bounds,
    known_points,
    passes_unseen,
    pieces_met,
    possible,
    standing,
    told_apart,
)
from assistant.eligibility.award_level.result import AwardLevelResult, Reading, Shortfall
from assistant.eligibility.award_level.rules import TOTAL, Award, AwardRules, Demand, Requirement, Sheet
from assistant.eligibility.award_level.schema import Ending
from assistant.eligibility.reason import Reason


def check_award_level(rules: AwardRules, award: str, given: Mapping[str, Any]) -> AwardLevelResult:
    """The level that ``given`` earns for ``award`` (an id of the round).

    ``given`` is the ``input`` object of a batch line: ``total``, the parts of the award's table (``dimensions`` or ``scores``), and what is scored beside
    it, with numbers as people type them. Pure; bad input is a result (``invalid_input``), never an exception.
    """
    wanted = award.strip().lower() if isinstance(award, str) else shown(award)
    if wanted in rules.awards:
        return _told(_settled(rules.awards[wanted], given))
    if wanted in rules.branches:
        branch = rules.branches[wanted]
        return check_branch(branch, rules, [(one.outcome, partial(_told, one)) for one in (_settled(rules.awards[name], given) for name in branch.awards)])
    return _unknown(rules, wanted)


@dataclass(frozen=True, eq=False)
class _Settled:
    """The outcome for one award with what it rests on: ``under`` are the endings possible under each combination of readings."""

    award: Award
    outcome: str
    facts: Facts
    faults: list[str]
    under: list[set[Ending]]


def _settled(award: Award, given: Any) -> _Settled:
    facts, faults = read_input(award, given)
    if faults:
        return _Settled(award, "invalid_input", facts, faults, [])
    if award.no_table and facts.unused and facts.total is None:
        return _Settled(award, "no_rule", facts, [], [])
    under = [possible(award, facts, number) for number in range(len(award.combinations))]
    outcomes = [{ending.outcome for ending in endings} for endings in under]
    union = set[str]().union(*outcomes)
    if len(union) == 1:
        return _Settled(award, union.pop(), facts, [], under)
    return _Settled(award, "borderline" if all(len(one) == 1 for one in outcomes) else "insufficient_data", facts, [], under)


def _unknown(rules: AwardRules, wanted: str) -> AwardLevelResult:
    name = rules.names.get(wanted)
    inside = [award for award in rules.awards if wanted in ("", *_parents(award))] if name else []
    listed = ", ".join(f"{award} ({rules.awards[award].name})" for award in inside or rules.awards)
    if name is None:
        because = f"ไม่มีรางวัลรหัส “{shown(wanted)}” รหัสที่ใช้ได้คือ {listed}"
        return _open("invalid_input", wanted, [Reason(rule="award", holds=False, because=because)])
    because = f"เอกสารไม่ได้กำหนดเกณฑ์คะแนนของ{name}โดยตรง กรุณาเลือกประเภทรางวัลจาก {listed}"
    return _open("no_rule", wanted, [Reason(rule="award", holds=None, because=because)], missing=("award",))


def _parents(award: str) -> list[str]:
    return [award[:place] for place, letter in enumerate(award) if letter == "."]


def _told(settled: _Settled) -> AwardLevelResult:
    """The whole result: reasons, readings, what is missing, what the next level needs."""
    award, facts, under = settled.award, settled.facts, settled.under
    if settled.outcome == "invalid_input":
        return _open("invalid_input", award.id, [Reason(rule=f"{award.id}.input", holds=False, because=fault) for fault in settled.faults])
    if settled.outcome == "no_rule" and award.no_table:
        reason = Reason(rule=f"{award.id}.no_table", holds=None, because=award.no_table.says, sources=tuple(award.no_table.sources))
        return _open("no_rule", award.id, [reason], missing=(TOTAL,))
    outcomes = [{ending.outcome for ending in endings} for endings in under]
    union = set[str]().union(*outcomes)
    reasons = _reasons(award, facts, union)
    towards = shortfalls(award, facts, outcomes)
    if settled.outcome == "borderline":
        return _borderline(award, [_one(award, endings) for endings in under], reasons, towards)
    if settled.outcome == "insufficient_data":
        return _insufficient(award, facts, outcomes, reasons, towards)
    ending = _one(award, set[Ending]().union(*under))
    told = (*reasons, *_notes(award, union))
    return AwardLevelResult(award=award.id, outcome=ending.outcome, label=str(ending.label), reasons=told, next_level=towards)


def _one(award: Award, endings: set[Ending]) -> Ending:
    """The one outcome of several endings, with the usual label where their labels differ."""
    return next(iter(endings)) if len(endings) == 1 else award.ending(next(iter(endings)).outcome)


def _borderline(award: Award, endings: list[Ending], reasons: list[Reason], towards: tuple[Shortfall, ...]) -> AwardLevelResult:
    told = told_apart(award, dict(enumerate(endings)))
    readings = [Reading(says=_says(award, chosen), outcome=ending.outcome, label=str(ending.label)) for chosen, ending in told]
    deciding = {point for chosen, _ in told for point in chosen}
    open_points = [
        Reason(rule=f"{award.id}.{point.id}", holds=None, because=point.question, sources=tuple(point.sources))
        for point in award.points
        if point.id in deciding
    ]
    notes = _notes(award, {ending.outcome for ending in endings})
    return _open("borderline", award.id, [*reasons, *open_points, *notes], readings=tuple(readings), next_level=towards)


def _says(award: Award, chosen: Mapping[str, str]) -> str:
    return " และ".join(option.says for point in award.points for option in point.options if chosen.get(point.id) == option.id)


def _insufficient(award: Award, facts: Facts, outcomes: list[set[str]], reasons: list[Reason], towards: tuple[Shortfall, ...]) -> AwardLevelResult:
    names, sheet = _missing(award, facts)
    best = max(set[str]().union(*outcomes), key=award.ladder.index)
    ceiling = None if all(best in one for one in outcomes) else award.labels[best]
    because = wording.missing_sentence(award, names, sheet, ceiling)
    missing = names if sheet is None else [sheet.missing_name(name) for name in names]
    return _open(
        "insufficient_data", award.id, [*reasons, Reason(rule=f"{award.id}.missing", holds=None, because=because)], missing=tuple(missing), next_level=towards
    )


def _missing(award: Award, facts: Facts) -> tuple[list[str], Sheet | None]:
    """What is to be asked for next: the total or its parts until the level by the total is settled, then what that level wants beside it."""
    met = pieces_met(award, facts)
    if len(met) > 1:
        parts_wanted = any(requirement.sheet is award.sheet and requirement.rule.unknown == "ask" for requirement in award.requirements)
        return (_not_given(award, award.sheet, facts), award.sheet) if award.sheet and (facts.points or parts_wanted) else ([TOTAL], None)
    level = {ending.outcome for ending in met[0].ends}
    for requirement in award.requirements:
        states = [standing(award, requirement, facts, number) for number in range(len(award.combinations))]
        if level & set(requirement.rule.for_) and None in states and not passes_unseen(requirement, facts):
            return _not_given(award, requirement.sheet, facts), requirement.sheet
    raise AssertionError("an outcome that is not settled waits for something")


def _not_given(award: Award, sheet: Sheet, facts: Facts) -> list[str]:
    given = facts.points if sheet is award.sheet else facts.further
    fitting = [sheet.cases[case][1] for case in facts.cases] if sheet is award.sheet else [keys for _, keys in sheet.cases]
    return [part.key for part in sheet.parts if part.key not in given and any(part.key in keys for keys in fitting)]


def _reasons(award: Award, facts: Facts, outcomes: set[str]) -> list[Reason]:
    """What is known: where the total stands, and how each requirement that bears on the outcome does."""
    met = pieces_met(award, facts)
    found = []
    if len(met) == 1:
        known = [bounds_of(award, facts, case) for case in facts.cases]
        highs = [bounds.high for bounds in known]
        high = None if None in highs else max(value for value in highs if value is not None)
        because = wording.total_sentence(award, min(bounds.low for bounds in known), high, facts.total is not None, met[0])
        holds = None if met[0].hole else met[0].ends[0].outcome != award.ladder[0]
        found.append(Reason(rule=f"{award.id}.total", holds=holds, because=because, sources=met[0].sources))
    if award.no_table and facts.unused:
        found.append(Reason(rule=f"{award.id}.no_table", holds=None, because=award.no_table.says, sources=tuple(award.no_table.sources)))
    levels = {ending.outcome for piece in met for ending in piece.ends}
    for requirement in award.requirements:
        states = {standing(award, requirement, facts, number) for number in range(len(award.combinations))}
        bears = levels & set(requirement.rule.for_) and (len(met) == 1 or False in states)
        if bears or (states == {False} and len(outcomes) == 1):
            found.append(_requirement_reason(award, requirement, facts, states))
    return found


def _requirement_reason(award: Award, requirement: Requirement, facts: Facts, states: set[bool | None]) -> Reason:
    rule = requirement.rule
    short = _short(award, requirement, facts)
    if short:
        because = f"{rule.says} แต่ {' และ '.join(short)}"
    elif states == {True}:
        because = f"{rule.says} คะแนนที่ให้มาผ่านข้อนี้"
    else:
        because = f"{rule.says} {rule.unchecked or 'ข้อมูลที่ให้มายังบอกไม่ได้ว่าผ่านข้อนี้หรือไม่'}"
    return Reason(rule=f"{award.id}.{rule.id}", holds=states.pop() if len(states) == 1 else None, because=because, sources=tuple(rule.sources))


def _short(award: Award, requirement: Requirement, facts: Facts) -> list[str]:
    """The parts that are surely below what some reading wants, each once with what is wanted at the strictest."""
    sheet = requirement.sheet
    strictest: dict[frozenset[str], tuple[Demand, Decimal]] = {}
    for number in range(len(award.combinations)):
        for case in facts.cases:
            bounds = bounds_of(award, facts, case) if sheet is award.sheet else further_bounds(sheet, facts)
            for demand in demands_of(award, requirement, number, case):
                if bounds.holds(demand) is False:
                    held = strictest.get(demand.parts)
                    if held is None or (demand.need, demand.strict) > (held[0].need, held[0].strict):
                        strictest[demand.parts] = (demand, bounds.most_of(demand.parts))
    return [
        wording.short_sentence(demand, sheet, most, known_points(award, sheet, facts, demand) is not None)
        for demand, most in sorted(strictest.values(), key=lambda item: -len(item[0].parts))
    ]


def _notes(award: Award, outcomes: set[str]) -> list[Reason]:
    return [
        Reason(rule=f"{award.id}.{note.id}", holds=None, because=note.says, sources=tuple(note.sources)) for note in award.notes if outcomes & set(note.for_)
    ]


def _open(outcome: str, award: str, reasons: list[Reason], **more: Any) -> AwardLevelResult:
    return AwardLevelResult(award=award, outcome=outcome, label=wording.OPEN_LABELS[outcome], reasons=tuple(reasons), **more)
