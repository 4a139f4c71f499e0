"""Ctrl-C keeps what is done, says what is not, and leaves no half-written folder."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planner.commands import together
from planner.commands.run import read_tasks
from tests.cli.running import COMMAND, Here, Ran

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")

SLOW = ("--set", "demand.level=high", "--set", "solve.gap=0")
"""Makes a solve last longer than anybody's patience in a test."""


def interrupted(arguments: list[str], folder: Path, sign: str) -> Ran:
    """Start a command, wait until `sign` stands on standard error, press Ctrl-C, wait for its end."""
    process = subprocess.Popen(
        [*COMMAND, *arguments, "--verbose"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    seen = ""
    while sign not in seen:
        line = process.stderr.readline()
        assert line, f"ended before {sign!r}:\n{seen}"
        seen += line
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return Ran(process.returncode, out, seen + err)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_compare_keeps_what_is_done(tmp_path: Path, workers: str) -> None:
    names = ["alt-0-today", "alt-3-senjalegen", "free", "demand-high", "alt-4b-dms-inland", "mobile"]
    arguments = ["compare", *names, "--workers", workers, "--format", "json", "--out", "out"]
    sign = "free: " if workers == "1" else "alt-3-senjalegen: done"
    ran = interrupted(arguments, tmp_path, sign)
    assert ran.code == 4, ran.err
    assert "Traceback" not in ran.err
    found = json.loads(ran.out)
    done = [a["scenario"] for a in found["alternatives"]]
    left = [row["scenario"] for row in found["without_plan"]]
    assert sorted(done + left) == sorted(names)
    assert {"alt-0-today", "alt-3-senjalegen"} <= set(done)
    assert "mobile" in left
    for name in left:
        assert name in ran.err
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    folders = sorted(p.name for p in (tmp_path / "out").iterdir() if p.is_dir())
    assert folders == sorted(done)


def test_solve_gives_the_best_plan_so_far_or_says_that_there_is_none(tmp_path: Path) -> None:
    ran = interrupted(["solve", "demand-high", "--json", *SLOW], tmp_path, "cancer")
    if ran.code == 4:
        assert ran.out == ""
        assert "Traceback" not in ran.err
    else:
        assert ran.code == 0, ran.err
        assert json.loads(ran.out)["status"] == "stopped"


def test_tasks_after_the_wish_to_stop_are_named_as_not_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One by one, in this process: the wish comes while the first is being solved."""
    tasks = read_tasks(["alt-0-today", "alt-3-senjalegen", "alt-4b-catchment"])
    solve = together.solve_task

    def solve_and_press(task, **options):  # type: ignore[no-untyped-def]
        alternative = solve(task, **options)
        signal.raise_signal(signal.SIGINT)
        return alternative

    monkeypatch.setattr(together, "solve_task", solve_and_press)
    answers = together.solve_tasks(tasks, workers=1)
    assert [a.name for a in answers.alternatives] == ["alt-0-today"]
    assert [row.scenario for row in answers.without_plan] == ["alt-3-senjalegen", "alt-4b-catchment"]
    assert all(row.status == "no_plan" for row in answers.without_plan)


def test_a_second_ctrl_c_ends_at_once_and_leaves_nothing(
    lms: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    solve = together.solve_task

    def press_twice(task, **options):  # type: ignore[no-untyped-def]
        if task.name == "alt-4b-catchment":
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)
        return solve(task, **options)

    monkeypatch.setattr(together, "solve_task", press_twice)
    ran = lms("compare", "alt-0-today", "alt-4b-catchment", "solo", "--workers", "1", "--out", "out")
    assert ran.code == 4
    assert ran.out == ""
    assert "Stopped" in ran.err
    assert "Traceback" not in ran.err
    assert list(lms.folder.iterdir()) == []
