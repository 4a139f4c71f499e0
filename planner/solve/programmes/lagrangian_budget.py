"""A budget, or a bound on cost, where travel is made small: a price on NOK, then what is listed.

A budget ties every programme to every other by one row. With a price of λ hours for each NOK it is
taken out of the rows (a Lagrangian relaxation): each pattern counts hours + λ · NOK, rooms in use count
λ times their cost, and the bound of the priced columns (`column_generation`) less λ · budget holds for
every plan that keeps the budget. As a function of λ it is concave; its top is found from tangents of
either side. At the best λ every pattern whose reduced cost allows it is listed, with the corners of the
hours and NOK that its people can have (`bi_objective_flow`), and a small MILP takes the quickest plan
within the budget. Whatever the λ, the bound holds and the listing is complete: a better λ lists less.

Source of the bound: G. Cornuéjols, M. L. Fisher and G. L. Nemhauser (1977), "Location of bank accounts
to optimize float: an analytic study of exact and approximate algorithms", Management Science 23.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf

from planner.errors import InfeasibleError, NoPlanError
from planner.messages import message
from planner.model import objective_order
from planner.problem import Problem
from planner.solve.base import Method, Solved, make_stage, measure, slack
from planner.solve.programmes.bi_objective import TradeOff, choice_of, fixed_nok, rooms_differ
from planner.solve.programmes.bi_objective_flow import Corner, corners, nok_arrays
from planner.solve.programmes.by_programme import BY_PROGRAMME
from planner.solve.programmes.column_generation import Columns, near_best, priced_columns
from planner.solve.programmes.course_patterns import (
    Courses,
    PartArrays,
    PatternSearch,
    SearchStoppedError,
    search_of,
)
from planner.solve.programmes.room_columns import pattern_lists
from planner.solve.programmes.subproblem_answer import SubproblemAnswer
from planner.solve.programmes.subproblems import split
from planner.solve.solver import Clock, Limits, Progress

FIRST_PRICE = 1e-3
"""Hours for a NOK, to begin with: an hour against 1000 NOK."""

ALMOST_FREE = 1e-9
"""A price that changes no hours to speak of, and yet tells what rooms cost."""

MOST_PRICE = 1e3
"""A budget that no price below this keeps is left to the plain MILP, which says if any plan does."""

MOST_PRICES = 14
"""Prices tried at the most; the bound holds for each."""

NEAR_TOP = 2e-5
"""A bound this near to what the tangents allow (as a share) is taken for the best."""

STEP = 1e-4
"""By how much the price is changed (as a share) to see what a pattern costs."""

REACH = 0.02
"""Patterns are listed up to this much worse than needed at the most (share of the bound)."""


@dataclass(frozen=True, slots=True)
class _Priced:
    """What one price proves: the bound, and what the LP's plan costs beyond the budget."""

    price: float
    bound: float
    beyond: float
    columns: Columns


def budget_of(problem: Problem) -> float | None:
    """The most that a plan may cost a year (NOK), by the budget or by a limit on `cost`."""
    scenario = problem.scenario
    most = [scenario.budget.nok_per_year_max, scenario.limits.get("cost")]
    return min((nok for nok in most if nok is not None), default=None)


def _applies(problem: Problem) -> str | None:
    """What is in the way of a price on NOK."""
    if budget_of(problem) is None:
        return "there is no budget"
    if problem.missing_rates:
        return "the cost is not known"
    if any(rooms_differ(problem, k) for k in problem.demand):
        return "rooms of one town differ"
    return BY_PROGRAMME.why_not(_without_budget(problem))


def _without_budget(problem: Problem) -> Problem:
    scenario = problem.scenario
    update = {
        "budget": scenario.budget.model_copy(update={"nok_per_year_max": None}),
        "limits": {name: most for name, most in scenario.limits.items() if name != "cost"},
    }
    return replace(problem, scenario=scenario.model_copy(update=update))


def solve_within_budget(problem: Problem, limits: Limits, progress: Progress) -> Solved | None:
    """The quickest plan within the budget; None where the plain MILP must take over."""
    budget = budget_of(problem)
    assert budget is not None, "the method applies"
    clock = Clock.of(limits)
    free = _without_budget(problem)
    parts = split(free)
    searches = [search for part in parts if (search := search_of(part)) is not None]
    if len(searches) < len(parts):
        return None
    try:
        progress(message("prices"), None)
        best = _best_price(
            lambda price: _at(free, searches, price, budget - fixed_nok(free), clock.stopped)
        )
        if best is None:
            return None
        known: dict[tuple[int, Courses], tuple[Corner, ...]] = {}

        def chosen(rows: tuple[tuple[Courses, ...], ...]) -> TradeOff:
            return _trade_off(free, searches, rows, known, clock.stopped)

        near = near_best(
            replace(best.columns, bound=best.bound),
            lambda rows: chosen(rows).first("travel", {"cost": budget}, clock.left(gap=0.0)),
            lambda hours: slack(problem, "travel", hours),
        )
        if (near is None or not near.complete) and best.columns.reach < inf and not clock.stopped():
            # whole courses cost more than the LP's parts of them: every pattern is listed
            best = _at(free, searches, best.price, budget - fixed_nok(free), clock.stopped, inf) or best
            near = near_best(
                replace(best.columns, bound=best.bound),
                lambda rows: chosen(rows).first("travel", {"cost": budget}, clock.left(gap=0.0)),
                lambda hours: slack(problem, "travel", hours),
            )
        if near is None:
            return None
        rows = near.rows if near.complete else tuple((row,) for row in near.best)
        order = tuple(name for name in problem.scenario.objectives if name != "unmet")
        solution, stages = chosen(rows).solved(order, {"cost": budget}, clock.left(gap=0.0))
    except (SearchStoppedError, InfeasibleError, NoPlanError):
        return None
    proved = {stage.name: stage.bound for stage in stages if near.complete}
    proved["travel"] = near.bound
    for name in ("outside", "shortfall", "unmet"):
        proved[name] = measure(problem, solution, name)
    return Solved(
        solution,
        tuple(
            make_stage(problem, name, measure(problem, solution, name), proved.get(name), limits.gap)
            for name in objective_order(problem)
        ),
    )


