"""What a result shows of itself in a notebook: its table and its map, small enough to keep."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any

from planner.pipeline import Alternative
from planner.report.comparison import (
    Comparison,
    Section,
    TextCell,
    assumption_note,
    compare,
    remarks,
    sections,
    verdict,
)
from planner.report.words import Lang

if TYPE_CHECKING:
    from planner.report.charts import Page

DPI = 85
"""A4 at this is as wide as a notebook, and its type can be read."""
COLOURS = 64
"""Colours of a map's picture: a third of the bytes, and nobody sees it."""
PANELS_MOST = 9
"""More maps than this beside each other are too small to read on a screen."""


def run_html(run: Alternative, lang: Lang = "nb") -> str:
    """A run: its verdict, its figures and its map."""
    from planner.report.charts import Page
    from planner.report.maps import make_figure

    alone = compare([run])
    page = Page(dpi=DPI)

    def draw() -> Any:
        figure, _ = make_figure(run.region, run.travel, run.scenario, run.plan, lang=lang, page=page)
        return figure

    return (
        f"<h4>{escape(run.title(lang))}</h4><p>{escape(' '.join(verdict(run, lang)))}</p>"
        f"{_table(alone, lang)}{_picture(draw, page, run.title(lang))}"
    )


def comparison_html(comparison: Comparison, lang: Lang = "nb") -> str:
    """A comparison: its table, what to note, and a small map of each alternative."""
    from planner.report.charts import Page
    from planner.report.maps import multiples_figure

    notes = "".join(f"<li>{escape(line)}</li>" for line in remarks(comparison, lang))
    page = Page(dpi=DPI)

    def draw() -> Any:
        figure, _ = multiples_figure(comparison.alternatives, lang=lang, page=page)
        return figure

    several = 1 < len(comparison.alternatives) <= PANELS_MOST
    picture = _picture(draw, page, comparison.region.title) if several else ""
    return (
        f"<h4>{escape(comparison.region.title)}</h4>{_table(comparison, lang)}<ul>{notes}</ul>{picture}"
    )


def _table(comparison: Comparison, lang: Lang) -> str:
    head = "".join(f"<th>{escape(run.name)}</th>" for run in comparison.alternatives)
    body = "".join(_section(part, lang) for part in sections(comparison, lang, details=False))
    told = assumption_note(comparison.alternatives, lang)
    note = f"<p>{escape(told)}</p>" if told else ""
    return f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _section(part: Section, lang: Lang) -> str:
    rows = "".join(
        f"<tr><td style='text-align:left'>{escape(row.label)}</td>"
        + "".join(_cell(cell) for cell in row.cells)
        + "</tr>"
        for row in part.rows
        if any(cell.told for cell in row.cells)
    )
    return f"<tr><th style='text-align:left'>{escape(part.title)}</th></tr>{rows}" if rows else ""


def _cell(cell: TextCell) -> str:
    text = escape(cell.text) + ("*" if cell.assumed and cell.told else "")
    return f"<td style='text-align:right'>{f'<b>{text}</b>' if cell.best else text}</td>"


def _picture(draw: Callable[[], Any], page: Page, words: str) -> str:
    from planner.report.charts import drawing, image_of

    with drawing():
        image = image_of(draw(), page.dpi)
    out = io.BytesIO()
    image.convert("RGB").quantize(COLOURS).save(out, "png", optimize=True)
    data = base64.b64encode(out.getvalue()).decode("ascii")
    return f'<img alt="{escape(words, quote=True)}" src="data:image/png;base64,{data}">'
