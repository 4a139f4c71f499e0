"""Pictures drawn by processes of their own while the tables are written.

A map takes longer to draw than its alternative takes to solve. The pictures are the same bytes as one
process draws.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from planner.pipeline import Alternative, Pool, cores
from planner.report.folder import Draw, map_drawer
from planner.report.words import Lang

if TYPE_CHECKING:
    from planner.report.maps import Backdrop

FEWEST = 4
"""To start processes for fewer maps than this takes longer than to draw them."""

P = ParamSpec("P")
T = TypeVar("T")


class Studio:
    """Has pictures drawn beforehand by workers, or by this process when they are asked for."""

    def __init__(self, backdrop: Backdrop | None, pool: Pool | None = None) -> None:
        self._backdrop, self._pool = backdrop, pool

    def start(
        self, draw: Callable[Concatenate[Backdrop | None, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Callable[[], T]:
        """Begin with a picture; what comes back waits until it is there.

        `draw` is a function of a module, which a worker can find; it is given the backdrop first.
        """
        if self._pool is None:
            return cache(lambda: draw(self._backdrop, *args, **kwargs))
        return self._pool.submit(draw, *args, **kwargs).result


@contextmanager
def studio(
    count: int, workers: int | None = None, backdrop: Backdrop | None = None
) -> Iterator[Studio]:
    """A studio for `count` pictures, `workers` of which are drawn at a time.

    `backdrop` is that of their region; left out, it is read. Whatever ends the block ends the drawing.
    """
    workers = min(workers or cores(), count)
    if workers < 2 or count < FEWEST:
        yield Studio(backdrop)
        return
    with Pool(workers, backdrop) as pool:
        yield Studio(backdrop, pool)


@contextmanager
def maps_drawn(
    alternatives: Sequence[Alternative],
    lang: Lang,
    workers: int | None = None,
    backdrop: Backdrop | None = None,
) -> Iterator[Draw]:
    """A drawer that has the maps of these alternatives drawn beforehand, `workers` at a time."""
    with studio(len(alternatives), workers, backdrop) as hands:
        yield drawer({id(a): hands.start(map_png, a, lang) for a in alternatives})


def drawer(maps: dict[int, Callable[[], bytes]]) -> Draw:
    """Puts maps that have been drawn where they belong; `maps` are by the id of the alternative."""

    def draw(alternative: Alternative, path: Path, _lang: Lang) -> None:
        path.write_bytes(maps[id(alternative)]())

    return draw


def map_png(backdrop: Backdrop | None, alternative: Alternative, lang: Lang) -> bytes:
    """The map of an alternative, as a file holds it."""
    return drawn_bytes(lambda path: _drawer(backdrop)(alternative, path, lang))


def drawn_bytes(draw: Callable[[Path], None]) -> bytes:
    """What a picture's file holds."""
    with tempfile.TemporaryDirectory(prefix="lms-planner-") as folder:
        path = Path(folder) / "picture.png"
        draw(path)
        return path.read_bytes()


_drawers: dict[int, Draw] = {}


def _drawer(backdrop: Backdrop | None) -> Draw:
    """The drawer of this process; without a backdrop it remembers those that it has read."""
    if id(backdrop) not in _drawers:
        _drawers.clear()
        _drawers[id(backdrop)] = map_drawer(backdrop)
    return _drawers[id(backdrop)]
