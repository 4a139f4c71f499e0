"""Running the command line: in this process for what is quick, in one of its own for the rest."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import cli
from planner.commands.exit_codes import run

COMMAND = (sys.executable, "-m", "planner")


@dataclass(frozen=True)
class Ran:
    """What a command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


class Here:
    """Runs commands in this process, in a folder that is empty at first."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture

    def __call__(self, *arguments: str | Path) -> Ran:
        self._capture.readouterr()
        code = run(cli.main_group, [str(argument) for argument in arguments])
        out, err = self._capture.readouterr()
        return Ran(code, out, err)


def apart(*arguments: str | Path, folder: Path, seconds: float = 240) -> Ran:
    """Run a command in a process of its own, its outputs in pipes."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
