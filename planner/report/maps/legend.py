"""The legend: sections of symbols with their words, stacked down a panel."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.legend import Legend
from matplotlib.legend_handler import HandlerTuple
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from planner.plan import Plan
from planner.region import Link, Region
from planner.report.charts import measure_of
from planner.report.maps import layers, style
from planner.report.maps.flows import Flows
from planner.report.maps.text import WORDS, amount, beyond_scope, kind_name, service_name
from planner.report.words import NO_BREAK_SPACE, Lang, joined, number
from planner.scenario import Scenario
from planner.travel import Travel

MOST_UNITS = 24
"""Units named one by one; of more a page has no room to tell."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its rows: a drawn sample and the words for it."""

    heading: str
    rows: tuple[tuple[Any, str], ...]


def sections(
    region: Region,
    travel: Travel,
    scenario: Scenario,
    plan: Plan,
    found: Flows,
    fills: Mapping[str, style.Fill],
    *,
    lang: Lang,
    base: float,
) -> tuple[Section, ...]:
    """What a reader needs to read this map, and nothing that is not on it."""
    made = (
        _units(region, scenario, plan, fills, lang, base),
        _venues(region, found, lang, base),
        _travel(region, found, lang, base),
        _roads(region, travel, scenario, lang, base),
    )
    return tuple(section for section in made if section.rows)


def _units(
    region: Region,
    scenario: Scenario,
    plan: Plan,
    fills: Mapping[str, style.Fill],
    lang: Lang,
    base: float,
) -> Section:
    words = WORDS.every(lang)
    rows: list[tuple[Any, str]] = []
    for unit in plan.units[:MOST_UNITS]:
        fill = fills[unit.unit_id]
        persons = number(lang, region.persons_of(unit.member_codes)) + NO_BREAK_SPACE
        rows.append(
            (
                Patch(
                    facecolor=fill.colour,
                    edgecolor=fill.hatch_colour,
                    hatch=fill.hatch * 2,
                    linewidth=0.8,
                ),
                f"{region.units[unit.unit_id].name}, {words['seat_in']} "
                f"{region.place_name(unit.seat_place_id)}: {persons}{words['inhabitants']}",
            )
        )
    if len(plan.units) > MOST_UNITS:
        rows.append(
            (Line2D([], [], linestyle="none"), f"+ {len(plan.units) - MOST_UNITS} {words['more']}")
        )
    if plan.outside_codes:
        names = joined(lang, [region.municipalities[c].name for c in plan.outside_codes])
        persons = number(lang, region.persons_of(plan.outside_codes))
        lead = words["outside"] if plan.units else words["no_unit"]
        rows.append(
            (
                Patch(
                    facecolor=style.OUTSIDE,
                    edgecolor="#8c8c8c",
                    hatch=style.OUTSIDE_HATCH * 2,
                    linewidth=0.8,
                ),
                f"{lead}: {names} ({persons}{NO_BREAK_SPACE}{words['inhabitants']})",
            )
        )
    in_play = {*plan.outside_codes, *plan.member_of()}
    if set(region.municipalities) - in_play:
        rows.append(
            (
                Patch(facecolor=style.NOT_IN_PLAY, edgecolor=style.OUTLINE, linewidth=0.6),
                words["not_in_play"],
            )
        )
    beyond = beyond_scope(region, scenario, plan)
    if beyond:
        names = joined(lang, [region.municipalities[c].name for c in beyond])
        rows.append((Line2D([], [], linestyle="none"), f"{words['beyond']}: {names}"))
    if plan.units:
        rows.append((mark("*", 2.0 * base, "white"), words["seat"]))
    return Section(words["units"], tuple(rows))


def _venues(region: Region, found: Flows, lang: Lang, base: float) -> Section:
    venues = [region.venues[venue_id] for venue_id in found.courses]
    marks = style.markers([v.kind for v in region.venues.values()])
    rows: list[tuple[Any, str]] = []
    for kind in sorted({v.kind for v in venues}):
        known = any(v.kind == kind and "place_id" not in v.assumed for v in venues)
        face = style.INK if known else "white"
        rows.append((mark(marks[kind], 1.25 * base, face), kind_name(lang, kind)))
    heading = WORDS.text(lang, "venues")
    if any("place_id" in v.assumed for v in venues):
        heading += f" ({WORDS.text(lang, 'venue_assumed')})"
    return Section(heading, tuple(rows))


