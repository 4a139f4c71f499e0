"""A live page for the tests: served by the command itself, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn")

SCENARIO = "alt-4c-both-dms"


class Served:
    """`lms-planner explore` on a folder, and its address."""

    def __init__(self, folder: Path, scenario: str = SCENARIO) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "planner", "explore", scenario, "--no-browser", "--keep",
             "--out", str(folder)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.process.communicate()

    def kill(self) -> None:
        """As a power cut does."""
        self.process.kill()
        self.process.wait()

    def end(self) -> int:
        """As Ctrl-C does."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGINT)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    running = Served(tmp_path_factory.mktemp("explored"))
    yield running
    running.end()


def processes_of(pid: int) -> list[int]:
    """Children of a process that still run (Linux)."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


def gone(pids: list[int], seconds: float = 10.0) -> bool:
    """Whether processes end within a time."""
    end = time.monotonic() + seconds
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True
