"""The second line in a unit: which programmes the hospital may hold in its rooms."""

from __future__ import annotations

from planner.region import Programme, Region
from planner.scenario.schema_people import SecondLine


def may_hold(region: Region, line: SecondLine) -> tuple[str, ...]:
    """Programmes of which it is open who holds them, sorted; none that is given to the hospital."""
    every = line.may_hold if line.may_hold != "all" else tuple(region.programmes)
    given = set(line.holds)
    return tuple(sorted(k for k in every if k not in given and _both_lines(region.programmes.get(k))))


def _both_lines(programme: Programme | None) -> bool:
    """Whether the catalogue lets a programme be held locally and by the specialist service."""
    if programme is None:
        return False
    levels = set(programme.levels)
    return "specialist" in levels and bool({"municipality", "shared"} & levels)
