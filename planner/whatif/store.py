"""The run store: an SQLite index and a folder for each run. One process writes; power may fail.

    DIR/index.sqlite       points of the study, how they are weighed, and what became of every key
    DIR/runs/<key>/        scenario.yaml, plan.json, inputs.json of a run that has a plan
    DIR/lock.sqlite        held by the process that writes

A run counts as finished when its row is committed, which is after its folder is on the disk. A row is
never changed again, unless the user asks for another try of what failed.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError
from planner.files import check_room, is_full, is_guest, sync_folder
from planner.messages import message
from planner.whatif.points import cell
from planner.whatif.resolve import Resolved
from planner.whatif.work import AGAIN, INPUT, Outcome

INDEX, LOCK, RUNS = "index.sqlite", "lock.sqlite", "runs"
FORMAT_VERSION = 1

_SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS points (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL, scenario TEXT NOT NULL,
    inputs TEXT NOT NULL, problem TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS weightings (
    number INTEGER PRIMARY KEY, combination INTEGER NOT NULL, basis TEXT NOT NULL,
    weights TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS runs (
    key TEXT PRIMARY KEY, status TEXT NOT NULL, reason TEXT NOT NULL, method TEXT NOT NULL,
    gap REAL, seconds REAL NOT NULL, row TEXT NOT NULL, times_solved INTEGER NOT NULL);
"""
_PUT = """
INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, 1)
ON CONFLICT (key) DO UPDATE SET status=excluded.status, reason=excluded.reason, method=excluded.method,
    gap=excluded.gap, seconds=excluded.seconds, row=excluded.row, times_solved=times_solved+1
"""


@dataclass(frozen=True, slots=True)
class Weighting:
    """What a point is ranked by: with whom, on what basis, and criterion → weight."""

    combination: int
    basis: str
    weights: Mapping[str, float]


@dataclass(slots=True)
class Store:
    """An open run store. Use `opened` for writing and `read_store` for looking."""

    folder: Path
    connection: sqlite3.Connection

    def set_points(self, rows: Sequence[Resolved], **about: str) -> None:
        """State the points of the study, in place of an earlier state of it; runs are kept."""
        with self._told(), self.connection:
            self.connection.execute("DELETE FROM points")
            self.connection.executemany(
                "INSERT INTO points VALUES (?, ?, ?, ?, ?)",
                [
                    (
                        row.point.number,
                        row.key,
                        row.point.scenario,
                        json.dumps(
                            {k: cell(v) for k, v in row.point.inputs.items()}, ensure_ascii=False
                        ),
                        row.problem,
                    )
                    for row in rows
                ],
            )
            self.connection.execute("DELETE FROM weightings")
            self.connection.executemany(
                "INSERT INTO weightings VALUES (?, ?, ?, ?)",
                [
                    (row.point.number, row.point.combination, row.basis, json.dumps(dict(row.weights)))
                    for row in rows
                    if row.weights is not None
                ],
            )
            self.connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about.items())

    def finished(self, *, retry: bool = False) -> set[str]:
        """Keys that need no solving; `retry` leaves out those that another try may fix."""
        with self._told():
            rows = self.connection.execute("SELECT key, status FROM runs").fetchall()
        return {key for key, status in rows if not (retry and status in AGAIN)}

    def put(self, outcomes: Iterable[Outcome]) -> None:
        """Record finished runs: their folders first, then all their rows at once."""
        outcomes = list(outcomes)
        with self._told():
            folders = [self._write_folder(row.key, row.files) for row in outcomes if row.files]
            if folders:
                sync_folder(self.folder / RUNS)
            with self.connection:
                self.connection.executemany(
                    _PUT,
                    [
                        (
                            row.key,
                            row.status,
                            row.reason,
                            row.method,
                            row.gap,
                            row.seconds,
                            json.dumps(dict(row.row), ensure_ascii=False),
                        )
                        for row in outcomes
                    ],
                )

    def rows(self) -> list[dict[str, Any]]:
        """Every point of the study with what became of it; status None where it is still to do."""
        with self._told():
            found = self.connection.execute(
                "SELECT p.number, p.scenario, p.inputs, p.problem, p.key, r.status, r.reason, r.method,"
                " r.gap, r.seconds, r.row FROM points p LEFT JOIN runs r ON r.key = p.key"
                " ORDER BY p.number"
            ).fetchall()
        names = ("point", "scenario", "inputs", "problem", "hash", "status", "reason", "method", "gap",
                 "seconds", "row")  # fmt: skip
        rows = [dict(zip(names, row, strict=True)) for row in found]
        for row in rows:
            row["inputs"] = json.loads(row["inputs"])
            row["row"] = json.loads(row["row"]) if row["row"] else {}
            if row.pop("problem") and row["status"] is None:
                row["status"] = INPUT
        return rows

    def weightings(self) -> dict[int, Weighting]:
        """Number of a point → what it is ranked by; empty where the study ranks nothing."""
        with self._told():
            there = "SELECT 1 FROM sqlite_master WHERE name = 'weightings'"
            if not self.connection.execute(there).fetchone():
                return {}
            found = self.connection.execute("SELECT * FROM weightings ORDER BY number").fetchall()
        return {row[0]: Weighting(row[1], row[2], json.loads(row[3])) for row in found}

    def about(self, name: str) -> str:
        """A text that stands in the store; empty where it does not."""
        with self._told():
            found = self.connection.execute(
                "SELECT value FROM about WHERE name = ?", (name,)
            ).fetchone()
        return str(found[0]) if found else ""

    def run_folder(self, key: str) -> Path:
        """Where a run's files stand."""
        return self.folder / RUNS / key

    def times_solved(self) -> dict[str, int]:
        """Key → how many times its outcome was recorded."""
        with self._told():
            return dict(self.connection.execute("SELECT key, times_solved FROM runs").fetchall())

    def _write_folder(self, key: str, files: Any) -> Path:
        target = self.run_folder(key)
        new = target.with_name(f".new-{key}")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for name, text in files.items():
            with (new / name).open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        sync_folder(new)
        if target.exists():  # solved, and then the power went before the row was there
            shutil.rmtree(target)
        new.rename(target)
        return target

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        with _told(self.folder):
            yield


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Store]:
    """The store in a folder, made where there is none; nobody else may write to it meanwhile.

    Raises:
        InputError: the folder is another's, cannot be written, or is being written by another process.
    """
    folder = folder.absolute()
    with _told(folder), contextlib.ExitStack() as stack:
        _refuse_foreign(folder)
        (folder / RUNS).mkdir(parents=True, exist_ok=True)
        lock = stack.enter_context(contextlib.closing(sqlite3.connect(folder / LOCK, timeout=0)))
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise InputError(
                    [
                        Finding(
                            str(folder),
                            message("another process is running a study in this folder"),
                            fix=message("Wait until it is done, or name another folder."),
                        )
                    ]
                ) from None
            raise
        connection = stack.enter_context(contextlib.closing(sqlite3.connect(folder / INDEX)))
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        with connection:
            connection.executescript(_SCHEMA)
            connection.execute(
                "INSERT OR IGNORE INTO about VALUES ('format_version', ?)", (str(FORMAT_VERSION),)
            )
        for left in (folder / RUNS).glob(".new-*"):
            shutil.rmtree(left, ignore_errors=True)
        yield Store(folder, connection)


