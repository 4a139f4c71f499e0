"""Processes of this machine that do pieces of work: comparisons, drawings, studies, coalitions.

    with Pool(count, shared) as pool:
        future = pool.submit(function, *arguments)   # `function(shared, *arguments)`, in a process
        pool.news()                                  # what pieces have told since the last look
        pool.ask_to_stop()                           # pieces that search end with the best they have

The engine is `concurrent.futures`; what it lacks stands here. `shared` goes to each process once. None
of them outlives us, whatever ends us; a Ctrl-C of the terminal is ours alone, and we pass it on.
`function` is a function of a module, which a process can find. Within it `tell` speaks to us, `kept` is
the process's own memory from piece to piece, and `stopping` says whether it was asked to stop.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from planner.pipeline.leashes import end_with, leash

P = ParamSpec("P")
T = TypeVar("T")

SECONDS_BETWEEN_REMINDERS = 0.2
"""A piece that begins to search just after it was asked to stop is asked again."""


class Pool:
    """So many processes. Closed, they end at once, also those that are at work."""

    def __init__(self, count: int, shared: object = None) -> None:
        context = multiprocessing.get_context("spawn")
        self.count = count
        self._told: Any = context.SimpleQueue()
        self._stop = context.Event()
        theirs, self._leash = leash()
        given = (shared, self._told, self._stop, theirs)
        self._engine = ProcessPoolExecutor(count, context, _begin, given)

    def submit(
        self, function: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Have a process do a piece.

        Raises:
            BrokenProcessPool: a process has died, here or in the future; all pieces under way are lost.
        """
        with _interrupts_held():  # a process that starts now inherits what is held
            future: Future[T] = self._engine.submit(_do, (function, args, kwargs))
            return future

    def news(self) -> list[Any]:
        """What pieces have told (`tell`) since the last look, in the order told."""
        found = []
        while not self._told.empty():
            found.append(self._told.get())
        return found

    def ask_to_stop(self) -> None:
        """Have every search end with the best that it has."""
        self._stop.set()

    def close(self) -> None:
        """End the processes, also those that are at work."""
        self._leash.close()
        self._engine.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_process: dict[str, Any] = {}
"""What a process of a pool was started with."""


def tell(news: object) -> None:
    """From within a piece: say something to whoever waits for it."""
    _process["told"].put(news)


def kept(name: str, make: Callable[[], T]) -> T:
    """From within a piece: what this process remembers under a name, made the first time."""
    memory = _process["kept"]
    if name not in memory:
        memory[name] = make()
    found: T = memory[name]
    return found


def stopping() -> bool:
    """From within a piece: whether it was asked to stop."""
    return bool(_process["stop"].is_set())


def _begin(shared: object, told: Any, stop: Any, theirs: Connection) -> None:
    """How a process begins: a Ctrl-C is its parent's, and it ends when its parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    _process.update(shared=shared, told=told, stop=stop, kept={})
    end_with(theirs)
    threading.Thread(target=_pass_on, args=(stop,), daemon=True, name="stop").start()


def _pass_on(stop: Any) -> None:
    """The wish to stop, as the Ctrl-C that a search listens to; whoever does not search ignores it."""
    stop.wait()
    main = threading.main_thread().ident
    while True:
        if hasattr(signal, "pthread_kill") and main is not None:
            signal.pthread_kill(main, signal.SIGINT)  # wakes it where it waits
        else:
            signal.raise_signal(signal.SIGINT)
        threading.Event().wait(SECONDS_BETWEEN_REMINDERS)


def _do(piece: tuple[Callable[..., T], tuple[Any, ...], dict[str, Any]]) -> T:
    function, args, kwargs = piece
    return function(_process["shared"], *args, **kwargs)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
