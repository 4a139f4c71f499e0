"""Every membership that the rules allow, and the best plan over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.travel.types import Travel
from tests.oracle.courses import Best, best_course_plan, persons_outside, persons_short
from tests.oracle.instance import Instance
from tests.oracle.lexicographic import first_by, no_worse
from tests.oracle.partitions import hang_together

Members = Mapping[str, tuple[str, ...]]


def memberships(region: Region, travel: Travel, scenario: Scenario) -> Iterator[Members]:
    """Every way to give the municipalities to units that keeps the rules on units.

    A unit is open if it has members. With free assignment its seat lies in one of them.
    """
    at = Instance(region, travel, scenario, {})
    units = scenario.units
    candidates = {u: region.units[u] for u in sorted(_candidates(region, scenario))}
    if units.assignment == "fixed":
        named = {u: tuple(sorted(units.members.get(u, candidates[u].member_codes))) for u in candidates}
        if _fits(region, travel, scenario, named):
            yield named
        return
    codes = sorted(at.distributed)
    choices = [
        [
            "",
            *(
                u
                for u, unit in candidates.items()
                if not unit.eligible_codes or c in unit.eligible_codes
            ),
        ]
        for c in codes
    ]
    for chosen in product(*choices):
        owner = dict(zip(codes, chosen, strict=True))
        members = {
            u: tuple(c for c in codes if owner[c] == u) for u in candidates if u in owner.values()
        }
        if any(_seat_code(region, u) not in members[u] for u in members):
            continue
        if any(owner.get(c) != u for c, u in units.fixed_members.items()):
            continue
        if not set(units.must_open) <= set(members):
            continue
        if units.count_min is not None and len(members) < units.count_min:
            continue
        if units.count_max is not None and len(members) > units.count_max:
            continue
        if _fits(region, travel, scenario, members):
            yield members


def best_plan(region: Region, travel: Travel, scenario: Scenario) -> Best | None:
    """The best plan of a scenario, memberships free or fixed; None if the rules leave none.

    First the fewest persons outside, then the smallest shortfall (soft threshold), which the scenario
    lets later objectives exceed by `tolerance_share` of `persons_min`, then the objectives in order.
    `values["shortfall"]` is the smallest shortfall; that of the plan may be larger by the tolerance.
    """
    allowed = list(memberships(region, travel, scenario))
    # A membership may leave no way to hold the courses asked for; then it is no plan at all.
    plans = [
        (Instance(region, travel, scenario, members), best)
        for members in allowed
        if (best := best_course_plan(region, travel, scenario, members)) is not None
    ]
    if not plans:
        return None
    fewest = min(persons_outside(at) for at, _ in plans)
    plans = [row for row in plans if no_worse(persons_outside(row[0]), fewest)]
    values = {"outside": fewest}
    if scenario.threshold.mode == "soft":
        least = min(persons_short(at) for at, _ in plans)
        slack = scenario.threshold.tolerance_share * scenario.threshold.persons_min
        plans = [row for row in plans if no_worse(persons_short(row[0]), least + slack)]
        values["shortfall"] = least
    later = [name for name in plans[0][1].values if name not in ("outside", "shortfall")]
    chosen = first_by(plans, lambda row: [row[1].values[name] for name in later])
    assert chosen is not None
    values.update({name: chosen[1].values[name] for name in later})
    return Best(values, chosen[1].plan)


def _candidates(region: Region, scenario: Scenario) -> set[str]:
    found = set(scenario.units.candidates)
    if scenario.units.seats_in_every_municipality:
        found |= {u for u in region.units if u.startswith("seat_")}
    return found


def _seat_code(region: Region, unit_id: str) -> str:
    return region.places[region.units[unit_id].seat_place_id].municipality_code


def _fits(region: Region, travel: Travel, scenario: Scenario, members: Members) -> bool:
    """Outside, guideline and contiguity."""
    at = Instance(region, travel, scenario, members)
    if scenario.units.outside == "forbidden" and at.scope - set(at.unit_of):
        return False
    threshold = scenario.threshold
    for unit_id, codes in members.items():
        sizes = sorted(region.municipalities[c].persons for c in codes)
        if threshold.mode == "hard" and sum(sizes) < threshold.persons_min:
            return False
        if threshold.upper == "hard" and sum(sizes) > threshold.persons_max:
            others = sum(sizes[:-1])
            around_large = sizes[-1] > threshold.persons_max
            if not around_large or others > threshold.persons_max - threshold.persons_min:
                return False
        if scenario.contiguity.on and not hang_together(codes, _neighbours(region, scenario)):
            return False
        if scenario.units.assignment == "free" and "seat_travel" in scenario.objectives:
            seat = region.units[unit_id].seat_place_id
            homes = [p for p in region.places.values() if p.persons and p.municipality_code in codes]
            if any(travel.minutes(p.id, seat) is None for p in homes):
                return False
    return True


def _neighbours(region: Region, scenario: Scenario) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {code: set() for code in region.municipalities}
    for row in region.adjacency:
        if scenario.contiguity.boats or row.kind in ("land", "bridge", "tunnel"):
            found[row.code_a].add(row.code_b)
            found[row.code_b].add(row.code_a)
    return found
