from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import AssistantError
from assistant.knowledge.schema import RoundKnowledge
from assistant.reports import Report, write_report
from assistant.reports.docx import docx
from assistant.reports.html import _font_face, html
from assistant.reports.model import Bullets, Callout, Item, Ladder, Paragraph, Place, Quoted, Rung, Section, Table, printable
from tests.reports.printed import Page, docx_text, squeezed

ODD = [
    "</style></title><script>alert('x')</script>",
    "\x00\x07\x1b[31m\ud800\ufffe",
    "ก" * 3000,
    "👩‍👩‍👧‍👦 🇹🇭 \u202eกลับหัว",
    "&amp; &lt;b&gt; \" ' ` ]]> --> <!--",
    "}} body { display: none } /* \\",
    "\r\n\n\u2028\t|",
    "{{ 7*7 }} ${x} %s {0}",
    "",
]
ANY = st.one_of(st.sampled_from(ODD), st.text(max_size=60), st.text(st.characters(categories=("Cs", "Cc", "Cn", "Co", "Lo")), max_size=20))


def report_of(text: str) -> Report:
    """The same words in every place that a report has."""
    item = Item(text=text, mark=text, readings=(text,), aside=text, options=(text, text), blank=True, places=(Place(where=text, quote=text), Place(where=text)))
    blocks = (
        Paragraph(text=text, quiet=True),
        Bullets(items=(item,)),
        Table(head=(text, text, text), rows=((text, text, text),), widths=(1, 2, 3)),
        Table(head=(text, text), rows=((text, text), (text, text)), widths=(1, 1), numeric=(1,), last_is_total=True),
        Callout(text=text, more=(text,)),
        Quoted(text=text),
        Ladder(head=(text, text, text), rungs=(Rung(name=text, reached=True, here=True, who=(text,)),), here=text, nobody="–"),
    )
    sections = (Section(title=text, blocks=blocks),)
    return Report(title=text, subtitle=text, about=((text, text),), answer=Callout(text=text, more=(text,)), sections=sections, closing=(text,))


@given(ANY)
def test_any_text_is_printed_and_breaks_nothing(text: str) -> None:
    marked = f"⟦{text.replace('⟦', '')}⟧"
    report, words = report_of(marked), squeezed(printable(marked))
    page, plain = Page(html(report)), Page(html(report_of("ก")))
    told = sum(squeezed(one).count(words) for one in report.texts())
    assert told > 30
    assert page.text.count(words) == told
    assert docx_text(docx(report)).count(words) == told
    assert page.addresses == []
    assert set(page.tags) <= {*plain.tags, "br", "p"}, "what is given never becomes an element"
    if "\n" not in printable(marked):
        assert page.tags == plain.tags


@pytest.mark.parametrize("text", ODD)
def test_what_a_document_cannot_hold_is_left_out(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202e\r\t]", printable(text))
    assert printable(printable(text)) == printable(text)


def test_joiners_stay() -> None:
    assert printable("👩‍👧 ก\u200bข") == "👩‍👧 ก\u200bข"


def test_both_formats_say_the_same(reports: list[Report]) -> None:
    for report in reports:
        page, document = Page(html(report)).text, docx_text(docx(report))
        for text in report.texts():
            for line in map(squeezed, text.split("\n")):
                assert line in page, line
                assert line in document, line
        assert len(page) == pytest.approx(len(document), rel=0.08), "what is more on the page are the heads of a table on a narrow screen"


def test_the_page_asks_nothing_of_the_network(reports: list[Report], round_: RoundKnowledge) -> None:
    own = round_.round.source.address or ""
    for report in reports:
        text = html(report)
        page = Page(text)
        assert page.addresses == []
        assert "@import" not in page.style
        assert all(address.startswith(("data:font/ttf;base64,", '"data:font/ttf;base64,')) for address in re.findall(r"url\((.{30})", page.style))
        assert set(re.findall(r"https?:[^\s<\"]+|//[a-z]+\.[a-z]+[^\s<\"]*", re.sub(r"base64,[^\"]+", "", text))) <= {own}
        assert "default-src 'none'" in text