def _best_price(at: Callable[[float], _Priced | None]) -> _Priced | None:
    """The price with the best bound: where the tangents of two prices meet, again and again."""
    low = at(ALMOST_FREE)
    if low is None or low.beyond <= 0:
        return low
    price = FIRST_PRICE
    high = at(price)
    while high is not None and high.beyond > 0:
        low, price = high, 4 * price
        high = at(price) if price <= MOST_PRICE else None
    if high is None:
        return None
    best = max(low, high, key=lambda one: one.bound)
    for _ in range(MOST_PRICES):
        rise = low.bound - low.beyond * low.price - (high.bound - high.beyond * high.price)
        price = rise / (high.beyond - low.beyond)
        top = low.bound + low.beyond * (price - low.price)
        if not low.price < price < high.price or top - best.bound <= NEAR_TOP * abs(top):
            break
        middle = at(price)
        if middle is None:
            break
        best = max(best, middle, key=lambda one: one.bound)
        low, high = (middle, high) if middle.beyond > 0 else (low, middle)
    return best


def _at(
    problem: Problem,
    searches: list[PatternSearch],
    price: float,
    nok_most: float,
    stopped: Callable[[], bool],
    share: float = REACH,
) -> _Priced | None:
    """The bound at one price, and how far the LP's plan is beyond the budget."""
    nok = [nok_arrays(problem, search.arrays) for search in searches]
    pairs = list(zip(searches, nok, strict=True))
    priced = [PatternSearch(_weighed(search.arrays, own, price)) for search, own in pairs]
    extra = share * sum(search.exact(()) for search in priced)
    lists = pattern_lists(problem, priced, stopped, extra)
    rooms = {v: price * (venue.nok_per_year or 0.0) for v, venue in problem.venues.items()}
    columns = None if lists is None else priced_columns(problem, lists, stopped, rooms)
    if columns is None:
        return None
    step = STEP * max(price, FIRST_PRICE)
    more = [PatternSearch(_weighed(search.arrays, own, price + step)) for search, own in pairs]
    cost = sum(x * (more[p].exact(row) - priced[p].exact(row)) / step for p, row, x in columns.amounts)
    cost += columns.rooms / price
    reach = inf if problem.scenario.venues.in_use else extra
    return _Priced(
        price, columns.bound - price * nok_most, cost - nok_most, replace(columns, reach=reach)
    )


def _weighed(hours: PartArrays, nok: PartArrays, price: float) -> PartArrays:
    """Hours and NOK at a price in the place of hours."""
    return replace(
        hours,
        hours_away=hours.hours_away + price * nok.hours_away,
        hours_local=hours.hours_local + price * nok.hours_local,
        staff_hours=hours.staff_hours + price * nok.staff_hours,
    )


def _trade_off(
    problem: Problem,
    searches: list[PatternSearch],
    rows: tuple[tuple[Courses, ...], ...],
    known: dict[tuple[int, Courses], tuple[Corner, ...]],
    stopped: Callable[[], bool],
) -> TradeOff:
    """The plans of these patterns; their corners are kept for the next time."""
    answers, found = [], {}
    for p, (search, own) in enumerate(zip(searches, rows, strict=True)):
        choices = []
        for c, row in enumerate(own):
            if (p, row) not in known:
                known[p, row] = corners(problem, search.arrays, row, stopped)
            found[p, c] = known[p, row]
            choices.append(choice_of(search, row, known[p, row][0]))
        answers.append(SubproblemAnswer(tuple(choices), 0.0, 0.0, complete=True))
    return TradeOff(problem, tuple(answers), found)


WITHIN_BUDGET = Method(
    name="within_budget",
    rules=BY_PROGRAMME.rules,
    settings=BY_PROGRAMME.settings | {"budget"},
    orders=BY_PROGRAMME.orders,
    limits=BY_PROGRAMME.limits | {"cost"},
    applies=_applies,
    solve=lambda problem, limits, _memo, progress: solve_within_budget(problem, limits, progress),
    too_much=message("a budget counts all programmes together"),
)
