"""The example script of the documentation runs, and the studies there can be read."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from planner.whatif import plan_study, read_study

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"


def test_the_script_runs_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main = runpy.run_path(str(EXAMPLES / "what_if.py"))["main"]
    main(tmp_path)
    first = capsys.readouterr().out
    main(tmp_path)
    assert capsys.readouterr().out == first
    assert first.startswith("6 points, 0 without a plan")
    assert (tmp_path / "study.png").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("file", "points"),
    [("docs/examples/thresholds.yaml", 169), ("docs/examples/assumptions.yaml", 605)],
)
def test_the_studies_of_the_pages_can_be_solved(file: str, points: int) -> None:
    rows = plan_study(read_study(ROOT / file)).rows
    assert len(rows) == points
    assert all(row.job is not None for row in rows)


def test_the_study_of_the_benchmark_has_a_thousand_points() -> None:
    from planner.whatif import points_of

    assert len(points_of(read_study(ROOT / "benchmarks" / "what_if.yaml"))) == 1000
