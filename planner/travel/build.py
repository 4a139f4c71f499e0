"""Region + scenario → Travel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import Finding, InputError
from planner.messages import message
from planner.region import Region
from planner.scenario import Scenario
from planner.travel.graph import closed_link_ids, road_graph
from planner.travel.great_circle import great_circle_times, rule_in_words
from planner.travel.matrix import Matrix, read_matrix
from planner.travel.shortest import shortest_times
from planner.travel.table import table_of
from planner.travel.types import Travel

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt

MOST_PLACES_FOR_FULL_TABLE = 1000
"""Up to this many places the table holds every pair; above, only the pairs that planning asks for."""

MOST_NAMES = 12
"""A warning names this many places and counts the rest."""


@dataclass(frozen=True, slots=True)
class _Ways:
    """Minutes and km, origins × destinations, NaN where there is no way, and where they come from."""

    minutes: npt.NDArray[np.float64]
    km: npt.NDArray[np.float64]
    source: str
    placeless: tuple[str, ...]
    """Places that the source knows nothing of: no link at all, or no row in the matrix."""
    warnings: tuple[str, ...] = ()
    back: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None = None
    """Minutes and km of the way back, from the destination to the origin, where they differ."""


def build_travel(region: Region, scenario: Scenario) -> Travel:
    """One-way minutes and km between the places of a region in the scenario's season.

    Times are the fastest over the links that are open (`road_graph`), or those of the ready matrix in
    `travel.matrix`, or else those of the region's own table `travel_times`. Where the region has no
    links at all, and for places without any link where `travel.where_no_road` says `great_circle`,
    the great-circle rule stands in, with a warning.

    A matrix may have other times and km for the way back than for the way there; hours, km and cost
    count both.

    With up to 1 000 places the table holds every pair. With more it holds the ways from inhabited
    places, seats and staff bases to inhabited municipal centres, venues, seats, staff bases and places
    outside the region. A pair with no way is absent. A place is 0 minutes from itself.

    Inhabited places that reach no other place that anyone could want to go to (junctions do not
    count) are in `unreachable_place_ids` and, by name, in `warnings`; so are groups of places that
    are cut off together.

    Raises InputError where a closure names a link that cannot be closed, or the matrix cannot be used.
    """
    origins, destinations = _pairs_wanted(region)
    closed = closed_link_ids(region, scenario)
    if scenario.travel.matrix is not None:
        ways = _by_matrix(region, scenario, origins, destinations)
    elif region.travel_times:
        ways = _from_matrix(region, scenario, origins, destinations, _own_times(region))
    elif region.links:
        graph = road_graph(region, scenario)
        minutes, km = shortest_times(graph, origins, destinations)
        linked = {end for link in region.links.values() for end in (link.from_id, link.to_id)}
        without = tuple(key for key in _all_places(region) if key not in linked)
        ways = _Ways(minutes, km, "roads", without, _cut_off(region, graph))
    else:
        ways = _by_great_circle(region, scenario, origins, destinations)
    if scenario.travel.where_no_road == "great_circle" and ways.source != "great_circle":
        ways = _with_great_circle(region, scenario, origins, destinations, ways)
    unreachable = _unreachable(region, origins, destinations, ways.minutes)
    warnings = list(ways.warnings)
    if unreachable:
        persons = sum(region.places[key].persons for key in unreachable)
        warnings.insert(
            0,
            message(
                "{places} ({persons} persons) can reach no other place: nobody there can travel to a "
                "course or to the specialist.",
                places=_named(region, unreachable),
                persons=persons,
            ),
        )
    back_minutes, back_km = ways.back or (None, None)
    return Travel(
        back_minutes_table=None
        if back_minutes is None
        else table_of(origins, destinations, back_minutes),
        back_km_table=None if back_km is None else table_of(origins, destinations, back_km),
        minutes_table=table_of(origins, destinations, ways.minutes),
        km_table=table_of(origins, destinations, ways.km),
        season=scenario.travel.season,
        source=ways.source,
        unreachable_place_ids=unreachable,
        warnings=tuple(warnings),
        closed_link_ids=tuple(sorted(closed)),
    )


def _all_places(region: Region) -> tuple[str, ...]:
    return tuple(sorted([*region.places, *region.external_places]))


def _pairs_wanted(region: Region) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Origins and destinations of the table, each sorted."""
    everywhere = _all_places(region)
    if len(everywhere) <= MOST_PLACES_FOR_FULL_TABLE:
        return everywhere, everywhere
    bases = {key for unit in region.units.values() for key in unit.staff_base_place_ids}
    bases |= {unit.seat_place_id for unit in region.units.values()}
    bases |= {municipality.seat_place_id for municipality in region.municipalities.values()}
    inhabited = {place.id for place in region.places.values() if place.persons > 0}
    venues = {venue.place_id for venue in region.venues.values()}
    return (
        tuple(sorted(inhabited | bases)),
        tuple(sorted(venues | bases | set(region.external_places))),
    )


