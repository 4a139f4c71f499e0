"""The static map of a plan: who coordinates what, where courses are held, who travels where.

    draw_map(region, travel, scenario, plan, path)   one page as .png, .svg or .pdf
    draw_on(axes, region, travel, scenario, plan)    the map itself onto an Axes of one's own
    read_backdrop(region)                            the geometry that several maps can share

`region` is the effective region throughout. Nothing here touches matplotlib's global figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.plan import Plan
from planner.region import Region
from planner.report.charts import Page, measure_of, wrapped, write_picture
from planner.report.maps.backdrop import Backdrop, read_backdrop
from planner.report.maps.flows import Flows, flows_of
from planner.report.maps.label_placement import Box, Placed
from planner.report.maps.text import key_figures, notes, title_of
from planner.report.words import Lang
from planner.scenario import Scenario
from planner.travel import Travel

if TYPE_CHECKING:
    from planner.report.maps.legend import Section
    from planner.report.maps.style import Fill

__all__ = ["Drawn", "draw_map", "draw_on", "make_figure", "read_backdrop"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: label boxes (pixels of the figure), the frame (metres), the numbers behind it."""

    labels: tuple[Placed, ...]
    missing_labels: tuple[str, ...]
    extent: tuple[float, float, float, float]
    flows: Flows
    fills: Mapping[str, Fill]


def draw_map(
    region: Region,
    travel: Travel,
    scenario: Scenario,
    plan: Plan,
    path: Path,
    *,
    lang: Lang = "nb",
    title: str | None = None,
    dpi: int = 150,
    page: Page | None = None,
    backdrop: Backdrop | None = None,
) -> None:
    """Write a map of a plan as a page: .png, .svg or .pdf by the suffix of `path`.

    The page is A4 across with `dpi` dots per inch where `page` is left out. The file appears whole or
    not at all, and the same input gives the same bytes. `backdrop` is that of the region
    (`read_backdrop`), so that many maps read it once.

    Raises:
        InputError: the suffix is none of these, the file cannot be written, or outlines cannot be read.
    """
    page = page if page is not None else Page(dpi=dpi)

    def make() -> Any:
        return make_figure(
            region, travel, scenario, plan, lang=lang, title=title, page=page, backdrop=backdrop
        )[0]

    write_picture(path, make, dpi=page.dpi)


def make_figure(
    region: Region,
    travel: Travel,
    scenario: Scenario,
    plan: Plan,
    *,
    lang: Lang = "nb",
    title: str | None = None,
    page: Page | None = None,
    backdrop: Backdrop | None = None,
) -> tuple[Any, Drawn]:
    """The page as a matplotlib Figure: title, key figures, map, legend, sources; and what was drawn.

    The legend stands to the right of the map, on a page that is higher than wide below it.
    """
    from matplotlib.figure import Figure

    from planner.report.maps.legend import draw_legend, sections

    page = page if page is not None else Page()
    backdrop = backdrop if backdrop is not None else read_backdrop(region)
    scale = page.scale
    base = 7.5 * scale
    figure = Figure(figsize=page.inches, dpi=page.dpi, facecolor="white")
    axes, panels = map_and_legend(figure, page)
    drawn = draw_on(axes, region, travel, scenario, plan, backdrop=backdrop, lang=lang, base=base)
    found = sections(region, travel, scenario, plan, drawn.flows, drawn.fills, lang=lang, base=base)
    for panel, part in zip(panels, shared_out(found, len(panels)), strict=True):
        draw_legend(panel, part, base=base)
    heading = title if title is not None else title_of(scenario, lang)
    first, second = key_figures(region, scenario, travel, plan, drawn.flows, lang)
    heading_and_foot(figure, page, (heading, first, second), source_lines(region, backdrop, lang))
    return figure, drawn


