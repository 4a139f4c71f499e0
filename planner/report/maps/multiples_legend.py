"""The one legend of several maps: what any of them shows, in columns across the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from planner.pipeline import Alternative
from planner.report.charts import measure_of
from planner.report.maps import layers, style
from planner.report.maps.flows import Flows
from planner.report.maps.legend import mark
from planner.report.maps.text import WORDS, kind_name
from planner.report.words import Lang, number
from planner.report.words.pictures import told

Row = tuple[Any, str]


def legend_rows(
    alternatives: Sequence[Alternative], flows: Sequence[Flows], *, lang: Lang, base: float
) -> list[Row]:
    """A drawn sample and the words for it, for what stands on any of the maps."""
    words = WORDS.every(lang)
    rows: list[Row] = []
    most_units = max(len(a.plan.units) for a in alternatives)
    if most_units:
        for fill in list(style.fills(["first", "second"]).values())[: min(2, most_units)]:
            rows.append((_swatch(fill.colour, fill.hatch_colour, fill.hatch), ""))
        text = "multiples.members" if most_units > 1 else "multiples.members_one"
        rows = _joined(rows, told(lang, text))
    if any(a.plan.outside_codes for a in alternatives):
        rows.append((_swatch(style.OUTSIDE, "#8c8c8c", style.OUTSIDE_HATCH), words["no_unit"]))
    if most_units:
        rows.append((mark("*", 2.0 * base, "white"), words["seat"]))
    venues = {
        v: a.region.venues[v] for a, f in zip(alternatives, flows, strict=True) for v in f.courses
    }
    kinds = style.markers([v.kind for a in alternatives for v in a.region.venues.values()])
    for kind in sorted({venue.kind for venue in venues.values()}):
        known = any(v.kind == kind and "place_id" not in v.assumed for v in venues.values())
        rows.append(
            (mark(kinds[kind], 1.25 * base, style.INK if known else "white"), kind_name(lang, kind))
        )
    if venues:
        rows.append((Line2D([], [], linestyle="none"), told(lang, "multiples.courses")))
    most = max((n for f in flows for n in f.local.values()), default=0.0)
    if most:
        n = layers.round_km(most)
        width = layers.line_width(n, max(f.most_of_a_place for f in flows), base)
        line = Line2D([], [], color=style.LOCAL, alpha=0.55, linewidth=width)
        rows.append((line, told(lang, "multiples.flow", participants=number(lang, n))))
    if any(f.unmet for f in flows):
        ring = mark("o", 1.5 * base, "none")
        ring.set_markeredgecolor(style.UNMET)
        rows.append((ring, words["unmet"]))
    dot = mark("o", layers.dot_size(5000, 0.7 * base), style.INK)
    rows.append((dot, f"{number(lang, 5000)} {words['persons']}"))
    places = {p.id: p for a in alternatives for p in a.region.places.values() if p.persons}
    if any(p.assumed & {"lon", "lat"} for p in places.values()):
        rows.append((mark("o", layers.dot_size(1000, base), "white"), words["place_assumed"]))
    return rows


def _swatch(colour: str, edge: str, hatch: str) -> Patch:
    return Patch(facecolor=colour, edgecolor=edge, hatch=hatch * 2, linewidth=0.6)


def _joined(rows: Sequence[Row], text: str) -> list[Row]:
    """Several samples side by side with one text."""
    return [(tuple(sample for sample, _ in rows), text)]


def put_legend(figure: Any, rows: Sequence[Row], bottom: float, *, base: float) -> float:
    """Write the rows from `bottom` (share of the page) up, in as many columns as there is room for.

    Returns the share of the page's height that they take.
    """
    from matplotlib.legend_handler import HandlerTuple

    measure = measure_of(figure)
    for columns in range(min(len(rows), 6), 0, -1):
        legend = figure.legend(
            [sample for sample, _ in rows],
            [text for _, text in rows],
            loc="lower left",
            bbox_to_anchor=(0.025, bottom),
            ncols=columns,
            fontsize=base,
            frameon=False,
            borderaxespad=0,
            borderpad=0,
            handlelength=2.6,
            columnspacing=1.5,
            labelspacing=0.4,
            handler_map={tuple: HandlerTuple(ndivide=None, pad=0.2)},
        )
        box = legend.get_window_extent(measure)
        if box.width <= 0.95 * figure.bbox.width or columns == 1:
            break
        legend.remove()
    return float(box.height / figure.bbox.height)
