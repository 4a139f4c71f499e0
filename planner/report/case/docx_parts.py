"""Paragraphs of the Word file: headings with bookmarks, captions and contents with fields, lists."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from planner.report.case.tree import Document, Figure, Heading, Paragraph, Points, pieces

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import BaseStyle
    from docx.text.paragraph import Paragraph as WordParagraph

Styles = Mapping[str, Any]
"""Our name of a style → the document's style of that role."""

LEVELS_MAX = 3
CONTENTS_LEVELS = 2
OPEN_FILL = "FFF3BF"


def new_paragraph(word: WordDocument, style: Any) -> WordParagraph:
    """An empty paragraph in a style; python-docx itself looks through all styles for each of them."""
    paragraph = word.add_paragraph()
    properties: Any = paragraph._p
    properties.style = style.style_id
    return paragraph


def add_heading(word: WordDocument, heading: Heading, number: int, styles: Styles) -> WordParagraph:
    """A heading in its style, with the bookmark that the table of contents points to.

    The number is left out where the template's style numbers by itself.
    """
    style = styles[f"Heading {min(heading.level, LEVELS_MAX)}"]
    paragraph = new_paragraph(word, style)
    start, end = _element("bookmarkStart"), _element("bookmarkEnd")
    for mark in (start, end):
        _set(mark, id=str(number))
    _set(start, name=bookmark(number))
    paragraph._p.append(start)
    paragraph.add_run(heading.text if numbers_itself(style) else heading.full)
    paragraph._p.append(end)
    return paragraph


def bookmark(number: int) -> str:
    """The bookmark of the n-th heading."""
    return f"_Toc{100000 + number}"


def numbers_itself(style: BaseStyle) -> bool:
    """Whether paragraphs of a style are numbered by Word."""
    from docx.oxml.ns import qn

    return style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None


def add_text(word: WordDocument, paragraph: Paragraph, styles: Styles) -> None:
    """A paragraph; what the writer has to fill in is shaded."""
    name = {"body": "Normal", "note": "LMS Note", "open": "LMS Open"}[paragraph.kind]
    written = new_paragraph(word, styles[name])
    if paragraph.lead:
        _write(written, f"{paragraph.lead} ", bold=True)
    _write(written, paragraph.text)


def add_points(word: WordDocument, points: Points, styles: Styles) -> None:
    """A list; numbered ones begin at 1 each."""
    style = styles["List Number" if points.numbered else "List Bullet"]
    number = _new_numbering(word, style) if points.numbered else None
    for item in points.items:
        written = new_paragraph(word, style)
        if number is not None:
            properties: Any = written._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number
        _write(written, item)


def add_caption(
    word: WordDocument, label: str, number: int, text: str, styles: Styles
) -> WordParagraph:
    """`Tabell 3 …` with a field that counts, so that Word can list and renumber them."""
    caption = new_paragraph(word, styles["Caption"])
    caption.add_run(f"{label} ")
    add_field(caption, f"SEQ {label} \\* ARABIC", str(number))
    caption.add_run(" ")
    _write(caption, text)
    return caption


def add_picture(word: WordDocument, figure: Figure, text_width: int, styles: Styles) -> None:
    """A picture in its own paragraph, with its description for those who cannot see it."""
    paragraph = new_paragraph(word, styles["Normal"])
    paragraph.paragraph_format.keep_with_next = True
    shape: Any = paragraph.add_run().add_picture(
        io.BytesIO(figure.png), width=int(text_width * figure.width)
    )
    shape._inline.docPr.set("descr", figure.told)


def add_gap(word: WordDocument, styles: Styles) -> None:
    """Air under a table, which has none of its own."""
    from docx.shared import Pt

    gap = new_paragraph(word, styles["Normal"])
    gap.paragraph_format.space_after = Pt(4)
    gap.paragraph_format.line_spacing = Pt(6)


def add_page_break(word: WordDocument, styles: Styles) -> None:
    """What follows begins on a new page."""
    from docx.enum.text import WD_BREAK

    new_paragraph(word, styles["Normal"]).add_run().add_break(WD_BREAK.PAGE)


def add_contents(word: WordDocument, document: Document, styles: Styles) -> None:
    """A table of contents: entries that lead to their headings, each with a field of its page.

    The fields stand by themselves and not in one field of the whole: LibreOffice works out the first
    kind when it opens the file and leaves the second empty; Word works out both.
    """
    new_paragraph(word, styles["TOC Heading"]).add_run(document.contents)
    for number, heading in enumerate(document.headings, start=1):
        if not in_contents(heading):
            continue
        paragraph = new_paragraph(word, styles[f"TOC {heading.level}"])
        link = _element("hyperlink")
        _set(link, anchor=bookmark(number), history="1")
        paragraph._p.append(link)
        for run in _runs_of_entry(paragraph, heading.full, bookmark(number)):
            link.append(run)


def in_contents(heading: Heading) -> bool:
    """Sections, and the parts of annexes, which have no number of their own."""
    return heading.level == 1 or (heading.level == CONTENTS_LEVELS and not heading.number)


def add_field(paragraph: WordParagraph, code: str, shown: str) -> None:
    """A field with what it shows until Word works it out."""
    _begin_field(paragraph, code)
    paragraph.add_run(shown)
    paragraph._p.append(_field_run("end"))


def _runs_of_entry(paragraph: WordParagraph, text: str, target: str) -> list[Any]:
    """Heading, tab and page number of an entry, as elements that can go into a link."""
    first = len(paragraph._p)
    paragraph.add_run(text)
    paragraph.add_run("\t")
    add_field(paragraph, f"PAGEREF {target} \\h", "")
    runs = list(paragraph._p)[first:]
    for run in runs:
        paragraph._p.remove(run)
    return runs


def _begin_field(paragraph: WordParagraph, code: str) -> None:
    instruction = paragraph.add_run()
    text = _element("instrText")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = f" {code} "
    instruction._r.append(text)
    instruction._r.addprevious(_field_run("begin"))
    paragraph._p.append(_field_run("separate"))


def _field_run(kind: str) -> Any:
    run, mark = _element("r"), _element("fldChar")
    _set(mark, fldCharType=kind)
    run.append(mark)
    return run


def _write(paragraph: WordParagraph, text: str, *, bold: bool = False) -> None:
    for piece, is_open in pieces(text):
        run = paragraph.add_run(piece)
        if bold:
            run.bold = True
        if is_open:
            shade = _element("shd")
            _set(shade, val="clear", color="auto", fill=OPEN_FILL)
            run._r.get_or_add_rPr().append(shade)


def _new_numbering(word: WordDocument, style: Any) -> int | None:
    """A list of its own with the numbering of a style, beginning at 1; None where it has none."""
    from docx.oxml.ns import qn

    found = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    if found is None:
        return None
    numbering: Any = word.part.numbering_part.element
    used = numbering.find(f"{qn('w:num')}[@{qn('w:numId')}='{found.get(qn('w:val'))}']")
    if used is None:
        return None
    abstract = used.find(qn("w:abstractNumId")).get(qn("w:val"))
    number = numbering.add_num(int(abstract))
    number.add_lvlOverride(0).add_startOverride(1)
    return int(number.numId)


def _element(name: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(f"w:{name}")


def _set(element: Any, **values: str) -> None:
    from docx.oxml.ns import qn

    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
