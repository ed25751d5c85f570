"""A report as a Word document, set as Thai offices set theirs: A4, TH Sarabun New 16 points, real tables, page numbers.

Word takes the font, size and weight of Thai letters from the *complex script* properties (``w:cs``, ``w:szCs``, ``w:bCs``), which python-docx does not
know; every style here sets both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph as DocxParagraph

from assistant.reports.model import Block, Bullets, Callout, Heading, Item, Ladder, Paragraph, Quoted, Report, Table, Tone

_FONT = "TH Sarabun New"
_BODY = 16  # points
_SMALL = 14
_LANGUAGE, _LATIN = "th-TH", "en-US"
_TEXT_WIDTH = Mm(210 - 25 - 20)
_INK, _ACCENT = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x1F, 0x38, 0x64)
_TONES: dict[Tone, str] = {"good": "14532D", "open": "7A4100", "bad": "8A1C1C", "plain": "1F3864"}
_HEAD_FILL, _HERE_FILL = "E3E9F2", "EEF2F8"
_TABLE_STYLES = {"Normal Table", "Table Grid"}
_BOX = "☐"
_BOX_FONT = "Segoe UI Symbol"  # the Thai fonts have no box


def docx(report: Report) -> bytes:
    """The report as a Word document."""
    document = Document()
    _page(document)
    _styles(document)
    _properties(document, report)
    _footer(document, report)
    document.add_paragraph(report.title, style="Title")
    document.add_paragraph(report.subtitle, style="Subtitle")
    for label, value in report.about:
        _labelled(document.add_paragraph(style="Report About"), label, value)
    _callout(document, report.answer, first=True)
    for section in report.sections:
        document.add_paragraph(section.title, style="Heading 1")
        for block in section.blocks:
            _block(document, block)
    for number, line in enumerate(report.closing):
        paragraph = document.add_paragraph(line, style="Report Quiet")
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = number < len(report.closing) - 1
        if number == 0:
            paragraph.paragraph_format.space_before = Pt(14)
            _border(paragraph, "top", "9AA5B4", 6)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _page(document: DocxDocument) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin = Mm(25), Mm(20)
    page.top_margin, page.bottom_margin = Mm(20), Mm(20)
    page.footer_distance = Mm(10)


def _properties(document: DocxDocument, report: Report) -> None:
    about = document.core_properties
    about.title, about.subject, about.language = report.title[:255], report.subtitle[:255], _LANGUAGE
    about.author = about.comments = about.last_modified_by = about.keywords = ""
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    settings = document.settings.element
    for languages in settings.iter(qn("w:themeFontLang")):
        languages.set(qn("w:val"), _LATIN)
        languages.set(qn("w:bidi"), _LANGUAGE)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # with the template's 14, Word opens the document in compatibility mode
    package = document.part.package
    for name, relation in list(package.rels.items()) if package else []:
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of the template
            del package.rels[name]


def _styles(document: DocxDocument) -> None:
    for style in list(document.styles.element.style_lst):
        if style.get(qn("w:type")) == "table" and style.name_val not in _TABLE_STYLES:  # a hundred of the template, which nobody here uses
            style.getparent().remove(style)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), _LATIN)  # of Latin letters alone; called Thai, they are broken within a word
        language.set(qn("w:bidi"), _LANGUAGE)
    for properties in defaults.iter(qn("w:rPr")):
        _fonts(properties)
    normal = _style(document, "Normal", _BODY)
    normal.paragraph_format.space_after = Pt(4)
    normal.paragraph_format.line_spacing = 1.0
    normal.paragraph_format.widow_control = True
    title = _style(document, "Title", 24, bold=True, color=_ACCENT)
    title.paragraph_format.space_after = Pt(0)
    title.element.get_or_add_pPr().remove_all("w:pBdr")
    _style(document, "Subtitle", 18, color=_INK).paragraph_format.space_after = Pt(4)
    first = _style(document, "Heading 1", 19, bold=True, color=_ACCENT)
    first.paragraph_format.space_before, first.paragraph_format.space_after = Pt(14), Pt(4)
    second = _style(document, "Heading 2", _BODY, bold=True, color=_INK)
    second.paragraph_format.space_before, second.paragraph_format.space_after = Pt(8), Pt(2)
    for heading in (first, second):
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.keep_together = True
    _style(document, "List Bullet", _BODY).paragraph_format.space_after = Pt(3)
    about = _style(document, "Report About", 15)
    about.paragraph_format.space_after = Pt(0)
    _style(document, "Report Quiet", _SMALL, color=RGBColor(0x44, 0x44, 0x44)).paragraph_format.space_after = Pt(3)
    place = _style(document, "Report Place", _SMALL, color=RGBColor(0x44, 0x44, 0x44))
    place.paragraph_format.left_indent, place.paragraph_format.space_after = Cm(0.9), Pt(3)
    reading = _style(document, "Report Reading", _BODY)
    reading.paragraph_format.left_indent, reading.paragraph_format.space_after = Cm(0.9), Pt(0)
    quoted = _style(document, "Report Quoted", 15)
    quoted.paragraph_format.left_indent = Cm(0.7)
    cell = _style(document, "Report Cell", _SMALL)
    cell.paragraph_format.space_after = Pt(0)
    _style(document, "Report Callout", _BODY).paragraph_format.space_after = Pt(0)
    _style(document, "Footer", 13).element.get_or_add_pPr().remove_all("w:tabs")  # the template's stops are those of a letter page


def _style(document: DocxDocument, name: str, size: int, bold: bool = False, color: RGBColor | None = None) -> ParagraphStyle:
    """A paragraph style with Thai set like Latin; made, on the body's, where the document has none of that name."""
    known = {style.name for style in document.styles}
    style: Any = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in known:
        style.base_style = document.styles["Normal"]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = color if color is not None else _INK
    properties = style.element.get_or_add_rPr()
    properties.remove_all("w:spacing", "w:kern", "w:bCs", "w:iCs", "w:szCs")
    _fonts(properties)
    _complex(properties, size=size, bold=bold)
    made: ParagraphStyle = style
    return made


