"""A disk that is full while a command writes: exit 2, which file, why, what to do; nothing is lost.

The disk is one on which no file may become larger than a kilobyte (RLIMIT_FSIZE).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import base

resource = pytest.importorskip("resource", reason="limits of a process are POSIX")

WRITERS = {
    "solve": ["solve", "case.yaml", "--out", "run"],
    "compare": ["compare", "case.yaml", "other.yaml", "--workers", "2", "--out", "comparison"],
    "sweep": ["sweep", "study.yaml", "--workers", "1", "--out", "study"],
    "export": ["export", "run", "--format", "gpkg", "--out", "run.gpkg"],
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("full")
    here = Path.cwd()
    os.chdir(folder)
    try:
        base.make(folder)
    finally:
        os.chdir(here)
    (folder / "run.gpkg").write_bytes(b"the last good one")
    return folder


@pytest.mark.parametrize("name", WRITERS)
def test_a_full_disk_is_told_and_what_stood_there_stays(sound: Path, name: str) -> None:
    before = _content(sound)
    kb = 1024
    done = subprocess.run(
        [sys.executable, "-m", "planner", "--lang", "en", "-q", *WRITERS[name]],
        cwd=sound,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kb, kb)),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert f"{WRITERS[name][-1]}: " in done.stderr
    assert "larger than one may be here" in done.stderr or "the disk is full" in done.stderr
    assert "ulimit -f" in done.stderr
    after = _content(sound)
    assert {path: after.get(path) for path in before} == before
    assert not list(sound.glob(".*.new-*"))


def _content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
