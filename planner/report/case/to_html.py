"""The document as one web page: pictures and style inside, nothing fetched from anywhere."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from importlib.resources import files

from planner.report.case.docx_parts import in_contents
from planner.report.case.docx_table import KEPT_ROWS
from planner.report.case.tree import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Points,
    Table,
    Turn,
    grid,
    pieces,
)
from planner.report.case.widths import fitted

PAGE_POINTS, PAGE_SIZE = 476.0, 10.0
"""Width of the text on a printed page, and the size of its type, in points."""


def html_text(document: Document) -> str:
    """The page as text; the same document gives the same text.

    Raises:
        ValueError: the cells of a table do not fit together.
    """
    style = files("planner.report.case").joinpath("page.css").read_text(encoding="utf-8")
    body = "\n".join(_body(document))
    return (
        f'<!DOCTYPE html>\n<html lang="{document.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="lms-planner">\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{body}\n</body>\n</html>\n"
    )


def _body(document: Document) -> Iterator[str]:
    yield f'<header><h1 class="title">{escape(document.title)}</h1>'
    yield f'<p class="subtitle">{escape(document.subtitle)}</p></header>'
    yield from _contents(document)
    yield "<main>"
    counted = {Table: 0, Figure: 0}
    headings = 0
    turned = False
    for block in document.blocks:
        if isinstance(block, Turn):
            if turned:
                yield "</div>"
            if block.landscape:
                yield '<div class="landscape">'
            turned = block.landscape
            continue
        if isinstance(block, Heading):
            headings += 1
            level = min(block.level + 1, 6)
            yield f'<h{level} id="h{headings}">{escape(block.full)}</h{level}>'
            continue
        if isinstance(block, Table | Figure):
            counted[type(block)] += 1
            word = document.caption_words[0 if isinstance(block, Table) else 1]
            caption = f"<b>{escape(word)} {counted[type(block)]}</b> {_text(block.caption)}"
            yield _table(block, caption) if isinstance(block, Table) else _figure(block, caption)
            continue
        yield _block(block)
    if turned:
        yield "</div>"
    yield "</main>"


def _contents(document: Document) -> Iterator[str]:
    yield f'<nav class="contents" aria-label="{escape(document.contents)}">'
    yield f'<p class="contents-title">{escape(document.contents)}</p><ol>'
    for n, heading in enumerate(document.headings, start=1):
        if in_contents(heading):
            text = escape(heading.full)
            yield f'<li class="level{heading.level}"><a href="#h{n}">{text}</a></li>'
    yield "</ol></nav>"


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        lead = f"<b>{_text(block.lead)}</b> " if block.lead else ""
        return f'<p class="{block.kind}">{lead}{_text(block.text)}</p>'
    if isinstance(block, Points):
        tag = "ol" if block.numbered else "ul"
        items = "".join(f"<li>{_text(item)}</li>" for item in block.items)
        return f"<{tag}>{items}</{tag}>"
    assert isinstance(block, PageBreak)
    return '<div class="page-break"></div>'


def _table(table: Table, caption: str) -> str:
    shares, points = fitted(table, PAGE_POINTS)
    columns = "".join(f'<col style="width:{share * 100:.2f}%">' for share in shares)
    lines = ["".join(_cell(cell) for cell in row) for row in table.rows]
    grid(table)  # raises where the cells do not fit together
    head = "".join(f"<tr>{line}</tr>\n" for line in lines[: table.head_rows])
    body = "".join(f"<tr>{line}</tr>\n" for line in lines[table.head_rows :])
    kind = f' style="font-size:{points / PAGE_SIZE:.3f}em"'
    kept = " kept" if len(table.rows) <= KEPT_ROWS else ""
    return (
        f'<div class="table{kept}"><table{kind}><caption>{caption}</caption>'
        f"<colgroup>{columns}</colgroup>\n"
        f"<thead>{head}</thead>\n<tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell) -> str:
    tag = "th" if cell.head or cell.band else "td"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.columns), ("rowspan", cell.rows))
        if count > 1
    )
    classes = [cell.align, *(["strong"] if cell.strong else []), *(["band"] if cell.band else [])]
    return f'<{tag}{spans} class="{" ".join(classes)}">{_text(cell.text)}</{tag}>'


def _figure(figure: Figure, caption: str) -> str:
    data = base64.b64encode(figure.png).decode("ascii")
    return (
        f'<figure><img style="width:{figure.width * 100:.0f}%" alt="{escape(figure.told)}" '
        f'src="data:image/png;base64,{data}"><figcaption>{caption}</figcaption></figure>'
    )


def _text(text: str) -> str:
    parts = []
    for piece, is_open in pieces(text):
        shown = escape(piece, quote=False).replace("\n", "<br>")
        parts.append(f"<mark>{shown}</mark>" if is_open else shown)
    return "".join(parts)
