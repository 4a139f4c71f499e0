"""Who goes where once the courses are given: a linear programme, solved stage by stage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import csr_matrix

from tests.oracle.instance import NEAR, Instance

Courses = Mapping[tuple[str, str], int]
"""(programme, venue) → courses in a cycle, all above 0."""


@dataclass(frozen=True)
class Option:
    """One way for people of a place to be served for a programme, and what the whole place costs.

    `kind` is `venue` (then `host` is the programme whose course it is), `service` or `unmet`.
    """

    place_id: str
    programme_id: str
    kind: str
    target: str
    host: str
    participants: float
    hours: float
    km: float
    minutes: float = 0.0


@dataclass(frozen=True)
class Served:
    """The best attendance for given courses: its value in each stage, and the shares."""

    values: tuple[float, ...]
    shares: tuple[tuple[Option, float], ...]


def options_for(
    at: Instance, programme_ids: Sequence[str], courses: Courses, runner: Mapping[str, str]
) -> list[Option]:
    """Every option that the rules leave, the nearest rule included."""
    found: list[Option] = []
    for (i, k), people in at.demand.items():
        if k not in programme_ids:
            continue
        mine = [Option(i, k, "unmet", "", "", people, 0.0, 0.0)]
        mine += _local_options(at, i, k, people, courses, runner)
        mine += _specialist_options(at, i, k, people)
        found += _keep_nearest(at, mine, k) if at.scenario.rules.nearest.on else mine
    return found


def _local_options(
    at: Instance,
    place_id: str,
    programme_id: str,
    people: float,
    courses: Courses,
    runner: Mapping[str, str],
) -> list[Option]:
    found = []
    shared = "shared" in at.region.programmes[programme_id].levels
    for host, venue_id in courses:
        venue_place = at.region.venues[venue_id].place_id
        minutes = at.travel.minutes(place_id, venue_place)
        if host not in at.hosts(programme_id) or not at.within_reach(minutes):
            continue
        if host != programme_id and not at.may_join(programme_id, runner[venue_id]):
            continue
        if not at.may_attend(place_id, runner[venue_id]) or not at.is_local(programme_id):
            continue
        home, there = (at.region.places[p].municipality_code for p in (place_id, venue_place))
        if not shared and home != there:
            continue
        assert minutes is not None
        hours, km = at.there_and_back(place_id, venue_place)
        trips = at.region.programmes[host].meetings_per_course
        found.append(
            Option(
                place_id,
                programme_id,
                "venue",
                venue_id,
                host,
                people,
                hours=people * trips * hours,
                km=people * trips * km,
                minutes=minutes,
            )
        )
    return found


def _specialist_options(at: Instance, place_id: str, programme_id: str, people: float) -> list[Option]:
    found = []
    if "specialist" not in at.region.programmes[programme_id].levels:
        return []
    for service in at.region.specialist_services.values():
        minutes = at.travel.minutes(place_id, service.external_place_id)
        holds = not service.programme_ids or programme_id in service.programme_ids
        if not holds or minutes is None or not at.within_reach(minutes):
            continue
        trips = service.trips_per_course
        hours, km = at.there_and_back(place_id, service.external_place_id)
        hours, distance = people * trips * hours, people * trips * km
        found.append(
            Option(place_id, programme_id, "service", service.id, "", people, hours, distance, minutes)
        )
    return found


def _keep_nearest(at: Instance, options: list[Option], programme_id: str) -> list[Option]:
    """Without the options farther than the nearest course of the people's own programme."""

    def minutes(option: Option) -> float:
        if option.kind == "venue":
            to = at.region.venues[option.target].place_id
        else:
            to = at.region.specialist_services[option.target].external_place_id
        found = at.travel.minutes(option.place_id, to)
        assert found is not None
        return found

    own = [minutes(o) for o in options if o.kind == "venue" and o.host == programme_id]
    if not own:
        return options
    return [o for o in options if o.kind == "unmet" or minutes(o) <= min(own) + NEAR]


