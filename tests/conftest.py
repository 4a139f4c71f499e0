"""What every test stands on."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def _ctrl_c_is_heard() -> None:
    """A job in the background of a script starts with Ctrl-C ignored, and so would its children."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


OUTDATED = Path(__file__).with_name("outdated.txt")
"""Tests whose expectations are from before figures were settled, one a line (or how it begins).

They still run. Each is to be renewed, or shown to be right against the code, and taken off the list.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test of the list may fail; it is reported as expected to."""
    names = tuple(OUTDATED.read_text(encoding="utf-8").split())
    for item in items:
        if item.nodeid.startswith(names):
            item.add_marker(pytest.mark.xfail(reason="expectations to be renewed: tests/outdated.txt"))
