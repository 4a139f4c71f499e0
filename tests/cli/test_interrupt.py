"""Ctrl-C keeps what is done, says what is not, and leaves no half-written folder."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planner.commands import solving
from planner.pipeline import together
from planner.pipeline.run import read_tasks
from planner.scenario import shipped_scenarios
from tests.cli.running import COMMAND, Here, Ran

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals differ there")


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
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return Ran(process.returncode, out, seen + err)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_compare_keeps_what_is_done(tmp_path: Path, workers: str) -> None:
    first = ["alt-0-today", "alt-3-senjalegen"]
    # so many more that no machine is through with them before it hears the signal
    shipped = (scenario.name for scenario in shipped_scenarios("midt-troms-2011"))
    names = [*first, *(name for name in shipped if name not in first)]
    arguments = ["compare", *names, "--workers", workers, "--format", "json", "--out", "out"]
    sign = f"{names[2]}: " if workers == "1" else "alt-3-senjalegen: done"
    ran = interrupted(arguments, tmp_path, sign)
    assert ran.code == 4, ran.err
    assert "Traceback" not in ran.err
    found = json.loads(ran.out)
    done = [a["scenario"] for a in found["alternatives"]]
    left = [row["scenario"] for row in found["without_plan"]]
    assert sorted(done + left) == sorted(names)
    # one by one the first two are before the third; two at a time either may be the first to be told
    told = first if workers == "1" else [name for name in names if f"{name}: done" in ran.err]
    assert set(told) <= set(done)
    assert "alt-3-senjalegen" in told
    assert names[-1] in left
    for name in left:
        assert name in ran.err
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    folders = sorted(p.name for p in (tmp_path / "out").iterdir() if p.is_dir())
    assert folders == sorted(done)


def test_solve_gives_the_best_plan_so_far(lms: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pressed as the first programme is taken up: the rest is not searched, and the plan says so."""
    solve = solving.solve_task

    def press_at_cancer(task, *, progress, **options):  # type: ignore[no-untyped-def]
        pressed: list[str] = []

        def report(message: str, share: float | None) -> None:
            progress(message, share)
            if "cancer" in message and not pressed:
                pressed.append(message)
                signal.raise_signal(signal.SIGINT)

        return solve(task, progress=report, **options)

    monkeypatch.setattr(solving, "solve_task", press_at_cancer)
    ran = lms("solve", "demand-high", "--json")
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert found["status"] == "stopped"
    assert found["gap"] is None or found["gap"] > 0  # no bound is said to be none


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
