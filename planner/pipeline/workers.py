"""Scenarios solved by several processes at the same time, which stop when they are asked to."""

from __future__ import annotations

import pickle
import traceback
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool

from planner.messages import message
from planner.pipeline.alternative import Alternative
from planner.pipeline.pool import Pool, kept, stopping, tell
from planner.pipeline.run import Task
from planner.pipeline.together import NOT_REACHED, Answer, answer_to, without_plan
from planner.progress import Report

_SECONDS_BETWEEN_LOOKS = 0.1


def solve_in_workers(tasks: Sequence[Task], count: int, progress: Report) -> tuple[Answer, ...]:
    """Solve every task, `count` at a time, and give the answers in the order of the tasks.

    Raises:
        PlanRefusedError: the verifier refuses a plan; and whatever else fails in a worker.
    """
    from planner.solve import stop_on_interrupt

    answers: dict[int, Answer] = {}
    told = False
    with stop_on_interrupt() as stop, Pool(count) as pool:
        pieces: dict[Future[Answer], int] = {
            pool.submit(_answer, n, task): n for n, task in enumerate(tasks)
        }
        waiting = set(pieces)
        while waiting:
            if stop.is_set() and not told:
                told = True
                pool.ask_to_stop()
            done, waiting = wait(waiting, _SECONDS_BETWEEN_LOOKS, FIRST_COMPLETED)
            for n, said in pool.news():
                if n not in answers:
                    progress(_told(tasks[n], said), len(answers) / len(tasks))
            for future in sorted(done, key=pieces.__getitem__):
                n = pieces[future]
                answers[n] = _result(future, tasks[n])
                solved = isinstance(answers[n], Alternative)
                ended = message("done") if solved else message("no plan")
                progress(_told(tasks[n], ended), len(answers) / len(tasks))
    return tuple(answers[n] for n in range(len(tasks)))


def _told(task: Task, what: str) -> str:
    return message("{name}: {told}", name=task.name, told=what)


def _result(future: Future[Answer], task: Task) -> Answer:
    try:
        return future.result()
    except BrokenProcessPool:
        raise RuntimeError(
            f"a process ended while {task.name} and others were being solved (was it short of memory?)"
        ) from None


def _answer(_shared: object, number: int, task: Task) -> Answer:
    """In a process of the pool: the answer to a task."""
    from planner.solve import Memo, stop_on_interrupt

    def progress(said: str, _share: float | None) -> None:
        tell((number, said))

    with stop_on_interrupt():
        if stopping():
            return without_plan(task, "no_plan", NOT_REACHED)
        try:
            memo = kept("memo", Memo)
            return answer_to(task, memo, progress)
        except Exception as error:
            error.add_note("In a worker:\n" + "".join(traceback.format_exception(error)))
            try:
                pickle.loads(pickle.dumps(error))
            except Exception:
                raise RuntimeError(f"{type(error).__name__}: {error}") from None
            raise