def _by_matrix(
    region: Region, scenario: Scenario, origins: tuple[str, ...], destinations: tuple[str, ...]
) -> _Ways:
    path = Path(scenario.travel.matrix or "")
    matrix = read_matrix(path, _all_places(region))
    ways = _from_matrix(region, scenario, origins, destinations, matrix)
    if matrix.km is not None:
        return ways
    if scenario.budget.nok_per_year_max is not None or "cost" in scenario.limits:
        raise InputError(
            [
                Finding(
                    str(path),
                    message("the travel matrix has no km, and the scenario bounds the cost"),
                    1,
                    expected=message("the column km: mileage is part of the cost"),
                    fix=message("Add the column km, or take the bound on the cost away."),
                )
            ]
        )
    told = message(
        "The travel matrix has no km: mileage is left out where cost is made small, and costs with "
        "mileage in them are not told."
    )
    return replace(ways, warnings=(*ways.warnings, told))


def _own_times(region: Region) -> Matrix:
    """The region's own travel times; a pair whose way back is not there takes as long both ways."""
    ways = ((time.from_id, time.to_id, time.minutes, time.km) for time in region.travel_times)
    return Matrix.of(ways, _all_places(region))


def _from_matrix(
    region: Region,
    scenario: Scenario,
    origins: tuple[str, ...],
    destinations: tuple[str, ...],
    matrix: Matrix,
) -> _Ways:
    import numpy as np

    row = _positions(matrix.place_ids, origins)[matrix.origin]
    column = _positions(matrix.place_ids, destinations)[matrix.destination]
    asked = (row >= 0) & (column >= 0)
    at = (row[asked], column[asked])
    known_km = np.full(len(row), np.nan) if matrix.km is None else matrix.km
    minutes = np.full((len(origins), len(destinations)), np.nan)
    km = minutes.copy()
    minutes[at], km[at] = matrix.minutes[asked], known_km[asked]
    same = {key: i for i, key in enumerate(origins)}
    for j, key in enumerate(destinations):
        if key in same:
            minutes[same[key], j] = km[same[key], j] = 0.0
    reverse = _ways_back(matrix)
    back = None
    differs = (matrix.minutes[reverse] != matrix.minutes) | ~(
        (known_km[reverse] == known_km) | np.isnan(known_km)
    )
    if differs.any():
        back = (minutes.copy(), km.copy())
        back[0][at], back[1][at] = matrix.minutes[reverse][asked], known_km[reverse][asked]
    others = matrix.origin != matrix.destination
    known = {matrix.place_ids[i] for i in np.unique(matrix.origin[others])}
    without = tuple(key for key in _all_places(region) if key not in known)
    travel = scenario.travel
    idle = [
        name
        for name, used in (
            ("season", travel.season != "summer"),
            ("closed", bool(travel.closed)),
            ("boats", travel.boats),
        )
        if used
    ]
    warnings = (
        message(
            "The travel matrix replaces the road graph: {keys} of this scenario's travel changes "
            "nothing.",
            keys=", ".join(idle),
        ),
    )
    return _Ways(minutes, km, "matrix", without, warnings if idle else (), back)


