"""Travel against cost, exactly, where only rooms tie the programmes together.

With units fixed, hours and NOK are both sums over programmes, but for the rooms in use. So each
programme is listed by its course patterns (`patterns`), and each pattern by the ways to share its
people out: the corners of what can be had of hours and NOK (`bi_objective_flow`). Every other
share-out lies between two of them, or is no better than such a one. A small MILP picks a pattern for
each programme, mixes its corners, and chooses the rooms. It holds every plan that no other beats in
both, so its front is the front.

Why none is lost: a plan that no other beats costs at most what the cheapest plan with the least travel
costs, and travels at most as long as the quickest plan with the least cost. A programme's pattern in it
is therefore worse than the programme's own best, in NOK and in hours, by no more than the whole plan
may be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pulp

from planner.errors import InfeasibleError, NoPlanError
from planner.messages import message
from planner.model import Affine, Variables, id_order, objective_order, venues_in_use
from planner.plan import Plan, Stage
from planner.problem import Problem
from planner.solve.base import Solution, make_stage, measure, slack, to_plan
from planner.solve.programmes.bi_objective_flow import Corner, corners, nok_arrays
from planner.solve.programmes.by_programme import BY_PROGRAMME
from planner.solve.programmes.course_patterns import Courses, PatternSearch, Stopped, search_of
from planner.solve.programmes.room_assignment import build_rooms, fill_rooms
from planner.solve.programmes.subproblem_answer import Choice, SubproblemAnswer
from planner.solve.programmes.subproblems import runner_of, split
from planner.solve.solver import Limits, Outcome, Termination, run

MOST_VECTORS = 8000
"""More course patterns than this, of all programmes together, are left to the plain MILP."""

HELD = 1e-7
"""How far a later objective may exceed an earlier one, as a share: what the solver works to."""

Picked = tuple[int, int]
"""(part, pattern)"""


_Model = tuple[
    pulp.LpProblem,
    Variables,
    Mapping[Picked, pulp.LpVariable],
    Mapping[tuple[int, int, int], pulp.LpVariable],
    Mapping[str, Affine],
]
"""The model, its room variables, picks of patterns, shares of corners, and objectives."""


@dataclass(frozen=True, slots=True)
class TradeOff:
    """The plans of a problem that none other beats in both travel and cost; nothing else is in it."""

    problem: Problem
    answers: tuple[SubproblemAnswer, ...]
    """One choice for each course pattern of a part; who goes where stands in `corners`."""
    corners: Mapping[Picked, tuple[Corner, ...]]

    def least(
        self, order: tuple[str, ...], most: Mapping[str, float], limits: Limits | None = None
    ) -> Plan:
        """The plan with the least of `order` (travel, cost; first to last) that keeps `most`.

        Raises:
            InfeasibleError: there is none.
            NoPlanError: the limits came first.
        """
        problem = in_order(self.problem, order)
        solution, stages = self.solved(order, most, limits)
        return to_plan(problem, solution, stages, "trade_off", ())

    def solved(
        self, order: tuple[str, ...], most: Mapping[str, float], limits: Limits | None = None
    ) -> tuple[Solution, tuple[Stage, ...]]:
        """As `least`: the solution and what was proved of its stages."""
        problem = in_order(self.problem, order)
        exact = replace(limits or Limits(0.0), gap=0.0)
        lp, variables, picks, shares, expressions = self._model(most)
        values: Mapping[str, float] | None = None
        bounds: dict[str, float] = {}
        for name in (*order, "venues", "ids"):
            lp.setObjective(expressions[name])
            outcome = run(lp, exact)
            if outcome.termination is Termination.INFEASIBLE and values is None:
                raise InfeasibleError([message("no plan keeps the limits")])
            if outcome.values is None or outcome.termination is Termination.STOPPED:
                raise NoPlanError(message("the search was stopped before the plan was found"))
            values = outcome.values
            bounds[name] = outcome.bound
            lp += (
                expressions[name] <= outcome.value + HELD * (1.0 + abs(outcome.value)),
                f"hold_{name}",
            )
        assert values is not None
        solution = self._read(values, variables.courses, picks, shares)
        stages = tuple(
            make_stage(problem, name, value, bounds.get(name, value), problem.scenario.solve.gap)
            for name in objective_order(problem)
            for value in [measure(problem, solution, name)]
        )
        return solution, stages

    def first(self, name: str, most: Mapping[str, float], limits: Limits) -> Outcome:
        """What HiGHS proves of the least of one objective that keeps `most`."""
        lp, _, _, _, expressions = self._model(most)
        lp.setObjective(expressions[name])
        return run(lp, limits)

    def _model(self, most: Mapping[str, float]) -> _Model:
        """The MILP without an objective."""
        lp, variables, picks = build_rooms(self.problem, self.answers)
        shares = {
            (p, c, e): lp.add_variable(f"corner__{p}__{c}__{e}", 0, 1)
            for (p, c), found in self.corners.items()
            for e in range(len(found))
        }
        for (p, c), pick in picks.items():
            own = [shares[p, c, e] for e in range(len(self.corners[p, c]))]
            lp += pulp.lpSum(own) == pick, f"corners__{p}__{c}"
        rooms = [(self.problem.venues[v].nok_per_year or 0.0) * x for v, x in variables.used.items()]
        at = {key: self.corners[key[0], key[1]][key[2]] for key in shares}
        expressions = {
            "travel": pulp.lpSum(at[key].hours * x for key, x in shares.items()),
            "cost": pulp.lpSum([*rooms, *(at[key].nok * x for key, x in shares.items())])
            + fixed_nok(self.problem),
            "venues": venues_in_use(self.problem, variables),
            "ids": id_order(self.problem, variables),
        }
        for name, value in most.items():
            lp += expressions[name] <= value, f"most__{name}"
        return lp, variables, picks, shares, expressions

    def _read(
        self,
        values: Mapping[str, float],
        courses: Mapping[tuple[str, str, str], pulp.LpVariable],
        picks: Mapping[Picked, pulp.LpVariable],
        shares: Mapping[tuple[int, int, int], pulp.LpVariable],
    ) -> Solution:
        picked = []
        for p, answer in enumerate(self.answers):
            chosen = [values[picks[p, c].name] for c in range(len(answer.choices))]
            c = max(range(len(chosen)), key=chosen.__getitem__)
            found = self.corners[p, c]
            weights = [max(0.0, values[shares[p, c, e].name]) for e in range(len(found))]
            picked.append(_mixed(answer.choices[c], found, weights))
        held = {key: n for key, x in courses.items() if (n := round(values.get(x.name, 0.0))) > 0}
        return fill_rooms(self.problem, picked, held)


def trade_off(
    problem: Problem, nok_most: float, stopped: Stopped, progress: Callable[[str, float], None]
) -> TradeOff | None:
    """Everything that the front of travel and cost is made of; None where another method must.

    `nok_most` is the cost of a plan with the least travel. The problem has no limits of its own on
    either, and nobody in it need be without an offer.

    Raises:
        SearchStoppedError: `stopped` became true.
    """
    problem = in_order(problem, ("travel", "cost"))
    if BY_PROGRAMME.why_not(problem) is not None or problem.missing_rates:
        return None
    if any(rooms_differ(problem, k) for k in problem.demand):
        return None
    parts = split(problem)
    quick: list[PatternSearch] = []
    cheap: list[PatternSearch] = []
    for part in parts:
        search = search_of(part)
        if search is None:
            return None
        quick.append(search)
        cheap.append(PatternSearch(nok_arrays(problem, search.arrays)))
    least = [search.within(0.0, stopped)[0].hours for search in cheap]
    spare = nok_most - fixed_nok(problem) - sum(least)
    listed: list[list[Courses]] = []
    for part, search in zip(parts, cheap, strict=True):
        progress(", ".join(part.programme_ids), len(listed) / len(parts) / 2)
        extra = max(spare, 0.0) + slack(problem, "cost", nok_most)
        listed.append([pattern.courses for pattern in search.within(extra, stopped)])
        if sum(map(len, listed)) > MOST_VECTORS:
            return None
    longest = _hours_of_the_cheapest(problem, quick, cheap, listed)
    if longest is None:
        return None
    best = [search.within(0.0, stopped)[0].hours for search in quick]
    worse = max(0.0, longest - sum(best)) + slack(problem, "travel", longest)
    rows = [
        [row for row in own if search.exact(row) <= best[p] + worse]
        for p, (search, own) in enumerate(zip(quick, listed, strict=True))
    ]
    return trade_off_of(problem, quick, rows, stopped)


def trade_off_of(
    problem: Problem, quick: list[PatternSearch], rows: Sequence[Sequence[Courses]], stopped: Stopped
) -> TradeOff:
    """The plans whose programmes have one of these patterns each.

    Raises:
        SearchStoppedError: `stopped` became true.
    """
    answers, found = [], {}
    for p, (search, own) in enumerate(zip(quick, rows, strict=True)):
        for c, row in enumerate(own):
            found[p, c] = corners(problem, search.arrays, row, stopped)
        choices = tuple(choice_of(search, row, found[p, c][0]) for c, row in enumerate(own))
        answers.append(SubproblemAnswer(choices, 0.0, 0.0, complete=True))
    return TradeOff(problem, tuple(answers), found)


def _hours_of_the_cheapest(
    problem: Problem,
    quick: list[PatternSearch],
    cheap: list[PatternSearch],
    listed: list[list[Courses]],
) -> float | None:
    """Travel of some plan with the least cost: who goes where is the cheapest, then the quickest."""
    answers = []
    for search, rows in zip(cheap, listed, strict=True):
        k = search.arrays.programme_id
        choices = tuple(
            Choice({(k, search.arrays.venue_ids[j]): n for j, n in row}, {}, {}, {}, search.exact(row))
            for row in rows
        )
        answers.append(SubproblemAnswer(choices, 0.0, 0.0, complete=True))
    lp, variables, picks = build_rooms(problem, tuple(answers))
    rooms = [(problem.venues[v].nok_per_year or 0.0) * x for v, x in variables.used.items()]
    nok = [answers[p].choices[c].travel_hours * x for (p, c), x in picks.items()]
    lp.setObjective(pulp.lpSum([*rooms, *nok]))
    outcome = run(lp, Limits(0.0))
    if outcome.values is None:
        return None
    return sum(
        corners(problem, quick[p].arrays, listed[p][c], lambda: False)[-1].hours
        for (p, c), x in picks.items()
        if outcome.values[x.name] > 0.5
    )


def in_order(problem: Problem, order: tuple[str, ...]) -> Problem:
    """The problem with these objectives after `unmet`, and no limits on them."""
    limits = {k: v for k, v in problem.scenario.limits.items() if k not in ("travel", "cost", "unmet")}
    update = {"objectives": ("unmet", *order), "limits": limits}
    return replace(problem, scenario=problem.scenario.model_copy(update=update))


def fixed_nok(problem: Problem) -> float:
    """NOK a year of the units, whatever is held."""
    return sum(unit.nok_per_year or 0.0 for unit in problem.units.values())


def rooms_differ(problem: Problem, programme_id: str) -> bool:
    """Whether rooms of one town take groups of different sizes: then the room matters to the flow."""
    sizes: dict[tuple[str, str], set[float]] = {}
    for v, most in problem.programmes[programme_id].group_max_persons.items():
        site = (problem.venues[v].place_id, runner_of(problem, v) or "")
        sizes.setdefault(site, set()).add(most)
    return any(len(most) > 1 for most in sizes.values())


def choice_of(search: PatternSearch, row: Courses, corner: Corner) -> Choice:
    """A pattern as a choice, its people shared out as at one corner."""
    k = search.arrays.programme_id
    courses = {(k, search.arrays.venue_ids[j]): n for j, n in row}
    return Choice(courses, corner.attend, corner.specialist, {}, corner.hours)


def _mixed(choice: Choice, found: tuple[Corner, ...], weights: list[float]) -> Choice:
    """A choice whose people are shared out as a mixture of corners."""
    attend: dict[tuple[str, str, str, str], float] = {}
    specialist: dict[tuple[str, str, str], float] = {}
    total = float(np.sum(weights))
    for corner, weight in zip(found, weights, strict=True):
        if weight <= 1e-9 * total:
            continue
        for way, share in corner.attend.items():
            attend[way] = attend.get(way, 0.0) + share * weight / total
        for trip, share in corner.specialist.items():
            specialist[trip] = specialist.get(trip, 0.0) + share * weight / total
    return replace(choice, attend=attend, specialist=specialist)
