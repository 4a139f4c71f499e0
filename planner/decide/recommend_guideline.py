"""At which lower end of the guideline another alternative would come first.

Units and plans stay as they are; only how far a unit falls short is judged anew. That holds for fixed
units. Where units are formed freely another guideline would form others, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from planner.decide.criteria import Subject, Values, guideline_shortfall
from planner.decide.weights import TIE, scored

GUIDELINE = "guideline"
STEP = 250
"""Persons between the lower ends that are looked at beside the units' own inhabitants; between two of
them that differ in who comes first the turn is found by halving."""


@dataclass(frozen=True, slots=True)
class GuidelineTurn:
    """`persons_to` is the nearest lower end, in whole persons, that brings the alternative first."""

    persons_from: int
    persons_to: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found among lower ends from 0 to `most`."""

    turn: GuidelineTurn | None
    most: int


def guideline_turn(
    subjects: Sequence[Subject],
    values: Mapping[str, Values],
    wanted: Mapping[str, float],
    other_basis: Sequence[str],
    first: Sequence[str],
    name: str,
) -> Asked | None:
    """The lower end nearest to the one in force with which `name` comes before all of `first`.

    None where it was not looked for: the guideline does not count, differs between the alternatives, or
    their units are formed freely.
    """
    now = scored(subjects, values, wanted, other_basis)
    standing = now.standing
    lows = {s.scenario.threshold.persons_min for s in standing}
    free = any(s.scenario.units.assignment == "free" for s in standing)
    if GUIDELINE not in now.shares or len(lows) != 1 or free:
        return None
    low = lows.pop()
    units = sorted({u.persons for s in standing for u in s.indicators.units})
    highest = max((s.scenario.threshold.persons_max for s in standing), default=low)
    most = 2 * max([highest, low, *units])
    known: dict[int, bool] = {}

    def leads(least: int) -> bool:
        if least not in known:
            changed = {
                s.name: {**values[s.name], GUIDELINE: guideline_shortfall(s, least)} for s in standing
            }
            total = scored(standing, changed, wanted).total
            best = max(total.values())
            known[least] = total[name] >= best - TIE and all(
                total[name] > total[other] + TIE for other in first if other in total
            )
        return known[least]

    near = sorted({*range(0, most + 1, STEP), *units, *(u + 1 for u in units), low, most})
    ends = [_nearest(leads, low, [x for x in near if x < low][::-1])]
    ends.append(_nearest(leads, low, [x for x in near if x > low]))
    found = min((x for x in ends if x is not None), key=lambda x: (abs(x - low), x), default=None)
    return Asked(None if found is None else GuidelineTurn(low, found), most)


def _nearest(leads: Callable[[int], bool], low: int, outward: Sequence[int]) -> int | None:
    """The first, going outward from where it does not lead, with which it does."""
    before = low
    for there in outward:
        if leads(there):
            while abs(there - before) > 1:
                middle = (there + before) // 2
                if leads(middle):
                    there = middle
                else:
                    before = middle
            return there
        before = there
    return None
