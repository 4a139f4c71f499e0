"""Ctrl-C as a wish to stop and keep what is done, not as an explosion in the middle of the solver."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType


@dataclass(slots=True)
class _Wish:
    """A handler of Ctrl-C that remembers it; the second time it does what was done before it came."""

    before: Callable[[int, FrameType | None], object] | None
    stop: threading.Event = field(default_factory=threading.Event)

    def __call__(self, number: int, frame: FrameType | None) -> None:
        # One wish around another (a comparison around its solves): both are to know at the first press.
        if self.before is not None and (self.stop.is_set() or isinstance(self.before, _Wish)):
            self.before(number, frame)
        self.stop.set()


@contextmanager
def stop_on_interrupt() -> Iterator[threading.Event]:
    """An event that the first Ctrl-C sets; a second one interrupts as usual.

    Blocks may stand inside one another: the first Ctrl-C sets the events of all. Outside the main
    thread signals cannot be caught, and the event is never set from here.
    """
    if threading.current_thread() is not threading.main_thread():
        yield threading.Event()
        return
    before = signal.getsignal(signal.SIGINT)
    wish = _Wish(before if callable(before) else None)
    signal.signal(signal.SIGINT, wish)
    try:
        yield wish.stop
    finally:
        signal.signal(signal.SIGINT, before)
