"""A description made ready for reading: typing errors mended, award names masked, tone marks left out, and the way back to what was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.knowledge.names import Mention, NameFinder
from assistant.thai.clean import clean, comparable

MAX_LETTERS = 20_000
MASK = "\x00"  # stands in no comparable text, so that no wording matches across a name
_MARKS = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e47"  # the ones that ``skeleton`` leaves out
_UNMARK = dict.fromkeys(map(ord, _MARKS))


@dataclass(frozen=True)
class Mending:
    """Typing errors to mend, compiled: known misread words, then patterns."""

    misread: re.Pattern[str]
    meant: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True)
class Names:
    """How names of awards are found: the finder; ``official`` names (without tone marks), ``plain``: what before a short name makes it one;
    ``bare``: long names without tone marks, and whose they are (``entities``).
    """

    finder: NameFinder
    official: frozenset[str]
    plain: re.Pattern[str]
    bare: re.Pattern[str]
    entities: Mapping[str, str]


@dataclass(frozen=True)
class Bare:
    """Text without tone marks; ``place[i]`` is where letter ``i`` stands in the mended text (one more entry for the end)."""

    text: str
    place: tuple[int, ...]

    def span(self, match: re.Match[str]) -> tuple[int, int]:
        """Where a match stands in the mended text."""
        return self.place[match.start()], self.place[match.end()]


@dataclass(frozen=True)
class Reading:
    """A description ready for reading.

    ``typed``: as cleaned; ``text``: comparable and mended, in which all places are counted; ``bare``/``masked``: without tone marks, with and without the names
    of awards; ``masked_text``: with marks, without names; ``names``: awards, branches and categories named.
    """

    typed: str
    plain: str
    text: str
    origin: tuple[int, ...]
    names: tuple[Mention, ...]
    bare: Bare
    masked: Bare
    masked_text: str

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a place of the mended text stands in the comparable text."""
        return self.origin[start], max(self.origin[end], self.origin[start])

    def words(self, start: int, end: int) -> str:
        """The words at a place of the mended text, as typed where that can be told."""
        begin, stop = self.place(start, end)
        return (self.typed if len(self.typed) == len(self.plain) else self.plain)[begin:stop].strip()


def prepare(description: str, mending: Mending, names: Names) -> Reading:
    """A description made ready for reading; what lies beyond 20,000 letters is left out."""
    description = description[:MAX_LETTERS]
    plain = comparable(description)
    typed = description.strip()
    if len(typed) != len(plain):  # else nothing was mended but case and digits: cleaning never adds a letter
        typed = clean(description)
    text, origin = _mended(plain, mending)
    letters = bare(text)
    found = _named(text, letters, names)
    masked_text = _masked(text, found, names)
    return Reading(typed, plain, text, origin, found, letters, bare(masked_text), masked_text)


def _named(text: str, letters: Bare, names: Names) -> tuple[Mention, ...]:
    """Awards named, in order; long names also where tone marks are missing or stand astray."""
    found = names.finder.mentions(text, fuzzy=False)
    sure = [name for name in found if name.sure]
    for match in names.bare.finditer(letters.text):
        start, end = letters.span(match)
        if not any(name.start < end and start < name.end for name in sure):
            found = [name for name in found if not (name.start < end and start < name.end)]
            found.append(Mention(names.entities[match[0]], start, end, True))
    return tuple(sorted(found, key=lambda name: name.start))


def bare(text: str) -> Bare:
    """``text`` without its tone marks."""
    kept = [index for index, letter in enumerate(text) if letter not in _MARKS]
    return Bare("".join([text[index] for index in kept]), (*kept, len(text)))


def unmarked(text: str) -> str:
    """``text`` without its tone marks, where nobody asks for places."""
    return text.translate(_UNMARK)


def _mended(plain: str, mending: Mending) -> tuple[str, tuple[int, ...]]:
    text, origin = _replaced(plain, tuple(range(len(plain) + 1)), mending.misread, None, mending.meant)
    for pattern, meant in mending.patterns:
        text, origin = _replaced(text, origin, pattern, meant, {})
    return text, origin


def _replaced(text: str, origin: tuple[int, ...], pattern: re.Pattern[str], meant: str | None, known: dict[str, str]) -> tuple[str, tuple[int, ...]]:
    if pattern.search(text) is None:
        return text, origin
    letters: list[str] = []
    places: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        right = known[match[0]] if meant is None else meant
        if match.start() == match.end() or text.startswith(right, match.start()):
            continue
        letters.append(text[at : match.start()] + right)
        places += [*origin[at : match.start()], *[origin[match.start()]] * len(right)]
        at = match.end()
    return "".join([*letters, text[at:]]), (*places, *origin[at:])


def _masked(text: str, found: tuple[Mention, ...], names: Names) -> str:
    letters = list(text)
    for name in found:
        words = unmarked(text[name.start : name.end])
        if words in names.official or names.plain.search(text, max(0, name.start - 16), name.start):
            letters[name.start : name.end] = MASK * (name.end - name.start)
    return "".join(letters)
