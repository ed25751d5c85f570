"""Encoders of all three kinds, each with a real model or a real server on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from assistant.errors import AssistantError
from assistant.knowledge import load_knowledge
from assistant.retrieval.encoders import BundledEncoder, make_encoder
from assistant.retrieval.index import open_index
from assistant.settings import Settings
from assistant.store.data_dir import DataDir
from assistant.thai.clean import comparable
from tests.retrieval.small_knowledge import ROUND, write_knowledge

TEXTS = ["ปิดรับสมัครเมื่อไร", "PMQA 4.0 ต้องกี่คะแนน", "ขนาดไฟล์แนบไม่เกินเท่าไร", "what is TPSA", "-"]


class TestBundled:
    encoder = BundledEncoder()

    def test_is_the_default(self) -> None:
        assert isinstance(make_encoder(Settings()), BundledEncoder)

    def test_vectors_have_unit_length(self) -> None:
        for rows in (self.encoder.queries(TEXTS), self.encoder.passages(TEXTS)):
            assert rows.shape == (len(TEXTS), self.encoder.dimension)
            assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)

    def test_vectors_are_the_same_single_batched_again_and_by_another_encoder(self) -> None:
        batched = self.encoder.queries(TEXTS)
        single = np.concatenate([self.encoder.queries([text]) for text in TEXTS])
        assert np.array_equal(batched, single)
        assert np.array_equal(batched, BundledEncoder().queries(TEXTS))

    def test_questions_and_texts_are_told_apart(self) -> None:
        assert not np.allclose(self.encoder.queries(TEXTS), self.encoder.passages(TEXTS))

    def test_same_meaning_is_nearer_than_another(self) -> None:
        asked, same, other = self.encoder.queries(["ปิดรับสมัครเมื่อไร", "วันสุดท้ายที่ส่งใบสมัครได้", "ไฟล์แนบต้องไม่เกินกี่ MB"])
        assert asked @ same > asked @ other

    def test_progress_counts_every_text(self) -> None:
        counted: list[int] = []
        self.encoder.queries(TEXTS, counted.append)
        assert sum(counted) == len(TEXTS)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of random vectors, one a letter, saved as the library saves its own."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Split

    letters = ["[UNK]", *map(chr, range(0x20, 0x7F)), *map(chr, range(0x0E01, 0x0E5C))]
    tokenizer = Tokenizer(WordLevel({letter: number for number, letter in enumerate(letters)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Split(Regex("."), "isolated")
    weights = np.random.default_rng(0).normal(size=(len(letters), 24)).astype(np.float32)
    path = tmp_path_factory.mktemp("model") / "tiny"
    prompts = {"query": "query: ", "document": "passage: "}
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], prompts=prompts).save(str(path))
    return path


@pytest.mark.models
class TestSentenceTransformers:
    def test_model_by_path_gives_unit_vectors_single_and_batched(self, model: Path) -> None:
        encoder = make_encoder(Settings(encoder=f"sentence-transformers:{model}"))
        rows = encoder.queries(TEXTS)
        assert encoder.dimension == 24
        assert rows.shape == (len(TEXTS), 24)
        assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
        assert np.allclose(rows, np.concatenate([encoder.queries([text]) for text in TEXTS]), atol=1e-6)

    def test_its_own_prompts_are_used(self, model: Path) -> None:
        encoder = make_encoder(Settings(encoder=f"sentence-transformers:{model}"))
        assert not np.allclose(encoder.queries(["abc"]), encoder.passages(["abc"]), atol=1e-3)

    def test_more_texts_than_a_batch_keep_their_order(self, model: Path) -> None:
        encoder = make_encoder(Settings(encoder=f"sentence-transformers:{model}"))
        texts = [f"ข้อ {number} {'ก' * number}" for number in range(70)]
        counted: list[int] = []
        rows = encoder.passages(texts, counted.append)
        assert sum(counted) == len(rows) == 70
        assert np.allclose(rows[69], encoder.passages([texts[69]])[0], atol=1e-6)

    def test_whole_index_is_built_and_searched_with_it(self, model: Path, tmp_path: Path) -> None:
        settings = Settings(data_dir=tmp_path / "data", encoder=f"sentence-transformers:{model}")
        knowledge = load_knowledge(write_knowledge(tmp_path / "knowledge"))
        encoder = make_encoder(settings)
        with DataDir(settings.data_dir) as data:
            index = open_index(knowledge, ROUND, encoder, settings, data)
            passage = next(passage for passage in index.passages if passage.role == "question" and passage.owner == "closing-pmqa")
            cosines = index.vectors.cosines(encoder.queries([comparable(passage.text)])[0], len(index.passages))
        assert cosines[index.passages.index(passage)] == pytest.approx(1, abs=1e-4)
        assert np.nanmax(cosines) == pytest.approx(cosines[index.passages.index(passage)], abs=1e-4)

    def test_folder_that_holds_no_model_is_a_clear_error(self, tmp_path: Path) -> None:
        (tmp_path / "modules.json").write_text("not json")
        with pytest.raises(AssistantError, match="cannot be loaded") as caught:
            make_encoder(Settings(encoder=f"sentence-transformers:{tmp_path}")).queries(["x"])
        assert str(tmp_path) in caught.value.message
        assert caught.value.fix


class _Embeddings(BaseHTTPRequestHandler):
    """Speaks ``POST /v1/embeddings``: a vector of length 5 (not unit) made from the letters."""

    status = 200
    page: ClassVar[bytes] = b""
    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append({"path": self.path, "key": self.headers["Authorization"], **request})
        if self.status != 200:
            self._send(self.status, "application/json", json.dumps({"error": {"message": "the model is on fire"}}).encode())
        elif self.page:
            self._send(200, "text/html", self.page)
        else:
            data = [
                {"object": "embedding", "index": index, "embedding": [3.0, 4.0, float(len(text)), float(ord(text[0])), 0.0]}
                for index, text in enumerate(request["input"])
            ]
            answer = {"object": "list", "model": request["model"], "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}}
            self._send(200, "application/json", json.dumps(answer).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def _server(status: int = 200, page: bytes = b"") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    asked: list[dict[str, Any]] = []
    handler = type("Embeddings", (_Embeddings,), {"status": status, "page": page, "asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
        server.shutdown()


class TestOpenAI:
    @staticmethod
    def _settings(url: str) -> Settings:
        return Settings(encoder="openai:some-model", openai_base_url=url, openai_api_key="a-secret-key")

    def test_server_is_asked_in_its_protocol_and_gives_unit_vectors(self) -> None:
        with _server() as (url, asked):
            encoder = make_encoder(self._settings(url))
            rows = encoder.queries([f"{'ก' * (number + 1)}" for number in range(40)])
            assert encoder.dimension == 5
        assert rows.shape == (40, 5)
        assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(40), abs=1e-5)
        assert (np.diff(rows[:, 2]) > 0).all()  # in the order asked
        assert {request["path"] for request in asked} == {"/v1/embeddings"}
        assert {request["model"] for request in asked} == {"some-model"}
        assert {request["key"] for request in asked} == {"Bearer a-secret-key"}

    def test_text_is_made_safe_before_it_leaves(self) -> None:
        with _server() as (url, asked):
            make_encoder(self._settings(url)).queries(["คะแนน\x00\ud800\ufdfa รวม"])
        assert asked[0]["input"] == ["คะแนน รวม"]

    @pytest.mark.parametrize("status", [401, 404, 500])
    def test_error_of_the_server_is_told_with_a_way_on(self, status: int) -> None:
        with _server(status=status) as (url, _), pytest.raises(AssistantError, match="the model is on fire") as caught:
            make_encoder(self._settings(url)).queries(["คะแนน"])
        assert url in caught.value.message
        assert "ASSISTANT_OPENAI_BASE_URL" in caught.value.fix
        assert "a-secret-key" not in str(caught.value)

    @pytest.mark.parametrize("page", [b"<html>welcome</html>", b"null"], ids=["page", "null"])
    def test_server_that_speaks_something_else_is_told(self, page: bytes) -> None:
        with _server(page=page) as (url, _), pytest.raises(AssistantError, match="embeddings server") as caught:
            make_encoder(self._settings(url)).queries(["คะแนน"])
        assert "ASSISTANT_OPENAI_BASE_URL" in caught.value.fix

    def test_nobody_there_is_told(self) -> None:
        with _server() as (url, _):
            pass
        with pytest.raises(AssistantError, match="did not answer") as caught:
            make_encoder(self._settings(url)).queries(["คะแนน"])
        assert url in caught.value.message


@pytest.mark.parametrize("name", ["", "e5", "bundled:x", "sentence-transformers", "sentence-transformers:", "openai", "openai:", "Bundled"])
def test_unknown_name_is_told_with_the_names_there_are(name: str) -> None:
    with pytest.raises(AssistantError, match="there is no encoder") as caught:
        make_encoder(Settings(encoder=name))
    assert repr(name) in caught.value.message
    assert all(kind in caught.value.fix for kind in ("bundled", "sentence-transformers:", "openai:"))


def test_fingerprints_tell_encoders_apart() -> None:
    names = ["bundled", "sentence-transformers:a", "sentence-transformers:b", "openai:a", "openai:b"]
    prints = [make_encoder(Settings(encoder=name)).fingerprint for name in names]
    prints.append(make_encoder(Settings(encoder="openai:a", openai_base_url="http://127.0.0.1:1/v1")).fingerprint)
    assert len(set(prints)) == len(prints)
