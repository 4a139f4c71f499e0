"""The command: `python -m tests.interrupted --moments 50 --seed 1`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.interrupted.killing import COMMANDS, kill_at_moments


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.interrupted")
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--command", action="append", choices=list(COMMANDS), default=[])
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lms-planner-killed-") as folder:
        killed = kill_at_moments(Path(folder), told.moments, told.seed, tuple(told.command))
    print(killed.text())
    return 1 if killed.faults else 0


if __name__ == "__main__":
    sys.exit(main())
