"""The one seam to the solver: an LP or MILP goes in, what HiGHS proved about it comes out.

Status, bound and gap are read from HiGHS itself: PuLP 3 calls a model "Optimal" that was stopped by
the clock with a gap (`docs/model.md` has the measurement).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf, isfinite

import highspy
import pulp

from planner.solve.solver.highs_pulp import Stated, state
from planner.solve.solver.silent import new_highs

Progress = Callable[[str, float | None], None]
Tell = Callable[[float, float], None]
"""Told of a search under way: the value of the best plan so far (∞: none yet) and the proven bound."""


class Termination(StrEnum):
    """How HiGHS ended."""

    OPTIMAL = "optimal"
    """The gap asked for was reached."""
    INFEASIBLE = "infeasible"
    STOPPED = "stopped"
    """Time limit or interruption."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What HiGHS proved. `values` is None where no feasible point is known; minimisation throughout."""

    termination: Termination
    value: float
    bound: float
    values: Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class Limits:
    """How exactly and how long to search. `stop` is set from outside to end the search early."""

    gap: float
    seconds: float | None = None
    threads: int = 1
    stop: threading.Event | None = None
    tell: Tell | None = None
    """Heard only where `stop` is given: both need the callback."""


SMALL_COLUMNS = 300
"""A model with no more columns than this is first solved without a way to interrupt it …"""

SMALL_SECONDS = 1.0
"""… for so long. Nearly all of them are done by then."""

UNKNOWN = 1e29

TELL_SECONDS = 1.0
"""Between two words of the search."""


class SolverFailureError(RuntimeError):
    """HiGHS ended in a way that is neither an answer nor a limit: a bug, not the user's input."""


def run(lp: pulp.LpProblem, limits: Limits, start: Mapping[str, float] | None = None) -> Outcome:
    """Minimise a PuLP problem with HiGHS, from a first solution (values by name) where one is given.

    The same problem and limits give the same answer: a fixed seed, and variables in the order of their
    names.

    To be interrupted HiGHS calls back into Python from the middle of its search. The many small models
    are spared that: they are given a second by themselves, and only one that needs longer is started
    anew with the callback.

    Raises:
        SolverFailureError: HiGHS reported an error, or the model is unbounded.
    """
    began = time.monotonic()
    stated = state(lp)
    if limits.seconds is not None:  # stating a large model takes its share of the time
        spent = time.monotonic() - began
        least = min(0.01, limits.seconds)
        began, limits = began + spent, replace(limits, seconds=max(least, limits.seconds - spent))
    if limits.stop is not None and len(stated.names) <= SMALL_COLUMNS:
        whole = limits.seconds is not None and limits.seconds <= SMALL_SECONDS
        alone = replace(limits, seconds=limits.seconds if whole else SMALL_SECONDS, stop=None)
        outcome = _minimise(stated, alone, start)
        if whole or outcome.termination is not Termination.STOPPED or limits.stop.is_set():
            return outcome
        if limits.seconds is not None:
            spent = time.monotonic() - began
            limits = replace(limits, seconds=max(0.01, limits.seconds - spent))
    return _minimise(stated, limits, start)


def _minimise(stated: Stated, limits: Limits, start: Mapping[str, float] | None) -> Outcome:
    model = new_highs()
    if limits.stop is not None:
        model.setCallback(_listener(limits.stop, limits.tell, stated.offset), None)
        model.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
    options = {
        "output_flag": False,
        "mip_rel_gap": limits.gap,
        "threads": limits.threads,
        "random_seed": 0,
        "mip_feasibility_tolerance": 1e-7,
        "primal_feasibility_tolerance": 1e-7,
    }
    if limits.seconds is not None:
        options["time_limit"] = float(limits.seconds)
    for name, value in options.items():
        model.setOptionValue(name, value)
    model.passModel(stated.lp)
    _begin(model, stated, start)
    model.run()
    if model.getModelStatus() == highspy.HighsModelStatus.kNotset:
        # HiGHS keeps the threads of its first run and refuses another number until it is told to start
        # afresh; nothing else leaves a model without a status.
        highspy.Highs.resetGlobalScheduler(True)
        _begin(model, stated, start)
        model.run()
    return _read(model, stated)


def _begin(model: highspy.Highs, stated: Stated, start: Mapping[str, float] | None) -> None:
    """Hand a first solution over. HiGHS drops one that breaks a row."""
    if start is not None:
        first = highspy.HighsSolution()
        first.col_value = stated.point(start)
        model.setSolution(first)


def _listener(stop: threading.Event, tell: Tell | None, offset: float) -> Callable[..., None]:
    """What HiGHS calls from the middle of its search: it hears the wish to stop, and is heard."""
    heard = time.monotonic()

    def listen(_kind: int, _message: str, out: object, reply: object, _data: object) -> None:
        nonlocal heard
        if reply is not None and stop.is_set():
            reply.user_interrupt = True  # type: ignore[attr-defined]
        if tell is not None and out is not None and time.monotonic() - heard >= TELL_SECONDS:
            heard = time.monotonic()
            best, bound = float(out.mip_primal_bound), float(out.mip_dual_bound)  # type: ignore[attr-defined]
            # HiGHS has 1e30 and more for what it does not know
            tell(
                best + offset if abs(best) < UNKNOWN else inf,
                bound + offset if abs(bound) < UNKNOWN else -inf,
            )

    return listen


def _read(model: highspy.Highs, stated: Stated) -> Outcome:
    status = model.getModelStatus()
    kinds = highspy.HighsModelStatus
    # no objective of ours has no bound: what HiGHS will not tell from unbounded is infeasible
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return Outcome(Termination.INFEASIBLE, inf, inf, None)
    info = model.getInfo()
    stopped = status in (kinds.kTimeLimit, kinds.kInterrupt, kinds.kSolutionLimit)
    if not stopped and status not in (kinds.kOptimal, kinds.kModelEmpty):
        raise SolverFailureError(f"HiGHS ended with {model.modelStatusToString(status)}")
    found = status == kinds.kModelEmpty or (
        info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    )
    value = float(info.objective_function_value) + stated.offset if found else inf
    if stated.whole and status != kinds.kModelEmpty:
        bound = float(info.mip_dual_bound) + stated.offset
    else:
        bound = -inf if stopped else value
    if not isfinite(bound):
        bound = -inf
    values = None
    if found:
        values = dict(zip(stated.names, map(float, model.getSolution().col_value), strict=True))
    done = Termination.STOPPED if stopped else Termination.OPTIMAL
    return Outcome(done, value, min(bound, value), values)
