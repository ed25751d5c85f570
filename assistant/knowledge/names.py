"""Finding the awards, categories, levels and offices that a text names, misspelt names included."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.knowledge.schema import Entity
from assistant.thai.clean import comparable, skeleton

_FUZZY_FROM = 9  # letters; shorter names are too like other words
_FUZZY_SCORE = 86
_BARE_FROM = 6  # letters of a name that is found without its tone marks
_FUZZY_TEXT = 400
_PARTICLES = re.compile(r"คืออะไร|คือ|ประเภท|รางวัล|สาขา|ครับ|ค่ะ|คะ|อะไร|[\s?.!,:;()\"'-]")


@dataclass(frozen=True)
class Mention:
    """An entity named in a text, where, and how surely."""

    entity: str
    start: int
    end: int
    sure: bool


class NameFinder:
    """Finds the entities of a round in comparable text."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self._names: dict[str, str] = {}
        self._weak: dict[str, str] = {}
        self._beside: list[tuple[str, re.Pattern[str], str]] = []
        for entity in entities:
            for alias in [entity.name, *entity.aliases]:
                self._names[comparable(alias)] = entity.id
            for alias in entity.weak:
                self._weak[comparable(alias)] = entity.id
            if entity.parent:
                self._beside += [(entity.parent, _pattern([comparable(word)]), entity.id) for word in entity.beside_parent]
        self._bare = {skeleton(name): entity for name, entity in self._names.items() if len(skeleton(name)) >= _BARE_FROM and not name.isascii()}
        self._pattern = _pattern(self._names)
        self._weak_pattern = _pattern(self._weak)
        self._fuzzy = [
            (skeleton(name), entity) for name, entity in self._names.items() if len(skeleton(name)) >= _FUZZY_FROM and not re.search(r"[\da-z]", name)
        ]

    def mentions(self, text: str, fuzzy: bool = True) -> list[Mention]:
        """Entities named, in order; longest names first, none inside another. ``text`` is comparable text."""
        found = [Mention(self._names[m[0]], m.start(), m.end(), True) for m in self._pattern.finditer(text)]
        if fuzzy:
            found += self._misspelt(text, found)
        named = {mention.entity for mention in found}
        for parent, word, entity in self._beside:
            at = word.search(text)
            beside = any(other == parent or other.startswith(f"{parent}.") for other in named)
            if at is not None and beside and entity not in named and not _inside(at.start(), found):
                found.append(Mention(entity, at.start(), at.end(), True))
        found += [Mention(self._weak[m[0]], m.start(), m.end(), False) for m in self._weak_pattern.finditer(text) if not _inside(m.start(), found)]
        return sorted(found, key=lambda mention: mention.start)

    def _misspelt(self, text: str, found: list[Mention]) -> list[Mention]:
        rest = list(text[:_FUZZY_TEXT])
        for mention in found:
            rest[mention.start : mention.end] = " " * (mention.end - mention.start)
        bare = skeleton("".join(rest))
        if len(bare.strip()) < _BARE_FROM:
            return []
        misspelt: list[Mention] = []
        known = {mention.entity for mention in found}
        for name, entity in self._bare.items():
            at = bare.find(name) if entity not in known else -1
            if at >= 0:
                known.add(entity)
                misspelt.append(Mention(entity, at, at + len(name), True))
        for name, entity in self._fuzzy:
            if entity in known or len(bare) < len(name) - 1:
                continue
            match = fuzz.partial_ratio_alignment(name, bare, score_cutoff=_FUZZY_SCORE)
            if match is not None and bare[match.dest_start : match.dest_end].strip():
                known.add(entity)
                misspelt.append(Mention(entity, match.dest_start, match.dest_end, True))
        return misspelt

    def entities(self, text: str, fuzzy: bool = True) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids named surely and ids perhaps meant, the most specific only (a branch gives way to its category)."""
        mentions = self.mentions(text, fuzzy)
        sure = _specific(mention.entity for mention in mentions if mention.sure)
        return sure, tuple(entity for entity in _specific(m.entity for m in mentions if not m.sure) if entity not in sure)

    def rest(self, text: str) -> str:
        """What a text says beside the names in it, without particles and punctuation."""
        letters = list(text)
        for mention in self.mentions(text, fuzzy=False):
            letters[mention.start : mention.end] = " " * (mention.end - mention.start)
        return _PARTICLES.sub("", "".join(letters))

    def related(self, asked: str, held: str) -> float:
        """How far knowledge of ``held`` answers a question about ``asked``: 1 the same, 0 nothing to do with it."""
        if asked == held:
            return 1.0
        if asked.startswith(f"{held}.") or asked.startswith(f"{held}_"):
            return 0.75
        if held.startswith(f"{asked}.") or held.startswith(f"{asked}_"):
            return 0.5
        if "psea" in (asked, held):
            return 0.6
        if {asked.partition(".")[0], held.partition(".")[0]} == {"participation", "tepga"}:
            return 0.5
        return 0.0


def _specific(entities: Iterable[str]) -> tuple[str, ...]:
    found = list(dict.fromkeys(entities))
    return tuple(
        entity for entity in found if not any(other.startswith((f"{entity}.", f"{entity}_")) for other in found) and not (entity == "psea" and len(found) > 1)
    )


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Longest first; Latin names end at word ends, and a digit is never cut in two."""
    parts = []
    for name in sorted(names, key=len, reverse=True):
        before = r"(?<![a-z])" if re.match(r"[a-z]", name) else r"(?<![\d.])" if name[0].isdigit() else ""
        after = r"(?![a-z])" if re.search(r"[a-z]$", name) else r"(?!\.?\d)" if name[-1].isdigit() else ""
        parts.append(f"{before}{re.escape(name)}{after}")
    return re.compile("|".join(parts) or r"(?!)")


def _inside(position: int, mentions: list[Mention]) -> bool:
    return any(mention.start <= position < mention.end for mention in mentions)
