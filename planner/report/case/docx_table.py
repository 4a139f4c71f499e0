"""Tables of the Word file, written as XML: cells over columns and rows, a head on every page."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from planner.report.case.tree import Cell, Table, grid, pieces
from planner.report.case.widths import fitted

HEAD_FILL, BAND_FILL, STRONG_FILL, OPEN_FILL = "1F4E5F", "E3ECEF", "D5EBD3", "FFF3BF"
LINE = "B8C7CC"
EMU_PER_TWIP = 635
TWIPS_PER_POINT = 20
KEPT_ROWS = 16
"""A table of no more rows is not parted between pages."""


def table_xml(table: Table, style_id: str, text_width_emu: int) -> Any:
    """The table as an element.

    Raises:
        ValueError: its cells do not fit together.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    total = text_width_emu // EMU_PER_TWIP
    shares, points = fitted(table, total / TWIPS_PER_POINT)
    widths = [round(total * share) for share in shares]
    size = round(2 * points)
    short = len(table.rows) <= KEPT_ROWS
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(
        _row(slots, widths, size, head=n < table.head_rows, keep=short and n < len(table.rows) - 1)
        for n, slots in enumerate(grid(table))
    )
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{twips}" w:type="dxa"/>'
        for side, twips in (("top", 30), ("left", 70), ("bottom", 30), ("right", 70))
    )
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{escape(style_id)}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(
    slots: tuple[tuple[Cell, bool] | None, ...], widths: list[int], size: int, *, head: bool, keep: bool
) -> str:
    """A row: cells that begin in it, and the continuation of those that began above."""
    repeat = "<w:tblHeader/>" if head else ""
    cells = []
    column = 0
    while column < len(slots):
        slot = slots[column]
        assert slot is not None
        cell, begins = slot
        width = sum(widths[column : column + cell.columns])
        cells.append(_cell(cell, width, size, begins=begins, keep=keep or head))
        column += cell.columns
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int, size: int, *, begins: bool, keep: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = ""
    if cell.rows > 1:
        merge = '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    fill = HEAD_FILL if cell.head else BAND_FILL if cell.band else STRONG_FILL if cell.strong else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    lines = cell.text.split("\n") if begins else [""]
    kept = "<w:keepNext/>" if keep or cell.band else ""
    paragraphs = "".join(
        f'<w:p><w:pPr>{kept}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:jc w:val="{cell.align}"/></w:pPr>{_runs(line, cell, size)}</w:p>'
        for line in lines
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}</w:tcPr>'
        f"{paragraphs}</w:tc>"
    )


def _runs(text: str, cell: Cell, size: int) -> str:
    bold = "<w:b/>" if cell.head or cell.band or cell.strong else ""
    color = '<w:color w:val="FFFFFF"/>' if cell.head else ""
    runs = []
    for piece, is_open in pieces(text):
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{OPEN_FILL}"/>' if is_open else ""
        runs.append(
            f'<w:r><w:rPr>{bold}{color}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{shade}</w:rPr>'
            f'<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
        )
    return "".join(runs)
