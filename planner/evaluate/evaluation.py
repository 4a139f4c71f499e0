"""Plan → Indicators: for a plan that was solved, drawn by hand, or describes today."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from planner.evaluate.assignments import assignments_of
from planner.evaluate.assumptions import assumptions_behind
from planner.evaluate.cost import cost_of
from planner.evaluate.courses import courses_of
from planner.evaluate.facts import Facts, check_facts
from planner.evaluate.indicator import Level
from planner.evaluate.judged import Judged
from planner.evaluate.registry import docs_at
from planner.evaluate.types import Indicators, MunicipalityIndicators, ProgrammeIndicators
from planner.evaluate.units import units_of
from planner.plan import Plan
from planner.region import Region
from planner.scenario import Scenario
from planner.scenario import scope_codes as scope_of
from planner.travel import Travel


def evaluate(
    region: Region,
    travel: Travel,
    scenario: Scenario,
    plan: Plan,
    scope_codes: tuple[str, ...] | None = None,
) -> Indicators:
    """Every indicator of a plan. `region` is the effective region; the plan need not be feasible.

    `scope_codes` are the municipalities whose people the plan is judged for; None means the scenario's
    own scope. What each figure means stands in `planner.evaluate.INDICATORS`.

    *Of the scope only*: participants, minutes, shares, hours of participants, and of the hours of staff
    and the cost the scope's share (of a course or venue that of its participants, of a unit's posts and
    fixed cost that of its inhabitants). *Of the whole plan*: units with all their members, courses,
    venues in use, posts, agreements, probabilities of filling, and the figures named `…_plan`.

    Raises:
        InputError: the plan speaks of ids that the region does not have, of ways that do not exist, or
            contradicts itself; every such row is named.
    """
    scope = scope_of(region, scenario) if scope_codes is None else scope_codes
    facts = Facts(region, travel, scenario, plan, tuple(sorted(set(scope))))
    check_facts(facts)
    rows = assignments_of(facts)
    units = units_of(facts)
    courses = courses_of(facts, rows)
    judged = Judged(facts, rows, units, courses, cost_of(facts, rows, courses))
    return Indicators(
        scenario=plan.scenario,
        scope_codes=facts.scope_codes,
        outside_codes=judged.outside_codes,
        # Somebody outside the scope whom no unit takes in, and who has no offer, counts for the solver.
        scope_is_whole=len(judged.rows) == len(rows)
        and all(region.places[row.place_id].municipality_code in scope for row in plan.unmet),
        units=units,
        venues_used=plan.venues_in_use,
        professions=judged.professions,
        cost_absent_because=judged.cost.absent_because,
        cost_items=judged.cost.items,
        unit_costs=judged.cost.units,
        per_municipality=_per_municipality(judged),
        per_programme=_per_programme(judged),
        per_course=courses,
        assignments=rows,
        rests_on=assumptions_behind(region, travel, scenario, plan, facts.scope_codes),
        **measured(Indicators, "plan", judged),
    )


def measured(record: type, level: Level, judged: Judged) -> dict[str, Any]:
    """Every indicator of a level: by the name of its field, or under `registered` where it has none."""
    own = {field.name for field in fields(record)}
    found: dict[str, Any] = {"registered": {}}
    for indicator in docs_at(level):
        assert indicator.measure is not None
        into = found if indicator.name in own else found["registered"]
        into[indicator.name] = indicator.measure(judged)
    return found


def _per_municipality(judged: Judged) -> tuple[MunicipalityIndicators, ...]:
    facts = judged.facts
    return tuple(
        MunicipalityIndicators(
            code=code,
            name=facts.region.municipalities[code].name,
            unit_id=facts.unit_of.get(code),
            **measured(MunicipalityIndicators, "municipality", replace(judged, code=code)),
        )
        for code in facts.scope_codes
    )


def _per_programme(judged: Judged) -> tuple[ProgrammeIndicators, ...]:
    found = []
    for programme_id in sorted(judged.facts.rates):
        programme = judged.facts.region.programmes[programme_id]
        found.append(
            ProgrammeIndicators(
                programme_id=programme_id,
                name_nb=programme.name_nb,
                name_en=programme.name_en,
                **measured(
                    ProgrammeIndicators, "programme", replace(judged, programme_id=programme_id)
                ),
            )
        )
    return tuple(found)
