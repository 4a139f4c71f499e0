"""The classics of facility location as problems of this planner: the same rules, nothing beside them.

As in the textbooks every customer is served, one of no demand too where only distance counts; a problem
whose rules leave a customer out has no plan (`InfeasibleError`, when it is solved). A pair without a
distance, or with an infinite one, has no way.

Customers are places with as many participants as their demand; sites are places with a venue each; one
unit runs them all, from an office from which its staff need not travel. One programme has one course a
year at a venue in use, and groups of any size. A course has thirty meetings where hours are made small:
thirty trips there and back at d minutes one way are d hours, so the objective is the classic's own.

    p-median                objectives [unmet, travel], venues.count_max = p
    capacitated p-median    the same, with seats, one course at a venue and rules.single_source
    p-centre                objectives [unmet, worst_travel], venues.count_max = p
    set covering (LSCP)     rules.access minutes_max and unmet_share_max 0; the stage `venues`
    maximal covering (MCLP) objectives [reach], rules.access.minutes_max, venues.count_max = p
    fixed charge            objectives [unmet, cost], nok_per_year of a venue and a price a km
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf, isfinite
from typing import Any

from planner.plan import Plan
from planner.problem.build import build_problem
from planner.problem.types import Problem
from planner.region import (
    CostRate,
    DemandLevel,
    MixShare,
    Municipality,
    Place,
    Programme,
    Region,
    Unit,
    Venue,
)
from planner.scenario import Scenario
from planner.travel import Travel

Distances = Mapping[str, Mapping[str, float]]
"""Customer → site → distance; a pair that is left out, or infinite, has no way."""

MEETINGS = 30
"""Meetings of a course where hours are made small: 30 · 2 · d minutes are d hours."""

NOK_PER_KM = 0.5
"""With one meeting, there and back: a person's km are as many NOK."""

EVERYBODY = {"unmet_share_max": 0}
"""No customer may be left without a site."""

_CODE, _OFFICE, _UNIT, _PROGRAMME = "all", "office", "unit", "programme"


@dataclass(frozen=True, slots=True)
class Classic:
    """A classic as region, travel and scenario, and the problem that they make.

    `objective` is the stage of a plan that is the classic's own objective.
    """

    region: Region
    travel: Travel
    scenario: Scenario
    problem: Problem
    objective: str

    def value(self, plan: Plan) -> float:
        """The classic's objective of a plan (the demand covered, for maximal covering)."""
        [stage] = [stage for stage in plan.stages if stage.name == self.objective]
        if self.objective == "reach":
            return self.problem.participants_per_year - stage.value
        return stage.value

    def served_by(self, plan: Plan) -> dict[str, str]:
        """Customer → the site that serves it; customers that nobody or several serve are left out."""
        return {
            row.place_id.removeprefix("c_"): row.venue_id for row in plan.attendance if row.share == 1
        }


def p_median(demand: Mapping[str, int], distances: Distances, sites: int) -> Classic:
    """At most p sites, so that Σ demand · distance to the nearest is least (Hakimi 1964).

    A customer that no site reaches leaves it without a plan. Where each is reached by some site but no
    p of them reach all, most demand is served, and the stage `unmet` says how much is not.

    Raises:
        ValueError: demands or distances that make no sense, all of them named.
    """
    reached = all(any(isfinite(d) for d in distances.get(i, {}).values()) for i in demand)
    return _classic(
        demand,
        distances,
        "travel",
        objectives=["unmet", "travel"],
        venues={"count_max": sites},
        access={} if reached else EVERYBODY,
    )


def capacitated_p_median(
    demand: Mapping[str, int], distances: Distances, sites: int, capacities: Mapping[str, int]
) -> Classic:
    """The same where a site serves no more than its capacity, and a customer keeps to one site.

    Raises:
        ValueError: demands, distances or capacities that make no sense, all of them named.
    """
    return _classic(
        demand,
        distances,
        "travel",
        objectives=["unmet", "travel"],
        venues={"count_max": sites},
        access=EVERYBODY,
        seats=capacities,
        single_source=True,
    )


