"""On random small graphs: the same as the plain MILP in every mode, and as brute force where it can."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from planner.errors import InfeasibleError
from planner.plan import Plan
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.solve.base.milp import solve_milp
from planner.solve.base.solution import to_plan
from planner.solve.districting.partition import PARTITION
from planner.solve.solver.highs import Limits
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.oracle.partitions import best_partition
from tests.partition.cases import problem_of, regions, scenarios

QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def by_partition(region: Region, scenario: Scenario) -> Plan | None:
    problem = problem_of(region, scenario)
    assert PARTITION.why_not(problem) is None
    try:
        plan = solve(problem, gap=0.0)
    except InfeasibleError:
        return None
    assert plan.method == "partition"
    assert not verify_plan(region, build_travel(region, scenario), scenario, plan)
    return plan


@settings(
    max_examples=150, deadline=None, derandomize=True, print_blob=True, suppress_health_check=QUIET
)
@given(st.data())
def test_finds_what_the_plain_milp_proves(data: st.DataObject) -> None:
    region = data.draw(regions(most=5))
    scenario = data.draw(scenarios(region))
    problem = problem_of(region, scenario)
    mine = by_partition(region, scenario)
    try:
        solved = solve_milp(problem, Limits(gap=0.0))
    except InfeasibleError:
        assert mine is None
        return
    plain = to_plan(problem, solved.solution, solved.stages, "milp", ())
    assert mine is not None
    note(f"{mine.stages} against {plain.stages}")
    for here, there in zip(mine.stages, plain.stages, strict=True):
        assert here.name == there.name
        assert here.bound <= here.value + 1e-9
        assert here.gap <= 1e-5
        if scenario.threshold.tolerance_share and here.name == "shortfall":
            continue  # anything up to the tolerance is as good
        assert here.value == pytest.approx(there.value, rel=1e-5, abs=1e-3)


@settings(
    max_examples=100, deadline=None, derandomize=True, print_blob=True, suppress_health_check=QUIET
)
@given(st.data())
def test_finds_what_brute_force_finds(data: st.DataObject) -> None:
    region = data.draw(regions(most=7))
    contiguous = data.draw(st.booleans())
    low = data.draw(st.integers(1, 80))
    high = low + data.draw(st.integers(0, 80))
    codes = sorted(region.municipalities)
    scenario = data.draw(
        scenarios(
            region,
            units={
                "candidates": sorted(region.units),
                "assignment": "free",
                "outside": "forbidden",
            },
            threshold={
                "persons_min": low,
                "persons_max": max(high, *(region.municipalities[c].persons for c in codes)),
                "mode": "hard",
                "upper": "hard",
            },
            contiguity={"on": contiguous, "boats": True},
            objectives=("seat_travel",),
        )
    )
    problem = problem_of(region, scenario)
    near: dict[str, set[str]] = {code: set() for code in codes}
    for row in region.adjacency:
        near[row.code_a].add(row.code_b)
        near[row.code_b].add(row.code_a)

    def minutes(part: frozenset[str]) -> float:
        return min(
            sum(
                persons * problem.seat_minutes[f"seat_{seat}"][place]
                for place, persons in problem.place_persons.items()
                if problem.place_code[place] in part
            )
            for seat in part
        )

    best = best_partition(
        codes,
        problem.persons,
        near if contiguous else None,
        minutes,
        persons_min=low,
        persons_max=scenario.threshold.persons_max,
    )
    plan = by_partition(region, scenario)
    assert (best is None) == (plan is None)
    if best is not None and plan is not None:
        [stage] = [stage for stage in plan.stages if stage.name == "seat_travel"]
        assert stage.value == pytest.approx(best[0], rel=1e-9, abs=1e-6)
        assert stage.bound == pytest.approx(best[0], rel=1e-6, abs=1e-3)
