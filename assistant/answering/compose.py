"""From the knowledge found to the words shown: the datum first, then the rest, then what goes with it.

Composed text holds nothing but the texts and data of the entries used, so the citations are true by construction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.datum import Datum, band_block, table_block
from assistant.answering.premise import Correction
from assistant.answering.reply import Citation, TableBlock
from assistant.answering.understand import Question
from assistant.knowledge.schema import Entry, Facets, Gap, Point, RoundKnowledge, Source
from assistant.thai.clean import comparable
from assistant.thai.words import Segmenter

_CAVEATS_FULL = 4
_CAVEATS_POINT = 2
_RELEVANT = 2  # words a caveat must share with the question and its answer to stand beside a single fact
_EXAMPLES = re.compile(r"ตัวอย่าง|เช่น|example|such as")
FACETS = {
    "definition": "ให้รางวัลแก่อะไร",
    "who": "หน่วยงานที่สมัครได้",
    "unit": "ส่งเป็นผลงานหรือภาพรวม",
    "conditions": "เงื่อนไขของผลงาน",
    "duration": "ระยะเวลาที่ต้องดำเนินการ",
    "participation": "ระดับการมีส่วนร่วม",
    "past_award": "ผลงานที่เคยได้รางวัล",
    "operator": "ผู้ดำเนินการ",
}
NOT_SAID = "เอกสารไม่ได้ระบุ"


class Composer:
    """Writes answers from entries. ``segmenter`` weighs which caveats matter to the question."""

    def __init__(self, knowledge: RoundKnowledge, segmenter: Segmenter) -> None:
        self._knowledge = knowledge
        self._segmenter = segmenter

    def entry(self, question: Question, entry: Entry, point: Point | None, correction: Correction | None) -> tuple[str, tuple[TableBlock, ...]]:
        """An answer from one entry: corrected premise, then point or short answer, then the rest."""
        if correction is not None and correction.point is not None:
            point = entry.point(correction.point) or point
        lead = point.answer if point is not None else entry.short
        parts = [f"**{correction.sentence}**\n\n{lead}" if correction is not None else lead]
        blocks: list[TableBlock] = []
        if point is None:
            parts.append(entry.full)
            blocks += [table_block(table) for table in entry.tables]
            if entry.kind == "award_levels":
                blocks += [band_block(band, self._knowledge.entity_by_id[band.awards[0]].name) for band in entry.bands]
        elif _EXAMPLES.search(question.text) and not _EXAMPLES.search(lead):
            parts.append(entry.full)
        elif not _says_the_same(entry.short, lead):
            parts.append(entry.short)
        if point is not None and "scores" in question.aspects and len(entry.tables) == 1:
            blocks += [table_block(entry.tables[0])]
        parts += [block.markdown() for block in blocks]
        parts.append(self._caveats(question, entry, lead, _CAVEATS_FULL if point is None else _CAVEATS_POINT))
        return _join(parts), tuple(blocks)

    def datum(self, question: Question, datum: Datum, correction: str | None = None) -> str:
        """An answer from data: the sentence, its tables, what goes with it, the caveats of the entry."""
        lead = f"**{datum.sentence}**" if "\n" not in datum.sentence else "\n".join(f"- **{line}**" for line in datum.sentence.split("\n"))
        parts = [f"**{correction}**" if correction else "", lead, *(block.markdown() for block in datum.tables)]
        if datum.conditions:
            parts.append("\n".join(["เงื่อนไขที่ไปด้วยกัน", *(f"- {condition}" for condition in datum.conditions)]))
        if len(datum.entries) == 1:
            parts.append(self._caveats(question, self._knowledge.entry_by_id[datum.entries[0]], datum.sentence, _CAVEATS_POINT))
        return _join(parts)

    def gap(self, gap: Gap) -> str:
        """What is missing, what the source says nearby, whom to ask."""
        parts = [f"**{gap.missing}**"]
        if gap.nearby:
            parts.append(f"สิ่งที่เอกสารบอกไว้ใกล้เคียง: {gap.nearby}")
        parts.append(gap.ask if gap.ask.startswith("สอบถาม") else f"สอบถามได้ที่: {gap.ask}")
        return _join(parts)

    def unsupported(self, nearby: Sequence[Entry]) -> str:
        """The document does not say, as far as anything was found."""
        parts = [f"**ไม่พบคำตอบของเรื่องนี้ในเอกสาร{self._knowledge.round.name} จึงไม่ขอเดา**"]
        if nearby:
            parts.append("\n".join(["เรื่องใกล้เคียงที่เอกสารบอกไว้", *(f"- {entry.title}" for entry in nearby)]))
        parts.append(f"สอบถามได้ที่: {self._knowledge.round.ask}")
        return _join(parts)

    def other_round(self, asked: str) -> str:
        """Only this round is known."""
        known = self._knowledge.round
        return _join(
            [
                f"**ไม่มีข้อมูลของรอบ {asked} ที่มีคือ{known.name} เท่านั้น**",
                f"เกณฑ์และกำหนดการของแต่ละรอบอาจต่างกัน จึงไม่ขอนำข้อมูลรอบ {known.round} ไปตอบแทน หากต้องการทราบของรอบ {known.round} พิมพ์คำถามเดิมโดยระบุปี {known.round}",
                f"สอบถามได้ที่: {known.ask}",
            ]
        )

    def comparison(self, entities: Sequence[str]) -> tuple[str, tuple[TableBlock, ...], tuple[Entry, ...]]:
        """Two or more categories side by side: what the source states of each, their scores and levels."""
        entries = [self._knowledge.criteria_by_entity[entity] for entity in entities]
        names = [self._knowledge.entity_by_id[entity].name for entity in entities]
        rows = []
        for key, label in FACETS.items():
            values = [_facet(entry.facets, key) for entry in entries]
            if any(value is not None for value in values):
                rows.append((label, *(value or NOT_SAID for value in values)))
        if any(len(entry.tables) for entry in entries):
            rows.append(("เกณฑ์คะแนน", *(_scores_in_words(entry) for entry in entries)))
        block = TableBlock(title=f"เปรียบเทียบ{' กับ '.join(names)}", columns=("เรื่อง", *names), rows=tuple(rows))
        lead = "\n".join(f"- {entry.short}" for entry in entries)
        return _join([lead, block.markdown()]), (block,), tuple(entries)

    def readings(self, facet: str, entries: Sequence[Entry]) -> tuple[str, tuple[TableBlock, ...]]:
        """One facet of every category that has it, for a question that names none."""
        rows = []
        for entry in entries:
            value = _facet(entry.facets, facet)
            if value is not None:
                rows.append((self._knowledge.entity_by_id[entry.about[0]].name, value))
        block = TableBlock(title=FACETS[facet], columns=("ประเภทรางวัล", FACETS[facet]), rows=tuple(rows))
        lead = f"เรื่องนี้ต่างกันตามประเภทรางวัล เอกสารระบุไว้ {len(rows)} ประเภทดังตาราง ประเภทที่ไม่อยู่ในตารางคือประเภทที่{NOT_SAID}"
        return _join([f"**{lead}**", block.markdown()]), (block,)

    def citation(self, entry: Entry, lead: str) -> Citation:
        """The place in the source of an entry: of its sources, the one whose quoted words are nearest to what is said."""
        said = set(self._segmenter.content_words(comparable(lead)))

        def nearness(source: Source) -> int:
            return len(said & set(self._segmenter.content_words(comparable(source.quote + source.item))))

        source = max(entry.source, key=nearness)
        return Citation(entry=entry.id, title=entry.title, section=f"{source.section} {source.item}", quote=source.quote)

    def _caveats(self, question: Question, entry: Entry, lead: str, most: int) -> str:
        if not entry.caveats:
            return ""
        asked = set(self._segmenter.content_words(f"{question.text} {comparable(lead)}"))
        shared = {caveat: len(asked & set(self._segmenter.content_words(comparable(caveat)))) for caveat in entry.caveats}
        ranked = sorted(entry.caveats, key=lambda caveat: -shared[caveat])[:most]
        least = _RELEVANT if most == _CAVEATS_POINT else 0
        kept = [caveat for caveat in entry.caveats if caveat in ranked and shared[caveat] >= least]
        if not kept:
            return ""
        return "\n".join(["ข้อควรรู้", *(f"- {caveat}" for caveat in kept)])


def _facet(facets: Facets | None, key: str) -> str | None:
    value = getattr(facets, key) if facets is not None else None
    return value if isinstance(value, str) else None


def _scores_in_words(entry: Entry) -> str:
    if not entry.tables:
        return NOT_SAID
    table = entry.tables[0]
    if len(entry.tables) > 1 or len(table.columns) > 1 or len(table.rows) > 6:
        return "ดูตารางคะแนนของประเภทนี้"
    return " / ".join(f"{row.label} {row.values[0]}" for row in table.rows)


def _says_the_same(short: str, lead: str) -> bool:
    """Whether the short answer adds little to what was said: most of its letters' runs stand in the lead already."""
    runs = {short[i : i + 4] for i in range(0, len(short) - 3, 2)}
    return len(runs) < 8 or sum(run in lead for run in runs) / len(runs) > 0.6


def _join(parts: Sequence[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(part.strip() for part in parts if part and part.strip()))
