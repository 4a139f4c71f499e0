"""One moment of the list; `python -m tests.interrupted` has them all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.interrupted.killing import kill_at_moments


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what is left alive is read in /proc")
def test_nothing_is_lost_by_a_kill(tmp_path: Path) -> None:
    killed = kill_at_moments(tmp_path, 1, seed=5, names=("export",))
    assert not killed.faults, killed.text()
    assert sum(killed.moments.values()) == 1
