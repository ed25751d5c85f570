"""The category check: facts in, a verdict on every category out, with the order of those still possible, what to ask next, and what to note."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from assistant.eligibility.decide import CategoryVerdict, decide, strength
from assistant.eligibility.facts import Fact, FactError, Facts, Value
from assistant.eligibility.interview import answers, next_question
from assistant.eligibility.reason import Frozen, printed_place
from assistant.eligibility.rules import RuleSet

_ASKED_FOR = "asked_for"  # the fact, where a round has one, that notes can speak of what was asked
_RANK = {"eligible": 0, "conditional": 1, "no_rule": 2, "needs_info": 3}


class Recommendation(Frozen):
    """A category still possible, with why it stands where it stands in the order."""

    category: str
    name: str
    because: str


class Question(Frozen):
    """The next question: the fact asked for, its words and the answers to choose (empty: typed freely)."""

    fact: str
    text: str
    why: str
    help: str | None
    options: tuple[tuple[str, str], ...]

    def record(self) -> dict[str, Any]:
        """As the machine interface prints it."""
        return {"fact": self.fact, "text": self.text, "options": [{"value": value, "label": label} for value, label in self.options]}


class Noted(Frozen):
    """A note with its place in the source."""

    id: str
    text: str
    place: str

    def __str__(self) -> str:
        return f"{self.text} ({self.place})" if self.place else self.text


class CategoryCheck(Frozen):
    """Everything the check says. ``facts`` are those given, as the machine interface prints them; ``asked`` the categories somebody asked about."""

    facts: dict[str, Any]
    verdicts: tuple[CategoryVerdict, ...]
    recommended: tuple[Recommendation, ...]
    next_question: Question | None
    notes: tuple[Noted, ...]
    rules_version: str
    asked: tuple[str, ...] = ()

    @property
    def why_not(self) -> dict[str, str]:
        """Why each category ruled out is ruled out, in a sentence."""
        return {v.category: " ".join(reason.because for reason in v.reasons) for v in self.verdicts if v.verdict == "not_eligible"}

    def verdict(self, category: str) -> CategoryVerdict:
        """The verdict on one category.

        Raises:
            KeyError: no such category.
        """
        for verdict in self.verdicts:
            if verdict.category == category:
                return verdict
        raise KeyError(category)

    def record(self) -> dict[str, Any]:
        """As the machine interface prints it."""
        record: dict[str, Any] = {
            "facts": self.facts,
            "verdicts": [verdict.record() for verdict in self.verdicts],
            "recommended": [recommendation.category for recommendation in self.recommended],
        }
        if self.next_question is not None:
            record["next_question"] = self.next_question.record()
        return record | {"notes": [str(note) for note in self.notes], "rules_version": self.rules_version}


def check_category(
    rules: RuleSet, given: Facts, asked_for: Collection[str] = (), skipped: Collection[str] = (), mentioned: Collection[str] = ()
) -> CategoryCheck:
    """Check a work.

    ``asked_for``: category ids of the round that are to be decided (they come first, and only what they need is asked); ``skipped``: facts
    not to ask for again; ``mentioned``: categories that a description asks about by the way (they come first too).
    """
    known = dict(given)
    asked_about = tuple(dict.fromkeys([*asked_for, *mentioned]))
    if asked_about and _ASKED_FOR in rules.facts and _ASKED_FOR not in known:
        known[_ASKED_FOR] = frozenset(asked_about)
    facts = rules.complete(known)
    order = [*asked_about, *(category for category in rules.categories if category not in asked_about)]
    verdicts = tuple(decide(rules.categories[category], facts) for category in order)
    asked = next_question(rules, known, asked_for, skipped)
    return CategoryCheck(
        facts={name: rules.facts[name].record(value) for name, value in known.items() if name != _ASKED_FOR},
        verdicts=verdicts,
        recommended=_recommended(rules, facts, verdicts),
        next_question=None if asked is None else question(asked),
        notes=_notes(rules, known, facts),
        rules_version=rules.version,
        asked=asked_about,
    )


def parse_facts(rules: RuleSet, raw: Mapping[str, Any]) -> dict[str, Value]:
    """Facts as sent, by id; null is unknown.

    Raises:
        FactError: an unknown fact or an answer that is none; says so in Thai.
    """
    facts: dict[str, Value] = {}
    for name, answer in raw.items():
        if name not in rules.facts:
            raise FactError(f"ไม่มีข้อเท็จจริงชื่อ {name!r} — ดูชื่อที่ใช้ได้ด้วย assistant category --facts")
        try:
            value = rules.facts[name].parse(answer)
        except FactError as error:
            raise FactError(f"{name}: {error}") from error
        if value is not None:
            facts[name] = value
    return facts


def facts_schema(rules: RuleSet) -> dict[str, Any]:
    """The JSON Schema of what a check takes: a description, facts and the categories asked for."""
    categories = {"type": "string", "enum": list(rules.categories), "description": "; ".join(f"{c.id}: {c.name}" for c in rules.categories.values())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"category check of round {rules.round}",
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "description": {"type": "string", "description": "คำบรรยายผลงานเป็นภาษาไทย"},
            "facts": {"type": "object", "properties": {fact.id: fact.json_schema() for fact in rules.facts.values()}, "additionalProperties": False},
            "asks_for": {"type": "array", "items": categories},
        },
        "additionalProperties": False,
    }


def question(fact: Fact) -> Question:
    """A fact as a question with its answers."""
    options = tuple((str(value).lower() if isinstance(value, bool) else str(value), label) for value, label in answers(fact))
    if fact.type == "several_of":
        options = tuple((option.id, option.label) for option in fact.options)
    return Question(fact=fact.id, text=fact.question, why=fact.why, help=fact.help, options=options)


def _recommended(rules: RuleSet, facts: Facts, verdicts: tuple[CategoryVerdict, ...]) -> tuple[Recommendation, ...]:
    """Categories still possible, strongest first; those of which nothing speaks for are left out unless their verdict is settled in favour."""
    weighed = []
    for position, verdict in enumerate(verdicts):
        sure, _ = strength(rules.categories[verdict.category], facts)
        if verdict.verdict in ("eligible", "conditional") or (verdict.verdict in _RANK and sure > 0):
            weighed.append((-sure, _RANK[verdict.verdict], position, verdict))
    return tuple(
        Recommendation(category=verdict.category, name=verdict.name, because=_because(rules, facts, verdict))
        for *_, verdict in sorted(weighed, key=lambda w: w[:3])
    )


def _because(rules: RuleSet, facts: Facts, verdict: CategoryVerdict) -> str:
    speaks = [w.strength.because for w in rules.categories[verdict.category].strengths if w.node.holds(facts)]
    return " และ".join(speaks) if speaks else verdict.label


def _notes(rules: RuleSet, given: Facts, facts: Facts) -> tuple[Noted, ...]:
    found = [Noted(id=note.id, text=note.text, place=printed_place(note.source)) for note, node in rules.notes if node.holds(facts) is True]
    for denied, other in rules.contradictions(given):
        text = f"คำตอบสองข้อขัดกัน: “{denied.question}” ตอบว่าไม่ แต่ “{other.question}” ตอบว่า {other.printed(given[other.id])} จึงยึดคำตอบแรก ควรตรวจอีกครั้ง"
        found.append(Noted(id=f"contradiction.{denied.id}", text=text, place=""))
    return tuple(found)
