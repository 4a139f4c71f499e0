"""What planning units first and venues afterwards would give: the answer of two steps.

First the units, so that people are as near to the seat of their unit as can be (Hess's districting
model); then the venues and courses of those units. Nothing is lost but the sight of both at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner.errors import InfeasibleError
from planner.messages import Message, message
from planner.problem import Problem
from planner.solve.districting import list_and_choose
from planner.solve.joint.clusters import Cluster
from planner.solve.solver import Limits


def units_first(problem: Problem, limits: Limits) -> tuple[Cluster, ...] | None:
    """The division whose people are nearest to their seats; None where that is not known."""
    venues = problem.scenario.venues.model_copy(update={"strategy": "none", "in_use": ()})
    update = {"venues": venues, "objectives": ("seat_travel",)}
    bare = replace(problem, venues={}, demand={}, scenario=problem.scenario.model_copy(update=update))
    try:
        listed = list_and_choose(bare, limits)
    except InfeasibleError:  # no way leads to a seat, or only venues say who must be inside
        return None
    if listed is None:
        return None
    codes, unit_ids = listed.areas.codes, listed.areas.unit_ids
    return tuple(
        Cluster(unit_ids[column.unit], frozenset(codes[n] for n in column.members))
        for column in listed.columns
    )


def difference_told(first: Mapping[str, float] | None, both: Mapping[str, float]) -> Message:
    """What two steps give away, by stage; `first` is None where they end without a plan."""
    if first is None:
        return message("units chosen first, by the way to their seats, leave no plan for the venues")
    unmet = first["unmet"] - both["unmet"]
    if unmet > 1e-3:
        return message(
            "units chosen first, by the way to their seats, and venues afterwards would leave "
            "{participants:g} participants a year more without an offer",
            participants=round(unmet, 1),
        )
    hours = first["travel"] - both["travel"]
    if hours <= 1e-3 + 2e-6 * both["travel"]:
        return message(
            "units chosen first, by the way to their seats, and venues afterwards would travel "
            "no longer"
        )
    return message(
        "units chosen first, by the way to their seats, and venues afterwards would travel "
        "{hours:g} hours a year more ({percent:g} %)",
        hours=float(round(hours, 0 if hours >= 100 else 1 if hours >= 1 else 3)),
        percent=round(100 * hours / both["travel"], 1) if both["travel"] > 0 else 100.0,
    )
