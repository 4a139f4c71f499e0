"""Where names go on a map: a greedy placer in plain geometry.

Labels are placed one by one, the most important first, each at the cheapest of the positions around
its point that covers no label placed before. Lengths are in one unit of the page (pixels, points).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page: left, bottom, right, top."""

    x0: float
    y0: float
    x1: float
    y1: float

    def overlap(self, other: Box) -> float:
        """Area that two boxes share."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.y1, other.y1) - max(self.y0, other.y0)
        return max(0.0, width) * max(0.0, height)

    def holds(self, other: Box) -> bool:
        """Whether the other box lies inside this one."""
        return (
            self.x0 <= other.x0 and self.y0 <= other.y0 and other.x1 <= self.x1 and other.y1 <= self.y1
        )

    def grown(self, by: float) -> Box:
        """The box with a margin on every side."""
        return Box(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)


@dataclass(frozen=True, slots=True)
class Want:
    """A label that wants a place.

    It stands around (`x`, `y`), at least `clear` away, in a box of `width` × `height`. `rank` 0 comes
    first. A `required` label is moved as far as it takes; another is left out when there is no room.
    `spots`, where given, are the only centres it may take (a name inside its area), the best first;
    `spot_costs` says what each costs, cheapest first (see `_cost`).
    """

    id: str
    x: float
    y: float
    width: float
    height: float
    clear: float
    rank: float
    required: bool
    spots: tuple[tuple[float, float], ...] = ()
    spot_costs: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A label that got a place: its box, and whether it stands so far off that it needs a line."""

    id: str
    box: Box
    leader: bool


# Preferred first: beside the point on the right, then above and below, as cartographers do.
_ANGLES = tuple(a * pi / 180 for a in (0, 30, 330, 60, 300, 90, 270, 180, 150, 210, 120, 240))
_RINGS = 24
SPOT = 0.02
"""What each further spot inside an area costs (see `_cost`)."""
WORTH = 9.0
"""What a label that is not required may cost (see `_cost`); dearer ones would mislead or clutter."""


def place_labels(
    wants: Sequence[Want],
    *,
    frame: Box,
    hard: Sequence[Box] = (),
    soft: Sequence[Box] = (),
    busy: npt.NDArray[np.float64] | None = None,
    step: float = 6.0,
    gap: float = 1.0,
) -> tuple[Placed, ...]:
    """Place labels inside `frame`; none of them overlaps another or a `hard` box.

    `soft` boxes (small symbols) are avoided, and so are the points of `busy` (rows of x, y, weight:
    lines sampled along their way), where that costs little. Rings around a point are `step` apart, and
    boxes keep `gap` between them. The result depends on nothing but the arguments.
    """
    placed: list[Placed] = []
    closed = [box.grown(gap) for box in hard]
    # Everything that only costs is summed over arrays: a few hundred candidates times a few hundred
    # symbols and some thousand line points.
    soft_rows = np.array([[b.x0, b.y0, b.x1, b.y1] for b in soft], dtype=float).reshape(-1, 4)
    busy_rows = np.zeros((0, 3)) if busy is None else busy
    for want in sorted(wants, key=lambda w: (not w.required, w.rank, w.id)):
        best: tuple[float, Box, bool] | None = None
        for detour, centre, leader in _candidates(want, step):
            if best is not None and detour >= best[0]:
                break  # positions come in order of their detour: nothing cheaper can follow
            box = _around(centre, want)
            if not frame.holds(box) or any(box.overlap(other) > 0 for other in closed):
                continue
            cost = detour + _cost(box, soft_rows, busy_rows)
            if best is None or cost < best[0]:
                best = (cost, box, leader)
        if best is not None and (want.required or best[0] <= WORTH):
            placed.append(Placed(want.id, best[1], best[2]))
            closed.append(best[1].grown(gap))
    return tuple(placed)


def _around(centre: tuple[float, float], want: Want) -> Box:
    half_width, half_height = want.width / 2, want.height / 2
    return Box(
        centre[0] - half_width,
        centre[1] - half_height,
        centre[0] + half_width,
        centre[1] + half_height,
    )


def _candidates(want: Want, step: float) -> Iterator[tuple[float, tuple[float, float], bool]]:
    """(detour, centre, needs a line), in order of the detour."""
    if want.spots:
        costs = want.spot_costs or [SPOT * number for number in range(len(want.spots))]
        for cost, spot in zip(costs, want.spots, strict=True):
            yield cost, spot, False
        return
    for ring in range(_RINGS if want.required else 2):
        away = want.clear + ring * step
        for number, angle in enumerate(_ANGLES):
            yield (
                ring * 4.0 + number * 0.25,
                _beside(want, angle, away),
                ring * step > 1.2 * want.height,
            )


def _beside(want: Want, angle: float, away: float) -> tuple[float, float]:
    """Centre of the box whose nearest edge lies `away` from the point, in a direction."""
    dx, dy = cos(angle), sin(angle)
    # The box is shifted so that it touches the circle with the side or corner that faces the point.
    x = want.x + dx * away + _side(dx) * want.width / 2
    y = want.y + dy * away + _side(dy) * want.height / 2
    return x, y


def _side(component: float) -> float:
    """−1, 0 or 1: which way a box lies from its point, 0 where it is centred on it."""
    return 0.0 if abs(component) < 0.2 else float(np.sign(component)) * min(1.0, abs(component) * 2)


def _cost(box: Box, soft: npt.NDArray[np.float64], busy: npt.NDArray[np.float64]) -> float:
    cost = 0.0
    if len(soft):
        width = np.minimum(box.x1, soft[:, 2]) - np.maximum(box.x0, soft[:, 0])
        height = np.minimum(box.y1, soft[:, 3]) - np.maximum(box.y0, soft[:, 1])
        area = np.clip(width, 0, None) * np.clip(height, 0, None)
        whole = (soft[:, 2] - soft[:, 0]) * (soft[:, 3] - soft[:, 1])
        cost += 6.0 * float((area / np.maximum(whole, 1e-9)).sum())
    if len(busy):
        inside = (
            (busy[:, 0] > box.x0)
            & (busy[:, 0] < box.x1)
            & (busy[:, 1] > box.y0)
            & (busy[:, 1] < box.y1)
        )
        cost += float(busy[inside, 2].sum())
    return cost


def nearest_corner(box: Box, x: float, y: float) -> tuple[float, float]:
    """The point of a box's edge nearest to (x, y): where a line from the point ends."""
    return min(max(x, box.x0), box.x1), min(max(y, box.y0), box.y1)


def distance(box: Box, x: float, y: float) -> float:
    """How far a point lies from a box; 0 inside."""
    nx, ny = nearest_corner(box, x, y)
    return hypot(nx - x, ny - y)
