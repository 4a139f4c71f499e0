"""From a scenario to a judged plan: the one way that every command takes.

read_task(scenario)    file, overrides, the region it names, as the scenario sees it   → Task
solve_task(task)       travel, problem, plan                                           → Alternative
judged(task, plan)     the verifier's consent, and the indicators for the scope        → Alternative
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.errors import Finding, InputError
from planner.messages import message
from planner.plan import Plan
from planner.progress import Report, silent
from planner.region import Region
from planner.travel import Travel

if TYPE_CHECKING:
    from planner.pipeline.alternative import Alternative
    from planner.scenario import LoadedScenario, ScenarioLike
    from planner.solve import Memo


def solve_scenario(
    scenario: ScenarioLike,
    overrides: Iterable[str] = (),
    *,
    region: Region | None = None,
    travel: Travel | None = None,
    progress: Report = silent,
) -> Alternative:
    """The best plan of a scenario, verified, with its indicators.

    Args:
        scenario: name of a shipped scenario, the path of a file, plain values as a file would hold
            them, or a scenario that was read or made before.
        region: a region in memory, in place of the one that the scenario names.
        travel: travel times in memory, in place of those of the region's roads.
        overrides: texts `path=value`, as after `--set` on the command line.
        progress: called with a message and the share done (0..1), or None where that is not known.

    Raises:
        InputError: every problem of the scenario and its region.
        InfeasibleError: no plan satisfies the scenario; the reasons are in words with numbers.
        NoPlanError: the time limit or Ctrl-C ended the search before any plan was found.
    """
    return solve_task(read_task(scenario, overrides, Regions(region, travel)), progress=progress)


@dataclass(frozen=True, slots=True)
class Task:
    """A scenario that was read and found sound, and the region as it sees it."""

    loaded: LoadedScenario
    region: Region
    """The effective region."""
    scope_codes: tuple[str, ...]
    """The municipalities whose people the plan is judged for."""
    travel: Travel | None = None
    """Travel times in memory; None: those of roads or of a matrix that the scenario names."""

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.loaded.scenario.name


@dataclass(slots=True)
class Regions:
    """Regions that were read in this run, by the name or path that scenarios give."""

    given: Region | None = None
    """A region in memory, which stands in the place of any."""
    travel: Travel | None = None
    """Travel times in memory."""
    known: dict[str, Region | InputError] = field(default_factory=dict)
    checked: bool = False

    def check_given(self) -> None:
        """See, once, that the region in memory is one.

        Raises:
            InputError: every problem of it.
        """
        from planner.region import check_in_memory

        if self.given is not None and not self.checked:
            findings = check_in_memory(self.given)
            if findings:
                raise InputError(findings)
            self.checked = True

    def read(self, name_or_path: str) -> Region:
        """The region, read once.

        Raises:
            InputError: every problem in its tables.
        """
        from planner.region import read_region

        if self.given is not None:
            return self.given
        if name_or_path not in self.known:
            try:
                self.known[name_or_path] = read_region(name_or_path)
            except InputError as error:
                self.known[name_or_path] = error
        found = self.known[name_or_path]
        if isinstance(found, InputError):
            raise found
        return found


def read_task(
    scenario: ScenarioLike, overrides: Iterable[str] = (), regions: Regions | None = None
) -> Task:
    """Read a scenario and see that it fits its region.

    Raises:
        InputError: every problem of the scenario, of its region, or of the two together.
    """
    from planner.scenario import check_against_region, effective_region, read_scenario, scope_codes

    regions = regions or Regions()
    loaded = read_scenario(scenario, overrides)
    region = regions.read(loaded.scenario.region)
    if regions.given is not None:
        regions.check_given()
        loaded = of_region(loaded, region)
    findings = check_against_region(loaded, region)
    if findings:
        raise InputError(findings)
    effective = effective_region(region, loaded.scenario)
    return Task(loaded, effective, scope_codes(effective, loaded.scenario), regions.travel)


def of_region(loaded: LoadedScenario, region: Region) -> LoadedScenario:
    """A scenario for a region in memory: it names that one, by its folder where it has one."""
    name = str(region.path) if region.path is not None else region.id
    if loaded.scenario.region == name:
        return loaded
    return replace(loaded, scenario=loaded.scenario.model_copy(update={"region": name}))


def read_tasks(
    names: Iterable[ScenarioLike],
    overrides: Iterable[str] = (),
    scope: str | None = None,
    regions: Regions | None = None,
) -> tuple[Task, ...]:
    """Read scenarios that are to be compared, and settle the scope that all are judged for.

    That is `scope`, a scope of the region by name; without it the one that all scenarios state, or the
    region's default where they differ. A scenario whose own scope holds the comparison's is solved as
    it stands and judged for that part; another is solved for the comparison's scope instead.

    Raises:
        InputError: the problems of all scenarios together, two scenarios of one name or of different
            regions included.
    """
    names, overrides, regions = tuple(names), tuple(overrides), regions or Regions()
    tasks = _each(names, lambda name: read_task(name, overrides, regions))
    _comparable(tasks)
    if scope is None:
        if len({task.scope_codes for task in tasks}) < 2:
            return tasks
        scope = tasks[0].region.default_scope
    judged = (*overrides, f"scope={scope}")
    asked = _each(names, lambda name: read_task(name, judged, regions))
    return tuple(
        replace(own, scope_codes=other.scope_codes)
        if set(own.scope_codes) >= set(other.scope_codes)
        else other
        for own, other in zip(tasks, asked, strict=True)
    )


def solve_task(
    task: Task, *, memo: Memo | None = None, start: Plan | None = None, progress: Report = silent
) -> Alternative:
    """Find the best plan of a scenario, from an earlier one where there is one; verify and judge it.

    Raises:
        InfeasibleError: no plan satisfies the scenario.
        NoPlanError: stopped before there was one.
        PlanRefusedError: the verifier refuses the plan (a fault in the planner).
    """
    from planner.problem import build_problem
    from planner.solve import solve
    from planner.travel import build_travel

    scenario = task.loaded.scenario
    progress(message("travel times"), None)
    travel = task.travel or build_travel(task.region, scenario)
    problem = build_problem(task.region, travel, scenario)
    plan = solve(problem, progress=progress, memo=memo, start=start)
    progress(message("verifying"), None)
    return judged(task, travel, plan)


def judged(task: Task, travel: Travel, plan: Plan, *, accept_violations: bool = False) -> Alternative:
    """The indicators of a plan that the verifier lets through, or that may break rules.

    Raises:
        PlanRefusedError: the plan breaks a rule.
        InputError: the plan speaks of what the region does not have.
    """
    from planner.evaluate import evaluate, evaluate_verified
    from planner.pipeline.alternative import Alternative

    judge = evaluate if accept_violations else evaluate_verified
    indicators = judge(task.region, travel, task.loaded.scenario, plan, task.scope_codes)
    return Alternative(task.loaded, task.region, travel, plan, indicators)


def run_of(name_or_path: str | Path, overrides: Iterable[str], plan: Plan) -> Alternative:
    """A plan found before, as that of the scenario under the overrides that give it again.

    Raises:
        InputError: every problem of the scenario and its region.
        PlanRefusedError: the plan breaks a rule.
    """
    from planner.travel import build_travel

    task = read_task(name_or_path, overrides)
    return judged(task, build_travel(task.region, task.loaded.scenario), plan)


def _each(names: tuple[ScenarioLike, ...], read: Callable[[ScenarioLike], Task]) -> tuple[Task, ...]:
    """Read every scenario; what is wrong with any is told with what is wrong with the others."""
    tasks: list[Task] = []
    findings: dict[Finding, None] = {}
    for name in names:
        try:
            tasks.append(read(name))
        except InputError as error:
            findings |= dict.fromkeys(error.findings or (Finding(_called(name), str(error)),))
    if findings:
        raise InputError(findings)
    return tuple(tasks)


def _called(scenario: ScenarioLike) -> str:
    """What a finding calls a scenario."""
    return str(scenario) if isinstance(scenario, str | Path) else "the scenario"


def _comparable(tasks: tuple[Task, ...]) -> None:
    findings = []
    seen: dict[str, Task] = {}
    for task in tasks:
        other = seen.setdefault(task.name, task)
        if other is not task:
            findings.append(
                Finding(
                    str(task.loaded.path.name),
                    message("two scenarios of a comparison have the same name"),
                    field="name",
                    found=message(
                        "{name}, as in {other}", name=task.name, other=other.loaded.path.name
                    ),
                    fix=message("Leave one out, or give it a name of its own."),
                )
            )
        if task.region.id != tasks[0].region.id:
            findings.append(
                Finding(
                    str(task.loaded.path.name),
                    message("the scenarios of a comparison are of different regions"),
                    field="region",
                    found=task.region.id,
                    expected=message(
                        "{name}, as in {other}", name=tasks[0].region.id, other=tasks[0].name
                    ),
                    fix=message("Compare the scenarios of one region at a time."),
                )
            )
    if findings:
        raise InputError(findings)
