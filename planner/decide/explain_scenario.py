"""Why a scenario has no plan: arithmetic, a minimal conflict of its rules, the smallest relaxations."""

from __future__ import annotations

import time
from dataclasses import replace
from types import MappingProxyType

from planner.decide.explain_conflict import Conflicts
from planner.decide.explain_settings import Setting, settings_of
from planner.decide.explain_types import (
    Explanation,
    Relaxation,
    RuleInConflict,
    SettingAt,
    Status,
)
from planner.decide.relax import Origin, relaxations
from planner.decide.trials import Trials, put
from planner.messages import message
from planner.problem import Problem
from planner.progress import Report, silent
from planner.region import Region
from planner.scenario import KeyPath, LoadedScenario, Scenario, origin
from planner.solve import (
    Memo,
    Reason,
    Verdict,
    certain_findings,
    conflicting_rules,
    stop_on_interrupt,
)
from planner.solve.infeasible import Value

GIVEN = MappingProxyType(
    {
        "below_guideline": "given_members",
        "above_guideline": "given_members",
        "not_contiguous": "given_members",
        "posts_too_few": "given_members",
        "belongs_to_no_unit": "given_units",
        "nobody_can_run": "given_units",
    }
)
"""Reasons that follow from who belongs to a unit, or from which units there are."""

SECONDS_EACH = 60.0
"""A question that takes longer is left open, and the explanation says so."""


def explain(
    region: Region,
    scenario: Scenario | LoadedScenario,
    *,
    seconds: float | None = None,
    memo: Memo | None = None,
    progress: Report = silent,
) -> Explanation:
    """Why a scenario has no plan, and what would give it one.

    Where it has a plan that falls short of a soft guideline, it is explained why the guideline cannot
    be held.

    Args:
        region: the region as its tables say, before the scenario changes it.
        scenario: a scenario; read from a file it also tells where its rules stand.
        seconds: limit for all questions together; None: none.
        memo: parts solved before.
        progress: called with what is asked, and None.

    Raises:
        InputError: the scenario does not fit the region.
    """
    plain = scenario.scenario if isinstance(scenario, LoadedScenario) else scenario
    where = origins(scenario)
    deadline = None if seconds is None else time.monotonic() + seconds
    with stop_on_interrupt() as stop:
        trials = Trials(
            region,
            plain,
            seconds_each=SECONDS_EACH,
            deadline=deadline,
            memo=memo or Memo(),
            stop=stop,
        )
        progress(message("is there a plan?"), None)
        return _explained(trials, where, progress)


def _explained(trials: Trials, where: Origin, progress: Report) -> Explanation:
    scenario, verdict = trials.scenario, trials.find().verdict
    if verdict is Verdict.INFEASIBLE:
        return _infeasible(trials, where, progress, as_if_hard=False)
    if verdict is Verdict.UNDECIDED:
        return _without_conflict(scenario, "undecided")
    hard = (put(("threshold", "mode"), "hard"),)
    if scenario.threshold.mode == "soft" and trials.find(hard).verdict is Verdict.INFEASIBLE:
        return _infeasible(trials.of(hard), where, progress, as_if_hard=True)
    return _without_conflict(scenario, "feasible")


def _without_conflict(scenario: Scenario, status: Status) -> Explanation:
    return Explanation(
        scenario.name,
        scenario.title,
        scenario.title_en,
        status,
        guideline_as_if_hard=False,
        reasons=(),
        conflict=(),
        minimal=False,
        relaxations=(),
        complete=status == "feasible",
    )


