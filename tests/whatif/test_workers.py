"""The same study in this process, in a pool, on a cluster; and what happens when a worker dies."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pandas as pd
import pytest

from planner.errors import InputError
from planner.whatif import StudyFile, plan_study, read_study, read_table, run_study
from planner.whatif import run as run_module
from planner.whatif.resolve import Job
from planner.whatif.store import read_store
from planner.whatif.work import Outcome, Shared, solve_jobs
from tests.whatif.studies import small, twenty

STUDY = """
scenario: alt-2-lokta
set: {demand.programmes: [diabetes]}
vary:
  - {path: demand.factor, from: 1, to: 1.5, count: 24}
"""


def six() -> StudyFile:
    return small(
        vary=[
            {"path": "demand.factor", "values": [1, 1.5, 2]},
            {"path": "threshold.persons_min", "values": [1, 20_000]},
        ]
    )


def told(folder: Path) -> pd.DataFrame:
    return read_table(folder)


def test_a_pool_that_is_killed_leaves_no_process_behind_and_can_go_on(tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    command = [sys.executable, "-m", "planner", "sweep", "study.yaml", "--out", "s", "--workers", "2"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 120
    done = 0
    while not done and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
        if (tmp_path / "s" / "index.sqlite").exists():
            # An error: the tables of the store are just being made.
            with contextlib.suppress(InputError), read_store(tmp_path / "s") as store:
                done = len(store.times_solved())
    process.kill()
    process.wait()
    # 0: a machine so quick, or a test so late, that all was done when the signal came
    assert process.returncode in (-signal.SIGKILL, 0)
    while _group_lives(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _group_lives(process.pid), "workers outlive the process that was killed"
    ran = run_study(read_study(tmp_path / "study.yaml"), tmp_path / "s", workers=1)
    assert ran.before >= done > 0
    assert ran.before + ran.now == 24
    with read_store(tmp_path / "s") as store:
        assert set(store.times_solved().values()) == {1}


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


class Fragile:
    """Workers of which one dies at every job that has a certain demand; the others with it."""

    count = 2
    begun = 0

    def __init__(self, shared: Shared, deadly: set[float]) -> None:
        self.shared, self.deadly, self.broken = shared, deadly, False
        Fragile.begun += 1

    def submit(self, jobs: Sequence[Job]) -> Future[list[Outcome]]:
        if self.broken:
            raise BrokenProcessPool
        future: Future[list[Outcome]] = Future()
        if any(job.scenario.demand.factor in self.deadly for job in jobs):
            self.broken = True
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(solve_jobs(self.shared, jobs))
        return future

    def close(self) -> None:
        self.broken = True


def test_a_point_that_ends_its_worker_is_given_up_and_the_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Fragile.begun = 0
    monkeypatch.setattr(run_module, "_workers", lambda shared, *_: lambda: Fragile(shared, {1.5}))
    ran = run_study(six(), tmp_path / "s")
    table = read_table(tmp_path / "s")
    assert list(table["status"]) == ["optimal"] * 2 + ["died"] * 2 + ["optimal"] * 2
    assert (ran.now, ran.left, ran.failed) == (6, 0, 2)
    assert 7 <= Fragile.begun <= 9  # three deaths of each, once together, and the first
    monkeypatch.undo()
    mended = run_study(six(), tmp_path / "s", workers=1, retry=True)
    assert (mended.before, mended.now, mended.failed) == (4, 2, 0)


def test_a_cluster_gives_the_same_table(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    run_study(six(), tmp_path / "here", workers=1)
    options = {"processes": False, "dashboard_address": None, "n_workers": 1, "threads_per_worker": 2}
    with distributed.LocalCluster(**options) as cluster:
        ran = run_study(six(), tmp_path / "there", scheduler=cluster.scheduler_address)
    assert (ran.now, ran.left) == (6, 0)
    pd.testing.assert_frame_equal(told(tmp_path / "there"), told(tmp_path / "here"))


def test_an_address_where_nobody_answers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    from planner.whatif.executors import join_cluster

    shared = plan_study(twenty()).shared
    with pytest.raises(InputError, match="no Dask scheduler"):
        join_cluster(shared, "tcp://127.0.0.1:1", seconds=0.2)
    with pytest.raises(InputError, match="no Dask scheduler"):
        join_cluster(shared, "nonsense://x", seconds=0.2)


def test_a_cluster_of_another_version_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed")
    from planner.whatif import executors

    options = {"processes": False, "dashboard_address": None, "n_workers": 1, "threads_per_worker": 1}
    with distributed.LocalCluster(**options) as cluster:
        theirs = {"tcp://w": {**executors.versions(), "lms-planner": "0.0.1"}}
        monkeypatch.setattr(distributed.Client, "run", lambda *_args, **_kwargs: theirs)
        with pytest.raises(InputError, match=r"cannot take part; found tcp://w: lms-planner 0\.0\.1"):
            run_study(six(), tmp_path / "s", scheduler=cluster.scheduler_address)
        monkeypatch.undo()
    assert read_table(tmp_path / "s")["status"].isna().all()
