"""The best plan for given units: every venue, every runner, every number of courses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from math import floor

from planner.plan import (
    Attendance,
    CourseInPlan,
    Plan,
    SpecialistAttendance,
    Stage,
    Status,
    UnitInPlan,
    Unmet,
)
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.travel.types import Travel
from tests.oracle.attendance import Option, best_attendance
from tests.oracle.instance import NEAR, Instance
from tests.oracle.lexicographic import first_by

Counts = dict[tuple[str, str], int]
"""(programme, venue) → courses in a cycle, all above 0."""

UNITS = {
    "outside": "persons",
    "shortfall": "persons",
    "unmet": "participants/year",
    "travel": "hours/year",
    "cost": "NOK/year",
    "seat_travel": "person-minutes",
    "worst_travel": "minutes",
    "equity": "minutes",
    "reach": "participants/year",
    "venues": "venues",
}


@dataclass(frozen=True)
class Best:
    """The optimum: the value of every stage, in their order, and a plan that has it."""

    values: Mapping[str, float]
    plan: Plan


@dataclass(frozen=True)
class Trial:
    """Courses, who runs the venues, and the best attendance for them."""

    courses: Counts
    runner: Mapping[str, str]
    values: Mapping[str, float]
    shares: tuple[tuple[Option, float], ...]


def best_course_plan(
    region: Region,
    travel: Travel,
    scenario: Scenario,
    members: Mapping[str, tuple[str, ...]] | None = None,
) -> Best | None:
    """The best plan for units with given members (left out: those the region names), or None.

    Tries every assignment of venues to the units that may run them and every number of courses of
    every programme at every venue; for each, a linear programme finds the best attendance. The
    objectives are the scenario's, in its order, then the fewest venues. The units are taken as they
    are: whether they are allowed is another question (`tests.oracle.memberships`).
    """
    if members is None:
        units = scenario.units
        members = {
            u: tuple(units.members.get(u, region.units[u].member_codes)) for u in units.candidates
        }
    at = Instance(region, travel, scenario, {u: tuple(sorted(members[u])) for u in sorted(members)})
    stages = stages_of(at)
    best = first_by(
        (trial for runner in _runners(at) for trial in _trials(at, runner)),
        lambda trial: [trial.values[name] for name in (*stages, "venues")],
    )
    if best is None:
        return None
    values: dict[str, float] = {name: best.values[name] for name in stages}
    if at.candidate_venues():
        values["venues"] = best.values["venues"]
    head = {"outside": persons_outside(at)}
    if scenario.threshold.mode == "soft":
        head["shortfall"] = persons_short(at)
    return Best({**head, **values}, _plan(at, best, {**head, **values}))


def stages_of(at: Instance) -> list[str]:
    """The scenario's objectives; without cost where the region lacks a figure that it could need."""
    rates = {"professional_hour", "user_representative_meeting", "mileage"}
    if any(at.region.units[u].coordinator_fte > 0 for u in at.scenario.units.candidates):
        rates |= {"post_cost"}
    venues = [at.region.venues[v].nok_per_year for v in at.candidate_venues()]
    known = rates <= set(at.region.cost_rates) and None not in venues
    named = [name for name in at.scenario.objectives if name != "cost" or known]
    if not at.scenario.solve.settle:
        return named
    # what is not named follows in the default order; cost only where something could be held
    after = ["unmet", "travel", *(["cost"] if known and venues else [])]
    return [*named, *(name for name in after if name not in named)]


def persons_outside(at: Instance) -> float:
    """Inhabitants of municipalities in scope that belong to no unit."""
    return float(sum(at.region.municipalities[c].persons for c in at.scope - set(at.unit_of)))


def persons_short(at: Instance) -> float:
    """Inhabitants that the units lack to the lower end of the guideline."""
    least = at.scenario.threshold.persons_min
    sizes = [sum(at.region.municipalities[c].persons for c in codes) for codes in at.members.values()]
    return float(sum(max(0, least - size) for size in sizes))


def _runners(at: Instance) -> Iterator[dict[str, str]]:
    """Every way to give each candidate venue a unit that may run it (those with none are left out)."""
    choices = {v: at.possible_runners(v) for v in at.candidate_venues()}
    venues = [v for v, units in choices.items() if units]
    for units in product(*(choices[v] for v in venues)):
        yield dict(zip(venues, units, strict=True))


