"""How many people would take part."""

from __future__ import annotations

from collections.abc import Mapping

from planner.errors import Finding, InputError
from planner.messages import message
from planner.region import Region
from planner.scenario import Scenario


def participation_rates(region: Region, scenario: Scenario) -> dict[str, float]:
    """Programme id → participants per 1000 inhabitants and year.

    Level × share in the mix × the scenario's factor.

    Raises:
        InputError: the region has no such demand level or mix.
    """
    demand = scenario.demand
    findings = []
    if demand.level not in region.demand_levels:
        findings.append(_unknown("demand.level", demand.level, region.demand_levels))
    mix = region.mix(demand.mix)
    if not mix:
        findings.append(_unknown("demand.mix", demand.mix, {row.mix_id: 0 for row in region.mixes}))
    if findings:
        raise InputError(findings)
    level = region.demand_levels[demand.level].participants_per_1000
    return {k: level * mix.get(k, 0.0) * demand.factor for k in region.programmes}


def _unknown(field: str, found: str, known: Mapping[str, object]) -> Finding:
    return Finding(
        file="scenario",
        message=message("the region has no such name"),
        field=field,
        found=found,
        expected=", ".join(sorted(known)),
    )
