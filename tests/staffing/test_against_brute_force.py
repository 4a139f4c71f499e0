"""Posts as bounds: the optimiser against brute force on random small problems, and the verifier."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from planner.region.types import Region
from planner.scenario.schema import Scenario
from tests.oracle.test_oracle_against_solver import compare
from tests.small_region import small_problems


@st.composite
def staffed_problems(draw: st.DrawFn, **options: Any) -> tuple[Region, Scenario]:
    """A small problem whose posts are bounds: often tight ones, now and then too few for base work."""
    region, scenario = draw(small_problems(**options))
    staffing: dict[str, Any] = {
        "mode": "hard",
        "hours_per_post": draw(st.sampled_from((150.0, 1700.0, 100.0, 70.0, 45.0))),
        "hours_base_per_week": draw(st.sampled_from((0.0, 5.0, 18.5, 30.0))),
        "develop_years": draw(st.sampled_from((4.0, 1.0))),
    }
    if draw(st.integers(0, 3)) == 3:
        staffing["professional_hours_max"] = {"nurse": float(draw(st.integers(0, 40)))}
    if draw(st.integers(0, 3)) == 3:
        staffing["user_representative_meetings_max"] = float(draw(st.integers(0, 4)))
    rules = {**scenario.rules.model_dump(), "staffing": staffing}
    return region, Scenario.model_validate({**scenario.model_dump(), "rules": rules})


def test_fixed_units() -> None:
    """Where nothing else ties programmes the decomposition keeps the rule, without the plain MILP."""
    seen = compare(staffed_problems(assignment="fixed", linking="none", joins=False), 80)
    assert seen["by_programme"] > 20
    assert seen["with courses"] > 5


def test_beside_other_rules_that_tie_programmes() -> None:
    seen = compare(staffed_problems(assignment="fixed", linking="some"), 60)
    assert seen["with courses"] > 2
    assert seen["infeasible"] > 2


def test_free_units() -> None:
    seen = compare(staffed_problems(assignment="free", municipalities_max=3), 80)
    assert seen["with courses"] > 2
