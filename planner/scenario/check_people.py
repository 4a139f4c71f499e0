"""Checks of `participation`: programmes that exist, and one answer to who decides where people go."""

from __future__ import annotations

from collections.abc import Iterator

from planner.messages import message
from planner.region import Region
from planner.scenario.issue import ScenarioIssue, unknown
from planner.scenario.paths import KeyPath
from planner.scenario.schema import Scenario


def check_participation(region: Region, scenario: Scenario) -> Iterator[ScenarioIssue]:
    """Everything in `participation` that does not fit."""
    names = {p.id: p.name_nb for p in region.programmes.values()}
    for programme_id in scenario.participation.programmes:
        if programme_id not in names:
            at = ("participation", "programmes", programme_id)
            yield unknown(at, "programme", programme_id, names)
    if scenario.participation.choice == "logit":
        yield from _beside_choice(scenario)


def _beside_choice(scenario: Scenario) -> Iterator[ScenarioIssue]:
    """What decides for people who choose for themselves, or counts their way twice."""
    rules = scenario.rules
    beside: list[tuple[bool, KeyPath]] = [
        (scenario.decays, ("participation", "decay")),
        (rules.group_size.joins, ("rules", "group_size", "joins")),
        (rules.nearest.on, ("rules", "nearest", "on")),
        (rules.single_source.on, ("rules", "single_source", "on")),
    ]
    for on, path in beside:
        if on:
            yield ScenarioIssue(
                path,
                message("people choose for themselves (participation.choice: logit)"),
                fix=message("Take this setting out, or let participation.choice be planned."),
            )
