"""Puts back the tone marks of text that was typed without them ("ชาวบานรวมออกแบบ"), so that every wording is written once only.

A dictionary word that reads the same without its marks stands for what was typed; among several the lexicon's own word comes
first, then the most frequent. Text with marks is left alone: there "รวม" is "รวม".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pythainlp.corpus.common import thai_words
from pythainlp.corpus.tnc import word_freqs

from assistant.eligibility.participation.result import FoundActivity

_MARKS = "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_MARK = re.compile(f"[{_MARKS}]")
_THAI = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]+")
_MOST_MARKS = 0.02  # of the Thai letters; ordinary text has eight to ten times as many
_FEWEST = 5  # letters of text that says anything about marks
_LONGEST = 24  # letters of a word
_OWN = 60_000  # how often a word of the lexicon is taken to be used
_UNKNOWN = 16.0  # cost of a letter that belongs to no word


def lacks_marks(text: str) -> bool:
    """Whether Thai text plainly has no tone marks although words want them.

    >>> lacks_marks("ชาวบานรวมออกแบบฝายกับกรม"), lacks_marks("ชาวบ้านร่วมออกแบบฝายกับกรม")
    (True, False)
    """
    letters = sum(len(run.group()) for run in _THAI.finditer(text))
    return letters > _FEWEST and len(_MARK.findall(text.replace("ก็", "ก"))) <= letters * _MOST_MARKS


@dataclass(frozen=True)
class Restored:
    """Text with its marks put back, and for each place in it the place in what was typed."""

    text: str
    places: tuple[int, ...]


def with_marks(marks: Marks, text: str) -> Restored:
    """Comparable ``text`` as it is read: with its marks put back where it has none."""
    return marks.restored(text) if lacks_marks(text) else Restored(text, ())


def as_typed(found: Sequence[FoundActivity], restored: Restored, typed: str) -> tuple[FoundActivity, ...]:
    """Activities read from restored text with the words and places of what was typed."""
    if not restored.places:
        return tuple(found)
    mapped = []
    for activity in found:
        start, end = restored.places[activity.start], restored.places[activity.end]
        shown = restored.places[min(activity.start + len(activity.words), len(restored.text))]
        mapped.append(activity.model_copy(update={"start": start, "end": end, "words": typed[start : max(end, shown)].strip()}))
    return tuple(mapped)


class Marks:
    """Words by what is left of them without tone marks."""

    def __init__(self, own: Iterable[str], kept: Iterable[str] = (), opening: Iterable[str] = ()) -> None:
        """``own`` are words that come before the dictionary's, ``kept`` words that stay as typed, ``opening`` those that win where a run begins."""
        self._opening = {_MARK.sub("", word): word for word in opening}
        self._own = frozenset(own)
        self._kept = frozenset(kept)
        self._words: dict[str, tuple[str, float]] | None = None
        self._begun: frozenset[str] = frozenset()  # what a word begins with
        self._remembered = lru_cache(maxsize=64)(self._restored)

    def restored(self, text: str) -> Restored:
        """``text`` with marks put back where its words are known; word by word, the likeliest row of words.

        >>> Marks(["ร่วม"], ["รวมถึง"]).restored("ชาวบานรวมออกแบบ รวมถึงรวมทำ").text
        'ชาวบ้านร่วมออกแบบ รวมถึงร่วมทำ'
        """
        return self._remembered(text)

    def _restored(self, text: str) -> Restored:
        parts: list[str] = []
        places: list[int] = []
        at = 0
        for run in _THAI.finditer(text):
            parts.append(text[at : run.start()])
            places += range(at, run.start())
            at = run.start()
            for typed, word in self._row(run.group()):
                parts.append(word)
                places += _places(typed, word, at)
                at += len(typed)
        parts.append(text[at:])
        places += range(at, len(text) + 1)
        return Restored("".join(parts), tuple(places))

    def _row(self, run: str) -> list[tuple[str, str]]:
        """The likeliest words of a run of letters, each with what was typed."""
        words = self._known()
        best: list[tuple[float, int, str]] = [(0.0, 0, ""), *((math.inf, 0, "") for _ in run)]
        for bare, word in self._opening.items():
            if run.startswith(bare):
                best[len(bare)] = (0.0, 0, word)
        for begin in range(len(run)):
            cost = best[begin][0]
            if cost + _UNKNOWN < best[begin + 1][0]:
                best[begin + 1] = (cost + _UNKNOWN, begin, run[begin])
            for end in range(begin + 1, min(len(run), begin + _LONGEST) + 1):
                piece = run[begin:end]
                if piece not in self._begun:
                    break
                known = words.get(piece)
                if known is not None and cost + known[1] < best[end][0]:
                    best[end] = (cost + known[1], begin, known[0])
        row: list[tuple[str, str]] = []
        end = len(run)
        while end:
            _, start, word = best[end]
            row.append((run[start:end], word))
            end = start
        return row[::-1]

    def _known(self) -> dict[str, tuple[str, float]]:
        if self._words is None:
            counts = {**_counts(), **dict.fromkeys(self._own, _OWN), **dict.fromkeys(self._kept, _OWN * 9)}
            words: dict[str, tuple[str, int]] = {}
            for word, count in counts.items():
                bare = word if word in self._kept else _MARK.sub("", word)
                if bare not in words or words[bare][1] < count:
                    words[bare] = (word, count)
            total = math.log(sum(counts.values()))
            self._words = {bare: (word, total - math.log(count)) for bare, (word, count) in words.items()}
            self._begun = frozenset(bare[:end] for bare in words for end in range(1, min(len(bare), _LONGEST) + 1))
        return self._words


def _places(typed: str, word: str, at: int) -> list[int]:
    """For each letter of ``word`` its place in the text, where ``typed`` begins at ``at``."""
    places: list[int] = []
    left = 0
    for letter in word:
        places.append(at + min(left, len(typed) - 1))
        left += left < len(typed) and typed[left] == letter
    return places


@lru_cache(maxsize=1)
def _counts() -> dict[str, int]:
    """How often each dictionary word is used."""
    used = {word: count for word, count in word_freqs() if _THAI.fullmatch(word)}
    return {word: used.get(word, 0) + 1 for word in thai_words() if _THAI.fullmatch(word) and (len(word) > 1 or word == "ณ")}