@contextlib.contextmanager
def read_store(folder: Path) -> Iterator[Store]:
    """The store in a folder, to look at; also while another process writes.

    Raises:
        InputError: no study was run there.
    """
    folder = folder.absolute()
    if not (folder / INDEX).is_file():
        raise InputError(
            [
                Finding(
                    str(folder),
                    message("holds no study that was run"),
                    found=message("nothing there")
                    if not folder.exists()
                    else message("no {index}", index=INDEX),
                    fix=message("Run one there: lms-planner sweep study.yaml --out DIR"),
                )
            ]
        )
    with _told(folder), contextlib.closing(sqlite3.connect(folder / INDEX)) as connection:
        yield Store(folder, connection)


def _refuse_foreign(folder: Path) -> None:
    if folder.is_dir() and not (folder / INDEX).exists():
        names = {path.name for path in folder.iterdir() if not is_guest(path.name)}
        left = names - {RUNS, LOCK, f"{LOCK}-journal"}
        if left:
            raise InputError(
                [
                    Finding(
                        str(folder),
                        message("holds what is no study of the planner"),
                        found=", ".join(sorted(left)[:5]),
                        fix=message("Name a new or an empty folder."),
                    )
                ]
            )


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the disk or SQLite says, as an error that a user can fix."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _cannot(folder, str(error), full="full" in str(error) or _no_room(folder)) from error
    except OSError as error:
        raise _cannot(folder, error.strerror or str(error), full=is_full(error)) from error


def _no_room(folder: Path) -> bool:
    """SQLite's "disk I/O error" says not which; the disk does."""
    probe = folder / ".room"
    try:
        check_room(probe)
    except OSError as error:
        return is_full(error)
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()
    return False


def _cannot(folder: Path, found: str, *, full: bool) -> InputError:
    return InputError(
        [
            Finding(
                str(folder),
                message("the disk is full, or the limit for one file is reached: the study stops here")
                if full
                else message("the study cannot be stored here"),
                found=found,
                fix=(
                    message(
                        "What is finished is kept. Free some space (or raise the limit: ulimit -f) "
                        "and give the same command again."
                    )
                    if full
                    else message("Mend the folder's permissions, or name another folder.")
                ),
            )
        ]
    )