def _fonts(properties: Any) -> None:
    properties.remove_all("w:rFonts")
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)
    properties.insert(0, fonts)


def _complex(properties: Any, size: int | None = None, bold: bool | None = None) -> None:
    """Size and weight of Thai letters, each behind its Latin counterpart, as the schema wants them."""
    if bold is not None:
        weight = OxmlElement("w:bCs")
        weight.set(qn("w:val"), "1" if bold else "0")
        latin = properties.find(qn("w:b"))
        latin.addnext(weight) if latin is not None else properties.append(weight)
    if size is not None:
        points = OxmlElement("w:szCs")
        points.set(qn("w:val"), str(2 * size))
        properties.find(qn("w:sz")).addnext(points)


def _footer(document: DocxDocument, report: Report) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    title = " ".join(report.title.split())
    paragraph.add_run(f"{title}\tหน้า ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" จาก ")
    _field(paragraph, "NUMPAGES")


def _field(paragraph: DocxParagraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    number = OxmlElement("w:t")
    number.text = "1"
    run.append(number)
    field.append(run)
    paragraph._p.append(field)


def _bold(paragraph: DocxParagraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.bold = True
    _complex(run._r.get_or_add_rPr(), bold=True)


def _labelled(paragraph: DocxParagraph, label: str, value: str) -> None:
    _bold(paragraph, f"{label} ")
    paragraph.add_run(value)


def _block(document: DocxDocument, block: Block) -> None:
    if isinstance(block, Paragraph):
        paragraph = document.add_paragraph(block.text, style="Report Quiet" if block.quiet else "Normal")
        paragraph.paragraph_format.keep_with_next = True  # it leads to what follows
    elif isinstance(block, Heading):
        document.add_paragraph(block.text, style="Heading 2")
    elif isinstance(block, Bullets):
        for item in block.items:
            _item(document, item)
    elif isinstance(block, Table):
        _table(document, block)
    elif isinstance(block, Callout):
        _callout(document, block)
    elif isinstance(block, Quoted):
        for line in block.text.split("\n"):
            paragraph = document.add_paragraph(line, style="Report Quoted")
            _border(paragraph, "left", "9AA5B4", 12)
    else:
        _ladder(document, block)


def _item(document: DocxDocument, item: Item) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    if item.mark:
        _bold(paragraph, f"[{item.mark}] ")
    paragraph.add_run(item.text)
    below = [document.add_paragraph(reading, style="Report Reading") for reading in item.readings]
    below += [document.add_paragraph(item.aside, style="Report Place")] if item.aside else []
    if item.options:
        options = document.add_paragraph(style="Report Place")
        for number, option in enumerate(item.options):
            _box(options, first=number == 0)
            options.add_run(f"\u00a0{option}")
        below.append(options)
    if item.blank:
        below.append(document.add_paragraph(style="Report Place"))
        _border(below[-1], "bottom", "1A1A1A", 4, line="dotted")
    below += [document.add_paragraph(place.text, style="Report Place") for place in item.places]
    for above in [paragraph, *below][:-1]:
        above.paragraph_format.keep_with_next = True


def _box(paragraph: DocxParagraph, first: bool) -> None:
    if not first:
        paragraph.add_run("   ")
    box = paragraph.add_run(_BOX)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _BOX_FONT)
    box._r.get_or_add_rPr().append(fonts)


def _callout(document: DocxDocument, callout: Callout, first: bool = False) -> None:
    """Paragraphs in one frame: Word draws one where the borders are the same."""
    lines = [callout.text, *(part for line in callout.more for part in line.split("\n"))]
    for number, line in enumerate(lines):
        paragraph = document.add_paragraph(style="Report Callout")
        if number == 0:
            _bold(paragraph, line)
            paragraph.runs[0].font.size = Pt(18) if first else None
            if first:
                _complex(paragraph.runs[0]._r.get_or_add_rPr(), size=18)
        else:
            paragraph.add_run(line)
        layout = paragraph.paragraph_format
        layout.left_indent = layout.right_indent = Cm(0.25)
        layout.keep_with_next = number < len(lines) - 1 or not first
        layout.keep_together = True
        layout.space_before = Pt(8) if number == 0 else None
        layout.space_after = Pt(8) if number == len(lines) - 1 else None
        for side, width in (("top", 8), ("left", 36), ("bottom", 8), ("right", 8)):
            _border(paragraph, side, _TONES[callout.tone], width)


def _border(paragraph: DocxParagraph, side: str, color: str, width: int, line: str = "single") -> None:
    """A line beside a paragraph, ``width`` in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
            "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
            "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle",
            "w:rPr", "w:sectPr", "w:pPrChange",
        )  # fmt: skip
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", line), ("sz", str(width)), ("space", "4"), ("color", color)):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)


def _table(document: DocxDocument, table: Table) -> None:
    made = _grid(document, table.head, table.rows, table.widths, table.numeric)
    if table.last_is_total and table.rows:
        for cell in made.rows[-1].cells:
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.bold = True
                    _complex(run._r.get_or_add_rPr(), bold=True)


def _grid(document: DocxDocument, head: Iterable[str], rows: Iterable[Iterable[str]], widths: Iterable[int], numeric: Iterable[int] = ()) -> DocxTable:
    """A table whose head comes again on each page and whose rows hold together."""
    head, shares, right = list(head), list(widths), set(numeric)
    lines = [head, *map(list, rows)]
    table: DocxTable = document.add_table(rows=len(lines), cols=len(head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _cell_margins(table)
    lengths = [round(_TEXT_WIDTH * share / sum(shares)) for share in shares]
    for column, length in zip(table.columns, lengths, strict=True):
        column.width = length
    for number, (row, cells) in enumerate(zip(table.rows, lines, strict=True)):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = lengths[place]
            for part, line in enumerate(text.split("\n")):
                paragraph = cell.paragraphs[0] if part == 0 else cell.add_paragraph()
                paragraph.style = document.styles["Report Cell"]
                if number == 0:
                    _bold(paragraph, line)
                    paragraph.paragraph_format.keep_with_next = True
                else:
                    paragraph.add_run(line)
                if place in right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if number == 0:
                _fill(cell, _HEAD_FILL)
    after = document.add_paragraph(style="Report Cell")  # two tables without a paragraph between them become one
    after.paragraph_format.line_spacing = Pt(8)
    return table


def _cell_margins(table: DocxTable) -> None:
    """Room above and below the lines: Thai marks reach to the border without."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 45), ("left", 100), ("bottom", 45), ("right", 100)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else table._tbl.tblPr.append(margins)


def _fill(cell: Any, color: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _ladder(document: DocxDocument, ladder: Ladder) -> None:
    rows = [(rung.name, ladder.here if rung.here else "", "\n".join(rung.who) or ladder.nobody) for rung in ladder.rungs]
    table = _grid(document, ladder.head, rows, (42, 20, 38))
    for row, rung in zip(table.rows[1:], ladder.rungs, strict=True):
        for place, cell in enumerate(row.cells):
            if rung.reached:
                _fill(cell, _HERE_FILL)
            for run in cell.paragraphs[0].runs if rung.here and place < 2 else ():
                run.bold = True
                _complex(run._r.get_or_add_rPr(), bold=True)
