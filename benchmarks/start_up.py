"""Seconds until `lms-planner --help` has answered; the target is half a second."""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

SECONDS_MAX = 0.5
RUNS = 7


def run() -> bool:
    """Measure, print, and say whether the target was met."""
    seconds = []
    for _ in range(RUNS):
        start = perf_counter()
        subprocess.run([sys.executable, "-m", "planner", "--help"], capture_output=True, check=True)
        seconds.append(perf_counter() - start)
    print(f"lms-planner --help: {median(seconds):.2f} s (median of {RUNS}; target {SECONDS_MAX} s)\n")
    return median(seconds) < SECONDS_MAX
