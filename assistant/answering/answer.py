"""The path of a question, readable in one screen:

``guard → understand → retrieve → decide → compose → verify → Reply``

Each step is a method below, in this order; ``Reply.trace`` tells what each one did.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.answering import guard
from assistant.answering.answer_type import lacks
from assistant.answering.compose import Composer
from assistant.answering.datum import Datum, event_datum, level_datum, row_datum, value_datum
from assistant.answering.premise import Correction, correction, numbers_in
from assistant.answering.reply import Citation, OptionsBlock, Outcome, Reply, Step, TableBlock
from assistant.answering.rounds import other_round
from assistant.answering.support import SIGNALS, Support, SupportModel, decide, load_support
from assistant.answering.understand import Question, Understander
from assistant.answering.verify import Verifier
from assistant.knowledge.names import NameFinder
from assistant.knowledge.schema import Conduct, Entry, Gap, Knowledge, Point, RoundKnowledge
from assistant.retrieval.agreement import Agreement
from assistant.retrieval.index import Index
from assistant.retrieval.search import Hit, Searcher
from assistant.thai.clean import comparable

_log = logging.getLogger(__name__)
_NEARBY = 3
_UNIT_BONUS = 0.15
_REFUSAL = 0.1  # taken off conduct that is refused
_GAP = 0.03  # taken off gaps: between what is said and what is not, near ties go to what is said
_COVERED = 0.2  # what an owner gains whose texts hold all the rare words of the question
_CLOSE = 0.15
_NEAR = 0.87
_TIE = 0.1
_ECHO = 0.45
_SAME_WORDS = 0.7
_OTHER_ROUND = 0.5  # taken off what speaks of another round: such questions are settled before anything is searched
_FAR = 0.6  # beyond it, how much worse the nearest gap is says no more
_CORROBORATES = 0.75
_ON_TOPIC = 0.5
_CLOSE_COSINE = 0.91
_AWARD_WORDS = re.compile(
    r"รางวัล|เลิศรัฐ|สมัคร|ผลงาน|เกณฑ์|คะแนน|ประเภท|สาขา|มีส่วนร่วม|ก\.พ\.ร|กพร|คลินิก|ตรวจประเมิน|ใบสมัคร|award|apply|application|criteria|กรรมการ|โครงการ|ส่งอะไร|จะส่ง|ส่งได้|ส่งประเภท"
)
_PLAIN_SCORE = re.compile(r"กี่คะแนน|กี่แต้ม|คะแนนเท่า|how many points")
_BEYOND_TABLE = re.compile(r"ย่อย|ข้างใน|แตกเป็น|แบ่ง|วัดจาก|ดูจาก|พิจารณา|กรรมการ|ได้ไป|มาแล้ว|สภา|เว้น|ตัวชี้วัด")
_KIND_OF_ASPECT = {"calendar": "calendar", "levels": "award_levels", "scores": "criteria"}
_BONUS = {"calendar": 0.25, "levels": 0.08, "scores": 0.08, "participation": 0.15}
_FACET_ASPECTS = ("duration", "who", "participation", "past_award", "operator", "unit")


@dataclass
class Draft:
    """An answer in the making."""

    outcome: Outcome
    text: str
    entries: tuple[Entry, ...] = ()
    gaps: tuple[Gap, ...] = ()
    citations: tuple[Citation, ...] = ()
    blocks: tuple[TableBlock | OptionsBlock, ...] = ()
    suggestions: tuple[str, ...] = ()
    point: str | None = None
    nearness: float = 1.0  # how like the question what was found is; 1 for what was looked up
    nearby: tuple[Entry, ...] = ()  # named by their titles only


@dataclass
class Trace:
    """Steps as they happen."""

    steps: list[Step] = field(default_factory=list)

    def add(self, step: str, **found: Any) -> None:
        """Note what a step found."""
        self.steps.append(Step(step=step, found=found))


@dataclass(frozen=True)
class Answered:
    """A reply with what a conversation remembers of it."""

    reply: Reply
    question: Question | None
    owner: str | None


class Answerer:
    """Answers single questions for one round. Thread-safe: it only reads."""

    def __init__(self, knowledge: Knowledge, index: Index, support: SupportModel | None = None) -> None:
        self._version = knowledge.version
        self.knowledge: RoundKnowledge = knowledge.rounds[index.round]
        self.names = NameFinder(self.knowledge.round.entities)
        self.understander = Understander(knowledge.glossary, self.knowledge, index.segmenter, self.names)
        self.searcher = Searcher(index)
        self._agreement = Agreement(index.passages, index.named, self.knowledge, self.names)
        self._conduct = {item.id: item for item in knowledge.conduct}
        self._guard = guard.ConductGuard(knowledge.conduct)
        self._composer = Composer(self.knowledge, index.segmenter)
        self._verifier = Verifier(self.knowledge)
        self._support = support or load_support()

    # ---- the path ----------------------------------------------------------------------------------------------------

    def answer(self, message: str, context: tuple[str, ...] = ()) -> Answered:
        """Answer one message. ``context``: entities that the conversation is about, used where the message names none."""
        trace = Trace()
        text, mended = self.understander.mend(message) if len(message) <= guard.LONGEST else ("", ())
        stopped = self._guarded(message, text, trace)
        if stopped is not None:
            return Answered(self._reply(stopped, trace), None, None)
        parts = self.understander.parts(text)
        drafts: list[tuple[Question, Draft]] = []
        carried = context
        for part in parts:
            question = self.understander.question(message, part, mended, carried)
            carried = question.entities or carried
            drafts.append((question, self._answer_one(question, trace)))
        drafts = _without_echoes(drafts)
        draft = _merged([draft for _, draft in drafts])
        self._verify(draft, text, [question for question, _ in drafts], trace)
        question, last = drafts[-1]
        owner = (last.entries or last.gaps or (None,))[0]
        return Answered(self._reply(draft, trace), question, owner.id if owner is not None else None)

    def other_round(self, round_id: str) -> Reply:
        """The answer to anything asked of a round that is not known."""
        return self._reply(Draft("not_in_knowledge", self._composer.other_round(round_id)), Trace())

    def _guarded(self, message: str, text: str, trace: Trace) -> Draft | None:
        refusal = guard.unreadable(message, text)
        if refusal is not None:
            trace.add("guard", stopped=refusal.reason)
            return Draft("clarify", refusal.text)
        conduct = self._guard.find(text)
        if conduct is not None:
            trace.add("guard", conduct=conduct.id)
            return self._conduct_draft(conduct, english=not re.search("[\u0e00-\u0e7f]", text))
        return None

    def _answer_one(self, question: Question, trace: Trace) -> Draft:
        trace.add(
            "understand",
            text=question.text,
            entities=list(question.entities),
            perhaps=list(question.perhaps),
            aspects=sorted(question.aspects),
            quantities=[q.text for q in question.quantities],
            other_round=question.other_round,
            mended=list(question.mended),
        )
        if question.other_round is not None:
            return Draft("not_in_knowledge", self._composer.other_round(question.other_round))
        named = self._bare_name(question)
        if named is not None:
            trace.add("look up", kind="name", entries=[named.id])
            return self._entry_draft(question, named, None, ())
        hits = self._retrieve(question, trace)
        if len(question.content) <= 1 and not question.asked and hits and hits[0].owner_kind != "conduct":
            return self._ask_back(hits)
        found = self._looked_up(question, hits, trace)
        if found is not None:
            return found
        support = self._decide(question, hits, trace)
        return self._compose(question, hits, support, trace)

    # ---- retrieve ------------------------------------------------------------------------------------------------------

    def _retrieve(self, question: Question, trace: Trace) -> list[Hit]:
        hits = self.search(question)
        trace.add(
            "retrieve",
            hits=[
                {"owner": hit.owner, "point": hit.point, "score": round(hit.score, 3), "cosine": round(hit.cosine, 3), "passage": hit.passage.text[:80]}
                for hit in hits[:5]
            ],
        )
        return hits

    def search(self, question: Question, excluded: frozenset[int] = frozenset()) -> list[Hit]:
        """Owners for a question, best first, with the entities and aspects it names taken into account."""
        adjustment = self._agreement.adjustment(question.asked)
        hits = self.searcher.search(question.dense, question.lexical, question.content, adjustment, excluded=excluded)
        hits = [replace(hit, score=hit.score + _COVERED * hit.coverage + self._bonus(question, hit)) for hit in hits]
        return sorted(hits, key=lambda hit: -hit.score)

    def _bonus(self, question: Question, hit: Hit) -> float:
        """What kind of knowledge the question asks for: a date, a level, a figure in a unit."""
        if hit.owner_kind == "gap" and other_round(comparable(hit.passage.text), int(self.knowledge.round.round)) is not None:
            return -_OTHER_ROUND
        if hit.owner_kind == "conduct":  # a refusal must be clearly the nearest: it is the rudest way to be wrong
            return -_REFUSAL if self._conduct[hit.owner].outcome == "refused" else 0.0
        gap = self.knowledge.gap_by_id.get(hit.owner)
        if gap is not None:
            return max((_BONUS[aspect] for aspect in question.aspects & set(gap.aspects)), default=0.0) - _GAP if question.asked else -_GAP
        entry = self.knowledge.entry_by_id.get(hit.owner)
        if entry is None:
            return 0.0
        if question.asked_unit and any(figure.unit == question.asked_unit for figure in entry.figures):
            return _UNIT_BONUS
        if entry.kind in ("overview", "concept"):
            named = [entity for entity in question.asked if "." in entity]
            return 0.0 if named else max((_BONUS[aspect] for aspect in question.aspects & set(entry.aspects)), default=0.0)
        if any(self.knowledge.entity_by_id[entity].kind == "office" for entity in question.asked):  # "when did the House receive it"
            return 0.0
        matching = [
            _BONUS[aspect]
            for aspect, kind in _KIND_OF_ASPECT.items()
            if aspect in question.aspects and entry.kind == kind and (kind != "criteria" or entry.tables)
        ]
        return max(matching, default=0.0) if question.asked or entry.kind == "criteria" else 0.0

    # ---- data asked for by name ------------------------------------------------------------------------------------------

    def _looked_up(self, question: Question, hits: Sequence[Hit], trace: Trace) -> Draft | None:
        if hits and (hits[0].owner_kind == "conduct" or self._is_story(hits[0])):
            return None
        compared = self._compared(question)
        if compared is not None:
            trace.add("look up", kind="comparison", entries=[entry.id for entry in compared.entries])
            return compared
        datum = level_datum(question, self.knowledge) or value_datum(question, self.knowledge)
        if datum is None and question.dates:  # a day said of a step of the calendar is held against that step, whatever reads alike
            datum = event_datum(question, self.knowledge)
        if datum is None and not self._gap_is_nearer(question, hits):
            datum = row_datum(question, self.knowledge)
        if datum is None and not self._calendar_is_near(question, hits):
            datum = event_datum(question, self.knowledge)
        if datum is not None:
            trace.add("look up", kind=datum.kind, entries=list(datum.entries))
            return self._datum_draft(question, datum)
        return None

    def _bare_name(self, question: Question) -> Entry | None:
        """The criteria of an award when the message is nothing but its name."""
        if len(question.entities) != 1 or question.aspects - {"definition"} or question.quantities:
            return None
        entry = self.knowledge.criteria_by_entity.get(question.entities[0])
        return entry if entry is not None and self.names.rest(question.text) == "" else None

    def _undecided(self, question: Question, hits: Sequence[Hit]) -> bool:
        """Whether a question that names no award is answered about equally well by the criteria of several."""
        if question.asked or len(hits) < 2 or hits[0].score - hits[1].score > _TIE:
            return False
        two = [self.knowledge.entry_by_id.get(hit.owner) for hit in hits[:2]]
        return all(entry is not None and entry.kind == "criteria" and hit.point is None for entry, hit in zip(two, hits[:2], strict=True))

    def _ask_back(self, hits: Sequence[Hit]) -> Draft:
        """One word that may mean many things: the questions it may stand for, to pick from."""
        options = [self.knowledge.entry_by_id[hit.owner].question for hit in hits if hit.owner_kind == "entry"][:4]
        listed = "\n".join(f"- {option}" for option in options)
        return Draft(
            "clarify", f"อยากทราบเรื่องไหน ช่วยบอกเพิ่มอีกนิด เช่น\n\n{listed}", blocks=(OptionsBlock(options=tuple(options)),), suggestions=tuple(options[:_NEARBY])
        )

    def _is_story(self, hit: Hit) -> bool:
        """Whether the knowledge found is an account of what somebody did, which no table answers."""
        entry = self.knowledge.entry_by_id.get(hit.owner)
        return entry is not None and entry.kind in ("case", "history")

    def _gap_is_nearer(self, question: Question, hits: Sequence[Hit]) -> bool:
        """Whether a gap was found first and the question does not plainly ask for the value of a row."""
        return bool(hits) and hits[0].owner_kind == "gap" and not (_PLAIN_SCORE.search(question.text) and not _BEYOND_TABLE.search(question.text))

    def _calendar_is_near(self, question: Question, hits: Sequence[Hit]) -> bool:
        """Whether what was found already tells the date asked for, or that it is not said, better than the calendar's row would."""
        best = hits[0] if hits else None
        if best is None:
            return False
        entry = self.knowledge.entry_by_id.get(best.owner)
        if entry is not None and entry.kind == "calendar":
            return best.point is not None and bool({entity.partition(".")[0] for entity in question.asked} & set(entry.about))
        return best.similarity > _SAME_WORDS

    def _compared(self, question: Question) -> Draft | None:
        if "compare" not in question.aspects:
            return None
        named = dict.fromkeys((*question.entities, *question.perhaps))
        named = {entity: None for entity in named if not any(other.startswith(f"{entity}.") for other in named)}
        entities = [entity for entity in named if entity in self.knowledge.criteria_by_entity]
        if not 2 <= len(entities) <= 4:
            return None
        text, blocks, entries = self._composer.comparison(entities)
        citations = tuple(self._composer.citation(entry, question.text) for entry in entries)
        return Draft("answered", text, entries, citations=citations, blocks=blocks, suggestions=self._suggestions(entries[0], question))

    def _datum_draft(self, question: Question, datum: Datum) -> Draft:
        entries = tuple(self.knowledge.entry_by_id[entry] for entry in datum.entries)
        premise = correction(question, entries[0], None) if len(entries) == 1 and datum.kind in ("row", "event") else None
        text = self._composer.datum(question, datum, premise.sentence if premise is not None else None)
        citations = tuple(self._composer.citation(entry, datum.sentence) for entry in entries[:4])
        return Draft("answered", text, entries, citations=citations, blocks=datum.tables, suggestions=self._suggestions(entries[0], question))

    # ---- decide --------------------------------------------------------------------------------------------------------

    def signals(self, question: Question, hits: Sequence[Hit]) -> dict[str, float]:
        """What the support decision is made from (names in ``support.SIGNALS``)."""
        if not hits:
            return dict.fromkeys(SIGNALS, 0.0) | {"unknown": 1.0}
        best = hits[0]
        second = next((hit for hit in hits[1:] if hit.owner != best.owner), None)
        return {
            "cosine": best.cosine,
            "lexical": best.lexical,
            "coverage": best.coverage,
            "similarity": best.similarity,
            "margin": best.score - second.score if second else best.score,
            "unknown": self.searcher.unknown_share(question.content),
            "named": float(bool(question.asked)),
            "letters": best.letters,
            "over_gap": min(_FAR, best.score - max((hit.score for hit in hits if hit.owner_kind == "gap"), default=0.0)),
            "kind": float(self._bonus(question, best) > 0),
        }

    def _decide(self, question: Question, hits: Sequence[Hit], trace: Trace) -> Support:
        support = decide(self.signals(question, hits), self._support)
        trace.add("decide", probability=support.probability, holds=support.holds, signals={k: round(v, 3) for k, v in support.signals.items()})
        return support

    # ---- compose -------------------------------------------------------------------------------------------------------

    def _compose(self, question: Question, hits: Sequence[Hit], support: Support, trace: Trace) -> Draft:
        best = hits[0] if hits else None
        if best is None or not self._holds(best, support):
            return self._unsupported(question, hits)
        trace.add("compose", owner=best.owner, point=best.point)
        return replace(self._composed(question, hits, best, support, trace), nearness=best.similarity)

    def _composed(self, question: Question, hits: Sequence[Hit], best: Hit, support: Support, trace: Trace) -> Draft:
        if best.owner_kind == "conduct":
            return self._conduct_draft(self._conduct[best.owner], question.english)
        if self._undecided(question, hits):
            return self._ask_back(hits)
        readings = self._readings(question, best, support.signals["margin"])
        if readings is not None:
            return readings
        if best.owner_kind == "gap":
            return self._gap_draft(self.knowledge.gap_by_id[best.owner])
        entry = self.knowledge.entry_by_id[best.owner]
        draft = self._entry_draft(question, entry, entry.point(best.point), hits)
        lacking = lacks(question.text, f"{draft.text} {entry.full}")
        if lacking is not None:
            trace.add("compose", lacks=lacking)
            return self._unsupported(question, hits)
        return draft

    def _holds(self, best: Hit, support: Support) -> bool:
        """An entry must be supported to be answered from; a gap or a conduct claims nothing and must only be near."""
        return support.holds if best.owner_kind == "entry" else best.cosine >= _NEAR or best.similarity >= 0.5

    def _entry_draft(self, question: Question, entry: Entry, point: Point | None, hits: Sequence[Hit]) -> Draft:
        premise: Correction | None = correction(question, entry, point)
        text, blocks = self._composer.entry(question, entry, point, premise)
        lead = point.answer if point is not None else entry.short
        return Draft(
            "answered",
            text,
            (entry,),
            citations=self._citations(entry, lead, hits),
            blocks=blocks,
            suggestions=self._suggestions(entry, question),
            point=point.id if point else None,
        )

    def _citations(self, entry: Entry, lead: str, hits: Sequence[Hit]) -> tuple[Citation, ...]:
        """The entry used, and one more among those found that says the same: an overview's sources, a FAQ beside its criteria."""
        words = self.searcher.index.segmenter.content_words(comparable(lead))
        if entry.kind == "overview":
            numbers = {number for number in numbers_in(lead) if number > 9}
            related = [
                self.knowledge.entry_by_id[other]
                for other in entry.related
                if other in self.knowledge.entry_by_id and self.knowledge.entry_by_id[other].kind != "overview"
            ]
            others = [other for other in related if not numbers or numbers & self._verifier.numbers(other)]
            return tuple(self._composer.citation(used, lead) for used in [*others[:3], entry])
        near = [hit for hit in hits[:4] if hit.owner_kind == "entry" and hit.owner != entry.id]
        same = [
            hit.owner
            for hit in near
            if self.searcher.coverage(hit.owner, words) >= _CORROBORATES and numbers_in(lead) <= self._verifier.numbers(self.knowledge.entry_by_id[hit.owner])
        ]
        return tuple(self._composer.citation(self.knowledge.entry_by_id[used], lead) for used in [entry.id, *same[:1]])

    def _gap_draft(self, gap: Gap) -> Draft:
        nearby = [self.knowledge.entry_by_id[entry] for entry in gap.nearby_entries]
        return Draft("not_in_knowledge", self._composer.gap(gap), gaps=(gap,), suggestions=tuple(entry.question for entry in nearby[:_NEARBY]))

    def _conduct_draft(self, conduct: Conduct, english: bool) -> Draft:
        return Draft(conduct.outcome, conduct.english if english else conduct.text)

    def _readings(self, question: Question, best: Hit, margin: float) -> Draft | None:
        """A facet of every category, when the question names none and the facet differs between them."""
        asked = [facet for facet in _FACET_ASPECTS if facet in question.aspects]
        if question.asked or len(asked) != 1 or best.owner_kind != "entry" or best.similarity > 0.8 or margin > _CLOSE:
            return None
        entry = self.knowledge.entry_by_id[best.owner]
        if entry.kind not in ("criteria", "faq") or not any("." in about for about in entry.about):
            return None
        entries = [e for e in self.knowledge.criteria_by_entity.values() if e.facets is not None and getattr(e.facets, asked[0]) and "." in e.about[0]]
        if len(entries) < 2:
            return None
        text, blocks = self._composer.readings(asked[0], entries)
        cited = ([entry] if entry in entries else []) + [e for e in entries if e is not entry]
        citations = tuple(self._composer.citation(e, str(getattr(e.facets, asked[0]))) for e in cited[:4])
        return Draft("answered", text, tuple(entries), citations=citations, blocks=blocks)

    def _unsupported(self, question: Question, hits: Sequence[Hit]) -> Draft:
        topics = [hit for hit in hits[:3] if hit.owner_kind == "conduct" and self._conduct[hit.owner].outcome == "out_of_scope"]
        near = bool(hits) and hits[0].owner_kind != "conduct" and (hits[0].letters >= _ON_TOPIC or hits[0].cosine >= _CLOSE_COSINE)
        if not question.entities and (topics or not (near or _AWARD_WORDS.search(question.text))):
            other = next((item for item in self._conduct.values() if item.outcome == "out_of_scope"), None)
            if other is not None:
                return self._conduct_draft(other, question.english)
        nearby = [self.knowledge.entry_by_id[hit.owner] for hit in hits if hit.owner_kind == "entry"][:_NEARBY]
        return Draft("not_in_knowledge", self._composer.unsupported(nearby), suggestions=tuple(entry.question for entry in nearby), nearby=tuple(nearby))

    def _suggestions(self, entry: Entry, question: Question) -> tuple[str, ...]:
        related = [self.knowledge.entry_by_id[other] for other in entry.related if other in self.knowledge.entry_by_id]
        return tuple(other.question for other in related if other.question != question.original)[:_NEARBY]

    # ---- verify --------------------------------------------------------------------------------------------------------

    def _verify(self, draft: Draft, text: str, questions: Sequence[Question], trace: Trace) -> None:
        if draft.outcome != "answered" or not draft.entries:
            return
        said = {quantity.value for question in questions for quantity in question.quantities}  # "ปีครึ่ง" is 1.5 without a digit
        said |= {number for entry in draft.nearby for number in numbers_in(entry.title)}
        unfounded = self._verifier.unfounded(draft.text, draft.entries, draft.gaps, text) - said
        trace.add("verify", unfounded=[str(number) for number in sorted(unfounded)])
        if unfounded:
            _log.error("answer holds numbers that stand in no entry used: %s", sorted(unfounded))

    def _reply(self, draft: Draft, trace: Trace) -> Reply:
        text = draft.text
        if draft.outcome in ("answered", "not_in_knowledge") and (draft.entries or draft.gaps or draft.outcome == "not_in_knowledge"):
            places = " · ".join(dict.fromkeys(citation.section for citation in draft.citations))
            text += f"\n\n_{f'ที่มา: {places} — ' if places else ''}{self.knowledge.round.name}_"
        return Reply(
            outcome=draft.outcome,
            text=text,
            citations=draft.citations,
            blocks=draft.blocks,
            suggestions=draft.suggestions,
            round=self.knowledge.round.round,
            knowledge_version=self._version,
            trace=tuple(trace.steps),
        )


