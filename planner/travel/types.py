"""Travel times and distances as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Travel:
    """One-way travel between places (the external places included) in one season.

    `minutes_table[a][b]` and `km_table[a][b]` hold the fastest way and its length. A pair with no way
    is absent; it never becomes a large number.
    """

    minutes_table: Mapping[str, Mapping[str, float]]
    km_table: Mapping[str, Mapping[str, float]]
    season: str
    source: str
    """`roads`, `matrix` or `great_circle`."""
    unreachable_place_ids: tuple[str, ...] = ()
    """Inhabited places that reach no other place, sorted."""
    warnings: tuple[str, ...] = ()
    closed_link_ids: tuple[str, ...] = ()
    back_minutes_table: Mapping[str, Mapping[str, float]] | None = None
    """`[a][b]`: minutes of the way back, from b to a; None where every way back is as the way there."""
    back_km_table: Mapping[str, Mapping[str, float]] | None = None

    def __repr__(self) -> str:
        pairs = sum(len(row) for row in self.minutes_table.values())
        return f"<travel by {self.source}, {self.season}: {pairs} ways>"

    def minutes(self, from_id: str, to_id: str) -> float | None:
        """One-way minutes, or None where there is no way."""
        return self.minutes_table.get(from_id, {}).get(to_id)

    def km(self, from_id: str, to_id: str) -> float | None:
        """Kilometres along the fastest way, or None where there is no way."""
        return self.km_table.get(from_id, {}).get(to_id)

    def mean_minutes(self, from_id: str, to_id: str) -> float | None:
        """Minutes one way, the mean of the way there and the way back; None where there is no way."""
        return _mean(self.minutes(from_id, to_id), self.back_minutes_table, from_id, to_id)

    def mean_km(self, from_id: str, to_id: str) -> float | None:
        """Km one way, the mean of the way there and the way back; None where there is no way."""
        return _mean(self.km(from_id, to_id), self.back_km_table, from_id, to_id)


def _mean(
    there: float | None, backwards: Mapping[str, Mapping[str, float]] | None, from_id: str, to_id: str
) -> float | None:
    if there is None or backwards is None:
        return there
    return (there + backwards.get(from_id, {}).get(to_id, there)) / 2
