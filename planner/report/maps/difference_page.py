"""The difference map of two alternatives: who gets nearer and who gets farther, in minutes one way.

    draw_difference(before, after, path, lang=…, page=…)     .png, .svg or .pdf by the suffix of `path`
    difference_figure(before, after, lang=…, page=…)         the same as a matplotlib Figure

Blue is nearer and orange farther; dots and strokes on the ground, and which way a place's triangle
points, say the same in grey print and to the colour-blind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.pipeline import Alternative
from planner.report.charts import Page, write_picture
from planner.report.maps.backdrop import Backdrop, read_backdrop
from planner.report.maps.difference import BREAKS_MINUTES, COLOURS, Change, Difference, difference
from planner.report.maps.label_placement import Placed
from planner.report.maps.page import (
    dots_of,
    heading_and_foot,
    map_and_legend,
    shared_out,
    source_lines,
)
from planner.report.maps.text import WORDS
from planner.report.words import DASH, MINUS, NO_BREAK_SPACE, Lang, joined, number, rounded
from planner.report.words.pictures import told

if TYPE_CHECKING:
    from planner.report.maps.labels import Label
    from planner.report.maps.legend import Section

HATCHES = {-3: "oo..", -2: "...", -1: "..", 0: "", 1: "//", 2: "////", 3: "//////"}
"""Dots where it is nearer, strokes where it is farther, closer the more."""
HATCH_INK = {-1: "#1f5d8f", 1: "#96500f"}
STEPS = (-3, -2, -1, 0, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class DrawnDifference:
    """What was drawn: the figures behind it, the labels' boxes (pixels), the frame (metres)."""

    difference: Difference
    labels: tuple[Placed, ...]
    missing_labels: tuple[str, ...]
    extent: tuple[float, float, float, float]


def draw_difference(
    before: Alternative,
    after: Alternative,
    path: Path,
    *,
    lang: Lang = "nb",
    title: str | None = None,
    page: Page | None = None,
    backdrop: Backdrop | None = None,
) -> None:
    """Write the map of what going from `before` to `after` does; same input, same bytes.

    Raises:
        InputError: the two cannot be compared, outlines cannot be read, the suffix is none of these, or
            the file cannot be written.
    """
    page = page if page is not None else Page()

    def make() -> Any:
        return difference_figure(before, after, lang=lang, title=title, page=page, backdrop=backdrop)[0]

    write_picture(path, make, dpi=page.dpi)


def difference_figure(
    before: Alternative,
    after: Alternative,
    *,
    lang: Lang = "nb",
    title: str | None = None,
    page: Page | None = None,
    backdrop: Backdrop | None = None,
) -> tuple[Any, DrawnDifference]:
    """The page as a matplotlib Figure: map, legend, sums and sources; and what was drawn.

    Raises:
        InputError: the two cannot be compared, or outlines cannot be read.
    """
    from matplotlib.figure import Figure

    from planner.report.maps.legend import draw_legend

    found = difference(before, after)
    page = page if page is not None else Page()
    backdrop = backdrop if backdrop is not None else read_backdrop(after.region)
    base = 7.5 * page.scale
    figure = Figure(figsize=page.inches, dpi=page.dpi, facecolor="white")
    axes, panels = map_and_legend(figure, page, below=0.32 if page.in_document else 0.22)
    labels, missing, extent = _draw(axes, before, after, found, backdrop, lang, base)
    sections = _sections(before, after, found, lang, base)
    for panel, part in zip(panels, shared_out(sections, len(panels)), strict=True):
        draw_legend(panel, part, base=base)
    if page.in_document:
        return figure, DrawnDifference(found, labels, missing, extent)
    names = {"before": before.title(lang), "after": after.title(lang)}
    heading = title if title is not None else told(lang, "difference.title", **names)
    lines = (heading, *summary(found, lang))
    notes = (told(lang, "difference.note"), *source_lines(after.region, backdrop, lang))
    heading_and_foot(figure, page, lines, notes)
    return figure, DrawnDifference(found, labels, missing, extent)