def map_and_legend(figure: Any, page: Page, *, below: float = 0.31) -> tuple[Any, list[Any]]:
    """An Axes for the map and one or two for its legend, with room for heading and foot.

    `below` is the share of the height that the legend of a page higher than wide takes.
    """
    # Shares of an A4 page across, kept in centimetres of the type that grows with the page.
    high = page.scale * 21.0 / page.height_cm
    foot, head = (0.01, 0.01) if page.in_document else (0.095 * high, 0.11 * high)
    if page.portrait or page.in_document:
        below *= 1 - foot - head
        axes = figure.add_axes((0.025, foot + below, 0.95, 1 - foot - head - below))
        half = 0.4675
        return axes, [
            figure.add_axes((0.025 + n * (half + 0.015), foot, half, below - 0.015)) for n in (0, 1)
        ]
    side = 0.265 * page.scale * 29.7 / page.width_cm
    axes = figure.add_axes((0.025, foot, 0.95 - side, 1 - foot - head))
    return axes, [figure.add_axes((0.987 - side, foot, side, 1 - foot - head))]


def heading_and_foot(
    figure: Any, page: Page, lines: tuple[str, str, str], sources: Sequence[str]
) -> None:
    """A title, two lines of key figures, and the sources at the foot."""
    scale = page.scale
    high = scale * 21.0 / page.height_cm
    line_across(figure, 1 - 0.042 * high, lines[0], 15 * scale, fontweight="bold")
    line_across(figure, 1 - 0.070 * high, lines[1], 8.5 * scale)
    line_across(figure, 1 - 0.094 * high, lines[2], 8.5 * scale)
    told = "  ·  ".join(line.rstrip(".") for line in sources) + "."
    figure.text(
        0.025,
        0.078 * high,
        "\n".join(wrapped(told, 0.95 * 72 * page.inches[0], 6 * scale)),
        fontsize=6 * scale,
        va="top",
        linespacing=1.35,
    )


def source_lines(region: Region, backdrop: Backdrop, lang: Lang) -> tuple[str, ...]:
    """Sources, licences and reservations, for the foot of a map."""
    drawn_names = tuple(region.municipalities[c].name for c in sorted(backdrop.drawn_codes))
    return notes(
        region,
        drawn_names=drawn_names,
        land=backdrop.land_source,
        lang=lang,
        outlines_file=backdrop.outlines_file,
    )


def shared_out(found: tuple[Section, ...], count: int) -> list[tuple[Section, ...]]:
    """Sections in `count` columns of about the same number of rows, in their order."""
    rows = [len(section.rows) + 1 for section in found]
    columns: list[list[Section]] = [[] for _ in range(count)]
    done = 0
    for section, size in zip(found, rows, strict=True):
        middle = done + size / 2
        columns[min(count - 1, int(count * middle / sum(rows)))].append(section)
        done += size
    return [tuple(column) for column in columns]


def line_across(figure: Any, y: float, text: str, size: float, **look: Any) -> None:
    """A line across the page, in smaller type where it would run over the edge."""
    line = figure.text(0.025, y, text, fontsize=size, va="baseline", **look)
    room = 0.95 * figure.bbox.width
    measure = measure_of(figure)
    # More than once: letters are fitted to the dots of the page, and do not shrink evenly.
    for _ in range(5):
        width = line.get_window_extent(measure).width
        if width <= room:
            return
        line.set_fontsize(line.get_fontsize() * min(0.99, room / width))


