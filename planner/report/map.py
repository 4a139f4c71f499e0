"""The static map of a plan: who coordinates what, where courses are held, who travels where.

    draw_map(region, travel, scenario, plan, path)   one page as .png, .svg or .pdf
    draw_on(axes, region, travel, scenario, plan)    the map itself onto an Axes of one's own
    read_backdrop(region)                            the geometry that several maps can share

`region` is the effective region throughout. Nothing here touches matplotlib's global figures.
"""

from __future__ import annotations

import contextlib
import os
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.plan import Plan
from planner.region.types import Region
from planner.report.map_backdrop import Backdrop, read_backdrop
from planner.report.map_flows import Flows, flows_of
from planner.report.map_labels import Box, Placed
from planner.report.map_text import key_figures, notes, title_of
from planner.report.numbers import Lang
from planner.scenario.schema import Scenario
from planner.travel.types import Travel

if TYPE_CHECKING:
    from planner.report.map_style import Fill

__all__ = ["Drawn", "draw_map", "draw_on", "make_figure", "read_backdrop"]

A4_INCHES = (11.69, 8.27)
SUFFIXES = (".png", ".svg", ".pdf")


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
    backdrop: Backdrop | None = None,
) -> None:
    """Write a map of a plan as an A4 page (landscape): .png, .svg or .pdf by the suffix of `path`.

    The file appears whole or not at all, and the same input gives the same bytes. `backdrop` is that of
    the region (`read_backdrop`), so that many maps read it once.

    Raises:
        InputError: the suffix is none of these, the file cannot be written, or outlines cannot be read.
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise InputError(
            [
                Finding(
                    file=str(path),
                    message="a map cannot be written in this format",
                    found=path.suffix or "no suffix",
                    expected=", ".join(SUFFIXES),
                    mend="End the file's name with one of these.",
                )
            ]
        )
    import matplotlib.style
    from matplotlib import rc_context

    # Whatever a user's matplotlibrc says, every map looks alike; the salt fixes the ids inside an SVG.
    with matplotlib.style.context("default"), rc_context(_settings(kind)):
        figure, _ = make_figure(
            region, travel, scenario, plan, lang=lang, title=title, dpi=dpi, backdrop=backdrop
        )
        metadata = {
            ".png": {"Software": None},
            ".svg": {"Date": None, "Creator": None},
            ".pdf": {"CreationDate": None, "Creator": None, "Producer": None},
        }[kind]

        def save(file: IO[bytes]) -> None:
            figure.savefig(file, format=kind[1:], dpi=dpi, metadata=metadata)

        _write_whole(path, save)


def _settings(kind: str) -> dict[str, Any]:
    return {
        "font.family": "DejaVu Sans",
        "hatch.linewidth": 0.5,
        "svg.hashsalt": "map",
        "svg.fonttype": "path",
        "pdf.fonttype": 42,
        "path.simplify": kind == ".png",
    }


def _write_whole(path: Path, save: Callable[[IO[bytes]], None]) -> None:
    """Write beside the target, then move into place."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            save(file)
        part.replace(path)
    except OSError as error:
        raise InputError(
            [
                Finding(
                    file=str(path),
                    message="the map cannot be written here",
                    found=error.strerror or str(error),
                    mend="Name a folder that exists and that you may write to.",
                )
            ]
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def make_figure(
    region: Region,
    travel: Travel,
    scenario: Scenario,
    plan: Plan,
    *,
    lang: Lang = "nb",
    title: str | None = None,
    dpi: int = 150,
    backdrop: Backdrop | None = None,
) -> tuple[Any, Drawn]:
    """The page as a matplotlib Figure: title, key figures, map, legend, sources; and what was drawn."""
    from matplotlib.figure import Figure

    from planner.report.map_legend import draw_legend, sections

    backdrop = backdrop if backdrop is not None else read_backdrop(region)
    base = 7.5
    figure = Figure(figsize=A4_INCHES, dpi=dpi, facecolor="white")
    axes = figure.add_axes((0.025, 0.095, 0.685, 0.795))
    drawn = draw_on(axes, region, travel, scenario, plan, backdrop=backdrop, lang=lang, base=base)
    panel = figure.add_axes((0.722, 0.095, 0.265, 0.795))
    found = sections(region, travel, scenario, plan, drawn.flows, drawn.fills, lang=lang, base=base)
    draw_legend(panel, found, base=base)
    heading = title if title is not None else title_of(scenario, lang)
    _line(figure, 0.958, heading, 15, fontweight="bold")
    first, second = key_figures(region, scenario, travel, plan, drawn.flows, lang)
    _line(figure, 0.930, first, 8.5)
    _line(figure, 0.906, second, 8.5)
    drawn_names = tuple(region.municipalities[c].name for c in sorted(backdrop.drawn_codes))
    foot = "  ·  ".join(
        line.rstrip(".")
        for line in notes(region, drawn_names=drawn_names, land=backdrop.land_source, lang=lang)
    )
    figure.text(0.025, 0.078, textwrap.fill(foot + ".", 255), fontsize=6, va="top", linespacing=1.35)
    return figure, drawn


def _line(figure: Any, y: float, text: str, size: float, **look: Any) -> None:
    """A line across the page, in smaller type where it would run over the edge."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    line = figure.text(0.025, y, text, fontsize=size, va="baseline", **look)
    room = 0.962 * figure.bbox.width
    width = line.get_window_extent(FigureCanvasAgg(figure).get_renderer()).width
    if width > room:
        line.set_fontsize(size * room / width)


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

    from planner.report import map_frame as frame
    from planner.report import map_layers as layers
    from planner.report import map_names as names
    from planner.report import map_style as style

    backdrop = backdrop if backdrop is not None else read_backdrop(region)
    found = flows_of(region, scenario, plan)
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
        soft=_dots(axes, region, backdrop, base),
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


def _dots(axes: Any, region: Region, backdrop: Backdrop, base: float) -> list[Box]:
    from planner.report.map_layers import dot_size

    pixels = axes.figure.dpi / 72
    boxes = []
    for place in region.places.values():
        if place.persons > 0:
            x, y = axes.transData.transform(backdrop.points[place.id])
            half = dot_size(place.persons, base) * pixels / 2
            boxes.append(Box(x - half, y - half, x + half, y + half).grown(0.3 * base * pixels))
    return boxes
