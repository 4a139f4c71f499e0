"""A table of pairs as compact, read-only rows that look like dictionaries."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_Default = TypeVar("_Default")


class Row(Mapping[str, float]):
    """Destination id → value, from one origin. A pair with no way is absent; the origin itself has 0.

    Eight bytes a pair, where a dictionary takes a hundred: a county of 3 000 places still fits. All
    rows of a table share one index of destinations.
    """

    __slots__ = ("_column", "_origin", "_values")

    def __init__(self, origin: str, column: Mapping[str, int], values: array[float]) -> None:
        self._origin = origin
        self._column = column
        self._values = values

    def __getitem__(self, key: str) -> float:
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    @overload
    def get(self, key: str, /) -> float | None: ...
    @overload
    def get(self, key: str, /, default: float | _Default) -> float | _Default: ...
    def get(self, key: str, /, default: float | _Default | None = None) -> float | _Default | None:
        if key == self._origin:
            return 0.0
        position = self._column.get(key)
        if position is None:
            return default
        value = self._values[position]
        return default if value != value else value  # only NaN differs from itself

    def __iter__(self) -> Iterator[str]:
        if self._origin not in self._column:
            yield self._origin
        for key, position in self._column.items():
            value = self._values[position]
            if value == value or key == self._origin:
                yield key

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"Row({dict(self)})"


def table_of(
    origins: tuple[str, ...], destinations: tuple[str, ...], values: npt.NDArray[np.float64]
) -> dict[str, Row]:
    """Rows of an array (origins × destinations; NaN where there is no way), keyed by origin."""
    column = {key: position for position, key in enumerate(destinations)}
    return {
        origin: Row(origin, column, array("d", values[position].tobytes()))
        for position, origin in enumerate(origins)
    }
