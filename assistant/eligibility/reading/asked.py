"""Categories that a description asks about or wants to enter: those named as wanted, not those of past awards, of others, or turned down."""

from __future__ import annotations

from assistant.eligibility.reading.awards import award_names
from assistant.eligibility.reading.entered import read_entered
from assistant.eligibility.reading.rules import ReadingRules
from assistant.eligibility.reading.text import Reading, prepare, unmarked
from assistant.knowledge.names import Mention

_WANTED_WITHIN = 60  # letters before a name in which a word for sending stands
_ASKED_WITHIN = 45
_BESIDE = 30
_ROW = 26  # letters between two names of one row


def asked_categories(rules: ReadingRules, description: str) -> tuple[str, ...]:
    """Ids of the categories that a description names as wanted or asked about, in the order named."""
    reading = prepare(description, rules.mending, rules.names)
    past = {name.start for name in award_names(reading, rules)}
    past |= {hit.start for hit in read_entered(reading, rules)}
    found: list[str] = []
    previous: Mention | None = None
    for name in reading.names:
        if name.entity not in rules.asked.categories or name.start in past or not _is_name(reading, rules, name):
            continue
        row = previous is not None and name.start - previous.end <= _ROW and rules.asked.joined.search(unmarked(reading.text[previous.end : name.start]))
        if (row or _wanted(reading, rules, name)) and not _turned_down(reading, rules, name):
            found.append(name.entity)
            previous = name
    return tuple(dict.fromkeys(found))


def _is_name(reading: Reading, rules: ReadingRules, name: Mention) -> bool:
    """Whether the words are the name of a category, not words of the work that are like it."""
    official = unmarked(reading.text[name.start : name.end]) in rules.names.official
    return official or name.sure or rules.names.plain.search(reading.text, max(0, name.start - 16), name.start) is not None


def _wanted(reading: Reading, rules: ReadingRules, name: Mention) -> bool:
    lead = unmarked(reading.text[max(0, name.start - _WANTED_WITHIN) : name.start].rpartition("\n")[2])
    trail = unmarked(reading.text[name.end : name.end + _ASKED_WITHIN].partition("\n")[0])
    alone = not reading.text[: name.start].strip() and not reading.text[name.end :].strip()
    return alone or rules.asked.wanted.search(lead) is not None or rules.asked.asked.search(trail) is not None


def _turned_down(reading: Reading, rules: ReadingRules, name: Mention) -> bool:
    lead = unmarked(reading.text[max(0, name.start - _BESIDE) : name.start].rpartition("\n")[2])
    trail = unmarked(reading.text[name.end : name.end + _BESIDE].partition("\n")[0])
    beside = f"{lead}\n{trail}"  # patterns of one side know it by the line end
    return rules.asked.not_asked.search(beside) is not None or rules.asked.others.search(beside) is not None
