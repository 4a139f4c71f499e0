"""Random small regions in which any municipality may be a seat, and scenarios that only divide them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from planner.problem import Problem, build_problem
from planner.region.types import AdjacencyKind, Region
from planner.scenario.schema import Scenario
from planner.travel import build_travel
from tests.small_region import make_region, make_scenario, make_unit
from tests.small_region.builders import place_id_of

KINDS: tuple[AdjacencyKind, ...] = ("land", "land", "ferry")


@st.composite
def regions(draw: st.DrawFn, most: int = 6) -> Region:
    """Towns and villages on a random road tree, with random borders, and a unit seated in each."""
    codes = [f"m{n}" for n in range(1, draw(st.integers(2, most)) + 1)]
    persons = {
        code: tuple(draw(st.lists(st.integers(1, 40), min_size=1, max_size=2))) for code in codes
    }
    roads: list[tuple[str, str, float]] = [
        (place_id_of(code), place_id_of(code, 1), float(draw(st.integers(1, 9))))
        for code in codes
        if len(persons[code]) > 1
    ]
    for number, code in enumerate(codes[1:], 1):
        other = codes[draw(st.integers(0, number - 1))]
        roads.append((place_id_of(other), place_id_of(code), float(draw(st.integers(5, 60)))))
    roads.append((place_id_of(codes[0]), "x_hospital", 100.0))
    pairs = [(a, b) for n, a in enumerate(codes) for b in codes[n + 1 :]]
    borders = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2 * len(codes)))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=len(borders), max_size=len(borders)))
    return make_region(
        persons,
        roads=roads,
        borders=[(a, b, kind) for (a, b), kind in zip(borders, kinds, strict=True)],
        units=[
            make_unit(f"seat_{code}", place_id_of(code), (code,), eligible_codes=tuple(codes))
            for code in codes
        ],
    )


@st.composite
def scenarios(draw: st.DrawFn, /, region: Region, **fixed: Any) -> Scenario:
    """Any guideline, contiguity and policy; `fixed` holds parts of the scenario to what they are."""
    codes = sorted(region.municipalities)
    low = draw(st.integers(0, 70))
    units: dict[str, Any] = {
        "candidates": sorted(region.units),
        "assignment": "free",
        "outside": draw(st.sampled_from(("allowed", "forbidden"))),
    }
    if draw(st.integers(0, 3)) == 0:
        units["count_max"] = draw(st.integers(1, len(codes)))
    if draw(st.integers(0, 3)) == 0:
        units["count_min"] = draw(st.integers(1, 2))
        units["count_max"] = max(units.get("count_max", 2), units["count_min"])
    if draw(st.integers(0, 3)) == 0:
        units["must_open"] = [f"seat_{draw(st.sampled_from(codes))}"]
    if draw(st.integers(0, 3)) == 0:
        units["fixed_members"] = {draw(st.sampled_from(codes)): f"seat_{draw(st.sampled_from(codes))}"}
    parts: dict[str, Any] = {
        "units": units,
        "threshold": {
            "persons_min": low,
            "persons_max": low + draw(st.integers(0, 70)),
            "mode": draw(st.sampled_from(("hard", "hard", "soft", "off"))),
            "upper": draw(st.sampled_from(("hard", "report"))),
            "tolerance_share": draw(st.sampled_from((0.0, 0.1))),
        },
        "contiguity": {"on": draw(st.booleans()), "boats": draw(st.booleans())},
        "venues": {"strategy": "none"},
        "objectives": draw(st.sampled_from((("seat_travel",), ("unmet", "seat_travel")))),
    }
    return make_scenario(**{**parts, **fixed})


def problem_of(region: Region, scenario: Scenario) -> Problem:
    """The problem as the solver is given it."""
    return build_problem(region, build_travel(region, scenario), scenario)
