"""Small studies of Midt-Troms: one or two programmes only, so that points are quick."""

from __future__ import annotations

from typing import Any

from planner.whatif import StudyFile, study_of

TWO = ["diabetes", "heart"]


def small(**values: Any) -> StudyFile:
    """LØKTA with two programmes; the keywords are those of a study file."""
    stated = {"set": {"demand.programmes": TWO}, **values}
    if "scenarios" not in stated:
        stated = {"scenario": "alt-2-lokta", **stated}
    return study_of(stated)


def twenty() -> StudyFile:
    """Twenty points of one programme: ten demands in two seasons."""
    return small(
        set={"demand.programmes": ["diabetes"]},
        vary=[
            {"path": "demand.factor", "from": 1.0, "to": 1.9, "count": 10},
            {"together": {"travel.season": ["summer", "winter"], "threshold.persons_min": [20_000, 1]}},
        ],
    )
