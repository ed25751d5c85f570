"""What the award-level check hands out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from assistant.eligibility.reason import Frozen, Reason


class Reading(Frozen):
    """One way to read the source (``says``, a Thai sentence) and what is earned under it."""

    says: str
    outcome: str
    label: str


class Shortfall(Frozen):
    """One thing that is missing to the level ``to``.

    ``part`` (the total, a row, a dimension) has ``have`` points (per cent for parts scored so; None when not given) and needs ``need``:
    more than that when ``more``, at least that otherwise.
    """

    to: str
    part: str
    have: Decimal | None
    need: Decimal
    more: bool
    text: str

    def record(self) -> dict[str, Any]:
        """As the machine interface prints it: numbers as JSON numbers."""
        have = None if self.have is None else _number(self.have)
        return {"to": self.to, "part": self.part, "have": have, "need": _number(self.need), "more": self.more, "text": self.text}


class AwardLevelResult(Frozen):
    """The level that a score earns, why, how an open point of the source may be read, and what is missing.

    ``outcome`` is one of the award's levels, or ``borderline`` (see ``readings``), ``insufficient_data`` (see ``missing``), ``invalid_input``
    (see ``reasons``), ``no_rule``. ``missing`` names ``total``, parts of the award's table as printed (rows by their number), parts scored beside the
    total as ``input.key``, or ``award`` where a branch was asked for and its awards differ.
    """

    award: str
    outcome: str
    label: str
    reasons: tuple[Reason, ...] = ()
    readings: tuple[Reading, ...] = ()
    missing: tuple[str, ...] = ()
    next_level: tuple[Shortfall, ...] = ()

    def record(self) -> dict[str, Any]:
        """As the machine interface prints it; keys that hold nothing are left out."""
        record: dict[str, Any] = {"outcome": self.outcome, "label": self.label, "reasons": [reason.record() for reason in self.reasons]}
        if self.readings:
            record["readings"] = [reading.model_dump() for reading in self.readings]
        if self.missing:
            record["missing"] = list(self.missing)
        if self.next_level:
            record["next_level"] = [shortfall.record() for shortfall in self.next_level]
        return record


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
