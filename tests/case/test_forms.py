"""The document as Word file, web page and PDF, each read again by something that did not write it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from planner.errors import InputError
from planner.report.annexes import ANNEX_NAMES
from planner.report.case import case_document
from planner.report.case.template import PLACE, open_template
from planner.report.case.to_docx import docx_bytes
from planner.report.case.to_html import html_text
from planner.report.case.tree import Cell, Document, Figure, Heading, Paragraph, Table
from tests.case.cases import material_of


def png() -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (4, 2), "white").save(out, format="PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def document() -> Document:
    """A document with a picture."""
    made = case_document(material_of(), ANNEX_NAMES)
    return replace(made, blocks=(*made.blocks, Figure("Et bilde [navn]", png(), "Hva bildet viser")))


@pytest.fixture(scope="module")
def word(document: Document) -> Any:
    """The Word file, opened again."""
    return docx.Document(io.BytesIO(docx_bytes(document)))


def test_headings_have_real_styles_in_order(word: Any, document: Document) -> None:
    found = [
        (int(p.style.name[-1]), p.text) for p in word.paragraphs if p.style.name.startswith("Heading")
    ]
    assert found == [(h.level, h.full) for h in document.headings]


def test_the_entries_of_the_contents_lead_to_the_headings_and_know_their_pages(
    word: Any, document: Document
) -> None:
    codes = [t.text.strip() for t in word.element.body.iter(qn("w:instrText"))]
    # In one field of the whole, LibreOffice would leave the page numbers empty.
    assert not any(code.startswith("TOC") for code in codes)
    marks = {b.get(qn("w:name")) for b in word.element.body.iter(qn("w:bookmarkStart"))}
    links = [h.get(qn("w:anchor")) for h in word.element.body.iter(qn("w:hyperlink"))]
    assert len(links) == sum(h.level == 1 or (h.level == 2 and not h.number) for h in document.headings)
    assert [f"PAGEREF {link} \\h" for link in links] == [c for c in codes if c.startswith("PAGEREF")]
    assert set(links) <= marks
    kinds = [c.get(qn("w:fldCharType")) for c in word.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    assert word.settings.element.find(qn("w:updateFields")) is not None


def test_captions_count_themselves(word: Any, document: Document) -> None:
    captions = [p.text for p in word.paragraphs if p.style.name == "Caption"]
    tables = [b for b in document.blocks if isinstance(b, Table)]
    assert [c for c in captions if c.startswith("Tabell")] == [
        f"Tabell {n} {table.caption}" for n, table in enumerate(tables, start=1)
    ]
    codes = [t.text.strip() for t in word.element.body.iter(qn("w:instrText"))]
    assert codes.count("SEQ Tabell \\* ARABIC") == len(tables)
    assert captions[-1] == "Figur 1 Et bilde [navn]"


def test_tables_read_back_as_they_stand_in_the_tree_merged_cells_included(
    word: Any, document: Document
) -> None:
    tables = [b for b in document.blocks if isinstance(b, Table)]
    assert len(word.tables) == len(tables)
    merged = 0
    for found, known in zip(word.tables, tables, strict=True):
        for r in range(len(known.rows)):
            covered = _covered(known, r)
            cells = {id(c._tc): c for c in found.rows[r].cells}
            texts = [c.text for c in cells.values()]
            assert texts == covered
            merged += len(found.rows[r].cells) - len(cells)
            assert len(found.rows[r].cells) == len(known.widths)
        head = found.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader"))
        assert head is not None
    assert merged > 10


def _covered(table: Table, row: int) -> list[str]:
    """Texts of the cells that a row shows, those over several rows included, each once."""
    from planner.report.case.tree import grid

    shown: list[str] = []
    last = None
    for slot in grid(table)[row]:
        assert slot is not None
        if slot[0] is not last:
            shown.append(slot[0].text)
        last = slot[0]
    return shown


def test_what_is_open_is_shaded_and_pictures_are_told(word: Any) -> None:
    shaded = [
        run.text
        for p in word.paragraphs
        for run in p.runs
        if run._r.find(qn("w:rPr")) is not None
        and run._r.find(qn("w:rPr")).find(qn("w:shd")) is not None
    ]
    assert "[dato]" in shaded
    assert all(text.startswith("[") and text.endswith("]") for text in shaded)
    described = [d.get("descr") for d in word.element.body.iter(qn("wp:docPr"))]
    assert described == ["Hva bildet viser"]


def test_the_comparison_stands_on_its_side(word: Any) -> None:
    wide = [section.page_width > section.page_height for section in word.sections]
    assert wide == [False, True, False]


def test_the_language_is_told_to_word_and_the_bytes_are_the_same_each_time(document: Document) -> None:
    first, second = docx_bytes(document), docx_bytes(document)
    assert first == second
    styles = zipfile.ZipFile(io.BytesIO(first)).read("word/styles.xml").decode()
    assert 'w:lang w:val="nb-NO"' in styles or 'w:val="nb-NO"' in styles


def test_a_template_gives_its_styles_header_and_front_page(document: Document, tmp_path: Path) -> None:
    own = docx.Document()
    own.styles["Heading 1"].font.name = "Gill Sans"
    own.sections[0].header.paragraphs[0].text = "Lillevik kommune"
    own.add_paragraph("Saksnummer 11/123")
    own.add_paragraph(PLACE)
    own.add_paragraph("Her sto noe før.")
    own.save(str(tmp_path / "mal.docx"))
    made = docx.Document(io.BytesIO(docx_bytes(document, tmp_path / "mal.docx")))
    texts = [p.text for p in made.paragraphs]
    assert texts[:2] == ["Saksnummer 11/123", document.title]
    assert PLACE not in texts
    assert "Her sto noe før." not in texts
    assert made.styles["Heading 1"].font.name == "Gill Sans"
    assert made.sections[-1].header.paragraphs[0].text == "Lillevik kommune"
    assert any(p.style.name == "LMS Open" for p in made.paragraphs)


@pytest.mark.parametrize("with_lists", [True, False])
def test_lists_keep_their_signs_in_a_template_that_has_no_list_styles(
    document: Document, tmp_path: Path, with_lists: bool
) -> None:
    """As in a municipality's template: Word leaves styles that nobody has used out of the file."""
    own = docx.Document()
    for name in ("List Bullet", "List Number"):
        own.styles[name].delete()
    if not with_lists:
        [key] = [key for key, rel in own.part.rels.items() if rel.reltype.endswith("/numbering")]
        own.part.drop_rel(key)
    own.styles["Normal"].font.name = "Gill Sans"
    own.save(str(tmp_path / "mal.docx"))
    made = docx.Document(io.BytesIO(docx_bytes(document, tmp_path / "mal.docx")))
    numbering = made.part.numbering_part.element
    order = [child.tag for child in numbering if child.tag in (qn("w:num"), qn("w:abstractNum"))]
    assert order == sorted(order), "w:abstractNum before w:num"
    for name, form in (("List Bullet", "bullet"), ("List Number", "decimal")):
        number = made.styles[name].element.pPr.numPr.numId.val
        [kind] = [n.abstractNumId.val for n in numbering.num_lst if n.numId == number]
        [formats] = [
            [level.get(qn("w:val")) for level in found.iter(qn("w:numFmt"))]
            for found in numbering.findall(qn("w:abstractNum"))
            if found.get(qn("w:abstractNumId")) == str(kind)
        ]
        assert formats == [form]
        assert made.styles[name].font.name is None, "the face of the template's ordinary text"


