"""Follow-ups made complete: "แล้ว PMQA ล่ะ" after a question about TPSA asks the same about PMQA."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.conversation.state import State
from assistant.knowledge.names import Mention, NameFinder

_CUE = re.compile(
    r"^(?:แล้ว|ละ|ส่วน|งั้น|แต่|กรณี|อันนี้|และ|and |what about|how about|then )|(?:ล่ะ|ละ|หละ|ล่ะคะ|ล่ะครับ|ละคะ|ละครับ)\s*[?]?\s*$|"
    r"ประเภทนี้|รางวัลนี้|สาขานี้|อันนี้|อันนั้น|ตัวนี้|ตัวนั้น|เรื่องนี้|ข้อนี้|ข้อนั้น|ของมัน|มัน(?:ต้อง|มี|ใช้|ปิด|เปิด|ได้)|ที่ว่า|ดังกล่าว|\b(?:it|its|that one|this one)\b"
)
_PUSH_BACK = re.compile(r"แน่ใจ|จริงเหรอ|จริงหรอ|จริงดิ|จริงป่าว|จริงหรือ|ชัวร์|มั่วป่าว|ใช่เหรอ|are you sure|really\?|เพื่อนบอก|เขาบอก|เค้าบอก|หัวหน้าบอก|ได้ยินมา")
_DOUBT = re.compile(
    r"(?:แต่|ก็)?(?:แน่ใจ|ชัวร์)(?:แล้ว)?(?:เหรอ|หรอ|นะ|ไหม|มั้ย|หรือเปล่า|ป่าว)?|จริง(?:เหรอ|หรอ|ดิ|ป่าว|หรือ)|มั่วป่าว|ใช่เหรอ|are you sure|really\??|"
    r"(?:เพื่อน|เขา|เค้า|หัวหน้า|พี่|คนอื่น|ผอ\.?)?(?:บอก|ได้ยิน)(?:มา)?(?:ว่า)?"
)
_CORRECTION = re.compile(r"^(?:ไม่ใช่|ไม่ช่าย|หมายถึง|ผิด|เปล่า|no[, ]|i mean)|หมายถึง|i mean")
_SHORT = 45
_ELLIPSIS = 32


@dataclass(frozen=True)
class Resolved:
    """``text``: what to answer. ``context``: entities carried over. ``how``: what was done, for the trace."""

    text: str
    context: tuple[str, ...]
    how: str


def resolve(state: State, text: str, names: NameFinder, asks: bool) -> Resolved:
    """Complete one mended message from what came before. ``asks``: whether it holds a question of its own."""
    if not state.question:
        return Resolved(text, (), "new")
    mentions = names.mentions(text)
    named = [mention for mention in mentions if mention.entity != "psea"]
    if _PUSH_BACK.search(text) and not (asks and len(text) > _SHORT and named):
        return Resolved(_with_claim(state.question, text), state.entities, "push-back: the same question again")
    if named and (_CORRECTION.search(text) or (len(text) <= _ELLIPSIS and (_CUE.search(text) or not asks) and not _asks_more(text, named))):
        return Resolved(_with_names(state.question, text, named, names), (), "the same about another award")
    if not named and (_CUE.search(text) or len(text) <= _SHORT):
        return Resolved(text, state.entities, "about the same award")
    return Resolved(text, (), "new")


def _with_claim(question: str, text: str) -> str:
    """The last question with what the person holds against its answer; words of doubt alone would only blur it."""
    claim = _DOUBT.sub(" ", text).strip(" ?.!,")
    return f"{question} {claim} ใช่ไหม" if claim else question


def _asks_more(text: str, mentions: list[Mention]) -> bool:
    """Whether the message says anything beside the names and the particles of a follow-up."""
    rest = list(text)
    for mention in mentions:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    bare = re.sub(r"แล้ว|ถ้าเป็น|ถ้า|ส่วน|กรณี|ของ|ล่ะ|ละ|หละ|ครับ|คะ|ค่ะ|อะ|ไม่ใช่|หมายถึง|what about|how about|and|ประเภท|รางวัล|สาขา|เอา|แบบ|[\s?.!,]", "", "".join(rest))
    return len(bare) > 4


def _with_names(question: str, text: str, named: list[Mention], names: NameFinder) -> str:
    """The last question with its names replaced by the new ones."""
    new = " ".join(dict.fromkeys(text[mention.start : mention.end] for mention in named))
    old = [mention for mention in names.mentions(question, fuzzy=False) if mention.entity != "psea"]
    if not old:
        return f"{question} {new}"
    kept = question
    for mention in reversed(old[1:]):
        kept = kept[: mention.start] + kept[mention.end :]
    return f"{kept[: old[0].start]}{new}{kept[old[0].end :]}"
