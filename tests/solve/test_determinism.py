"""The same inputs give the same plan: in any process, with any seed of hashing, time after time."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path
from typing import Any

from planner.plan import Plan
from planner.solve import solve
from tests.model.cases import free_problem, joining, problem_of, three_towns, two_towns
from tests.small_region import make_venue

ROOT = Path(__file__).parents[2]

PROBLEMS = {
    "by_programme": lambda: problem_of(two_towns()),
    "parts by MILP": lambda: problem_of(joining(), rules={"group_size": {"joins": True}}),
    "joint": lambda: free_problem(threshold={"persons_min": 3000}),
    "by_membership": lambda: free_problem(
        threshold={"persons_min": 3000}, rules={"own_unit": {"mode": "guests"}}
    ),
    "milp": lambda: problem_of(
        two_towns(), ("u1", "u2"), venues={"located_in": "anywhere"}, objectives=["unmet", "cost"]
    ),
    "many ties": lambda: problem_of(
        three_towns(
            persons={"m1": (1000,), "m2": (1000,), "m3": (1000,)},
            venues=[make_venue(f"v{n}", "m2_a", nok_per_year=0.0) for n in range(5)],
        ),
        ("u1",),
        venues={"located_in": "anywhere", "count_max": 2},
    ),
}

SCRIPT = """
from planner.solve import solve
from tests.solve.test_determinism import PROBLEMS, whole
for name, make in PROBLEMS.items():
    print(name, whole(solve(make())))
"""


def whole(plan: Plan) -> dict[str, Any]:
    """Every field of a plan; what it shows of itself is one line."""
    return {field.name: getattr(plan, field.name) for field in fields(plan)}


def output(hash_seed: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def test_plans_are_the_same_in_every_process() -> None:
    with ThreadPoolExecutor(2) as pool:
        outputs = set(pool.map(output, (0, 1, 2)))
    (here,) = outputs
    assert [line.split(" {")[0] for line in here.splitlines()] == list(PROBLEMS)
    assert here == "".join(f"{name} {whole(solve(make()))}\n" for name, make in PROBLEMS.items())


def test_the_methods_named_are_those_used() -> None:
    methods = {name: solve(make()).method for name, make in PROBLEMS.items()}
    assert methods["by_programme"] == methods["parts by MILP"] == "by_programme"
    assert methods["joint"] == "joint"
    assert methods["by_membership"] == "by_membership"
    assert methods["milp"] == "milp"
