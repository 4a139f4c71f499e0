"""Processes that end when the one that started them does, whatever ends it.

    theirs, ours = leash()      before starting them; `theirs` goes to each as an argument
    end_with(theirs)            first thing in each

A killed process closes nothing by itself, but the system closes its end of a pipe; whoever waits at the
other end wakes up and leaves, in the middle of a solve or a drawing too.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from multiprocessing.connection import Connection


def leash() -> tuple[Connection, Connection]:
    """Their end, for any number of processes started by `spawn`, and ours: closed, it ends them."""
    return multiprocessing.get_context("spawn").Pipe(duplex=False)


def end_with(theirs: Connection) -> None:
    """End this process as soon as the other end of the pipe is closed."""
    threading.Thread(target=_wait, args=(theirs,), daemon=True, name="leash").start()


def _wait(theirs: Connection) -> None:
    with contextlib.suppress(EOFError, OSError):
        theirs.recv()
    os._exit(0)
