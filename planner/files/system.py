"""What differs between Linux, macOS and Windows about files and folders; only this module asks.

Each function says what it does where the system has no such thing. Tests put other systems in the place
of this one (`tests/files/systems.py`).
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import sys
import time
from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_RENAME_SWAP = 2
_TRIES = 10
_NOT_KNOWN_HERE = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EBADF, errno.EACCES})

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_BYTES_PROBED = 2**20


def is_full(error: OSError) -> bool:
    """Whether the disk or a quota is full, or a file as large as the system lets one become."""
    return error.errno in _FULL


def check_room(file: Path) -> None:
    """Ask the disk, after a library failed to write a file and does not say why: is there any room?

    A megabyte is put at the end of the file, which is lost anyhow.

    Raises:
        OSError: what the system says to that; `is_full` where there is no room.
    """
    try:
        with file.open("ab", buffering=0) as end:
            left = _BYTES_PROBED
            while left:
                left -= end.write(bytes(left))
    except OSError as error:
        error.filename = str(file)
        raise


def sync_file(path: Path) -> None:
    """Have a file's content on the disk.

    Opened for writing: Windows refuses to flush a handle that may only read.
    """
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have a folder's list of names on the disk, where folders can be opened (not on Windows)."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        if os.name == "posix":
            raise
        return
    try:
        os.fsync(descriptor)
    except OSError as error:  # network and FUSE file systems have nothing to flush
        if error.errno not in _NOT_KNOWN_HERE:
            raise
    finally:
        os.close(descriptor)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where system and file system can (Linux, macOS); False elsewhere."""
    if sys.platform.startswith("linux"):
        return _renamed("renameat2", _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other),
                        _RENAME_EXCHANGE)  # fmt: skip
    if sys.platform == "darwin":
        return _renamed("renamex_np", os.fsencode(one), os.fsencode(other), _RENAME_SWAP)
    return False


def _renamed(function: str, *arguments: int | bytes) -> bool:
    try:
        rename = getattr(ctypes.CDLL(None, use_errno=True), function)
    except (OSError, AttributeError):
        return False
    return bool(rename(*arguments) == 0)


def move(one: Path, other: Path) -> None:
    """Give a file or folder another name, in the place of a file of that name.

    On Windows a virus scanner or an indexer may hold what was just written for a moment: tried for a
    second there.
    """
    for _ in range(_TRIES):
        try:
            one.replace(other)
            return
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(1 / _TRIES)
    one.replace(other)


class Hold:
    """A sign on a folder that somebody works in it; the system takes it down however they end."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Take the sign down."""
        if self._descriptor is not None:
            with contextlib.suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None


def hold(folder: Path) -> Hold | None:
    """Put the sign on a folder; None where another process has, or the folder is gone.

    Where folders cannot be locked (Windows, some network disks) it is a sign that nobody sees.
    """
    try:
        import fcntl
    except ImportError:
        return Hold(None)
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:  # a file system without locks
        os.close(descriptor)
        return Hold(None)
    if not folder.exists():  # swept away between the two steps
        os.close(descriptor)
        return None
    return Hold(descriptor)


def can_be_held() -> bool:
    """Whether a sign on a folder is seen by others."""
    try:
        import fcntl  # noqa: F401
    except ImportError:
        return False
    return True


def umask() -> int:
    """The permissions that this process takes from what it makes."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
