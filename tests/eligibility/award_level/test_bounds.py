"""Bounds of points that are partly known, against trying every completion."""

from __future__ import annotations

import itertools
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.eligibility.award_level.bounds import Bounds
from assistant.eligibility.award_level.rules import Demand, Part

FULL = 4
PARTS = [Part(key, key, key, key, Decimal(FULL), ()) for key in "abc"]
KNOWN = st.dictionaries(st.sampled_from("abc"), st.integers(0, FULL).map(Decimal))
DEMANDS = st.lists(
    st.builds(
        lambda keys, need, strict: Demand(frozenset(keys), "", Decimal(need), strict),
        st.sampled_from(["a", "b", "c", "bc"]),
        st.integers(0, FULL),
        st.booleans(),
    ),
    min_size=1,
    max_size=3,
)


def completions(known: dict[str, Decimal], total: int | None) -> list[dict[str, Decimal]]:
    """Every way to give half points to the parts not known."""
    steps = [Decimal(half) / 2 for half in range(2 * FULL + 1)]
    ways = itertools.product(*[[known[key]] if key in known else steps for key in "abc"])
    return [dict(zip("abc", way, strict=True)) for way in ways if total is None or sum(way) == total]


def met(demand: Demand, points: dict[str, Decimal]) -> bool:
    return demand.met_by(sum((points[key] for key in demand.parts), Decimal(0)))


@given(KNOWN, st.one_of(st.none(), st.integers(0, 3 * FULL)), DEMANDS)
def test_bounds_say_what_trying_everything_says(known: dict[str, Decimal], total: int | None, demands: list[Demand]) -> None:
    ways = completions(known, total)
    if not ways:
        return
    bounds = Bounds.of(PARTS, known, None if total is None else Decimal(total), None)
    for demand in demands:
        results = {met(demand, way) for way in ways}
        told = bounds.holds(demand)
        if told is not None:
            assert results == {told}
        else:
            assert len(results) == 2 or demand.strict or total is not None
    if any(all(met(demand, way) for demand in demands) for way in ways):
        assert bounds.can_all_hold(demands)
