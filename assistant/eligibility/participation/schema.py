"""What ``participation.yaml`` and ``activities.yaml`` of a round may hold.

An *activity* proves *elements* of participation (their opinion was asked, they designed with the agency …); a *level* is reached by
sets of elements. Which elements and levels there are is written in the files only.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.knowledge.schema import Id, Model, Pattern, Source, Text


class Element(Model):
    """One thing that an activity may prove of a group.

    ``shown`` is what it means when proved, ``missing`` what is asked for when it is not, both sentences that stand after "ว่า".
    """

    id: Id
    name: Text
    shown: Text
    missing: Text
    fact: Id | None = None
    confirm: Text | None = None


class Way(Model):
    """One set of elements that reaches a level: all of ``all``, none of ``unless_denied`` denied.

    Elements in ``confirm`` are left open when nothing is said of them: the level stands, and the question is asked.
    ``explain`` is added to the reason where this is the way the level was reached.
    """

    all: list[Id] = Field(min_length=1)
    unless_denied: list[Id] = Field(default_factory=list)
    confirm: list[Id] = Field(default_factory=list)
    explain: Text | None = None


class LevelRule(Model):
    """A level, lower ones first in the file. ``none`` of the file (nothing was done) is reached by denial alone."""

    id: Id
    name: Text
    means: Text
    words: list[Text] = Field(min_length=1)
    reached_by: list[Way] = Field(default_factory=list)
    when_all_denied: list[Id] = Field(default_factory=list)


class GroupWords(Model):
    """A kind of stakeholder and what people call it.

    ``same_as`` joins words that mean the same people unless a text sets them against each other. ``may_submit`` marks bodies
    that can be the applicant themselves. A ``refers`` group names nobody by itself: it takes up the last groups named, or all.
    ``by_words`` kinds are as many groups as there are words for them.
    """

    id: Id
    name: Text
    words: list[Text] = Field(default_factory=list)
    patterns: list[Pattern] = Field(default_factory=list)
    same_as: Id | None = None
    may_submit: bool = False
    refers: Literal["last", "all"] | None = None
    by_words: bool = False


class Continuity(Model):
    """How often something was done, as people say it."""

    id: Id
    name: Text
    patterns: list[Pattern] = Field(min_length=1)
    contradicts: list[Id] = Field(default_factory=list)


class ChainVerb(Model):
    """A verb that proves ``activity`` when it is done jointly."""

    activity: Id
    patterns: list[Pattern] = Field(min_length=1)


class OpenChain(Model):
    """Joint doing in words that no list holds: any verb after a lead, or before a tail, that is none of those named here.

    ``clause`` holds in its group what stands between the beginning of a clause and the tail.
    """

    activity: Id
    leads: Pattern
    not_verbs: Pattern
    tails: Pattern
    clause: Pattern
    not_clauses: Pattern


class Sides(Model):
    """Joint doing that only the naming of both sides tells, of activities that prove one of ``proves``.

    ``with_side`` stands before the other side ("กับ"), ``no_side`` is what follows it where no side is meant; ``both`` joins two
    sides to one subject, ``rest`` stands between them and their verb, ``not_subject`` before two that are none; ``help`` is a help
    to the side after it.
    """

    proves: list[Id] = Field(min_length=1)
    with_side: Pattern
    no_side: Pattern
    both: Pattern
    rest: Pattern
    not_subject: Pattern
    help: Pattern


class Chain(Model):
    """How joint doing is worded: a lead ("ร่วมกัน"), then verbs in a row; or verbs, then a tail ("…ร่วมกัน").

    ``their_lead`` and ``their_tail`` count only where a group stands before them ("ชาวบ้านช่วยออกแบบ", "ชาวบ้านออกแบบเอง").
    ``names_only`` is the activity whose words may only name what another verb is about ("คิดกิจกรรมด้วยกัน").
    """

    leads: list[Pattern] = Field(min_length=1)
    their_leads: list[Pattern] = Field(min_length=1)
    filler: Pattern
    link: Pattern
    object: Pattern
    noun: Pattern
    clause_end: Pattern
    tails: list[Pattern] = Field(min_length=1)
    their_tails: list[Pattern] = Field(min_length=1)
    verbs: list[ChainVerb] = Field(min_length=1)
    names_only: Id
    sides: Sides
    open: OpenChain


class Reading(Model):
    """Words that steer the reading of a text and prove nothing themselves."""

    ours: list[Pattern] = Field(min_length=1)
    own: Pattern
    submits: Pattern
    not_doers: Pattern
    agency_acts: Pattern
    takes_part: Pattern
    takes_up: Pattern
    not_groups: list[Pattern] = Field(default_factory=list)
    not_activities: list[Pattern] = Field(default_factory=list)
    questions: list[Pattern] = Field(default_factory=list)
    claims: list[Pattern] = Field(default_factory=list)
    names: list[Pattern] = Field(default_factory=list)
    nothing_yet: Pattern
    plan_goes_on: Pattern
    spelled: list[Text] = Field(default_factory=list)
    kept: list[Text] = Field(default_factory=list)
    opening: list[Text] = Field(default_factory=list)
    turns: Pattern
    unsaid: Pattern
    past: Pattern
    key: list[Pattern] = Field(min_length=1)
    not_key: list[Pattern] = Field(default_factory=list)
    key_after: Pattern
    key_before: Pattern
    key_asked: Pattern
    contrast: Pattern
    joins: Pattern
    after: Pattern
    after_joint: Pattern
    object_of: Pattern
    goes_on: Pattern


class ParticipationFile(Model):
    """``participation.yaml``."""

    version: Text
    level_fact: Id
    continuity_fact: Id
    definitions: Text
    work_level: Text
    unnamed: Text
    elements: list[Element] = Field(min_length=1)
    levels: list[LevelRule] = Field(min_length=1)
    groups: list[GroupWords] = Field(min_length=1)
    continuity: list[Continuity] = Field(default_factory=list)
    chain: Chain
    reading: Reading
    sources: list[Source] = Field(min_length=1)


class Activity(Model):
    """One kind of activity in ``activities.yaml``: how people word it, what it proves and what it does not.

    ``words`` are matched as written, ``patterns`` are regular expressions, ``alone`` are words that count only as a whole answer.
    ``denies`` are elements that the activity, once stated, speaks against. ``weight`` says what that, or the denial of the activity
    itself, does to an element: nothing, deny it where nothing else proves it (soft), or deny it in spite of other proofs (firm).
    ``joint`` acts are done by the group; one that ``gives_way`` counts only where no other is read
    in its place; ``by`` says who must stand before the words for them to count.
    """

    id: Id
    label: Text
    proves: list[Id] = Field(default_factory=list)
    proves_not: Text | None = None
    denies: list[Id] = Field(default_factory=list)
    weight: Literal["nothing", "soft", "firm"] = "soft"
    joint: bool = False
    gives_way: bool = False
    by: Literal["them", "us", "not_them"] | None = None
    words: list[Text] = Field(default_factory=list)
    patterns: list[Pattern] = Field(default_factory=list)
    alone: list[Text] = Field(default_factory=list)
