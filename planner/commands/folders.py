"""Folders to write to, looked at before any long work."""

from __future__ import annotations

import os
from pathlib import Path

from planner.errors import Finding, InputError
from planner.messages import message


def check_out(out: Path) -> None:
    """See that a results folder can be made at `out`, or may be replaced there.

    Raises:
        InputError: it is a file, holds what the planner did not write, or cannot be written.
    """
    from planner.files import check_replaceable

    check_replaceable(out)
    above = out.absolute().parent
    while not above.exists():
        above = above.parent
    if not above.is_dir() or not os.access(above, os.W_OK | os.X_OK) or _read_only(above):
        raise InputError(
            [
                Finding(
                    str(out),
                    message("results cannot be written here"),
                    found=message("{above} is not a folder that can be written to", above=above),
                    fix=message("Name another folder with --out, or fix its permissions."),
                )
            ]
        )


def _read_only(folder: Path) -> bool:
    """Whether the file system takes no new folder, whatever the permissions say."""
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix=".lms-planner-", dir=folder):
            return False
    except OSError:
        return True
