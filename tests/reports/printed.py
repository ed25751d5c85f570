"""What a reader sees of a file: the text of an HTML page and of a Word document, in order."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO

from docx import Document
from docx.table import Table

_VOID = {"meta", "br", "col"}


class Page(HTMLParser):
    """Reads a page strictly: every element closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.parts: list[str] = []
        self.style = ""
        self.feed(text)
        self.close()
        assert self.open == [], f"not closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "srcset") or name.startswith("on")]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.style += data
        elif "body" in self.open:
            self.parts.append(data)

    @property
    def text(self) -> str:
        return squeezed(" ".join(self.parts))


def docx_text(content: bytes) -> str:
    """Every text of the body of a Word document."""
    return squeezed(" ".join(_texts(content)))


def _texts(content: bytes) -> Iterator[str]:
    for block in Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from (paragraph.text for paragraph in cell.paragraphs)
        else:
            yield block.text


def squeezed(text: str) -> str:
    """Without white space and the boxes to tick, which the layouts draw in their own ways."""
    return "".join(text.replace("☐", "").split())
