"""What is said of a plan's indicators: which municipality has the longest way."""

from __future__ import annotations

from dataclasses import replace

from planner.evaluate import evaluate, worst_municipality
from tests.evaluate.cases import paper_plan, paper_region, paper_scenario, paper_travel


def test_of_two_that_have_it_equally_long_the_first_by_name() -> None:
    region, scenario = paper_region(), paper_scenario()
    found = evaluate(region, paper_travel(region), scenario, paper_plan())
    first, second = found.per_municipality[:2]
    rows = (
        replace(first, name="Zeta", minutes_mean=50.0),
        replace(second, name="Alfa", minutes_mean=50.0),
    )
    assert worst_municipality(replace(found, per_municipality=rows)) == ("Alfa", 50.0)
    shorter = (rows[0], replace(rows[1], minutes_mean=49.0))
    assert worst_municipality(replace(found, per_municipality=shorter)) == ("Zeta", 50.0)
    nobody = tuple(replace(row, minutes_mean=None) for row in rows)
    assert worst_municipality(replace(found, per_municipality=nobody)) is None
