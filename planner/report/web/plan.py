"""One alternative as the map in a browser holds it: units, venues, courses, who goes where, minutes.

Rows refer to those of the whole tree by position (`Positions`). Participants are not sent but follow
from persons × rate × share, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.pipeline import Alternative
from planner.problem import participation_rates
from planner.region import Venue
from planner.report.comparison import judgement, unit_assumed, unit_form, verdict
from planner.report.comparison.rows import figure
from planner.report.maps import Backdrop, flows_of, key_figures, style
from planner.report.web.geometry import Window, packed_line, unit_border
from planner.report.words import Lang, number, percent

NOBODY = 9999
"""In the place of a destination: nobody takes part from here, or their ways are split."""
HOME = 9998
"""In the place of a destination: who has an offer and does not come."""
MUNICIPALITY_COLUMNS = (
    "persons",
    "participants_served",
    "participants_specialist",
    "participants_unmet",
    "minutes_mean",
    "minutes_max",
    "share_within_60",
    "programmes_within_60",
)

Tree = dict[str, Any]
Borders = Mapping[tuple[str, ...], list[list[int]]]
"""Members of a unit → its border, packed: many alternatives have the same units."""


@dataclass(frozen=True, slots=True)
class Positions:
    """Where every id of the region stands in the lists of the tree."""

    municipality: Mapping[str, int]
    place: Mapping[str, int]
    town: Mapping[str, int]
    service: Mapping[str, int]
    link: Mapping[str, int]
    programme: Mapping[str, int]
    venue: Mapping[str, int]
    venues: tuple[Venue, ...]


def positions_of(alternatives: Sequence[Alternative]) -> Positions:
    """The positions that some alternatives of one region share."""
    region = alternatives[0].region
    venues = _venues(alternatives)
    return Positions(
        municipality=_counted(region.municipalities),
        place=_counted(region.places),
        town=_counted(sorted(region.external_places)),
        service=_counted(sorted(region.specialist_services)),
        link=_counted(region.links),
        programme=_counted(sorted(region.programmes)),
        venue=_counted(venue.id for venue in venues),
        venues=venues,
    )


def _counted(rows: Iterable[str]) -> dict[str, int]:
    return {row: n for n, row in enumerate(rows)}


def _venues(alternatives: Sequence[Alternative]) -> tuple[Venue, ...]:
    """Venues of all alternatives, each once. Rooms that a team may go out to only where it does."""
    found: dict[str, Venue] = {}
    used = {venue for a in alternatives for venue in a.plan.venues_in_use}
    for alternative in alternatives:
        for venue in alternative.region.venues.values():
            if venue.kind != "mobile" or venue.id in used:
                found.setdefault(venue.id, venue)
    return tuple(found[venue_id] for venue_id in sorted(found))


def borders_of(alternatives: Sequence[Alternative], backdrop: Backdrop, window: Window) -> Borders:
    """The borders of all units, each set of members once."""
    members = {unit.member_codes for a in alternatives for unit in a.plan.units}
    return {
        codes: [packed_line(line, window) for line in unit_border(backdrop, codes)]
        for codes in sorted(members)
    }


def alternative_tree(alternative: Alternative, borders: Borders, lang: Lang, index: Positions) -> Tree:
    """Everything that the map draws and tells of one alternative."""
    region, plan, scenario = alternative.region, alternative.plan, alternative.scenario
    rates = participation_rates(region, scenario)
    flows = flows_of(region, alternative.travel, scenario, plan)
    units = {unit.unit_id: n for n, unit in enumerate(plan.units)}
    closed = set(alternative.travel.closed_link_ids)
    first, second = key_figures(region, scenario, alternative.travel, plan, flows, lang)
    tree: Tree = {
        "id": alternative.name,
        "title": alternative.title(lang),
        "lines": [first, second],
        "verdict": list(verdict(alternative, lang)),
        "units": _units(alternative, borders, lang, index),
        "outside": [index.municipality[code] for code in plan.outside_codes],
        "attend": scenario.rules.own_unit.mode,
        "winter": int(alternative.travel.season == "winter"),
        "boats": int(scenario.travel.boats),
        "closed": [index.link[link] for link in sorted(closed) if link in index.link],
        "venues": [
            [index.venue[venue_id], unit]
            for venue_id, unit in sorted(
                {course.venue_id: units[course.unit_id] for course in plan.courses}.items()
            )
        ],
        "courses": [
            [
                index.programme[course.programme_id],
                index.venue[course.venue_id],
                round(course.courses_per_year, 4),
                number(lang, course.participants_per_course, 1),
                percent(lang, course.fill_probability),
            ]
            for course in alternative.indicators.per_course
        ],
        "own": [index.programme[k] for k, p in region.programmes.items() if "shared" not in p.levels],
        "rates": [round(rates[k], 6) for k in index.programme],
        "flows": _flows(alternative, index),
        "minutes": _minutes(alternative, index),
        "table": _municipality_table(alternative, lang, index),
    }
    base = [place.persons for place in region.places.values()]
    if scenario.demand.persons or scenario.population.year is not None:
        tree["persons"] = base
    return tree


def _units(alternative: Alternative, borders: Borders, lang: Lang, index: Positions) -> list[Tree]:
    """Open units in the plan's order, each with the fill that the printed map gives it too."""
    region = alternative.region
    fills = style.fills([unit.unit_id for unit in alternative.plan.units])
    found = {unit.unit_id: unit for unit in alternative.indicators.units}
    rows = []
    for unit in alternative.plan.units:
        known, figures = region.units[unit.unit_id], found[unit.unit_id]
        fill = fills[unit.unit_id]
        persons = number(lang, figures.persons) + ("*" if unit_assumed(alternative, figures) else "")
        rows.append(
            {
                "name": known.name,
                "form": unit_form(known.kind, lang),
                "seat": index.place.get(unit.seat_place_id, -1),
                "members": [index.municipality[code] for code in unit.member_codes],
                "persons": persons,
                "judgement": judgement(alternative, figures, lang).lstrip(":, "),
                "posts": number(lang, figures.coordinator_fte, 1),
                "fill": [fill.colour, fill.hatch, fill.hatch_colour],
                "border": borders[unit.member_codes],
            }
        )
    return rows


