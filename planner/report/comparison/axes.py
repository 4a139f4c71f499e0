"""Which of three choices makes the difference: who coordinates, which venues, which mix of programmes.

A choice is judged by alternatives that differ in it alone: how far apart their travel hours are at the
most. It is told where the mix of programmes is one of the choices compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from itertools import combinations

from planner.pipeline import Alternative
from planner.report.comparison.comparison import Comparison
from planner.report.words import Lang, joined, number, say

AXES = ("organisation", "venues", "mix")


def axes_remark(comparison: Comparison, lang: Lang) -> list[str]:
    """One sentence: the choice that moves travel most first; nothing where no mix is compared."""
    apart = {*comparison.other_basis, *comparison.uncovered}
    judged = [a for a in comparison.alternatives if a.name not in apart]
    widest = {axis: found for axis in AXES if (found := _widest(judged, axis)) is not None}
    if "mix" not in widest or len(widest) < 2:
        return []
    order = sorted(widest, key=lambda axis: (-widest[axis][0], AXES.index(axis)))
    told = [
        say(
            lang,
            f"remark.axis_{axis}",
            hours=number(lang, widest[axis][0]),
            names=joined(lang, [a.name for a in widest[axis][1]]),
        )
        for axis in order
    ]
    return [say(lang, "remark.axes", told="; ".join(told))]


def _widest(
    alternatives: list[Alternative], axis: str
) -> tuple[float, tuple[Alternative, Alternative]] | None:
    """The largest difference in travel hours of two that differ in one choice, less hours first."""
    alike: dict[Hashable, list[Alternative]] = defaultdict(list)
    for a in alternatives:
        alike[(_rest(a), *(_choice(a, other) for other in AXES if other != axis))].append(a)
    found: list[tuple[float, str, tuple[Alternative, Alternative]]] = []
    for group in alike.values():
        for one, other in combinations(group, 2):
            if _choice(one, axis) == _choice(other, axis):
                continue
            pair = (one, other) if _hours(one) <= _hours(other) else (other, one)
            apart = _hours(pair[1]) - _hours(pair[0])
            found.append((-apart, f"{pair[0].name} {pair[1].name}", pair))
    if not found:
        return None
    least, _, widest = min(found, key=lambda row: row[:2])
    return -least, widest


def _rest(alternative: Alternative) -> Hashable:
    """What else is chosen: how often programmes are held, other rules and objectives."""
    scenario = alternative.scenario
    rules = scenario.rules.model_dump(exclude={"group_size"})
    cycles = tuple((p.id, p.cycle_years) for p in alternative.region.programmes.values())
    return (repr(rules), repr(scenario.rules.group_size.fill_probability), scenario.objectives, cycles)


def _hours(alternative: Alternative) -> float:
    return alternative.indicators.travel_hours_total


def _choice(alternative: Alternative, axis: str) -> Hashable:
    """What an alternative chose, as a value that is the same for the same choice."""
    scenario = alternative.scenario
    if axis == "organisation":
        units = tuple((u.unit_id, u.member_codes) for u in alternative.plan.units)
        return (units, repr(scenario.units.partners), repr(scenario.units.second_line))
    if axis == "venues":
        return (scenario.venues.model_dump_json(), repr(scenario.units.staff_bases))
    programmes = alternative.region.programmes.values()
    offers = tuple((p.id, p.pooled, p.levels, p.joins_id) for p in programmes)
    return (scenario.rules.group_size.joins, offers)
