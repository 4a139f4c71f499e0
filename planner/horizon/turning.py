"""From which year on something is no longer so, and what it costs to keep a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from planner.evaluate import threshold_status
from planner.horizon.horizon import Horizon, YearPlans, plan_of
from planner.pipeline import Alternative

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that changes, and the first year in which it is otherwise."""

    what: str
    """Id of the unit, programme or venue."""
    was: str
    year: int
    now: str


def turning(values: Sequence[tuple[int, T]]) -> list[tuple[int, T, T]]:
    """Each year in which a value differs from that of the year before: year, was, now.

    >>> turning([(2025, "within"), (2030, "within"), (2035, "about"), (2040, "below")])
    [(2035, 'within', 'about'), (2040, 'about', 'below')]
    """
    found = []
    for (_, was), (year, now) in pairwise(values):
        if now != was:
            found.append((year, was, now))
    return found


def unit_persons(found: Horizon, base: Alternative, projection: str, unit_id: str) -> list[int]:
    """Inhabitants of a unit's members in every year, the plan kept."""
    unit = next(u for u in base.plan.units if u.unit_id == unit_id)
    return [
        sum(_persons(row, code) for code in unit.member_codes)
        for row in found.rows_of(base.name, projection)
    ]


def unit_turns(found: Horizon, base: Alternative, projection: str) -> list[Turn]:
    """Years in which a unit's verdict against the guideline turns."""
    turns = []
    for unit in base.plan.units:
        persons = unit_persons(found, base, projection, unit.unit_id)
        verdicts = [threshold_status(n, base.scenario.threshold) for n in persons]
        pairs = list(zip(found.years, verdicts, strict=True))
        turns += [Turn(unit.unit_id, was, year, now) for year, was, now in turning(pairs)]
    return turns


def dropped_programmes(found: Horizon, base: Alternative, projection: str) -> list[Turn]:
    """Programmes that stop or begin to fill while the plan is kept."""
    return _coming_and_going(
        found, base, projection, lambda a: {c.programme_id for c in a.plan.courses}
    )


def dropped_venues(found: Horizon, base: Alternative, projection: str) -> list[Turn]:
    """Venues that fall out of use, or come into use again, while the plan is kept."""
    return _coming_and_going(found, base, projection, lambda a: set(a.plan.venues_in_use))


def price_of_keeping(row: YearPlans) -> tuple[float, float | None] | None:
    """Hours on the road and NOK a year that a plan decided anew would save; None without both plans."""
    kept, anew = plan_of(row.kept), plan_of(row.anew)
    if kept is None or anew is None:
        return None
    hours = kept.indicators.travel_hours_total - anew.indicators.travel_hours_total
    costs = (kept.indicators.cost_nok, anew.indicators.cost_nok)
    nok = None if costs[0] is None or costs[1] is None else costs[0] - costs[1]
    return hours, nok


def _coming_and_going(
    found: Horizon, base: Alternative, projection: str, of: Callable[[Alternative], set[str]]
) -> list[Turn]:
    held: list[tuple[int, set[str]]] = []
    for row in found.rows_of(base.name, projection):
        plan = plan_of(row.kept)
        held.append((row.year, of(plan) if plan is not None else set()))
    every = sorted(set().union(*(ids for _, ids in held)))
    turns = []
    for name in every:
        values = [(year, "in" if name in ids else "out") for year, ids in held]
        turns += [Turn(name, was, year, now) for year, was, now in turning(values)]
    return sorted(turns, key=lambda turn: (turn.year, turn.what))


def _persons(row: YearPlans, code: str) -> int:
    plan = plan_of(row.kept) or plan_of(row.anew)
    return 0 if plan is None else plan.region.municipalities[code].persons
