"""`sweep` at the command line."""

from __future__ import annotations

import io
import json
import os
import signal
import threading
from pathlib import Path

import pandas as pd
import pytest

from planner.whatif import read_table
from tests.cli.running import Here

STUDY = """
title: Etterspørsel
scenario: alt-2-lokta
set: {demand.programmes: [diabetes]}
vary:
  - {path: demand.factor, values: [1, 2, 0]}
  - {path: threshold.persons_min, values: [10000, 20000]}
"""


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    return Here(tmp_path, capsys)


def test_dry_run_lists_the_points_and_makes_nothing(here: Here) -> None:
    done = here("sweep", "study.yaml", "--dry-run")
    assert done.code == 0
    assert len(done.out.splitlines()) == 6
    assert "demand.factor=2  threshold.persons_min=20000" in done.out
    assert done.out.count("cannot be solved") == 2
    assert "Points: 6, of them equal to others: 0, that cannot be solved: 2" in done.err
    assert [path.name for path in here.folder.iterdir()] == ["study.yaml"]


def test_a_study_runs_and_tells_its_table_in_four_ways(here: Here) -> None:
    done = here("sweep", "study.yaml", "--out", "s", "--workers", "1")
    assert done.code == 0, done.err
    assert "6 points; 2 that cannot be solved; 4 to solve" in done.err
    assert "2 without a plan" in done.err
    frame = read_table("s")
    assert list(frame.columns[:4]) == ["point", "scenario", "demand.factor", "threshold.persons_min"]
    assert {"status", "gap", "hash", "travel_hours_total", "venue_ids"} <= set(frame.columns)
    assert list(frame["status"]) == ["optimal"] * 4 + ["input"] * 2
    pd.testing.assert_frame_equal(pd.read_csv("s/table.csv"), frame, check_dtype=False)
    assert len(pd.read_parquet("s/table.parquet")) == 6
    printed = pd.read_csv(io.StringIO(here("sweep", "table", "s").out))
    assert list(printed["hash"]) == list(frame["hash"])
    rows = json.loads(here("sweep", "table", "s", "--format", "json", "--columns", "point,status").out)
    assert rows[0] == {"point": 1, "status": "optimal"}
    assert here("sweep", "table", "s", "--out", "t.parquet").code == 0
    assert list(pd.read_parquet("t.parquet")["point"]) == [1, 2, 3, 4, 5, 6]
    wrong = here("sweep", "table", "s", "--columns", "stat,point,travel_hours")
    assert wrong.code == 2
    assert "Did you mean status?" in wrong.err
    assert wrong.err.count("no such column") == 2

    again = here("sweep", "run", "study.yaml", "--out", "s")
    assert again.code == 0
    assert "6 finished already; 0 to solve" in again.err


def test_a_run_of_a_study_is_a_run_folder_like_any_other(here: Here) -> None:
    assert here("sweep", "study.yaml", "--out", "s", "--workers", "1", "-q").code == 0
    run = here.folder / "s" / "runs" / read_table("s")["hash"][0]
    done = here("export", run, "--format", "geojson", "--out", "layers")
    assert done.code == 0, done.err
    assert (here.folder / "layers").is_dir()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["study.yaml"], "--out is missing"),
        (["nothing.yaml", "--out", "s"], "no such file"),
        (["table", "nothing"], "holds no study"),
        (["study.yaml", "--out", "study.yaml"], "study.yaml"),
        (["study.yaml", "--out", "s", "--workers", "0"], "--workers"),
    ],
)
def test_what_cannot_be_is_told(arguments: list[str], said: str, here: Here) -> None:
    done = here("sweep", *arguments)
    assert done.code == 2
    assert said in done.err
    assert "Traceback" not in done.err


def test_ctrl_c_keeps_what_is_done_and_the_same_command_goes_on(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.whatif import run as run_module

    tell = run_module._Run._tell

    def interrupted(self: run_module._Run, total: int) -> None:
        tell(self, total)
        if threading.current_thread() is threading.main_thread():
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(run_module._Run, "_tell", interrupted)
    stopped = here("sweep", "study.yaml", "--out", "s", "--workers", "1")
    assert stopped.code == 4
    assert "3 left. The same command goes on" in stopped.err
    monkeypatch.undo()
    monkeypatch.chdir(here.folder)
    finished = here("sweep", "study.yaml", "--out", "s", "--workers", "1")
    assert finished.code == 0
    assert "3 points finished" in finished.err