def difference_notes(before: Alternative, after: Alternative, lang: Lang) -> tuple[str, ...]:
    """What a document says under the map: how many get nearer and farther, and what minutes mean."""
    told_of = [text for text in summary(difference(before, after), lang, decimals=0) if text]
    return (*told_of, told(lang, "difference.note").rstrip(".") + ".")


def summary(found: Difference, lang: Lang, decimals: int = 1) -> tuple[str, str]:
    """Two sentences: how many get nearer and farther, and what it means for the mean and for offers.

    Minutes have so many decimals; a document, which tells them whole elsewhere, asks for none.
    """
    parts = [
        told(lang, f"difference.{key}_persons", persons=persons, least=int(BREAKS_MINUTES[0]))
        for key, steps in (("nearer", (-3, -2, -1)), ("farther", (1, 2, 3)), ("same", (0,)))
        if (persons := found.persons(*steps))
    ]
    first = f"{joined(lang, parts)}." if parts else ""
    whole = found.whole
    second = ""
    if whole.before is not None and whole.after is not None:
        second = told(
            lang,
            "difference.mean",
            before=number(lang, whole.before, decimals),
            after=number(lang, whole.after, decimals),
            change=signed(
                lang,
                float(rounded(whole.after, decimals) - rounded(whole.before, decimals)),
                decimals,
            ),
        )
    if whole.unmet:
        second += " " + told(
            lang,
            "difference.unmet",
            before=number(lang, whole.unmet_before, 1),
            after=number(lang, whole.unmet_after, 1),
        )
    return first, second.strip()


def signed(lang: Lang, value: float, decimals: int = 0) -> str:
    """A change with its sign; none for what rounds to nothing.

    >>> signed("nb", 12.4), signed("nb", -3.26, 1), signed("nb", 0.2)
    ('+12', '−3,3', '0')
    """
    text = number(lang, value, decimals)
    return text if text.startswith(MINUS) or not text.strip("0,.") else f"+{text}"


def _draw(
    axes: Any,
    before: Alternative,
    after: Alternative,
    found: Difference,
    backdrop: Backdrop,
    lang: Lang,
    base: float,
) -> tuple[tuple[Placed, ...], tuple[str, ...], tuple[float, float, float, float]]:
    import numpy as np

    from planner.report.maps import frame as map_frame
    from planner.report.maps import labels as map_names
    from planner.report.maps import layers as map_layers
    from planner.report.maps import style

    region = after.region
    codes = frozenset(row.id for row in found.municipalities)
    extent = map_frame.fitted(axes, map_frame.frame_of(region, backdrop, codes, []))
    axes.set_xlim(extent[0], extent[2])
    axes.set_ylim(extent[1], extent[3])
    axes.set_xticks([])
    axes.set_yticks([])
    map_layers.ground(axes, backdrop, extent)
    steps = {row.id: row.step for row in found.municipalities}
    for code, shape in backdrop.shapes.items():
        step = steps.get(code)
        if code not in codes:
            map_layers.filled(axes, shape, style.NOT_IN_PLAY, "", "none")
        elif step is None:
            map_layers.filled(axes, shape, style.OUTSIDE, style.OUTSIDE_HATCH, "#b4b4b4")
        else:
            map_layers.filled(axes, shape, COLOURS[step], HATCHES[step], _hatch_ink(step))
        map_layers.patch(
            axes, shape, facecolor="none", edgecolor=style.OUTLINE, linewidth=0.09 * base,
            zorder=map_layers.Z_EDGE,
        )  # fmt: skip
    map_layers.roads(axes, region, after.travel, backdrop, boats=after.scenario.travel.boats, base=base)
    for row in found.places:
        _place(axes, row, backdrop.points[row.id], base)
    boxes = _venues(axes, before, after, backdrop, base)
    crowd = np.array([(*backdrop.points[p], 1.0) for p in region.places]).reshape(-1, 3)
    hard = [*boxes.values(), *map_frame.furniture(axes, backdrop, extent, crowd, lang, base)]
    labels = _labels(before, after, found, backdrop, base, lang)
    placed = map_names.write_labels(
        axes,
        labels,
        hard=hard,
        soft=dots_of(axes, region, backdrop, base),
        busy=np.zeros((0, 3)),
        base=base,
    )
    written = {spot.id for spot in placed}
    missing = tuple(x.id for x in labels if x.required and x.id not in written)
    return placed, missing, extent


