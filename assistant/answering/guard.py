"""What is settled before anything is searched: messages that hold no question, and those that try to bend the rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.knowledge.schema import Conduct
from assistant.thai.digits import plain

LONGEST = 8_000
_LETTERS = re.compile(r"[\u0e01-\u0e2ea-z]")


@dataclass(frozen=True)
class Refusal:
    """Why a message cannot be taken as it is, said to the person."""

    reason: str
    text: str


def unreadable(message: str, text: str) -> Refusal | None:
    """A clear word on messages that hold nothing to answer; ``text`` is the mended message."""
    if len(message) > LONGEST:
        return Refusal(
            "too long",
            f"ข้อความยาว {plain(len(message))} ตัวอักษร เกินที่รับได้ {plain(LONGEST)} ตัวอักษร ช่วยตัดเหลือคำถามที่อยากรู้ กับบริบทสั้น ๆ แล้วส่งใหม่",
        )
    if not text.strip():
        return Refusal("empty", "ยังไม่เห็นข้อความที่อ่านได้ พิมพ์คำถามเรื่องรางวัลเลิศรัฐได้เลย เช่น “ปิดรับสมัครรางวัลบริการภาครัฐวันไหน”")
    if len(_LETTERS.findall(text)) < 2:
        return Refusal("no words", "ข้อความนี้มีแต่ตัวเลขหรือเครื่องหมาย ช่วยพิมพ์เป็นคำถาม เช่น “ได้ 85 คะแนน สาขาบริการภาครัฐ ได้ระดับไหน”")
    return None


class ConductGuard:
    """Finds messages that a conduct's patterns settle at once."""

    def __init__(self, conduct: list[Conduct]) -> None:
        self._patterns = [(item, [re.compile(pattern, re.DOTALL) for pattern in item.patterns]) for item in conduct]

    def find(self, text: str) -> Conduct | None:
        """The conduct whose pattern matches the mended text."""
        return next((item for item, patterns in self._patterns if any(pattern.search(text) for pattern in patterns)), None)
