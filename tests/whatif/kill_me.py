"""A study that a process runs until it kills itself; imported by a server that forks such processes."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from planner.whatif import Planned, plan_study, run_study
from planner.whatif import store as store_module
from tests.whatif.studies import twenty

PLANNED: Planned = plan_study(twenty())


def run_until(out: Path, events: int | None) -> None:
    """Run the study; SIGKILL ourselves at the nth moment at which something reaches the disk.

    Moments are before and after every fsync, and before and after every renaming: the places where a
    store that is not careful is torn.
    """
    left = [events]

    def moment() -> None:
        if left[0] is not None:
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def around(function: Any) -> Any:
        def call(*args: Any, **more: Any) -> Any:
            moment()
            result = function(*args, **more)
            moment()
            return result

        return call

    store_module.os.fsync = around(os.fsync)  # type: ignore[attr-defined]
    Path.rename = around(Path.rename)  # type: ignore[method-assign]
    run_study(PLANNED, out, workers=1)
