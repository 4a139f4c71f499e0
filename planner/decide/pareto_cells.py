"""Which bounds to try next: the part of the front that is still open, cut into boxes.

One objective is made small; the others are bounded, and a box says between which values each of them
is open. A plan with the least of the first objective under the upper ends of a box shows that between
it and those ends no other plan matters: it would be no better in the first and no better in any other.
Boxes inside that part are dropped, those that it cuts are cut. (Kirlik and Sayın, "A new algorithm for
generating all nondominated solutions of multiobjective discrete optimization problems", European
Journal of Operational Research 232, 2014.) With one bounded objective this is a walk from one end to
the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite

Corner = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """An open box: values from `low` up to, and not including, `high`."""

    low: Corner
    high: Corner


@dataclass(slots=True)
class Cells:
    """The open boxes. `steps` are the least differences that count."""

    steps: Corner
    cells: list[Cell]

    @classmethod
    def of(cls, ideal: Sequence[float], steps: Sequence[float]) -> Cells:
        """Everything from the ideal upwards."""
        low = tuple(ideal)
        return cls(tuple(steps), [Cell(low, tuple(inf for _ in low))])

    def next(self) -> Cell | None:
        """The box with the highest upper end; boxes thinner than a step are dropped."""
        self.cells = [cell for cell in self.cells if self._thick(cell)]
        return max(self.cells, key=lambda cell: (cell.high, cell.low), default=None)

    def most(self, cell: Cell) -> Corner:
        """The bounds to try: one step below the upper ends."""
        return tuple(h - s if isfinite(h) else h for h, s in zip(cell.high, self.steps, strict=True))

    def empty_below(self, high: Corner) -> None:
        """No plan lies under these upper ends."""
        self.cells = [c for c in self.cells if not _no_more(c.high, high)]

    def found(self, values: Corner, high: Corner) -> None:
        """A plan with these values has the least of the first objective under the upper ends."""
        for j, value in enumerate(values):
            cut: list[Cell] = []
            for cell in self.cells:
                if cell.low[j] < value < cell.high[j]:
                    cut.append(Cell(cell.low, _with(cell.high, j, value)))
                    cut.append(Cell(_with(cell.low, j, value), cell.high))
                else:
                    cut.append(cell)
            self.cells = cut
        self.cells = [c for c in self.cells if not (_no_more(values, c.low) and _no_more(c.high, high))]

    def _thick(self, cell: Cell) -> bool:
        return all(
            high - step >= low for low, high, step in zip(cell.low, cell.high, self.steps, strict=True)
        )


def _no_more(one: Corner, other: Corner) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))


def _with(corner: Corner, position: int, value: float) -> Corner:
    return (*corner[:position], value, *corner[position + 1 :])
