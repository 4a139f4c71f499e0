"""Small multiples: one map per alternative on one page, all at the same scale, with one legend.

    draw_multiples(alternatives, path, lang=…, page=…)      .png, .svg or .pdf by the suffix of `path`
    multiples_figure(alternatives, lang=…, page=…)          the same as a matplotlib Figure

Each map has the alternative's title and key figures; widths and symbols mean the same in all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.pipeline import Alternative
from planner.report.charts import Page, write_picture
from planner.report.comparison import compare, guideline_cell, persons_cell, starred
from planner.report.maps.backdrop import Backdrop, read_backdrop
from planner.report.maps.flows import Flows, flows_of
from planner.report.maps.label_placement import Placed
from planner.report.maps.text import amount
from planner.report.words import Lang, number, specialist_name
from planner.report.words.pictures import told

if TYPE_CHECKING:
    from planner.report.maps.layers import Extent

NAMES_FROM_CM = 8.5
"""Width of a map from which municipalities are named on it."""
GAP = 0.012
"""Between panels, as a share of the page's width."""
CAPTION_LINES = 3
"""Key figures under each map."""
DOCUMENT_POINTS = 7.8
"""Type of a map in a document: its smallest words are 0.9 of it."""
HIGH, DOCUMENT_HIGH = 1.25, 1.0
"""How high a map may be against what its frame asks for."""
FINE = 0.85
"""Scale bar and north arrow of a page's map, against its other type."""
DOCUMENT_MARGIN = 0.012
"""Above and below the maps of a document, as a share of the height."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One alternative as it was drawn: its frame (metres), its labels (pixels of the figure)."""

    name: str
    extent: Extent
    labels: tuple[Placed, ...]
    missing_labels: tuple[str, ...]
    axes: Any


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where each map stands (left, bottom, width, height as shares of the page), the size of type under
    it in points, the share of the page's height that nothing needs, and the lines under a map."""

    spots: tuple[tuple[float, float, float, float], ...]
    size: float
    left_over: float
    lines: int
    """Key figures under a map, in lines."""


def draw_multiples(
    alternatives: Sequence[Alternative],
    path: Path,
    *,
    lang: Lang = "nb",
    title: str | None = None,
    page: Page | None = None,
    backdrop: Backdrop | None = None,
) -> None:
    """Write a page with a map of each alternative; the same alternatives give the same bytes.

    The page is A4 across where it is left out, or lower where that is enough. `backdrop` is that of the
    region (`read_backdrop`).

    Raises:
        InputError: no alternative, two of one name, other regions or scopes, a suffix that is none of
            these, outlines that cannot be read, or a file that cannot be written.
    """

    def make() -> Any:
        return multiples_figure(alternatives, lang=lang, title=title, page=page, backdrop=backdrop)[0]

    write_picture(path, make, dpi=(page or Page()).dpi)


