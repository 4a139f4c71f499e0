"""Killed at any moment, a second call finishes the rest, and solves no finished point again."""

from __future__ import annotations

import multiprocessing
import random
import shutil
import signal
import sys
from pathlib import Path

import pandas as pd
import pytest

from planner.errors import InputError
from planner.whatif import read_table, run_study
from planner.whatif.store import Store, opened, read_store
from planner.whatif.work import Outcome
from tests.whatif.studies import small, twenty

POINTS = 20
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a fork server")


def told(folder: Path) -> pd.DataFrame:
    return read_table(folder)


@linux
def test_killed_ten_times_the_table_is_that_of_an_uninterrupted_run(tmp_path: Path) -> None:
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["tests.whatif.kill_me"])
    from tests.whatif import kill_me

    def run(out: Path, events: int | None) -> int | None:
        process = server.Process(target=kill_me.run_until, args=(out, events))
        process.start()
        process.join(120)
        return process.exitcode

    assert run(tmp_path / "whole", None) == 0
    draw = random.Random(2011)
    deaths, finished = 0, [0]
    while deaths < 10:
        # A study of twenty points has some three hundred moments: early, late, and in between.
        assert run(tmp_path / "torn", draw.randint(1, 30)) == -signal.SIGKILL
        deaths += 1
        with read_store(tmp_path / "torn") as store:
            done = set(store.times_solved().values())
            finished.append(sum(row["status"] is not None for row in store.rows()))
        assert done <= {1}
    assert finished == sorted(finished)
    assert 0 < finished[-1] < POINTS
    assert run(tmp_path / "torn", None) == 0
    with read_store(tmp_path / "torn") as store:
        assert set(store.times_solved().values()) == {1}
        assert len(store.times_solved()) == POINTS
    pd.testing.assert_frame_equal(told(tmp_path / "torn"), told(tmp_path / "whole"))
    for folder in (tmp_path / "whole" / "runs").iterdir():
        for file in folder.iterdir():
            other = tmp_path / "torn" / "runs" / folder.name / file.name
            assert other.read_bytes() == file.read_bytes()


def test_a_second_call_solves_only_what_is_new(tmp_path: Path) -> None:
    few = small(vary=[{"path": "demand.factor", "values": [1, 2]}])
    more = small(vary=[{"path": "demand.factor", "values": [1, 2, 3]}])
    assert run_study(few, tmp_path / "s", workers=1).now == 2
    again = run_study(few, tmp_path / "s", workers=1)
    assert (again.before, again.now, again.left) == (2, 0, 0)
    wider = run_study(more, tmp_path / "s", workers=1)
    assert (wider.before, wider.now) == (2, 1)
    assert list(read_table(tmp_path / "s")["demand.factor"]) == [1, 2, 3]


def test_a_failed_point_is_recorded_with_its_reason_and_stops_no_other(tmp_path: Path) -> None:
    study = small(
        vary=[
            {
                "variants": {
                    "sound": {},
                    "no such season": {"travel.season": "spring"},
                    "no such venue": {"venues.off": ["v_nowhere"]},
                    "no plan": {"threshold.mode": "hard", "threshold.persons_min": 35_000},
                    "no such assumption": {"assumed.venues.colour": 2},
                }
            }
        ]
    )
    ran = run_study(study, tmp_path / "s", workers=1)
    assert (ran.points, ran.now, ran.left, ran.failed) == (5, 5, 0, 4)
    table = read_table(tmp_path / "s").set_index("variant")
    assert list(table["status"]) == ["optimal", "input", "input", "infeasible", "input"]
    assert "summer, winter" in table.loc["no such season", "reason"]
    assert "v_nowhere" in table.loc["no such venue", "reason"]
    assert "35" in table.loc["no plan", "reason"]
    assert "venues.seats" in table.loc["no such assumption", "reason"]
    assert table["travel_hours_total"].notna().tolist() == [True, False, False, False, False]
    assert run_study(study, tmp_path / "s", workers=1).now == 0


