"""Text typed with the keyboard left on the wrong layout (Kedmanee ↔ US): ``-yho9vo`` for ``ขั้นตอน``."""

from __future__ import annotations

import re

from pythainlp.util import eng_to_thai, thai_to_eng

from assistant.thai.clean import has_impossible_marks
from assistant.thai.words import Segmenter

_MIN_SHARE = 0.85
_MIN_WORD = 3.0  # letters a word, on average; plain English words turn into crumbs ("word" into ไน + พก)
_PLAIN_ENGLISH = re.compile(r"[\"'(]?[a-zA-Z ]+[\"').,?!:;/]*")
_LATIN_RUN = re.compile(r"[!-~]+(?: [!-~]+)*")


def repair_layout(text: str, segmenter: Segmenter, latin_terms: frozenset[str]) -> str:
    """``text`` with runs typed on the wrong layout mended; unchanged when no run is.

    A Latin run becomes Thai when the result is spelt possibly and is made almost wholly of dictionary words; a run of
    letters alone, without the signs that many Thai letters sit on, must give words of some length too, which English
    never does. A Thai word becomes Latin only when that gives one of ``latin_terms`` (``ยทฟๆ`` no, ``ยทๆฟ`` → ``pmqa``).

    >>> repair_layout("vpkdlj'z]'ko", Segmenter(), frozenset())
    'อยากส่งผลงาน'
    """
    if not re.search(r"[a-zA-Z;'\[\],./]{4}", text) and not latin_terms:
        return text
    text = _LATIN_RUN.sub(lambda match: _to_thai(match[0], segmenter), text)
    return re.sub(r"[\u0e00-\u0e7f]{3,}", lambda match: _to_latin(match[0], latin_terms), text)


def _to_thai(run: str, segmenter: Segmenter) -> str:
    if len(run) < 4 or not re.search(r"[a-zA-Z]", run):
        return run
    converted = eng_to_thai(run)
    if has_impossible_marks(converted):
        return run
    letters = len(re.findall(r"[\u0e00-\u0e7f]", converted))
    if letters < 4 or letters < 0.8 * len(converted.replace(" ", "")):
        return run
    if segmenter.dictionary_share(converted) < _MIN_SHARE:
        return run
    crumbs = letters / len(segmenter.words(converted)) < _MIN_WORD
    return run if crumbs and _PLAIN_ENGLISH.fullmatch(run) else converted


def _to_latin(word: str, terms: frozenset[str]) -> str:
    converted = thai_to_eng(word).lower()
    return converted if converted in terms else word
