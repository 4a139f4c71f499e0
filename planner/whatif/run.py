"""A study from its file to its table: resolve, solve what is not solved yet, record as it comes.

plan_study(file)               its points, checked, with nothing solved
run_study(file, out)           solve them; a second call finishes the rest
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

from planner.errors import InputError
from planner.messages import message
from planner.progress import Report, silent
from planner.scenario import named_from
from planner.solve import stop_on_interrupt
from planner.whatif.executors import Here, Workers, address_of, join_cluster, start_pool
from planner.whatif.points import points_of
from planner.whatif.resolve import Job, Resolved, Sources, first_region, resolve
from planner.whatif.store import Store, opened
from planner.whatif.study_file import StudyFile
from planner.whatif.table import read_table, write_table, write_tables
from planner.whatif.work import DIED, FAILED, INPUT, Outcome, Shared

CHUNK_MAX = 25
"""Jobs handed to a worker at a time: enough to share parts, few enough to lose little."""
DEATHS_MAX = 3
"""A point that ends the process that solves it so many times is given up."""

SECONDS_BETWEEN_TABLES = 5.0
WORKERS_MAX = 61
"""Processes on one machine, as many as Windows lets one wait for; more is work for a cluster."""

Chunk = tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A study's points with their jobs, and what they are solved with."""

    file: StudyFile
    rows: tuple[Resolved, ...]
    shared: Shared


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run of a study ended; all are numbers of points."""

    points: int
    before: int
    """Finished by earlier runs."""
    now: int
    """Finished by this one."""
    left: int
    failed: int
    """Without a plan, among the finished ones."""
    stopped: bool
    """Ended by Ctrl-C."""
    seconds: float

    @property
    def per_second(self) -> float:
        """Points finished a second by this run."""
        return self.now / self.seconds if self.seconds > 0 else 0.0


def plan_study(file: StudyFile, progress: Report = silent) -> Planned:
    """The points of a study, each resolved and checked.

    Raises:
        InputError: a base scenario or region cannot be read, or not one point can be solved.
    """
    sources = Sources(file.folder, dict(file.regions), dict(file.opened))
    region = first_region(file, sources)
    rows = resolve(file, points_of(file, region), sources, progress)
    return Planned(file, rows, Shared(dict(sources.regions)))


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_study(
    study: StudyFile | Planned,
    out: Path | str,
    *,
    workers: int | None = None,
    scheduler: Any = None,
    retry: bool = False,
    progress: Report = silent,
    say: Callable[[str], None] | None = None,
) -> Ran:
    """Solve every point of a study that is not solved yet, and keep each as soon as it is.

    Args:
        study: from `read_study` or `study_of`, or planned already.
        out: folder of the run store; what stands in it is not solved again.
        workers: processes; as many as there are processors where it is None. 1: this process alone.
            With more, a script of yours needs the usual `if __name__ == "__main__":`.
        scheduler: a Dask cluster whose workers solve instead: the address of its scheduler, a
            `Client` (left open), or a cluster such as `LocalCluster`.
        retry: try again the points that ended without an answer (time limit, a fault, a dead worker).
        progress: called with a message and the share done.
        say: called with what a user should know before anything runs.

    Raises:
        InputError: the study, a folder that cannot be written, a full disk, no such cluster.
    """
    planned = study if isinstance(study, Planned) else plan_study(study, progress)
    with stop_on_interrupt() as stop, opened(Path(out)) as store:
        region = next((row.job.scenario.region for row in planned.rows if row.job is not None), "")
        region = named_from(region, store.folder) if Path(region).is_absolute() else region
        store.set_points(planned.rows, title=planned.file.study.title, region=region)
        shared = replace(planned.shared, named=_named(planned.rows, store.run_folder("any")))
        finished = store.finished(retry=retry)
        before = sum(row.key in finished for row in planned.rows)
        store.put(_impossible(planned.rows, finished))
        chunks_wanted = _Wanted(planned.rows, finished)
        count = min(workers or cores(), WORKERS_MAX, max(1, len(chunks_wanted.jobs)))
        if say is not None:
            say(_told(planned, before, chunks_wanted, count, scheduler))
        run = _Run(store, stop, progress, planned.rows, before)
        run.write_growing()
        if chunks_wanted.jobs:
            run.solve(chunks_wanted, _workers(shared, count, scheduler))
        write_tables(store.folder)
        done = store.finished()
        statuses = [row["status"] for row in store.rows()]
        return Ran(
            points=len(planned.rows),
            before=before,
            now=sum(row.key in done for row in planned.rows) - before,
            left=sum(row.key not in done for row in planned.rows),
            failed=sum(status in FAILED for status in statuses),
            stopped=stop.is_set(),
            seconds=monotonic() - run.start,
        )


def _named(rows: Iterable[Resolved], folder: Path) -> dict[str, str]:
    """Region or matrix of one's own → how it is found from a folder, which may move with it."""
    jobs = [row.job.scenario for row in rows if row.job is not None]
    files = {scenario.region for scenario in jobs} | {scenario.travel.matrix for scenario in jobs}
    return {file: named_from(file, folder) for file in files if file and Path(file).is_absolute()}


