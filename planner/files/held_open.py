"""Whether another program holds an SQLite file (a GeoPackage) open, or left it half written.

A program that has such a file open in WAL mode, as QGIS does, keeps its latest changes in `NAME-wal`
beside it; one that was killed leaves that file, or a `NAME-journal`, behind. Whatever then takes the
place of NAME would be "recovered" with changes that belong to the file before it, and be damaged.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from planner.errors import Finding, InputError
from planner.messages import message

_BESIDE = ("-wal", "-shm", "-journal")
_WAL_MODE = b"\x02"
_MODE_AT = 18
"""Byte of the header that tells how the file is written (https://www.sqlite.org/fileformat2.html)."""


def check_not_held_open(target: Path) -> None:
    """Refuse to replace an SQLite file that another program is using or left half written.

    Raises:
        InputError: it is; the user is told to close it, or to name another file.
    """
    target = Path(target)
    beside = [Path(f"{target}{suffix}") for suffix in _BESIDE]
    left = [path for path in beside if path.exists()]
    if left:
        names = ", ".join(path.name for path in left)
        raise _refused(
            target,
            message(
                "another program has it open, or was stopped while it wrote it; beside it: {names}",
                names=names,
            ),
        )
    if target.is_file() and _locked(target):
        raise _refused(target, message("another program is reading or writing it"))


def _locked(target: Path) -> bool:
    """Whether somebody holds a lock on the file; one in WAL mode shows by what stands beside it."""
    try:
        with target.open("rb") as file:
            head = file.read(_MODE_AT + 1)
        if not head.startswith(b"SQLite format 3\0") or head[_MODE_AT:] == _WAL_MODE:
            return False
        database = sqlite3.connect(
            f"{target.absolute().as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None
        )
    except (OSError, sqlite3.Error):
        return False
    try:
        database.execute("BEGIN EXCLUSIVE")
        database.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    except sqlite3.Error:
        return False
    finally:
        database.close()
    return False


def _refused(target: Path, what: str) -> InputError:
    return InputError(
        [
            Finding(
                str(target),
                what,
                fix=message(
                    "Close it there (in QGIS: remove its layers or close the project) and try again, "
                    "or name another file with --out. If no program has it open, open it once in QGIS "
                    "and close it, or delete it with what stands beside it."
                ),
            )
        ]
    )
