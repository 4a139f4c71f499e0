"""A thousand points on one core, on two, and through a Dask cluster of two workers, side by side.

    python -m benchmarks what_if --points 1000     the whole study; 200 points where nothing is said

Starting the workers takes the same time for ten points as for ten thousand. It is told by itself: for
the pool, processes that import the planner and solve nothing; for Dask, a cluster that is up before the
study is sent to its address. Points a second are told without it; "of linear" is that rate against one
core's times the number of workers. Two busy cores of one machine are slower than one that is busy alone
(memory, caches, clock): what two runs get that know nothing of each other stands beside it, and no pool
can do better than that.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from planner.commands.layout import columns
from planner.whatif import Planned, plan_study, read_study, read_table, run_study
from planner.whatif.executors import Workers, join_cluster, start_pool

Run = Callable[[Planned, Path], tuple[float, float, float]]
"""Seconds to start, to solve, and of processors to solve."""

STUDY = Path(__file__).with_name("what_if.yaml")


HEAD = (
    "",
    "points",
    "start s",
    "solving s",
    "points/s",
    "of linear",
    "of the machine's",
    "processor s",
    "points/processor s",
)
AT_ONCE = 2
"""Workers of the pool and of the cluster."""


def main(points: int = 1000) -> bool:
    """Measure, print, and say whether the three tables are the same."""
    planned = _some(plan_study(read_study(STUDY)), points)
    told: list[tuple[str, ...]] = [HEAD]
    with tempfile.TemporaryDirectory() as folder:
        alone, *rest = (Path(folder) / name for name in ("one", "twice-a", "twice-b", "two", "dask"))
        one = _apart(partial(_pool, workers=1), planned, [alone])
        machine = _apart(partial(_pool, workers=1), planned, rest[:2])
        told.append(_row("one core", one, 1, one, machine))
        told.append(_row("one core, twice at once", machine, AT_ONCE, one, machine))
        for name, run, out in (
            ("two cores", partial(_pool, workers=AT_ONCE), rest[2]),
            ("Dask, two workers", _dask, rest[3]),
        ):
            told.append(_row(name, _apart(run, planned, [out]), AT_ONCE, one, machine))
        tables = [read_table(out) for out in (alone, *rest)]
    print("What-if study of benchmarks/what_if.yaml")
    print(columns(told, right=range(1, len(HEAD))))
    print("  the machine's: what two runs get that know nothing of each other")
    same = all(table.equals(tables[0]) for table in tables)
    print(f"The tables are {'the same' if same else 'DIFFERENT'}.\n")
    return same


@dataclass(frozen=True, slots=True)
class Took:
    """What one way of running the study took."""

    points: int
    start: float
    solving: float
    processor: float

    @property
    def rate(self) -> float:
        """Points a second by the clock."""
        return self.points / self.solving


def _apart(run: Run, planned: Planned, folders: Sequence[Path]) -> Took:
    """Run in processes of their own, all at once: what one has in memory would slow down the next."""
    with ProcessPoolExecutor(len(folders), get_context("spawn")) as apart:
        found = [future.result() for future in [apart.submit(run, planned, out) for out in folders]]
    starts, solving, processor = zip(*found, strict=True)
    return Took(len(folders) * len(planned.rows), max(starts), max(solving), sum(processor))


def _row(name: str, took: Took, workers: int, one: Took, machine: Took) -> tuple[str, ...]:
    return (
        name,
        str(took.points),
        f"{took.start:.1f}",
        f"{took.solving:.1f}",
        f"{took.rate:.1f}",
        f"{took.rate / one.rate / workers:.2f}",
        f"{took.rate / machine.rate:.2f}" if workers > 1 else "",
        f"{took.processor:.1f}",
        f"{took.points / took.processor:.1f}",
    )


def _some(planned: Planned, points: int) -> Planned:
    """Whole demands and not every nth point, so that points repeat as they do in the whole study."""
    demands = sorted({row.point.inputs["demand.factor"] for row in planned.rows})
    count = max(1, min(len(demands), round(points * len(demands) / len(planned.rows))))
    kept = {demands[n * len(demands) // count] for n in range(count)}
    rows = tuple(row for row in planned.rows if row.point.inputs["demand.factor"] in kept)
    return Planned(planned.file, rows, planned.shared)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of processors."""
    wall, cpu = perf_counter(), _processor_seconds()
    work()
    return perf_counter() - wall, _processor_seconds() - cpu


def _processor_seconds() -> float:
    """Of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _pool(planned: Planned, out: Path, workers: int) -> tuple[float, float, float]:
    """Seconds to start processes, to solve, and of processors to solve."""
    wall_start, cpu_start = _timed(partial(_start_pool, planned)) if workers > 1 else (0.0, 0.0)
    wall, cpu = _timed(lambda: run_study(planned, out, workers=workers))
    # never less than nothing, whatever else the machine did meanwhile
    return wall_start, max(wall - wall_start, 1e-9), max(cpu - cpu_start, 1e-9)


def _dask(planned: Planned, out: Path) -> tuple[float, float, float]:
    """The same through a cluster that is up, its workers having imported the planner."""
    from distributed import Client

    began = perf_counter()
    with _cluster() as cluster, Client(cluster.scheduler_address, set_as_default=False) as client:
        _start_and_end(join_cluster(planned.shared, cluster.scheduler_address))
        started = perf_counter() - began
        before = sum(client.run(process_time).values())
        wall, cpu = _timed(lambda: run_study(planned, out, scheduler=cluster.scheduler_address))
        return started, wall, cpu + sum(client.run(process_time).values()) - before


def _cluster() -> Any:
    """A local cluster that does not watch itself.

    Dask's workers look a hundred times a second at what they do, hand memory back to the system after
    every task, and all its processes wake fifty times a second: a quarter of their time here.
    """
    import dask
    from distributed import LocalCluster

    dask.config.set(
        {
            "distributed.worker.profile.enabled": False,
            "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 2**27,
            "distributed.admin.tick.interval": "1s",
            "distributed.admin.system-monitor.interval": "5s",
        }
    )
    return LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)


def _start_pool(planned: Planned) -> None:
    _start_and_end(start_pool(planned.shared, 2))


def _start_and_end(workers: Workers) -> None:
    """Have every worker import the planner and take what all points share, and solve nothing."""
    for future in [workers.submit(()) for _ in range(2 * workers.count)]:
        future.result()
    workers.close()


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000) else 1)
