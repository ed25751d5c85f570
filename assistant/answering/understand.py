"""What a message asks: cleaned and mended text, the awards it names, the aspects, quantities and round it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answering.quantities import Quantity, asked_unit, find_quantities
from assistant.knowledge.names import NameFinder
from assistant.knowledge.schema import Glossary, RoundKnowledge
from assistant.thai.clean import clean, comparable
from assistant.thai.dates import ERA_OFFSET, ThaiDate, date_spans, find_dates
from assistant.thai.keyboard import repair_layout
from assistant.thai.words import Segmenter

MAX_LETTERS = 20_000
_DENSE_LETTERS = 220
_ASKS = re.compile(
    r"กี่|เท่า(?:ไหร่|ไร|ไหร|ใด|รัย|ไหน)|ไหม|มั้ย|มัย|ไม๊|หรือไม่|หรือยัง|หรือเปล่า|รึเปล่า|หรือปล่าว|เปล่า|ป่าว|ปะ(?![ก-ฮ])|ป่ะ|เหรอ|หรอ|"
    r"อะไร|ไร(?:บ้าง|มั่ง|\s|$)|ยังไง|ยังงัย|ไง|อย่างไร|ไหน|เมื่อไ|เมื่อใด|ใคร|ทำไม|เพราะอะไร|ใด|ต่างกัน|แตกต่าง|ขอทราบ|ขอสอบถาม|ช่วยอธิบาย|"
    r"\?|\b(?:what|when|who|how|which|where|why|can|do|does|is|are|must|should)\b"
)
_BOUNDARY = re.compile(
    r"[\n?]+|(?<=ไหม)\s+|(?<=มั้ย)\s+|(?<=ครับ)\s+|(?<=คะ)\s+|(?<=ค่ะ)\s+|\s+(?=แล้ว|และ|กับอีก|อีกอย่าง|อีกเรื่อง|อีกข้อ|นอกจากนี้|ส่วน|รวมถึง|แล้วก็)|"
    r"(?:และ|แล้ว|กับ)(?=(?:ต้อง|ได้|ปิด|เปิด|ประกาศ|ไฟล์|ส่ง|ใคร|คะแนน|มี|ถ้า|เกณฑ์|ขนาด|ใช้)[^\s]{0,30}(?:กี่|เท่า|เมื่อ|วันไหน|ไหม|อะไร|ไหน))|"
    r"(?:^|\s)\(?\d[.)]\s+|\s+(?:and|also)\s+"
)
_OTHER_ROUND_CUE = r"(?:รอบ|ประจำปี|รางวัลปี|เกณฑ์ปี|สมัครปี|ปฏิทินปี|เลิศรัฐปี?|ของปี|ปี|พ\.ศ\.|ผลปี)"
_YEAR = re.compile(rf"(?P<cue>{_OTHER_ROUND_CUE})?\s*(?P<year>25[5-9]\d|20[12]\d)(?!\d)(?P<range>\s*[-–]\s*\d{{2,4}})?")
_SHORT_YEAR = re.compile(r"(?:ปี|รอบ)\s*(?P<year>6[0-9]|7[0-5])(?![\d.%])(?!\s*(?:คะแนน|เดือน|แต้ม))")
_NEXT = r"(?:ปีหน้า|รอบหน้า|รอบถัดไป|รอบใหม่|ปีถัดไป|ปีต่อไป|next year|next round)"
_NEXT_ROUND = re.compile(
    rf"(?:เกณฑ์|ปฏิทิน|กำหนดการ|เปิดรับ|ปิดรับ|ประกาศ|คะแนน|ประเภท|รางวัล|award|criteria|deadline).{{0,25}}{_NEXT}"
    rf"|{_NEXT}.{{0,25}}(?:เกณฑ์|เปิด|ปิด|ประกาศ|เปลี่ยน|ยังมี|มีประเภท|จะมี|สมัคร(?:ได้)?(?:เมื่อ|วัน|ตอน|ช่วง)|ใช้|criteria|award|open)"
)
_LAST_ROUND = re.compile(
    r"(?:เกณฑ์|กำหนดการ|ปฏิทิน|ผล|ผู้ชนะ|ใครได้รางวัล|คะแนน|ปิดรับ|เปิดรับ|ประกาศ)[^\s]{0,12}(?:ปีที่แล้ว|ปีก่อน|ปีที่ผ่านมา|รอบที่แล้ว|รอบก่อน)|last year|เปลี่ยนจากปี(?:ก่อน|ที่แล้ว)|(?:ต่าง|เทียบ|เหมือน)(?:จาก|กับ)?(?:รอบ|ของ)?ปี(?:ก่อน|ที่แล้ว)"
)
_ROUND_TOPIC = re.compile(r"ได้ราง|เกณฑ์|สมัคร|ปฏิทิน|กำหนดการ|ปิดรับ|เปิดรับ|ประกาศ|ใครได้|ผู้ชนะ|ชนะ|รางวัลเลิศรัฐ|คะแนน|ประเภท|รอบ|criteria|deadline|award|apply|winner")
_HISTORY_TOPIC = re.compile(
    r"เคย|เริ่ม|ตั้งแต่|ย้อนหลัง|ทำมา|ใช้มา|เปลี่ยนชื่อ|พระราชบัญญัติ|พ\.ร\.บ|รัฐธรรมนูญ|แผน|pmqa 25|เกณฑ์คุณภาพ|ธันวา|ธ\.ค|ฉบับ|ที่มา|ได้รางวัล(?:ดี|ระดับ|ตอน|มา)|ข้าพเจ้า|หารือ|ก่อตั้ง|จัดตั้ง"
)


@dataclass(frozen=True)
class Question:
    """One question, understood.

    ``text``: comparable text, mended. ``dense``: what the encoder gets. ``lexical``: text with synonyms added. ``entities``: ids named surely;
    ``perhaps``: ids that weak words may mean. ``asked_unit``: the unit in "กี่ MB"
    (not points, which everything has). ``other_round``: the round asked about when it is not the one answered for.
    """

    original: str
    text: str
    dense: str
    lexical: str
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
        self._misread = {comparable(wrong): comparable(right) for wrong, right in glossary.misread.items()}
        self._misread_pattern = _words_pattern(self._misread)
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
            if _ASKS.search(piece) and len(piece) >= 12 and len(self._segmenter.content_words(piece)) >= 2:
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
            entities=sure or context,
            perhaps=perhaps,
            aspects=aspects,
            quantities=tuple(find_quantities(text, [*spans, *date_spans(text)])),
            asked_unit=asked_unit(text),
            dates=dates,
            other_round=self._other_round(text),
            english=latin > 3 * thai and latin > 8,
            mended=mended,
        )

    def _other_round(self, text: str) -> str | None:
        known = int(self._round)
        if _NEXT_ROUND.search(text):
            return str(known + 1)
        if _LAST_ROUND.search(text):
            return str(known - 1)
        years = [(int(m["year"]), bool(m["cue"]), bool(m["range"])) for m in _YEAR.finditer(text)]
        years += [(2500 + int(m["year"]), True, False) for m in _SHORT_YEAR.finditer(text)]
        for year, cued, ranged in years:
            buddhist = year + ERA_OFFSET if year < 2400 else year
            if buddhist == known or ranged:
                continue
            if buddhist > known and not re.search("แผน|ยุทธศาสตร์", text):
                return str(buddhist)
            if buddhist < known and cued and _ROUND_TOPIC.search(text) and not _HISTORY_TOPIC.search(text):
                return str(buddhist)
        return None


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


def _words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, longest first; Latin words only whole."""
    listed = sorted(words, key=len, reverse=True)
    parts = [rf"(?<![a-z]){re.escape(word)}(?![a-z])" if re.fullmatch(r"[a-z .-]+", word) else re.escape(word) for word in listed]
    return re.compile("|".join(parts) or r"(?!)")
