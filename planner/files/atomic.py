"""Folders that are either complete or not there: written beside the target, then swapped in.

A run that is interrupted (an error, Ctrl-C, a full disk) leaves what stood there before.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from planner.errors import Finding, InputError

MARKER = "inputs.json"
"""The file that says a folder is ours: `written_by` names the planner and `files` what it wrote."""
WRITTEN_BY = "lms-planner"


@contextlib.contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """A new empty folder to fill; it takes the place of `target` when the block ends without an error.

    The block writes `inputs.json` (`MARKER`) with `written_by` and `files` among the rest. An earlier
    folder is replaced only where its own marker shows that everything in it was written by the planner.

    Raises:
        InputError: the target is a file or a folder that is not ours, or cannot be written (no
            permission, disk full). Nothing is changed then.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100 - resolve() would follow a broken link
    if target.is_symlink():
        target = target.resolve()
    made: list[Path] = []
    temporary: Path | None = None
    try:
        check_replaceable(target)
        made = _make_parents(target.parent)
        temporary = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        temporary.chmod(0o777 & ~_umask())
        yield temporary
        _sync(temporary)
        check_replaceable(target)  # again: solving may have taken minutes
        _swap_in(temporary, target)
        made = []
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()


@contextlib.contextmanager
def replaced_file(target: Path) -> Iterator[Path]:
    """A path to write; the file takes the place of `target` when the block ends without an error.

    Raises:
        InputError: the target is a folder, or cannot be written. What stood there is unchanged then.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100
    temporary: Path | None = None
    try:
        if target.is_dir():
            raise _refused(target, "it is a folder", "Name a file.")
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.new-", dir=target.parent)
        os.close(descriptor)
        temporary = Path(name)
        temporary.chmod(0o666 & ~_umask())
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def check_replaceable(target: Path) -> None:
    """Refuse, before any long work, a target that must not be replaced.

    Raises:
        InputError: the target is a file, or a folder with anything in it that the planner did not
            write there.
    """
    try:
        if not target.exists():
            return
        if not target.is_dir():
            raise _refused(target, "it is a file", "Name a folder.")
        if not any(target.iterdir()):
            return
        if _read_marker(target) is None:
            raise _refused(
                target,
                "it is not a folder of results written by the planner",
                "Name a new or an empty folder.",
            )
        foreign = _foreign(target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    if foreign:
        raise _refused(
            target,
            "it holds what the planner did not write: " + ", ".join(foreign[:5]),
            "Move that away, or name another folder.",
        )


def listing(folder: Path) -> list[str]:
    """Names of what stands in a folder, sorted, for the marker."""
    return sorted(path.name for path in folder.iterdir())


def _foreign(folder: Path) -> list[str]:
    """What stands in a results folder, or in a results folder within it, that we did not write."""
    ours = {MARKER, *(_read_marker(folder) or ())}
    found = []
    for path in sorted(folder.iterdir()):
        if path.name not in ours:
            found.append(path.name)
        elif path.is_dir():
            found += [f"{path.name}/{name}" for name in _foreign(path)]
    return found


def _read_marker(folder: Path) -> list[str] | None:
    try:
        found = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(found, dict) or found.get("written_by") != WRITTEN_BY:
        return None
    files = found.get("files")
    return [str(name) for name in files] if isinstance(files, list) else []


def _make_parents(folder: Path) -> list[Path]:
    """Create what is missing of a folder's path; what was created, outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir()
    return list(reversed(missing))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync(folder: Path) -> None:
    """Have everything in a folder on the disk, not in memory only, before it replaces the old one."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap_in(new: Path, target: Path) -> None:
    """Put `new` in the place of `target`; what stood there is gone afterwards."""
    if not target.exists():
        new.rename(target)
    elif _exchange(new, target):
        shutil.rmtree(new, ignore_errors=True)
    else:
        old = new.with_name(new.name.replace(".new-", ".old-"))
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)
    _sync_folder(target.parent)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (Linux); False where it cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def _refused(target: Path, why: str, fix: str) -> InputError:
    return InputError([Finding(file=str(target), message=f"will not be replaced: {why}", fix=fix)])


def _cannot_write(target: Path, error: OSError) -> InputError:
    return InputError(
        [
            Finding(
                file=str(target),
                message="the results cannot be written here",
                found=error.strerror or str(error),
                fix="Free some space or name another folder; what stood here before is unchanged.",
            )
        ]
    )
