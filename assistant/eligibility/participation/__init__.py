"""Which level of participation a work has really reached, group by group, from what was done and not from what is claimed."""

from assistant.eligibility.participation.check import check_participation
from assistant.eligibility.participation.groups import read_groups
from assistant.eligibility.participation.load import load_participation
from assistant.eligibility.participation.result import FoundActivity, GivenGroup, GroupLevel, Lift, ParticipationResult, ReadGroup
from assistant.eligibility.participation.rules import ParticipationRules

__all__ = [
    "FoundActivity",
    "GivenGroup",
    "GroupLevel",
    "Lift",
    "ParticipationResult",
    "ParticipationRules",
    "ReadGroup",
    "check_participation",
    "load_participation",
    "read_groups",
]