def _workers(shared: Shared, count: int, scheduler: Any) -> Callable[[], Workers]:
    if scheduler is not None:
        return lambda: join_cluster(shared, scheduler)
    return (lambda: start_pool(shared, count)) if count > 1 else (lambda: Here(shared))


def _told(planned: Planned, before: int, wanted: _Wanted, count: int, scheduler: Any) -> str:
    total = len(planned.rows)
    equal = total - before - len(wanted.jobs) - wanted.impossible
    parts = [f"{total} point{'s' * (total != 1)}"]
    if before:
        parts.append(f"{before} finished already")
    if wanted.impossible:
        parts.append(f"{wanted.impossible} that cannot be solved")
    if equal:
        parts.append(f"{equal} equal to others")
    where = f"on {address_of(scheduler)}" if scheduler is not None else f"{count} at a time"
    parts.append(f"{len(wanted.jobs)} to solve" + (f", {where}" if wanted.jobs else ""))
    return "; ".join(parts) + "."


def _impossible(rows: Iterable[Resolved], finished: set[str]) -> list[Outcome]:
    wrong = {row.key: row.problem for row in rows if row.job is None and row.key not in finished}
    return [Outcome(key, INPUT, problem) for key, problem in wrong.items()]


class _Wanted:
    """Jobs still to do, each key once, in groups that share what is costly."""

    def __init__(self, rows: Sequence[Resolved], finished: set[str]) -> None:
        groups: dict[str, dict[str, Job]] = {}
        seen: set[str] = set()
        self.impossible = len([row for row in rows if row.job is None and row.key not in finished])
        for row in rows:
            if row.job is not None and row.key not in finished and row.key not in seen:
                seen.add(row.key)
                groups.setdefault(row.group, {})[row.key] = row.job
        self.groups = [tuple(group.values()) for group in groups.values()]
        self.jobs = [job for group in self.groups for job in group]

    def chunks(self, count: int) -> deque[Chunk]:
        """Chunks for so many workers; small where there are few jobs, so that none stands idle."""
        size = 1 if count == 1 else min(CHUNK_MAX, max(1, ceil(len(self.jobs) / (4 * count))))
        return deque(group[n : n + size] for group in self.groups for n in range(0, len(group), size))


