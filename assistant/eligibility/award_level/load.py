"""Read and check the award-level rules of a round with their cases; nothing is used half-loaded."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from assistant.eligibility.award_level import schema
from assistant.eligibility.award_level.bounds import Bounds
from assistant.eligibility.award_level.resolve import Resolver, Unresolved, choices
from assistant.eligibility.award_level.rules import Award, AwardRules, Branch, Requirement, frozen
from assistant.errors import KnowledgeError, Problem
from assistant.knowledge.schema import RoundKnowledge
from assistant.knowledge.validated import read_many, shown, validated
from assistant.knowledge.yaml_lines import Document, Path_, read_document

FOLDER = "rules"
RULES = "award-levels.yaml"
CASES = "award-levels.cases.yaml"
OPEN_OUTCOMES = ("borderline", "insufficient_data", "invalid_input", "no_rule")
_NAMED_KINDS = ("award", "branch", "category", "group")


def load_award_rules(root: Path, knowledge: RoundKnowledge) -> AwardRules:
    """The award-level rules of the round ``knowledge``; ``root`` is the knowledge folder.

    Raises:
        KnowledgeError: any fault in the rules or their cases; holds every one found, with file and line.
    """
    problems: list[Problem] = []
    folder = root / knowledge.round.round / FOLDER
    document = read_document(folder / RULES, shown(root, folder / RULES))
    problems += document.problems
    file = validated(document, document.data, (), schema.RuleFile, problems)
    cases = read_many(root, folder / CASES, schema.Case, problems)
    if file is None:
        raise KnowledgeError(problems)
    problems += _duplicates(document, file)
    resolver = Resolver(document, knowledge, {point.id: point for point in file.readings}, problems)
    awards = _awards(resolver, file)
    branches = _branches(resolver, file)
    problems += _case_problems(cases, awards, branches)
    if problems:
        raise KnowledgeError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
    names = {entity.id: entity.name for entity in knowledge.round.entities if entity.kind in _NAMED_KINDS}
    return AwardRules(
        _version(folder / RULES, awards.values()), knowledge.round.round, frozen(awards), frozen(branches), frozen(names), tuple(c for _, _, c in cases)
    )


def _awards(resolver: Resolver, file: schema.RuleFile) -> dict[str, Award]:
    awards: dict[str, Award] = {}
    for number, family in enumerate(file.families):
        at: Path_ = ("families", number)
        made = []
        for index in range(len(family.awards)):
            try:
                made.append((index, resolver.award(family, at, index)))
            except Unresolved:
                continue
        for index, award in made:
            awards[award.id] = award
            _uncovered(resolver, award, family, (*at, "awards", index))
        if made:
            for place in range(len(family.requirements)):
                _requirement_problems(resolver, made[0][1].ladder, family.requirements[place], (*at, "requirements", place))
            for _, award in made:
                for place, requirement in enumerate(award.requirements):
                    _bites(resolver, award, requirement, (*at, "requirements", place))
            _note_problems(resolver, family, made[0][1], at)
    used = {choice.reading for family in file.families for _, choice in choices(family)}
    for number, point in enumerate(file.readings):
        if point.id not in used:
            resolver.fault(("readings", number), f"reading {point.id!r} is used nowhere", "Remove it, or let a rule depend on it.")
    return awards


def _branches(resolver: Resolver, file: schema.RuleFile) -> dict[str, Branch]:
    awards = {item.id for family in file.families for item in family.awards}
    branches: dict[str, Branch] = {}
    for number, branch in enumerate(file.branches):
        entity = resolver.knowledge.entity_by_id.get(branch.id)
        if entity is None:
            resolver.fault(("branches", number, "id"), f"there is no award {branch.id!r} in the round", "Use an id of round.yaml.")
            continue
        for place, award in enumerate(branch.awards):
            if award not in awards:
                resolver.fault(("branches", number, "awards", place), f"there is no rule for {award!r}", "Use an id of `families`.")
        branches[branch.id] = Branch(branch.id, entity.name, tuple(branch.awards))
    return branches


def _duplicates(document: Document, file: schema.RuleFile) -> Iterator[Problem]:
    lists: list[list[tuple[Path_, str]]] = [
        [(("readings", number, "id"), point.id) for number, point in enumerate(file.readings)],
        [
            *[(("families", f, "awards", number, "id"), item.id) for f, family in enumerate(file.families) for number, item in enumerate(family.awards)],
            *[(("branches", number, "id"), branch.id) for number, branch in enumerate(file.branches)],
        ],
    ]
    for r, point in enumerate(file.readings):
        lists.append([(("readings", r, "options", n, "id"), option.id) for n, option in enumerate(point.options)])
    for f, family in enumerate(file.families):
        rules: list[tuple[Path_, str]] = [(("families", f, "requirements", number, "id"), rule.id) for number, rule in enumerate(family.requirements)]
        lists.append([*rules, *[(("families", f, "notes", number, "id"), note.id) for number, note in enumerate(family.notes)]])
        lists.append([(("families", f, "further", "parts", n, "key"), part.key) for n, part in enumerate(family.further.parts if family.further else [])])
    for listed in lists:
        counted = Counter(name for _, name in listed)
        places = {name: path for path, name in listed if counted[name] > 1}
        for name, path in places.items():
            yield document.problem(path, f"id {name!r} stands {counted[name]} times", "Keep one, or give the others ids of their own.")


def _requirement_problems(resolver: Resolver, ladder: tuple[str, ...], rule: schema.Requirement, at: Path_) -> None:
    for place, outcome in enumerate(rule.for_):
        if outcome not in ladder[1:]:
            resolver.fault((*at, "for", place), f"{outcome!r} is no level that can be refused", f"Use {', '.join(ladder[1:])}.")
    ends = rule.otherwise.when.values() if isinstance(rule.otherwise, schema.Choice) else [rule.otherwise]
    lowest = min((ladder.index(outcome) for outcome in rule.for_ if outcome in ladder), default=0)
    for end in ends:
        if end.outcome in ladder and ladder.index(end.outcome) >= lowest:
            resolver.fault((*at, "otherwise"), f"{end.outcome!r} is not below what the requirement is for", "Name a lower outcome.")
    if (rule.unknown == "note") != (rule.unchecked is not None):
        resolver.fault((*at, "unknown"), "`unknown: note` and `unchecked` go together", "Say under `unchecked` what could not be looked at.")


def _bites(resolver: Resolver, award: Award, requirement: Requirement, at: Path_) -> None:
    """A requirement must be one that can fail, and one that can be met, for a total of a level that wants it."""
    can_fail = can_hold = False
    for piece in award.pieces:
        if piece.hole or piece.ends[0].outcome not in requirement.rule.for_:
            continue
        for want in requirement.wants:
            for (_, keys), demands in zip(requirement.sheet.cases, want.demands, strict=True):
                bounds = Bounds.of([requirement.sheet.by_key[key] for key in keys], {}, None, None)
                if not requirement.sheet.percent:
                    bounds = bounds.within(piece.low, piece.high)
                states = [bounds.holds(demand) for demand in demands]
                can_fail = can_fail or not all(states)
                can_hold = can_hold or (bool(demands) and False not in states and bounds.can_all_hold(demands))
    if not can_fail:
        resolver.fault(at, f"requirement {requirement.rule.id!r} can never bind for {award.id!r}", "Remove it from this family: the total decides already.")
    if not can_hold:
        resolver.fault(at, f"requirement {requirement.rule.id!r} can never be met for {award.id!r}", "Correct its percentage.")


def _uncovered(resolver: Resolver, award: Award, family: schema.Family, at: Path_) -> None:
    """Every printed minimum must be wanted by some requirement, for its part alone."""
    if family.minimum is None or award.sheet is None:
        return
    demands = [demand for requirement in award.requirements for want in requirement.wants for case in want.demands for demand in case]
    wanted = {key for demand in demands if len(demand.parts) == 1 for key in demand.parts}
    for key in award.sheet.by_key.keys() - wanted:
        resolver.fault(at, f"no requirement wants the printed minimum of {key!r} of {award.id!r}", "Add a requirement with its percentage.")


def _note_problems(resolver: Resolver, family: schema.Family, award: Award, at: Path_) -> None:
    for number, note in enumerate(family.notes):
        for place, outcome in enumerate(note.for_):
            if outcome not in award.labels:
                resolver.fault((*at, "notes", number, "for", place), f"there is no outcome {outcome!r}", f"Use one of {', '.join(award.labels)}.")


def _case_problems(cases: list[tuple[Document, Path_, schema.Case]], awards: dict[str, Award], branches: dict[str, Branch]) -> Iterator[Problem]:
    counted: Counter[str] = Counter()
    for document, path, case in cases:
        counted[case.id] += 1
        if counted[case.id] > 1:
            yield document.problem((*path, "id"), f"id {case.id!r} is already used", "Give each case an id of its own.")
        levels = {outcome for award in _spoken_of(case.award, awards, branches) for outcome in award.labels}
        if case.outcome not in (*OPEN_OUTCOMES, *levels):
            yield document.problem((*path, "outcome"), f"{case.award!r} has no outcome {case.outcome!r}", "Correct the award or the outcome.")
        for outcome in set(case.readings or []) - levels:
            yield document.problem((*path, "readings"), f"{case.award!r} has no outcome {outcome!r}", "Correct the readings.")


def _spoken_of(award: str, awards: dict[str, Award], branches: dict[str, Branch]) -> list[Award]:
    return [awards[name] for name in (branches[award].awards if award in branches else [award]) if name in awards]


def _version(path: Path, awards: Iterable[Award]) -> str:
    digest = hashlib.sha256(path.read_bytes())
    for award in awards:
        spans = [(str(piece.low), str(piece.high), str(piece.ends[0].outcome)) for piece in award.pieces]
        parts = [(part.key, str(part.full.normalize() + Decimal(0))) for sheet in (award.sheet, award.further) if sheet for part in sheet.parts]
        needs = [str(demand.need) for requirement in award.requirements for want in requirement.wants for d in want.demands for demand in d]
        digest.update(repr((award.id, spans, parts, needs)).encode())
    return digest.hexdigest()[:12]
