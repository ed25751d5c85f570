"""Vectors kept by the hash of their text: the shipped seed, and the file in the data directory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge.passages import Passage, passages_of
from assistant.knowledge.schema import Knowledge
from assistant.retrieval.encoders import BundledEncoder, make_encoder
from assistant.retrieval.vector_cache import VectorCache
from assistant.settings import Settings
from assistant.thai.clean import comparable

OTHER = make_encoder(Settings(encoder="openai:never-asked"))  # no seed is shipped for it
ROW = np.array([0.6, 0.8], dtype=np.float32)


def _passage(text: str, role: str = "question", owner: str = "faq") -> Passage:
    return Passage(f"{owner}//{role[0]}0", owner, "entry", None, "question" if role == "question" else "text", text)


@pytest.fixture(scope="module")
def passages(knowledge: Knowledge) -> list[Passage]:
    return [passage for round_id in knowledge.rounds for passage in passages_of(knowledge, round_id)]


def test_shipped_seed_covers_the_shipped_passages(passages: list[Passage], tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, BundledEncoder())
    covered = sum(cache.get(cache.key(passage)) is not None for passage in passages)
    assert covered / len(passages) >= 0.95


def test_shipped_seed_agrees_with_encoding_afresh(passages: list[Passage], tmp_path: Path) -> None:
    encoder = BundledEncoder()
    cache = VectorCache(tmp_path, encoder)
    known = [(passage, row) for passage in passages if (row := cache.get(cache.key(passage))) is not None]
    for passage, row in known[:: len(known) // 60]:
        encode = encoder.queries if passage.role == "question" else encoder.passages
        assert float(encode([comparable(passage.text)])[0] @ row) > 0.999


def test_vectors_saved_are_known_again(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, OTHER)
    key = cache.key(_passage("ปิดรับสมัครเมื่อไร"))
    assert cache.get(key) is None
    cache.put(key, ROW)
    cache.save()
    assert VectorCache(tmp_path, OTHER).get(key) == pytest.approx(ROW)


def test_vectors_no_longer_used_are_dropped(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, OTHER)
    for key in ("used", "unused"):
        cache.put(key, ROW)
    cache.get("used")
    cache.save()
    again = VectorCache(tmp_path, OTHER)
    assert again.get("used") is not None
    assert again.get("unused") is None


def test_vectors_of_one_encoder_are_not_given_to_another(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, OTHER)
    cache.put("key", ROW)
    cache.get("key")
    cache.save()
    assert VectorCache(tmp_path, make_encoder(Settings(encoder="openai:another"))).get("key") is None


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"", lambda content: content[: len(content) // 2], lambda content: content[:-1], lambda content: bytes(len(content)), lambda _: b"PK\x03\x04no"],
    ids=["empty", "half", "a byte short", "zeros", "not a zip"],
)
def test_damaged_file_counts_as_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    cache = VectorCache(tmp_path, OTHER)
    cache.put("key", ROW)
    cache.get("key")
    cache.save()
    (path,) = tmp_path.iterdir()
    path.write_bytes(damage(path.read_bytes()))
    again = VectorCache(tmp_path, OTHER)
    assert again.get("key") is None
    again.put("key", ROW)
    again.save()
    assert VectorCache(tmp_path, OTHER).get("key") is not None


@given(st.text(min_size=1), st.text(min_size=1))
def test_key_depends_on_text_and_role_and_on_nothing_else(one: str, other: str) -> None:
    assert VectorCache.key(_passage(one)) == VectorCache.key(_passage(one, owner="elsewhere"))
    assert VectorCache.key(_passage(one)) != VectorCache.key(_passage(one, "text"))
    assert (VectorCache.key(_passage(one)) == VectorCache.key(_passage(other))) == (one == other)
