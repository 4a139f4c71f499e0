"""Runs bent inputs through the command line, in this process, and counts what it says."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import cli
from planner.commands import exit_codes
from planner.errors import InputError, PlannerError
from planner.texts import Lang
from tests.fuzz import base
from tests.fuzz.kinds import KINDS

ALLOWED = frozenset({0, 2, 3, 4})
SECONDS_MAX = 60


class HungError(BaseException):
    """A command took longer than it may."""


@dataclass
class Told:
    """What one command left."""

    code: int
    err: str
    fault: str = ""
    """Traceback of a fault."""
    findings: list[Any] = field(default_factory=list)


@dataclass
class Counts:
    """Over all inputs."""

    codes: dict[str, Counter[int]] = field(default_factory=dict)
    faults: list[tuple[str, int, list[str], str]] = field(default_factory=list)
    """Kind, number of the input, arguments, and what happened."""
    without_place: list[str] = field(default_factory=list)
    without_fix: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def inputs(self) -> int:
        return sum(sum(counter.values()) for counter in self.codes.values())

    def text(self) -> str:
        """A table of kinds by exit code, and what went wrong."""
        lines = [
            f"{'kind':14} {'inputs':>7} " + " ".join(f"exit {code:>2}" for code in (0, 2, 3, 4, 1))
        ]
        for kind, counter in self.codes.items():
            shown = " ".join(f"{counter[code]:>7}" for code in (0, 2, 3, 4, 1))
            lines.append(f"{kind:14} {sum(counter.values()):>7} {shown}")
        lines.append(
            f"{self.inputs} inputs in {self.seconds:.0f} s; faults, tracebacks and hangs: "
            f"{len(self.faults)}; refusals without a place: {len(self.without_place)}, without a mend: "
            f"{len(self.without_fix)}"
        )
        return "\n".join(lines)


def fuzz(inputs: int, seed: int, kinds: tuple[str, ...] = (), keep: Path | None = None) -> Counts:
    """Bend so many inputs of some kinds (all of them where none is named), and run the commands.

    `keep` is a folder that takes the inputs which ended in a fault.
    """
    counts = Counts()
    start = time.perf_counter()
    names = kinds or tuple(KINDS)
    weights = [KINDS[name][1] for name in names]
    with tempfile.TemporaryDirectory(prefix="lms-planner-fuzz-") as temporary, _elsewhere():
        sound = Path(temporary) / "sound"
        sound.mkdir()
        os.chdir(sound)
        base.make(sound)
        order = Random(seed).choices(names, weights, k=inputs)
        for number, kind in enumerate(order):
            folder = Path(temporary) / "bent" / "work"
            shutil.rmtree(folder.parent, ignore_errors=True)
            shutil.copytree(sound, folder)
            os.chdir(folder)
            arguments = KINDS[kind][0](folder, Random(f"{seed}-{kind}-{number}"))
            told = command(arguments)
            counts.codes.setdefault(kind, Counter())[told.code] += 1
            if told.code not in ALLOWED or told.fault or "Traceback" in told.err:
                counts.faults.append((kind, number, arguments, told.fault or told.err))
                if keep is not None:
                    os.chdir(temporary)
                    shutil.copytree(folder, keep / f"{kind.replace(' ', '-')}-{number}", symlinks=True)
            for finding in told.findings:
                if not finding.file:
                    counts.without_place.append(f"{kind} {number}: {finding}")
                if not (finding.fix or finding.expected):
                    counts.without_fix.append(f"{kind} {number}: {finding}")
            if told.code == 2 and not told.err.strip():
                counts.without_place.append(f"{kind} {number}: nothing was said ({arguments})")
    counts.seconds = time.perf_counter() - start
    return counts


def command(arguments: list[str]) -> Told:
    """Run one command in this process."""
    out, err = _Bytes(), _Bytes()
    told = Told(0, "")
    explain, fault = exit_codes.explain, exit_codes._explain_fault

    def explained(error: PlannerError, subject: str = "", lang: Lang = "nb") -> None:
        if isinstance(error, InputError):
            told.findings += error.findings
        explain(error, subject, lang)

    def faulty(error: Exception, lang: Lang, *, verbose: bool) -> None:
        told.fault = "".join(traceback.format_exception(error))
        fault(error, lang, verbose=verbose)

    exit_codes.explain, exit_codes._explain_fault = explained, faulty
    try:
        with _limit(), _streams(out, err):
            told.code = exit_codes.run(cli.main_group, arguments)
    except HungError:
        told.code, told.fault = 1, f"took longer than {SECONDS_MAX} s"
    except BaseException as error:
        told.code, told.fault = 1, "".join(traceback.format_exception(error))
    finally:
        exit_codes.explain, exit_codes._explain_fault = explain, fault
    told.err = err.buffer.getvalue().decode("utf-8", "replace")
    return told


class _Bytes(io.TextIOWrapper):
    """A stream in memory that is UTF-8 as a pipe is, and strict about what is not."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="strict", write_through=True)

    def close(self) -> None:
        """Stay open: what was said is read afterwards."""


@contextlib.contextmanager
def _streams(out: io.TextIOWrapper, err: io.TextIOWrapper) -> Iterator[None]:
    err.reconfigure(errors="backslashreplace")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield


@contextlib.contextmanager
def _limit() -> Iterator[None]:
    """Raise HungError in the middle of whatever Python is at when time is up."""

    def ring(*_: object) -> None:
        raise HungError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(SECONDS_MAX)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _elsewhere() -> Iterator[None]:
    here = Path.cwd()
    try:
        yield
    finally:
        os.chdir(here)
        sys.stdout.flush()
