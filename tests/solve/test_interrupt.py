"""Ctrl-C ends a search with the best plan so far and what is proved of it; a second one interrupts."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from planner.errors import NoPlanError
from planner.plan import Status
from planner.solve import solve, stop_on_interrupt
from planner.solve.solver.highs import Progress
from tests.model.cases import free_problem, problem_of, two_towns
from tests.solve.hard import hard_problem

ROOT = Path(__file__).parents[2]

IN_THE_MIDDLE = """
import sys
from planner.solve import solve
from tests.solve.hard import hard_problem

def progress(message, share):
    print(message, flush=True)

plan = solve(hard_problem(towns=20, venues=15), seconds_max=120, progress=progress)
print("status", plan.status)
for stage in plan.stages:
    print("stage", stage.name, stage.value, stage.bound, stage.gap, stage.status)
print("messages", *plan.messages, sep="|")
"""


def test_in_the_middle_of_a_milp() -> None:
    """Pressed while HiGHS searches, in a process of its own so that no test runner is in the way."""
    process = subprocess.Popen(
        [sys.executable, "-c", IN_THE_MIDDLE], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "solving one MILP\n"
        time.sleep(2.5)  # it has been given a second by itself, and is being searched with the callback
        pressed = time.monotonic()
        process.send_signal(signal.SIGINT)
        lines = process.communicate(timeout=60)[0].splitlines()
    finally:
        process.kill()
    assert time.monotonic() - pressed < 20
    assert process.returncode == 0
    rest = lines[lines.index("status stopped") :]
    told = lines[: len(lines) - len(rest)]
    assert all("best so far" in line or "no plan yet" in line for line in told), told
    assert rest[-1].endswith("|stopped by the user; another run may find a better plan")
    stages = [line.split()[1:] for line in rest if line.startswith("stage")]
    assert [name for name, *_ in stages] == ["outside", "unmet", "travel", "cost", "venues"]
    for _, value, bound, gap, status in stages:
        assert 0 <= float(bound) <= float(value)
        assert (float(gap) > 1e-5) == (status == "stopped")
    assert stages[-1][-1] == "stopped"  # whichever stage was being searched, the last is never proved
    assert float(stages[2][1]) > 0


def pressing_at(wanted: str) -> tuple[list[str], Progress]:
    """A progress function that presses Ctrl-C when it first hears of `wanted`."""
    heard: list[str] = []

    def progress(message: str, _share: float | None) -> None:
        if wanted in message and not any(wanted in before for before in heard):
            signal.raise_signal(signal.SIGINT)
        heard.append(message)

    return heard, progress


@pytest.mark.parametrize("at", ["p1", "p2", "rooms"])
def test_between_parts(at: str) -> None:
    """What has been solved is kept; the rest is served as today, and the bounds hold for every plan."""
    problem = problem_of(two_towns())
    exact = solve(problem)
    heard, progress = pressing_at(at)
    plan = solve(problem, progress=progress)
    assert at in heard
    assert plan.method == "by_programme"
    for found, best in zip(plan.stages, exact.stages, strict=True):
        assert found.bound <= best.value + 1e-6, found.name
        if found.name in ("unmet", "travel"):
            assert found.value >= best.value - 1e-6
    if at == "rooms":  # all that is left to do takes no time: it is done, and nothing is lost
        assert plan == exact
    else:
        assert plan.status is Status.STOPPED
        assert plan.messages[-1].startswith("stopped by the user")


def test_before_there_is_any_plan() -> None:
    _, progress = pressing_at("MILP")
    with pytest.raises(NoPlanError, match="before any plan was found"):
        solve(hard_problem(towns=40, venues=30), progress=progress)


def test_free_units_keep_a_plan_or_say_that_there_is_none() -> None:
    problem = free_problem(threshold={"persons_min": 3000})
    _, progress = pressing_at("planning")
    try:
        plan = solve(problem, progress=progress)
    except NoPlanError:
        return
    assert plan.messages[-1].startswith("stopped by the user")


def test_the_first_press_asks_and_the_second_interrupts() -> None:
    before = signal.getsignal(signal.SIGINT)
    with stop_on_interrupt() as stop:
        assert not stop.is_set()
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_one_press_reaches_every_block_around_it() -> None:
    with stop_on_interrupt() as outer:
        with stop_on_interrupt() as inner:
            signal.raise_signal(signal.SIGINT)
            assert inner.is_set()
            assert outer.is_set()
        with stop_on_interrupt() as next_one:
            # a press is for what was running then; who runs several asks the outer one
            assert not next_one.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_outside_the_main_thread_nothing_is_caught() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen: list[object] = []

    def work() -> None:
        with stop_on_interrupt() as stop:
            seen.append((stop.is_set(), signal.getsignal(signal.SIGINT)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [(False, before)]


def test_a_solve_leaves_the_handler_as_it_was() -> None:
    before = signal.getsignal(signal.SIGINT)
    solve(problem_of(two_towns()))
    assert signal.getsignal(signal.SIGINT) is before