def _hatch_ink(step: int) -> str:
    return HATCH_INK[1 if step > 0 else -1]


def _look(step: int | None) -> tuple[str, str]:
    """A place's symbol and colour: down is nearer, up is farther, a disc about the same."""
    if step is None:
        return "x", "#ffffff"
    return ("o" if step == 0 else "v" if step < 0 else "^"), COLOURS[step]


def _size(persons: int, base: float) -> float:
    from planner.report.maps.layers import dot_size

    return max(0.55 * base, 1.35 * dot_size(persons, base))


def _place(axes: Any, row: Change, point: tuple[float, float], base: float) -> None:
    from planner.report.maps import layers as map_layers
    from planner.report.maps import style

    marker, colour = _look(row.step)
    size = _size(row.persons, base)
    map_layers.symbol(axes, *point, marker, size, colour, 0.75 * base, map_layers.Z_PLACE)
    if row.unmet > 0:
        axes.plot(
            *point, "o", ms=size + 0.8 * base, mfc="none", mec=style.UNMET, mew=0.2 * base,
            zorder=map_layers.Z_PLACE + 0.1,
        )  # fmt: skip


VENUE_MARKS = {"both": ("s", "#111111"), "after": ("P", "#111111"), "before": ("X", "#ffffff")}


def _venue_places(before: Alternative, after: Alternative) -> dict[str, str]:
    """Place → whether courses are held there under `both`, only `before` or only `after`."""
    was, now = (
        {a.region.places[a.region.venues[v].place_id].id for v in a.plan.venues_in_use}
        for a in (before, after)
    )
    return {
        place: "both" if place in was & now else "after" if place in now else "before"
        for place in sorted(was | now)
    }


def _venues(
    axes: Any, before: Alternative, after: Alternative, backdrop: Backdrop, base: float
) -> dict[str, Any]:
    """Symbols above the places where courses are held, and their boxes in pixels."""
    from planner.report.maps import layers as map_layers
    from planner.report.maps.label_placement import Box

    pixels = axes.figure.dpi / 72
    back = axes.transData.inverted()
    boxes = {}
    for place_id, when in _venue_places(before, after).items():
        marker, face = VENUE_MARKS[when]
        persons = after.region.places[place_id].persons
        away = (_size(persons, base) / 2 + 0.75 * base) * pixels if persons else 0.0
        px, py = axes.transData.transform(backdrop.points[place_id])
        x, y = back.transform((px, py + away))
        map_layers.symbol(axes, x, y, marker, 1.25 * base, face, base, map_layers.Z_VENUE)
        half = 0.75 * base * pixels
        boxes[place_id] = Box(px - half, py + away - half, px + half, py + away + half)
    return boxes