def draw_on(
    axes: Any,
    region: Region,
    travel: Travel,
    scenario: Scenario,
    plan: Plan,
    *,
    backdrop: Backdrop | None = None,
    lang: Lang = "nb",
    base: float = 7.5,
    most_names: int = 24,
    extent: tuple[float, float, float, float] | None = None,
) -> Drawn:
    """Draw the map of a plan onto an Axes that has its final size; no title, no legend.

    `base` is the size of ordinary type in points, and everything scales with it: a small map takes a
    smaller one and fewer names (`most_names` beside the required ones). `extent` in metres (EPSG:25833)
    lets several maps show the same frame; it is widened to the shape of the Axes.
    """
    import numpy as np

    from planner.report.maps import frame, layers, style
    from planner.report.maps import labels as names

    backdrop = backdrop if backdrop is not None else read_backdrop(region)
    found = flows_of(region, travel, scenario, plan)
    codes = _in_play(region, plan)
    used = sorted({service for _, service in found.specialist})
    fitted = frame.fitted(axes, extent or frame.frame_of(region, backdrop, codes, used))
    axes.set_xlim(fitted[0], fitted[2])
    axes.set_ylim(fitted[1], fitted[3])
    axes.set_aspect("equal")
    axes.set_xticks([])
    axes.set_yticks([])
    fills = style.fills([unit.unit_id for unit in plan.units])

    layers.ground(axes, backdrop, fitted)
    layers.municipalities(axes, backdrop, plan, fills)
    layers.roads(axes, region, travel, backdrop, boats=scenario.travel.boats, base=base)
    points = backdrop.points
    busy = [
        layers.flows(
            axes,
            [(points[a], points[b], n) for (a, b), n in found.local.items()],
            colour=style.LOCAL,
            most=found.most_of_a_place,
            base=base,
            dashed=False,
            alpha=0.5,
        )
    ]
    ends = {s: frame.way_to(region, backdrop, found, s, fitted) for s in used}
    busy.append(
        layers.flows(
            axes,
            [
                (points[region.municipalities[code].seat_place_id], ends[s][0], n)
                for (code, s), n in found.specialist.items()
            ],
            colour=style.SPECIALIST,
            most=found.most_of_a_place,
            base=base,
            dashed=True,
            alpha=0.7,
        )
    )
    layers.places(axes, region, backdrop, codes, base)
    layers.unmet_rings(axes, region, backdrop, found, base)
    symbols = names.seats_and_venues(axes, region, plan, found, backdrop, fills, base)
    arcs = np.concatenate(busy)
    dots = np.array([(*points[place_id], 1.0) for place_id in region.places]).reshape(-1, 3)
    tips = np.array([(*end, 9.0) for end, _ in ends.values()]).reshape(-1, 3)
    crowd = np.concatenate([arcs, dots, tips])
    hard = [*symbols.boxes, *frame.furniture(axes, backdrop, fitted, crowd, lang, base)]
    labels = frame.service_labels(axes, region, found, ends, lang, base)
    labels += names.place_names(
        region,
        plan,
        found,
        backdrop,
        symbols,
        codes,
        lang=lang,
        base=base,
        most_names=most_names,
    )
    labels += names.municipality_names(region, backdrop, codes, base)
    labels = [label for label in labels if frame.inside(label.x, label.y, fitted)]
    placed = names.write_labels(
        axes,
        labels,
        hard=hard,
        soft=dots_of(axes, region, backdrop, base),
        busy=arcs,
        base=base,
    )
    written = {spot.id for spot in placed}
    return Drawn(
        labels=placed,
        missing_labels=tuple(x.id for x in labels if x.required and x.id not in written),
        extent=fitted,
        flows=found,
        fills=fills,
    )


def _in_play(region: Region, plan: Plan) -> frozenset[str]:
    """Members and those outside; the whole region where a plan names neither."""
    codes = {*plan.member_of(), *plan.outside_codes}
    return frozenset(codes or region.municipalities)


def dots_of(axes: Any, region: Region, backdrop: Backdrop, base: float) -> list[Box]:
    """The dots of inhabited places, in pixels: names keep off them."""
    from planner.report.maps.layers import dot_size

    pixels = axes.figure.dpi / 72
    boxes = []
    for place in region.places.values():
        if place.persons > 0:
            x, y = axes.transData.transform(backdrop.points[place.id])
            half = dot_size(place.persons, base) * pixels / 2
            boxes.append(Box(x - half, y - half, x + half, y + half).grown(0.3 * base * pixels))
    return boxes
