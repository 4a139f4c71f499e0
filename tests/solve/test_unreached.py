"""Where no specialist is within reach: course patterns find what the MILP proves, or step aside."""

from __future__ import annotations

from random import Random

import pytest

from planner.problem import build_problem
from planner.solve.programmes.subproblem_solver import TooManyChoicesError, solve_part
from planner.solve.programmes.subproblems import Subproblem, split
from planner.solve.programmes.unreached import answer_unreached
from planner.solve.solver import Limits
from planner.travel import build_travel
from tests.small_region.builders import make_programme, make_region, make_scenario


def parts_of(seed: int) -> tuple[Subproblem, ...]:
    """A small region whose hospital lies beyond the limit for some or all, and groups of some size."""
    random = Random(seed)
    persons = {
        f"m{n}": [random.randrange(100, 1500) for _ in range(random.choice((1, 2, 3)))]
        for n in range(4)
    }
    region = make_region(
        persons,
        programmes=[
            make_programme(
                "p1",
                group_min_persons=random.choice((4, 6, 8)),
                group_max_persons=random.choice((8, 12)),
            )
        ],
    )
    scenario = make_scenario(
        units={"candidates": ["u_all"]},
        demand={"level": "high"},
        rules={"access": {"minutes_max": random.choice((5, 15, 35, 45, 65, 95))}},
    )
    return split(build_problem(region, build_travel(region, scenario), scenario))


def test_the_least_unmet_and_then_the_least_travel() -> None:
    covered = left_out = 0
    for seed in range(30):
        for part in parts_of(seed):
            found = answer_unreached(part, lambda: False)
            if found is None:
                continue
            covered += 1
            try:
                plain = solve_part(part, Limits(gap=0.0))
            except TooManyChoicesError:
                continue
            (k,) = part.programme_ids
            demand = part.problem.demand[k]
            for choice in found.choices:
                unmet = sum(demand[i] * share for (i, _), share in choice.unmet.items())
                assert unmet == pytest.approx(plain.unmet_bound, abs=2e-6)
                assert choice.travel_hours == pytest.approx(plain.choices[0].travel_hours, abs=1e-3)
                left_out += unmet > 1e-6
                going = {i: choice.unmet.get((i, k), 0.0) for i in demand}
                for (i, *_), share in [*choice.attend.items(), *choice.specialist.items()]:
                    going[i] += share
                assert all(share == pytest.approx(1, abs=1e-6) for share in going.values())
            assert found.unmet_bound <= plain.unmet_bound + 1e-6
    assert covered >= 12
    assert left_out >= 5


def test_a_wish_to_stop_steps_aside() -> None:
    parts = [part for seed in range(3) for part in parts_of(seed)]
    assert all(answer_unreached(part, lambda: True) is None for part in parts)
