"""The plain pipeline to compare with: cut the text into pieces, encode, find the nearest, show them.

The same texts, the same encoder and the same database as the assistant's; only the pipeline is the one that every tutorial builds.
The texts are the entries' own, already put in order and mended, which flatters it: over the raw source it finds less.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.knowledge.schema import RoundKnowledge
from assistant.retrieval.encoders import Encoder

SIZE, OVERLAP = 800, 100
SEPARATORS = ("\n\n", "\n", " ", "")
_BATCH = 16


def split(text: str, size: int = SIZE, overlap: int = OVERLAP, separators: Sequence[str] = SEPARATORS) -> list[str]:
    """Pieces of at most ``size`` letters, as LangChain's ``RecursiveCharacterTextSplitter`` cuts them: at the coarsest separator that is there,
    pieces still too long at the next one; small pieces joined, the last ``overlap`` letters of a chunk repeated in the next.

    >>> split("aa bb cc dd", size=5, overlap=2)
    ['aa bb', 'bb cc', 'cc dd']
    """
    separator = next((s for s in separators if s == "" or s in text), "")
    finer = separators[separators.index(separator) + 1 :]
    chunks: list[str] = []
    small: list[str] = []
    for piece in text.split(separator) if separator else list(text):
        if len(piece) <= size or not finer:
            small.append(piece)
            continue
        chunks += _joined(small, separator, size, overlap)
        small = []
        chunks += split(piece, size, overlap, finer)
    return chunks + _joined(small, separator, size, overlap)


def _joined(pieces: Sequence[str], separator: str, size: int, overlap: int) -> list[str]:
    chunks: list[str] = []
    window: list[str] = []
    for piece in pieces:
        if window and len(separator.join([*window, piece])) > size:
            chunks.append(separator.join(window))
            while window and (len(separator.join(window)) > overlap or len(separator.join([*window, piece])) > size):
                window.pop(0)
        window.append(piece)
    return [chunk for chunk in (chunk.strip() for chunk in [*chunks, separator.join(window)]) if chunk]


class OurEmbeddings(Embeddings):
    """The assistant's encoder as LangChain knows encoders."""

    def __init__(self, encoder: Encoder, progress: Callable[[int], None] = lambda _: None) -> None:
        self._encoder = encoder
        self._progress = progress

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of chunks."""
        return [row.tolist() for row in self._encoder.passages(texts, self._progress)]

    def embed_query(self, text: str) -> list[float]:
        """Vector of a question."""
        vector: list[float] = self._encoder.queries([text])[0].tolist()
        return vector


class ChromaRetriever(BaseRetriever):
    """The nearest chunks by cosine."""

    collection: Any
    embeddings: Embeddings
    k: int

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002  # LangChain's signature
        found = self.collection.query(query_embeddings=[self.embeddings.embed_query(query)], n_results=self.k, include=["documents"])
        return [Document(page_content=text) for text in found["documents"][0]]


def source_text(knowledge: RoundKnowledge) -> str:
    """The texts of all entries, one after the other."""
    return "\n\n".join(f"{entry.short}\n\n{entry.full}" for entry in knowledge.entries)


def index_chunks(chunks: Sequence[str], embeddings: Embeddings, folder: Path) -> Any:
    """The chunks in a Chroma collection of their own."""
    client = chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    collection = client.create_collection("plain", embedding_function=None, configuration={"hnsw": {"space": "cosine"}})
    for start in range(0, len(chunks), _BATCH):
        batch = list(chunks[start : start + _BATCH])
        collection.add(ids=[str(start + number) for number in range(len(batch))], documents=batch, embeddings=embeddings.embed_documents(batch))  # type: ignore[arg-type]  # lists are vectors to it
    return collection


def make_chain(collection: Any, embeddings: Embeddings, k: int) -> Runnable[str, str]:
    """Question to answer: the best ``k`` chunks."""
    retriever = ChromaRetriever(collection=collection, embeddings=embeddings, k=k)
    return retriever | RunnableLambda(_shown)


def _shown(documents: list[Document]) -> str:
    return "\n\n".join(document.page_content for document in documents)
