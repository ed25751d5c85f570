"""A report as one HTML file that asks nothing of the network: style and font are inside, nothing runs, everything given is escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

import fontpkg_noto_sans_thai

from assistant.reports.model import Block, Bullets, Callout, Heading, Item, Ladder, Paragraph, Quoted, Report, Table

_FONT = Path(fontpkg_noto_sans_thai.ROOT) / "files" / "NotoSansThai[wdth,wght].ttf"
_LARGEST_FONT = 400_000  # bytes; a larger one is only named, for the file is sent by mail
_STYLE = Path(__file__).with_name("report.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
_STACKED = 3  # columns from which a table of sentences becomes a list on a narrow screen


def html(report: Report) -> str:
    """The report as an HTML document."""
    facts = "".join(f"<dt>{_text(label)}</dt><dd>{_text(value)}</dd>" for label, value in report.about)
    sections = "\n".join(f"<section>\n<h2>{_text(section.title)}</h2>\n{_blocks(section.blocks)}\n</section>" for section in report.sections)
    closing = "".join(f"<p>{_text(line)}</p>" for line in report.closing)
    return f"""<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(_one_line(report.title))}</title>
<style>
{_font_face()}
:root {{ --foot: "{_css_string(_one_line(f"{report.title} · {report.subtitle}"))}"; }}
{_style()}
</style>
</head>
<body>
<main>
<header>
<h1>{_text(report.title)}</h1>
<p class="subtitle">{_text(report.subtitle)}</p>
<dl class="about">{facts}</dl>
</header>
{_callout(report.answer)}
{sections}
<footer>{closing}</footer>
</main>
</body>
</html>
"""


@cache
def _style() -> str:
    return _STYLE.read_text(encoding="utf-8").strip()


@cache
def _font_face() -> str:
    try:
        font = _FONT.read_bytes()
    except OSError:
        return ""
    if len(font) > _LARGEST_FONT:
        return ""
    encoded = base64.b64encode(font).decode("ascii")
    return f'@font-face {{ font-family: "Noto Sans Thai"; src: url("data:font/ttf;base64,{encoded}") format("truetype"); font-weight: 100 900; }}'


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _css_string(text: str) -> str:
    """Text within a CSS string within a style element: everything that could end either is escaped by its number."""
    return "".join(letter if letter.isalnum() or letter in " .-·" or "\u0e01" <= letter <= "\u0e5b" else f"\\{ord(letter):06x}" for letter in text)


def _text(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _paragraphs(text: str, css: str = "") -> str:
    return "".join(f"<p{css}>{escape(line)}</p>" for line in text.split("\n") if line)


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f'<p class="quiet lead">{_text(block.text)}</p>' if block.quiet else f"<p>{_text(block.text)}</p>"
    if isinstance(block, Heading):
        return f"<h3>{_text(block.text)}</h3>"
    if isinstance(block, Bullets):
        return f"<ul>{''.join(map(_item, block.items))}</ul>"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Callout):
        return _callout(block)
    if isinstance(block, Quoted):
        return f"<blockquote>{_paragraphs(block.text)}</blockquote>"
    return _ladder(block)


def _item(item: Item) -> str:
    parts = [f'<span class="mark">{_text(item.mark)}</span>' if item.mark else "", _text(item.text)]
    parts += [f'<span class="reading">{_text(reading)}</span>' for reading in item.readings]
    if item.aside:
        parts.append(f'<span class="aside">{_text(item.aside)}</span>')
    if item.options:
        parts.append(f'<span class="options">{" ".join(f"""<span class="option">{_text(option)}</span>""" for option in item.options)}</span>')
    if item.blank:
        parts.append('<span class="blank"></span>')
    parts += [f'<span class="place">{_text(place.text)}</span>' for place in item.places]
    return f"<li>{''.join(parts)}</li>"


def _table(table: Table) -> str:
    stacked = len(table.head) >= _STACKED and not table.numeric
    widths = "".join(f'<col style="width: {width}%">' for width in table.widths)
    head = "".join(f'<th scope="col"{_numeric(table, place)}>{_text(label)}</th>' for place, label in enumerate(table.head))
    rows = []
    for number, row in enumerate(table.rows, 1):
        total = ' class="total"' if table.last_is_total and number == len(table.rows) else ""
        cells = "".join(_cell(table, place, cell, stacked) for place, cell in enumerate(row))
        rows.append(f"<tr{total}>{cells}</tr>")
    css = ' class="stack"' if stacked else ""
    return f'<div class="wide"><table{css}><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _cell(table: Table, place: int, cell: str, stacked: bool) -> str:
    head = f' data-head="{escape(_one_line(table.head[place]))}"' if stacked else ""
    content = _paragraphs(cell) if "\n" in cell else escape(cell)
    return f"<td{_numeric(table, place)}{head}>{content}</td>"


def _numeric(table: Table, place: int) -> str:
    return ' class="number"' if place in table.numeric else ""


def _callout(callout: Callout) -> str:
    more = "".join(_paragraphs(line) for line in callout.more)
    return f'<div class="callout {callout.tone}"><p class="answer">{_text(callout.text)}</p>{more}</div>'


def _ladder(ladder: Ladder) -> str:
    """Steps that grow longer upwards, so that it reads as a stair without any colour."""
    rungs = []
    for number, rung in enumerate(ladder.rungs):
        step = 100 - round(45 * number / max(1, len(ladder.rungs) - 1))
        css = " ".join(name for name, on in (("reached", rung.reached), ("here", rung.here)) if on)
        here = f'<span class="here-mark">{_text(ladder.here)}</span>' if rung.here else ""
        who = "".join(f'<span class="who">{_text(name)}</span>' for name in rung.who)
        rungs.append(f'<li class="{css}" style="--step: {step}%"><span class="level">{_text(rung.name)}</span>{here}{who}</li>')
    return f'<p class="ladder-head">{" · ".join(map(_text, ladder.head))}</p>\n<ol class="ladder">{"".join(rungs)}</ol>'
