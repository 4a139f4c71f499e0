"""The map of the package: everything named is there, typed, documented, and cheap to import."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys

import planner
from tests.api.shared import one_run


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    assert {"solve", "evaluate", "solve_scenario", "region_from_frames"} <= set(planner.__all__)
    for name in planner.__all__:
        found = getattr(planner, name)
        assert inspect.getdoc(found), name
        assert name in dir(planner)


def test_the_map_names_what_is_public() -> None:
    text = planner.__doc__ or ""
    for name in planner.__all__:
        if name[0].islower():
            continue
        assert getattr(planner, name).__module__.startswith("planner."), name
    named = set(re.findall(r"^ {4}((?:\w+, )*\w+)\s+\S.*→", text, re.M))
    told = {word for line in named for word in line.split(", ")}
    assert told <= set(planner.__all__)


def test_solve_and_evaluate_are_called_and_are_packages() -> None:
    run = one_run()
    problem = planner.build_problem(run.region, run.travel, run.scenario)
    assert planner.solve(problem).units == run.plan.units
    found = planner.evaluate(run.region, run.travel, run.scenario, run.plan)
    assert found.travel_hours_total == run.indicators.travel_hours_total
    orders = (
        "import planner; planner.solve; import planner.solve.solver; assert callable(planner.solve)",
        "import planner.solve.solver as s; import planner; assert callable(planner.solve); s",
        "from planner.solve import solve, Memo; import planner; assert planner.solve.solve is solve",
        "from planner.evaluate import INDICATORS; import planner; assert callable(planner.evaluate)",
    )
    subprocess.run([sys.executable, "-c", "\n".join(orders)], check=True)


def test_importing_the_package_is_cheap() -> None:
    heavy = ("pandas", "pydantic", "pulp", "shapely", "pyogrio")
    code = f"import planner, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
