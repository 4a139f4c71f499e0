"""One piece of work in a process of its own: `python -m benchmarks.measured WORK …` says what it took.

A fresh process for each, so that memory is that of the work and nothing has been solved before.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter

from planner.errors import NoPlanError
from planner.plan import Stage

Stages = tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of wall time without imports, peak memory of the process, and what was proved."""

    seconds: float
    megabytes: float
    stages: dict[str, tuple[float, float, float]]
    """Stage → value, bound, relative gap."""
    detail: str = ""

    @property
    def gap(self) -> float:
        """The gap of the worst stage."""
        return max((gap for _, _, gap in self.stages.values()), default=0.0)


def measure(work: str, *arguments: str, seconds_max: float | None = None) -> Measured:
    """Do a piece of work in a process of its own.

    Raises:
        subprocess.CalledProcessError: it failed; its error output has been shown.
        subprocess.TimeoutExpired: it was not done within `seconds_max`, and was ended.
    """
    command = [sys.executable, "-m", "benchmarks.measured", work, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=seconds_max)
    found = json.loads(done.stdout.splitlines()[-1])  # a library may have said something before
    stages = {name: tuple(row) for name, row in found.pop("stages").items()}
    return Measured(stages=stages, **found)


def ours(name: str, seconds_max: str, *overrides: str) -> tuple[float, Stages, str]:
    """The planner's own choice of method."""
    from planner.problem import build_problem
    from planner.solve import Memo, solve
    from planner.travel import build_travel

    region, scenario = _read(name, overrides)
    problem = build_problem(region, build_travel(region, scenario), scenario)
    start = perf_counter()
    plan = solve(problem, seconds_max=float(seconds_max), memo=Memo())
    return perf_counter() - start, plan.stages, plan.method


def plain_milp(name: str, seconds_max: str, *overrides: str) -> tuple[float, Stages, str]:
    """Everything at once, stage by stage, by PuLP and HiGHS, with the rows that the rules need."""
    return _milp("plain", name, seconds_max, overrides)


def tightened_milp(name: str, seconds_max: str, *overrides: str) -> tuple[float, Stages, str]:
    """The same with rows that make its relaxation tighter (`benchmarks.milps`)."""
    return _milp("tightened", name, seconds_max, overrides)


def _milp(
    kind: str, name: str, seconds_max: str, overrides: tuple[str, ...]
) -> tuple[float, Stages, str]:
    from benchmarks import milps
    from planner.problem import build_problem
    from planner.travel import build_travel

    region, scenario = _read(name, overrides)
    problem = build_problem(region, build_travel(region, scenario), scenario)
    seconds, stages = milps.solved(problem, kind, float(seconds_max))
    return seconds, stages, kind


def reading(name: str) -> tuple[float, Stages, str]:
    """Region and scenario from their files."""
    start = perf_counter()
    region, _ = _read(name, ())
    return perf_counter() - start, (), f"{len(region.places)} places"


def travel_times(name: str) -> tuple[float, Stages, str]:
    """All shortest ways between places."""
    from planner.travel import build_travel

    region, scenario = _read(name, ())
    start = perf_counter()
    travel = build_travel(region, scenario)
    return perf_counter() - start, (), f"{sum(map(len, travel.minutes_table.values()))} ways"


def problem_building(name: str) -> tuple[float, Stages, str]:
    """Region, travel and scenario to numbers."""
    from planner.problem import build_problem
    from planner.travel import build_travel

    region, scenario = _read(name, ())
    travel = build_travel(region, scenario)
    start = perf_counter()
    problem = build_problem(region, travel, scenario)
    return perf_counter() - start, (), f"{len(problem.venues)} venues"


def milp_building(name: str) -> tuple[float, Stages, str]:
    """Every variable and row of the plain MILP, in PuLP."""
    from planner.problem import build_problem
    from planner.solve.base.milp import build_lp
    from planner.travel import build_travel

    region, scenario = _read(name, ())
    problem = build_problem(region, build_travel(region, scenario), scenario)
    start = perf_counter()
    lp, _ = build_lp(problem)
    seconds = perf_counter() - start
    return seconds, (), f"{lp.numVariables()} columns, {lp.numConstraints()} rows"


