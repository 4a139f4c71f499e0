"""Every scenario in every year: its plan of the first year kept, and decided anew.

To keep a plan is to keep what was decided: units, their members and the places where courses are held.
Which courses are held there follows from how many take part in the year, as it does in practice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from planner.errors import Finding, InputError
from planner.messages import message
from planner.phasing import States
from planner.pipeline import (
    Alternative,
    Answer,
    Regions,
    Task,
    WithoutPlan,
    read_task,
    solve_task,
    solve_tasks,
)
from planner.progress import Report, silent
from planner.region import COUNTED, Region, alternatives_of, years_of
from planner.scenario import ScenarioLike


@dataclass(frozen=True, slots=True)
class YearPlans:
    """One scenario in one year of one projection."""

    scenario: str
    year: int
    projection: str
    """Alternative of the projection; `counted` where the region has none."""
    kept: Answer
    """The plan of the first year, kept: the same units, members and places."""
    anew: Answer
    """The plan that the year's inhabitants would have."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """Scenarios over the years. Years and projections are the same for all."""

    region: Region
    """As its tables say."""
    years: tuple[int, ...]
    projections: tuple[str, ...]
    """The first is the one that the text is about."""
    decided: tuple[Alternative, ...]
    """Each scenario's plan in the first year."""
    rows: tuple[YearPlans, ...]

    def rows_of(self, scenario: str, projection: str) -> tuple[YearPlans, ...]:
        """A scenario's years, in their order."""
        return tuple(
            row for row in self.rows if (row.scenario, row.projection) == (scenario, projection)
        )


def years_known(region: Region, projections: Sequence[str] = ()) -> tuple[int, ...]:
    """Years that the region's table has for every one of some projections, sorted."""
    known = [set(years_of(region, name)) for name in projections or alternatives_of(region) or ("",)]
    return tuple(sorted(set.intersection(*known)))


def horizon_of(
    scenarios: Sequence[ScenarioLike],
    *,
    years: Sequence[int] = (),
    projections: Sequence[str] = (),
    overrides: Sequence[str] = (),
    workers: int | None = None,
    progress: Report = silent,
) -> Horizon:
    """Solve every scenario in every year, kept and anew.

    Args:
        scenarios: names, paths or scenarios, all of one region.
        years: the first is when the plan is decided; all that the region's table has where left out.
        projections: alternatives of the projection, the main one first; all where left out.
        overrides: texts `path=value` for every scenario.
        workers: scenarios solved at the same time.

    Raises:
        InputError: the region has no table of people by year, or lacks a year or projection.
        InfeasibleError: a scenario has no plan in the first year.
        NoPlanError: stopped before a scenario had a plan in the first year.
    """
    regions = Regions()
    first_tasks = [read_task(name, overrides, regions) for name in scenarios]
    region = _region(first_tasks, regions)
    projections = tuple(projections or _main_first(alternatives_of(region))) or ("",)
    years = tuple(sorted(set(years or years_known(region, projections))))

    def task(scenario: ScenarioLike, year: int, projection: str) -> Task:
        more = [f"population.year={year}"]
        more += [f"population.alternative={projection}"] if projection else []
        return read_task(scenario, (*overrides, *more), regions)

    decided = []
    for n, scenario in enumerate(scenarios):
        progress(message("the plan of {year}", year=str(years[0])), n / len(scenarios))
        decided.append(solve_task(task(scenario, years[0], projections[0])))
    wanted: list[Task] = []
    for scenario, base in zip(scenarios, decided, strict=True):
        for projection in projections:
            for year in years:
                own = task(scenario, year, projection)
                wanted += [kept_task(base, own, region), own]
    answers = solve_tasks(wanted, workers=workers, progress=progress).answers
    pairs = iter(zip(answers[::2], answers[1::2], strict=True))
    rows = []
    for base in decided:
        for projection in projections:
            for year in years:
                kept, anew = next(pairs)
                rows.append(YearPlans(base.name, year, projection or COUNTED, kept, anew))
    return Horizon(
        region=region,
        years=years,
        projections=tuple(name or COUNTED for name in projections),
        decided=tuple(decided),
        rows=tuple(rows),
    )


def kept_task(base: Alternative, own: Task, region: Region) -> Task:
    """A year's scenario with the units, members and places of an earlier plan."""
    same = replace(base, loaded=own.loaded, region=own.region)
    kept = States(same, None, region, ()).task(0)
    scenario = kept.loaded.scenario.model_copy(update={"scope": own.loaded.scenario.scope})
    return replace(kept, loaded=replace(kept.loaded, scenario=scenario), scope_codes=own.scope_codes)


def plan_of(answer: Answer) -> Alternative | None:
    """The plan, where there is one."""
    return None if isinstance(answer, WithoutPlan) else answer


def _main_first(names: Sequence[str]) -> tuple[str, ...]:
    """The middle alternative of SSB's projections in front, where it is there."""
    return tuple(sorted(names, key=lambda name: (name != "MMMM", name)))


def _region(tasks: Sequence[Task], regions: Regions) -> Region:
    """The one region of all, with a table of people by year.

    Raises:
        InputError: they are of several regions, or theirs has no such table.
    """
    found = {task.region.id: task.loaded.scenario.region for task in tasks}
    if len(found) > 1:
        raise InputError(
            [
                Finding(
                    tasks[-1].name,
                    message("the scenarios are of different regions"),
                    field="region",
                    found=", ".join(found),
                    expected=message("one region"),
                    fix=message("Look at the scenarios of one region at a time."),
                )
            ]
        )
    region = regions.read(next(iter(found.values())))
    if len(years_known(region)) < 2:
        raise InputError(
            [
                Finding(
                    region.id,
                    message("the region has no table of people by year"),
                    expected=message("the table population_by_year with at least two years"),
                    fix=message(
                        "Lay one in: lms-planner region add REGION FILE takes SSB's projections as "
                        "downloaded."
                    ),
                )
            ]
        )
    return region
