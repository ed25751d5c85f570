"""What ``reading.yaml`` of a round may hold: the language of the field, as data.

All words and patterns are compared without tone marks, so that missing or wrong marks do not matter, unless ``exact`` is set.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from assistant.knowledge.schema import Id, Model, Pattern, Text

Applying = Literal["ours", "acts", "named"]


class Wording(Model):
    """How people say something that tells a fact.

    ``value`` is what it says when stated, ``denied`` when denied, ``planned`` when only planned; left out: that says nothing.
    ``led_by``/``followed_by``: patterns of which one must stand shortly before or after. ``unless``: patterns near by that make the wording mean
    something else. ``weak``: counts only where nothing else tells the fact. ``applicant``: counts only of the agency that applies: said to be
    ``ours``, or one that ``acts`` or owns something, or merely ``named``. ``mention``: the mere mention tells it, asked or planned; only a denial
    right before counts.
    ``names``: is looked for in names of awards too, which otherwise say nothing of a work. ``exact``: tone marks matter.
    ``needs``: letters of which some must stand in the text at all, so that the patterns are not tried in vain.
    """

    id: Id
    fact: Id
    value: Any = None
    denied: Any = None
    planned: Any = None
    words: list[Text] = Field(default_factory=list)
    patterns: list[Pattern] = Field(default_factory=list)
    led_by: list[Pattern] = Field(default_factory=list)
    followed_by: list[Pattern] = Field(default_factory=list)
    unless: list[Pattern] = Field(default_factory=list)
    weak: bool = False
    applicant: Applying | None = None
    mention: bool = False
    names: bool = False
    exact: bool = False
    needs: list[Text] = Field(default_factory=list)


class Doubt(Model):
    """Words that turn a statement into a question or a condition.

    ``before`` and ``after`` stand beside the words, ``asks`` after them within the same phrase unless ``about_entry`` (may it be submitted?) stands
    between. ``planned_before``: plans that reach further than a phrase. ``denied_before``: what denies an English word behind a space.
    ``no_mention``: words right before that take back a mention.
    """

    planned_before: list[Pattern] = Field(min_length=1)
    denied_before: list[Pattern] = Field(min_length=1)
    no_mention: list[Pattern] = Field(min_length=1)

    before: list[Pattern] = Field(min_length=1)
    after: list[Pattern] = Field(min_length=1)
    asks: list[Pattern] = Field(min_length=1)
    about_entry: list[Pattern] = Field(min_length=1)


class Applicant(Model):
    """Which agency of several named is the one that applies.

    ``ours_before``/``ours_after``: words beside it that say so. ``subject_after``: words after it that make it the one who acts.
    ``partner_before``/``partner_after``: words beside it that make it somebody else; ``other_before``: words that do so unless it acts itself.
    ``hinted_before``: words before it that hint at it where nothing else tells. ``speaker``: what people call themselves, and what else stands
    before one who acts.
    """

    ours_before: list[Pattern] = Field(min_length=1)
    ours_after: list[Pattern] = Field(min_length=1)
    subject_after: list[Pattern] = Field(min_length=1)
    hinted_before: list[Pattern] = Field(min_length=1)
    other_before: list[Pattern] = Field(min_length=1)
    partner_before: list[Pattern] = Field(min_length=1)
    partner_after: list[Pattern] = Field(min_length=1)
    speaker: list[Pattern] = Field(min_length=1)


class Times(Model):
    """Lengths of time and dates: what their governing words make of them.

    ``real`` says use in earnest and goes before ``in_use`` (done, run, open). ``other``, ``other_after``: something else that takes time.
    ``plain``, ``plain_after``: words with a length or after it that alone make it the time in use. ``nth_year``: "in its third year".
    ``opened``: words for beginning use. ``not_opened``: beginning something else. ``since``: words that need a use or a work beside them.
    ``work``: nouns for the work. ``until``: words before the day to count to.
    ``just_now``: beginnings so recent that only ``just_now_months`` can have passed.
    """

    in_use_fact: Id
    started_fact: Id
    counted_fact: Id
    real: list[Pattern] = Field(min_length=1)
    in_use: list[Pattern] = Field(min_length=1)
    other: list[Pattern] = Field(min_length=1)
    other_after: list[Pattern] = Field(min_length=1)
    plain: list[Pattern] = Field(min_length=1)
    plain_after: list[Pattern] = Field(min_length=1)
    nth_year: Pattern
    opened: list[Pattern] = Field(min_length=1)
    not_opened: list[Pattern] = Field(min_length=1)
    since: list[Pattern] = Field(min_length=1)
    work: list[Pattern] = Field(min_length=1)
    until: list[Pattern] = Field(min_length=1)
    just_now: list[Pattern] = Field(min_length=1)
    just_now_months: Any


class AwardLevel(Model):
    """A level of an earlier award and how people say it."""

    value: Text
    patterns: list[Pattern] = Field(min_length=1)


class Awards(Model):
    """Earlier awards: which branch counts, and how winning, its level and its winner are said.

    ``others``: somebody else won; ``perhaps_others``: perhaps somebody else did, surely where the work was ``taken_over``.
    ``other_work``: it was another work that won. ``other_prize``: it was a prize of another kind. ``compared``: an award is only compared with.
    ``wanted``: words before a name that make it the award sought now. ``any_award`` after ``never``: no award at all;
    ``alike``: none for anything like it; ``this_work`` before it: only the work never won, which says nothing of the agency. ``ours``: words for us.
    """

    branch: Id
    whole: Id
    award_fact: Id
    level_fact: Id
    year_fact: Id
    category_fact: Id
    same_form_fact: Id
    own: Text
    other_agency: Text
    none: Text
    categories: dict[Id, Text]
    other_category: Text
    also: list[Pattern] = Field(default_factory=list)
    won: list[Pattern] = Field(min_length=1)
    never: list[Pattern] = Field(min_length=1)
    any_award: list[Pattern] = Field(min_length=1)
    alike: list[Pattern] = Field(min_length=1)
    this_work: list[Pattern] = Field(min_length=1)
    levels: list[AwardLevel] = Field(min_length=1)
    others: list[Pattern] = Field(min_length=1)
    ours: list[Pattern] = Field(min_length=1)
    perhaps_others: list[Pattern] = Field(min_length=1)
    taken_over: list[Pattern] = Field(min_length=1)
    other_work: list[Pattern] = Field(min_length=1)
    other_prize: list[Pattern] = Field(min_length=1)
    compared: list[Pattern] = Field(min_length=1)
    wanted: list[Pattern] = Field(min_length=1)
    last_year: list[Pattern] = Field(default_factory=list)


class Entered(Model):
    """Categories that the work was already sent to this year."""

    fact: Id
    none: Text
    sent: list[Pattern] = Field(min_length=1)
    sent_after: list[Pattern] = Field(min_length=1)
    not_now: list[Pattern] = Field(min_length=1)


class Asked(Model):
    """What is to be sent: ``wanted`` words stand before the name of a category, ``asked`` ones after it; ``at_once``: right after it, which
    counts even where a past award stands near. ``full``: what a name begins with that is written out, and so means the category itself.

    ``joined``: what stands between two names of one row. ``not_asked``: words beside a name that take it back. ``others``: it is somebody else's.
    """

    wanted: list[Pattern] = Field(min_length=1)
    asked: list[Pattern] = Field(min_length=1)
    at_once: list[Pattern] = Field(min_length=1)
    full: list[Pattern] = Field(min_length=1)
    joined: list[Pattern] = Field(min_length=1)
    not_asked: list[Pattern] = Field(min_length=1)
    others: list[Pattern] = Field(min_length=1)


class ReadingFile(Model):
    """``reading.yaml``.

    ``mend``: patterns of typing errors and what is meant (marks matter here). ``plain_names``: patterns before a short name of an award that make it the name.
    ``corrections``: words that let what follows overrule what was said. ``ranked``: of several values stated, the one that counts comes first.
    """

    mend: dict[Pattern, str] = Field(default_factory=dict)
    plain_names: list[Pattern] = Field(min_length=1)
    corrections: list[Pattern] = Field(min_length=1)
    ranked: dict[Id, list[Text]] = Field(default_factory=dict)
    doubt: Doubt
    applicant: Applicant
    times: Times
    awards: Awards
    entered: Entered
    asked: Asked
    entries: list[Wording] = Field(min_length=1)
