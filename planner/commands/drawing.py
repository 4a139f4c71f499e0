"""Maps of many alternatives, drawn by processes of their own while the tables are written.

A map takes longer to draw than its alternative takes to solve. The pictures are the same bytes as one
process draws.
"""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from planner.commands.together import cores
from planner.report.alternative import Alternative
from planner.report.numbers import Lang
from planner.report.run_folder import Draw, map_drawer

if TYPE_CHECKING:
    from planner.report.map_backdrop import Backdrop

FEWEST = 4
"""To start processes for fewer maps than this takes longer than to draw them."""

_drawers: dict[str, Draw] = {}
"""A worker's own drawer, with the coast that its maps share."""


@contextmanager
def maps_drawn(
    alternatives: Sequence[Alternative],
    lang: Lang,
    workers: int | None = None,
    backdrop: Backdrop | None = None,
) -> Iterator[Draw]:
    """A drawer that has the maps of these alternatives drawn beforehand, `workers` at a time.

    `backdrop` is that of their region; left out, it is read.

    Whatever ends the block ends the drawing.
    """
    workers = min(workers or cores(), len(alternatives))
    if workers < 2 or len(alternatives) < FEWEST:
        yield map_drawer(backdrop)
        return
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="lms-planner-") as folder:
        pool = ProcessPoolExecutor(
            workers, mp_context=context, initializer=_start, initargs=(backdrop,)
        )
        try:
            drawn: dict[int, tuple[Path, Future[None]]] = {}
            for n, alternative in enumerate(alternatives):
                path = Path(folder) / f"{n}.png"
                drawn[id(alternative)] = (path, pool.submit(_draw, alternative, path, lang))

            def draw(alternative: Alternative, path: Path, _lang: Lang) -> None:
                made, future = drawn[id(alternative)]
                future.result()
                path.write_bytes(made.read_bytes())

            yield draw
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _start(backdrop: Backdrop | None) -> None:
    """Make ready to draw; a terminal's Ctrl-C is for the process that waits for us alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _drawers["map"] = map_drawer(backdrop)


def _draw(alternative: Alternative, path: Path, lang: Lang) -> None:
    _drawers["map"](alternative, path, lang)
