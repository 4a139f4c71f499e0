"""Checks of `rules`: professions that exist."""

from __future__ import annotations

from collections.abc import Iterator

from planner.region import Region
from planner.scenario.issue import ScenarioIssue, unknown
from planner.scenario.paths import KeyPath
from planner.scenario.schema import Scenario


def check_rules(region: Region, scenario: Scenario) -> Iterator[ScenarioIssue]:
    """Everything in `rules` that does not fit."""
    professions = {q: "" for p in region.programmes.values() for q in p.professions}
    for profession in scenario.rules.staffing.professional_hours_max:
        if profession not in professions:
            path: KeyPath = ("rules", "staffing", "professional_hours_max", profession)
            yield unknown(path, "profession", profession, professions)
