"""Who holds a programme in a unit: the unit, or the hospital as a second line in its rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner.problem.types import ProgrammeData
from planner.region import Region
from planner.scenario import SecondLine, may_hold


def with_holders(
    programme: ProgrammeData,
    region: Region,
    lines: Mapping[str, SecondLine],
    hospital_minutes: Mapping[str, Mapping[str, float]],
) -> ProgrammeData:
    """A programme with the units in which the hospital holds it, or may.

    A venue that the hospital's staff have no way to holds no course of what is the hospital's.
    """
    k = programme.id
    given = frozenset(u for u, line in lines.items() if k in line.holds)
    open_units = frozenset(u for u, line in lines.items() if k in may_hold(region, line))
    if not given and not open_units:
        return programme
    ways = [set(hospital_minutes[u]) for u in sorted(given | open_units)]
    reached = set.intersection(*ways)
    return replace(
        programme,
        hospital_units=given,
        open_units=open_units,
        group_max_persons={v: n for v, n in programme.group_max_persons.items() if v in reached},
    )