def divided(part: str, method: str, seconds_max: str) -> tuple[float, Stages, str]:
    """Municipalities of Norway divided into units (`benchmarks.norway`)."""
    from benchmarks import norway

    return norway.divided(part, method, seconds_max)


def county_districts(state: str, contiguity: str, seconds_max: str) -> tuple[float, Stages, str]:
    """Counties of a state divided into districts (`benchmarks.districting`)."""
    from benchmarks import districting

    return districting.divided(state, contiguity, seconds_max)


def located(name: str) -> tuple[float, Stages, str]:
    """A published p-median by the planner (`benchmarks.classical`)."""
    from benchmarks import classical

    return classical.located(name)


def located_by_spopt(name: str, seconds_max: str) -> tuple[float, Stages, str]:
    """The same by spopt with HiGHS."""
    from benchmarks import classical

    return classical.located_by_spopt(name, seconds_max)


def located_by_lokigi(name: str, seconds_max: str) -> tuple[float, Stages, str]:
    """The same by lokigi's randomised search (`benchmarks.peers`)."""
    from benchmarks import peers

    return peers.by_lokigi(name, seconds_max)


def located_by_highs(name: str, seconds_max: str) -> tuple[float, Stages, str]:
    """The same as the textbook MILP by HiGHS."""
    from benchmarks import peers

    return peers.by_highs(name, seconds_max)


def many_to_many(minutes_max: str, folder: str) -> tuple[float, Stages, str]:
    """Travel times on a large generated road graph (`benchmarks.travel`)."""
    from benchmarks import travel

    return travel.many_to_many(minutes_max, folder)


def tenfold(level: str, attend: str, method: str, seconds_max: str) -> tuple[float, Stages, str]:
    """A region ten times as large as Midt-Troms (`benchmarks.tenfold`)."""
    from benchmarks import tenfold as ten

    return ten.tenfold(level, attend, method, seconds_max)


def choice(*arguments: str) -> tuple[float, Stages, str]:
    """A generated region whose people choose for themselves (`benchmarks.choice`)."""
    from benchmarks import choice as choosing

    return choosing.choice(*arguments)


def grown(
    municipalities: str, demand_points: str, venues: str, programmes: str
) -> tuple[float, Stages, str]:
    """A generated region of a size (`benchmarks.growth`)."""
    from benchmarks import growth

    return growth.grown(municipalities, demand_points, venues, programmes)


def plain_scipy() -> tuple[float, Stages, str]:
    """The same by scipy alone, from the larger side and without the limit (`benchmarks.travel`)."""
    from benchmarks import travel

    return travel.plain_scipy()


WORKS: dict[str, Callable[..., tuple[float, Stages, str]]] = {
    work.__name__: work
    for work in (
        ours,
        plain_milp,
        tightened_milp,
        reading,
        travel_times,
        problem_building,
        milp_building,
        divided,
        county_districts,
        many_to_many,
        tenfold,
        choice,
        grown,
        plain_scipy,
        located,
        located_by_spopt,
        located_by_lokigi,
        located_by_highs,
    )
}


def _read(name: str, overrides: tuple[str, ...]):  # type: ignore[no-untyped-def]
    from planner.pipeline.run import read_task

    task = read_task(name, overrides)
    return task.region, task.loaded.scenario


def main(work: str, *arguments: str) -> None:
    """Do the work and print what it took as JSON; no plan within the limit ends with its exit code."""
    try:
        seconds, stages, detail = WORKS[work](*arguments)
    except NoPlanError as error:
        sys.exit(error.exit_code)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = {stage.name: (stage.value, stage.bound, stage.gap) for stage in stages}
    print(json.dumps(asdict(Measured(seconds, megabytes, rows, detail))))


if __name__ == "__main__":
    main(*sys.argv[1:])
