"""The exact Pareto front of a scenario by the ε-constraint method, each point a full verified plan.

The first objective is made as small as possible while the others are bounded (`limits` of the
scenario), and then the others in their order: so no plan beats what is found. The bounds are then drawn
tighter, box by box (`pareto_cells`), until no box is wider than a step. Sources: Y. Haimes, L. Lasdon
and D. Wismer (1971), "On a bicriterion formulation of the problems of integrated system identification
and system optimization", IEEE Transactions on Systems, Man, and Cybernetics 1; G. Mavrotas (2009),
"Effective implementation of the ε-constraint method in multi-objective mathematical programming
problems", Applied Mathematics and Computation 213.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, isfinite

from planner.decide.pareto_cells import Cell, Cells
from planner.decide.pareto_types import OBJECTIVES, Front, Open, Point
from planner.decide.trials import Trials
from planner.errors import Finding, InfeasibleError, InputError, NoPlanError
from planner.messages import message
from planner.plan import Plan, Stage, Status
from planner.problem import Problem
from planner.progress import Report, silent
from planner.region import Region
from planner.scenario import LoadedScenario, Scenario
from planner.solve import Memo, TradeOff, solve, stop_on_interrupt, trade_off
from planner.solve.base import slack
from planner.solve.programmes import SearchStoppedError
from planner.solve.solver import Limits

TOO_EARLY = "stopped before both ends of the front were known"

FIRST_STAGES = ("outside", "shortfall", "unmet")
"""What is held at its best on the whole front, unless the front is of it."""


def pareto(
    region: Region,
    scenario: Scenario | LoadedScenario,
    objectives: Sequence[str] = ("travel", "cost"),
    *,
    resolution: float = 0.01,
    scope_codes: tuple[str, ...] | None = None,
    seconds: float | None = None,
    memo: Memo | None = None,
    progress: Report = silent,
) -> Front:
    """The plans that no other beats in two or three objectives.

    Args:
        region: the region as its tables say, before the scenario changes it.
        scenario: what everything but the objectives is taken from.
        objectives: which (`OBJECTIVES`), in order: of plans with the same first, the best second.
        resolution: steps of the bounds, as a share of what each objective spans between the ends.
        scope_codes: whom the indicators are for; the scenario's own scope where it is left out.
        seconds: limit for the whole front; each plan keeps to the scenario's own.
        memo: parts solved before.
        progress: called with what is looked for, and the share done where that is known.

    Raises:
        InputError: not two or three different objectives, no cost to tell, or a issue of the region.
        InfeasibleError: the scenario has no plan.
        NoPlanError: stopped before both ends were known.
    """
    plain = scenario.scenario if isinstance(scenario, LoadedScenario) else scenario
    wanted = tuple(objectives)
    with stop_on_interrupt() as stop:
        deadline = None if seconds is None else time.monotonic() + seconds
        trials = Trials(region, plain, scope_codes, deadline=deadline, memo=memo or Memo(), stop=stop)
        _check(wanted, trials.problem())
        return _Search(trials, wanted, resolution, progress).front()


@dataclass(slots=True)
class _Search:
    trials: Trials
    objectives: tuple[str, ...]
    resolution: float
    progress: Report
    held: dict[str, float] = field(default_factory=dict)
    """Stages before the front → the most that a plan of it has of them."""
    gap: float | None = None
    listed: TradeOff | None = None

    def front(self) -> Front:
        ends = self._ends()
        ideal = {f: end.bounds[f] for f, end in zip(self.objectives, ends, strict=True)}
        spans = {f: max(end.values[f] for end in ends) - ideal[f] for f in self.objectives}
        steps = {
            f: max(self.resolution * spans[f], 1e-5 * abs(ideal[f]) + 1e-5) for f in self.objectives
        }
        first, *others = self.objectives
        if self.gap is not None and spans[first] > 0:
            # a gap is a share of the value; here it is the span that counts
            largest = max(abs(end.values[first]) for end in ends)
            self.gap = max(1e-6, min(self.gap, self.resolution * spans[first] / largest))
        cells = Cells.of([ideal[f] for f in others], [steps[f] for f in others])
        points = [ends[0]]
        cells.found(_values(ends[0], others), tuple(float("inf") for _ in others))
        left: list[Open] = []
        if not ends[0].proven:
            left.append(Open(ends[0].bounds[first], {f: ideal[f] for f in others}, {}))
        while (cell := cells.next()) is not None:
            if self._over():
                break
            most = dict(zip(others, cells.most(cell), strict=True))
            self.progress(_told(most), _share(most, ideal, spans))
            try:
                point = self._point(self.objectives, most)
            except (NoPlanError, SearchStoppedError):
                if self._over():
                    break
                left.append(_open(cell, others, points[0].values[first]))
                cells.empty_below(cell.high)
                continue
            if point is None:
                cells.empty_below(cell.high)
                continue
            if not point.proven and self._over():
                break
            if not point.proven:
                left.append(_unproven(point, cell, others, first))
            points.append(point)
            cells.found(_values(point, others), cell.high)
        left += [_open(cell, others, ends[0].values[first]) for cell in cells.cells]
        return Front(
            scenario=self.trials.scenario.name,
            title=self.trials.scenario.title,
            title_en=self.trials.scenario.title_en,
            objectives=self.objectives,
            units={s.name: s.unit for s in points[0].solved.plan.stages if s.name in self.objectives},
            points=_undominated([*points, *ends[1:]], self.objectives),
            steps={f: steps[f] for f in others},
            open=tuple(left),
        )

    def _ends(self) -> list[Point]:
        """The best of each objective, and of those the best of the others in their order."""
        found: list[Point] = []
        for f in self.objectives:
            self.progress(message("least {f}", f=f), None)
            order = (f, *(g for g in self.objectives if g != f))
            if set(self.objectives) == {"travel", "cost"} and f == self.objectives[0]:
                self._list()
            point = self._point(order, {})
            if point is None or (self._over() and not point.proven):
                raise NoPlanError(TOO_EARLY)
            if not found:
                self._hold(point.solved.plan)
            found.append(point)
        return found

    def _list(self) -> None:
        """Where nothing but rooms ties the programmes, everything that the front is made of."""
        if self.trials.scenario.limits or self.trials.scenario.budget.nok_per_year_max is not None:
            return
        problem = self._problem(("travel", "cost"), {})
        plan = solve(problem, memo=self.trials.memo, seconds_max=self._seconds())
        cost = next((s.value for s in plan.stages if s.name == "cost"), None)
        if cost is None or plan.status is not Status.OPTIMAL or plan.method != "by_programme":
            return
        try:
            self.listed = trade_off(problem, cost, self._over, self.progress)
        except SearchStoppedError:
            raise NoPlanError(TOO_EARLY) from None

    def _point(self, order: tuple[str, ...], most: Mapping[str, float]) -> Point | None:
        """The best plan under these bounds, or None where there is none that keeps what is held."""
        bounds = {f: max(0.0, value) for f, value in most.items() if isfinite(value)}
        try:
            if self.listed is not None:
                limits = Limits(0.0, self._seconds(), stop=self.trials.stop)
                plan = self.listed.least(order, bounds, limits)
            else:
                plan = self._solved(order, bounds)
        except InfeasibleError:
            if not bounds:
                raise
            return None
        stages = {stage.name: stage for stage in plan.stages}
        if any(stages[name].value > most for name, most in self.held.items() if name in stages):
            return None
        return self._judged(plan, stages)

    def _solved(self, order: tuple[str, ...], bounds: Mapping[str, float]) -> Plan:
        if self.held.get("unmet", 1.0) <= 1e-5:
            bounds = {**bounds, "unmet": 0.0}
        problem = self._problem(order, bounds)
        gap = self.trials.scenario.solve.gap if self.gap is None else self.gap
        self.gap = gap
        return solve(problem, gap=gap, memo=self.trials.memo, seconds_max=self._seconds())

    def _problem(self, order: tuple[str, ...], bounds: Mapping[str, float]) -> Problem:
        changed = self._changed(order, bounds)
        return replace(self.trials, scenario=changed).problem()

    def _changed(self, order: tuple[str, ...], bounds: Mapping[str, float]) -> Scenario:
        """The scenario with this order of objectives and the tighter of its limits and these."""
        own: dict[str, float] = {f: v for f, v in self.trials.scenario.limits.items()}  # noqa: C416
        limits = {**own, **{f: min(v, own.get(f, v)) for f, v in bounds.items()}}
        return self.trials.scenario.model_copy(update={"objectives": _whole(order), "limits": limits})

    def _judged(self, plan: Plan, stages: Mapping[str, Stage]) -> Point:
        """The plan as that of a scenario whose limits are its own values, verified."""
        values = {f: stages[f].value for f in self.objectives}
        limits = {f: _above(values[f]) for f in self.objectives[1:]}
        scenario = self._changed(self.objectives, limits)
        trials = replace(self.trials, scenario=scenario)
        region = trials.effective()
        return Point(
            values=values,
            bounds={f: stages[f].bound for f in self.objectives},
            solved=trials.judged(scenario, region, trials.travel(region, scenario), plan),
            overrides=(
                f"objectives={json.dumps(list(scenario.objectives))}",
                *(f"limits.{f}={most!r}" for f, most in limits.items()),
            ),
            proven=plan.status in (Status.OPTIMAL, Status.WITHIN_GAP),
        )

    def _hold(self, plan: Plan) -> None:
        problem = self._problem(self.objectives, {})
        for stage in plan.stages:
            if stage.name in FIRST_STAGES and stage.name not in self.objectives:
                self.held[stage.name] = stage.value + 2 * slack(problem, stage.name, stage.value)

    def _seconds(self) -> float | None:
        limits = [self.trials.scenario.solve.seconds_max]
        if self.trials.deadline is not None:
            limits.append(max(0.05, self.trials.deadline - time.monotonic()))
        known = [s for s in limits if s is not None]
        return min(known) if known else None

    def _over(self) -> bool:
        late = self.trials.deadline is not None and time.monotonic() > self.trials.deadline
        stop: threading.Event | None = self.trials.stop
        return late or (stop is not None and stop.is_set())


def _whole(order: tuple[str, ...]) -> tuple[str, ...]:
    return order if "unmet" in order else ("unmet", *order)


def _check(objectives: tuple[str, ...], problem: Problem) -> None:
    unknown = [f for f in objectives if f not in OBJECTIVES]
    findings = []
    if unknown or len(set(objectives)) != len(objectives) or not 2 <= len(objectives) <= 3:
        findings.append(
            Finding(
                "--objectives",
                message("a front is drawn of two or three different objectives"),
                found=",".join(objectives),
                expected=", ".join(OBJECTIVES),
                fix=message("Name two or three of them, for example travel,cost."),
            )
        )
    elif "cost" in objectives and problem.missing_rates:
        findings.append(
            Finding(
                "--objectives",
                message("the cost of a plan cannot be told"),
                field="cost",
                found="; ".join(problem.missing_rates),
                fix=message("Give the region the figures, or choose other objectives."),
            )
        )
    if findings:
        raise InputError(findings)


def _values(point: Point, others: Sequence[str]) -> tuple[float, ...]:
    return tuple(point.values[f] for f in others)


def _undominated(points: Sequence[Point], objectives: tuple[str, ...]) -> tuple[Point, ...]:
    """The points that none beats, each once, in order of the first objective."""

    def same(one: float, other: float) -> bool:
        return abs(one - other) <= 2e-6 * max(abs(one), abs(other)) + 1e-5

    def beats(one: Point, other: Point) -> bool:
        pairs = [(one.values[f], other.values[f]) for f in objectives]
        return all(a <= b or same(a, b) for a, b in pairs)

    kept: list[Point] = []
    for point in sorted(points, key=lambda p: tuple(p.values[f] for f in objectives)):
        if any(beats(other, point) for other in kept):
            continue
        kept = [other for other in kept if not beats(point, other)]
        kept.append(point)
    return tuple(kept)


def _open(cell: Cell, others: Sequence[str], least: float) -> Open:
    return Open(
        least,
        dict(zip(others, cell.low, strict=True)),
        {f: high for f, high in zip(others, cell.high, strict=True) if isfinite(high)},
    )


def _unproven(point: Point, cell: Cell, others: Sequence[str], first: str) -> Open:
    """Between a plan that is not proved best and the bounds under which it was looked for."""
    high = {f: h for f, h in zip(others, cell.high, strict=True) if isfinite(h)}
    return Open(point.bounds[first], {f: cell.low[n] for n, f in enumerate(others)}, high)


def _above(value: float) -> float:
    """A limit that a plan with this value keeps, with few enough digits to be written."""
    return ceil(value * 1000 + 1) / 1000 if value > 0 else 0.0


def _told(most: Mapping[str, float]) -> str:
    return ", ".join(f"{f} at most {value:.6g}" for f, value in most.items())


def _share(
    most: Mapping[str, float], ideal: Mapping[str, float], spans: Mapping[str, float]
) -> float | None:
    """How much of the front is behind, where one objective is bounded."""
    if len(most) != 1:
        return None
    ((f, value),) = most.items()
    return min(1.0, max(0.0, 1 - (value - ideal[f]) / spans[f])) if spans[f] > 0 else 1.0