def _trials(at: Instance, runner: Mapping[str, str]) -> Iterator[Trial]:
    """Every allowed number of courses, with the best attendance for it."""
    clusters = _clusters(at)
    tried: list[list[tuple[Counts, tuple[float, ...], tuple[tuple[Option, float], ...]]]] = []
    lp_stages = [name for name in stages_of(at) if name != "seat_travel"]
    for programmes in clusters:
        rows = []
        for counts in _counts(at, programmes, runner):
            if len(clusters) == 1 and not _venues_allow(at, counts):
                continue  # the programmes are all here, so this can be told before the attendance
            left = _left(at, counts, runner) if len(clusters) == 1 else None
            served = best_attendance(at, programmes, counts, runner, lp_stages, left)
            if served is not None:
                rows.append((counts, served.values, served.shares))
        tried.append(rows)
    for combination in product(*tried):
        counts = {key: n for part, _, _ in combination for key, n in part.items()}
        if not _venues_allow(at, counts) or not _hours_allow(at, counts, runner):
            continue
        values: dict[str, float] = {
            name: sum(row[1][position] for row in combination)
            for position, name in enumerate(lp_stages)
        }
        if "travel" in values:
            values["travel"] += _hours_staff(at, counts, runner)
        if "cost" in values:
            values["cost"] += _nok_fixed(at, counts, runner)
        values["venues"] = float(len({v for _, v in counts}))
        values["seat_travel"] = _seat_travel(at)
        shares = tuple(share for _, _, part in combination for share in part)
        yield Trial(counts, runner, values, shares)


def _clusters(at: Instance) -> list[list[str]]:
    """Programmes whose attendance hangs together; with one cluster only, everything may be tied."""
    programmes = sorted(set(at.scenario.demand.programmes) or set(at.region.programmes))
    access, budget = at.scenario.rules.access, at.scenario.budget
    limits = (access.specialist_share_max, access.unmet_share_max, budget.nok_per_year_max)
    tied = {"worst_travel", "equity"} & set(at.scenario.objectives) or at.scenario.limits
    if limits != (None, None, None) or tied:
        return [programmes]
    clusters = [{k} for k in programmes]
    for k in programmes:
        for host in at.hosts(k):
            joined = {x for c in clusters if c & {k, host} for x in c}
            clusters = [c for c in clusters if not c & joined] + [joined]
    return sorted(sorted(c) for c in clusters)


def _counts(at: Instance, programmes: list[str], runner: Mapping[str, str]) -> Iterator[Counts]:
    """Every number of courses that the demand of all places together could fill."""
    per_programme = []
    for k in programmes:
        venues = [v for v in runner if at.suits(k, v)]
        years = at.region.programmes[k].cycle_years
        everyone = sum(d for (_, other), d in at.demand.items() if k in at.hosts(other))
        most = floor(everyone * years / at.smallest(k) + NEAR) if venues else 0
        per_programme.append(
            [
                dict(Counter((k, v) for v in chosen))
                for total in range(most + 1)
                for chosen in combinations_with_replacement(venues, total)
            ]
        )
    for parts in product(*per_programme):
        yield {key: n for part in parts for key, n in part.items()}


def _venues_allow(at: Instance, counts: Counts) -> bool:
    """Capacity of the venues, venues that must be in use, and the most venues in use."""
    meetings: dict[str, float] = {}
    for (k, v), n in counts.items():
        programme = at.region.programmes[k]
        held = programme.meetings_per_course * n / programme.cycle_years
        meetings[v] = meetings.get(v, 0.0) + held
    choice = at.scenario.venues
    if at.scenario.rules.capacity.on and any(
        held > at.region.venues[v].meetings_per_year + NEAR for v, held in meetings.items()
    ):
        return False
    if choice.count_max is not None and len(meetings) > choice.count_max:
        return False
    return all(v in meetings for v in choice.in_use)


def _hours_allow(at: Instance, counts: Counts, runner: Mapping[str, str]) -> bool:
    """Where posts are bounds: coordinators' hours of each unit, professions and representatives."""
    rule = at.scenario.rules.staffing
    if rule.mode != "hard":
        return True
    representatives = 0.0
    professions: dict[str, float] = defaultdict(float)
    needed = dict.fromkeys(at.members, rule.hours_base_per_week / rule.hours_per_week)
    for unit_id, k in {(runner[v], k) for k, v in counts}:
        develop = at.region.programmes[k].hours_to_develop / rule.develop_years
        needed[unit_id] += develop / rule.hours_per_post
    for (k, v), n in counts.items():
        programme = at.region.programmes[k]
        held = n / programme.cycle_years
        needed[runner[v]] += held * programme.hours_to_repeat / rule.hours_per_post
        meetings = held * programme.meetings_per_course
        representatives += meetings * programme.user_representatives_per_meeting
        hours = meetings * programme.professionals_per_meeting * programme.hours_per_meeting
        for profession in programme.professions:
            professions[profession] += hours / len(programme.professions)
    most = rule.user_representative_meetings_max
    return (
        all(posts <= at.region.units[u].coordinator_fte + NEAR for u, posts in needed.items())
        and all(professions[q] <= hours + NEAR for q, hours in rule.professional_hours_max.items())
        and (most is None or representatives <= most + NEAR)
    )


