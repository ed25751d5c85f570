"""The three checks of one round behind one door: opened once, each part loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.eligibility.award_level import AwardLevelResult, AwardRules, check_award_level, load_award_rules
from assistant.eligibility.category import CategoryCheck, check_category
from assistant.eligibility.decide import CategoryVerdict
from assistant.eligibility.facts import Facts, Value
from assistant.eligibility.load import load_rules
from assistant.eligibility.participation import GivenGroup, ParticipationResult, ParticipationRules, check_participation, load_participation
from assistant.eligibility.reading import ReadingRules, asked_categories, load_reading, read_description
from assistant.eligibility.rules import RuleSet
from assistant.errors import KnowledgeError, Problem
from assistant.knowledge.load import RULES
from assistant.knowledge.names import NameFinder
from assistant.knowledge.schema import RoundKnowledge
from assistant.thai.clean import comparable


@dataclass(frozen=True)
class Read:
    """A fact read from a description, with the words it was read from."""

    fact: str
    value: Value
    words: str


@dataclass(frozen=True)
class ParticipationCheck:
    """Levels, the facts they were joined with, and what each category that looks at the level says of them."""

    result: ParticipationResult
    category: CategoryCheck
    permits: tuple[CategoryVerdict, ...]

    def record(self) -> dict[str, Any]:
        """As the machine interface prints it."""
        result = self.result
        permits = [{key: value for key, value in verdict.record().items() if key != "readings" or value} for verdict in self.permits]
        return {
            "groups": [group.record() for group in result.groups],
            "level": result.level,
            "because": result.because,
            "permits": permits,
            "lift": [{"group": lift.group, "level": lift.level, "because": lift.because} for lift in result.lift],
            "open_questions": list(result.open_questions),
            "notes": list(result.notes),
            "rules_version": self.category.rules_version,
        }


class Checks:
    """The checks of one round."""

    def __init__(self, root: Path, knowledge: RoundKnowledge) -> None:
        """``root`` is the folder of all knowledge; nothing is read before it is needed."""
        self.root = root
        self.knowledge = knowledge

    @property
    def exist(self) -> bool:
        """Whether the round has rules at all; one that has only entries is answered from, and not checked."""
        return (self.root / self.knowledge.round.round / RULES).is_dir()

    @cached_property
    def rules(self) -> RuleSet:
        """Facts and category rules."""
        return load_rules(self.root, self.knowledge)

    @cached_property
    def reading(self) -> ReadingRules:
        """How facts are read from a description."""
        return load_reading(self.root, self.knowledge, self.rules.facts)

    @cached_property
    def levels(self) -> ParticipationRules:
        """Levels of participation."""
        return load_participation(self.root, self.knowledge.round.round)

    @cached_property
    def awards(self) -> AwardRules:
        """What score earns which award."""
        return load_award_rules(self.root, self.knowledge)

    def load(self) -> None:
        """Load everything, so that every fault shows at once.

        Raises:
            KnowledgeError: any fault in any file of rules; holds all of them.
        """
        problems: list[Problem] = []
        for part in ("rules", "reading", "levels", "awards"):
            try:
                getattr(self, part)
            except KnowledgeError as error:
                problems += [problem for problem in error.problems if problem not in problems]
        if problems:
            raise KnowledgeError(problems)

    def read(self, description: str) -> tuple[Read, ...]:
        """What a description says, each fact with its words. Nothing counts until somebody takes it."""
        if not description.strip():
            return ()
        found = {fact.fact: fact for fact in self.read_beside(description)}
        for fact in self.told_by(check_participation(self.levels, [], self._without_names(description))):
            found.setdefault(fact.fact, fact)
        return tuple(found[name] for name in self.rules.facts if name in found)

    def read_beside(self, description: str) -> tuple[Read, ...]:
        """What a description says beside the level of participation and what belongs to it."""
        if not description.strip():
            return ()
        found = {fact.fact: Read(fact.fact, fact.value, fact.words) for fact in read_description(self.reading, description)}
        return tuple(found[name] for name in self.rules.facts if name in found and name not in self.told_facts)

    def asked(self, description: str) -> tuple[str, ...]:
        """The categories that a description asks about."""
        return tuple(category for category in asked_categories(self.reading, description) if category in self.rules.categories)

    def category(self, given: Facts, asked_for: Collection[str] = (), skipped: Collection[str] = (), mentioned: Collection[str] = ()) -> CategoryCheck:
        """Which category fits (see ``check_category``)."""
        return check_category(self.rules, given, asked_for, skipped, mentioned)

    def participation(self, groups: Sequence[GivenGroup], description: str, given: Facts) -> ParticipationCheck:
        """Which level has been reached, and which categories that opens. What is given counts before what is read."""
        result = check_participation(self.levels, groups, self._without_names(description))
        told = {fact.fact: fact.value for fact in self.told_by(result)}
        facts = {read.fact: read.value for read in self.read_beside(description)} | told | dict(given)
        category = self.category(facts, self.permitted)
        return ParticipationCheck(result, category, tuple(category.verdict(name) for name in self.permitted))

    def award_level(self, award: str, given: Mapping[str, Any]) -> AwardLevelResult:
        """Which award level a score earns."""
        return check_award_level(self.awards, award, given)

    def award_name(self, award: str) -> str:
        """An award's or a branch's name; the id itself for what the round does not name."""
        entity = self.knowledge.entity_by_id.get(award)
        return entity.name if entity else award

    @cached_property
    def told_facts(self) -> frozenset[str]:
        """Facts that the check of participation settles, so that a description read for anything else does not."""
        file = self.levels.file
        return frozenset({file.level_fact, file.continuity_fact, *(element.fact for element in file.elements if element.fact)})

    @cached_property
    def permitted(self) -> tuple[str, ...]:
        """Categories whose requirements look at the level of participation."""
        return tuple(
            category.id for category in self.rules.categories.values() if any(a.node and self.levels.file.level_fact in a.node.facts for a in category.requires)
        )

    @cached_property
    def _names(self) -> NameFinder:
        return NameFinder([entity for entity in self.knowledge.round.entities if entity.kind == "category"])

    def _without_names(self, description: str) -> str:
        """A description without the names of award categories: that a category is called ร่วมใจแก้จน tells nothing of what was done."""
        text = comparable(description)
        named = self._names.mentions(text, fuzzy=False)
        if not any(mention.sure for mention in named):
            return description
        letters = list(text)
        for mention in named:
            if mention.sure:
                letters[mention.start : mention.end] = "\n".ljust(mention.end - mention.start)  # nothing is said across a name
        return "".join(letters)

    def told_by(self, result: ParticipationResult) -> list[Read]:
        """Facts that a level of participation tells, for the category rules."""
        words = " · ".join(dict.fromkeys(a.words for group in result.groups for a in group.activities if a.proves)) or result.because
        told = []
        for name, value in result.facts.items():
            if name in self.rules.facts:
                parsed = self.rules.facts[name].parse(value)
                if parsed is not None:
                    told.append(Read(name, parsed, words))
        return told