def test_where_no_point_can_be_it_is_an_error_and_nothing_is_made(tmp_path: Path) -> None:
    study = small(vary=[{"path": "travel.season", "values": ["spring", "autumn"]}])
    with pytest.raises(InputError, match="no point of the study can be solved") as caught:
        run_study(study, tmp_path / "s", workers=1)
    assert len(caught.value.findings) == 2
    assert not (tmp_path / "s").exists()


def test_a_full_disk_is_told_and_keeps_what_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = small(vary=[{"path": "demand.factor", "values": [1, 2, 3]}])
    put, calls = Store._write_folder, [0]

    def full(self: Store, key: str, files: dict[str, str]) -> Path:
        calls[0] += 1
        if calls[0] == 3:
            raise OSError(28, "No space left on device")
        return put(self, key, files)

    monkeypatch.setattr(Store, "_write_folder", full)
    with pytest.raises(InputError, match="the disk is full") as caught:
        run_study(study, tmp_path / "s", workers=1)
    assert "same command" in str(caught.value)
    monkeypatch.undo()
    after = run_study(study, tmp_path / "s", workers=1)
    assert (after.before, after.now) == (2, 1)


def test_a_folder_that_cannot_be_written_or_is_not_ours_is_refused(tmp_path: Path) -> None:
    study = small(vary=[{"path": "demand.factor", "values": [1, 2]}])
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="cannot be stored here"):
        run_study(study, tmp_path / "file" / "s", workers=1)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(InputError, match=r"letter\.txt"):
        run_study(study, tmp_path / "mine", workers=1)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "index.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(InputError, match="cannot be stored here"):
        run_study(study, tmp_path / "odd", workers=1)
    with pytest.raises(InputError, match="holds no study"):
        read_table(tmp_path / "mine")


def test_two_writers_at_a_time_are_refused(tmp_path: Path) -> None:
    with opened(tmp_path / "s") as store:
        store.put([Outcome("a", "optimal")])
        with pytest.raises(InputError, match="another process"), opened(tmp_path / "s"):
            pass
    with opened(tmp_path / "s") as store:
        assert store.finished() == {"a"}


def test_another_try_is_only_for_what_another_try_may_mend(tmp_path: Path) -> None:
    with opened(tmp_path / "s") as store:
        rows = [("a", "optimal"), ("b", "infeasible"), ("c", "no_plan"), ("d", "fault"), ("e", "died")]
        store.put([Outcome(key, status) for key, status in rows])
        assert store.finished() == {"a", "b", "c", "d", "e"}
        assert store.finished(retry=True) == {"a", "b"}


def test_the_key_is_of_what_decides_the_plan_and_of_nothing_else() -> None:
    from planner.whatif import plan_study

    def keys(**values: object) -> list[str]:
        return [row.key for row in plan_study(small(**values)).rows]

    vary = [{"path": "demand.factor", "values": [1, 2]}]
    assert keys(vary=vary) == keys(vary=vary, title="Another title")
    assert keys(vary=vary) != keys(vary=vary, scope="ten")
    titles = keys(vary=[{"path": "title", "values": ["A", "B"]}])
    assert titles[0] == titles[1]
    assumed = keys(vary=[{"path": "assumed.venues.seats", "values": [1, 0.5]}])
    assert assumed[0] != assumed[1]


@pytest.mark.parametrize("leftover", [".new-abc", "0" * 64])
def test_what_a_killed_run_left_lying_is_in_nobodys_way(leftover: str, tmp_path: Path) -> None:
    study = small(vary=[{"path": "demand.factor", "values": [1, 2]}])
    run_study(study, tmp_path / "s", workers=1)
    (tmp_path / "s" / "runs" / leftover).mkdir()
    shutil.rmtree(tmp_path / "s" / "runs" / read_table(tmp_path / "s")["hash"][0])
    assert run_study(study, tmp_path / "s", workers=1).now == 0
    assert twenty().study.bases == ("alt-2-lokta",)
