"""One plan for every guideline where units are fixed: the same as solving each."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from planner.errors import InfeasibleError
from planner.pipeline.run import read_task
from planner.problem import build_problem
from planner.problem.types import Problem
from planner.solve import solve
from planner.solve.base.guideline import Plans
from planner.travel import build_travel


def problem_of(name: str, *overrides: str) -> Problem:
    few = 'demand.programmes=["diabetes"]'
    task = read_task(name, (few, *overrides))
    scenario = task.loaded.scenario
    return build_problem(task.region, build_travel(task.region, scenario), scenario)


def never(problem: Problem) -> Any:
    raise AssertionError(f"{problem.scenario.name} is solved again")


@pytest.mark.parametrize("name", ["alt-2-lokta", "alt-4c-both-dms", "solo"])
def test_another_guideline_takes_the_same_plan_and_tells_its_own_shortfall(name: str) -> None:
    plans = Plans()
    plans.solve(problem_of(name, "threshold.persons_min=1000"), solve)
    for low in (0, 13_681, 40_000):
        problem = problem_of(name, f"threshold.persons_min={low}", "name=another")
        found = plans.solve(problem, never)
        assert found == solve(problem)
        assert found.scenario == "another"
    assert plans.hits == 3


def test_hard_ends_are_still_kept() -> None:
    plans = Plans()
    mode = "threshold.mode=hard"
    plans.solve(problem_of("alt-4c-both-dms", mode, "threshold.persons_min=1"), solve)
    possible = problem_of("alt-4c-both-dms", mode, "threshold.persons_min=13681")
    assert plans.solve(possible, never) == solve(possible)
    with pytest.raises(InfeasibleError):
        plans.solve(problem_of("alt-4c-both-dms", mode, "threshold.persons_min=13682"), solve)


@pytest.mark.parametrize(
    "override",
    [
        "demand.factor=1.2",
        "travel.season=winter",
        "venues.off=[v_friskliv_malselv]",
        "demand.persons.1931=9000",
        "objectives=[unmet, cost, travel]",
        "threshold.mode=off",
    ],
)
def test_anything_else_that_differs_is_solved(override: str) -> None:
    plans, asked = Plans(), []
    for more in ((), (override,)):
        problem = problem_of("alt-2-lokta", *more)
        plans.solve(problem, partial(_recorded, asked))
    assert len(asked) == 2


def _recorded(asked: list[Problem], problem: Problem) -> Any:
    asked.append(problem)
    return solve(problem)
