"""Vectors by the hash of their text, so that editing one entry encodes one entry. Losing them costs only time.

Two layers: a file in the data directory, and a seed shipped with the package for the bundled encoder, without which the first start would
encode for a minute. The seed is made by ``assistant index seed``; what it lacks or holds too much does no harm.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from assistant.knowledge.passages import Passage
from assistant.retrieval.encoders import Encoder, Vectors
from assistant.store.data_dir import write_whole

SEEDS = Path(__file__).parent / "seeds"


class VectorCache:
    """Known vectors of one encoder."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        name = f"vectors-{hashlib.sha256(encoder.fingerprint.encode()).hexdigest()[:12]}.npz"
        self._path = folder / name
        self._seed = SEEDS / name
        self._vectors = _read(self._seed) | _read(self._path)
        self._used: set[str] = set()

    @staticmethod
    def key(passage: Passage) -> str:
        """Hash of what the vector depends on."""
        return hashlib.sha256(f"{passage.role}\0{passage.text}".encode()).hexdigest()[:24]

    def get(self, key: str) -> Vectors | None:
        """The vector, if known."""
        self._used.add(key)
        return self._vectors.get(key)

    def put(self, key: str, vector: Vectors) -> None:
        """Remember a vector."""
        self._vectors[key] = vector

    def save(self) -> None:
        """Write the vectors that are still in use."""
        write_whole(self._path, self._packed(np.float32))

    def save_seed(self) -> Path:
        """Write the vectors in use as the seed, in half precision (a cosine changes by less than 0.001)."""
        SEEDS.mkdir(exist_ok=True)
        write_whole(self._seed, self._packed(np.float16))
        return self._seed

    def _packed(self, precision: type[np.float32] | type[np.float16]) -> bytes:
        keys = sorted(self._used & self._vectors.keys())
        buffer = BytesIO()
        np.savez(buffer, keys=np.array(keys), rows=np.stack([self._vectors[key] for key in keys]).astype(precision))
        return buffer.getvalue()


def _read(path: Path) -> dict[str, Vectors]:
    try:
        with np.load(path, allow_pickle=False) as stored:
            keys, rows = stored["keys"], stored["rows"].astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return dict(zip(keys.tolist(), rows, strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}
