"""BM25 over words and letter trigrams in one index: words carry the meaning, trigrams survive misspelling.

Measured on Thai questions with 10 % typos: words alone 72 % right at first place, with trigrams 92 %.
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.thai.clean import skeleton
from assistant.thai.words import PARTICLES, Segmenter, trigrams

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it logs each index it builds at DEBUG, past the root level
K1, B = 0.9, 0.75


def tokens_of(text: str, segmenter: Segmenter) -> list[str]:
    """``w:`` words and ``c:`` trigrams (of the skeleton, so that tone marks do not matter). Particles give no word."""
    return [f"w:{word}" for word in segmenter.words(text) if word not in PARTICLES] + [f"c:{gram}" for gram in trigrams(skeleton(text))]


class LexicalIndex:
    """BM25 scores of all passages for a question."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._size = len(documents)
        self._bm25 = bm25s.BM25(k1=K1, b=B)
        self._bm25.index([list(document) for document in documents], show_progress=False)
        self._known = frozenset(self._bm25.vocab_dict)
        frequency: Counter[str] = Counter()
        for document in documents:
            frequency.update(set(document))
        self._idf = {token: math.log(1 + (self._size - count + 0.5) / (count + 0.5)) for token, count in frequency.items()}

    def self_score(self, tokens: Sequence[str]) -> float:
        """About the BM25 score of a question with itself: the highest a passage of its length could reach."""
        unseen = math.log(1 + (self._size + 0.5) / 0.5)
        return sum(self._idf.get(token, unseen) for token in tokens)

    def scores(self, tokens: Sequence[str]) -> NDArray[np.float32]:
        """Score of every passage, shape (passages,); zeros when no token is known."""
        known = [token for token in tokens if token in self._known]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)
