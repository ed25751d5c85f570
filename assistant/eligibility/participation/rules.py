"""The rules of participation, ready for use: the two files with their wordings compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.eligibility.participation.schema import Activity, Element, GroupWords, LevelRule, ParticipationFile
from assistant.eligibility.participation.tones import Marks
from assistant.eligibility.participation.words import any_of
from assistant.thai.clean import comparable


@dataclass(frozen=True)
class ChainPatterns:
    """Joint doing as compiled patterns; the verbs' names are ``v0``, ``v1`` … in the order of the file."""

    activities: tuple[str, ...]
    lead: re.Pattern[str]
    their_lead: re.Pattern[str]
    first_verb: re.Pattern[str]
    next_verb: re.Pattern[str]
    verb: re.Pattern[str]
    tail: re.Pattern[str]
    their_tail: re.Pattern[str]
    between: re.Pattern[str]
    after: re.Pattern[str]
    noun: re.Pattern[str]
    open_activity: str
    clause_end: re.Pattern[str]
    open_lead: re.Pattern[str]
    open_tail: re.Pattern[str]
    open_clause: re.Pattern[str]
    not_clause: re.Pattern[str]
    names_only: str
    side_proves: frozenset[str]
    with_side: re.Pattern[str]
    no_side: re.Pattern[str]
    both: re.Pattern[str]
    both_verb: re.Pattern[str]
    not_subject: re.Pattern[str]
    help: re.Pattern[str]


@dataclass(frozen=True)
class ReadingPatterns:
    """The words that steer the reading, compiled."""

    ours: re.Pattern[str]
    own: re.Pattern[str]
    submits: re.Pattern[str]
    not_doers: re.Pattern[str]
    agency_acts: re.Pattern[str]
    takes_part: re.Pattern[str]
    takes_up: re.Pattern[str]
    not_groups: re.Pattern[str]
    not_activities: re.Pattern[str]
    questions: re.Pattern[str]
    claims: re.Pattern[str]
    names: re.Pattern[str]
    nothing_yet: re.Pattern[str]
    plan_goes_on: re.Pattern[str]
    turns: re.Pattern[str]
    unsaid: re.Pattern[str]
    past: re.Pattern[str]
    key: re.Pattern[str]
    not_key: re.Pattern[str]
    key_after: re.Pattern[str]
    key_before: re.Pattern[str]
    key_asked: re.Pattern[str]
    contrast: re.Pattern[str]
    joins: re.Pattern[str]
    after: re.Pattern[str]
    after_joint: re.Pattern[str]
    object_of: re.Pattern[str]
    goes_on: re.Pattern[str]


@dataclass(frozen=True)
class ParticipationRules:
    """What ``check_participation`` decides by. Made by ``load_participation``; ``version`` changes with the files."""

    version: str
    file: ParticipationFile
    activities: dict[str, Activity]
    elements: dict[str, Element]
    groups: dict[str, GroupWords]
    words: re.Pattern[str]
    word_owners: dict[str, tuple[str, ...]]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    alone: dict[str, str]
    group_words: re.Pattern[str]
    group_owner: dict[str, str]
    group_patterns: tuple[tuple[re.Pattern[str], str], ...]
    continuity: tuple[tuple[re.Pattern[str], str], ...]
    chain: ChainPatterns
    reading: ReadingPatterns
    marks: Marks
    order: dict[str, int] = field(default_factory=dict)

    @property
    def levels(self) -> list[LevelRule]:
        """Levels, the lowest first."""
        return self.file.levels

    def level(self, level_id: str) -> LevelRule:
        """The level of that id."""
        return self.file.levels[self.order[level_id]]

    @property
    def slight(self) -> set[str]:
        """Elements of what groups do that counts only where nothing else is read."""
        return {element for activity in self.activities.values() if activity.joint and activity.gives_way for element in activity.proves}

    def owners(self, word: str) -> tuple[str, ...]:
        """Ids of the activities that ``word`` is a wording of (two where it depends on who stands before it)."""
        return self.word_owners[word]

    def group(self, group_id: str) -> str:
        """The group that a kind of words stands for, synonyms joined."""
        return self.groups[group_id].same_as or group_id