def p_centre(demand: Mapping[str, int], distances: Distances, sites: int) -> Classic:
    """At most p sites, so that the longest distance to the nearest is least (Hakimi 1965).

    Every customer counts alike, whatever its demand.

    Raises:
        ValueError: distances that make no sense, all of them named.
    """
    return _classic(
        dict.fromkeys(demand, 1),
        distances,
        "worst_travel",
        objectives=["unmet", "worst_travel"],
        venues={"count_max": sites},
        access=EVERYBODY,
    )


def set_covering(demand: Mapping[str, int], distances: Distances, reach: float) -> Classic:
    """The fewest sites that leave no customer farther away than `reach` (LSCP, Toregas et al. 1971).

    Every customer counts alike, whatever its demand.

    Raises:
        ValueError: distances that make no sense, all of them named.
    """
    access = {"minutes_max": reach, **EVERYBODY}
    everybody = dict.fromkeys(demand, 1)
    return _classic(everybody, distances, "venues", objectives=["unmet"], access=access)


def maximal_covering(
    demand: Mapping[str, int], distances: Distances, reach: float, sites: int
) -> Classic:
    """At most p sites, so that most demand has one within `reach` (MCLP, Church and ReVelle 1974).

    Raises:
        ValueError: demands or distances that make no sense, all of them named.
    """
    return _classic(
        demand,
        distances,
        "reach",
        objectives=["reach"],
        access={"minutes_max": reach},
        venues={"count_max": sites},
    )


def fixed_charge(
    demand: Mapping[str, int], distances: Distances, costs: Mapping[str, float]
) -> Classic:
    """Any number of sites, so that their costs and Σ demand · distance are least (Balinski 1965).

    Raises:
        ValueError: demands, distances or costs that make no sense, all of them named.
    """
    return _classic(
        demand,
        distances,
        "cost",
        objectives=["unmet", "cost"],
        access=EVERYBODY,
        costs=costs,
        meetings=1,
    )


def _classic(
    demand: Mapping[str, int],
    distances: Distances,
    objective: str,
    *,
    objectives: list[str],
    venues: Mapping[str, Any] | None = None,
    access: Mapping[str, Any] | None = None,
    costs: Mapping[str, float] | None = None,
    seats: Mapping[str, int] | None = None,
    meetings: int = MEETINGS,
    single_source: bool = False,
) -> Classic:
    sites = sorted({site for row in distances.values() for site in row})
    wrong = [
        *_wrong(demand, distances),
        *_unknown("capacity", seats, sites),
        *_unknown("cost", costs, sites),
    ]
    if wrong:
        raise ValueError("; ".join(wrong))
    region = _region(demand, sites, seats, costs, meetings)
    scenario = Scenario.model_validate(
        {
            "name": "classic",
            "title": "Klassisk lokaliseringsproblem",
            "region": region.id,
            "scope": "all",
            "units": {"candidates": [_UNIT]},
            "threshold": {"mode": "off"},
            "contiguity": {"on": False},
            "demand": {"level": "own", "mix": "own"},
            "venues": dict(venues or {}),
            "rules": {
                "access": dict(access or {}),
                "capacity": {"on": seats is not None},
                "single_source": {"on": single_source},
            },
            "objectives": objectives,
            "solve": {"gap": 0.0, "seconds_max": None, "settle": False},
        }
    )
    travel = _travel(demand, sites, distances)
    return Classic(region, travel, scenario, build_problem(region, travel, scenario), objective)


