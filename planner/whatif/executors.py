"""Where jobs are done: in this process, in a pool of processes, or on a Dask cluster. One interface.

    submit(jobs) -> Future of their outcomes
    close()         end now; what is being solved is given up

Processes are those of `planner.pipeline.pool`, the cluster is `dask.distributed`. Regions go to each
worker once: with the start of a process, or scattered over the cluster.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, Protocol

from planner.errors import Finding, InputError
from planner.messages import message
from planner.pipeline import Pool
from planner.report.folder import versions
from planner.whatif.resolve import Job
from planner.whatif.work import Outcome, Shared, solve_jobs


class Workers(Protocol):
    """Something that solves jobs."""

    count: int
    """Jobs that can be solved at the same time."""

    def submit(self, jobs: Sequence[Job]) -> Future[list[Outcome]]:
        """Have jobs solved, one after another by the same worker."""
        ...

    def close(self) -> None:
        """End now."""
        ...


@dataclass(slots=True)
class Here:
    """This very process."""

    shared: Shared
    count: int = 1

    def submit(self, jobs: Sequence[Job]) -> Future[list[Outcome]]:
        """Solve them at once."""
        future: Future[list[Outcome]] = Future()
        future.set_result(solve_jobs(self.shared, jobs))
        return future

    def close(self) -> None:
        """Nothing to end."""


@dataclass(slots=True)
class Processes:
    """Processes on this machine."""

    pool: Pool
    count: int

    def submit(self, jobs: Sequence[Job]) -> Future[list[Outcome]]:
        """Have a process solve them.

        Raises:
            BrokenProcessPool: a process has died.
        """
        return self.pool.submit(solve_jobs, jobs)

    def close(self) -> None:
        """End the processes, also those that are solving."""
        self.pool.close()


def start_pool(shared: Shared, count: int) -> Processes:
    """A pool of processes that know what all jobs share."""
    return Processes(Pool(count, shared), count)


@dataclass(slots=True)
class Cluster:
    """A Dask cluster."""

    client: Any
    executor: Executor
    shared: Any
    count: int
    ours: bool = True
    """Whether the client is ours to close."""

    def submit(self, jobs: Sequence[Job]) -> Future[list[Outcome]]:
        """Have a worker of the cluster solve them."""
        return self.executor.submit(solve_jobs, self.shared, jobs)

    def close(self) -> None:
        """Leave the cluster; it goes on without us."""
        self.executor.shutdown(wait=False)
        if self.ours:
            self.client.close()


def address_of(scheduler: Any) -> str:
    """What a cluster is called in messages: the address of its scheduler."""
    if isinstance(scheduler, str):
        return scheduler
    told = getattr(scheduler, "scheduler_address", None)
    if told is None and (known := getattr(scheduler, "scheduler", None)) is not None:
        told = getattr(known, "address", None)
    return str(told or "a Dask cluster")


def join_cluster(shared: Shared, scheduler: Any, seconds: float = 30.0) -> Cluster:
    """A Dask cluster by the address of its scheduler, by a `Client` of it, or as a cluster object.

    Raises:
        InputError: Dask is not installed, nobody answers there, it has no workers, or one of them does
            not have this version of the planner.
    """
    try:
        from distributed import Client
    except ImportError:
        raise InputError(
            [
                Finding(
                    "--scheduler",
                    message("dask.distributed is not installed"),
                    fix=message("Install it: pip install 'lms-planner[distributed]'"),
                )
            ]
        ) from None
    try:
        ours = not isinstance(scheduler, Client)
        client = Client(scheduler, timeout=seconds, set_as_default=False) if ours else scheduler
        client.wait_for_workers(1, timeout=seconds)
    except (OSError, ValueError, TypeError, TimeoutError) as error:
        raise InputError(
            [
                Finding(
                    "--scheduler",
                    message("no Dask scheduler with workers answers at this address"),
                    found=f"{address_of(scheduler)} ({error})",
                    expected=message("an address such as tcp://10.0.0.5:8786"),
                    fix=(
                        message(
                            "Start one: `dask scheduler --host 127.0.0.1 "
                            "--dashboard-address 127.0.0.1:8787`, which this machine alone can "
                            "reach (several machines need an address in a network that you "
                            "trust), and on each `dask worker ADDRESS`."
                        )
                    ),
                )
            ]
        ) from None
    try:
        _check_workers(client)
        count = sum(client.nthreads().values())
        data = client.scatter(shared, broadcast=True)
        return Cluster(client, client.get_executor(pure=False), data, count, ours)
    except InputError:
        if ours:
            client.close()
        raise
    except Exception as error:
        if ours:
            client.close()
        raise _unlike(f"{type(error).__name__}: {error}") from error


def _check_workers(client: Any) -> None:
    """Raises InputError where a worker would find other plans than this process would."""
    ours = versions()
    for worker, theirs in client.run(versions).items():
        other = {name: theirs.get(name) for name in ours if theirs.get(name) != ours[name]}
        if other:
            told = ", ".join(f"{name} {version}, here {ours[name]}" for name, version in other.items())
            raise _unlike(f"{worker}: {told}")


def _unlike(found: str) -> InputError:
    fix = message("Install the same version of the planner, and of what it uses, on every worker.")
    told = message("a worker of the cluster cannot take part")
    return InputError([Finding("--scheduler", told, found=found, fix=fix)])
