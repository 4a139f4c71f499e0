"""Other operating systems in the place of this one: what they refuse, and what they do not have.

Windows: a handle that may only read cannot be flushed; folders cannot be opened; no `fcntl`, no
`renameat2`, no process groups, no signal masks; a file that another program holds cannot be replaced.
macOS: `renamex_np` in the place of `renameat2`.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.files import system


class Instead:
    """A module with some names replaced and others missing."""

    def __init__(self, module: Any, missing: tuple[str, ...] = (), **names: Any) -> None:
        self._module, self._missing = module, missing
        self.__dict__.update(names)

    def __getattr__(self, name: str) -> Any:
        if name in self._missing:
            raise AttributeError(name)
        return getattr(self._module, name)


def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `planner.files` meets on Windows."""

    def open_(path: Any, flags: int, mode: int = 0o777) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return os.open(path, flags, mode)

    def fsync(descriptor: int) -> None:
        if fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "Bad file descriptor")
        os.fsync(descriptor)

    monkeypatch.setattr(system, "os", Instead(os, name="nt", open=open_, fsync=fsync))
    monkeypatch.setattr(system, "sys", Instead(sys, platform="win32"))
    monkeypatch.setattr(system, "time", Instead(None, sleep=lambda seconds: None))
    monkeypatch.setitem(sys.modules, "fcntl", None)


def macos(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `planner.files` meets on macOS; the names of the system's own functions that were called."""
    called: list[str] = []
    linux = ctypes.CDLL(None, use_errno=True)

    class Darwin:
        def __getattr__(self, name: str) -> Callable[..., int]:
            if name != "renamex_np":
                raise AttributeError(name)

            def renamex_np(one: bytes, other: bytes, flags: int) -> int:
                called.append(name)
                assert flags == 2  # RENAME_SWAP
                return int(linux.renameat2(-100, one, -100, other, 2))

            return renamex_np

    monkeypatch.setattr(system, "sys", Instead(sys, platform="darwin"))
    monkeypatch.setattr(system, "ctypes", Instead(ctypes, CDLL=lambda *_, **__: Darwin()))
    return called


def no_signal_masks(monkeypatch: pytest.MonkeyPatch, *modules: Any) -> None:
    """Modules that find no signal masks, and no process groups, as on Windows."""
    for module in modules:
        monkeypatch.setattr(module, "signal", Instead(signal, missing=("pthread_sigmask",)))
