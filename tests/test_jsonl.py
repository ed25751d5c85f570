"""JSON Lines: whatever stands in a line, it yields its records or one error, and the batch goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from assistant.errors import AssistantError
from assistant.jsonl import BadLine, Record, error_record, read_line, run


class Word(BaseModel):
    """A line of the tests."""

    model_config = ConfigDict(extra="forbid")

    id: str | int
    word: str


def answer(line: str) -> Iterator[Record]:
    """The word twice over, a record each; or the error."""
    try:
        item = read_line(line, Word)
    except BadLine as bad:
        yield bad.record
        return
    yield {"id": item.id, "word": item.word}
    yield {"id": item.id, "word": item.word.upper()}


def answered(source: Path, content: bytes) -> list[Any]:
    """The records that a file of that content yields."""
    source.write_bytes(content)
    target = source.with_suffix(".out")
    run(answer, source, target)
    return [json.loads(line) for line in target.read_bytes().decode().split("\n") if line]


def test_a_line_is_read_as_its_model() -> None:
    assert read_line('{"id": 1, "word": "ก"}', Word) == Word(id=1, word="ก")
    assert read_line(' {"id": "a", "word": ""}\r', Word) == Word(id="a", word="")


@pytest.mark.parametrize(
    ("line", "item_id", "told"),
    [
        ("", None, "not a JSON object: Expecting value"),
        ("{", None, "not a JSON object: Expecting property name"),
        ('{"id": 1, "word": "ก"} x', None, "not a JSON object: Extra data"),
        ("[" * 100_000, None, "not a JSON object: "),
        ('{"id": 1, "word": ' + "9" * 5_000 + "}", None, "not a JSON object: "),
        ("12", None, "line: Input should be a valid dictionary"),
        ("null", None, "line: Input should be a valid dictionary"),
        ('[{"id": 1}]', None, "line: Input should be a valid dictionary"),
        ("{}", None, "id: Field required; word: Field required"),
        ('{"id": 7}', 7, "word: Field required"),
        ('{"id": "b", "word": 3}', "b", "word: Input should be a valid string"),
        ('{"id": "b", "word": "c", "more": 1}', "b", "more: Extra inputs are not permitted"),
        ('{"id": [1], "word": "c"}', [1], "id.str: Input should be a valid string"),
    ],
)
def test_a_line_that_cannot_be_read_becomes_one_error(line: str, item_id: Any, told: str) -> None:
    with pytest.raises(BadLine) as bad:
        read_line(line, Word)
    assert (bad.value.record["id"], bad.value.record["outcome"]) == (item_id, "error")
    assert told in bad.value.record["error"]
    assert str(bad.value) == bad.value.record["error"]
    assert set(bad.value.record) == {"id", "outcome", "error"}


def test_an_error_record_has_the_id_and_the_words() -> None:
    assert error_record(3, "ผิด") == {"id": 3, "outcome": "error", "error": "ผิด"}


def test_one_bad_line_does_not_stop_the_batch(tmp_path: Path) -> None:
    lines = ['{"id": 1, "word": "a"}', "nonsense", "", "   ", '{"id": 2}', '{"id": 3, "word": "ข"}']
    records = answered(tmp_path / "in.jsonl", "\n".join(lines).encode())
    assert [(record["id"], record.get("word")) for record in records] == [(1, "a"), (1, "A"), (None, None), (2, None), (3, "ข"), (3, "ข")]
    assert [record["outcome"] for record in records if "error" in record] == ["error", "error"]


def test_an_empty_file_yields_none(tmp_path: Path) -> None:
    assert answered(tmp_path / "in.jsonl", b"") == []
    assert answered(tmp_path / "in.jsonl", b"\n \n\t\n") == []


def test_files_of_other_systems_are_read(tmp_path: Path) -> None:
    assert answered(tmp_path / "in.jsonl", b'\xef\xbb\xbf{"id": 1, "word": "a"}\r\n{"id": 2, "word": "b"}\r\n') == [
        {"id": 1, "word": "a"}, {"id": 1, "word": "A"}, {"id": 2, "word": "b"}, {"id": 2, "word": "B"},
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_a_mark_that_some_take_for_a_new_line_may_stand_in_a_line(tmp_path: Path, mark: str) -> None:
    records = answered(tmp_path / "in.jsonl", json.dumps({"id": 1, "word": f"ก{mark}ข"}, ensure_ascii=False).encode())
    assert [record.get("word") for record in records] == [f"ก{mark}ข"] * 2


def test_thai_is_written_as_it_is(tmp_path: Path) -> None:
    answered(tmp_path / "in.jsonl", '{"id": 1, "word": "รางวัล"}'.encode())
    assert '"รางวัล"' in (tmp_path / "in.out").read_text(encoding="utf-8")


def test_bytes_that_are_no_text_harm_their_line_alone(tmp_path: Path) -> None:
    records = answered(tmp_path / "in.jsonl", b'\xff\xfe\n{"id": "\xff", "word": "b"}\n{"id": 2, "word": "\\ud800"}\n{"id": 3, "word": "c"}')
    assert records[-1] == {"id": 3, "word": "C"}
    assert "error" in records[0]


def test_what_json_does_not_know_is_written_as_text(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("x\n", encoding="utf-8")
    run(lambda _: [{"path": Path("a")}], source, target)
    assert json.loads(target.read_text(encoding="utf-8")) == {"path": "a"}


def test_without_a_target_it_goes_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "word": "ก"}\nx\n', encoding="utf-8")
    run(answer, source, None)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == [1, 1, None]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match=r"cannot read .*missing\.jsonl: No such file") as told:
        run(answer, tmp_path / "missing.jsonl", None)
    assert told.value.fix == "Give the path of a JSON Lines file."
    with pytest.raises(AssistantError, match="cannot read"):
        run(answer, tmp_path, None)


def test_a_target_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("x\n", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"cannot write .*: Is a directory") as told:
        run(answer, source, tmp_path)
    assert "Give a path that can be written" in told.value.fix
    with pytest.raises(AssistantError, match="cannot write"):
        run(answer, source, tmp_path / "none" / "out.jsonl")


def test_an_answer_that_cannot_be_given_is_not_taken_for_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("x\n", encoding="utf-8")

    def broken(line: str) -> list[Record]:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        run(broken, source, tmp_path / "out.jsonl")


_LINES = st.lists(
    st.one_of(
        st.binary(max_size=30),
        st.text(max_size=20).map(lambda text: text.encode(errors="surrogatepass")),
        st.builds(lambda number, word: json.dumps({"id": number, "word": word}).encode(), st.integers(), st.text(max_size=10)),
        st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3), max_leaves=4).map(
            lambda data: json.dumps({"id": data, "word": "x"}).encode()
        ),
    ),
    max_size=6,
)


@given(_LINES)
def test_every_line_has_its_records(tmp_path: Path, lines: list[bytes]) -> None:
    records = answered(tmp_path / "in.jsonl", b"\n".join(lines))
    single = [line for whole in lines for line in whole.split(b"\n")]
    assert len(records) <= 2 * len(single)
    good = [(record["id"], record["word"]) for record in records if "word" in record]
    assert len(good) % 2 == 0
    assert all(set(record) in ({"id", "word"}, {"id", "outcome", "error"}) for record in records)


@pytest.mark.parametrize("number", ["NaN", "1e999", "-Infinity"])
def test_an_id_that_json_cannot_hold_does_not_come_back(tmp_path: Path, number: str) -> None:
    (record,) = answered(tmp_path / "in.jsonl", f'{{"id": {number}}}\n'.encode())
    assert record["id"] is None
    assert "error" in record
