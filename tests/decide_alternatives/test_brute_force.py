"""The list against brute force on random small problems: the same plans, none better left out.

A longer hunt: `HUNT=200 pytest tests/decide_alternatives/test_brute_force.py` draws that many problems
for each test. A failure prints the seed of its problem, or how to reproduce it.
"""

from __future__ import annotations

import os
from collections import Counter
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, assume, given, settings

from planner.decide import alternatives
from planner.decide.alternatives_types import Alternatives
from planner.errors import InfeasibleError, InputError
from planner.region.types import Region
from planner.scenario import effective_region
from planner.scenario.schema import Scenario
from tests.decide_alternatives.brute import Row, listed, same, worse
from tests.decide_alternatives.drawn import drawn
from tests.small_region import small_problems

HUNT = int(os.environ.get("HUNT", "0"))
WITHIN = 2.0


def found_in(region: Region, scenario: Scenario, **options: Any) -> Alternatives | None:
    """The list, or None where the scenario has no plan."""
    try:
        return alternatives(region, scenario, within=WITHIN, **options)
    except InfeasibleError:
        return None


def wanted_of(rows: list[Row], objectives: tuple[str, ...]) -> list[Row]:
    """Of the rows those within the slack, with the objectives before it at their best."""
    best = rows[0]
    names = best.names
    at = next((names.index(o) for o in objectives if o in names and o != "unmet"), 0)
    limit = best.values[at] * (1 + WITHIN)
    return [
        row
        for row in rows
        if same(row.values[:at], best.values[:at]) and not worse((row.values[at],), (limit,))
    ]


def assert_same(region: Region, scenario: Scenario, wanted: list[Row], thinner: bool) -> None:
    """All plans wanted are found, and of all but one no plan outside the list beats one inside."""
    every = found_in(region, scenario, k=10_000, thinner=thinner)
    assert every is not None
    print(f"wanted {[(sorted(r.place_ids), r.values) for r in wanted]}")
    print(f"found {[(sorted(p.place_ids), p.key) for p in every.plans]}")
    assert every.complete
    assert every.bound is None
    assert {(r.members, r.place_ids) for r in wanted} == {key_of(p) for p in every.plans}
    k = max(1, len(wanted) - 1)
    first = found_in(region, scenario, k=k, thinner=thinner)
    assert first is not None
    assert first.complete
    assert len(first.plans) == k
    value = {(r.members, r.place_ids): r.values for r in wanted}
    inside = [value[key_of(p)] for p in first.plans]
    outside = [v for key, v in value.items() if key not in {key_of(p) for p in first.plans}]
    for plan, values in zip(first.plans, inside, strict=True):
        assert plan.proven
        assert same(plan.key, values[: len(plan.key)])
    assert not any(worse(one, left_out) for one in inside for left_out in outside)
    assert not any(worse(a, b) for a, b in pairwise(inside))


def check(region: Region, scenario: Scenario) -> Counter[str]:
    """Both lists of one problem; whether there was something to choose from."""
    rows = listed(region, scenario)
    if not rows:
        assert found_in(region, scenario) is None
        return Counter(without_plan=1)
    near = wanted_of(rows, scenario.objectives)
    for thinner in (False, True):
        assert_same(region, scenario, [r for r in near if thinner or not r.improvable], thinner)
    several = sum(not row.improvable for row in near) > 1
    return Counter(several=several, improvable=any(row.improvable for row in near))


def key_of(plan: Any) -> tuple[frozenset[tuple[str, tuple[str, ...]]], frozenset[str]]:
    members = frozenset((u, tuple(sorted(codes))) for u, codes in plan.members.items() if codes)
    return members, plan.place_ids


def check_seeds(count: int, **options: bool) -> Counter[str]:
    """Problems drawn from seeds in a row; the seed is printed with a failure."""
    seen: Counter[str] = Counter()
    for seed in range(HUNT or count):
        print(f"seed {seed}")
        seen += check(*drawn(seed, **options))
    return seen


def test_units_given_and_nothing_ties_programmes_together() -> None:
    seen = check_seeds(3)
    assert min(seen["several"], seen["improvable"]) >= 2, seen


def test_units_given_and_rules_tie_programmes_together() -> None:
    seen = check_seeds(3, tied=True)
    assert min(seen["several"], seen["improvable"]) >= 1, seen


def test_units_chosen_by_the_optimiser() -> None:
    seen = check_seeds(3, free=True)
    assert seen["several"] >= 2, seen


def test_scenarios_with_every_kind_of_rule() -> None:
    seen: Counter[str] = Counter()

    @settings(
        max_examples=HUNT or 6,
        deadline=None,
        derandomize=not HUNT,
        database=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(small_problems(assignment="any", municipalities_max=3, courses_max=2))
    def check_drawn(problem: tuple[Region, Scenario]) -> None:
        region, scenario = problem
        try:
            effective_region(region, scenario)
        except InputError:
            assume(False)
        seen.update(check(region, scenario))
        seen["problems"] += 1

    check_drawn()
    assert seen["problems"] > 2, seen
