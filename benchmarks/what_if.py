"""A thousand points on one core, on two, and through a Dask cluster of two workers, side by side.

    python -m benchmarks what_if --points 1000     the whole study; 200 points where nothing is said

Starting the workers (processes that import the planner, and for Dask a cluster) takes the same time for
ten points as for ten thousand. It is measured by itself, with no point solved, and points a second are
told without it; "of linear" is that rate against one core's times the number of workers. Seconds by the
clock depend on what else the machine does; by processor time they do not.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from planner.commands.layout import columns
from planner.whatif import Planned, Ran, plan_study, read_study, read_table, run_study
from planner.whatif.executors import Workers, join_cluster, start_pool
from planner.whatif.table import MEASURED

STUDY = Path(__file__).with_name("what_if.yaml")


HEAD = (
    "",
    "points",
    "start s",
    "solving s",
    "points/s",
    "of linear",
    "processor s",
    "points/processor s",
    "of linear",
)


def main(points: int = 1000) -> bool:
    """Measure, print, and say whether the three tables are the same."""
    planned = _some(plan_study(read_study(STUDY)), points)
    told = [HEAD]
    tables = []
    firsts: tuple[float, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for name, workers, start, run in (
            ("one core", 1, _nothing, _pool(1)),
            ("two cores", 2, _start_pool, _pool(2)),
            ("Dask, two workers", 2, _start_dask, _dask),
        ):
            wall_start, cpu_start = _timed(partial(start, planned))
            out = Path(folder) / name.replace(" ", "-")
            wall, cpu = _timed(partial(run, planned, out))
            count = len(planned.rows)
            # never less than nothing, whatever else the machine did meanwhile
            solving, processor = max(wall - wall_start, 1e-9), max(cpu - cpu_start, 1e-9)
            firsts = firsts or (solving, processor)
            tables.append(read_table(out).drop(columns=list(MEASURED)))
            told.append(
                (
                    name,
                    str(count),
                    f"{wall_start:.1f}",
                    f"{solving:.1f}",
                    f"{count / solving:.1f}",
                    f"{firsts[0] / solving / workers:.2f}",
                    f"{processor:.1f}",
                    f"{count / processor:.1f}",
                    f"{firsts[1] / processor:.2f}",
                )
            )
    print("What-if study of benchmarks/what_if.yaml")
    print(columns(told, right=range(1, len(HEAD))))
    same = all(table.equals(tables[0]) for table in tables)
    print(f"The tables are {'the same' if same else 'DIFFERENT'}.\n")
    return same


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


def _pool(workers: int) -> Callable[[Planned, Path], Ran]:
    return lambda planned, out: run_study(planned, out, workers=workers)


def _dask(planned: Planned, out: Path) -> Ran:
    with _cluster() as cluster:
        return run_study(planned, out, scheduler=cluster.scheduler_address)


def _cluster() -> Any:
    """A local cluster that does not watch itself.

    Dask's workers look a hundred times a second at what they do, and hand memory back to the system
    after every task: a fifth of their time here.
    """
    import dask
    from distributed import LocalCluster

    dask.config.set(
        {
            "distributed.worker.profile.enabled": False,
            "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 2**27,
        }
    )
    return LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)


def _nothing(_planned: Planned) -> None:
    return


def _start_pool(planned: Planned) -> None:
    _start_and_end(start_pool(planned.shared, 2))


def _start_dask(planned: Planned) -> None:
    with _cluster() as cluster:
        _start_and_end(join_cluster(planned.shared, cluster.scheduler_address))


def _start_and_end(workers: Workers) -> None:
    """Have every worker import the planner and take what all points share, and solve nothing."""
    for future in [workers.submit(()) for _ in range(2 * workers.count)]:
        future.result()
    workers.close()


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000) else 1)
