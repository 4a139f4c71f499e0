"""Where one parameter turns the answer: scanned, then halved down to the value, on proven plans.

Every change between two values that were looked at is found and closed in. What changes and changes
back between two neighbours of the scan can be missed, unless the answer is known to move one way only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from planner.errors import Finding, InfeasibleError, InputError, NoPlanError
from planner.messages import message
from planner.progress import Report, silent
from planner.scenario import (
    OpenedScenario,
    Scenario,
    ScenarioLike,
    parse_path,
    parse_value,
    shape_at,
    suggestion,
)
from planner.whatif.bases import named_bases
from planner.whatif.extra import ExtraError
from planner.whatif.fitting import fitting
from planner.whatif.points import Point
from planner.whatif.resolve import Resolved, Sources, resolve_point
from planner.whatif.study_file import path_problem
from planner.whatif.weighting import is_weighting
from planner.whatif.work import Kept, Shared, Solved, row_of, solved

Watch = Literal["best", "units", "guideline", "venues"]
WATCHES: tuple[Watch, ...] = ("best", "units", "guideline", "venues")
VALUE = "travel_hours_total"
SCAN, CLOSE = 11, 1e-4
"""Values of the scan; and how close a change is pinned down, as a share of the range."""
SAME = 1e-6
"""Figures closer than this are the same: the solver's accuracy."""
NO_PLAN = "no plan"
CONSTANT = ("threshold.",)
"""Paths that no plan of fixed units depends on."""
MONOTONE = ("threshold.persons_min", "threshold.persons_max", "population.factor")
"""Paths along which the verdict of fixed units moves one way only: it is arithmetic."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found at one value. `state` is what is watched, in ids."""

    at: float
    state: str
    proven: bool
    """Whether every plan behind it is proven to its gap, and every absence of one as well."""
    figures: dict[str, float | None]
    """Scenario → the figure that decides which is best; None without a plan."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A change of the answer: it is `before.state` at `before.at`, and another at `after.at`."""

    before: Look
    after: Look

    @property
    def proven(self) -> bool:
        """Whether both sides rest on proven plans."""
        return self.before.proven and self.after.proven


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Every change that was found along a path, in order, and all that was looked at."""

    path: str
    low: float
    high: float
    watch: Watch
    value: str
    scenarios: tuple[str, ...]
    crossings: tuple[Crossing, ...]
    looks: tuple[Look, ...]
    complete: bool
    """Whether it is known that there are no others."""


def break_even(
    scenarios: Iterable[ScenarioLike],
    path: str,
    low: float,
    high: float,
    *,
    watch: Watch | None = None,
    value: str = VALUE,
    overrides: Iterable[str] = (),
    scope: str | None = None,
    scan: int = SCAN,
    close: float = CLOSE,
    folder: Path | None = None,
    progress: Report = silent,
) -> BreakEven:
    """Every value of `path` from `low` to `high` at which the answer is found to change.

    Args:
        scenarios: names, paths, or scenarios that a script holds; with several the best alternative can
            be watched.
        path: of a number, as after `--set`, or one of `planner.whatif.extra`.
        watch: what the answer is: the best alternative (the one with most inhabitants covered, then
            fewest without an offer, then the smallest `value`; those that the proof cannot tell apart
            share it), the open units with their members, each unit's verdict, or the venues in use.
        value: the indicator that decides which is best; smaller is better.
        scope: for whom all are judged; each scenario's own where it is None.
        scan: how many values are looked at before any halving.
        close: how close a change is pinned down, as a share of the range; whole numbers exactly.

    Raises:
        InputError: a scenario, a path or a value that cannot be.
        PlanRefusedError: the verifier refuses a plan.
    """
    names, held = named_bases(scenarios)
    watch = watch or ("best" if len(names) > 1 else "guideline")
    _check(names, path, low, high, watch, scan)
    probe = _Probe(names, path, watch, value, settings_of(overrides), scope, folder or Path.cwd(), held)
    first, last = probe.fit(low), probe.fit(high)
    values = [probe.fit(low + (high - low) * n / (scan - 1)) for n in range(scan)]
    values = sorted({first, last, *(v for v in values if first <= v <= last)})
    for n, at in enumerate(values):
        progress(f"{path}={at:g}", n / len(values))
        probe.look(at)
    crossings: list[Crossing] = []
    limit = 0.0 if probe.whole else close * (last - first)
    pairs = list(pairwise(values))
    while pairs:
        a, b = pairs.pop(0)
        before, after = probe.look(a), probe.look(b)
        if before.state == after.state:
            continue
        middle = probe.fit((a + b) / 2)
        if b - a <= limit or middle <= a or middle >= b:
            crossings.append(Crossing(before, after))
            continue
        progress(f"{path}={middle:g}", None)
        probe.look(middle)
        pairs[:0] = [(a, middle), (middle, b)]
    looks = tuple(probe.looks[at] for at in sorted(probe.looks))
    if all(look.state == NO_PLAN for look in looks):
        raise InputError(
            [
                Finding(
                    path, message("no scenario has a plan anywhere between"), found=f"{low:g}–{high:g}"
                )
            ]
        )
    complete = all(look.proven for look in looks) and probe.moves_one_way()
    return BreakEven(path, first, last, watch, value, names, tuple(crossings), looks, complete)


def _check(names: tuple[str, ...], path: str, low: float, high: float, watch: Watch, scan: int) -> None:
    findings = []
    problem = path_problem(path)
    if problem:
        findings.append(
            Finding("--vary", message("this is not a path of a scenario"), found=path, fix=problem)
        )
    elif is_weighting(parse_path(path)):
        fix = message("`lms-planner compare … --weights FILE` tells exactly where the ranking turns.")
        findings.append(Finding("--vary", message("is no part of a scenario"), found=path, fix=fix))
    elif (shape := shape_at(parse_path(path))) is not None and shape.kind not in ("whole", "number"):
        findings.append(
            Finding(
                "--vary",
                message("is no number"),
                found=path,
                expected=shape.words(),
                fix=message("Use `sweep`."),
            )
        )
    if not low < high:
        findings.append(
            Finding(
                "--between",
                message("the second must be more than the first"),
                found=f"{low:g} {high:g}",
            )
        )
    if watch not in WATCHES:
        findings.append(
            Finding(
                "--watch",
                message("there is no such thing"),
                found=watch,
                fix=suggestion(watch, WATCHES),
            )
        )
    if watch == "best" and len(names) < 2:
        findings.append(
            Finding(
                "--watch",
                message("the best of one alternative never changes"),
                fix=message("Name several."),
            )
        )
    if len(set(names)) < len(names) or not names:
        findings.append(Finding("scenarios", message("name each once, and at least one")))
    if scan < 2:
        findings.append(Finding("--scan", message("must be at least 2"), found=str(scan)))
    if findings:
        raise InputError(findings)


def settings_of(overrides: Iterable[str]) -> dict[str, Any]:
    """Texts of `--set` as paths with values. Raises InputError."""
    found = {}
    for text in overrides:
        path, equals, value = text.partition("=")
        problem = message("Write path=value.") if not equals else path_problem(path.strip())
        if not problem and is_weighting(parse_path(path.strip())):
            problem = message("A weight is no part of a scenario.")
        if problem:
            raise InputError([Finding(f"--set {text}", message("cannot be set"), fix=problem)])
        found[path.strip()] = parse_value(value, f"--set {path}", placed=False).data[""]
    return found


@dataclass(slots=True)
class _Probe:
    names: tuple[str, ...]
    path: str
    watch: Watch
    value: str
    settings: dict[str, Any]
    scope: str | None
    folder: Path
    held: Mapping[str, OpenedScenario] = field(default_factory=dict)
    """Scenarios that a script holds, by name."""
    looks: dict[float, Look] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)
    scenarios: dict[str, Scenario] = field(default_factory=dict)
    _sources: Sources | None = None

    @property
    def whole(self) -> bool:
        """Whether only whole numbers can stand at the path."""
        shape = shape_at(parse_path(self.path))
        return shape is not None and shape.kind == "whole"

    def fit(self, at: float) -> float:
        """A value as the path wants it."""
        return fitting(self.path, at)

    def look(self, at: float) -> Look:
        """What is found at a value; each is solved once."""
        if at not in self.looks:
            found = {name: self._solve(name, at) for name in self.names}
            self.looks[at] = self._look(at, found)
        return self.looks[at]

    def moves_one_way(self) -> bool:
        """Whether the state is known to move one way only along the path: then nothing was missed."""
        if any(s.units.assignment != "fixed" for s in self.scenarios.values()):
            return False
        if self.path.startswith(CONSTANT) and self.watch != "guideline":
            # The guideline decides nothing where units are fixed, unless the lower end is a must.
            return all(s.threshold.mode != "hard" for s in self.scenarios.values())
        everywhere = all(NO_PLAN not in look.state for look in self.looks.values())
        return self.watch == "guideline" and self.path in MONOTONE and everywhere and not self._hard()

    def _hard(self) -> bool:
        return any(
            s.threshold.mode == "hard" or s.threshold.upper == "hard" for s in self.scenarios.values()
        )

    def _solve(self, name: str, at: float) -> Solved | InfeasibleError | None:
        sources = self._sources = self._sources or Sources(self.folder, opened=dict(self.held))
        point = Point(1, name, {}, {**self.settings, self.path: at})
        row: Resolved = resolve_point(point, sources, self.scope)
        if row.job is None:
            raise InputError([Finding(f"{name}, {self.path}={at:g}", row.problem)])
        self.scenarios[name] = row.job.scenario
        try:
            return solved(Shared(sources.regions), row.job, self.kept)
        except InfeasibleError as error:
            return error
        except NoPlanError:
            return None
        except ExtraError as error:
            raise InputError([Finding(f"{name}, {self.path}={at:g}", str(error))]) from None

    def _look(self, at: float, found: dict[str, Solved | InfeasibleError | None]) -> Look:
        plans = {name: one for name, one in found.items() if isinstance(one, Solved)}
        proven = all(
            isinstance(one, InfeasibleError)
            or (isinstance(one, Solved) and not one.plan.status.falls_short)
            for one in found.values()
        )
        rows = {name: row_of(one) for name, one in plans.items()}
        for row in rows.values():
            if not isinstance(row.get(self.value), int | float):
                numbers = [key for key, v in row.items() if isinstance(v, int | float)]
                raise InputError(
                    [
                        Finding(
                            "--value",
                            message("is no figure of the plan"),
                            found=self.value,
                            fix=suggestion(self.value, numbers),
                        )
                    ]
                )
        figures = {name: float(rows[name][self.value]) if name in rows else None for name in self.names}
        return Look(at, self._state(plans, rows), proven, figures)

    def _state(self, plans: dict[str, Solved], rows: dict[str, dict[str, Any]]) -> str:
        if self.watch == "best":
            return ", ".join(_best(plans, rows, self.value)) or NO_PLAN
        told = {name: _watched(plans[name], rows[name], self.watch) for name in plans}
        if len(self.names) == 1:
            return told.get(self.names[0], NO_PLAN)
        return " | ".join(f"{name}: {told.get(name, NO_PLAN)}" for name in self.names)


def _watched(found: Solved, row: dict[str, Any], watch: Watch) -> str:
    if watch == "units":
        units = (f"{u.unit_id}({','.join(u.member_codes)})" for u in found.plan.units)
        return "; ".join(units) or "no unit"
    text: str = row["guideline" if watch == "guideline" else "venue_ids"]
    return text.replace(";", "; ") or ("no unit" if watch == "guideline" else "no venue")


def _best(plans: dict[str, Solved], rows: dict[str, dict[str, Any]], value: str) -> list[str]:
    """The alternatives that may be best for all that is proved, by name."""
    if not plans:
        return []
    covered = max(row["coverage_share"] for row in rows.values())
    names = [name for name in plans if rows[name]["coverage_share"] >= covered - SAME]
    unmet = min(rows[name]["participants_unmet"] for name in names)
    names = [name for name in names if rows[name]["participants_unmet"] <= unmet + SAME]
    smallest = min(rows[name][value] for name in names)
    slack = SAME * max(1.0, abs(smallest))
    return sorted(
        name
        for name in names
        if rows[name][value] - abs(rows[name][value]) * plans[name].plan.gap <= smallest + slack
    )


__all__ = ["BreakEven", "Crossing", "Look", "break_even"]