def _without_echoes(drafts: list[tuple[Question, Draft]]) -> list[tuple[Question, Draft]]:
    """Leave out what was found by chance for the rest of a message whose first question the document does not answer."""
    first = drafts[0][1]
    if first.outcome == "answered" or not first.gaps:
        return drafts
    return [drafts[0], *(item for item in drafts[1:] if item[1].nearness >= _ECHO)]


def _merged(drafts: list[Draft]) -> Draft:
    """One answer from the answers to the parts of a message; parts that lead to the same place are one."""
    distinct: list[Draft] = []
    for draft in drafts:
        same = [d for d in distinct if d.text == draft.text or (d.entries and d.entries[:1] == draft.entries[:1] and d.point == draft.point)]
        if not same and not (draft.outcome in ("answered",) and not draft.entries and len(drafts) > 1):
            distinct.append(draft)
    if not distinct:
        return drafts[0]
    if len(distinct) == 1:
        return distinct[0]
    refused = next((draft for draft in distinct if draft.outcome == "refused"), None)
    if refused is not None:
        return refused
    answered = any(draft.outcome == "answered" for draft in distinct)
    return Draft(
        "answered" if answered else distinct[0].outcome,
        "\n\n---\n\n".join(f"**({number})** {draft.text}" for number, draft in enumerate(distinct, start=1)),
        tuple(entry for draft in distinct for entry in draft.entries),
        tuple(gap for draft in distinct for gap in draft.gaps),
        tuple(dict.fromkeys(citation for draft in distinct for citation in draft.citations)),
        tuple(block for draft in distinct for block in draft.blocks),
        tuple(dict.fromkeys(suggestion for draft in distinct for suggestion in draft.suggestions))[:_NEARBY],
        nearby=tuple(entry for draft in distinct for entry in draft.nearby),
    )
