"""Points a second and core of a study over four fields, one of which leaves people without an offer.

    python -m benchmarks four_fields

Counted in seconds of the processor, so that what else the machine does changes little.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import process_time

from planner.commands.layout import columns
from planner.whatif import plan_study, read_study, run_study

STUDY = Path(__file__).with_name("four_fields.yaml")
TARGET = 10.0
"""Points a second and core."""


def run() -> bool:
    """Measure, print, and say whether the target is met."""
    start = process_time()
    planned = plan_study(read_study(STUDY))
    read = process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        start = process_time()
        ran = run_study(planned, Path(folder) / "study", workers=1)
        solved = process_time() - start
    rate = ran.points / (read + solved)
    rows = [
        ("points", "reading, processor s", "solving, processor s", "points/processor s", "target"),
        (str(ran.points), f"{read:.1f}", f"{solved:.1f}", f"{rate:.1f}", f"{TARGET:.0f}"),
    ]
    print("Study of benchmarks/four_fields.yaml, one process")
    print(columns(rows, right=range(5)) + "\n")
    return rate >= TARGET and not ran.failed
