"""The document as a Word file: real styles, a table of contents, captions that count themselves.

Everything takes its look from named styles, so that a municipality's own template gives it theirs:
Title, Subtitle, Heading 1–3, Normal, List Bullet, List Number, Caption, TOC Heading, TOC 1–2, Table
Grid, and the two of ours, `LMS Note` and `LMS Open`. Those that a template lacks are made.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.files import undated
from planner.report.case import docx_parts as parts
from planner.report.case.docx_styles import prepared
from planner.report.case.docx_table import table_xml
from planner.report.case.template import empty_at_marker, open_template, unusable
from planner.report.case.tree import (
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Points,
    Table,
    Turn,
)
from planner.report.words import STYLE

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def docx_bytes(document: Document, template: Path | None = None) -> bytes:
    """The Word file; the same document and template give the same bytes.

    Raises:
        InputError: the template is no Word document, or no report can be written into it.
        ValueError: the cells of a table do not fit together.
    """
    import docx

    if template is None:
        return _written(docx.Document(), document, own=True)
    word = open_template(template)
    try:
        return _written(word, document, own=False)
    except Exception as error:
        # Ours, or the template's? A document that can be written without it says whose.
        _written(docx.Document(), document, own=True)
        raise unusable(template, error) from error


def _written(word: WordDocument, document: Document, *, own: bool) -> bytes:
    styles = prepared(word, document, own=own)
    empty_at_marker(word)
    parts.new_paragraph(word, styles["Title"]).add_run(document.title)
    parts.new_paragraph(word, styles["Subtitle"]).add_run(document.subtitle)
    parts.add_contents(word, document, styles)
    count = {Table: 0, Figure: 0}
    headings = 0
    new_page = False
    for block in document.blocks:
        if new_page and not isinstance(block, Heading | Turn):
            parts.add_page_break(word, styles)
        if isinstance(block, Heading):
            headings += 1
            heading = parts.add_heading(word, block, headings, styles)
            if new_page:
                # Of its own: a break in a paragraph before it leaves an empty page where one is full.
                heading.paragraph_format.page_break_before = True
        new_page = isinstance(block, PageBreak)
        if isinstance(block, Heading | PageBreak):
            continue
        if isinstance(block, Paragraph):
            parts.add_text(word, block, styles)
        elif isinstance(block, Points):
            parts.add_points(word, block, styles)
        elif isinstance(block, Table):
            count[Table] += 1
            caption = parts.add_caption(
                word, document.caption_words[0], count[Table], block.caption, styles
            )
            caption.paragraph_format.keep_with_next = True
            _append(word, table_xml(block, styles["Table Grid"].style_id, _text_width(word)))
            parts.add_gap(word, styles)
        elif isinstance(block, Figure):
            count[Figure] += 1
            parts.add_picture(word, block, _text_width(word), styles)
            parts.add_caption(word, document.caption_words[1], count[Figure], block.caption, styles)
        else:
            _turn(word, block)
    _properties(word, document)
    content = io.BytesIO()
    word.save(content)
    return undated(content.getvalue())


def _append(word: WordDocument, element: Any) -> None:
    """An element at the end of the text, before the last section's properties."""
    body: Any = word.element.body
    body.insert(len(body) - 1, element)


def _text_width(word: WordDocument) -> int:
    """Width of the text in the section that is being written, in EMU."""
    section = word.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    return int((page or 7560310) - (left or 900000) - (right or 900000))


def _turn(word: WordDocument, turn: Turn) -> None:
    """A new section in the orientation asked for; header, footer and margins stay the template's."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    now = word.sections[-1]
    wide = WD_ORIENT.LANDSCAPE if turn.landscape else WD_ORIENT.PORTRAIT
    high, low = sorted((int(now.page_width or 7560310), int(now.page_height or 10692130)))
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = wide
    width, height = (low, high) if turn.landscape else (high, low)
    section.page_width, section.page_height = width, height


def _properties(word: WordDocument, document: Document) -> None:
    from datetime import datetime

    properties = word.core_properties
    properties.title = document.title
    properties.subject = document.subtitle
    properties.author = "lms-planner"
    properties.last_modified_by = "lms-planner"
    properties.language = STYLE.text(document.lang, "locale")
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = datetime(2000, 1, 1)
