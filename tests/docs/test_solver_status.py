"""What docs/model.md says of PuLP 3's status is still so, and the planner does not fall for it."""

from __future__ import annotations

import random
from importlib.metadata import version

import highspy
import pulp
import pytest

from planner.solve.solver.highs import Limits, Termination, run

SECONDS = 1.5


def hard_to_prove() -> pulp.LpProblem:
    """A set packing whose first plan is at once at hand and whose proof takes long."""
    draw = random.Random(7)
    lp = pulp.LpProblem("packing", pulp.LpMinimize)
    x = [lp.add_variable(f"x{n}", 0, 1, pulp.LpBinary) for n in range(200)]
    lp.setObjective(-pulp.lpSum(x))
    for a in range(len(x)):
        for b in range(a):
            if draw.random() < 0.1:
                lp += x[a] + x[b] <= 1
    return lp


@pytest.mark.skipif(int(version("pulp").split(".")[0]) >= 4, reason="PuLP 4 tells the two apart")
def test_pulp_3_calls_a_model_optimal_that_the_clock_stopped() -> None:
    lp = hard_to_prove()
    lp.solve(pulp.HiGHS(msg=False, timeLimit=SECONDS, threads=1))
    assert pulp.LpStatus[lp.status] == "Optimal"
    assert lp.solverModel.getModelStatus() == highspy.HighsModelStatus.kTimeLimit
    assert lp.solverModel.getInfo().mip_gap > 0.01


def test_the_planner_says_that_it_was_stopped() -> None:
    outcome = run(hard_to_prove(), Limits(gap=0.0, seconds=SECONDS))
    assert outcome.termination is Termination.STOPPED
    assert outcome.values is not None
    assert outcome.bound < outcome.value - 0.5
