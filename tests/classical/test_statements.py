"""The classics, stated by the planner's own rules, have the optima of going through all choices.

The rows that the rules write for each stand in `lp/` and were read against the textbook model. After a
change that is meant to change them: `REFRESH_LP=1 pytest tests/classical && git diff tests/classical`.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from planner.errors import InfeasibleError
from planner.model.objectives import OBJECTIVES
from planner.plan import Plan, Status
from planner.problem.classical import (
    Classic,
    fixed_charge,
    maximal_covering,
    p_centre,
    p_median,
    set_covering,
)
from planner.solve import solve
from planner.solve.base.milp import build_lp, solve_milp
from planner.solve.location.cover import shortest_longest, ways_of
from planner.solve.solver.highs import Limits
from planner.verify import verify_plan
from tests.classical import brute
from tests.model.written import lp_text

FILES = Path(__file__).parent / "lp"
REFRESH = bool(os.environ.get("REFRESH_LP"))

DEMAND = {"a": 3, "b": 1, "c": 2}
DISTANCES = {"a": {"x": 2.0, "y": 9.0}, "b": {"x": 7.0, "y": 4.0}, "c": {"x": 8.0, "y": 0.0}}

STATED = {
    "p-median": p_median(DEMAND, DISTANCES, 1),
    "p-centre": p_centre(DEMAND, DISTANCES, 1),
    "set-covering": set_covering(DEMAND, DISTANCES, 7.0),
    "maximal-covering": maximal_covering(DEMAND, DISTANCES, 5.0, 1),
    "fixed-charge": fixed_charge(DEMAND, DISTANCES, {"x": 11.0, "y": 6.0}),
}


@pytest.mark.parametrize("name", STATED)
def test_the_rules_write_the_classic(name: str) -> None:
    classic = STATED[name]
    lp, variables = build_lp(classic.problem)
    lp.setObjective(OBJECTIVES[classic.objective].expression(classic.problem, variables))
    text = lp_text(lp, objective=True)
    file = FILES / f"{name}.lp"
    if REFRESH:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def solved(classic: Classic) -> Plan:
    plan = solve(classic.problem)
    assert plan.method == "location"
    assert not verify_plan(classic.region, classic.travel, classic.scenario, plan)
    assert plan.status is Status.OPTIMAL
    return plan


@pytest.mark.parametrize("seed", range(20))
def test_optima_are_those_of_all_choices(seed: int) -> None:
    draw = random.Random(seed)
    sites = [f"s{n}" for n in range(draw.randint(1, 5))]
    demand = {f"c{n}": draw.randint(1, 9) for n in range(draw.randint(1, 6))}
    distances = {i: {v: draw.choice([0.0, draw.uniform(0, 40)]) for v in sites} for i in demand}
    costs = {v: draw.uniform(0, 60) for v in sites}
    most, reach = draw.randint(1, len(sites)), draw.uniform(5, 40)

    median = p_median(demand, distances, most)
    plan = solved(median)
    assert median.value(plan) == pytest.approx(brute.p_median(demand, distances, most), abs=1e-5)
    by_site = median.served_by(plan)
    assert sum(demand[i] * distances[i][by_site[i]] for i in demand) == pytest.approx(
        median.value(plan)
    )

    charge = fixed_charge(demand, distances, costs)
    plan = solved(charge)
    assert charge.value(plan) == pytest.approx(brute.fixed_charge(demand, distances, costs), abs=1e-4)

    centre = p_centre(demand, distances, most)
    assert centre.value(solved(centre)) == pytest.approx(brute.p_centre(demand, distances, most))

    covering = maximal_covering(demand, distances, reach, most)
    expected = brute.maximal_covering(demand, distances, reach, most)
    assert covering.value(solved(covering)) == pytest.approx(expected, abs=1e-4)

    fewest = brute.set_covering(demand, distances, reach)
    if fewest is None:
        with pytest.raises(InfeasibleError):
            solve(set_covering(demand, distances, reach).problem)
    else:
        stated = set_covering(demand, distances, reach)
        assert stated.value(solved(stated)) == fewest


@pytest.mark.parametrize("seed", range(4))
def test_the_plain_milp_of_the_rules_has_the_same_optima(seed: int) -> None:
    draw = random.Random(100 + seed)
    demand = {f"c{n}": draw.randint(1, 9) for n in range(4)}
    distances = {i: {v: draw.uniform(0, 40) for v in ("s0", "s1", "s2")} for i in demand}
    stated = (
        (p_median(demand, distances, 2), brute.p_median(demand, distances, 2)),
        (p_centre(demand, distances, 2), brute.p_centre(demand, distances, 2)),
        (set_covering(demand, distances, 40.0), brute.set_covering(demand, distances, 40.0)),
        (
            maximal_covering(demand, distances, 15.0, 1),
            brute.maximal_covering(demand, distances, 15.0, 1),
        ),
    )
    for classic, expected in stated:
        stages = {s.name: s.value for s in solve_milp(classic.problem, Limits(gap=0.0)).stages}
        value = stages[classic.objective]
        if classic.objective == "reach":
            value = classic.problem.participants_per_year - value
        assert value == pytest.approx(expected, abs=1e-3), classic.objective


def test_stopped_the_longest_way_keeps_a_bound_that_holds() -> None:
    for seed in range(20):
        draw = random.Random(seed)
        demand = {f"c{n}": draw.randint(1, 9) for n in range(6)}
        distances = {i: {f"s{n}": draw.uniform(0, 40) for n in range(5)} for i in demand}
        ways = ways_of(p_centre(demand, distances, 2).problem)
        assert ways is not None
        found = shortest_longest(ways, lambda: Limits(gap=0.0), lambda: True)
        best = brute.p_centre(demand, distances, 2)
        columns = dict(zip(ways.place_ids, found.serves, strict=True))
        value = max(distances[i[2:]][ways.venue_ids[v or 0]] for i, v in columns.items())
        assert found.minutes_bound <= best + 1e-9
        assert best <= value + 1e-9


def test_a_customer_without_a_way_is_left_to_the_plain_milp() -> None:
    distances = {"a": {"x": 2.0}, "b": {"y": 4.0}}
    median = p_median({"a": 1, "b": 5}, distances, 1)
    plan = solve(median.problem)
    assert not verify_plan(median.region, median.travel, median.scenario, plan)
    assert plan.method != "location"
    assert plan.venues_in_use == ("y",)
    assert [row.place_id for row in plan.unmet if row.share > 0.5] == ["c_a"]