def multiples_figure(
    alternatives: Sequence[Alternative],
    *,
    lang: Lang = "nb",
    title: str | None = None,
    page: Page | None = None,
    backdrop: Backdrop | None = None,
) -> tuple[Any, tuple[Panel, ...]]:
    """The page as a matplotlib Figure, and its panels in the order of the alternatives.

    Raises:
        InputError: the alternatives cannot be compared, or outlines cannot be read.
    """
    from planner.report.charts import base_of, frame, new_figure, wrapped
    from planner.report.maps.multiples_legend import legend_rows, put_legend
    from planner.report.maps.page import source_lines

    comparison = compare(alternatives)
    alternatives = comparison.alternatives
    region = comparison.region
    backdrop = backdrop if backdrop is not None else read_backdrop(region)
    flows = tuple(flows_of(a.region, a.travel, a.scenario, a.plan) for a in alternatives)
    whole = _common_frame(alternatives, backdrop)
    sources = "  ·  ".join(line.rstrip(".") for line in source_lines(region, backdrop, lang))
    note = told(lang, "assumed") if any(a.assumed_groups for a in alternatives) else ""
    count = len(comparison.scope_codes)
    words = {
        "title": title if title is not None else told(lang, "multiples.title", region=region.title),
        "subtitle": told(lang, "multiples.scope", persons=comparison.persons_in_scope, count=count),
        "foot": [f"{note} {sources}.".strip()],
    }

    in_document = page is not None and page.in_document
    keys = [key_lines(a, lang) for a in alternatives]

    def lines_of(room: float, size: float) -> int:
        """Lines of key figures under a map: in a document they are broken, not made smaller."""
        if not in_document:
            return CAPTION_LINES
        return (
            max(len(wrapped(text, room, 0.95 * size)) for key in keys for text in key)
            - 1
            + max(len(key) for key in keys)
        )

    def empty(on: Page, base: float) -> tuple[Any, _Grid]:
        """The page without its maps, and where they go."""
        figure = new_figure(on)
        bottom, top = DOCUMENT_MARGIN, 1 - DOCUMENT_MARGIN
        if not on.in_document:
            bottom, top = frame(figure, on, **words, base=base)  # type: ignore[arg-type]
        rows = legend_rows(alternatives, flows, lang=lang, base=0.8 * base)
        bottom += put_legend(figure, rows, bottom, base=0.8 * base) + 0.6 * base / (on.inches[1] * 72)
        return figure, _grid(len(alternatives), on, bottom, top, whole, base, lines_of)

    base = base_of(page if page is not None else Page())
    figure, grid = empty(page if page is not None else Page(), base)
    if page is None or page.in_document:  # less what stands empty under the maps
        page = page if page is not None else Page()
        page = replace(page, height_cm=max(12.0, page.height_cm * (1 - grid.left_over)))
        figure, grid = empty(page, base)
    drawn = _coarser(backdrop, whole, grid.spots[0][2] * page.width_cm)
    panels: list[Panel] = []
    for alternative, found, spot in zip(alternatives, flows, grid.spots, strict=True):
        panels.append(
            _panel(
                figure.add_axes(spot),
                alternative,
                found,
                drawn,
                whole,
                most=max(f.most_of_a_place for f in flows),
                lang=lang,
                base=grid.size,
                fine=1.0 if in_document else FINE,
                with_scale=not panels,
                with_names=spot[2] * page.width_cm >= NAMES_FROM_CM,
            )
        )
        _caption(figure, page, alternative, spot, grid, lang)
    return figure, tuple(panels)


def multiples_notes(
    alternatives: Sequence[Alternative], backdrop: Backdrop, lang: Lang
) -> tuple[str, ...]:
    """What a document says under the maps: marks of assumption, sources and reservations."""
    from planner.report.maps.page import source_lines

    note = [told(lang, "assumed")] if any(a.assumed_groups for a in alternatives) else []
    return (*note, *source_lines(alternatives[0].region, backdrop, lang))


def _common_frame(alternatives: Sequence[Alternative], backdrop: Backdrop) -> Extent:
    """The municipalities in play in any of the alternatives, with a margin."""
    from planner.report.maps.frame import frame_of

    region = alternatives[0].region
    codes = {c for a in alternatives for c in (*a.plan.member_of(), *a.plan.outside_codes)}
    return frame_of(region, backdrop, frozenset(codes or region.municipalities), [])


