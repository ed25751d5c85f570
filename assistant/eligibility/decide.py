"""The verdict on one category: what its rules say of the facts, three-valued, with exactly the rules that made it."""

from __future__ import annotations

from typing import Any, Literal

from assistant.eligibility.conditions import Truth
from assistant.eligibility.facts import Facts
from assistant.eligibility.reason import Frozen, Reason
from assistant.eligibility.rules import Applied, CategoryRules

Verdict = Literal["eligible", "not_eligible", "needs_info", "conditional", "no_rule"]
LABELS: dict[Verdict, str] = {
    "eligible": "เข้าเงื่อนไขที่เอกสารระบุ",
    "not_eligible": "ไม่เข้าเงื่อนไข",
    "needs_info": "ยังต้องการข้อมูล",
    "conditional": "ขึ้นกับการตีความ",
    "no_rule": "เอกสารไม่ได้ระบุเงื่อนไขที่ตัดสินได้",
}


class CategoryVerdict(Frozen):
    """What can be said of one category.

    ``reasons`` are all and only the rules that made the verdict: the ones broken (not_eligible), still open (needs_info), silent
    (no_rule), read in two ways (conditional), or met (eligible). ``missing`` are the facts that would decide; ``readings`` how an
    open point can be read; ``met`` the requirements that hold already, whatever the verdict.
    """

    category: str
    name: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    met: tuple[Reason, ...] = ()

    @property
    def label(self) -> str:
        """The verdict in words."""
        return LABELS[self.verdict]

    def record(self) -> dict[str, Any]:
        """As the machine interface prints it."""
        return {
            "category": self.category,
            "verdict": self.verdict,
            "reasons": [reason.record() for reason in self.reasons],
            "missing": list(self.missing),
        } | ({"readings": list(self.readings)} if self.readings else {})


def outcome(rules: CategoryRules, facts: Facts) -> Verdict:
    """The verdict alone, for looking ahead. ``facts`` are complete (``RuleSet.complete``)."""
    open_ = False
    for applied in rules.requires:
        truth = _holds(applied, facts)
        if truth is False:
            return "not_eligible"
        open_ = open_ or truth is None
    if any(_holds(applied, facts) is True for applied in rules.bars):
        return "not_eligible"
    if open_:
        return "needs_info"
    if any(_holds(applied, facts) is True for applied in rules.no_rules):
        return "no_rule"
    return "conditional" if any(_holds(applied, facts) is True for applied in rules.conditionals) else "eligible"


def decide(rules: CategoryRules, facts: Facts) -> CategoryVerdict:
    """The verdict on a category with its reasons. ``facts`` are complete (``RuleSet.complete``)."""
    verdict = outcome(rules, facts)
    met = tuple(_reason(a, True) for a in rules.requires if _holds(a, facts) is True)
    missing: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    if verdict == "not_eligible":
        reasons = [_reason(a, False) for a in rules.requires if _holds(a, facts) is False]
        reasons += [_reason(a, False) for a in rules.bars if _holds(a, facts) is True]
    elif verdict == "needs_info":
        open_ = [a for a in rules.requires if _holds(a, facts) is None]
        reasons = [_reason(a, None) for a in open_]
        missing = tuple(dict.fromkeys(fact for a in open_ if a.node for fact in a.node.unknown(facts)))
    elif verdict == "no_rule":
        reasons = [_reason(a, None) for a in rules.no_rules if _holds(a, facts) is True]
    elif verdict == "conditional":
        held = [a for a in rules.conditionals if _holds(a, facts) is True]
        reasons = [_reason(a, None) for a in held]
        readings = tuple(reading for a in held for reading in a.rule.readings)
    else:
        reasons = list(met)
    return CategoryVerdict(category=rules.id, name=rules.name, verdict=verdict, reasons=tuple(reasons), missing=missing, readings=readings, met=met)


def strength(rules: CategoryRules, facts: Facts) -> tuple[int, int]:
    """How strong the work is in the category: for certain, and at most (unknown strengths counted)."""
    sure = possible = 0
    for weighed in rules.strengths:
        truth = weighed.node.holds(facts)
        if truth is not False:
            possible += weighed.strength.weight
            sure += weighed.strength.weight if truth else 0
    return sure, possible


def to_confirm(rules: CategoryRules, facts: Facts) -> tuple[str, ...]:
    """Unknown facts of the bars that an interview confirms before it ends."""
    return tuple(dict.fromkeys(fact for a in rules.bars if a.rule.confirm and a.node for fact in a.node.unknown(facts)))


def _holds(applied: Applied, facts: Facts) -> Truth:
    return True if applied.node is None else applied.node.holds(facts)


def _reason(applied: Applied, holds: Truth) -> Reason:
    rule = applied.rule
    because = rule.fails if holds is False and rule.fails else rule.because
    return Reason(rule=rule.id, holds=holds, because=because, sources=rule.source)
