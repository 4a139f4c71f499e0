"""A study of one's own region is the same files on any machine, and goes on after a move."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.commands.reading import read_runs
from planner.whatif import read_study, run_study, write_plot
from tests.fuzz.base import MATRIX, REGION, SCENARIO

STUDY = "title: En studie\nscenario: case.yaml\nvary:\n  - {path: demand.factor, values: [1, 1.5]}\n"


def study_in(folder: Path, *, matrix: bool) -> Path:
    (folder / "region").mkdir(parents=True)
    for name, text in REGION.items():
        (folder / "region" / f"{name}.csv").write_text(text, encoding="utf-8")
    text = SCENARIO.replace("season: winter", "matrix: matrix.csv") if matrix else SCENARIO
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    (folder / "matrix.csv").write_text(MATRIX, encoding="utf-8")
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    run_study(read_study(folder / "study.yaml"), folder / "out", workers=1)
    return folder / "out"


def told(out: Path) -> dict[str, bytes]:
    """What a study left, without SQLite's pages and the seconds it took."""
    names = [path for path in out.rglob("*") if path.is_file()]
    names = [path for path in names if path.suffix != ".sqlite" and path.name != "seconds.csv"]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in names}


@pytest.mark.parametrize("matrix", [False, True])
def test_the_same_study_is_the_same_files_anywhere_and_moves(tmp_path: Path, *, matrix: bool) -> None:
    one = study_in(tmp_path / "here", matrix=matrix)
    other = study_in(tmp_path / "far" / "åway", matrix=matrix)
    assert told(one) == told(other)
    for path in one.rglob("*"):
        assert not path.is_file() or str(tmp_path).encode() not in path.read_bytes(), path
    moved = one.parent.rename(tmp_path / "there") / "out"
    again = run_study(read_study(moved.parent / "study.yaml"), moved, workers=1)
    assert (again.before, again.now) == (2, 0)
    assert write_plot(moved, tmp_path / "map.svg", kind="map") == "map"
    for folder in (moved / "runs").iterdir():
        assert not read_runs([folder]).notes
