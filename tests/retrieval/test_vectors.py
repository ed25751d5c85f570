"""The collection in use: opened when sound, else not; on disk and on a server."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import AssistantError, StorageError
from assistant.retrieval.encoders import Vectors
from assistant.retrieval.vectors import VectorStore
from assistant.settings import Settings
from tests.retrieval.conftest import free_port

COUNT = 1_500  # enough that Chroma writes its nearest-neighbour files
IDS = [f"p{number}" for number in range(COUNT)]
PROBED = (0, COUNT // 2, COUNT - 1)
ON_DISK = Settings()


def _unit(seed: int, count: int = COUNT) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, 16)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


ROWS = _unit(0)
PROBES = {position: ROWS[position] for position in PROBED}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    VectorStore(ON_DISK, folder).replace("print-1", IDS, ROWS)
    return folder


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "copy"))


def _damage(folder: Path, name: str, how: Callable[[bytes], bytes | None]) -> None:
    (path,) = folder.rglob(name)
    content = how(path.read_bytes())
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)


def test_neighbours_come_with_their_true_cosines_and_the_rest_is_unknown(copy: Path) -> None:
    index = VectorStore(ON_DISK, copy).open("print-1", IDS, PROBES)
    assert index is not None
    asked = _unit(1, 1)[0]
    found = index.cosines(asked, COUNT)
    known = ~np.isnan(found)
    assert 0 < known.sum() < COUNT
    assert found[known] == pytest.approx((ROWS @ asked)[known], abs=1e-3)
    assert int(np.nanargmax(found)) == int(np.argmax(ROWS @ asked))


@pytest.mark.parametrize(("fingerprint", "ids"), [("print-2", IDS), ("print-1", IDS[:-1])], ids=["other fingerprint", "other passages"])
def test_stale_index_is_not_opened(copy: Path, fingerprint: str, ids: list[str]) -> None:
    assert VectorStore(ON_DISK, copy).open(fingerprint, ids, {0: ROWS[0]}) is None


@pytest.mark.parametrize(
    "pointer",
    [b"", b"garbage", b"\xff\xfe", b"null", b"[1]", b"{}", b'{"collection": "psea-other", "fingerprint": "print-1", "passages": 1500}', b'{"collection": 5}'],
)
def test_pointer_that_names_nothing_readable_opens_nothing(copy: Path, pointer: bytes) -> None:
    (copy / "current.json").write_bytes(pointer)
    assert VectorStore(ON_DISK, copy).open("print-1", IDS, PROBES) is None


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("data_level0.bin", lambda _: None),
        ("data_level0.bin", lambda _: b""),
        ("data_level0.bin", lambda content: content[: len(content) // 2]),
        ("data_level0.bin", lambda content: content[:-1]),
        ("data_level0.bin", lambda content: bytes(len(content))),
        ("data_level0.bin", lambda content: np.random.default_rng(2).bytes(len(content))),
        ("link_lists.bin", lambda content: bytes(len(content))),
        ("index_metadata.pickle", lambda _: None),
        ("index_metadata.pickle", lambda content: content[: len(content) // 2]),
        ("header.bin", lambda _: None),
        ("header.bin", lambda content: bytes(len(content))),
        ("length.bin", lambda _: None),
        ("link_lists.bin", lambda _: None),
        ("chroma.sqlite3", lambda _: None),
        ("chroma.sqlite3", lambda _: b""),
        ("chroma.sqlite3", lambda content: content[: len(content) // 2]),
        ("chroma.sqlite3", lambda content: b"garbage " * (len(content) // 8)),
    ],
)
def test_damaged_index_is_not_opened_but_replaced_in_its_place(copy: Path, name: str, how: Callable[[bytes], bytes | None]) -> None:
    _damage(copy, name, how)
    store = VectorStore(ON_DISK, copy)
    assert store.open("print-1", IDS, PROBES) is None
    store.replace("print-1", IDS, ROWS)
    again = store.open("print-1", IDS, PROBES)
    assert again is not None
    assert all(again.cosines(ROWS[position], COUNT)[position] > 0.99 for position in range(0, COUNT, 100))


def test_vectors_of_other_passages_fail_the_self_check(copy: Path) -> None:
    swapped = {position: ROWS[position - 1] for position in PROBED}
    assert VectorStore(ON_DISK, copy).open("print-1", IDS, swapped) is None


def test_sound_index_is_opened_again_and_again(copy: Path) -> None:
    for _ in range(3):
        assert VectorStore(ON_DISK, copy).open("print-1", IDS, PROBES) is not None


def test_index_is_opened_after_one_that_took_the_place_of_another(copy: Path) -> None:
    VectorStore(ON_DISK, copy).replace("print-2", IDS, ROWS[::-1])
    assert VectorStore(ON_DISK, copy).open("print-2", IDS, {0: ROWS[-1]}) is not None


def test_switching_leaves_one_collection_and_a_pointer_to_it(copy: Path) -> None:
    store = VectorStore(ON_DISK, copy)
    store.replace("print-2", IDS[:20], ROWS[:20])
    current = store.current()
    assert current is not None
    assert (current.fingerprint, current.passages) == ("print-2", 20)
    assert store.open("print-1", IDS, PROBES) is None
    assert store.open("print-2", IDS[:20], {19: ROWS[19]}) is not None
    assert [collection.name for collection in store._client.list_collections()] == [current.collection]


def test_old_index_stays_in_use_until_the_new_one_is_whole(copy: Path) -> None:
    store = VectorStore(ON_DISK, copy)
    broken = np.full((20, 3), np.nan, dtype=np.float32)  # fewer rows than ids: the build fails midway
    with pytest.raises(ValueError, match="Unequal lengths"):
        store.replace("print-2", IDS[:21], broken)
    assert store.open("print-1", IDS, PROBES) is not None


def test_folder_that_cannot_be_used_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "chroma").write_text("a file where a folder belongs")
    with pytest.raises(StorageError, match="cannot be opened") as caught:
        VectorStore(ON_DISK, tmp_path)
    assert str(tmp_path) in caught.value.message
    assert "ASSISTANT_DATA_DIR" in caught.value.fix


class TestServer:
    def test_index_is_built_opened_and_searched_there(self, chroma_url: str, tmp_path: Path) -> None:
        settings = Settings(chroma_url=chroma_url)
        VectorStore(settings, tmp_path).replace("print-1", IDS, ROWS)
        index = VectorStore(settings, tmp_path).open("print-1", IDS, PROBES)
        assert index is not None
        assert int(np.nanargmax(index.cosines(ROWS[7], COUNT))) == 7
        assert not (tmp_path / "chroma").exists()

    def test_two_folders_on_one_server_leave_each_other_alone(self, chroma_url: str, tmp_path: Path) -> None:
        settings = Settings(chroma_url=chroma_url)
        folders = [tmp_path / "one", tmp_path / "two"]
        for folder in folders:
            folder.mkdir()
        first = VectorStore(settings, folders[0]).replace("print-1", IDS[:20], ROWS[:20])
        VectorStore(settings, folders[1]).replace("print-1", IDS[:10], ROWS[:10])
        VectorStore(settings, folders[1]).replace("print-2", IDS[:10], ROWS[:10])
        assert int(np.nanargmax(first.cosines(ROWS[15], 20))) == 15
        assert VectorStore(settings, folders[0]).open("print-1", IDS[:20], {19: ROWS[19]}) is not None

    def test_nobody_there_is_told(self, tmp_path: Path) -> None:
        url = f"http://127.0.0.1:{free_port()}"
        with pytest.raises(AssistantError, match="does not answer") as caught:
            VectorStore(Settings(chroma_url=url), tmp_path)
        assert url in caught.value.message
        assert "ASSISTANT_CHROMA_URL" in caught.value.fix

    @pytest.mark.parametrize("url", ["localhost:8000", "ftp://127.0.0.1", "http://", "http://127.0.0.1:port", "http://127.0.0.1:99999", "http://[::1"])
    def test_what_is_no_address_is_told(self, url: str, tmp_path: Path) -> None:
        with pytest.raises(AssistantError, match="is not an address") as caught:
            VectorStore(Settings(chroma_url=url), tmp_path)
        assert repr(url) in caught.value.message
