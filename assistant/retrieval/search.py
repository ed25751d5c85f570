"""Search: the passages nearest to a question, gathered by the entry, gap or conduct they lead to.

``score = w · minmax(cosine) + (1 - w) · minmax(BM25)`` over the passages, the best passage speaking for its owner.
The weight comes from ``fusion.json``, fitted on the development set (``assistant.retrieval.fusion``).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.knowledge.passages import OwnerKind, Passage
from assistant.retrieval.encoders import Vectors
from assistant.retrieval.index import Index
from assistant.retrieval.lexical import tokens_of
from assistant.thai.clean import comparable, skeleton
from assistant.thai.words import trigrams

DENSE_WEIGHT = 0.4


@dataclass(frozen=True)
class Hit:
    """An owner found, with the best passage that leads to it and the signals of how well it matches.

    ``score``: fused, 0 to 1, comparable within one search only. ``cosine``: of the best passage (dense). ``lexical``: BM25 of the
    best passage over the BM25 that the question has with itself, 0 to about 1. ``coverage``: share of the question's rare
    words that the owner's texts hold, weighted by rarity. ``similarity``: share of the question's trigrams in the best passage. ``letters``: of
    its trigrams weighted by rarity, in all of the owner's texts (as coverage, but it survives misspelling).
    """

    owner: str
    owner_kind: OwnerKind
    point: str | None
    passage: Passage
    score: float
    cosine: float
    lexical: float
    coverage: float
    similarity: float
    letters: float


class Searcher:
    """Searches one index. Thread-safe: it only reads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        words: dict[str, set[str]] = defaultdict(set)
        grams: dict[str, set[str]] = defaultdict(set)
        for passage, tokens in zip(index.passages, index.tokens, strict=True):
            words[passage.owner].update(token[2:] for token in tokens if token.startswith("w:"))
            grams[passage.owner].update(token[2:] for token in tokens if token.startswith("c:"))
        self._words = dict(words)
        self._trigrams = dict(grams)
        self._gram_rarity = _rarities(grams)
        self._rarity = _rarities(words)
        self._unknown_rarity = math.log((len(words) + 1) / 0.5)
        self._encode = lru_cache(maxsize=512)(self._encode_uncached)

    @property
    def index(self) -> Index:
        """The index searched."""
        return self._index

    def _encode_uncached(self, text: str) -> Vectors:
        vector: Vectors = self._index.encoder.queries([text])[0]
        return vector

    def unknown_share(self, words: Iterable[str]) -> float:
        """Share of the words, weighted by rarity, that stand nowhere in the knowledge."""
        words = list(words)
        total = sum(self._rarity.get(word, self._unknown_rarity) for word in words)
        return sum(self._unknown_rarity for word in words if word not in self._rarity) / total if total else 0.0

    def coverage(self, owner: str, words: Iterable[str]) -> float:
        """Share of the words, weighted by rarity, that stand in the owner's texts."""
        words = list(words)
        total = sum(self._rarity.get(word, self._unknown_rarity) for word in words)
        owned = self._words.get(owner, set())
        return sum(self._rarity[word] for word in words if word in owned) / total if total else 0.0

    def _letters(self, owner: str, asked: set[str]) -> float:
        total = sum(self._gram_rarity.get(gram, self._unknown_rarity) for gram in asked)
        return sum(self._gram_rarity[gram] for gram in asked & self._trigrams[owner]) / total if total else 0.0

    def search(
        self,
        dense_text: str,
        lexical_text: str,
        content: Sequence[str],
        adjustment: NDArray[np.float32] | None = None,
        top: int = 12,
        excluded: frozenset[int] = frozenset(),
    ) -> list[Hit]:
        """Owners by falling score.

        ``content``: the question's words that carry topic. ``adjustment`` is added to each passage's score (see
        ``assistant.retrieval.agreement``). ``excluded`` are positions of passages to leave out (for measuring).
        """
        size = len(self._index.passages)
        cosines = self._index.vectors.cosines(self._encode(dense_text), size)
        tokens = tokens_of(lexical_text, self._index.segmenter)
        lexical = self._index.lexical.scores(tokens)
        if excluded:
            positions = list(excluded)
            cosines[positions] = np.nan
            lexical[positions] = 0.0
        fused = DENSE_WEIGHT * _minmax(cosines) + (1 - DENSE_WEIGHT) * _minmax(lexical)
        if adjustment is not None:
            fused = fused + adjustment
        farthest = float(np.nanmin(cosines))  # passages beyond the nearest are at most as near
        self_score = self._index.lexical.self_score(tokens)
        asked = set(trigrams(skeleton(lexical_text)))
        hits: list[Hit] = []
        seen: set[str] = set()
        for position in np.argsort(-fused, kind="stable"):
            passage = self._index.passages[position]
            if passage.owner in seen or int(position) in excluded:
                continue
            seen.add(passage.owner)
            held = set(trigrams(skeleton(comparable(passage.text))))
            hits.append(
                Hit(
                    owner=passage.owner,
                    owner_kind=passage.owner_kind,
                    point=passage.point,
                    passage=passage,
                    score=float(fused[position]),
                    cosine=float(np.nan_to_num(cosines[position], nan=farthest)),
                    lexical=float(lexical[position] / self_score) if self_score else 0.0,
                    coverage=self.coverage(passage.owner, content),
                    similarity=len(asked & held) / len(asked) if asked else 0.0,
                    letters=self._letters(passage.owner, asked),
                )
            )
            if len(hits) == top:
                break
        return hits


def _rarities(held: dict[str, set[str]]) -> dict[str, float]:
    """How rare each word is: the logarithm of how few owners hold it."""
    frequency: dict[str, int] = defaultdict(int)
    for owned in held.values():
        for word in owned:
            frequency[word] += 1
    return {word: math.log((len(held) + 1) / (count + 0.5)) for word, count in frequency.items()}


def _minmax(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scaled to 0..1 by the extremes; what is not known (NaN) counts as the lowest."""
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if not high > low:
        return np.zeros_like(values)
    scaled: NDArray[np.float32] = np.nan_to_num((values - low) / (high - low), nan=0.0).astype(np.float32)
    return scaled
