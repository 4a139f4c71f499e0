"""The objectives that need variables of their own write the rows that their formulas say.

Two towns, one programme, one course room in the first: read by eye against the docstrings. After a
change that is meant to change them: REFRESH_LP=1 pytest tests/model/test_objective_files.py.
"""

from __future__ import annotations

import os
from pathlib import Path

import pulp
import pytest

from planner.model.objectives import OBJECTIVES
from planner.model.variables import make_variables
from tests.model.cases import problem_of, two_towns
from tests.model.written import lp_text
from tests.small_region import make_programme, make_venue

FILES = Path(__file__).parent / "lp_objectives"


@pytest.mark.parametrize("name", ["worst_travel", "equity", "reach"])
def test_an_objective_writes_these_rows(name: str) -> None:
    region = two_towns(
        venues=[make_venue("v1", "m1_a")],
        programmes=[make_programme("p1", group_max_persons=9)],
        mix={"p1": 0.6},
    )
    problem = problem_of(region, objectives=["unmet", name])
    lp = pulp.LpProblem(name, pulp.LpMinimize)
    variables = make_variables(problem, lp)
    objective = OBJECTIVES[name]
    expression = objective.expression(problem, variables)
    lp += pulp.lpSum([expression]) <= 1, "objective"
    if objective.rows is not None:
        objective.rows(problem, variables, lp)
    file = FILES / f"{name}.lp"
    written = lp_text(lp)
    if os.environ.get("REFRESH_LP"):
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")


def test_their_variables_are_there_only_where_they_count() -> None:
    plain = make_variables(
        problem_of(two_towns(), objectives=["unmet", "travel"]), pulp.LpProblem("plain")
    )
    assert not plain.beyond
    assert plain.worst_mean is None
    limited = make_variables(problem_of(two_towns(), limits={"equity": 40}), pulp.LpProblem("limited"))
    assert limited.worst_mean is not None
