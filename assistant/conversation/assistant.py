"""The assistant as the doors see it: opened from settings, asked turn by turn."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Self

from assistant.answering import understand
from assistant.answering.answer import Answerer
from assistant.answering.reply import Reply, Step
from assistant.conversation.resolve import resolve
from assistant.conversation.state import LONGEST_QUESTION, State
from assistant.knowledge import load_knowledge
from assistant.knowledge.schema import Knowledge
from assistant.retrieval.encoders import Encoder, make_encoder
from assistant.retrieval.index import open_index
from assistant.settings import Settings
from assistant.store.data_dir import DataDir
from assistant.thai.digits import to_arabic, to_thai

_log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
_TROUBLE = "ขออภัย ระบบขัดข้องกับข้อความนี้ ข้อความไม่ได้หายไปไหน ลองส่งอีกครั้งหรือถามให้สั้นลง หากยังไม่ได้ โปรดแจ้งผู้ดูแลระบบ"


def _silent(*_: int) -> None:
    return None


class Assistant:
    """Answers conversations for every round loaded. Thread-safe once opened."""

    def __init__(self, settings: Settings, knowledge: Knowledge, data: DataDir, encoder: Encoder, progress: Progress = _silent, rebuild: bool = False) -> None:
        self._settings = settings
        self._data = data
        self.knowledge = knowledge
        self.round = settings.round if settings.round in knowledge.rounds else knowledge.newest
        self._answerers = {
            round_id: Answerer(knowledge, open_index(knowledge, round_id, encoder, settings, data, progress, rebuild)) for round_id in knowledge.rounds
        }

    @classmethod
    def open(cls, settings: Settings, progress: Progress = _silent, rebuild: bool = False) -> Self:
        """Load the knowledge, own the data directory, open or build the index.

        Raises:
            KnowledgeError: the knowledge files hold faults.
            BusyError: another process owns the data directory.
            StorageError: it cannot be written.
        """
        knowledge = load_knowledge(settings.knowledge_root())
        data = DataDir(settings.data_dir)
        try:
            return cls(settings, knowledge, data, make_encoder(settings), progress, rebuild)
        except BaseException:
            data.close()
            raise

    @property
    def answerer(self) -> Answerer:
        """The answerer of the round in use."""
        return self._answerers[self.round]

    def close(self) -> None:
        """Give the data directory up."""
        self._data.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reply(self, state: State, message: str, round_id: str | None = None) -> tuple[State, Reply]:
        """Answer the next message of a conversation. Never raises for anything a person may type."""
        answerer = self.answerer
        if round_id and round_id not in self._answerers:
            return state, self._printed(answerer.other_round(round_id))
        answerer = self._answerers[round_id or self.round]
        try:
            return self._turn(answerer, state, message)
        except Exception:
            _log.exception("a message could not be answered")
            reply = Reply(outcome="error", text=_TROUBLE, round=answerer.knowledge.round.round, knowledge_version=self.knowledge.version)
            return state, reply

    def remember(self, state: State, message: str) -> State:
        """The state after a message that somebody else answered (a history that comes with a question)."""
        answerer = self._answerers[self.round]
        state = self._known(state, self.round)
        text, _ = answerer.understander.mend(message)
        resolved = resolve(state, text, answerer.names, asks=understand.asks(text))
        question = answerer.understander.question(message, resolved.text, (), resolved.context)
        return State(question=resolved.text[-LONGEST_QUESTION:], entities=question.asked or state.entities, turns=state.turns + 1)

    def _turn(self, answerer: Answerer, state: State, message: str) -> tuple[State, Reply]:
        round_id = answerer.knowledge.round.round
        state = self._known(state, round_id)
        text, _ = answerer.understander.mend(message[: understand.MAX_LETTERS])
        resolved = resolve(state, text, answerer.names, asks=understand.asks(text))
        complete = message if resolved.text == text else resolved.text
        answered = answerer.answer(complete, resolved.context)
        reply = answered.reply
        if resolved.how != "new":
            step = Step(step="resolve", found={"how": resolved.how, "text": resolved.text, "context": list(resolved.context)})
            reply = reply.model_copy(update={"trace": (step, *reply.trace)})
        if answered.question is not None and answered.owner is not None:
            question = answered.question
            state = State(
                question=_kept(resolved.text, state, resolved.how), entities=question.asked or resolved.context, owner=answered.owner, turns=state.turns + 1
            )
        else:
            state = state.model_copy(update={"turns": state.turns + 1})
        return state, self._printed(reply)

    def _known(self, state: State, round_id: str) -> State:
        """A state without entities that the round lacks: states come back from clients, and outlive the knowledge they were made with."""
        known = self._answerers[round_id].knowledge.entity_by_id
        return state.model_copy(update={"entities": tuple(entity for entity in state.entities if entity in known)})

    def _printed(self, reply: Reply) -> Reply:
        return reply.model_copy(update={"text": to_thai(reply.text)}) if self._settings.digits == "thai" else reply

    def search(self, question: str, top: int = 5) -> Sequence[str]:
        """Ids of the entries and gaps nearest to a question, best first."""
        answerer = self._answerers[self.round]
        text, mended = answerer.understander.mend(question)
        return [hit.owner for hit in answerer.search(answerer.understander.question(question, text, mended))[:top]]


def _kept(text: str, state: State, how: str) -> str:
    """The question to remember: a push-back leaves the one that was pushed back on."""
    return state.question if how.startswith("push-back") else to_arabic(text)[-LONGEST_QUESTION:]
