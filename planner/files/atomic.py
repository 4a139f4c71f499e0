"""Folders that are either complete or not there: written beside the target, then swapped in.

A run that is interrupted (an error, Ctrl-C, a full disk, a kill) leaves what stood there before. What
it was writing stays in a hidden folder beside the target, which the next run sweeps away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from planner.errors import Finding, InputError
from planner.files import system
from planner.files.documents import read_json
from planner.files.guests import is_guest
from planner.messages import message

MARKER = "inputs.json"
"""The file that says a folder is ours: `written_by` names the planner and `files` what it wrote."""
WRITTEN_BY = "lms-planner"
_NEW, _OLD = ".new-", ".old-"
_SECONDS_STALE = 24 * 3600
"""Where folders cannot be held, one that is written to for longer than this was left behind."""


@contextlib.contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """A new empty folder to fill; it takes the place of `target` when the block ends without an error.

    The block writes `inputs.json` (`MARKER`) with `written_by` and `files` among the rest. An earlier
    folder is replaced only where its own marker shows that everything in it was written by the planner,
    or left by programs that leave such files everywhere (`planner.files.guests`), which stay in it.

    Raises:
        InputError: the target is a file or a folder that is not ours, or cannot be written (no
            permission, disk full). Nothing is changed then.
    """
    target = _named(target)
    made: list[Path] = []
    temporary: Path | None = None
    held: system.Hold | None = None
    try:
        check_replaceable(target)
        made = _make_parents(target.parent)
        _sweep(target)
        temporary, held = _temporary(target)
        yield temporary
        check_replaceable(target)  # again: solving may have taken minutes
        _keep_guests(target, temporary)
        _sync(temporary)
        _swap_in(temporary, target)
        made = []
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        if held is not None:
            held.release()
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()


@contextlib.contextmanager
def replaced_file(target: Path) -> Iterator[Path]:
    """A path to write; the file takes the place of `target` when the block ends without an error.

    The path has the target's own name, in a folder beside it: whatever a library leaves next to what it
    writes goes with that folder.

    Raises:
        InputError: the target is a folder or a device, or cannot be written. What stood there is
            unchanged then.
    """
    target = _named(target)
    temporary: Path | None = None
    held: system.Hold | None = None
    try:
        if target.is_dir():
            raise _refused(target, message("it is a folder"), message("Name a file."))
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            raise _refused(target, message("it is no plain file"), message("Name a file."))
        _sweep(target)
        temporary, held = _temporary(target)
        path = temporary / target.name
        yield path
        system.sync_file(path)
        system.move(path, target)
        system.sync_folder(target.parent)
    except OSError as error:
        raise _cannot_write(target, error) from error
    finally:
        if held is not None:
            held.release()
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def check_replaceable(target: Path) -> None:
    """Refuse, before any long work, a target that must not be replaced.

    Raises:
        InputError: the target is a file, or a folder with anything in it that the planner did not
            write there.
    """
    try:
        target = _named(target)
        if not target.exists():
            return
        if not target.is_dir():
            raise _refused(target, message("it is a file"), message("Name a folder."))
        found = [path.name for path in target.iterdir() if not is_guest(path.name)]
        if not found:
            return
        if _read_marker(target) is None:
            raise _refused(
                target,
                message(
                    "it is not a folder of results written by the planner, and holds {names}",
                    names=_listed(found),
                ),
                message("Name a new or an empty folder."),
            )
        foreign = _foreign(target)
    except OSError as error:
        raise _cannot_write(target, error) from error
    if foreign:
        raise _refused(
            target,
            message("it holds what the planner did not write: {names}", names=_listed(foreign)),
            message("Move that away, or name another folder."),
        )


def listing(folder: Path) -> list[str]:
    """Names of what stands in a folder, sorted, for the marker; guests are not ours."""
    return sorted(path.name for path in folder.iterdir() if not is_guest(path.name))


def _named(target: Path) -> Path:
    """The absolute path of a target, a symbolic link followed, whether or not it leads anywhere.

    Raises:
        InputError: a link that leads round to itself.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100 - resolve() would follow a broken link
    try:
        target.stat()
        return target.resolve() if target.is_symlink() else target
    except (RuntimeError, OSError) as error:  # RuntimeError: what Python 3.11 makes of ELOOP
        if isinstance(error, FileNotFoundError):
            return target.resolve() if target.is_symlink() else target
        if isinstance(error, RuntimeError) or "symbolic link" in (error.strerror or ""):
            raise _refused(
                target, message("it is a link that leads to itself"), message("Name another.")
            ) from None
        raise _cannot_write(target, error) from None
    except ValueError:
        raise _refused(
            target, message("no file can have this name"), message("Name another.")
        ) from None


def _listed(names: list[str]) -> str:
    rest = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(sorted(names)[:5]) + rest


def _foreign(folder: Path) -> list[str]:
    """What stands in a results folder, or in a results folder within it, that we did not write."""
    ours = {MARKER, *(_read_marker(folder) or ())}
    found = []
    for path in sorted(folder.iterdir()):
        if is_guest(path.name):
            continue
        if path.name not in ours:
            found.append(path.name)
        elif path.is_dir() and not path.is_symlink():
            found += [f"{path.name}/{name}" for name in _foreign(path)]
    return found