def _union(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def compiled(version: str, file: ParticipationFile, activities: list[Activity]) -> ParticipationRules:
    """The files' content as rules."""
    word_owners: dict[str, tuple[str, ...]] = {}
    for activity in activities:
        for word in activity.words:
            word_owners[comparable(word)] = (*word_owners.get(comparable(word), ()), activity.id)
    group_owner = {comparable(word): group.id for group in file.groups for word in group.words}
    alone = {
        _bare(word): activity.id
        for activity in activities
        if activity.by not in ("us", "not_them")
        for word in [*activity.words, activity.label, *activity.alone]
    }
    reading = file.reading
    return ParticipationRules(
        version=version,
        file=file,
        activities={activity.id: activity for activity in activities},
        elements={element.id: element for element in file.elements},
        groups={group.id: group for group in file.groups},
        words=re.compile(any_of(word_owners)),
        word_owners=word_owners,
        patterns=tuple((re.compile(pattern), activity.id) for activity in activities for pattern in activity.patterns),
        alone=alone,
        group_words=re.compile(any_of(group_owner)),
        group_owner=group_owner,
        group_patterns=tuple((re.compile(pattern), group.id) for group in file.groups for pattern in group.patterns),
        continuity=tuple((_union(kind.patterns), kind.id) for kind in file.continuity),
        chain=_chain(file),
        reading=ReadingPatterns(
            ours=_union(reading.ours),
            own=re.compile(reading.own),
            submits=re.compile(reading.submits),
            not_doers=re.compile(reading.not_doers),
            agency_acts=re.compile(reading.agency_acts),
            takes_part=re.compile(reading.takes_part),
            takes_up=re.compile(reading.takes_up),
            not_groups=_union(reading.not_groups),
            not_activities=_union(reading.not_activities),
            questions=_union(reading.questions),
            claims=_union([_with_levels(pattern, file) for pattern in reading.claims]),
            names=_union(reading.names),
            nothing_yet=re.compile(reading.nothing_yet),
            plan_goes_on=re.compile(reading.plan_goes_on),
            turns=re.compile(reading.turns),
            unsaid=re.compile(reading.unsaid),
            past=re.compile(reading.past),
            key=_union(reading.key),
            not_key=_union(reading.not_key),
            key_after=re.compile(reading.key_after),
            key_before=re.compile(reading.key_before),
            key_asked=re.compile(reading.key_asked),
            contrast=re.compile(reading.contrast),
            joins=re.compile(reading.joins),
            after=re.compile(reading.after),
            after_joint=re.compile(reading.after_joint),
            object_of=re.compile(reading.object_of),
            goes_on=re.compile(reading.goes_on),
        ),
        marks=Marks([*file.reading.spelled, *word_owners, *group_owner], file.reading.kept, file.reading.opening),
        order={level.id: place for place, level in enumerate(file.levels)},
    )


def _with_levels(pattern: str, file: ParticipationFile) -> str:
    """``{level}`` stands for any word for a level, ``{latin}`` for those in Latin letters."""
    words = [comparable(word) for level in file.levels for word in level.words]
    return pattern.replace("{level}", any_of(words)).replace("{latin}", any_of(word for word in words if word.isascii()))


def bare(text: str) -> str:
    """A whole answer reduced for comparison: comparable text without spaces and quotes.

    >>> bare(" Focus  Group. ")
    'focusgroup'
    """
    return _bare(text)


def _bare(text: str) -> str:
    return re.sub(r"[\s\"'.“”]+", "", comparable(text))


def _chain(file: ParticipationFile) -> ChainPatterns:
    chain = file.chain
    verbs = "|".join(f"(?P<v{place}>{'|'.join(verb.patterns)})" for place, verb in enumerate(chain.verbs))
    return ChainPatterns(
        activities=tuple(verb.activity for verb in chain.verbs),
        lead=_union(chain.leads),
        their_lead=_union(chain.their_leads),
        first_verb=re.compile(f"(?:{chain.filler})(?:{verbs})"),
        next_verb=re.compile(f"(?:{chain.object})(?:{chain.link})(?:{verbs})"),
        verb=re.compile(verbs),
        tail=_union(chain.tails),
        their_tail=_union(chain.their_tails),
        between=re.compile(f"(?:{chain.object})(?:{chain.link})$"),
        after=re.compile(f"(?:{chain.object})$"),
        noun=re.compile(chain.noun),
        open_activity=chain.open.activity,
        clause_end=re.compile(chain.clause_end),
        open_lead=re.compile(f"(?:{chain.open.leads})(?!{chain.open.not_verbs})(?=[ก-ฮเ-ไ])"),
        open_tail=re.compile(chain.open.tails),
        open_clause=re.compile(chain.open.clause),
        not_clause=re.compile(chain.open.not_clauses),
        names_only=chain.names_only,
        side_proves=frozenset(chain.sides.proves),
        with_side=re.compile(chain.sides.with_side),
        no_side=re.compile(chain.sides.no_side),
        both=re.compile(chain.sides.both),
        both_verb=re.compile(f"(?:{chain.sides.rest})(?:{chain.filler})(?:{verbs})"),
        not_subject=re.compile(chain.sides.not_subject),
        help=re.compile(chain.sides.help),
    )
