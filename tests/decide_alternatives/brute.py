"""The list of alternatives by brute force: every membership, every set of places, everything else.

Nothing of the tree is used. For each membership and each set of places the brute force of
`tests.oracle` finds the best plan with courses there at most. A set counts where every smaller one is
worse; it is improvable where a set of one place more counts as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.travel import build_travel
from planner.travel.types import Travel
from tests.oracle import Best, best_course_plan, memberships
from tests.oracle.courses import persons_outside, persons_short, stages_of
from tests.oracle.instance import Instance
from tests.oracle.lexicographic import no_worse

Members = frozenset[tuple[str, tuple[str, ...]]]
SETTLED = ("outside", "shortfall")
NEAR = 2e-5


@dataclass(frozen=True)
class Row:
    """One plan that counts: members, places with courses, and the values of the stages that decide."""

    members: Members
    place_ids: frozenset[str]
    values: tuple[float, ...]
    names: tuple[str, ...]
    improvable: bool


def listed(region: Region, scenario: Scenario) -> list[Row]:
    """Every plan that counts, the improvable ones too, best first."""
    travel = build_travel(region, scenario)
    rows = [
        row
        for members in _best_memberships(region, travel, scenario)
        for row in _of_membership(region, travel, scenario, members)
    ]
    return sorted(rows, key=lambda row: row.values)


def same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether values cannot be told apart."""
    return all(abs(a - b) <= NEAR * (1 + abs(a)) for a, b in zip(one, other, strict=True))


def worse(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether the first comes after the second, the first stage that differs deciding."""
    for a, b in zip(one, other, strict=True):
        if abs(a - b) > NEAR * (1 + abs(a)):
            return a > b
    return False


def _best_memberships(
    region: Region, travel: Travel, scenario: Scenario
) -> list[Mapping[str, tuple[str, ...]]]:
    """Those with the fewest outside and, within the tolerance, the least shortfall."""
    every = list(memberships(region, travel, scenario))
    if scenario.units.assignment == "fixed" or not every:
        return every
    at = [(Instance(region, travel, scenario, members), members) for members in every]
    fewest = min(persons_outside(one) for one, _ in at)
    at = [(one, members) for one, members in at if no_worse(persons_outside(one), fewest)]
    if scenario.threshold.mode == "soft":
        give = scenario.threshold.tolerance_share * scenario.threshold.persons_min
        least = min(persons_short(one) for one, _ in at)
        at = [(one, members) for one, members in at if no_worse(persons_short(one), least + give)]
    return [members for _, members in at]


def _of_membership(
    region: Region, travel: Travel, scenario: Scenario, members: Mapping[str, tuple[str, ...]]
) -> list[Row]:
    at = Instance(region, travel, scenario, members)
    # named, since cost settles nothing by itself where every venue is switched off
    named = {
        "objectives": tuple(stages_of(at)),
        "solve": scenario.solve.model_copy(update={"settle": False}),
    }
    scenario, venues = scenario.model_copy(update=named), at.candidate_venues()
    place_of = {v: region.venues[v].place_id for v in venues}
    places = sorted(set(place_of.values()))
    best: dict[frozenset[str], Best | None] = {}
    for size in range(len(places) + 1):
        for chosen in combinations(places, size):
            off = [v for v in venues if place_of[v] not in chosen]
            best[frozenset(chosen)] = _best(region, travel, scenario, members, off)
    values = {s: _values(b) for s, b in best.items() if b is not None}
    counts = {
        s
        for s in values
        if all((smaller := values.get(s - {place})) is None or worse(smaller, values[s]) for place in s)
    }
    key = frozenset((u, tuple(sorted(codes))) for u, codes in members.items() if codes)
    return [
        Row(
            key,
            s,
            values[s],
            tuple(name for name in found.values if name not in SETTLED),
            any(s | {place} in counts for place in places if place not in s),
        )
        for s in counts
        if (found := best[s]) is not None
    ]


def _best(
    region: Region,
    travel: Travel,
    scenario: Scenario,
    members: Mapping[str, tuple[str, ...]],
    off: list[str],
) -> Best | None:
    if set(off) & set(scenario.venues.in_use):
        return None
    choice = scenario.venues
    venues = choice.model_copy(update={"off": tuple(sorted({*choice.off, *off}))})
    return best_course_plan(region, travel, scenario.model_copy(update={"venues": venues}), members)


def _values(best: Best) -> tuple[float, ...]:
    found = [value for name, value in best.values.items() if name not in (*SETTLED, "venues")]
    return (*found, best.values.get("venues", 0.0))