def _hours_staff(at: Instance, counts: Counts, runner: Mapping[str, str]) -> float:
    return sum(way[0] * trips for way, trips in _staff_trips(at, counts, runner))


def _staff_trips(
    at: Instance, counts: Counts, runner: Mapping[str, str]
) -> Iterator[tuple[tuple[float, float], float]]:
    """(hours, km) there and back, and trips a year of all professionals, for every course."""
    for (k, v), n in counts.items():
        programme = at.region.programmes[k]
        way = at.staff_way(runner[v], v)
        assert way is not None
        meetings = n / programme.cycle_years * programme.meetings_per_course
        yield way, meetings * programme.professionals_per_meeting


def _nok_fixed(at: Instance, counts: Counts, runner: Mapping[str, str]) -> float:
    """NOK a year that do not depend on who goes where."""
    rates = {rate_id: rate.value for rate_id, rate in at.region.cost_rates.items()}
    nok = 0.0
    for unit_id in at.members:
        unit = at.region.units[unit_id]
        nok += unit.coordinator_fte * rates["post_cost"] + (unit.nok_per_year or 0.0)
    for venue_id in {v for _, v in counts}:
        nok += at.region.venues[venue_id].nok_per_year or 0.0
    for (k, _), n in counts.items():
        programme = at.region.programmes[k]
        meetings = n / programme.cycle_years * programme.meetings_per_course
        hours = meetings * programme.hours_per_meeting * programme.professionals_per_meeting
        nok += hours * rates["professional_hour"]
        representatives = meetings * programme.user_representatives_per_meeting
        nok += representatives * rates["user_representative_meeting"]
    for way, trips in _staff_trips(at, counts, runner):
        nok += way[1] * trips * rates["mileage"]
    return nok


def _left(at: Instance, counts: Counts, runner: Mapping[str, str]) -> dict[str, float]:
    """What budget and limits leave for the ways of participants."""
    left: dict[str, float] = dict(at.scenario.limits)
    if "travel" in left:
        left["travel"] -= _hours_staff(at, counts, runner)
    budget = at.scenario.budget.nok_per_year_max
    if budget is not None:
        left["cost"] = min(budget, left.get("cost", budget))
    if "cost" in left:
        left["cost"] -= _nok_fixed(at, counts, runner)
    return left


def _seat_travel(at: Instance) -> float:
    """Person-minutes one way from every inhabited place of a member to the seat of its unit."""
    total = 0.0
    for unit_id, codes in at.members.items():
        for place in at.region.places.values():
            minutes = at.travel.minutes(place.id, at.region.units[unit_id].seat_place_id)
            if place.municipality_code in codes and minutes is not None:
                total += place.persons * minutes
    return total


def _plan(at: Instance, trial: Trial, values: Mapping[str, float]) -> Plan:
    rows = sorted(trial.shares, key=lambda row: (row[0].place_id, row[0].programme_id))
    units = at.region.units
    return Plan(
        scenario=at.scenario.name,
        region=at.region.id,
        units=tuple(
            UnitInPlan(
                u,
                units[u].seat_place_id,
                tuple(sorted(units[u].staff_base_place_ids or (units[u].seat_place_id,))),
                codes,
            )
            for u, codes in at.members.items()
        ),
        outside_codes=tuple(sorted((at.scope | at.distributed) - set(at.unit_of))),
        courses=tuple(
            CourseInPlan(k, v, trial.runner[v], n, at.region.programmes[k].cycle_years)
            for (k, v), n in sorted(trial.courses.items())
        ),
        attendance=tuple(
            Attendance(o.place_id, o.programme_id, o.host, o.target, x)
            for o, x in rows
            if o.kind == "venue"
        ),
        specialist=tuple(
            SpecialistAttendance(o.place_id, o.programme_id, o.target, x)
            for o, x in rows
            if o.kind == "service"
        ),
        unmet=tuple(Unmet(o.place_id, o.programme_id, x) for o, x in rows if o.kind == "unmet"),
        stages=tuple(
            Stage(name, UNITS[name], value, value, 0.0, Status.OPTIMAL)
            for name, value in values.items()
        ),
        method="brute_force",
    )


def brute_values(region: Region, travel: Travel, scenario: Scenario) -> Iterator[dict[str, float]]:
    """The stages' values of the best attendance for every number of courses at every venue."""
    units = scenario.units
    members = {u: tuple(units.members.get(u, region.units[u].member_codes)) for u in units.candidates}
    at = Instance(region, travel, scenario, {u: tuple(sorted(members[u])) for u in sorted(members)})
    for runner in _runners(at):
        for trial in _trials(at, runner):
            yield dict(trial.values)
