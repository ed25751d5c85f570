"""The gate before the bundled encoder, fuzzed against the real one in a process of its own: what kills it must show."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.retrieval.gate import MAX_LETTERS, through_gate

_ENCODE = """
import json, sys
import numpy as np
from assistant.retrieval.encoders import BundledEncoder
encoder = BundledEncoder()
for line in sys.stdin:
    text = json.loads(line)
    rows = np.concatenate([encoder.queries([text]), encoder.passages([text])])
    print(json.dumps([rows.shape, np.linalg.norm(rows, axis=1).tolist()]), flush=True)
"""
NASTY = {
    "2,000 times U+FDFA": "\ufdfa" * 2_000,
    "U+FDFA among Thai": "คะแนน\ufdfa" * 400,
    "NUL": "คะแนน\x00 pmqa",
    "only NUL": "\x00" * 500,
    "lone surrogates": "\ud800คะแนน\udfff",
    "private use": "\uf700\uf701\ue000\U000f0000" * 300,
    "emoji": "👩\u200d👩\u200d👧\u200d👦🏆🇹🇭" * 300,
    "100,000 letters": "ก" * 100_000,
    "100,000 letters without a space": "คะแนนเท่าไร" * 9_091,
    "right to left": "\u202eمرحبا שלום\u202c " * 200,
    "controls": "".join(map(chr, [*range(32), *range(127, 160)])) * 20,
    "marks only": "\u0e48\u0e34\u0e31" * 200,
    "letters that grow when composed anew": "\u0e33\u01c4\u0149\u0132" * 150,
    "combining": "e" + "\u0301" * 3_000,
    "zero width": "\u200b\ufeff\u2060" * 1_000,
    "noncharacters": "\uffff\ufffe\U0010ffff" * 300,
    "special tokens": "<s></s><pad><unk><mask>" * 100,
    "white space": " \t\n\r\u3000" * 500,
    "empty": "",
}
ANYTHING = st.text(st.characters(exclude_categories=[]), max_size=120)
REPEATED = st.builds(lambda part, times: part * times, st.text(st.characters(exclude_categories=[]), min_size=1, max_size=5), st.integers(20, 60))


class Child:
    """The encoder behind the gate in a process of its own, started anew when a text killed it."""

    def __init__(self) -> None:
        self._process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-c", _ENCODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def norms(self, text: str) -> tuple[list[int], list[float]]:
        """Shape and lengths of the vectors of a query and a passage."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            code = self._process.wait()
            self._process = self._start()
            pytest.fail(f"the encoder's process ended with {code}")
        shape, norms = json.loads(line)
        return shape, norms

    def end(self) -> int:
        self._process.communicate()
        return self._process.returncode


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    started = Child()
    yield started
    assert started.end() == 0  # an overflow may only show when memory is given back


def _encodes(child: Child, text: str) -> None:
    shape, norms = child.norms(text)
    assert shape == [2, 384]
    assert norms == pytest.approx([1, 1], abs=1e-4)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_encoder_survives_what_is_known_to_be_nasty(child: Child, text: str) -> None:
    _encodes(child, text)


@given(st.one_of(ANYTHING, REPEATED))
def test_encoder_survives_anything(child: Child, text: str) -> None:
    _encodes(child, text)


@given(st.one_of(ANYTHING, REPEATED))
@example("\ufdfa" * 30)
@example("\x00\ud800")
@example("")
def test_nothing_dangerous_passes(text: str) -> None:
    passed = through_gate(text)
    assert 1 <= len(passed) <= MAX_LETTERS
    assert passed.isprintable()
    assert all(char <= "\u024f" or "\u0e01" <= char <= "\u0e5b" or char in "–—‘’“”" for char in passed)
    assert "  " not in passed
    assert through_gate(passed) == passed


@pytest.mark.parametrize("text", ["PMQA 4.0 ต้องกี่คะแนน?", "ร้อยละ ๕๐ – “ดีเด่น”", "café (ก.พ.ร.) ฿100"])
def test_what_people_write_passes_unchanged(text: str) -> None:
    assert through_gate(text) == text


def test_words_on_both_sides_of_what_is_refused_stay_apart() -> None:
    assert through_gate("คะแนน\ufdfa\ufdfaรวม") == "คะแนน รวม"
