"""Pieces of work that processes of a pool find by name."""

from __future__ import annotations

import os
import signal
import time

from planner.pipeline import kept, stopping, tell


def twice(shared: int, number: int) -> int:
    tell(f"{number} begun")
    return shared * number


def memory(_shared: object, name: str) -> list[str]:
    found: list[str] = kept("names", list)
    found.append(name)
    return found


def until_asked(_shared: object) -> bool:
    tell("searching")
    while not stopping():
        time.sleep(0.01)
    return True


def search_until_asked(_shared: object) -> bool:
    """As a solve does: it hears the wish as a Ctrl-C."""
    from planner.solve import stop_on_interrupt

    with stop_on_interrupt() as stop:
        tell("searching")
        return stop.wait(60)


def process_id(_shared: object) -> int:
    return os.getpid()


def die(_shared: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(_shared: object) -> None:
    time.sleep(600)