def _wrong(demand: Mapping[str, int], distances: Distances) -> Iterator[str]:
    for i in sorted(demand):
        if i not in distances:
            yield f"customer {i!r} has no distances; one that no site reaches has an empty row"
        if demand[i] < 0 or demand[i] != int(demand[i]):
            yield f"the demand of customer {i!r} is {demand[i]}; expected a whole number of at least 0"
    for i in sorted(set(distances) - set(demand)):
        yield f"customer {i!r} has distances and no demand"
    for i, row in sorted(distances.items()):
        for v, d in sorted(row.items()):
            if not d >= 0:
                yield f"the distance from {i!r} to {v!r} is {d}; expected at least 0"


def _unknown(what: str, values: Mapping[str, float] | None, sites: list[str]) -> Iterator[str]:
    if values is None:
        return
    for v in sites:
        if v not in values or not 0 <= values[v] < inf:
            yield f"the {what} of site {v!r} is {values.get(v, 'missing')}; expected at least 0"


def _region(
    demand: Mapping[str, int],
    sites: list[str],
    seats: Mapping[str, int] | None,
    costs: Mapping[str, float] | None,
    meetings: int,
) -> Region:
    everybody = sum(demand.values())
    places = [(f"c_{i}", demand[i]) for i in sorted(demand)] + [(f"s_{v}", 0) for v in sites]
    return Region(
        id="classic",
        title="Customers and sites",
        municipalities={_CODE: Municipality(_CODE, "All customers", everybody, _OFFICE)},
        places={i: Place(i, i, _CODE, 0.0, 0.0, n, "") for i, n in sorted([*places, (_OFFICE, 0)])},
        external_places={},
        links={},
        adjacency=(),
        venues={
            v: Venue(
                id=v,
                name=v,
                place_id=f"s_{v}",
                kind="site",
                seats=everybody if seats is None else int(seats[v]),
                nok_per_year=0.0 if costs is None else costs[v],
                time_of_day="both",
                meetings_per_year=meetings,
            )
            for v in sites
        },
        units={
            _UNIT: Unit(
                id=_UNIT,
                name="The only unit",
                seat_place_id=_OFFICE,
                kind="",
                member_codes=(_CODE,),
                eligible_codes=(_CODE,),
                exists_today=None,
                legal_form="",
                coordinator_fte=0.0,
                staff_base_place_ids=(),
                nok_per_year=0.0,
            )
        },
        qualifications=(),
        criteria={},
        programmes={_PROGRAMME: _programme(everybody, meetings)},
        mixes=(MixShare("own", _PROGRAMME, 1.0),),
        demand_levels={"own": DemandLevel("own", "hele etterspørselen", 1000.0, "all of them")},
        specialist_services={},
        cost_rates={
            "mileage": CostRate("mileage", NOK_PER_KM, "NOK per km"),
            "professional_hour": CostRate("professional_hour", 0.0, "NOK per hour"),
            "user_representative_meeting": CostRate(
                "user_representative_meeting", 0.0, "NOK per meeting"
            ),
        },
        scopes={"all": (_CODE,)},
        default_scope="all",
    )


def _programme(everybody: int, meetings: int) -> Programme:
    return Programme(
        id=_PROGRAMME,
        name_en="The only programme",
        name_nb="Eneste tilbud",
        pooled=True,
        group_min_persons=1,
        group_max_persons=max(1, everybody),
        meetings_per_course=meetings,
        cycle_years=1,
        time_of_day="both",
        levels=("shared",),
        venue_kinds=(),
        joins_id=None,
        target_group="",
        age_band="",
        persons_per_case=1.0,
        professionals_per_meeting=0,
        user_representatives_per_meeting=0,
        professions=(),
        hours_per_meeting=1.0,
        hours_to_develop=0.0,
        hours_to_repeat=0.0,
    )


def _travel(demand: Mapping[str, int], sites: list[str], distances: Distances) -> Travel:
    table = {
        f"c_{i}": {f"s_{v}": d for v, d in distances[i].items() if isfinite(d)} for i in sorted(demand)
    }
    table[_OFFICE] = {f"s_{v}": 0.0 for v in sites}
    return Travel(table, table, "summer", "matrix")
