"""Places that must keep together and cannot: the rule is named, and giving it up is a way out."""

from __future__ import annotations

from planner.decide import explain
from tests.small_region import make_programme, make_region, make_scenario, make_unit, make_venue


def test_keeping_together_is_named_and_can_be_given_up() -> None:
    """Three places of three, two rooms for five: nobody fits beside another place, nine fit in ten."""
    region = make_region(
        {"m1": (600, 600, 600)},
        venues=[
            make_venue("v1", "m1_a", seats=6, meetings_per_year=2),
            make_venue("v2", "m1_b", seats=6, meetings_per_year=2),
        ],
        units=[make_unit("u_all", "m1_a", ["m1"])],
        programmes=[make_programme("p1", group_min_persons=1, group_max_persons=5)],
        services=[],
        participants_per_1000={"low": 5.0},
    )
    scenario = make_scenario(
        units={"candidates": ["u_all"]},
        rules={"single_source": {"on": True}, "access": {"unmet_share_max": 0}},
    )
    explanation = explain(region, scenario)
    assert "single_source" in {rule.key for rule in explanation.conflict}
    ways_out = [{step.key for step in one.steps} for one in explanation.relaxations]
    assert {"single_source"} in ways_out