def _travel(region: Region, found: Flows, lang: Lang, base: float) -> Section:
    words = WORDS.every(lang)
    most = found.most_of_a_place
    rows: list[tuple[Any, str]] = []
    if found.local:
        sizes = _samples(max(found.local.values()))
        for n in sizes:
            line = Line2D(
                [], [], color=style.LOCAL, alpha=0.55, linewidth=layers.line_width(n, most, base)
            )
            first = n == sizes[0]
            rows.append((line, f"{amount(lang, n)}" + (f" {words['local']}" if first else "")))
    if found.specialist:
        services = sorted({service for _, service in found.specialist})
        where = joined(lang, [service_name(region.specialist_services[s]) for s in services])
        sizes = _samples(max(found.specialist.values()) / 2)[:1]
        for n in sizes:
            line = Line2D(
                [],
                [],
                color=style.SPECIALIST,
                alpha=0.75,
                linewidth=layers.line_width(n, most, base),
                linestyle=(0, (2.2, 1.1)),
            )
            rows.append(
                (line, f"{amount(lang, n)} {words['at_specialist']} {where} {words['together']}")
            )
    if found.unmet:
        ring = mark("o", 1.6 * base, "none")
        ring.set_markeredgecolor(style.UNMET)
        rows.append((ring, words["unmet"]))
    return Section(words["travel"], tuple(rows))


def _samples(largest: float) -> list[float]:
    """One or two round numbers that the widths of a map can be read by, the larger first."""
    top = layers.round_km(largest)
    return [top, top / 10] if top >= 1 else [top]


def _roads(region: Region, travel: Travel, scenario: Scenario, lang: Lang, base: float) -> Section:
    words = WORDS.every(lang)
    closed = set(travel.closed_link_ids)
    links = list(region.links.values())
    roads = [link for link in links if link.kind == "road" and link.id not in closed]
    shut = [
        link for link in links if link.id in closed and (link.kind == "road" or scenario.travel.boats)
    ]
    rows: list[tuple[Any, str]] = []

    def sample(*names: str, **more: Any) -> Any:
        return tuple(Line2D([], [], **layers.road_look(n, base), **more) for n in names)

    inner = [link for link in roads if not _leaves(region, link)]
    if inner:
        rows.append((sample("road"), words["road"]))
    if any(link.winter_exposed for link in inner):
        rows.append((sample("exposed", "road"), f"{words['road']}, {words['exposed']}"))
    if len(inner) < len(roads):
        rows.append((sample("out"), words["out"]))
    if scenario.travel.boats and any(k.kind != "road" and k.id not in closed for k in links):
        rows.append((sample("boat"), words["boat"]))
    if shut:
        cross = {"marker": "x", "markersize": 0.9 * base, "markeredgewidth": 0.24 * base}
        rows.append((sample("closed", **cross), words["closed"]))
    for persons in (5000, 500):
        dot = mark("o", layers.dot_size(persons, base), style.INK)
        rows.append((dot, f"{number(lang, persons)} {words['persons']}"))
    if any(p.assumed & {"lon", "lat"} for p in region.places.values() if p.persons):
        rows.append((mark("o", layers.dot_size(500, base), "white"), words["place_assumed"]))
    return Section(words["roads"], tuple(rows))


def _leaves(region: Region, link: Link) -> bool:
    return bool({link.from_id, link.to_id} & set(region.external_places))


def mark(marker: str, size: float, face: str) -> Line2D:
    """A symbol as a sample: no line, a dark edge."""
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=marker,
        markersize=size,
        markerfacecolor=face,
        markeredgecolor=style.INK,
        markeredgewidth=0.8,
    )


def draw_legend(panel: Any, found: Sequence[Section], *, base: float) -> None:
    """Stack the sections down an Axes that shows nothing else, in smaller type where they are many."""
    panel.set_axis_off()
    for size in (base, 0.87 * base, 0.75 * base, 0.65 * base):
        drawn, room = _stack(panel, found, size)
        if room >= 0 or size == 0.65 * base:
            return
        for legend in drawn:
            legend.remove()


def _stack(panel: Any, found: Sequence[Section], base: float) -> tuple[list[Any], float]:
    """The legends of the sections from the top down, and the share of the panel that is left."""
    figure = panel.figure
    measure = measure_of(figure)
    area = panel.get_window_extent()
    columns = int(area.width * 72 / figure.dpi / (0.58 * base)) - 7
    drawn = []
    top = 1.0
    for section in found:
        legend = Legend(
            panel,
            [handle for handle, _ in section.rows],
            [textwrap.fill(text, columns) for _, text in section.rows],
            title=section.heading,
            loc="upper left",
            bbox_to_anchor=(0.0, top),
            fontsize=base,
            title_fontproperties={"size": base, "weight": "bold"},
            alignment="left",
            frameon=False,
            borderaxespad=0.0,
            borderpad=0.0,
            handlelength=2.6,
            handleheight=1.3,
            labelspacing=0.45,
            handler_map={tuple: HandlerTuple(ndivide=1)},
        )
        panel.add_artist(legend)
        drawn.append(legend)
        air = 1.39 * base * figure.dpi / 72
        top -= (legend.get_window_extent(measure).height + air) / area.height
    return drawn, top
