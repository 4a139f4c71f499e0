"""Every command of these tests runs in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Here


@pytest.fixture
def lms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """`lms("solve", "alt-2-lokta")` runs a command in an empty folder (`lms.folder`)."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Here(folder, capsys)
