"""What is read of HiGHS is what it proved, whatever PuLP calls it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from math import inf

import pulp
import pytest

import planner.solve.solver.highs as highs
from planner.solve.solver.highs import Limits, Outcome, SolverFailureError, Termination, run
from tests.solve.hard import market_split

EXACT = Limits(gap=0.0)


def one_variable(
    least: float, most: float | None = 5, *, integer: bool = True, factor: float = 2, offset: float = 3
) -> pulp.LpProblem:
    """Minimise factor · x + offset over least ≤ x ≤ most."""
    lp = pulp.LpProblem("one", pulp.LpMinimize)
    x = lp.add_variable("x", 0, most, pulp.LpInteger if integer else pulp.LpContinuous)
    lp += factor * x + offset
    lp += x >= least, "least"
    return lp


def test_the_constant_of_the_objective_counts() -> None:
    outcome = run(one_variable(1.5), EXACT)
    assert outcome == Outcome(Termination.OPTIMAL, 7.0, 7.0, {"x": 2.0})


def test_a_linear_programme_is_its_own_bound() -> None:
    outcome = run(one_variable(1.5, integer=False), EXACT)
    assert outcome == Outcome(Termination.OPTIMAL, 6.0, 6.0, {"x": 1.5})


@pytest.mark.parametrize("integer", [False, True])
def test_infeasible(integer: bool) -> None:
    outcome = run(one_variable(7, integer=integer), EXACT)
    assert outcome == Outcome(Termination.INFEASIBLE, inf, inf, None)


def test_a_row_without_variables_that_cannot_hold() -> None:
    lp = pulp.LpProblem("never", pulp.LpMinimize)
    lp.setObjective(pulp.lpSum([]))
    lp += pulp.lpSum([]) >= 1, "never"
    assert run(lp, EXACT).termination is Termination.INFEASIBLE


def test_nothing_to_decide() -> None:
    lp = pulp.LpProblem("empty", pulp.LpMinimize)
    lp.setObjective(pulp.lpSum([]) + 4)
    outcome = run(lp, EXACT)
    assert (outcome.termination, outcome.value, outcome.bound) == (Termination.OPTIMAL, 4.0, 4.0)
    assert outcome.values is not None


def test_unbounded_is_a_bug_of_the_model() -> None:
    with pytest.raises(SolverFailureError, match="Unbounded"):
        run(one_variable(0, None, integer=False, factor=-1), EXACT)


def test_a_gap_that_was_asked_for_counts_as_reached() -> None:
    outcome = run(market_split(binaries=20, rows=2), Limits(gap=0.5, seconds=20))
    assert outcome.termination is Termination.OPTIMAL
    assert outcome.bound >= 0.5 * outcome.value - 1e-9


@pytest.mark.parametrize("stop", [None, threading.Event()], ids=["clock only", "may be interrupted"])
def test_a_time_limit_is_never_optimal(stop: threading.Event | None) -> None:
    lp = market_split()
    start = time.monotonic()
    outcome = run(lp, Limits(gap=0.0, seconds=0.5, stop=stop))
    assert time.monotonic() - start < 5
    assert outcome.termination is Termination.STOPPED
    assert outcome.values is not None
    assert 0 <= outcome.bound < outcome.value < inf
    away = sum(x for name, x in outcome.values.items() if name.startswith(("over", "under")))
    assert outcome.value == pytest.approx(away, abs=1e-6)


def test_a_limit_before_anything_is_found() -> None:
    outcome = run(market_split(binaries=60, rows=12), Limits(gap=0.0, seconds=0.0))
    assert outcome == Outcome(Termination.STOPPED, inf, -inf, None)


def large_market_split() -> pulp.LpProblem:
    """With more columns than what counts as small."""
    lp = market_split(binaries=highs.SMALL_COLUMNS + 100, rows=40)
    assert lp.numVariables() > highs.SMALL_COLUMNS
    return lp


@pytest.mark.parametrize("model", [market_split, large_market_split])
def test_a_wish_to_stop_ends_the_search(model: Callable[[], pulp.LpProblem]) -> None:
    stop = threading.Event()
    timer = threading.Timer(1.5, stop.set)
    timer.start()
    start = time.monotonic()
    outcome = run(model(), Limits(gap=0.0, seconds=60, stop=stop))
    assert time.monotonic() - start < 20
    assert outcome.termination is Termination.STOPPED
    assert outcome.bound < outcome.value
    timer.join()


def test_a_small_model_that_takes_long_has_its_whole_time() -> None:
    """The second that it is given by itself comes off its limit, and no more than that."""
    start = time.monotonic()
    outcome = run(market_split(), Limits(gap=0.0, seconds=2.5, stop=threading.Event()))
    assert 2.3 < time.monotonic() - start < 8
    assert outcome.termination is Termination.STOPPED


def test_the_callback_does_not_change_the_answer() -> None:
    answers = [
        run(market_split(binaries=25, rows=2), Limits(gap=0.0, seconds=60, stop=stop))
        for stop in (None, threading.Event())
    ]
    assert answers[0] == answers[1]
    assert answers[0].termination is Termination.OPTIMAL


def test_the_number_of_threads_may_change_from_run_to_run() -> None:
    for threads in (1, 2, 1):
        outcome = run(one_variable(1.5), Limits(gap=0.0, threads=threads))
        assert outcome.value == 7.0