def _infeasible(trials: Trials, where: Origin, progress: Report, *, as_if_hard: bool) -> Explanation:
    scenario, problem = trials.scenario, trials.problem()
    settings = _latest_last(settings_of(trials.effective(), scenario, problem), where)
    conflicts = Conflicts(
        trials,
        settings,
        tell=lambda: progress(message("question {number}", number=trials.asked + 1), None),
    )
    first = conflicts.conflict()
    left_open = conflicts.open_questions
    offered = relaxations(
        trials,
        conflicts,
        first,
        where,
        lambda text: progress(message("solving with relaxation {text}", text=text), None),
    )
    return Explanation(
        scenario.name,
        scenario.title,
        scenario.title_en,
        "infeasible",
        guideline_as_if_hard=as_if_hard,
        reasons=certain_findings(problem),
        conflict=(
            *(_in_conflict(setting, where) for setting in first),
            *_as_given(problem, first, where),
        ),
        minimal=bool(first) and left_open == 0,
        relaxations=tuple(_also_hard(r) for r in offered) if as_if_hard else offered,
        complete=conflicts.open_questions == 0 and all(r.tight for r in offered),
        rules=() if offered else conflicting_rules(problem, trials.stop),
    )


def _also_hard(relaxation: Relaxation) -> Relaxation:
    """With the guideline as hard as it was taken to be."""
    return replace(relaxation, overrides=('threshold.mode="hard"', *relaxation.overrides))


def _in_conflict(setting: Setting, where: Origin) -> RuleInConflict:
    settings = tuple(SettingAt(path, where(path)) for path in setting.paths)
    return RuleInConflict(setting.key, setting.values, settings)


def _as_given(
    problem: Problem, first: tuple[Setting, ...], where: Origin
) -> tuple[RuleInConflict, ...]:
    """With fixed units: the unit, or the list of units, that the rules in conflict cannot go with.

    Who belongs to a unit is no rule that could be given up, but stands in the scenario all the same. Of
    several units the one that is farthest from what is asked is named.
    """
    if problem.free_units:
        return ()
    ruled = {path for setting in first for path in setting.paths}
    about = [r for r in certain_findings(problem) if ruled & set(r.settings) and r.key in GIVEN]
    if not about:
        return ()
    worst = max(about, key=lambda r: (max(_number(r, "short"), _number(r, "over")), r.sentence()))
    path = worst.settings[-1]
    values: dict[str, Value] = {"units": tuple(problem.units)}
    if GIVEN[worst.key] == "given_members":
        unit_ids = _ids(worst, "units")
        codes = tuple(sorted(m for u in unit_ids for m in problem.units[u].fixed_codes or ()))
        persons = sum(problem.persons[m] for m in codes)
        values = {"units": unit_ids, "municipalities": codes, "persons": persons}
    return (RuleInConflict(GIVEN[worst.key], values, (SettingAt(path, where(path)),)),)


def _number(reason: Reason, name: str) -> float:
    value = reason.values.get(name, 0)
    return 0.0 if isinstance(value, tuple) else float(value)


def _ids(reason: Reason, name: str) -> tuple[str, ...]:
    value = reason.values.get(name, ())
    return value if isinstance(value, tuple) else ()


def _latest_last(settings: tuple[Setting, ...], where: Origin) -> tuple[Setting, ...]:
    """Rules that nobody stated are given up first, and those of the command line last.

    What is left of a conflict are then the rules that the scenario's writer thought of.
    """

    def stated(setting: Setting) -> int:
        found = [where(path) for path in setting.paths]
        if "--set" in found:
            return 2
        return 0 if all(place == "default" for place in found) else 1

    nearest_first = sorted(settings, key=lambda setting: setting.key != "nearest")
    return tuple(sorted(nearest_first, key=lambda s: -1 if s.key == "nearest" else stated(s)))


def origins(scenario: Scenario | LoadedScenario) -> Origin:
    """Where each value of a scenario was stated: `file:line`, `--set`, `default`; `scenario` where it
    was not read from a file."""
    if isinstance(scenario, Scenario):
        default = Scenario.model_construct().model_dump()
        dump = scenario.model_dump()
        return lambda path: "default" if _at(dump, path) == _at(default, path) else "scenario"
    places = scenario.places

    def stated(path: KeyPath) -> str:
        for length in range(len(path), 0, -1):
            if path[:length] in places and (length == len(path) or isinstance(path[length], int)):
                return origin(path[:length], places)
        return "default"

    return stated


def _at(data: object, path: KeyPath) -> object:
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list | tuple) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data
