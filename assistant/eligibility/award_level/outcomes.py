"""Which outcomes are possible under each way to read the source, as far as the points are known. Unknown is never zero."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from assistant.eligibility.award_level.bounds import Bounds
from assistant.eligibility.award_level.inputs import Facts
from assistant.eligibility.award_level.rules import Award, Demand, Piece, Requirement, Sheet
from assistant.eligibility.award_level.schema import Ending


@lru_cache(maxsize=64)  # one check asks for the same again and again
def bounds_of(award: Award, facts: Facts, case: int) -> Bounds:
    """What is known of the parts of a case and of the total."""
    parts = [] if award.sheet is None else [award.sheet.by_key[key] for key in award.sheet.cases[case][1]]
    return Bounds.of(parts, facts.points, facts.total, award.maximum)


@lru_cache(maxsize=64)
def further_bounds(sheet: Sheet, facts: Facts) -> Bounds:
    """What is known of the parts beside the total."""
    return Bounds.of(sheet.parts, facts.further, None, None)


def pieces_met(award: Award, facts: Facts) -> list[Piece]:
    """The stretches that the total may lie in."""
    known = [bounds_of(award, facts, case) for case in facts.cases]
    return [piece for piece in award.pieces if any(piece.meets(bounds.low, bounds.high) for bounds in known)]


def possible(award: Award, facts: Facts, combination: int) -> set[Ending]:
    """Every ending that some completion of the facts has under one combination of readings."""
    found: set[Ending] = set()
    for case in facts.cases:
        bounds = bounds_of(award, facts, case)
        for piece in award.pieces:
            if piece.meets(bounds.low, bounds.high):
                found |= _in_piece(award, facts, combination, case, piece, bounds.within(piece.low, piece.high))
    return found


def standing(award: Award, requirement: Requirement, facts: Facts, combination: int) -> bool | None:
    """Whether a requirement is met under one combination of readings; None where it cannot be told."""
    states = {_state(award, requirement, facts, combination, case, bounds_of(award, facts, case)) for case in facts.cases}
    return states.pop() if len(states) == 1 else None


def demands_of(award: Award, requirement: Requirement, combination: int, case: int) -> tuple[Demand, ...]:
    """What the requirement wants of the parts of a case."""
    return requirement.wants[combination].demands[case if requirement.sheet is award.sheet else 0]


def passes_unseen(requirement: Requirement, facts: Facts) -> bool:
    """Whether the requirement holds nothing up where it cannot be looked at: a total was stated, and that is enough."""
    return requirement.rule.unknown == "note" and facts.total is not None


def _state(award: Award, requirement: Requirement, facts: Facts, combination: int, case: int, bounds: Bounds) -> bool | None:
    if requirement.sheet is not award.sheet:
        bounds = further_bounds(requirement.sheet, facts)
    states = {bounds.holds(demand) for demand in demands_of(award, requirement, combination, case)}
    return False if False in states else None if None in states else True


def _in_piece(award: Award, facts: Facts, combination: int, case: int, piece: Piece, bounds: Bounds) -> set[Ending]:
    own = piece.ends[combination]
    endings = {own}
    wanted: list[Demand] = []
    for requirement in award.requirements:
        concerned = {ending for ending in endings if ending.outcome in requirement.rule.for_}
        if not concerned:
            continue
        state = _state(award, requirement, facts, combination, case, bounds)
        if state is None and passes_unseen(requirement, facts):
            continue
        if requirement.sheet is award.sheet and own in concerned:
            wanted += demands_of(award, requirement, combination, case)
        if state is not True:
            endings.add(requirement.wants[combination].otherwise)
        if state is False:
            endings -= concerned - {requirement.wants[combination].otherwise}
    if len(endings) > 1 and own in endings and not bounds.can_all_hold(wanted):
        endings.discard(own)
    return endings


def told_apart(award: Award, endings: Mapping[int, Ending]) -> list[tuple[Mapping[str, str], Ending]]:
    """The readings that lead to each ending, told as shortly as they can be: options by open point that settle it, whatever the other points.

    ``endings``: the ending under each combination, by its position. Best outcome first.
    """
    found: list[tuple[Mapping[str, str], Ending]] = []
    covered: set[int] = set()
    for chosen in _assignments(award):
        inside = [number for number, combination in enumerate(award.combinations) if all(combination[point] == option for point, option in chosen.items())]
        outcomes = {endings[number].outcome for number in inside}
        if len(outcomes) == 1 and not covered.issuperset(inside):
            found.append((chosen, endings[inside[0]]))
            covered |= set(inside)
    rank = {outcome: place for place, outcome in enumerate(award.ladder)}
    return sorted(found, key=lambda item: -rank[item[1].outcome])


def _assignments(award: Award) -> Iterator[Mapping[str, str]]:
    """Choices for some of the open points, fewest first."""
    for size in range(len(award.points) + 1):
        for points in itertools.combinations(award.points, size):
            for options in itertools.product(*[[option.id for option in point.options] for point in points]):
                yield dict(zip([point.id for point in points], options, strict=True))


def known_points(award: Award, sheet: Sheet, facts: Facts, demand: Demand) -> Decimal | None:
    """Points that the demand's parts have together, or None where one is not known."""
    given = facts.points if sheet is award.sheet else facts.further
    if not demand.parts <= given.keys():
        return None
    return sum((given[key] for key in demand.parts), Decimal(0))