def _labels(
    before: Alternative,
    after: Alternative,
    found: Difference,
    backdrop: Backdrop,
    base: float,
    lang: Lang,
) -> list[Label]:
    """Municipalities with their change, places with courses, then the places that change most."""
    from planner.report.maps import style
    from planner.report.maps.labels import Label, Line, inner_points

    region = after.region
    labels = []
    for row in found.municipalities:
        shape = backdrop.shapes.get(row.id)
        if shape is None or shape.is_empty:
            continue
        spots = inner_points(shape)
        change = told(lang, "difference.nobody")
        if row.minutes is not None:
            change = f"{signed(lang, row.minutes)}{NO_BREAK_SPACE}min"
        labels.append(
            Label(
                id=f"municipality:{row.id}",
                lines=(
                    Line(region.municipalities[row.id].name, base, slant="italic"),
                    Line(change, 1.15 * base, "bold"),
                ),
                x=spots[0][0],
                y=spots[0][1],
                clear=0.0,
                rank=-10.0,
                required=True,
                spots=spots,
                area=shape,
            )
        )
    venues = _venue_places(before, after)
    rows = {row.id: row for row in found.places}
    wanted = sorted(rows.values(), key=lambda r: (-abs(r.minutes or 0.0) * r.persons, r.id))[:16]
    for place_id in sorted({*venues, *(row.id for row in wanted)}):
        place = region.places[place_id]
        x, y = backdrop.points[place_id]
        lines = [
            Line(place.name, 0.9 * base, "bold" if place_id in venues else "normal", colour=style.INK)
        ]
        change_of = rows.get(place_id)
        if change_of is not None and change_of.minutes is not None and change_of.step:
            lines.append(Line(f"{signed(lang, change_of.minutes)}{NO_BREAK_SPACE}min", 0.8 * base))
        labels.append(
            Label(
                id=f"place:{place_id}",
                lines=tuple(lines),
                x=x,
                y=y,
                clear=_size(place.persons, base) / 2 + 0.35 * base,
                rank=-5.0 if place_id in venues else -abs(rows[place_id].minutes or 0.0) / 1000,
                required=place_id in venues,
            )
        )
    return labels


def _sections(
    before: Alternative, after: Alternative, found: Difference, lang: Lang, base: float
) -> tuple[Section, ...]:
    from matplotlib.patches import Patch

    from planner.report.maps import style
    from planner.report.maps.layers import dot_size
    from planner.report.maps.legend import Section, mark

    ground = [
        (
            Patch(
                facecolor=COLOURS[step],
                edgecolor=_hatch_ink(step) if step else "#999999",
                hatch=HATCHES[step],
                linewidth=0.6,
            ),
            class_name(step, lang),
        )
        for step in STEPS
    ]
    if any(row.step is None for row in found.municipalities):
        fill = Patch(
            facecolor=style.OUTSIDE, edgecolor="#8c8c8c", hatch=style.OUTSIDE_HATCH, linewidth=0.6
        )
        ground.append((fill, told(lang, "difference.nobody")))
    outside = set(after.region.municipalities) - {row.id for row in found.municipalities}
    if outside:
        plain = Patch(facecolor=style.NOT_IN_PLAY, edgecolor=style.OUTLINE, linewidth=0.6)
        ground.append((plain, told(lang, "difference.not_judged")))
    places = []
    for step, key in ((-2, "nearer"), (0, "same"), (2, "farther"), (None, "nobody")):
        if step is not None or any(row.step is None for row in found.places):
            marker, colour = _look(step)
            places.append((mark(marker, 1.1 * base, colour), told(lang, f"difference.{key}")))
    if any(row.unmet > 0 for row in found.places):
        ring = mark("o", 1.8 * base, "none")
        ring.set_markeredgecolor(style.UNMET)
        places.append((ring, told(lang, "difference.more_unmet")))
    sample = mark("o", 1.35 * dot_size(2000, base), "white")
    places.append((sample, f"{number(lang, 2000)} {WORDS.text(lang, 'persons')}"))
    used = set(_venue_places(before, after).values())
    names = {"before": before.title(lang), "after": after.title(lang)}
    venues = []
    for when in ("both", "after", "before"):
        if when in used:
            marker, face = VENUE_MARKS[when]
            venues.append(
                (mark(marker, 1.25 * base, face), told(lang, f"difference.{when}_venue", **names))
            )
    made = (
        Section(told(lang, "difference.ground"), tuple(ground)),
        Section(told(lang, "difference.places"), tuple(places)),
        Section(told(lang, "difference.venues"), tuple(venues)),
    )
    return tuple(section for section in made if section.rows)


def class_name(step: int, lang: Lang) -> str:
    """A class of change in words and minutes."""
    ends: Sequence[float] = BREAKS_MINUTES
    if step == 0:
        return told(lang, "difference.class_same", least=int(ends[0]))
    size = abs(step)
    span = f"{ends[size - 1]:g}{DASH}{ends[size]:g}" if size < len(ends) else f"≥ {ends[size - 1]:g}"
    return told(lang, "difference.class_nearer" if step < 0 else "difference.class_farther", span=span)
