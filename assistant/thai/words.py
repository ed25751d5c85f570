"""Word segmentation with the glossary's words kept whole. Thai has no spaces: nothing here splits on them alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pythainlp.corpus.common import thai_words
from pythainlp.tokenize import word_tokenize
from pythainlp.util import Trie

_REMEMBERED = 400  # letters; longer texts come by once
_WORD_CHARS = re.compile(r"[\u0e00-\u0e7fa-z0-9]")
_LATIN_NUMBER = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
# Words that carry no topic in a question. Kept short on purpose: "ไม่", "ก่อน", "หลัง" and the like decide answers.
PARTICLES = frozenset(
    """
    ครับ ค่ะ คะ ครับผม จ้า จ้ะ นะ น่ะ นะคะ นะครับ ล่ะ อ่ะ อะ เหรอ หรอ ฮะ วะ เนี่ย เนาะ สิ ซิ ดิ เลย ด้วย หน่อย ที ทีนี้ คือ ว่า ก็ แล้ว
    ของ ที่ ใน เป็น และ กับ ให้ จะ ได้ มี ต้อง การ ความ อยู่ มา ไป นี้ นั้น ๆ พี่ ผม หนู ดิฉัน ฉัน เรา ขอ สอบถาม ถาม อยาก รบกวน ทราบ รู้
    รอ นาน ตอบ บอก ช่วย แบบ อย่าง นึง กัน คน งั้น เค้า เขา ท่าน มั่ง บ้าง จัง มาก กำลัง ยัง พอดี แค่ เอง
    the a an is are of for to in on do does i we our my what when where was were and did be can if it this that with as at by or will you any so
    there need have has had not no from how many much which who should must also only just same please tell me us them they your
    """.split()
)


@lru_cache(maxsize=4)
def _trie(extra: frozenset[str]) -> Trie:
    return Trie(set(thai_words()) | set(extra))


class Segmenter:
    """Splits cleaned, lower-case text into words.

    ``extra`` are words to keep whole (official names and their parts, from the glossary); they are added to the
    dictionary of PyThaiNLP, not put in its place. The engine is newmm: deterministic and linear in practice.
    """

    def __init__(self, extra: Iterable[str] = ()) -> None:
        self._extra = frozenset(extra)
        self._remembered = lru_cache(maxsize=8_192)(self._cut)

    def words(self, text: str) -> list[str]:
        """Words of ``text`` in order, without white space and punctuation.

        >>> Segmenter().words("pmqa 4.0 ต้องกี่คะแนน?")
        ['pmqa', '4.0', 'ต้อง', 'กี่', 'คะแนน']
        """
        return list(self._remembered(text) if len(text) <= _REMEMBERED else self._cut(text))

    def _cut(self, text: str) -> tuple[str, ...]:
        tokens: list[str] = []
        for piece in re.findall(r"[\u0e00-\u0e7f]+|[a-z]+|\d+(?:\.\d+)?", text):
            if _LATIN_NUMBER.fullmatch(piece):
                tokens.append(piece)
            else:
                tokens += word_tokenize(piece, custom_dict=_trie(self._extra), engine="newmm", keep_whitespace=False)
        return tuple(token for token in tokens if _WORD_CHARS.search(token))

    def content_words(self, text: str) -> list[str]:
        """Words that carry topic: no particles, no single marks."""
        return [word for word in self.words(text) if word not in PARTICLES and (len(word) > 1 or word.isdigit())]

    def dictionary_share(self, text: str) -> float:
        """Share of the Thai letters of ``text`` that belong to dictionary words of two letters or more (0 to 1)."""
        known = _known_words(self._extra)
        thai = [word for word in self.words(text) if "\u0e00" <= word[0] <= "\u0e7f"]
        letters = sum(map(len, thai))
        return sum(len(word) for word in thai if len(word) > 1 and word in known) / letters if letters else 0.0


@lru_cache(maxsize=4)
def _known_words(extra: frozenset[str]) -> frozenset[str]:
    return frozenset(thai_words()) | extra


def trigrams(text: str) -> list[str]:
    """Overlapping runs of three letters within words' text, marks included; for misspelt and OCR'd words.

    >>> trigrams("abcd e")
    ['abc', 'bcd']
    """
    return [run[i : i + 3] for run in re.findall(r"[\u0e00-\u0e7fa-z0-9]+", text) for i in range(len(run) - 2)]
