"""A report as data: a title, facts about it, the answer, and sections of blocks. Every layout prints all of it, in this order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from assistant.eligibility.reason import Frozen

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What no document may hold (XML 1.0 forbids control characters, lone surrogates, U+FFFE and U+FFFF), the rest of the non-characters, and marks that turn the
# direction of the text around them. Joiners and zero-width spaces stay: emoji and Thai line breaks are made of them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def printable(text: str) -> str:
    """The text without what a document cannot hold; line ends are single ``\\n``.

    >>> printable("ก\\x00ข\\r\\nค\\u202e")
    'กข\\nค'
    """
    return _BLANK_LINES.sub("\n", _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ").strip(" \n"))


def _printable(value: Any) -> Any:
    return printable(value) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_printable)]
Tone = Literal["good", "open", "bad", "plain"]


class Place(Frozen):
    """A place in the source with the words quoted."""

    where: Line
    quote: Line = ""

    @property
    def text(self) -> str:
        """As it is printed: ``๒.๔.๑ ข้อ 11 “…”``."""
        return f"{self.where} “{self.quote}”" if self.quote else self.where


class Item(Frozen):
    """One point of a list: its words, the places they stand on, and answers to tick (``blank``: a line to write on).

    ``mark`` is a label before the words, ``readings`` are the ways to read an open point, ``aside`` is set smaller.
    """

    text: Line
    mark: Line = ""
    readings: tuple[Line, ...] = ()
    places: tuple[Place, ...] = ()
    aside: Line = ""
    options: tuple[Line, ...] = ()
    blank: bool = False


class Paragraph(Frozen):
    """Words. ``quiet``: set smaller."""

    text: Line
    quiet: bool = False


class Heading(Frozen):
    """A heading within a section."""

    text: Line


class Bullets(Frozen):
    """A list of points."""

    items: tuple[Item, ...]


class Table(Frozen):
    """Rows under a head; a cell may hold several lines. ``widths`` are shares of the page. ``numeric``: the columns set to the right."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]
    numeric: tuple[int, ...] = ()
    last_is_total: bool = False


class Callout(Frozen):
    """What the eye is to find first; ``tone`` says how it stands."""

    text: Line
    more: tuple[Line, ...] = ()
    tone: Tone = "plain"


class Quoted(Frozen):
    """Words that somebody wrote, line by line."""

    text: Line


class Rung(Frozen):
    """One level of a ladder. ``reached``: the work is there or above; ``here``: it stands on this one; ``who``: the groups that do."""

    name: Line
    reached: bool
    here: bool
    who: tuple[Line, ...] = ()


class Ladder(Frozen):
    """Levels from the highest down; ``here`` is what is written beside the one reached."""

    head: tuple[Line, Line, Line]
    rungs: tuple[Rung, ...]
    here: Line
    nobody: Line


Block = Paragraph | Heading | Bullets | Table | Callout | Quoted | Ladder


class Section(Frozen):
    """A part of a report under its heading."""

    title: Line
    blocks: tuple[Block, ...]


class Report(Frozen):
    """A whole report. ``about`` says of what, when and by which rules it was made; ``closing`` stands at its end."""

    title: Line
    subtitle: Line
    about: tuple[tuple[Line, Line], ...]
    answer: Callout
    sections: tuple[Section, ...]
    closing: tuple[Line, ...]

    def texts(self) -> Iterator[str]:
        """Every text of the report in the order of printing; a layout that leaves one out is wrong."""
        yield self.title
        yield self.subtitle
        for label, value in self.about:
            yield from (label, value)
        yield from _texts(self.answer)
        for section in self.sections:
            yield section.title
            for block in section.blocks:
                yield from _texts(block)
        yield from self.closing


def section(title: str, *blocks: Block | None) -> Section:
    """A section of the blocks that hold something."""
    return Section(title=title, blocks=tuple(block for block in blocks if block is not None and not _empty(block)))


def filled(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections that hold something."""
    return tuple(one for one in sections if one.blocks)


def _empty(block: Block) -> bool:
    return (isinstance(block, Bullets) and not block.items) or (isinstance(block, Table) and not block.rows)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Callout):
        yield block.text
        yield from block.more
    elif isinstance(block, Bullets):
        for item in block.items:
            if item.mark:
                yield item.mark
            yield item.text
            yield from item.readings
            if item.aside:
                yield item.aside
            yield from item.options
            yield from (place.text for place in item.places)
    elif isinstance(block, Table):
        yield from block.head
        for row in block.rows:
            yield from (cell for cell in row if cell)
    elif isinstance(block, Ladder):
        yield from block.head
        for rung in block.rungs:
            yield rung.name
            if rung.here:
                yield block.here
            yield from rung.who or (block.nobody,)
    else:
        yield block.text
