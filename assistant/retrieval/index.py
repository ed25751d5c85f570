"""The index: built from the knowledge files, checked at start, rebuilt when missing, stale or damaged.

Knowledge files are the truth; everything here can be deleted at any time. ``open_index`` either opens the index that
belongs to the files and the encoder as they are, or builds it beside the old one and switches over.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from assistant.knowledge.names import NameFinder
from assistant.knowledge.passages import Passage, passages_of
from assistant.knowledge.schema import Entity, Knowledge
from assistant.retrieval.agreement import named_in
from assistant.retrieval.encoders import Encoder, Vectors
from assistant.retrieval.lexical import LexicalIndex, tokens_of
from assistant.retrieval.vector_cache import VectorCache
from assistant.retrieval.vectors import VectorIndex, VectorStore
from assistant.settings import Settings
from assistant.store.data_dir import DataDir, write_whole
from assistant.thai.clean import comparable
from assistant.thai.words import Segmenter

Progress = Callable[[int, int], None]
LAYOUT = 6  # raise it when passages or tokens are made differently
_PROBES = 8  # passages asked for when an index is opened, spread over all of it


@dataclass(frozen=True)
class Index:
    """Everything needed to search one round."""

    round: str
    fingerprint: str
    passages: tuple[Passage, ...]
    vectors: VectorIndex
    lexical: LexicalIndex
    tokens: tuple[tuple[str, ...], ...]
    named: tuple[tuple[str, ...], ...]
    encoder: Encoder
    segmenter: Segmenter


def _silent(*_: int) -> None:
    return None


def open_index(
    knowledge: Knowledge,
    round_id: str,
    encoder: Encoder,
    settings: Settings,
    data: DataDir,
    progress: Progress = _silent,
    rebuild: bool = False,
) -> Index:
    """The index of one round, built first where needed. ``progress(done, total)`` counts passages while building."""
    folder = data.folder(f"index/{round_id}")
    segmenter = make_segmenter(knowledge)
    passages = tuple(passages_of(knowledge, round_id))
    ids = [passage.id for passage in passages]
    fingerprint = _fingerprint(knowledge, round_id, encoder)
    store = VectorStore(settings, folder)
    cache = VectorCache(folder, encoder)
    vectors = None
    current = store.current()
    if not rebuild and current is not None and current.fingerprint == fingerprint:
        probed = np.unique(np.linspace(0, len(passages) - 1, _PROBES).astype(int)).tolist()
        probes = _encode(encoder, [passages[position] for position in probed], cache, _silent)
        vectors = store.open(fingerprint, ids, dict(zip(probed, probes, strict=True)))
    if vectors is None:
        vectors = store.replace(fingerprint, ids, _encode(encoder, passages, cache, progress))
        cache.save()
    tokens, named = _texts(folder, fingerprint, passages, segmenter, knowledge.rounds[round_id].round.entities)
    return Index(round_id, fingerprint, passages, vectors, LexicalIndex(tokens), tuple(map(tuple, tokens)), tuple(map(tuple, named)), encoder, segmenter)


def seed_vectors(knowledge: Knowledge, encoder: Encoder, progress: Progress = _silent) -> tuple[Path, int]:
    """Encode every passage of every round afresh and write the seed that is shipped; its path and how many passages."""
    with TemporaryDirectory() as empty:
        cache = VectorCache(Path(empty), encoder)
        passages = [passage for round_id in knowledge.rounds for passage in passages_of(knowledge, round_id)]
        _encode(encoder, passages, cache, progress)
        return cache.save_seed(), len(passages)


def make_segmenter(knowledge: Knowledge) -> Segmenter:
    """A segmenter that keeps the glossary's words whole."""
    return Segmenter(comparable(word) for word in knowledge.glossary.keep_whole)


def _fingerprint(knowledge: Knowledge, round_id: str, encoder: Encoder) -> str:
    parts = (str(LAYOUT), knowledge.version, round_id, encoder.fingerprint)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _encode(encoder: Encoder, passages: Sequence[Passage], cache: VectorCache, progress: Progress) -> Vectors:
    keys = [cache.key(passage) for passage in passages]
    missing = [(key, passage) for key, passage in zip(keys, passages, strict=True) if cache.get(key) is None]
    done = len(passages) - len(missing)
    progress(done, len(passages))

    def count(number: int) -> None:
        nonlocal done
        done += number
        progress(done, len(passages))

    for role, encode in (("question", encoder.queries), ("text", encoder.passages)):
        wanted = [(key, passage) for key, passage in missing if passage.role == role]
        if wanted:
            rows = encode([comparable(passage.text) for _, passage in wanted], count)
            for (key, _), row in zip(wanted, rows, strict=True):
                cache.put(key, row)
    found = [cache.get(key) for key in keys]
    return np.stack([row for row in found if row is not None])


def _texts(
    folder: Path, fingerprint: str, passages: Sequence[Passage], segmenter: Segmenter, entities: Sequence[Entity]
) -> tuple[list[list[str]], list[list[str]]]:
    """Tokens of every passage and the entities it names; kept on disk because reading thousands of texts costs seconds at every start."""
    path = folder / f"texts-{fingerprint}.json"
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if len(stored["tokens"]) == len(stored["named"]) == len(passages):
            return stored["tokens"], stored["named"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    tokens = [tokens_of(comparable(passage.text), segmenter) for passage in passages]
    named = named_in(passages, NameFinder(entities))
    for old in folder.glob("texts-*.json"):
        old.unlink(missing_ok=True)
    write_whole(path, json.dumps({"tokens": tokens, "named": named}, ensure_ascii=False))
    return tokens, named
