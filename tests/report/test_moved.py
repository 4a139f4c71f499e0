"""A run folder names no place of this machine, and moves together with the region it was made from."""

from __future__ import annotations

import filecmp
import shutil
from pathlib import Path

import pytest

from planner.commands.reading import read_runs
from planner.data import geodata_dir
from planner.pipeline.run import solve_scenario
from planner.report.folder.run_folder import write_run


def solved_in(folder: Path) -> Path:
    """A region of one's own, a scenario beside it, and the run folder of its plan."""
    shutil.copytree(geodata_dir() / "midt-troms-2011", folder / "own")
    mine = "title: Mitt\nextends: alt-3-senjalegen\nregion: own\n"
    (folder / "mine.yaml").write_text(mine, encoding="utf-8")
    write_run(solve_scenario(folder / "mine.yaml"), folder / "run", draw=lambda _a, p, _l: p.touch())
    return folder / "run"


def test_the_same_run_is_the_same_bytes_wherever_it_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = tmp_path / "here", tmp_path / "far" / "away"
    one.mkdir()
    other.mkdir(parents=True)
    runs = []
    for folder in (one, other):
        monkeypatch.chdir(folder.parent)
        runs.append(solved_in(folder))
    names = sorted(p.name for p in runs[0].iterdir())
    assert names == sorted(p.name for p in runs[1].iterdir())
    assert filecmp.cmpfiles(*runs, names, shallow=False)[0] == names
    for file in runs[0].iterdir():
        assert str(tmp_path) not in file.read_text(encoding="utf-8"), file.name


def test_a_run_is_read_again_after_both_have_moved(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    solved_in(tmp_path / "here")
    moved = (tmp_path / "here").rename(tmp_path / "there")
    found = read_runs([moved / "run"])
    assert [one.name for one in found.alternatives] == ["mine"]
    assert not found.notes
