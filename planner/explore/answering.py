"""A process of its own that solves the newest state, so that the page never waits for the solver.

Over one pipe a request goes in; progress and then an answer come out, each with the number of the state
that it is for. A newer request stops the search for an older one, which keeps the best plan it has.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from planner.errors import InfeasibleError, InputError, NoPlanError
from planner.report.words import Lang

KEPT = 24
"""So many plans are kept, to be pinned or come back to."""
EXPLAIN_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Request:
    """A state to be answered for, and the one that it is compared with."""

    number: int
    path: Path
    pinned: Path | None
    lang: Lang
    seconds_max: float | None


Heard = Callable[[int, dict[str, Any]], None]


class Answerer:
    """The process, and the thread that listens to it. Ends with us, whatever ends us."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._lock = threading.Lock()
        self._busy = False
        self._start()

    def ask(self, request: Request) -> None:
        """Answer for this state; what is being looked for is given up."""
        with self._lock:
            if not self._process.is_alive():
                self._start()
            self._interrupt()
            self._busy = True
            self._pipe.send(request)

    def stop(self) -> None:
        """End the search that is under way; its best plan is the answer."""
        with self._lock:
            self._interrupt()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            with contextlib.suppress(OSError):
                self._pipe.close()
            self._process.terminate()
            self._process.join(5)

    def _interrupt(self) -> None:
        """Ask the search that is under way to end. Elsewhere than on POSIX it ends by its limit."""
        if self._busy and self._process.pid is not None and os.name == "posix":
            with contextlib.suppress(OSError):
                os.kill(self._process.pid, signal.SIGINT)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _interrupts_held():  # inherited: one that comes while it starts waits until it listens
            self._process.start()
        theirs.close()
        self._busy = False
        threading.Thread(target=self._listen, args=(self._pipe,), daemon=True).start()

    def _listen(self, pipe: Connection) -> None:
        while True:
            try:
                number, told = pipe.recv()
            except (EOFError, OSError):
                return
            if told.get("status") != "solving" and not told.get("pending"):
                self._busy = False
            self._heard(number, told)


def _serve(pipe: Connection) -> None:
    """What the process does until its pipe closes: the newest request, and nothing older."""
    if os.name == "posix":
        os.setpgid(0, 0)  # a Ctrl-C in the terminal is our parent's, who passes it on
        # only a search hears it (`stop_on_interrupt`): elsewhere it must not cost an answer
        signal.signal(signal.SIGINT, lambda *_: None)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    solver = _Solver()
    while True:
        try:
            request = pipe.recv()
            while pipe.poll():
                request = pipe.recv()
            pipe.send((request.number, solver.answer(request, pipe)))
        except (EOFError, OSError):
            return


def _end_with_parent() -> None:
    """A server that is killed leaves nobody behind, in the middle of a search either."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    if os.name != "posix" or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


class _Solver:
    """Plans found so far, by their file's text, and the parts that they share."""

    def __init__(self) -> None:
        from planner.pipeline import Regions
        from planner.solve import Memo

        self.memo = Memo()
        self.regions = Regions()
        self.plans: OrderedDict[str, Any] = OrderedDict()

    def answer(self, request: Request, pipe: Connection) -> dict[str, Any]:
        from planner.explore.answer import answer_of, problems_of

        def progress(message: str, _share: float | None) -> None:
            with contextlib.suppress(OSError):
                pipe.send((request.number, {"status": "solving", "message": message}))

        try:
            found = self._solved(request.path, request, progress)
            pinned = None
            if request.pinned is not None and request.pinned != request.path:
                with contextlib.suppress(InfeasibleError, NoPlanError, InputError):
                    pinned = self._solved(request.pinned, request, progress)
            return answer_of(found, pinned, request.lang)
        except InputError as error:
            return problems_of(error.findings, str(error), request.lang)
        except InfeasibleError as error:
            # That there is none is told at once; the smallest changes that help take their time.
            with contextlib.suppress(OSError):
                pipe.send((request.number, {**_infeasible(request, error), "pending": True}))
            return self._why_not(request, error, pipe)
        except NoPlanError as error:
            return {"status": "no_plan", "reasons": [str(error)]}
        except Exception as error:  # the page says so; the process lives on
            return {"status": "fault", "reasons": [f"{type(error).__name__}: {error}"]}

    def _solved(self, path: Path, request: Request, progress: Any) -> Any:
        from planner.pipeline import read_task, solve_task

        key = f"{path.read_text(encoding='utf-8')}|{request.seconds_max}"
        if key in self.plans:
            self.plans.move_to_end(key)
            return self.plans[key]
        limits = [] if request.seconds_max is None else [f"solve.seconds_max={request.seconds_max}"]
        task = read_task(path, limits, self.regions)
        found = solve_task(task, memo=self.memo, progress=progress)
        self.plans[key] = found
        while len(self.plans) > KEPT:
            self.plans.popitem(last=False)
        return found

    def _why_not(self, request: Request, error: InfeasibleError, pipe: Connection) -> dict[str, Any]:
        """The reasons, and the smallest changes that would help, as things to click."""
        import json

        from planner.decide import explain
        from planner.pipeline import read_task
        from planner.report.json import explanation_json

        told = _infeasible(request, error)
        with contextlib.suppress(InputError):
            task = read_task(request.path, [], self.regions)
            region = self.regions.read(task.loaded.scenario.region)

            def progress(_message: str, _share: float | None) -> None:
                # A signal that came before the search listened to it is lost: ask the pipe as well.
                if os.name == "posix" and pipe.poll():
                    signal.raise_signal(signal.SIGINT)

            found = explain(region, task.loaded, seconds=EXPLAIN_SECONDS, progress=progress)
            data = json.loads(explanation_json(found, task.region, task.loaded.scenario))
            told["reasons"] = [
                row["text"][request.lang if request.lang in row["text"] else "en"]
                for row in data["reasons"]
            ] or told["reasons"]
            told["ways_out"] = [
                {
                    "text": " ".join(
                        step["text"][request.lang if request.lang in step["text"] else "en"]
                        for step in row["steps"]
                    ),
                    "set": row["set"],
                }
                for row in data["relaxations"]
                if not row["remove"]
            ]
        return told


def _infeasible(request: Request, error: InfeasibleError) -> dict[str, Any]:
    """That there is no plan, with the reasons that are known at once."""
    from planner.report.words import in_words

    return {
        "status": "infeasible",
        "reasons": [in_words(request.lang, reason) for reason in error.reasons],
        "ways_out": [],
    }
