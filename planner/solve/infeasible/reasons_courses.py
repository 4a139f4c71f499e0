"""What arithmetic says of venues that must be in use, of people without any way, and of a budget."""

from __future__ import annotations

from planner.model import local_ways
from planner.problem import TOLERANCE, Problem
from planner.scenario import KeyPath
from planner.solve.infeasible.reason import Reason, reason


def course_reasons(problem: Problem) -> tuple[Reason, ...]:
    """Reasons that have to do with courses, each of them enough."""
    return (
        *_more_in_use_than_allowed(problem),
        *_idle_venues(problem),
        *_no_way_at_all(problem),
        *_posts_above_budget(problem),
    )


def _in_use(problem: Problem, venue_id: str) -> KeyPath:
    return ("venues", "in_use", problem.scenario.venues.in_use.index(venue_id))


def _more_in_use_than_allowed(problem: Problem) -> list[Reason]:
    venues = problem.scenario.venues
    count = len(set(venues.in_use))
    if venues.count_max is None or count <= venues.count_max:
        return []
    settings: list[KeyPath] = [("venues", "in_use"), ("venues", "count_max")]
    return [reason("more_in_use_than_allowed", settings, count=count, most=venues.count_max)]


def _idle_venues(problem: Problem) -> list[Reason]:
    """Venues that must be in use and at which no course could ever be held."""
    crowds: dict[tuple[str, str], float] | None = None
    found = []
    for v in problem.scenario.venues.in_use:
        if v not in problem.venues:
            if problem.scenario.venues.strategy == "none":
                settings = [_in_use(problem, v), ("venues", "strategy")]
                found.append(reason("no_local_courses", settings, venues=(v,)))
            continue
        if not problem.runners(v):
            settings = [_in_use(problem, v), ("venues", "located_in"), ("units", "candidates")]
            where = (problem.venues[v].code,)
            found.append(reason("nobody_can_run", settings, venues=(v,), municipalities=where))
            continue
        if crowds is None:
            crowds = _crowds(problem)
        found += _no_course_at(problem, v, crowds)
    return found


def _no_course_at(
    problem: Problem, venue_id: str, crowds: dict[tuple[str, str], float]
) -> list[Reason]:
    suits = [h for h, p in problem.programmes.items() if venue_id in p.group_max_persons]
    where = _in_use(problem, venue_id)
    if not suits:
        return [reason("suits_nothing", [where], venues=(venue_id,))]
    least = {h: problem.programmes[h].group_min_persons for h in suits}
    fillable = [h for h in suits if crowds.get((h, venue_id), 0.0) + TOLERANCE >= least[h]]
    if not fillable:
        best = max(suits, key=lambda h: (crowds.get((h, venue_id), 0.0) / least[h], h))
        persons = crowds.get((best, venue_id), 0.0)
        return [
            reason(
                "group_too_small",
                [where],
                venues=(venue_id,),
                programmes=(best,),
                persons=persons,
                least=least[best],
            )
        ]
    room = problem.venues[venue_id].meetings_per_year
    smallest = min(
        problem.programmes[h].meetings_per_course / problem.programmes[h].cycle_years for h in fillable
    )
    if room is not None and smallest > room + TOLERANCE:
        settings: list[KeyPath] = [where, ("rules", "capacity", "on")]
        return [reason("too_few_meetings", settings, venues=(venue_id,), room=room, least=smallest)]
    return []


def _crowds(problem: Problem) -> dict[tuple[str, str], float]:
    """(host programme, venue) → participants in a cycle, if everybody came who may under some unit."""
    found: dict[tuple[str, str, str], float] = {}
    for i, k, h, v in local_ways(problem):
        persons = problem.demand[k][i] * problem.programmes[h].cycle_years
        for u in problem.runners(v):
            if problem.free_units or problem.may_attend(i, u):
                found[h, v, u] = found.get((h, v, u), 0.0) + persons
    best: dict[tuple[str, str], float] = {}
    for (h, v, _), persons in found.items():
        best[h, v] = max(best.get((h, v), 0.0), persons)
    return best


def _no_way_at_all(problem: Problem) -> list[Reason]:
    """People whom no venue that suits and no specialist service can serve, against the limit."""
    share = problem.scenario.rules.access.unmet_share_max
    if share is None:
        return []
    crowds = _crowds(problem)
    served = {
        (i, k)
        for i, k, h, v in local_ways(problem)
        if crowds.get((h, v), 0.0) + TOLERANCE >= problem.programmes[h].group_min_persons
    }
    stranded: dict[str, float] = {}
    for k, by_place in problem.demand.items():
        for i, participants in by_place.items():
            if (i, k) not in served and not problem.specialist_minutes.get(k, {}).get(i):
                code = problem.place_code[i]
                stranded[code] = stranded.get(code, 0.0) + participants
    total, persons = problem.participants_per_year, sum(stranded.values())
    if persons <= share * total + TOLERANCE:
        return []
    where = max(stranded, key=lambda code: (stranded[code], code))
    settings: list[KeyPath] = [
        ("rules", "access", "unmet_share_max"),
        ("rules", "access", "minutes_max"),
        ("venues", "strategy"),
    ]
    return [
        reason(
            "no_way_at_all",
            settings,
            persons=persons,
            total=total,
            share=100.0 * persons / total,
            most=100.0 * share,
            municipalities=(where,),
        )
    ]


def _posts_above_budget(problem: Problem) -> list[Reason]:
    """Units that are open whatever the plan, against the budget."""
    most = problem.scenario.budget.nok_per_year_max
    if most is None:
        return []
    open_ids = problem.scenario.units.must_open if problem.free_units else tuple(problem.units)
    nok = sum(problem.units[u].nok_per_year or 0.0 for u in sorted(set(open_ids)))
    if nok <= most + TOLERANCE * max(1.0, most):
        return []
    settings: list[KeyPath] = [
        ("budget", "nok_per_year_max"),
        ("units", "must_open" if problem.free_units else "candidates"),
    ]
    return [reason("posts_above_budget", settings, nok=round(nok), most=round(most))]
