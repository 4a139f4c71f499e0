"""Partners of a unit: what they bring with them.

A partner lends its staff bases, its qualifications and its agreements to the unit that coordinates. The
unit is then judged by the best that takes part: of each qualification the highest score, with that
partner's evidence, and the agreements that any of them has today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner.region import Region, Unit, UnitQualification
from planner.scenario.schema import Scenario


def with_partner_bases(units: Mapping[str, Unit], scenario: Scenario) -> dict[str, Unit]:
    """Units that staff of their partners set out for too, where the scenario names no bases itself."""
    found = dict(units)
    for unit_id, partner_ids in scenario.units.partners.items():
        if unit_id in scenario.units.staff_bases:
            continue
        unit = found[unit_id]
        bases = {*unit.staff_base_place_ids}
        for partner_id in partner_ids:
            bases.update(found[partner_id].staff_base_place_ids)
        found[unit_id] = replace(
            unit,
            staff_base_place_ids=tuple(sorted(bases)),
            assumed=unit.assumed | {"staff_base_place_ids"},
        )
    return found


def best_qualifications(region: Region, scenario: Scenario) -> tuple[UnitQualification, ...]:
    """Every unit's scores; those of a unit with partners are the best of all that take part."""
    partners = scenario.units.partners
    rows = {(row.unit_id, row.criterion_id): row for row in region.qualifications}
    best = dict(rows)
    for unit_id, partner_ids in partners.items():
        for criterion_id in region.criteria:
            known = [
                rows[u, criterion_id] for u in (unit_id, *partner_ids) if (u, criterion_id) in rows
            ]
            if known:
                # of equals the unit's own, then the partner named first
                highest = max(known, key=lambda row: row.score_0_4)
                best[unit_id, criterion_id] = replace(highest, unit_id=unit_id)
    return tuple(best[key] for key in sorted(best))


def members_with_agreements(region: Region, scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Unit → municipalities that it, or a partner that exists today, has an agreement with."""
    found = dict(region.members_in_table)
    for unit_id, partner_ids in scenario.units.partners.items():
        codes = set(found.get(unit_id, ()))
        for partner_id in partner_ids:
            partner = region.units.get(partner_id)
            if partner is not None and partner.exists_today:
                codes.update(region.members_in_table.get(partner_id, ()))
        found[unit_id] = tuple(sorted(codes))
    return found
