"""What a message asks: cleaned and mended text, the awards it names, the aspects, quantities and round it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answering.rounds import other_round
from assistant.knowledge.names import NameFinder
from assistant.knowledge.schema import Glossary, RoundKnowledge
from assistant.thai.clean import clean, comparable
from assistant.thai.dates import ThaiDate, date_spans, find_dates
from assistant.thai.keyboard import repair_layout
from assistant.thai.quantities import Quantity, asked_unit, find_quantities
from assistant.thai.words import Segmenter

MAX_LETTERS = 20_000
_DENSE_LETTERS = 220
_ASKS = re.compile(
    r"กี่|เท่า(?:ไหร่|ไร|ไหร|ใด|รัย|ไหน)|ไหม|มั้ย|มัย|ไม๊|หรือไม่|หรือยัง|หรือเปล่า|รึเปล่า|หรือปล่าว|เปล่า|ป่าว|ปะ(?![ก-ฮ])|ป่ะ|เหรอ|หรอ|"
    r"อะไร|ไร(?:บ้าง|มั่ง|\s|$)|ยังไง|ยังงัย|ไง|อย่างไร|ไหน|เมื่อไ|เมื่อใด|ใคร|ทำไม|เพราะอะไร|ใด|ต่างกัน|แตกต่าง|ขอทราบ|ขอสอบถาม|ช่วยอธิบาย|"
    r"ใช่(?=มะ|ปะ|ป่ะ|หรือ)|มะ(?=\s|$)|ปาว|มัน(?:คือ|เป็น)|\?|\b(?:what|when|who|how|which|where|why)\b|^(?:can|do|does|is|are|must|should|may|will)\b"
)
_CONNECTED = re.compile(r"แล้ว|และ|กับ|ส่วน|อีก|นอกจาก|รวมถึง")
_BOUNDARY = re.compile(
    r"[\n?]+|(?<=ไหม)\s+|(?<=มั้ย)\s+|(?<=ครับ)\s+|(?<=คะ)\s+|(?<=ค่ะ)\s+|\s+(?=แล้ว|และ|กับอีก|อีกอย่าง|อีกเรื่อง|อีกข้อ|นอกจากนี้|ส่วน|รวมถึง|แล้วก็)|"
    r"(?=(?:และ|แล้ว|กับ)(?:ต้อง|ได้|ปิด|เปิด|ประกาศ|ไฟล์|ส่ง|ใคร|คะแนน|มี|ถ้า|เกณฑ์|ขนาด|ใช้)[^\s]{0,30}(?:กี่|เท่า|เมื่อ|วันไหน|ไหม|อะไร|ไหน))|"
    r"(?:^|\s)\(?\d[.)]\s+|\s+(?:and|also)\s+"
)


@dataclass(frozen=True)
class Question:
    """One question, understood.

    ``text``: comparable text, mended. ``dense``: what the encoder gets. ``lexical``: text with synonyms added.
    ``content``: its words that carry topic, in the knowledge's own terms where those are known. ``entities``: ids named surely;
    ``perhaps``: ids that weak words may mean. ``asked_unit``: the unit in "กี่ MB"
    (not points, which everything has). ``other_round``: the round asked about when it is not the one answered for.
    """

    original: str
    text: str
    dense: str
    lexical: str
    content: tuple[str, ...]
    entities: tuple[str, ...]
    perhaps: tuple[str, ...]
    aspects: frozenset[str]
    quantities: tuple[Quantity, ...]
    asked_unit: str | None
    dates: tuple[ThaiDate, ...]
    other_round: str | None
    english: bool
    mended: tuple[str, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """Entities to look for: those named, else those perhaps meant; both when a branch is named and a category of it perhaps."""
        if any("." in entity for entity in self.entities) or not self.perhaps:
            return self.entities
        if not self.entities:
            return self.perhaps
        within = tuple(p for p in self.perhaps if any(p.startswith(f"{entity}.") for entity in self.entities))
        return within or self.entities


class Understander:
    """Understands messages for one round. Thread-safe: it only reads."""

    def __init__(self, glossary: Glossary, knowledge: RoundKnowledge, segmenter: Segmenter, names: NameFinder) -> None:
        self._round = knowledge.round.round
        self._segmenter = segmenter
        self._names = names
        self._latin = frozenset(comparable(term) for term in glossary.latin)
        misread = {comparable(wrong): comparable(right) for wrong, right in glossary.misread.items()}
        self._misread = {wrong: right for wrong, right in misread.items() if wrong != right}  # some are mended by cleaning already
        self._misread_pattern = _misread_pattern(self._misread)
        additions = {comparable(said): comparable(meant) for meant, words in glossary.synonyms.items() for said in words}
        additions |= {comparable(english): comparable(thai) for english, thai in glossary.english.items()}
        self._additions = additions
        self._additions_pattern = _words_pattern(additions)
        self._aspects = {aspect: _words_pattern([comparable(word) for word in words]) for aspect, words in glossary.aspects.items()}

    def mend(self, message: str) -> tuple[str, tuple[str, ...]]:
        """Comparable text with layout and misread words mended, and what was mended."""
        text = clean(message[:MAX_LETTERS])
        relaid = repair_layout(text, self._segmenter, self._latin)
        mended = ["keyboard layout"] if relaid != text else []
        text = comparable(relaid)

        def right(match: re.Match[str]) -> str:
            mended.append(match[0])
            return self._misread[match[0]]

        return self._misread_pattern.sub(right, text), tuple(mended)

    def parts(self, text: str) -> list[str]:
        """The questions of a mended message: split where a new one begins, context kept with what follows it.

        Never more than four; a message that asks once stays whole.
        """
        pieces = [piece.strip() for piece in _BOUNDARY.split(text) if piece and piece.strip()]
        questions: list[str] = []
        context = ""
        for piece in pieces:
            if _ASKS.search(piece) and len(piece) >= 12 and len(self._segmenter.content_words(piece)) >= (2 if _CONNECTED.match(piece) else 3):
                questions.append(f"{context} {piece}".strip())
                context = ""
            else:
                context = f"{context} {piece}".strip()
        if context and questions:
            questions[-1] = f"{questions[-1]} {context}"
        return questions if 1 < len(questions) <= 4 else [text]

    def question(self, original: str, text: str, mended: tuple[str, ...] = (), context: tuple[str, ...] = ()) -> Question:
        """Understand one mended question. ``context`` are entities carried over when it names none."""
        sure, perhaps = self._names.entities(text)
        spans = [(mention.start, mention.end) for mention in self._names.mentions(text, fuzzy=False)]
        dates = tuple(find_dates(text, int(self._round)))
        aspects = frozenset(aspect for aspect, pattern in self._aspects.items() if pattern.search(text))
        if dates and re.search("ส่ง|รับ|ประกาศ|ปิด|เปิด|ทัน|สมัคร|submit|apply|close", text):
            aspects |= {"calendar"}
        added = dict.fromkeys(self._additions[match[0]] for match in self._additions_pattern.finditer(text))
        lexical = " ".join([text[:1000], *added])
        thai = len(re.findall(r"[\u0e00-\u0e7f]", text))
        latin = len(re.findall(r"[a-z]", text))
        return Question(
            original=original,
            text=text,
            dense=focus(text),
            lexical=lexical,
            content=tuple(self._segmenter.content_words(self._additions_pattern.sub(lambda match: f" {self._additions[match[0]]} ", focus(text)))),
            entities=sure or context,
            perhaps=perhaps,
            aspects=aspects,
            quantities=tuple(find_quantities(text, [*spans, *date_spans(text)])),
            asked_unit=asked_unit(text),
            dates=dates,
            other_round=other_round(text, int(self._round)),
            english=latin > 3 * thai and latin > 8,
            mended=mended,
        )


def asks(text: str) -> bool:
    """Whether a mended text holds words of a question."""
    return _ASKS.search(text) is not None


def focus(text: str) -> str:
    """The stretch of a long text that asks: encoding time grows with length, and the question stands mostly at its end."""
    if len(text) <= _DENSE_LETTERS:
        return text
    asks = [match.start() for match in _ASKS.finditer(text)]
    centre = asks[-1] if asks else len(text)
    end = min(len(text), centre + _DENSE_LETTERS // 4)
    return text[max(0, end - _DENSE_LETTERS) : end]


def _misread_pattern(misread: dict[str, str]) -> re.Pattern[str]:
    """Any of the wrong words, longest first; a wrong word that begins the right one only where the right one does not stand."""
    parts = []
    for wrong in sorted(misread, key=len, reverse=True):
        rest = misread[wrong].removeprefix(wrong) if misread[wrong].startswith(wrong) else ""
        bounds = (r"(?<![a-z])", r"(?![a-z])") if wrong.isascii() else ("", f"(?!{re.escape(rest)})" if rest else "")
        parts.append(f"{bounds[0]}{re.escape(wrong)}{bounds[1]}")
    return re.compile("|".join(parts) or r"(?!)")


def _words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, longest first; Latin words only whole."""
    listed = sorted(words, key=len, reverse=True)
    parts = [rf"(?<![a-z]){re.escape(word)}(?![a-z])" if re.fullmatch(r"[a-z .-]+", word) else re.escape(word) for word in listed]
    return re.compile("|".join(parts) or r"(?!)")
