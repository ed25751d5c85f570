"""What is missing to the next level, part by part, so that it is earned however the source is read."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from assistant.eligibility.award_level import wording
from assistant.eligibility.award_level.inputs import Facts
from assistant.eligibility.award_level.outcomes import bounds_of, demands_of, known_points
from assistant.eligibility.award_level.result import Shortfall
from assistant.eligibility.award_level.rules import Award, Demand, Requirement


def shortfalls(award: Award, facts: Facts, outcomes: list[set[str]]) -> tuple[Shortfall, ...]:
    """For the lowest level above what is certain that lacks something known; empty at the top, or where nothing known is lacking."""
    certain = min(award.ladder.index(outcome) for one in outcomes for outcome in one)
    nearest: tuple[Shortfall, ...] = ()
    for level in award.ladder[certain + 1 :]:
        found = [*_total(award, facts, level)]
        for requirement in award.requirements:
            if level in requirement.rule.for_:
                found += _parts(award, requirement, facts, level)
        if nearest and _needs(found) != _needs(nearest):
            break  # a level further up is named instead only where nothing more is missing to it
        nearest = tuple(found)
    return nearest


def _needs(found: Iterable[Shortfall]) -> list[tuple[str, Decimal, bool]]:
    return [(shortfall.part, shortfall.need, shortfall.more) for shortfall in found]


def _total(award: Award, facts: Facts, level: str) -> list[Shortfall]:
    known = [bounds_of(award, facts, case) for case in facts.cases]
    need = next(piece.low for piece in award.pieces if not piece.hole and piece.ends[0].outcome == level)
    have = known[0].low
    if need is None or any(bounds.low != bounds.high for bounds in known) or have >= need:
        return []
    to = award.labels[level]
    return [Shortfall(to=to, part=award.of, have=have, need=need, more=False, text=wording.shortfall_sentence(to, award.of, have, need, False, " คะแนน"))]


def _parts(award: Award, requirement: Requirement, facts: Facts, level: str) -> list[Shortfall]:
    sheet, to = requirement.sheet, award.labels[level]
    strictest: dict[frozenset[str], Demand] = {}
    for number in range(len(award.combinations)):
        for case in facts.cases:
            for demand in demands_of(award, requirement, number, case):
                points = known_points(award, sheet, facts, demand)
                held = strictest.get(demand.parts)
                if points is not None and not demand.met_by(points) and (held is None or (demand.need, demand.strict) > (held.need, held.strict)):
                    strictest[demand.parts] = demand
    found = []
    for demand in strictest.values():
        points = known_points(award, sheet, facts, demand)
        have = None if points is None else wording.measured(demand, sheet, points)
        need = wording.measured(demand, sheet, demand.need)
        text = wording.shortfall_sentence(to, demand.label, have, need, demand.strict, sheet.unit)
        found.append(Shortfall(to=to, part=demand.label, have=have, need=need, more=demand.strict, text=text))
    return found
