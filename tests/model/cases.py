"""One tiny problem per rule, small enough to read its LP by eye.

Two towns, m1 and m2, of 1000 people each, half an hour apart, with a room each (v1, v2); the hospital
lies 100 minutes beyond the second. At 10 participants per 1000, and programme p1 having six tenths of
them and p2 four, each town has 6 participants a year for p1 and 4 for p2. Where the optimiser forms the
units there is a third town, m3, beyond the second, and the units are u1 and u2, seated in m1 and m2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.problem import Problem, build_problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from tests.small_region import (
    make_programme,
    make_region,
    make_scenario,
    make_service,
    make_unit,
    make_venue,
    travel_of,
)


def two_towns(**values: Any) -> Region:
    """Two towns; `values` replace what `make_region` is given."""
    given: dict[str, Any] = {
        "persons": {"m1": (1000,), "m2": (1000,)},
        "roads": [("m1_a", "m2_a", 30.0), ("m2_a", "x_hospital", 100.0)],
        "units": [
            make_unit("u1", "m1_a", ["m1"], eligible_codes=("m1", "m2")),
            make_unit("u2", "m2_a", ["m2"], eligible_codes=("m1", "m2")),
            make_unit("u_all", "m1_a", ["m1", "m2"]),
            make_unit("u_part", "m1_a", ["m1"]),
        ],
        "venues": [make_venue("v1", "m1_a"), make_venue("v2", "m2_a")],
        "programmes": [
            make_programme("p1", group_max_persons=9),
            make_programme("p2", group_min_persons=5, group_max_persons=10, cycle_years=2),
        ],
        "mix": {"p1": 0.6, "p2": 0.4},
        "participants_per_1000": {"low": 10.0},
    }
    return make_region(**{**given, **values})


def three_towns(**values: Any) -> Region:
    """Three towns in a row, and two units that any of them may belong to; one room, one programme."""
    codes = ("m1", "m2", "m3")
    given: dict[str, Any] = {
        "persons": {"m1": (1000,), "m2": (2000,), "m3": (4000,)},
        "roads": [("m1_a", "m2_a", 30.0), ("m2_a", "m3_a", 40.0), ("m3_a", "x_hospital", 100.0)],
        "units": [
            make_unit("u1", "m1_a", ["m1"], eligible_codes=codes),
            make_unit("u2", "m2_a", ["m2"], eligible_codes=codes),
        ],
        "venues": [make_venue("v2", "m2_a")],
        "programmes": [make_programme("p1", group_max_persons=9)],
        "mix": {"p1": 1.0},
        "participants_per_1000": {"low": 10.0},
    }
    return make_region(**{**given, **values})


def problem_of(region: Region, candidates: Sequence[str] = ("u_all",), **values: Any) -> Problem:
    """The problem of a scenario; `values` are parts of the scenario file."""
    units = {"candidates": list(candidates), **values.pop("units", {})}
    demand = {"level": "low", **values.pop("demand", {})}
    scenario: Scenario = make_scenario(units=units, demand=demand, **values)
    return build_problem(region, travel_of(region, scenario), scenario)


def free_problem(region: Region | None = None, **values: Any) -> Problem:
    """The optimiser forms the units u1 and u2 of three towns."""
    units = {"assignment": "free", **values.pop("units", {})}
    return problem_of(region or three_towns(), ("u1", "u2"), units=units, **values)


def joining() -> Region:
    """p2 may join courses of p1; they are too few for a course of their own."""
    return two_towns(
        programmes=[
            make_programme("p1", group_max_persons=9),
            make_programme("p2", group_min_persons=10, group_max_persons=12, joins_id="p1"),
        ]
    )


def few_places() -> Region:
    """The hospital takes 5 participants a year, 2 of them in p2."""
    service = make_service(
        "s_hospital", "x_hospital", participants_per_year_max=5.0, programme_places={"p2": 2.0}
    )
    return two_towns(services=[service])


ALL_GO = {"choice": "logit", "logit": {"home_minutes": None}}
HALF_BEYOND = {"form": "steps", "steps": [{"over_minutes": 20, "share": 0.5}]}

CASES: dict[str, tuple[str, Problem]] = {
    "specialist_places": ("specialist_places", problem_of(few_places())),
    "specialist_places-half-come": (
        "specialist_places",
        problem_of(few_places(), participation={"decay": HALF_BEYOND}),
    ),
    "group_size-half-come": (
        "group_size",
        problem_of(two_towns(), participation={"decay": HALF_BEYOND}),
    ),
    "membership": ("membership", free_problem()),
    "membership-nobody-outside": (
        "membership",
        free_problem(
            three_towns(
                units=[
                    make_unit("u1", "m1_a", ["m1"], eligible_codes=("m1", "m2")),
                    make_unit("u2", "m2_a", ["m2"], eligible_codes=("m2", "m3")),
                ]
            ),
            units={"outside": "forbidden"},
        ),
    ),
    "membership-partners-may-stand-outside": (
        "membership",
        free_problem(
            scope=["m1", "m2"],
            units={"outside": "forbidden", "municipalities": ["m1", "m2", "m3"]},
        ),
    ),
    "threshold-soft": (
        "threshold",
        free_problem(threshold={"mode": "soft", "persons_min": 2500, "persons_max": 5000}),
    ),
    "threshold-hard": (
        "threshold",
        free_problem(threshold={"mode": "hard", "persons_min": 2500, "persons_max": 5000}),
    ),
    "threshold-upper": (
        "threshold",
        free_problem(
            threshold={"mode": "off", "persons_min": 1500, "persons_max": 3000, "upper": "hard"}
        ),
    ),
    "threshold-fixed": (
        "threshold",
        problem_of(
            two_towns(),
            threshold={"mode": "hard", "persons_min": 1500, "persons_max": 2500, "upper": "hard"},
        ),
    ),
    "contiguity": ("contiguity", free_problem()),
    "attendance": (
        "attendance",
        problem_of(two_towns(), ("u_part",)),
    ),
    "group_size": ("group_size", problem_of(two_towns())),
    "group_size-room-and-probability": (
        "group_size",
        problem_of(
            two_towns(venues=[make_venue("v1", "m1_a", seats=8), make_venue("v2", "m2_a", seats=5)]),
            rules={"group_size": {"fill_probability": 0.8}},
        ),
    ),
    "group_size-joins": (
        "group_size",
        problem_of(joining(), rules={"group_size": {"joins": True}}),
    ),
    "capacity": (
        "capacity",
        problem_of(
            two_towns(
                venues=[
                    make_venue("v1", "m1_a", meetings_per_year=3.0),
                    make_venue("v2", "m2_a", meetings_per_year=7.0),
                ]
            )
        ),
    ),
    "capacity-off": ("capacity", problem_of(two_towns(), rules={"capacity": {"on": False}})),
    "own_unit": (
        "own_unit",
        problem_of(two_towns(), ("u1", "u2"), venues={"located_in": "anywhere"}),
    ),
    "own_unit-guests": (
        "own_unit",
        problem_of(
            two_towns(
                units=[
                    make_unit("u1", "m1_a", ["m1"]),
                    make_unit("u3", "m1_a", ["m3"]),
                ],
                persons={"m1": (1000,), "m2": (1000,), "m3": (1000,)},
                roads=[("m1_a", "m2_a", 30.0), ("m2_a", "m3_a", 30.0), ("m3_a", "x_hospital", 100.0)],
                venues=[make_venue("v1", "m1_a")],
                programmes=[make_programme("p1", group_max_persons=9)],
                mix={"p1": 0.6},
            ),
            ("u1", "u3"),
            venues={"located_in": "anywhere"},
            rules={"own_unit": {"mode": "guests"}},
        ),
    ),
    "own_unit-free": ("own_unit", free_problem()),
    "own_unit-free-guests": (
        "own_unit",
        free_problem(rules={"own_unit": {"mode": "guests"}}, venues={"located_in": "anywhere"}),
    ),
    "own_unit-free-anywhere": (
        "own_unit",
        free_problem(rules={"own_unit": {"mode": "anywhere"}}),
    ),
    "access": (
        "access",
        problem_of(two_towns(), rules={"access": {"specialist_share_max": 0.25, "minutes_max": 120.0}}),
    ),
    "staffing": (
        "staffing",
        problem_of(
            two_towns(
                programmes=[
                    make_programme(
                        "p1",
                        group_max_persons=9,
                        professionals_per_meeting=2,
                        user_representatives_per_meeting=1,
                        professions=("nurse", "dietitian"),
                    ),
                    make_programme("p2", group_min_persons=5, group_max_persons=10, cycle_years=2),
                ]
            ),
            ("u1", "u2"),
            venues={"located_in": "anywhere", "off": ["v2"]},
            rules={
                "staffing": {
                    "mode": "hard",
                    "hours_per_post": 1500,
                    "hours_per_week": 37.5,
                    "hours_base_per_week": 20,
                    "develop_years": 4,
                    "professional_hours_max": {"nurse": 30, "physiotherapist": 10},
                    "user_representative_meetings_max": 5,
                }
            },
        ),
    ),
    "access-few-without-an-offer": (
        "access",
        problem_of(two_towns(), rules={"access": {"unmet_share_max": 0.25}}),
    ),
    "access-nobody-without-an-offer": (
        "access",
        problem_of(two_towns(), rules={"access": {"unmet_share_max": 0.0}}),
    ),
    "policy": (
        "policy",
        problem_of(
            two_towns(),
            venues={"in_use": ["v2"], "count_max": 1},
            budget={"nok_per_year_max": 700_000},
        ),
    ),
    "policy-limits": (
        "policy",
        problem_of(
            two_towns(),
            limits={"travel": 300, "cost": 700_000, "equity": 60, "reach": 8, "worst_travel": 100},
        ),
    ),
    "policy-limits-nobody-unmet": ("policy", problem_of(two_towns(), limits={"unmet": 0})),
    "policy-free": (
        "policy",
        free_problem(
            units={
                "must_open": ["u2"],
                "count_min": 1,
                "count_max": 2,
                "fixed_members": {"m3": "u1"},
            },
            venues={"strategy": "none"},
        ),
    ),
    "single_source": (
        "single_source",
        problem_of(two_towns(), rules={"single_source": {"on": True}}),
    ),
    "nearest": ("nearest", problem_of(two_towns(), rules={"nearest": {"on": True}})),
    "choice": ("choice", problem_of(two_towns(), participation={"choice": "logit"})),
    "choice-all-go": ("choice", problem_of(two_towns(), participation=ALL_GO)),
    "choice-no-hospital": (
        "choice",
        problem_of(two_towns(services=[]), participation={"choice": "logit"}),
    ),
    "choice-nothing-else": (
        "choice",
        problem_of(two_towns(services=[]), participation=ALL_GO),
    ),
    "nearest-two-units": (
        "nearest",
        problem_of(
            two_towns(programmes=[make_programme("p1", group_max_persons=9)], mix={"p1": 0.6}),
            ("u1", "u2"),
            venues={"located_in": "anywhere"},
            rules={"nearest": {"on": True}},
        ),
    ),
    "nearest-free": ("nearest", free_problem(rules={"nearest": {"on": True}})),
    "nearest-free-guests": (
        "nearest",
        free_problem(rules={"nearest": {"on": True}, "own_unit": {"mode": "guests"}}),
    ),
}
"""Name of the golden file → the rule, and the problem that it is built for."""
