"""Asking in a terminal: one line in, with the words that steer an interview wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from assistant.thai.clean import comparable
from assistant.thai.digits import to_arabic

HELP = "พิมพ์หมายเลขหรือคำตอบ · “ข้าม” ไม่ทราบ · “ย้อน” ข้อก่อนหน้า · “แก้” คำตอบเดิม · “ผล” ดูผลขณะนี้ · “?” ทำไมจึงถาม · “จบ” พอแค่นี้"


class Command(Enum):
    """What a person can do instead of answering."""

    BACK = "back"
    CHANGE = "change"
    SHOW = "show"
    WHY = "why"
    STOP = "stop"


_COMMANDS = {
    Command.BACK: {"ย้อน", "ย้อนกลับ", "กลับ", "back", "b", "<"},
    Command.CHANGE: {"แก้", "แก้ไข", "เปลี่ยน", "edit", "change"},
    Command.SHOW: {"ผล", "ดูผล", "show", "result"},
    Command.WHY: {"?", "ทำไม", "ช่วย", "help", "why"},
    Command.STOP: {"จบ", "พอ", "เลิก", "ออก", "quit", "q", "exit"},
}
_BY_WORD = {word: command for command, words in _COMMANDS.items() for word in words}


@dataclass(frozen=True)
class Terminal:
    """Where lines come from and go to. ``read`` gives None at the end of input."""

    read: Callable[[str], str | None]
    write: Callable[[str], None]

    def say(self, lines: Iterable[str]) -> None:
        """Print lines."""
        for line in lines:
            self.write(line)

    def ask(self, prompt: str = "> ") -> str | Command:
        """One answer, or what to do instead; the end of input stops the interview."""
        line = self.read(prompt)
        if line is None:
            return Command.STOP
        return _BY_WORD.get(comparable(line), line)

    def choose(self, options: Sequence[str], answer: str) -> int | None:
        """The place of the option that a number names (in Thai digits too); None when it names none."""
        number = to_arabic(answer).strip().rstrip(".)")
        return int(number) - 1 if number.isdigit() and 1 <= int(number) <= len(options) else None
