"""`lms-planner compare` of every shipped scenario, through the command line, on one core and on two."""

from __future__ import annotations

import resource
import subprocess
import sys
from time import perf_counter

from planner.commands.layout import columns
from planner.region import shipped_regions


def run() -> bool:
    """Measure, print, and say whether the answers are the same."""
    rows = [("compare --all", "scenarios", "1 worker s", "2 workers s", "ratio", "MB", "answers")]
    same = True
    for region in shipped_regions():
        one, first = _compare(region, 1)
        two, second = _compare(region, 2)
        same = same and first == second
        # the largest process of all that have ended so far
        megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        rows.append(
            (
                region,
                str(first.count('"scenario":')),
                f"{one:.1f}",
                f"{two:.1f}",
                f"{one / two:.2f}",
                f"{megabytes:.0f}",
                "the same" if first == second else "DIFFERENT",
            )
        )
    print("Every shipped scenario through the command line")
    print(columns(rows, right=range(1, 6)) + "\n")
    return same


def _compare(region: str, workers: int) -> tuple[float, str]:
    command = [sys.executable, "-m", "planner", "-q", "compare", "--all", "--region", region]
    command += ["--format", "json", "--workers", str(workers)]
    start = perf_counter()
    # scenarios that no plan can satisfy leave an exit code of their own
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return perf_counter() - start, done.stdout