def _positions(ids: tuple[str, ...], wanted: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """Where each id stands among the wanted ones; -1 where it does not."""
    import numpy as np

    at = {key: position for position, key in enumerate(wanted)}
    return np.array([at.get(key, -1) for key in ids], dtype=np.int64)


def _ways_back(matrix: Matrix) -> npt.NDArray[np.int64]:
    """For every way of a matrix the position of its way back."""
    import numpy as np

    size = len(matrix.place_ids)
    there = matrix.origin * size + matrix.destination
    order = np.argsort(there)
    return order[np.searchsorted(there[order], matrix.destination * size + matrix.origin)]


def _by_great_circle(
    region: Region, scenario: Scenario, origins: tuple[str, ...], destinations: tuple[str, ...]
) -> _Ways:
    rule = scenario.travel.great_circle
    minutes, km = great_circle_times(region, rule, origins, destinations)
    warning = message(
        "The region has no links: every travel time is an estimate by {rule}. Fjords, mountains and "
        "seasons do not count in it.",
        rule=rule_in_words(rule),
    )
    return _Ways(minutes, km, "great_circle", (), (warning,))


def _with_great_circle(
    region: Region,
    scenario: Scenario,
    origins: tuple[str, ...],
    destinations: tuple[str, ...],
    ways: _Ways,
) -> _Ways:
    """The ways to and from places that the source knows nothing of, by the great-circle rule."""
    if not ways.placeless:
        return ways
    import numpy as np

    rule = scenario.travel.great_circle
    minutes, km = ways.minutes.copy(), ways.km.copy()
    without = set(ways.placeless)
    rows = [i for i, key in enumerate(origins) if key in without]
    columns = [i for i, key in enumerate(destinations) if key in without]
    if rows:
        subset = tuple(origins[i] for i in rows)
        minutes[rows, :], km[rows, :] = great_circle_times(region, rule, subset, destinations)
    if columns:
        subset = tuple(destinations[i] for i in columns)
        block = great_circle_times(region, rule, subset, origins)
        minutes[:, columns], km[:, columns] = (np.transpose(values) for values in block)
    if ways.source == "matrix":
        lacking = message("no row in the travel matrix")
    else:
        lacking = message("no road or boat")
    warning = message(
        "{places}: {lacking}, so the way to and from there is estimated by {rule}.",
        places=_named(region, ways.placeless),
        lacking=lacking,
        rule=rule_in_words(rule),
    )
    return replace(ways, minutes=minutes, km=km, warnings=(*ways.warnings, warning))


def _unreachable(
    region: Region,
    origins: tuple[str, ...],
    destinations: tuple[str, ...],
    minutes: npt.NDArray[np.float64],
) -> tuple[str, ...]:
    """Inhabited places with no way to any other place that is more than a junction."""
    import numpy as np

    goals = _goals(region)
    columns = [i for i, key in enumerate(destinations) if key in goals]
    column = {destinations[i]: n for n, i in enumerate(columns)}
    finite = np.isfinite(minutes[:, columns])
    count = finite.sum(axis=1)
    for i, key in enumerate(origins):
        if key in column and finite[i, column[key]]:
            count[i] -= 1
    return tuple(
        key
        for i, key in enumerate(origins)
        if key in region.places and region.places[key].persons > 0 and count[i] == 0
    )


def _goals(region: Region) -> frozenset[str]:
    """Places that someone could want to go to."""
    return frozenset(
        [
            *(place.id for place in region.places.values() if place.persons > 0),
            *(venue.place_id for venue in region.venues.values()),
            *(municipality.seat_place_id for municipality in region.municipalities.values()),
            *(unit.seat_place_id for unit in region.units.values()),
            *(key for unit in region.units.values() for key in unit.staff_base_place_ids),
            *region.external_places,
        ]
    )


def _cut_off(region: Region, graph: nx.Graph[str]) -> tuple[str, ...]:
    """A warning for every group of two or more inhabited places that is cut off from most people."""
    import networkx as nx

    groups: list[tuple[int, tuple[str, ...]]] = []
    for component in nx.connected_components(graph):
        inhabited = tuple(
            sorted(key for key in component if key in region.places and region.places[key].persons > 0)
        )
        groups.append((sum(region.places[key].persons for key in inhabited), inhabited))
    groups.sort(key=lambda group: (-group[0], group[1]))
    return tuple(
        message(
            "{places} ({persons} persons) are cut off from the rest of the region: no open road or "
            "boat leads out.",
            places=_named(region, inhabited),
            persons=persons,
        )
        for persons, inhabited in groups[1:]
        if len(inhabited) >= 2
    )


def _named(region: Region, place_ids: tuple[str, ...]) -> str:
    names = [region.place_name(key) for key in place_ids[:MOST_NAMES]]
    rest = len(place_ids) - len(names)
    every = ", ".join(names)
    return message("{names} and {count} more", names=every, count=rest) if rest else every