def best_attendance(
    at: Instance,
    programme_ids: Sequence[str],
    courses: Courses,
    runner: Mapping[str, str],
    stages: Sequence[str],
    left: Mapping[str, float] | None = None,
) -> Served | None:
    """Shares that fill every course and are best stage by stage; None where none do.

    Stages are the scenario's objectives; `travel` and `cost` count participants' ways only. Limits on
    the shares at the specialist and unmet are kept if all programmes are here, and so is `left`: the
    most that a stage may come to. The last column is the mean way of the worst-off municipality.
    """
    options = options_for(at, programme_ids, courses, runner)
    if not options:
        return None if courses else Served(tuple(0.0 for _ in stages), ())
    pairs = sorted({(o.place_id, o.programme_id) for o in options})
    row_of = {pair: row for row, pair in enumerate(pairs)}
    everyone = csr_matrix(
        (
            np.ones(len(options)),
            ([row_of[o.place_id, o.programme_id] for o in options], range(len(options))),
        ),
        shape=(len(pairs), len(options) + 1),
    )
    rows, limits = [], []

    def row_for(weight: Callable[[Option], float], of_mean: float = 0.0) -> NDArray[np.float64]:
        return np.array([*(weight(o) for o in options), of_mean])

    for code, people in sorted(participants_by_code(at).items()):
        rows.append(
            row_for(
                lambda o, code=code: (
                    o.participants * o.minutes
                    if at.region.places[o.place_id].municipality_code == code
                    else 0.0
                ),
                -people,
            )
        )
        limits.append(0.0)
    for (host, venue_id), count in courses.items():
        years = at.region.programmes[host].cycle_years
        here = row_for(
            lambda o, host=host, venue_id=venue_id, years=years: (
                years * o.participants if (o.kind, o.host, o.target) == ("venue", host, venue_id) else 0
            )
        )
        rows += [-here, here]
        limits += [-at.smallest(host) * count, at.largest(host, venue_id) * count]
    share_max = at.scenario.rules.access.specialist_share_max
    if share_max is not None:
        rows.append(row_for(lambda o: o.participants if o.kind == "service" else 0.0))
        limits.append(share_max * sum(at.demand.values()))
    unmet_max = at.scenario.rules.access.unmet_share_max
    if unmet_max is not None:
        rows.append(row_for(lambda o: o.participants if o.kind == "unmet" else 0.0))
        limits.append(unmet_max * sum(at.demand.values()))
    rate = at.region.cost_rates.get("mileage")
    weights = {
        "unmet": row_for(lambda o: o.participants if o.kind == "unmet" else 0.0),
        "travel": row_for(lambda o: o.hours),
        "cost": row_for(lambda o: o.km * (rate.value if rate else 0.0)),
        "reach": row_for(lambda o: 0.0 if o.kind == "venue" else o.participants),
        "equity": row_for(lambda o: 0.0, 1.0),
        "any": row_for(lambda o: 0.0),
    }
    farthest = (left or {}).get("worst_travel", np.inf)
    for name, most in (left or {}).items():
        if name != "worst_travel":
            rows.append(weights[name])
            limits.append(most)

    # people of a place who keep together go to one option, whole
    together = at.scenario.rules.single_source.on
    whole = np.array([*(int(together) for _ in options), 0])

    def solved(weight: NDArray[np.float64], minutes_max: float) -> OptimizeResult:
        near = [(0.0, 1.0 if o.minutes <= minutes_max + NEAR else 0.0) for o in options]
        return linprog(
            weight,
            A_ub=csr_matrix(np.array(rows)) if rows else None,
            b_ub=limits or None,
            A_eq=everyone,
            b_eq=np.ones(len(pairs)),
            bounds=[*near, (0.0, None)],
            method="highs",
            integrality=whole,
            options={"primal_feasibility_tolerance": 1e-9, "dual_feasibility_tolerance": 1e-9},
        )

    values: list[float] = []
    shares = np.zeros(len(options) + 1)
    for stage in stages or ("any",):  # without a stage, any shares that fill the courses will do
        if stage == "worst_travel":
            levels = sorted({0.0} | {o.minutes for o in options if o.minutes <= farthest + NEAR})
            feasible = (t for t in levels if solved(weights["any"], t).status == 0)
            farthest = next(feasible, -1.0)
            if farthest < 0:
                assert not values
                return None
            values.append(farthest)
            shares = solved(weights["any"], farthest).x
            continue
        answer = solved(weights[stage], farthest)
        if answer.status == 2 and not values:
            return None  # the courses cannot all be filled
        assert answer.status == 0, answer.message
        values.append(float(answer.fun))
        shares = answer.x
        rows.append(weights[stage])
        limits.append(answer.fun + 1e-7 * max(1.0, abs(answer.fun)))
    chosen = tuple((o, float(x)) for o, x in zip(options, shares[:-1], strict=True) if x > 1e-9)
    return Served(tuple(values) if stages else (), chosen)


def participants_by_code(at: Instance) -> dict[str, float]:
    """Municipality → participants a year."""
    found: dict[str, float] = {}
    for (i, _), people in at.demand.items():
        code = at.region.places[i].municipality_code
        found[code] = found.get(code, 0.0) + people
    return found
