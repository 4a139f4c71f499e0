"""Kill a command at a moment, look at what is left, run it again, and compare with an unbroken run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.fuzz import base

COMMANDS = {
    "solve": ["solve", "case.yaml", "--out", "out"],
    "compare": ["compare", "case.yaml", "other.yaml", "--workers", "2", "--out", "out"],
    "sweep": ["sweep", "study.yaml", "--workers", "1", "--out", "out"],
    "sweep in processes": ["sweep", "study.yaml", "--workers", "2", "--out", "out"],
    "report": ["report", "comparison", "--out", "out.docx"],
    "map": ["map", "run", "--out", "out.html"],
    "export": ["export", "run", "--format", "gpkg", "--out", "out.gpkg"],
}
MEASURED = ("index.sqlite", "index.sqlite-wal", "index.sqlite-shm", "lock.sqlite", "seconds.csv")
"""Files of a study that hold times or SQLite's own pages; its table and runs are compared."""


@dataclass
class Killed:
    """What came of all moments."""

    moments: Counter[str] = field(default_factory=Counter)
    before_the_end: int = 0
    """How many commands were still running when they were killed."""
    faults: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The counts, a line for each command."""
        lines = [f"{name}: {count} moments" for name, count in self.moments.items()]
        return "\n".join(
            [
                *lines,
                f"{sum(self.moments.values())} moments, {self.before_the_end} of them before the end; "
                f"lost, half-written, left behind or unlike an unbroken run: {len(self.faults)}",
                *self.faults,
            ]
        )


def kill_at_moments(folder: Path, moments: int, seed: int, names: tuple[str, ...] = ()) -> Killed:
    """Kill commands at so many moments of their unbroken time, in turn, in a folder of their own."""
    sound = folder / "sound"
    sound.mkdir()
    here = Path.cwd()
    os.chdir(sound)
    try:
        base.make(sound)
    finally:
        os.chdir(here)
    killed = Killed()
    random = Random(seed)
    chosen = names or tuple(COMMANDS)
    unbroken: dict[str, tuple[dict[str, bytes], float]] = {}
    for n in range(moments):
        name = chosen[n % len(chosen)]
        if name not in unbroken:
            work = _fresh(sound, folder / "work")
            start = time.monotonic()
            _run(name, work)
            unbroken[name] = (_results(work), time.monotonic() - start)
        expected, seconds = unbroken[name]
        at = random.uniform(0.2, 1.0) * seconds
        work = _fresh(sound, folder / "work")
        killed.moments[name] += 1
        killed.before_the_end += _killed_after(name, work, at)
        fault = _looked_at(name, work, expected)
        if fault:
            killed.faults.append(f"{name} killed after {at:.2f} s (moment {n}): {fault}")
    return killed


def _fresh(sound: Path, work: Path) -> Path:
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(sound, work)
    return work


def _command(name: str) -> list[str]:
    return [sys.executable, "-m", "planner", "-q", *COMMANDS[name]]


def _run(name: str, work: Path) -> None:
    done = subprocess.run(_command(name), cwd=work, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, f"{name}: {done.returncode} {done.stderr.decode()}"


def _killed_after(name: str, work: Path, seconds: float) -> bool:
    """Kill the command alone, not what it started: that has to end by itself."""
    running = subprocess.Popen(
        _command(name),
        cwd=work,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        running.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
        running.wait()
        return True


def _looked_at(name: str, work: Path, expected: dict[str, bytes]) -> str:
    """What is wrong after the kill, or after running the command again; nothing where all is well."""
    alive = _left_alive(work)
    if alive:
        return f"processes are left: {alive}"
    found = _results(work)
    study = name.startswith("sweep")
    if found and not study and found != expected:
        unlike = [p for p in {*found, *expected} if found.get(p) != expected.get(p)]
        return f"half-written: {sorted(unlike)[:5]}"
    half = [path for path in found if "/runs/" in path and found[path] != expected.get(path)]
    if study and half:
        return f"a run of the study is half-written: {half[:5]}"
    try:
        _run(name, work)
    except AssertionError as error:
        return f"cannot be run again: {error}"
    again = _results(work)
    if again != expected:
        unlike = [p for p in {*again, *expected} if again.get(p) != expected.get(p)]
        return f"unlike an unbroken run: {sorted(unlike)[:5]}"
    hidden = [path.name for path in work.rglob(".*.new-*")]
    return f"left behind: {hidden}" if hidden else ""


def _results(work: Path) -> dict[str, bytes]:
    """What stands where results belong, by path."""
    found = {}
    for top in sorted(path for path in work.iterdir() if path.stem == "out"):
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            inner = path.relative_to(work).as_posix()
            if path.is_file() and path.name not in MEASURED and "/." not in inner:
                found[inner] = path.read_bytes()
    return found


def _left_alive(work: Path, seconds: float = 60.0) -> list[str]:
    """Processes that still work in a folder some seconds later (Linux tells by /proc)."""
    until = time.monotonic() + seconds
    while True:
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (process / "cwd").resolve() == work:
                    found.append(process.name)
            except OSError:
                continue
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.1)
