"""A map of how often each venue, or each unit, is chosen over the plans of a study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from planner.errors import Finding, InputError
from planner.messages import message
from planner.region import Region
from planner.report.charts import Page, base_of, frame, new_figure
from planner.report.words import Lang, percent
from planner.scenario import SEAT_PREFIX
from planner.whatif.plot_curve import counted
from planner.whatif.words import say

if TYPE_CHECKING:
    import pandas as pd

    from planner.report.maps import Backdrop

Chosen = Literal["venues", "units"]
MOBILE = "mobile_"


def shares(table: pd.DataFrame, chosen: Chosen) -> tuple[int, dict[str, float]]:
    """How many plans there are, and id → share of them that choose it, the most frequent first."""
    plans = table["venue_ids" if chosen == "venues" else "unit_ids"].dropna()
    counts = Counter(one for told in plans for one in str(told).split(";") if one)
    order = sorted(counts, key=lambda one: (-counts[one], one))
    return len(plans), {one: counts[one] / len(plans) for one in order}


def place_of(region: Region, one: str, chosen: Chosen) -> str | None:
    """The place of a venue, or of a unit's seat; None for one that only a scenario knows."""
    if chosen == "venues":
        if one in region.venues:
            return region.venues[one].place_id
        place = one.removeprefix(MOBILE)
        return place if place in region.places else None
    if one in region.units:
        return region.units[one].seat_place_id
    code = one.removeprefix(SEAT_PREFIX)
    return region.municipalities[code].seat_place_id if code in region.municipalities else None


def chosen_map(
    table: pd.DataFrame,
    region: Region,
    *,
    chosen: Chosen = "venues",
    lang: Lang = "nb",
    title: str = "",
    page: Page | None = None,
    backdrop: Backdrop | None = None,
) -> Any:
    """A figure of the region with a disc on every place that is chosen, as large as it is often.

    Several venues of a place share a disc: it is as large as the place is chosen often.

    Raises:
        InputError: no point has a plan, or nothing is chosen in any.
    """
    from planner.report.maps import dots_of, style
    from planner.report.maps import frame as map_frame
    from planner.report.maps import labels as map_names
    from planner.report.maps import layers as map_layers
    from planner.report.maps.backdrop import read_backdrop

    count, found = shares(table, chosen)
    if not found:
        raise InputError(
            [
                Finding(
                    "the study",
                    message("has no plan with {chosen}: there is no map of it", chosen=chosen),
                )
            ]
        )
    by_place = _by_place(table, region, chosen)
    page = page or Page()
    backdrop = backdrop or read_backdrop(region)
    figure, base = new_figure(page), base_of(page)
    heading = say(lang, chosen)
    bottom, top = frame(
        figure,
        page,
        title or heading,
        f"{heading}, {say(lang, 'of_plans', count=count)}",
        [counted(table, lang)],
    )
    axes = figure.add_axes((0.025, bottom, 0.95, top - bottom))
    codes = frozenset(region.municipalities)
    extent = map_frame.fitted(axes, map_frame.frame_of(region, backdrop, codes, []))
    axes.set_xlim(extent[0], extent[2])
    axes.set_ylim(extent[1], extent[3])
    axes.set_aspect("equal")
    axes.set_xticks([])
    axes.set_yticks([])
    map_layers.ground(axes, backdrop, extent)
    for shape in backdrop.shapes.values():
        map_layers.patch(
            axes, shape, facecolor=style.NOT_IN_PLAY, edgecolor=style.OUTLINE, linewidth=0.5, zorder=2
        )
    map_layers.places(axes, region, backdrop, codes, base)
    labels = []
    import numpy as np

    for place_id, share in by_place.items():
        x, y = backdrop.points[place_id]
        size = base * (0.9 + 3.1 * share**0.5)
        map_layers.symbol(
            axes, x, y, "o", size, style.LOCAL if share > 0.5 else "#8f8ec4", base, map_layers.Z_VENUE
        )
        labels.append(
            map_names.Label(
                id=place_id,
                lines=(
                    map_names.Line(region.place_name(place_id), base, "bold"),
                    map_names.Line(percent(lang, share, 0 if share >= 0.01 else 1), 0.95 * base),
                ),
                x=x,
                y=y,
                clear=size / 2 + 0.2 * base,
                rank=-share,
                required=True,
            )
        )
    crowd = np.array([(*backdrop.points[p], 1.0) for p in region.places]).reshape(-1, 3)
    discs = [_box(axes, label) for label in labels]
    hard = map_frame.furniture(axes, backdrop, extent, crowd, lang, base)
    map_names.write_labels(
        axes,
        [label for label in labels if map_frame.inside(label.x, label.y, extent)],
        hard=[*hard, *discs],
        soft=dots_of(axes, region, backdrop, base),
        busy=np.empty((0, 3)),
        base=base,
    )
    return figure


def _box(axes: Any, label: Any) -> Any:
    """The square around a disc, in pixels: names keep off it."""
    from planner.report.maps import Box

    x, y = axes.transData.transform((label.x, label.y))
    half = 0.8 * label.clear * axes.figure.dpi / 72
    return Box(x - half, y - half, x + half, y + half)


def _by_place(table: pd.DataFrame, region: Region, chosen: Chosen) -> Mapping[str, float]:
    plans = table["venue_ids" if chosen == "venues" else "unit_ids"].dropna()
    counts: Counter[str] = Counter()
    for told in plans:
        places = {place_of(region, one, chosen) for one in str(told).split(";") if one}
        counts.update(place for place in places if place is not None)
    return {
        place: counts[place] / len(plans) for place in sorted(counts, key=lambda p: (-counts[p], p))
    }