def test_the_page_is_thai_and_made_for_paper(reports: list[Report]) -> None:
    text = html(reports[0])
    assert text.startswith('<!doctype html>\n<html lang="th">')
    for rule in ("size: A4", "break-after: avoid", "break-inside: avoid", "counter(page)", "overflow-wrap: anywhere", "table-header-group"):
        assert rule in text
    assert len(text.encode()) < 400_000


def test_the_page_does_without_the_font(reports: list[Report], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:

    large = tmp_path / "large.ttf"
    large.write_bytes(bytes(500_000))
    for font in (tmp_path / "none.ttf", large):
        monkeypatch.setattr("assistant.reports.html._FONT", font)
        _font_face.cache_clear()
        text = html(reports[0])
        assert "@font-face" not in text
        assert "Leelawadee UI" in text
    _font_face.cache_clear()


def test_the_word_document_is_set_as_thai_offices_do(reports: list[Report]) -> None:
    for report in reports:
        content = docx(report)
        document = Document(BytesIO(content))
        page = document.sections[0]
        assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
        assert document.core_properties.title == report.title
        assert document.core_properties.language == "th-TH"
        assert document.core_properties.author == ""
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "Report Cell"):
            properties = document.styles[name].element.rPr
            assert properties.find(qn("w:rFonts")).get(qn("w:cs")) == "TH Sarabun New"
            assert properties.find(qn("w:szCs")).get(qn("w:val")) == properties.find(qn("w:sz")).get(qn("w:val"))
        assert document.styles["Normal"].element.rPr.find(qn("w:szCs")).get(qn("w:val")) == "32"
        for table in document.tables:
            assert list(table.rows[0]._tr.iter(qn("w:tblHeader")))
            assert all(list(row._tr.iter(qn("w:cantSplit"))) for row in table.rows)
        with ZipFile(BytesIO(content)) as parts:
            names = parts.namelist()
            footer = next(parts.read(name).decode() for name in names if "footer" in name and name.endswith(".xml"))
            assert 'w:instr="PAGE"' in footer
            assert 'w:bidi="th-TH"' in parts.read("word/styles.xml").decode()
            assert not any("thumbnail" in name for name in names)


@pytest.mark.parametrize("name", ["a.html", "b.docx", "ผลการตรวจ.HTML", "c d.DocX"])
def test_a_report_is_written_by_its_suffix(reports: list[Report], tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("old")
    write_report(reports[0], path)
    begins = path.read_bytes()[:15]
    assert begins == b"<!doctype html>" if path.suffix.lower() == ".html" else begins.startswith(b"PK")
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert path.stat().st_mode & 0o044 == 0o044, "colleagues can read it"


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("a.pdf", "cannot tell the format"),
        ("noname", "cannot tell the format"),
        ("folder.html", "it is a folder"),
        ("none/a.html", "No such file or directory"),
        ("file.txt/a.docx", "Not a directory"),
        ("x" * 300 + ".html", "File name too long"),
        ("nul\0.html", "null"),
        ("loop.html", "cannot write"),
    ],
)
def test_a_place_that_cannot_be_written_is_told_with_a_way_out(reports: list[Report], tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "loop.html").symlink_to(tmp_path / "loop.html")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(AssistantError) as told:
        write_report(reports[0], tmp_path / name)
    assert what in told.value.message
    assert told.value.fix
    assert sorted(tmp_path.iterdir()) == before


def test_a_failed_write_leaves_the_old_file(reports: list[Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.html"
    path.write_text("old")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(AssistantError, match="No space left"):
        write_report(reports[0], path)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.html"]


def test_the_same_check_gives_the_same_page(category: Callable[..., Report]) -> None:
    assert html(category("eligible")) == html(category("eligible"))