def test_numbers_are_left_out_where_the_template_numbers_its_headings(
    document: Document, tmp_path: Path
) -> None:
    own = docx.Document()
    style = own.styles["Heading 1"].element.get_or_add_pPr()
    style.get_or_add_numPr().get_or_add_numId().val = 1
    own.save(str(tmp_path / "mal.docx"))
    made = docx.Document(io.BytesIO(docx_bytes(document, tmp_path / "mal.docx")))
    first = next(p.text for p in made.paragraphs if p.style.name == "Heading 1")
    second = next(p.text for p in made.paragraphs if p.style.name == "Heading 2")
    assert not first[0].isdigit()
    assert second[0].isdigit()


def test_a_template_that_is_no_word_file_is_refused(document: Document, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        docx_bytes(document, tmp_path / "nothing.docx")
    (tmp_path / "text.docx").write_text("hei")
    with pytest.raises(InputError, match="cannot be opened"):
        docx_bytes(document, tmp_path / "text.docx")


class _Page(HTMLParser):
    """Addresses, ids and tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "action", "poster", "data", "srcset") and value:
                self.addresses.append(value)
            if name == "id" and value:
                self.ids.append(value)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture(scope="module")
def html(document: Document) -> str:
    return html_text(document)


def test_the_page_fetches_nothing(html: str) -> None:
    page = _Page()
    page.feed(html)
    assert page.addresses
    assert all(a.startswith(("#", "data:image/png;base64,")) for a in page.addresses)
    assert not {"script", "link", "iframe", "object"} & set(page.tags)
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_contents_lead_to_headings_and_texts_are_escaped(html: str, document: Document) -> None:
    page = _Page()
    page.feed(html)
    targets = [a[1:] for a in page.addresses if a.startswith("#")]
    assert set(targets) <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)
    odd = replace(
        document,
        blocks=(Heading(1, "<b>&"), Paragraph("a<script>"), Table("t", ((Cell("<i>"),),), (1,))),
    )
    text = html_text(odd)
    assert "<script>" not in text
    assert "&lt;i&gt;" in text
    assert '<html lang="nb">' in text


def test_the_page_says_what_the_word_file_says(html: str, word: Any) -> None:
    page = _Page()
    page.feed(html)
    told = re.sub(r"\s+", "", "".join(page.texts))
    for table in word.tables:
        for row in table.rows:
            for cell in row.cells:
                assert re.sub(r"\s+", "", cell.text) in told


def test_the_pdf_has_its_pages_and_bookmarks(document: Document) -> None:
    pytest.importorskip(
        "weasyprint", exc_type=(ImportError, OSError), reason="PDF needs the extra [pdf]"
    )
    from weasyprint import HTML

    from planner.report.case.to_pdf import pdf_bytes

    few = replace(document, blocks=document.blocks[:30])
    content = pdf_bytes(few)
    assert content.startswith(b"%PDF-")
    rendered = HTML(string=html_text(few)).render()
    assert len(rendered.pages) >= 3
    assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page/") in (0, len(rendered.pages))


def test_a_missing_pdf_library_is_told_with_how_to_mend_it(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from planner.report.case.to_pdf import pdf_bytes

    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(InputError, match=r"lms-planner\[pdf\]"):
        pdf_bytes(document)


def template_with(tmp_path: Path, *paragraphs: str) -> Path:
    own = docx.Document()
    for text in paragraphs:
        own.add_paragraph(text)
    own.save(str(tmp_path / "mal.docx"))
    return tmp_path / "mal.docx"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{raport}}", "looks like the marker"),
        ("{rapport}", "looks like the marker"),
        ("«rapport»", "looks like the marker"),
        ("Her: {{rapport}} takk", "shares its paragraph"),
    ],
)
def test_a_marker_that_is_none_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        open_template(template_with(tmp_path, "Lillevik kommune", text))
    assert PLACE in str(refused.value)


@pytest.mark.parametrize("text", ["{{rapport}}", "{{ Rapport }}", "{{report}}", "(se over)", ""])
def test_what_is_a_marker_and_what_is_no_attempt_at_one(tmp_path: Path, text: str) -> None:
    open_template(template_with(tmp_path, "Lillevik kommune", text))


def test_a_marker_in_a_table_is_told(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_table(1, 1).cell(0, 0).paragraphs[0].text = PLACE
    own.save(str(tmp_path / "mal.docx"))
    with pytest.raises(InputError, match="stands in a table"):
        open_template(tmp_path / "mal.docx")


def bent_template(tmp_path: Path, name: str, content: bytes) -> Path:
    """A template with one of its parts replaced."""
    sound = template_with(tmp_path, PLACE)
    bent = tmp_path / "bent.docx"
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(bent, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return bent


def test_damaged_and_hostile_templates_are_refused(tmp_path: Path) -> None:
    entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    for path in (
        bent_template(tmp_path, "word/document.xml", b"<w:document"),
        bent_template(tmp_path, "word/document.xml", entity),
        bent_template(tmp_path, "word/styles.xml", b" " * 300_000_000),
        bent_template(tmp_path, "[Content_Types].xml", b""),
    ):
        with pytest.raises(InputError, match="docx"):
            open_template(path)
    (tmp_path / "bent.docx").write_bytes((tmp_path / "mal.docx").read_bytes()[:2000])
    with pytest.raises(InputError, match="damaged"):
        open_template(tmp_path / "bent.docx")


def test_a_template_that_fetches_from_elsewhere_is_refused(tmp_path: Path, document: Document) -> None:
    own = docx.Document()
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    own.part.relate_to("http://127.0.0.1:9/logo.png", image, is_external=True)
    own.save(str(tmp_path / "mal.docx"))
    with pytest.raises(InputError, match=r"127\.0\.0\.1:9/logo\.png"):
        open_template(tmp_path / "mal.docx")
    attached = docx.Document()
    kind = image.replace("/image", "/attachedTemplate")
    attached.part._settings_part.relate_to("file:///C:/Users/kari/Normal.dotm", kind, is_external=True)
    attached.save(str(tmp_path / "mal.docx"))
    made = docx_bytes(document, tmp_path / "mal.docx")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not any(b"kari" in archive.read(name) for name in archive.namelist())
