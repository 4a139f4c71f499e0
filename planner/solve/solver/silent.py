"""HiGHS without its banner.

Since 1.16 its constructor prints two lines to descriptor 1, before any option can silence it. They
would stand in the middle of a script's results, and hundreds of times on the screen of a comparison.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator

import highspy


def new_highs() -> highspy.Highs:
    """A HiGHS that has said nothing yet."""
    with made_silently():
        return highspy.Highs()


@contextlib.contextmanager
def made_silently() -> Iterator[None]:
    """Lead descriptor 1 nowhere for a moment; not where another thread may be writing results to it."""
    ours = multiprocessing.parent_process() is None  # a worker of somebody's prints no results
    if ours and threading.active_count() > 1 and _carries_results():
        yield
        return
    try:
        kept = os.dup(1)
    except OSError:  # closed: nothing to keep quiet
        yield
        return
    _flush_c()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        with contextlib.suppress(AttributeError, OSError, ValueError):  # none, closed, or not a file
            sys.stdout.flush()
        os.dup2(nowhere, 1)
        yield
        _flush_c()  # C keeps what it prints for a pipe until later
    finally:
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)


def _carries_results() -> bool:
    try:
        return sys.stdout.fileno() == 1
    except (AttributeError, OSError, ValueError):
        return False


def _flush_c() -> None:
    """Have C write out what it holds back; where its library cannot be named, nothing happens."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None) if os.name == "posix" else ctypes.CDLL("ucrtbase")
        library.fflush(None)