@dataclass(slots=True)
class _Run:
    store: Store
    stop: Event
    progress: Report
    rows: tuple[Resolved, ...]
    before: int
    start: float = field(default_factory=monotonic)
    deaths: Counter[str] = field(default_factory=Counter)
    done: int = 0
    next_table: float = 0.0

    def solve(self, wanted: _Wanted, begin: Callable[[], Workers]) -> None:
        """Have every job done, or stop when asked to."""
        workers = begin()
        chunks = wanted.chunks(workers.count)
        careful: deque[Chunk] = deque()  # jobs that may have ended a worker, done one at a time
        running: dict[Future[list[Outcome]], Chunk] = {}
        times = Counter(row.key for row in self.rows)
        total = sum(times[job.key] for job in wanted.jobs)
        try:
            while (chunks or careful or running) and not self.stop.is_set():
                alone = bool(careful) and not running
                source = careful if careful else chunks
                room = 1 if careful else _window(workers)
                lost: list[Chunk] = []
                while source and len(running) < room and not lost:
                    chunk = source.popleft()
                    try:
                        running[workers.submit(chunk)] = chunk
                    except BrokenProcessPool:
                        lost.append(chunk)
                finished, _ = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
                for future in finished:
                    chunk = running.pop(future)
                    outcomes = self._result(future, chunk, lost, careful)
                    if outcomes and not self.stop.is_set():
                        self.store.put(outcomes)
                        self.done += sum(times[row.key] for row in outcomes)
                        self._tell(total)
                        self.write_growing()
                if lost:
                    lost += running.values()
                    running.clear()
                    workers.close()
                    careful += self._survivors(lost, alone)
                    workers = begin()
        finally:
            workers.close()

    def write_growing(self) -> None:
        """Write `table.csv` with what is finished so far, not so often that it slows the study down."""
        if monotonic() < self.next_table:
            return
        start = monotonic()
        write_table(read_table(self.store.folder), self.store.folder / "table.csv")
        self.next_table = monotonic() + max(SECONDS_BETWEEN_TABLES, 30 * (monotonic() - start))

    def _result(
        self,
        future: Future[list[Outcome]],
        chunk: Chunk,
        lost: list[Chunk],
        careful: deque[Chunk],
    ) -> list[Outcome]:
        try:
            return future.result()
        except BrokenProcessPool:
            lost.append(chunk)
        except Exception as error:
            if type(error).__name__ == "KilledWorker":  # Dask has tried it on several workers
                if len(chunk) > 1:
                    careful += [(job,) for job in chunk]
                else:
                    return [_gave_up(chunk[0])]
            elif type(error).__module__.startswith(("distributed", "dask", "concurrent.futures")):
                raise InputError(
                    message(
                        (
                            "the cluster was lost ({name}: {error}). What is finished is "
                            "kept; the same command goes on."
                        ),
                        name=type(error).__name__,
                        error=error,
                    )
                ) from error
            else:
                raise
        return []

    def _survivors(self, lost: Iterable[Chunk], alone: bool) -> list[Chunk]:
        """What was lost with a worker, one job at a time, without those that did it too often."""
        jobs = [job for chunk in lost for job in chunk]
        kept: list[Chunk] = []
        for job in jobs:
            if alone and len(jobs) == 1:
                self.deaths[job.key] += 1
            if self.deaths[job.key] >= DEATHS_MAX:
                self.store.put([_gave_up(job)])
                self.done += 1
            else:
                kept.append((job,))
        return kept

    def _tell(self, total: int) -> None:
        seconds = max(monotonic() - self.start, 1e-9)
        rate = self.done / seconds
        self.progress(
            message(
                "{done} of {value}, {rate} a second, {value2} left",
                done=self.before + self.done,
                value=len(self.rows),
                rate=format(rate, ".1f"),
                value2=_duration((total - self.done) / rate),
            ),
            self.done / total,
        )


def _gave_up(job: Job) -> Outcome:
    return Outcome(job.key, DIED, f"the process that solved it ended {DEATHS_MAX} times")


def _window(workers: Workers) -> int:
    """Chunks under way at a time: one being solved and one waiting for each worker."""
    return 1 if isinstance(workers, Here) else 2 * workers.count


def _duration(seconds: float) -> str:
    """A length of time in words.

    >>> _duration(42), _duration(150), _duration(7300)
    ('42 s', '2 min 30 s', '2 h 2 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
