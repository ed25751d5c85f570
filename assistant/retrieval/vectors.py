"""Vectors of the passages in Chroma: embedded on disk, or a Chroma server by setting.

A build goes into a new collection; ``current.json`` names the one in use and is replaced whole, so that a reader sees
either the old index or the new one. Old collections are dropped after the switch.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy as np

from assistant.errors import AssistantError, StorageError
from assistant.retrieval.encoders import Vectors
from assistant.settings import Settings
from assistant.store.data_dir import write_whole

_log = logging.getLogger(__name__)
_PREFIX = "psea-"
_CHROMA = "chroma"
# Wide enough to find the true neighbours: with the default width the same question was now and then answered differently after a rebuild.
_HNSW = {"space": "cosine", "ef_construction": 300, "ef_search": 250, "max_neighbors": 32}
_UPSERT = 2_000  # Chroma takes at most 5,461 rows an upsert
_NEIGHBOURS = 200


@dataclass(frozen=True)
class Current:
    """Which collection is in use, what it was built from, and the digests of its files on disk."""

    collection: str
    fingerprint: str
    passages: int
    files: dict[str, str]


class VectorIndex:
    """Nearest passages by cosine."""

    def __init__(self, collection: Any, ids: Sequence[str]) -> None:
        self._collection = collection
        self._position = {passage_id: position for position, passage_id in enumerate(ids)}

    def cosines(self, vector: Vectors, size: int) -> Vectors:
        """Cosine of ``vector`` (dimension,) with each passage, shape (size,); NaN for passages not among the nearest."""
        found = self._collection.query(query_embeddings=[vector.tolist()], n_results=min(_NEIGHBOURS, len(self._position)), include=["distances"])
        cosines = np.full(size, np.nan, dtype=np.float32)
        for passage_id, distance in zip(found["ids"][0], found["distances"][0], strict=True):
            cosines[self._position[passage_id]] = 1.0 - distance
        return cosines


class VectorStore:
    """Opens, checks and replaces the collection in use."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._pointer = folder / "current.json"
        # A server may hold the collections of other rounds and installations: only this folder's own are ever dropped.
        owner = f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:8]}-" if settings.chroma_url else ""
        self._prefix = f"{_PREFIX}{owner}"
        self._path = folder / _CHROMA
        self._client = _connect(settings, folder)

    def current(self) -> Current | None:
        """What is in use; None when nothing readable is."""
        try:
            return Current(**json.loads(self._pointer.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def open(self, fingerprint: str, ids: Sequence[str], probes: dict[int, Vectors]) -> VectorIndex | None:
        """The index in use if it was built from ``fingerprint`` and passes its self-check; else None.

        The files on disk must be as they were built: Chroma may end the whole process when it reads damaged ones. Then the
        check asks for the neighbours of ``probes``, the vectors of some passages by their position: a damaged or
        missing folder answers wrongly or not at all instead of raising, and one cut short is right about its beginning.
        """
        current = self.current()
        if current is None or current.fingerprint != fingerprint or current.passages != len(ids):
            return None
        try:
            if not current.files.items() <= _saved(self._path).items():
                _log.warning("index in %s is damaged and is built anew", self._path)
                return None
            collection = self._client.get_collection(current.collection, embedding_function=None)
            if collection.count() != len(ids):
                return None
            index = VectorIndex(collection, ids)
            if not all(index.cosines(probe, len(ids))[position] > 0.99 for position, probe in probes.items()):
                return None
        except Exception as error:  # Chroma raises many kinds for a damaged folder; all mean: build it anew
            _log.warning("index cannot be used and is built anew: %s", error)
            return None
        return index

    def replace(self, fingerprint: str, ids: Sequence[str], vectors: Vectors) -> VectorIndex:
        """Build a new collection beside the old one and switch over to it."""
        name = f"{self._prefix}{fingerprint}"
        existing = {collection.name for collection in self._client.list_collections()}
        if name in existing:  # left by a build that was interrupted, or damaged
            self._client.delete_collection(name)
        before = _saved(self._path).keys()
        collection = self._client.create_collection(name, embedding_function=None, configuration={"hnsw": _HNSW})
        for start in range(0, len(ids), _UPSERT):
            collection.upsert(ids=list(ids[start : start + _UPSERT]), embeddings=vectors[start : start + _UPSERT])
        files = {file: digest for file, digest in _saved(self._path).items() if file not in before}
        write_whole(self._pointer, json.dumps(asdict(Current(name, fingerprint, len(ids), files))))
        for old in existing - {name}:
            if old.startswith(self._prefix):
                self._client.delete_collection(old)
        return VectorIndex(collection, ids)


def _connect(settings: Settings, folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    options = ChromaSettings(anonymized_telemetry=False)
    if settings.chroma_url:
        host, port, secure = _address(settings.chroma_url)
        try:
            return chromadb.HttpClient(host=host, port=port, ssl=secure, settings=options)
        except Exception as error:
            raise AssistantError(
                f"the Chroma server at {settings.chroma_url} does not answer: {error}",
                "Start it with `chroma run`, or unset ASSISTANT_CHROMA_URL to use the index on disk.",
            ) from error
    path = folder / _CHROMA
    _drop_damaged(path)
    try:
        return chromadb.PersistentClient(path=str(path), settings=options)
    except Exception as error:
        raise StorageError(
            f"the index in {folder} cannot be opened: {error}",
            "Delete that folder (it is built anew from the knowledge files), or set ASSISTANT_DATA_DIR to another one.",
        ) from error


def _saved(path: Path) -> dict[str, str]:
    """The nearest-neighbour files that Chroma has saved under ``path``, with a digest; none for few passages, or on a server."""
    segments = [saved.parent for saved in path.glob("*/index_metadata.pickle")]
    files = [file for segment in segments for file in segment.iterdir()]
    return {file.relative_to(path).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()[:16] for file in files}


def _drop_damaged(path: Path) -> None:
    """Remove the index on disk when its database is damaged: Chroma cannot open it, nor a new one there once it failed."""
    database = path / "chroma.sqlite3"
    if not database.is_file():
        return
    try:
        with closing(sqlite3.connect(database)) as connection:
            found = str(connection.execute("PRAGMA quick_check").fetchone()[0])
    except sqlite3.OperationalError:  # cannot be read at all; opening it says why
        return
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        _log.warning("index in %s is damaged and is built anew: %s", path, found)
        shutil.rmtree(path, ignore_errors=True)


def _address(url: str) -> tuple[str, int, bool]:
    """Host, port and whether it is https."""
    try:
        address = urlparse(url)
        host, port = address.hostname, address.port or 8000
    except ValueError:  # a port that is no number, a bracket left open
        host, port = None, 0
    if not host or address.scheme not in ("http", "https"):
        raise AssistantError(f"ASSISTANT_CHROMA_URL {url!r} is not an address", "Write it as http://host:8000.")
    return host, port, address.scheme == "https"
