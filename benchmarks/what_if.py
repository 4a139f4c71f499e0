"""A thousand points on one core, on two, and through a Dask cluster of two workers, side by side.

    python -m benchmarks.what_if [SHARE]      SHARE of the demands of the study: 1 is all 1 000 points

Points a second by the clock depend on what else the machine does; by processor time they do not, and
the ratio of processor times says what working in parallel costs beyond the solving.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from planner.commands.layout import columns
from planner.whatif import Planned, Ran, plan_study, read_study, read_table, run_study
from planner.whatif.table import MEASURED

STUDY = Path(__file__).with_name("what_if.yaml")


def main(share: float = 1.0) -> bool:
    """Measure, print, and say whether the three tables are the same."""
    planned = plan_study(read_study(STUDY))
    rows = planned.rows
    # Whole demands and not every nth point, so that points repeat as they do in the whole study.
    if share < 1:
        demands = sorted({row.point.inputs["demand.factor"] for row in planned.rows})
        kept = set(demands[:: round(1 / share)])
        rows = tuple(row for row in planned.rows if row.point.inputs["demand.factor"] in kept)
    planned = Planned(planned.file, rows, planned.shared)
    told = [("", "points", "s", "points/s", "processor s", "points/processor s", "of one core's")]
    tables = []
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, how in (
            ("one core", _pool(1)),
            ("two cores", _pool(2)),
            ("Dask, two workers", _dask),
        ):
            out = Path(folder) / name.replace(" ", "-")
            wall, cpu = perf_counter(), _processor_seconds()
            ran = how(planned, out)
            wall, cpu = perf_counter() - wall, _processor_seconds() - cpu
            first = first or cpu
            tables.append(read_table(out).drop(columns=list(MEASURED)))
            figures = (f"{wall:.1f}", f"{ran.now / wall:.1f}", f"{cpu:.1f}", f"{ran.now / cpu:.1f}")
            told.append((name, str(ran.now), *figures, f"{first / cpu:.2f}"))
    print("What-if study of benchmarks/what_if.yaml")
    print(columns(told, right=range(1, 7)))
    same = all(table.equals(tables[0]) for table in tables)
    print(f"The tables are {'the same' if same else 'DIFFERENT'}.\n")
    return same


def _processor_seconds() -> float:
    """Of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _pool(workers: int) -> Callable[[Planned, Path], Ran]:
    return lambda planned, out: run_study(planned, out, workers=workers)


def _dask(planned: Planned, out: Path) -> Ran:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        return run_study(planned, out, scheduler=cluster.scheduler_address)


if __name__ == "__main__":
    sys.exit(0 if main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0) else 1)