def _read_marker(folder: Path) -> list[str] | None:
    """What a folder's marker says the planner wrote there; None without a marker of ours."""
    path = folder / MARKER
    if not path.is_file():
        return None
    try:
        found = read_json(path)
    except InputError:
        return None
    if not isinstance(found, dict) or found.get("written_by") != WRITTEN_BY:
        return None
    files = found.get("files")
    return [name for name in files if isinstance(name, str)] if isinstance(files, list) else []


def _keep_guests(old: Path, new: Path) -> None:
    """Copy what other programs left in a folder, and in the folders in it, to its successor."""
    if not old.is_dir():
        return
    for path in sorted(old.iterdir()):
        there = new / path.name
        if path.is_symlink():
            continue
        if is_guest(path.name) and path.is_file() and not there.exists():
            with contextlib.suppress(OSError):  # Excel and Windows lock some of theirs
                shutil.copy2(path, there)
        elif path.is_dir() and there.is_dir():
            _keep_guests(path, there)


def _temporary(target: Path) -> tuple[Path, system.Hold]:
    """A new folder beside the target, held: nobody sweeps it away while we live."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name[:100]}{_NEW}", dir=target.parent))
        held = system.hold(folder)
        if held is not None:
            folder.chmod(0o777 & ~system.umask())
            return folder, held


def _sweep(target: Path) -> None:
    """Clear away what runs that were killed left beside a target, and put back what one had moved."""
    prefix = f".{target.name[:100]}"
    for path in sorted(target.parent.glob(f"{_escaped(prefix)}.*-*")):
        kind = path.name.removeprefix(prefix)[: len(_NEW)]
        if kind not in (_NEW, _OLD) or not path.is_dir() or path.is_symlink():
            continue
        held = system.hold(path)
        if held is None or not (system.can_be_held() or _is_old(path)):
            continue
        try:
            if kind == _OLD and not target.exists() and _read_marker(path) is not None:
                path.rename(target)  # killed between the two steps of a swap
            else:
                shutil.rmtree(path, ignore_errors=True)
        finally:
            held.release()


def _escaped(text: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)


def _is_old(path: Path) -> bool:
    import time

    try:
        return time.time() - path.stat().st_mtime > _SECONDS_STALE
    except OSError:
        return False


def _make_parents(folder: Path) -> list[Path]:
    """Create what is missing of a folder's path; what was created, outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
    return list(reversed(missing))


def _sync(folder: Path) -> None:
    """Have everything in a folder on the disk, not in memory only, before it replaces the old one."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            system.sync_folder(path)
        elif path.is_file() and not is_guest(path.name):
            system.sync_file(path)
    system.sync_folder(folder)


def _swap_in(new: Path, target: Path) -> None:
    """Put `new` in the place of `target`; what stood there is gone afterwards."""
    if not target.exists():
        system.move(new, target)
    elif system.exchange(new, target):
        shutil.rmtree(new, ignore_errors=True)
    else:
        old = new.with_name(new.name.replace(_NEW, _OLD))
        held = system.hold(target)  # the sign goes with the folder: nobody puts it back meanwhile
        try:
            system.move(target, old)
            try:
                system.move(new, target)
            except BaseException:
                system.move(old, target)
                raise
            shutil.rmtree(old, ignore_errors=True)
        finally:
            if held is not None:
                held.release()
    system.sync_folder(target.parent)


def _refused(target: Path, why: str, fix: str) -> InputError:
    return InputError(
        [Finding(file=str(target), message=message("will not be replaced: {why}", why=why), fix=fix)]
    )


def _cannot_write(target: Path, error: OSError) -> InputError:
    in_use = getattr(error, "winerror", None) in (5, 32, 33)
    problem: str = message("the results cannot be written here")
    fix: str
    found: str = error.strerror or str(error)
    if system.is_full(error):
        problem, fix = when_full(error)
        if isinstance(error.filename, str) and not _within(Path(error.filename), target):
            found = f"{error.filename}: {found}"
    elif in_use:
        fix = message("Another program may hold a file there open (Excel?): close it and try again.")
    else:
        fix = message("Mend the folder's permissions or name another folder; what stood here before "
                      "is unchanged.")  # fmt: skip
    return InputError([Finding(file=str(target), message=problem, found=found, fix=fix)])


def when_full(error: OSError) -> tuple[str, str]:
    """What a full disk, or a file as large as one may be, means for results, and what to do."""
    if error.errno == errno.EFBIG:
        return (
            message("the results cannot be written: a file would be larger than one may be here"),
            message("Raise the limit (ulimit -f), or name a folder on another disk; what stood here "
                    "before is unchanged."),
        )  # fmt: skip
    return (
        message("the results cannot be written: the disk is full"),
        message("Free some space or name a folder on another disk; what stood here before is "
                "unchanged."),
    )  # fmt: skip


def _within(path: Path, target: Path) -> bool:
    """Whether a file is the target, in it, or in the hidden folder beside it that is filled first."""
    return path == target or target.parent in path.parents