def _flows(alternative: Alternative, index: Positions) -> list[Tree]:
    """Per programme: where the people of each place take part.

    A destination counts venues from 0 and services from -2 down; -1 is no offer, `HOME` that they have
    one and do not come, `NOBODY` that nobody takes part from there. Shares are of those who come. `to`
    is one destination for every inhabited place, or a list with one for each place; `split` maps a
    place whose people go several ways to its `[destination, share]` pairs.
    """
    rows: dict[int, dict[int, list[list[float]]]] = {}
    inhabited = [p for p in alternative.region.places.values() if p.persons > 0]
    would: dict[tuple[str, str], float] = {}
    for row in alternative.indicators.assignments:
        key = (row.place_id, row.programme_id)
        would[key] = would.get(key, 0.0) + row.participants_per_year
    home = alternative.scenario.stays_home
    for row in alternative.indicators.assignments:
        share = row.share
        if home:
            share = row.participants_per_year / would[row.place_id, row.programme_id]
        if share <= 0:
            continue
        if row.kind == "local" and row.venue_id is not None:
            to = index.venue[row.venue_id]
        elif row.kind == "specialist" and row.service_id is not None:
            to = -2 - index.service[row.service_id]
        else:
            to = HOME if row.kind == "lost" else -1
        ways = rows.setdefault(index.programme[row.programme_id], {})
        ways.setdefault(index.place[row.place_id], []).append([to, round(share, 6)])
    found = []
    for programme in sorted(rows):
        ways_of = rows[programme]
        whole = {p: int(w[0][0]) for p, w in ways_of.items() if len(w) == 1 and w[0][1] >= 1 - 1e-6}
        split = {str(p): ways_of[p] for p in sorted(set(ways_of) - set(whole))}
        # Most programmes are held nowhere in the region: then all whole ways end at one place.
        line = [whole.get(place, NOBODY) for place in range(len(index.place))]
        ends = set(whole.values())
        alike = len(ends) == 1 and len(whole) == len(inhabited)
        row_tree: Tree = {"p": programme, "to": ends.pop() if alike else line}
        if split:
            row_tree["split"] = split
        found.append(row_tree)
    return found


def _minutes(alternative: Alternative, index: Positions) -> Tree:
    """One-way minutes from every place: to the places of venues in use, and to the services' towns.

    Rounded to a tenth and counted in tenths; -1 where there is no way.
    """
    region, travel = alternative.region, alternative.travel
    venues = {region.venues[v].place_id for v in alternative.plan.venues_in_use}
    used = {row.service_id for row in alternative.plan.specialist}
    towns = {region.specialist_services[s].external_place_id for s in used}

    def column(to: str) -> list[int]:
        found = (travel.minutes(place, to) for place in index.place)
        return [-1 if minutes is None else round(minutes * 10) for minutes in found]

    return {
        "place": {str(index.place[p]): column(p) for p in sorted(venues)},
        "town": {str(index.town[t]): column(t) for t in sorted(towns)},
    }


def _municipality_table(alternative: Alternative, lang: Lang, index: Positions) -> list[list[Any]]:
    return [
        [
            index.municipality[row.code],
            *(_amount(name, getattr(row, name), lang) for name in MUNICIPALITY_COLUMNS),
        ]
        for row in alternative.indicators.per_municipality
    ]


def _amount(name: str, value: float | None, lang: Lang) -> str:
    if value is not None and name.startswith("participants_"):
        return number(lang, value, 1)  # a small municipality has less than one a year of many
    return figure(name, value, lang)
