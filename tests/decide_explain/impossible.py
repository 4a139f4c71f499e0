"""Random small scenarios that ask for too much."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from planner.problem import build_problem
from planner.region.types import Region
from planner.scenario import effective_region
from planner.scenario.check import issues
from planner.scenario.schema import Scenario
from planner.solve import find_plan
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.oracle import best_plan
from tests.small_region import shortest_ways, small_problems


@st.composite
def demanding_problems(draw: st.DrawFn) -> tuple[Region, Scenario]:
    """A region and a scenario with hard limits on units, courses, people and money, drawn together."""
    region, scenario = draw(
        small_problems(
            assignment=draw(st.sampled_from(("fixed", "free"))),
            linking="some",
            joins=draw(st.sampled_from((False, False, True))),
            nearest=draw(st.integers(0, 5)) == 5,
            unmet_shares=(None, None, 0.0, 0.1, 0.3),
            objectives=(("unmet", "travel"), ("unmet", "travel", "cost")),
            municipalities_max=3,
            venues_max=2,
            programmes_max=2,
            courses_max=2,
        )
    )
    harder = Scenario.model_validate(_harder(draw, region, scenario.model_dump(mode="json")))
    assume(not issues(region, harder))
    return region, harder


def _harder(draw: st.DrawFn, region: Region, data: dict[str, Any]) -> dict[str, Any]:
    share = draw(st.sampled_from((0.3, 0.5, 0.8, 1.1)))
    low = int(region.persons * share)
    data["threshold"] |= {
        "mode": draw(st.sampled_from(("hard", "hard", "soft", "off"))),
        "persons_min": low,
        "persons_max": low + int(region.persons * draw(st.sampled_from((0.1, 0.5)))),
        "upper": draw(st.sampled_from(("report", "report", "hard"))),
    }
    data["contiguity"] = {"on": draw(st.booleans()), "boats": False}
    data["units"]["outside"] = draw(st.sampled_from(("allowed", "forbidden")))
    if data["units"]["assignment"] == "free":
        data["units"]["count_min"] = draw(st.sampled_from((None, None, 2)))
        data["units"]["count_max"] = draw(st.sampled_from((None, 2)))
    if draw(st.integers(0, 3)) == 3:
        name = draw(st.sampled_from(("unmet", "travel", "worst_travel", "equity", "reach")))
        data["limits"] = {name: float(draw(st.sampled_from((0, 2, 10, 40)))), "unmet": 1.0}
    venues = [v for v in region.venues if v not in data["venues"]["off"]]
    if venues and data["venues"]["strategy"] != "none" and draw(st.booleans()):
        data["venues"]["in_use"] = draw(st.lists(st.sampled_from(venues), max_size=2, unique=True))
        most = data["venues"]["count_max"]
        if most is not None:
            data["venues"]["count_max"] = max(most, len(data["venues"]["in_use"]))
    return data


def impossible(region: Region, scenario: Scenario) -> bool:
    """Whether brute force finds no plan."""
    seen = effective_region(region, scenario)
    return best_plan(seen, shortest_ways(seen, scenario), scenario) is None


def possible(region: Region, scenario: Scenario) -> bool:
    """Whether there is a plan that the verifier, who shares nothing with the solver, lets through."""
    seen = effective_region(region, scenario)
    travel = build_travel(seen, scenario)
    plan = find_plan(build_problem(seen, travel, scenario)).plan
    return plan is not None and verify_plan(seen, travel, scenario, plan) == ()


def fewest_outside(region: Region, scenario: Scenario) -> float:
    """Inhabitants in scope who stand outside every unit in the best plan that brute force finds."""
    seen = effective_region(region, scenario)
    best = best_plan(seen, shortest_ways(seen, scenario), scenario)
    assert best is not None
    return best.values["outside"]
