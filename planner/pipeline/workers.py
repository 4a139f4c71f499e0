"""Processes that solve scenarios at the same time, and stop when they are asked to.

Each worker keeps a memo of its own and talks to us over one pipe: a task goes in; progress, and then an
answer or an error, come out. A worker whose pipe closes ends, so that none outlives us.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import traceback
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from planner.pipeline.alternative import Alternative
from planner.pipeline.leashes import end_with, leash
from planner.pipeline.run import Task
from planner.pipeline.together import NOT_REACHED, Answer, answer_to, without_plan
from planner.progress import Report

_SECONDS_BETWEEN_LOOKS = 0.1


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: int | None = None
    """Position of the task that it is solving."""


@dataclass(frozen=True, slots=True)
class _Progress:
    message: str


@dataclass(frozen=True, slots=True)
class _Failed:
    error: Exception


class _DesertedError(Exception):
    """Nobody listens at the other end of the pipe any more."""


def solve_in_workers(tasks: Sequence[Task], count: int, progress: Report) -> tuple[Answer, ...]:
    """Solve every task, `count` at a time, and give the answers in the order of the tasks.

    Raises:
        PlanRefusedError: the verifier refuses a plan; and whatever else fails in a worker.
    """
    from planner.solve import stop_on_interrupt

    answers: dict[int, Answer] = {}
    waiting = deque(range(len(tasks)))
    told = False
    with stop_on_interrupt() as stop:
        theirs, ours = leash()
        workers = [_start(theirs) for _ in range(count)]
        try:
            while len(answers) < len(tasks):
                if stop.is_set() and not told:
                    told = True
                    answers |= {n: without_plan(tasks[n], "no_plan", NOT_REACHED) for n in waiting}
                    waiting.clear()
                    _ask_to_stop(workers)
                for worker in workers:
                    if worker.task is None and waiting:
                        worker.task = waiting.popleft()
                        worker.pipe.send(tasks[worker.task])
                for worker in _with_news(workers):
                    n = worker.task
                    assert n is not None
                    news = _news(worker, tasks[n], stopping=told)
                    if isinstance(news, _Failed):
                        raise news.error
                    if isinstance(news, _Progress):
                        progress(f"{tasks[n].name}: {news.message}", len(answers) / len(tasks))
                        continue
                    answers[n] = news
                    worker.task = None
                    ended = "done" if isinstance(news, Alternative) else "no plan"
                    progress(f"{tasks[n].name}: {ended}", len(answers) / len(tasks))
        finally:
            _end(workers)
            ours.close()
    return tuple(answers[n] for n in range(len(tasks)))


def _start(leashed: Connection) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, leashed), daemon=True)
    # Blocked signals are inherited: a Ctrl-C while the worker still imports waits until it listens.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    theirs.close()
    return _Worker(process, ours)


def _with_news(workers: Sequence[_Worker]) -> list[_Worker]:
    busy = [worker for worker in workers if worker.task is not None]
    ready = wait([worker.pipe for worker in busy], timeout=_SECONDS_BETWEEN_LOOKS)
    return [worker for worker in busy if worker.pipe in ready]


def _news(worker: _Worker, task: Task, *, stopping: bool) -> Any:
    try:
        return worker.pipe.recv()
    except EOFError:
        if stopping:
            return without_plan(task, "no_plan", NOT_REACHED)
        worker.process.join()
        code = worker.process.exitcode
        return _Failed(RuntimeError(f"the process that solved {task.name} ended with code {code}"))


def _ask_to_stop(workers: Sequence[_Worker]) -> None:
    for worker in workers:
        if worker.process.is_alive() and worker.process.pid is not None:
            os.kill(worker.process.pid, signal.SIGINT)


def _end(workers: Sequence[_Worker]) -> None:
    for worker in workers:
        worker.pipe.close()
        if worker.task is not None:  # still solving: we are leaving early
            worker.process.terminate()
    for worker in workers:
        worker.process.join()


def _serve(pipe: Connection, leashed: Connection) -> None:
    """What a worker does: answer tasks until the pipe closes."""
    from planner.solve import Memo, stop_on_interrupt

    end_with(leashed)
    # A group of its own: a terminal's Ctrl-C goes to our parent alone, who passes it on once.
    os.setpgid(0, 0)
    memo = Memo()
    with stop_on_interrupt() as stop:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        while True:
            try:
                task: Task = pipe.recv()
                if stop.is_set():
                    _send(pipe, without_plan(task, "no_plan", NOT_REACHED))
                else:
                    _send(pipe, _answer_or_error(task, memo, pipe))
            except (EOFError, _DesertedError):
                return


def _send(pipe: Connection, news: object) -> None:
    try:
        pipe.send(news)
    except OSError:
        raise _DesertedError from None


def _answer_or_error(task: Task, memo: Any, pipe: Connection) -> Answer | _Failed:
    def progress(message: str, _share: float | None = None) -> None:
        _send(pipe, _Progress(message))

    try:
        return answer_to(task, memo, progress)
    except _DesertedError:
        raise
    except Exception as error:
        error.add_note("In a worker:\n" + "".join(traceback.format_exception(error)))
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:
            return _Failed(RuntimeError(f"{type(error).__name__}: {error}"))
        return _Failed(error)
