"""What can be said of points that are only partly known: exact bounds from the parts given, the maxima and the total."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.eligibility.award_level.rules import Demand, Part

_NOTHING = Decimal(0)


@dataclass(frozen=True)
class Bounds:
    """Least and most points of each part of a case, and of their total (``high`` None: no end is stated)."""

    least: Mapping[str, Decimal]
    most: Mapping[str, Decimal]
    low: Decimal
    high: Decimal | None
    least_sum: Decimal
    most_sum: Decimal

    @staticmethod
    def of(parts: Iterable[Part], known: Mapping[str, Decimal], total: Decimal | None, maximum: Decimal | None) -> Bounds:
        """Bounds from the points known; a part not known is anything up to its maximum. Without parts, the total up to ``maximum``."""
        full = {part.key: part.full for part in parts}
        least = {key: known.get(key, _NOTHING) for key in full}
        most = {key: known.get(key, full[key]) for key in full}
        sums = (sum(least.values(), _NOTHING), sum(most.values(), _NOTHING))
        low, high = (total, total) if total is not None else sums if full else (_NOTHING, maximum)
        return Bounds(least, most, low, high, *sums)

    def within(self, low: Decimal | None, high: Decimal | None) -> Bounds:
        """The same with a total from ``low`` to ``high``."""
        highs = [value for value in (self.high, high) if value is not None]
        start = self.low if low is None else max(self.low, low)
        return Bounds(self.least, self.most, start, min(highs) if highs else None, self.least_sum, self.most_sum)

    def holds(self, demand: Demand) -> bool | None:
        """Whether the demand is met, whatever the parts not known turn out to be; None where that depends on them."""
        inside_least = sum((self.least[key] for key in demand.parts), _NOTHING)
        if demand.met_by(inside_least):
            return True
        inside_most = sum((self.most[key] for key in demand.parts), _NOTHING)
        if not demand.met_by(inside_most):
            return False
        if demand.met_by(self.low - (self.most_sum - inside_most)):  # the others cannot make up the total
            return True
        return None if self.high is None or demand.met_by(self.high - (self.least_sum - inside_least)) else False

    def most_of(self, keys: Collection[str]) -> Decimal:
        """The most points that the parts can have together within the total."""
        inside = sum((self.most[key] for key in keys), _NOTHING)
        others = self.least_sum - sum((self.least[key] for key in keys), _NOTHING)
        return inside if self.high is None else min(inside, self.high - others)

    def can_all_hold(self, demands: Iterable[Demand]) -> bool:
        """Whether all demands can be met at once within the total: each alone may be possible and all together too much."""
        needed = dict(self.least)
        strict: set[str] = set()  # parts that must have more than they need
        for demand in sorted(demands, key=lambda demand: len(demand.parts)):  # parts by themselves first, then what they need together
            inside = sum((needed[key] for key in demand.parts), _NOTHING)
            if demand.need > inside:
                needed[min(demand.parts)] += demand.need - inside
                strict -= demand.parts
            if demand.need >= inside and demand.strict:
                strict.add(min(demand.parts))
        least = sum(needed.values(), _NOTHING)
        return self.high is None or (least < self.high if strict else least <= self.high)
