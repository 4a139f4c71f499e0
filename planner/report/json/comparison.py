"""Alternatives and comparisons → the JSON contract."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from math import isfinite
from typing import Any

from planner.evaluate import (
    CourseIndicators,
    Indicators,
    MunicipalityIndicators,
    ProgrammeIndicators,
    docs_at,
    value_of,
)
from planner.files import stable_json
from planner.pipeline import Alternative
from planner.plan import Stage
from planner.report.comparison import (
    Comparison,
    Weighing,
    remarks,
    same_organisation,
    same_travel,
    unit_assumed,
    units_small,
    verdict,
    worst_municipality,
)
from planner.report.json import contract
from planner.report.json.weighing import weighing_part

Record = Indicators | MunicipalityIndicators | ProgrammeIndicators | CourseIndicators


def planner_version() -> str:
    """Version of the installed planner; `0` where it runs without being installed."""
    try:
        return version("lms-planner")
    except PackageNotFoundError:
        return "0"


def alternative_json(alternative: Alternative) -> str:
    """What `solve --json` gives (see docs/json-contract.md)."""
    return _text(
        contract.SolveJson(
            planner_version=planner_version(),
            region=alternative.region.id,
            scope_codes=alternative.indicators.scope_codes,
            persons_in_scope=alternative.indicators.persons_in_scope,
            **_alternative(alternative, ()),
        )
    )


def comparison_json(comparison: Comparison, weighing: Weighing | None = None) -> str:
    """What `compare --format json` gives (see docs/json-contract.md)."""
    best: dict[str, list[str]] = {a.name: [] for a in comparison.alternatives}
    for indicator, cells in comparison.rows.items():
        for alternative, cell in zip(comparison.alternatives, cells, strict=True):
            if cell.best:
                best[alternative.name].append(indicator)
    return _text(
        contract.ComparisonJson(
            planner_version=planner_version(),
            region=comparison.region.id,
            region_title=comparison.region.title,
            scope_codes=comparison.scope_codes,
            persons_in_scope=comparison.persons_in_scope,
            alternatives=tuple(
                contract.AlternativeJson(**_alternative(a, tuple(best[a.name])))
                for a in comparison.alternatives
            ),
            without_plan=tuple(
                contract.WithoutPlanJson(**asdict(row)) for row in comparison.without_plan
            ),
            same_travel=tuple(
                contract.SameTravelJson(scenarios=group.names, staff_differs=group.staff_differs)
                for group in same_travel(comparison)
            ),
            same_organisation=tuple(
                contract.SameOrganisationJson(
                    unit_ids=group.unit_ids,
                    hours=tuple(
                        contract.HoursJson(travel_hours_total=hours, scenarios=names)
                        for hours, names in group.hours
                    ),
                )
                for group in same_organisation(comparison)
            ),
            other_assumptions=comparison.other_basis,
            remarks=contract.TextJson(nb=remarks(comparison, "nb"), en=remarks(comparison, "en")),
            weighing=None if weighing is None else weighing_part(weighing),
        )
    )


def messages_of(alternative: Alternative) -> tuple[str, ...]:
    """What the scenario, the travel times and the solver want known, each once."""
    found = (
        *alternative.loaded.messages,
        *alternative.travel.warnings,
        *alternative.plan.messages,
    )
    return tuple(dict.fromkeys(found))


def _text(model: contract.Part) -> str:
    return stable_json(model.model_dump(mode="json"))


def _alternative(alternative: Alternative, best_in: tuple[str, ...]) -> dict[str, Any]:
    found, plan = alternative.indicators, alternative.plan
    worst = worst_municipality(alternative)
    return {
        "scenario": alternative.name,
        "title": alternative.scenario.title,
        "title_en": alternative.scenario.title_en,
        "status": plan.status.value,
        "gap": _finite(plan.gap) if all(stage.has_bound for stage in plan.stages) else None,
        "method": plan.method,
        "stages": tuple(_stage(stage) for stage in plan.stages),
        "units": _units(alternative),
        "outside_codes": found.outside_codes,
        "coverage_share": found.coverage_share,
        "venues_used": found.venues_used,
        "venues": _venues(alternative),
        "indicators": _fields(found, contract.IndicatorsJson),
        "indicators_assumed": tuple(
            doc.name for doc in docs_at("plan") if alternative.rests_on_assumptions(doc.name)
        ),
        "best_in": best_in,
        "worst_municipality": worst
        and contract.WorstMunicipalityJson(name=worst[0], minutes_mean=worst[1]),
        "units_under_two_posts": units_small(alternative),
        "per_municipality": tuple(
            _fields(row, contract.MunicipalityJson) for row in found.per_municipality
        ),
        "per_programme": tuple(_fields(row, contract.ProgrammeJson) for row in found.per_programme),
        "courses": tuple(_fields(row, contract.CourseJson) for row in found.per_course),
        "cost_items": tuple(contract.CostItemJson(**asdict(row)) for row in found.cost_items),
        "unit_costs": tuple(contract.UnitCostJson(**asdict(row)) for row in found.unit_costs),
        "professions": tuple(contract.ProfessionJson(**asdict(row)) for row in found.professions),
        "cost_absent_because": found.cost_absent_because,
        "assumptions": tuple(contract.AssumptionJson(**asdict(row)) for row in found.rests_on),
        "verdict": contract.TextJson(nb=verdict(alternative, "nb"), en=verdict(alternative, "en")),
        "messages": messages_of(alternative),
    }


def _fields(record: Record, model: Any) -> Any:
    return model(**{name: value_of(record, name) for name in model.model_fields})


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def _stage(stage: Stage) -> contract.StageJson:
    return contract.StageJson(
        name=stage.name,
        unit=stage.unit,
        value=stage.value,
        bound=stage.bound if stage.has_bound else None,
        gap=stage.gap if stage.has_bound else None,
        status=stage.status.value,
    )


def _units(alternative: Alternative) -> tuple[contract.UnitJson, ...]:
    bases = {unit.unit_id: unit.staff_base_place_ids for unit in alternative.plan.units}
    units = []
    for unit in alternative.indicators.units:
        known = alternative.region.units[unit.unit_id]
        units.append(
            contract.UnitJson(
                unit_id=unit.unit_id,
                name=known.name,
                kind=known.kind,
                legal_form=known.legal_form,
                exists_today=known.exists_today,
                payer=known.payer,
                seat_place_id=unit.seat_place_id,
                staff_base_place_ids=bases[unit.unit_id],
                member_codes=unit.member_codes,
                persons=unit.persons,
                persons_assumed=unit_assumed(alternative, unit),
                threshold_status=unit.threshold_status,
                persons_short=unit.persons_short,
                persons_above=unit.persons_above,
                programmes_viable=unit.programmes_viable,
                viable_share=unit.viable_share,
                coordinator_fte=unit.coordinator_fte,
                agreements_existing=unit.agreements_existing,
                agreements_new=unit.agreements_new,
                coordinator_hours=unit.coordinator_hours,
                coordinator_hours_base=unit.coordinator_hours_base,
                coordinator_hours_develop=unit.coordinator_hours_develop,
                coordinator_hours_repeat=unit.coordinator_hours_repeat,
                coordinator_hours_first_year=unit.coordinator_hours_first_year,
                coordinator_hours_posts=unit.coordinator_hours_posts,
                coordinator_posts_needed=unit.coordinator_posts_needed,
            )
        )
    return tuple(units)


def _venues(alternative: Alternative) -> tuple[contract.VenueJson, ...]:
    region, found = alternative.region, alternative.indicators
    venues = []
    for venue_id in found.venues_used:
        venue = region.venues[venue_id]
        held = [course for course in found.per_course if course.venue_id == venue_id]
        venues.append(
            contract.VenueJson(
                venue_id=venue_id,
                name=venue.name,
                place_id=venue.place_id,
                municipality_code=region.places[venue.place_id].municipality_code,
                kind=venue.kind,
                unit_id=held[0].unit_id,
                courses=sum(course.courses_per_year for course in held),
                participants=sum(
                    course.courses_per_year * course.participants_per_course for course in held
                ),
                assumed=tuple(sorted(venue.assumed)),
            )
        )
    return tuple(venues)
