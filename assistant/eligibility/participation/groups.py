"""Reads a description: which groups of stakeholders it names, what was done with each, and which one the work is most about."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.eligibility.participation.activities import find_activities
from assistant.eligibility.participation.mentions import Clusters, Mention, find_mentions
from assistant.eligibility.participation.result import FoundActivity, ReadGroup
from assistant.eligibility.participation.rules import ParticipationRules
from assistant.eligibility.participation.tones import as_typed, with_marks
from assistant.thai.clean import comparable
from assistant.thai.said import Manner, manner

UNNAMED = "unnamed"
_BY_WORDS = "somebody:"
_CLOSE = 20  # letters between somebody and what they do in one phrase
_KEY_REACH = 46  # letters between a mark of the key group and the group
_IN_A_ROW = 6  # letters between verbs done in one go
_LINK_WORDS = 36  # letters from an activity to the group it was done with


def read_groups(rules: ParticipationRules, description: str) -> list[ReadGroup]:
    """The groups that ``description`` names together with what was done with them, in the order of their naming.

    Groups of which nothing is told are left out, except when the text calls one the group most concerned.
    """
    return read_text(rules, comparable(description))


def read_text(rules: ParticipationRules, text: str) -> list[ReadGroup]:
    """The same from text that is comparable already."""
    restored = with_marks(rules.marks, text)
    groups = _Reader(rules, restored.text).read() if text else []
    return [group.model_copy(update={"activities": as_typed(group.activities, restored, text)}) for group in groups]


@dataclass
class _Reader:
    """One text being read."""

    rules: ParticipationRules
    text: str
    mentions: list[Mention] = field(init=False)
    found: list[FoundActivity] = field(init=False)
    named: dict[str, Mention] = field(init=False)  # the first mention of each group
    clusters: Clusters = field(init=False)
    groups: dict[int, tuple[str, ...]] = field(init=False)
    agency_named: bool = field(init=False)
    known: dict[int, tuple[str, ...]] = field(default_factory=dict)  # groups of a cluster

    def __post_init__(self) -> None:
        self.mentions = find_mentions(self.rules, self.text)
        self.found = find_activities(self.rules, self.text, self.mentions)
        self.named = {mention.group: mention for mention in reversed(self.mentions)}
        self.clusters = Clusters(self.rules, self.text, self.mentions, [(activity.start, activity.end) for activity in self.found])
        self.groups = self._meant()
        self.agency_named = any(mention.ours for mention in self.mentions)

    def read(self) -> list[ReadGroup]:
        keys = self._keys()
        names: dict[str, str] = {}
        for mention in self.mentions:
            for group in self.groups.get(mention.start, ()):
                named = mention if group == mention.group else self.named[group]
                names.setdefault(group, self._name(named))
        done: dict[str, list[FoundActivity]] = {}
        whose: tuple[str, ...] = ()
        left: list[FoundActivity] = []
        among_us = False
        for place, activity in enumerate(self.found):
            whose = () if among_us else self._carried_on(place, whose) or self._whose(activity)
            among_us = False
            if not whose and place + 1 < len(self.found) and self._in_a_row(activity, self.found[place + 1]):
                after = self.found[place + 1]
                if self._linked(after, self.clusters.before(after.start), True):
                    left.append(activity)  # whose the next verb is ("ออกแบบและจัดงานร่วมกับ …")
                else:
                    among_us = True
                continue
            for group in whose:
                done.setdefault(group, []).extend([*left, activity])
            left = []
        self._fold(done, keys)
        told = [group for group in names if group in done or keys.get(group)]
        return [
            ReadGroup(id=group, name=names.get(group, self.rules.file.unnamed), key=keys.get(group), activities=tuple(done.get(group, ())))
            for group in [*told, *(group for group in done if group not in names)]
        ]

    def _in_a_row(self, activity: FoundActivity, after: FoundActivity) -> bool:
        joint = self.rules.activities[activity.activity].joint and self.rules.activities[after.activity].joint
        return joint and after.start - activity.end <= _IN_A_ROW and " " not in self.text[activity.end : after.start]

    def _fold(self, done: dict[str, list[FoundActivity]], keys: dict[str, bool]) -> None:
        """Names that the text does not set against others, and of which nothing of weight is told, make no group of their own."""
        apart = {group for mention in self.mentions for group in self.groups[mention.start] if self._contrasted(mention)}
        only = {element.id for element in self.rules.file.elements if element.confirm}
        light = [group for group, activities in done.items() if group not in keys and group not in apart and (self._is_light(group, activities, only))]
        heavy = [group for group in done if group not in light]
        if not heavy and len(light) > 1:
            heavy = light[:1]
        if heavy and apart.isdisjoint(heavy):
            for group in light:
                if group not in heavy:
                    told = done.pop(group)
                    for other in heavy:
                        done[other] = sorted({*done[other], *told}, key=lambda activity: activity.start)

    def _is_light(self, group: str, activities: list[FoundActivity], only: set[str]) -> bool:
        if group.startswith(_BY_WORDS) or all(only.issuperset(activity.proves) for activity in activities):
            return True
        slight = self._doing | self.rules.slight | only
        doing = all(self.rules.activities[activity.activity].joint and set(activity.proves) <= slight for activity in activities)
        named = [mention for mention in self.mentions if group in self.groups[mention.start]]
        return doing and not any(self.rules.reading.takes_up.search(self.text[max(0, mention.start - 12) : mention.start]) for mention in named)

    @property
    def _doing(self) -> set[str]:
        return set(self.rules.activities[self.rules.chain.open_activity].proves)

    def _contrasted(self, mention: Mention) -> bool:
        return self.rules.reading.contrast.search(self.text[max(0, mention.start - 16) : mention.start]) is not None

    def _name(self, mention: Mention) -> str:
        kind = self.rules.groups[mention.kind]
        return self.text[mention.start : mention.end] if kind.by_words else kind.name

    def _meant(self) -> dict[int, tuple[str, ...]]:
        """For each mention, by its place in the text, the groups that it stands for; none for the agency's own people."""
        only: dict[str, None] = {mention.group: None for mention in self.mentions if self._names(mention)}
        meant: dict[int, tuple[str, ...]] = {}
        before: dict[str, None] = {}
        last: tuple[str, ...] = ()
        beside: dict[int, tuple[str, ...]] = {}
        for place, mention in enumerate(self.mentions):
            members = self.clusters.members(place)
            if id(members) not in beside:
                beside[id(members)] = tuple(dict.fromkeys(other.group for other in members if self._names(other)))
            if mention.ours:
                meant[mention.start] = ()
            elif self._names(mention):
                meant[mention.start] = (mention.group,)
                last = beside[id(members)]
                before[mention.group] = None
            else:
                meant[mention.start] = beside[id(members)] or self._referred(mention, last, tuple(before), tuple(only))
        return meant

    def _names(self, mention: Mention) -> bool:
        """Whether the words name a group by themselves."""
        return not mention.ours and self.rules.groups[mention.kind].refers is None

    def _referred(self, mention: Mention, last: tuple[str, ...], before: tuple[str, ...], only: tuple[str, ...]) -> tuple[str, ...]:
        if self.rules.groups[mention.kind].refers == "all":
            return before or only or (mention.group,)
        if self.rules.reading.contrast.search(self.text[max(0, mention.start - 16) : mention.start]):
            return (mention.group,)
        return last or (only if len(only) == 1 else (mention.group,))

    def _members(self, place: int) -> tuple[str, ...]:
        members = self.clusters.members(place)
        known = self.known.get(id(members))
        if known is None:
            known = self.known[id(members)] = tuple(dict.fromkeys(group for mention in members for group in self.groups[mention.start]))
        return known

    def _carried_on(self, place: int, whose: tuple[str, ...]) -> tuple[str, ...]:
        """The groups of the activity before, where this one goes on with them ("ร่วมออกแบบกับครูและร่วมทดลองใช้")."""
        activity = self.found[place]
        if place == 0 or not whose or not self.rules.activities[activity.activity].joint:
            return ()
        earlier = self.found[place - 1]
        between = self.text[earlier.end : activity.start]
        if not self.rules.activities[earlier.activity].joint or "\n" in between or not self.rules.reading.goes_on.search(between):
            return ()
        named = [mention for mention in self.mentions if earlier.end <= mention.start < activity.start]
        first_tied = not named or self.rules.reading.after_joint.match(self.text[earlier.end : named[0].start])
        in_one_breath = not named or len(self.clusters.members(self.mentions.index(named[0]))) >= len(named)
        inside = any(activity.start <= mention.start < activity.end for mention in self.mentions)
        linked = not inside and self._linked(activity, self.clusters.before(activity.start), True)
        return whose if first_tied and in_one_breath and not inside and not linked else ()

    def _whose(self, activity: FoundActivity) -> tuple[str, ...]:
        """The groups that an activity was done with; none when the agency's own people did it among themselves."""
        joint = self.rules.activities[activity.activity].joint
        before = self.clusters.before(activity.start)
        while before > 0 and (self._is_object(before) or self._is_counterpart(before)) and any(self._members(earlier) for earlier in range(before)):
            before -= 1
        gap = self.text[self.mentions[before].end : activity.start] if before >= 0 else ""
        close = before >= 0 and len(gap) <= _CLOSE and "\n" not in gap and " แต่" not in gap and "ส่วน" not in gap
        inside = tuple(
            dict.fromkeys(
                group for mention in self.mentions if activity.start <= mention.start and mention.end <= activity.end for group in self.groups[mention.start]
            )
        )
        doers = self._members(before) if close else ()
        if inside:
            return tuple(dict.fromkeys([*(doers if joint else ()), *inside]))
        linked = self._linked(activity, before, joint and bool(doers))
        if linked and joint and doers and not self.agency_named and all(self._may_submit(group) for group in linked):
            return doers  # "ชุมชนร่วมวางแผนกับเทศบาล": with nobody else for the agency, the body is the applicant
        if linked:
            return tuple(dict.fromkeys([*(doers if joint else ()), *linked]))
        if joint and close and not doers and not self._with_them(before) and not self._is_counterpart(before):
            return ()
        for place in range(before, -1, -1):
            if members := self._members(place):
                return members
        for place in range(before + 1, len(self.mentions)):
            if members := self._members(place):
                return members if not self._contrasted(self.mentions[place]) else (UNNAMED,)
        return (UNNAMED,)

    def _may_submit(self, group: str) -> bool:
        return group in self.rules.groups and self.rules.groups[group].may_submit

    def _is_object(self, place: int) -> bool:
        """Whether the words only say what was made ("ร่วมออกแบบศาลาผู้สูงอายุ")."""
        start = self.mentions[place].start
        earlier = [activity for activity in self.found if activity.end <= start and self.rules.activities[activity.activity].joint]
        return bool(earlier) and bool(self.rules.reading.object_of.match(self.text[earlier[-1].end : start]))

    def _is_counterpart(self, place: int) -> bool:
        """Whether the agency is only named as the one that something else was done with ("… กับอุทยาน ร่วมนำเที่ยว")."""
        mention = self.clusters.members(place)[0]
        return mention.ours and not self._members(place) and self.text[max(0, mention.start - 4) : mention.start].rstrip().endswith("กับ")

    def _with_them(self, place: int) -> bool:
        """Whether "เรา" takes in a group named before."""
        mention = self.mentions[place]
        we = self.rules.reading.own.fullmatch(self.text[mention.start : mention.end])
        return bool(we) and any(self._members(earlier) for earlier in range(place))

    def _linked(self, activity: FoundActivity, before: int, has_doers: bool) -> tuple[str, ...]:
        """The groups that a preposition ties to the activity ("รับฟังความเห็นจากชาวบ้าน")."""
        place = before + 1
        while place < len(self.mentions) and self.mentions[place].start < activity.end:
            place += 1
        if place >= len(self.mentions) or self.mentions[place].start - activity.end > _LINK_WORDS:
            return ()
        between = self.text[activity.end : self.mentions[place].start]
        does = bool(activity.proves) and set(activity.proves) <= self._doing  # "ทำอาหารให้เด็ก": for whom it was done, not with whom
        link = self.rules.reading.after_joint if has_doers or does else self.rules.reading.after
        if "\n" in between or not link.match(between):
            return ()
        if any(activity.end <= other.start < self.mentions[place].start for other in self.found):
            return ()
        return self._members(place)

    def _keys(self) -> dict[str, bool]:
        keys: dict[str, bool] = {}
        for pattern, value in ((self.rules.reading.not_key, False), (self.rules.reading.key, True)):
            for mark in pattern.finditer(self.text):
                said = manner(self.text, mark.start(), mark.end())
                if said is Manner.UNSURE or self.rules.reading.key_asked.search(self.text, max(0, mark.start() - 24), mark.start() + 12):
                    continue
                for group in self._marked(mark.start(), mark.end()):
                    keys.setdefault(group, value and said is not Manner.DENIED)
        return keys

    def _marked(self, start: int, end: int) -> tuple[str, ...]:
        """The groups that a mark of the key group speaks of: the one named next, else the one named before."""
        place = self.clusters.before(end)
        after = next((number for number in range(place + 1, len(self.mentions)) if self.groups[self.mentions[number].start]), None)
        if after is not None and self.rules.reading.key_after.match(self.text[end : self.mentions[after].start]):
            return self._members(after)
        while place >= 0 and self.mentions[place].end > start:
            if self.mentions[place].start < start or self.mentions[place].end <= end:
                inner = self.groups[self.mentions[place].start]
                if inner and self.rules.groups[self.mentions[place].kind].refers is None:
                    return inner
            place -= 1
        if place >= 0 and start - self.mentions[place].end <= _KEY_REACH and self.rules.reading.key_before.search(self.text[self.mentions[place].end : start]):
            return self._members(place)
        inside = self.clusters.before(end)
        return self._members(inside) if inside >= 0 and self.mentions[inside].end > start else ()
