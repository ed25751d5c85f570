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
    entered = {hit.value for hit in read_entered(reading, rules)}
    found: list[str] = []
    previous: Mention | None = None
    for name in reading.names:
        if name.entity not in rules.asked.categories or not _is_name(reading, rules, name) or _turned_down(reading, rules, name):
            continue
        trail = _after(reading, name, _ASKED_WITHIN)
        if (name.start in past or name.entity in entered) and not rules.asked.at_once.search(trail):
            continue
        row = previous is not None and name.start - previous.end <= _ROW and rules.asked.joined.search(unmarked(reading.text[previous.end : name.start]))
        if row or _wanted(reading, rules, name) or rules.asked.asked.search(trail):
            found.append(name.entity)
            previous = name
    return tuple(dict.fromkeys(found))


def _is_name(reading: Reading, rules: ReadingRules, name: Mention) -> bool:
    """Whether the words are the name of a category, not words of the work that are like it."""
    official = unmarked(reading.text[name.start : name.end]) in rules.names.official
    return official or name.sure or rules.names.plain.search(reading.text, max(0, name.start - 16), name.start) is not None


def _wanted(reading: Reading, rules: ReadingRules, name: Mention) -> bool:
    alone = not reading.text[: name.start].strip() and not reading.text[name.end :].strip()
    full = rules.asked.full.search(unmarked(reading.text[name.start : name.end])) is not None
    return alone or full or rules.asked.wanted.search(_before(reading, name, _WANTED_WITHIN)) is not None


def _turned_down(reading: Reading, rules: ReadingRules, name: Mention) -> bool:
    """Whether words beside a name take it back, or give it to somebody else; patterns know the two sides by the line end between them."""
    beside = f"{_before(reading, name, _BESIDE)}\n{_after(reading, name, _BESIDE)}"
    return rules.asked.not_asked.search(beside) is not None or rules.asked.others.search(beside) is not None


def _before(reading: Reading, name: Mention, letters: int) -> str:
    return unmarked(reading.text[max(0, name.start - letters) : name.start].rpartition("\n")[2])


def _after(reading: Reading, name: Mention, letters: int) -> str:
    return unmarked(reading.text[name.end : name.end + letters].partition("\n")[0])