def _grid(
    count: int,
    page: Page,
    bottom: float,
    top: float,
    whole: Extent,
    base: float,
    lines_of: Callable[[float, float], int],
) -> _Grid:
    """Places for the maps, in the number of columns that makes them largest."""
    least = DOCUMENT_POINTS if page.in_document else 0.5 * base
    aspect = (whole[2] - whole[0]) / (whole[3] - whole[1])
    wide_pt, high_pt = (side * 72 for side in page.inches)
    best: tuple[float, int, float, float, float] | None = None
    for columns in range(1, count + 1):
        rows = ceil(count / columns)
        wide = (0.95 - GAP * (columns - 1)) / columns
        size = min(0.95 * base, max(least, wide * wide_pt / 38))
        caption = _caption_points(size, lines_of(wide * wide_pt, size)) / high_pt
        high = (top - bottom) / rows - caption
        if high <= 0:
            continue
        shown = min(wide * wide_pt, high * high_pt * aspect)
        if best is None or shown > best[0] + 1e-9:
            best = (shown, columns, wide, high, size)
    if best is None:
        columns = ceil(count**0.5)
        wide, high = (0.95 - GAP * (columns - 1)) / columns, (top - bottom) / ceil(count / columns) / 2
        best = (0.0, columns, wide, high, max(least, 0.4 * base))
    _, columns, wide, high, size = best
    # No higher than the frame asks for: the sea above and below tells nothing.
    most = DOCUMENT_HIGH if page.in_document else HIGH
    high = min(high, most * wide * wide_pt / aspect / high_pt)
    lines = lines_of(wide * wide_pt, size)
    step = high + _caption_points(size, lines) / high_pt
    spots = tuple(
        (0.025 + (n % columns) * (wide + GAP), top - (n // columns) * step - high, wide, high)
        for n in range(count)
    )
    rows = ceil(count / columns)
    return _Grid(spots, size, max(0.0, top - bottom - rows * step), lines)


def _caption_points(size: float, lines: int) -> float:
    """Height of what stands under a map: two lines of title, the key figures, and air."""
    return size * (2 * 1.25 + lines * 1.2 + 1.6)


def _coarser(backdrop: Backdrop, whole: Extent, width_cm: float) -> Backdrop:
    """Outlines without what is smaller than a tenth of a millimetre on the page."""
    metres = (whole[2] - whole[0]) / (width_cm * 10) * 0.1
    return replace(
        backdrop,
        shapes={code: shape.simplify(metres) for code, shape in backdrop.shapes.items()},
        land=backdrop.land.simplify(metres),
    )


def _panel(
    axes: Any,
    alternative: Alternative,
    found: Flows,
    backdrop: Backdrop,
    whole: Extent,
    *,
    most: float,
    lang: Lang,
    base: float,
    fine: float,
    with_scale: bool,
    with_names: bool,
) -> Panel:
    import numpy as np

    from planner.report.maps import frame as map_frame
    from planner.report.maps import labels as map_names
    from planner.report.maps import layers as map_layers
    from planner.report.maps import style
    from planner.report.maps.page import dots_of

    region, plan = alternative.region, alternative.plan
    extent = map_frame.fitted(axes, whole)
    axes.set_xlim(extent[0], extent[2])
    axes.set_ylim(extent[1], extent[3])
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_linewidth(0.07 * base)
    fills = style.fills([unit.unit_id for unit in plan.units])
    codes = frozenset({*plan.member_of(), *plan.outside_codes} or region.municipalities)
    map_layers.ground(axes, backdrop, extent)
    map_layers.municipalities(axes, backdrop, plan, fills)
    points = backdrop.points
    arcs = map_layers.flows(
        axes,
        [(points[a], points[b], n) for (a, b), n in found.local.items()],
        colour=style.LOCAL,
        most=most,
        base=base,
        dashed=False,
        alpha=0.55,
    )
    map_layers.places(axes, region, backdrop, codes, 0.7 * base)
    map_layers.unmet_rings(axes, region, backdrop, found, 0.9 * base)
    symbols = map_names.seats_and_venues(axes, region, plan, found, backdrop, fills, base)
    hard = list(symbols.boxes)
    if with_scale:
        crowd = np.concatenate([arcs, [(*points[p], 1.0) for p in region.places]])
        hard += map_frame.furniture(axes, backdrop, extent, crowd, lang, fine * base)
    labels = _labels(alternative, found, backdrop, symbols, lang, base)
    if with_names:
        labels += map_names.municipality_names(region, backdrop, codes, 0.8 * base)
    dots = dots_of(axes, region, backdrop, 0.7 * base)
    placed = map_names.write_labels(axes, labels, hard=hard, soft=dots, busy=arcs, base=base)
    written = {spot.id for spot in placed}
    return Panel(
        name=alternative.name,
        extent=extent,
        labels=placed,
        missing_labels=tuple(x.id for x in labels if x.required and x.id not in written),
        axes=axes,
    )


def _labels(
    alternative: Alternative,
    found: Flows,
    backdrop: Backdrop,
    symbols: Any,
    lang: Lang,
    base: float,
) -> list[Any]:
    """Places with courses and how many a year, the one with most first; then seats without courses."""
    from planner.report.maps.labels import Label, Line

    region = alternative.region
    courses: dict[str, float] = {}
    for venue_id, n in found.courses.items():
        place_id = region.venues[venue_id].place_id
        courses[place_id] = courses.get(place_id, 0.0) + n
    seats = {unit.seat_place_id for unit in alternative.plan.units} & set(region.places)
    most = max(courses.values(), default=0.0)
    labels = []
    for place_id in sorted({*courses, *seats}):
        n = courses.get(place_id, 0.0)
        name = region.place_name(place_id)
        x, y = backdrop.points[place_id]
        labels.append(
            Label(
                id=f"{alternative.name}:{place_id}",
                lines=(Line(f"{name} {amount(lang, n)}" if n else name, 0.95 * base, "bold"),),
                x=x,
                y=y,
                clear=symbols.clear.get(place_id, 0.0) + 0.25 * base,
                rank=-n,
                required=n > 0 and n == most,
            )
        )
    return labels


def _caption(
    figure: Any,
    page: Page,
    alternative: Alternative,
    spot: tuple[float, float, float, float],
    grid: _Grid,
    lang: Lang,
) -> None:
    """Title in at most two lines, then the key figures, below a map."""
    from planner.report.charts import INK, SOFT_INK, wrapped

    x, y, wide, _ = spot
    size = grid.size
    wide_pt, high_pt = (side * 72 for side in page.inches)
    room = wide * wide_pt
    title_size = 1.05 * size
    lines = wrapped(alternative.title(lang), room, title_size, "bold")
    while len(lines) > 2 and title_size > 0.7 * size:
        title_size *= 0.93
        lines = wrapped(alternative.title(lang), room, title_size, "bold")
    top = y * high_pt - 0.25 * size
    for line in lines:
        top -= 1.2 * title_size
        figure.text(
            x, (top + 0.2 * size) / high_pt, line, fontsize=title_size, fontweight="bold", color=INK
        )
    left = (y * high_pt - top) - 0.25 * size
    figures_size = min(size, (_caption_points(size, grid.lines) - left - 0.9 * size) / grid.lines / 1.2)
    texts = list(key_lines(alternative, lang))
    if page.in_document:
        texts = [line for text in texts for line in wrapped(text, room, 0.95 * figures_size)]
    for text in texts:
        top -= 1.2 * figures_size
        own = _fitting(text, room, 0.95 * figures_size)
        figure.text(x, (top + 0.2 * size) / high_pt, text, fontsize=own, color=SOFT_INK)


def _fitting(text: str, room: float, size: float) -> float:
    """The size of type in which a line has room."""
    from planner.report.charts import width_of

    wide = width_of(text, size)
    return size if wide <= room else size * room / wide


def key_lines(alternative: Alternative, lang: Lang) -> tuple[str, ...]:
    """The key figures of a panel: coordination, courses and participants, travel."""
    found = alternative.indicators
    if found.units:
        first = told(
            lang,
            "multiples.units",
            persons=persons_cell(alternative, lang),
            guideline=guideline_cell(alternative, lang),
        )
    else:
        first = told(lang, "multiples.no_unit")
    second = told(
        lang,
        "multiples.offer",
        courses=_starred(alternative, "courses", lang),
        served=_starred(alternative, "participants_served", lang),
        specialist=amount(lang, found.participants_specialist),
        where=specialist_name(alternative.region, lang),
    )
    if found.participants_unmet > 0.05:
        second += told(lang, "multiples.unmet", unmet=amount(lang, found.participants_unmet))
    if alternative.scenario.stays_home:
        lost = starred(alternative, "participants_lost", amount(lang, found.participants_lost))
        second += told(lang, "multiples.lost", lost=lost)
    mean = "–" if found.minutes_mean is None else number(lang, found.minutes_mean)
    third = told(
        lang,
        "multiples.travel",
        hours=starred(alternative, "travel_hours_total", number(lang, found.travel_hours_total)),
        mean=starred(alternative, "minutes_mean", mean),
    )
    return first, second, third


def _starred(alternative: Alternative, name: str, lang: Lang) -> str:
    """A yearly number, with its asterisk where there is something that rests on assumptions."""
    value = getattr(alternative.indicators, name)
    return starred(alternative, name, amount(lang, value)) if value else "0"
