"""Many scenarios: one after another, or several at a time in processes of their own.

The answers are the same either way and stand in the order asked. The first Ctrl-C lets what is being
solved end with the best plan it has and leaves out the rest; a second one interrupts.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.errors import InfeasibleError, NoPlanError
from planner.messages import message
from planner.pipeline.alternative import Alternative, WithoutPlan
from planner.pipeline.run import Task, solve_task
from planner.progress import Report, part_of, silent

if TYPE_CHECKING:
    from planner.solve import Memo

Answer = Alternative | WithoutPlan

NOT_REACHED = message("stopped before its turn came")


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of every task, in the order asked."""

    answers: tuple[Answer, ...]

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Those that have a plan."""
        return tuple(answer for answer in self.answers if isinstance(answer, Alternative))

    @property
    def without_plan(self) -> tuple[WithoutPlan, ...]:
        """Those that have none, with the reasons."""
        return tuple(answer for answer in self.answers if isinstance(answer, WithoutPlan))


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def solve_tasks(
    tasks: Sequence[Task], *, workers: int | None = None, progress: Report = silent
) -> Answers:
    """Solve every task, `workers` at a time.

    None takes as many as there are processors, each with at least two tasks: to start one costs about
    as much as to solve a small scenario.

    Raises:
        PlanRefusedError: the verifier refuses a plan (a fault in the planner).
    """
    workers = min(workers or cores(), len(tasks) if workers else len(tasks) // 2)
    if workers > 1:
        from planner.pipeline.workers import solve_in_workers

        return Answers(solve_in_workers(tasks, workers, progress))
    return Answers(_one_by_one(tasks, progress))


def answer_to(task: Task, memo: Memo, progress: Report) -> Answer:
    """The alternative, or why there is none."""
    try:
        return solve_task(task, memo=memo, progress=progress)
    except InfeasibleError as error:
        return without_plan(task, "infeasible", *error.reasons)
    except NoPlanError as error:
        return without_plan(task, "no_plan", *error.args)


def without_plan(task: Task, status: str, *reasons: str) -> WithoutPlan:
    """A task that ended without a plan."""
    return WithoutPlan(task.name, task.loaded.scenario.title, status, reasons)


def _one_by_one(tasks: Sequence[Task], progress: Report) -> tuple[Answer, ...]:
    from planner.solve import Memo, stop_on_interrupt

    memo = Memo()
    answers: list[Answer] = []
    with stop_on_interrupt() as stop:
        for n, task in enumerate(tasks):
            if stop.is_set():
                answers.append(without_plan(task, "no_plan", NOT_REACHED))
            else:
                answers.append(answer_to(task, memo, part_of(progress, task.name, n, len(tasks))))
    return tuple(answers)
