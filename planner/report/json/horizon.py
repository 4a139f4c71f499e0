"""The JSON of `horizon --json`: a versioned contract, explained in docs/horizon.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.report.json.document import Document, Part, document
from planner.report.terminal import horizon_sentences
from planner.texts import LANGS

if TYPE_CHECKING:
    from planner.horizon import Horizon, YearPlans
    from planner.pipeline import Alternative, Answer


class PlanOfYear(Part):
    """A plan in one year, for the people in scope."""

    status: str
    """optimal, within_gap, unproven or stopped; infeasible or no_plan where there is none."""
    programmes_held: int | None
    """Programmes with courses; null without a plan, as all that follows."""
    venues: tuple[str, ...] | None
    """Venues in use."""
    participants_served: float | None
    """Participants a year at courses in the region."""
    participants_specialist: float | None
    """Participants a year at the specialist service."""
    participants_unmet: float | None
    """Participants a year with no offer."""
    travel_hours: float | None
    """Hours a year on the road, staff included."""
    nok: float | None
    """NOK a year, all payers; null where a price is missing too."""


class HorizonRow(Part):
    """One scenario in one year of one projection."""

    scenario: str
    """The scenario."""
    year: int
    """The year."""
    projection: str
    """Alternative of the projection; `counted` where there is none."""
    persons: dict[str, int]
    """Unit → inhabitants of its members, the plan kept."""
    threshold: dict[str, str]
    """Unit → below, about, within or above."""
    kept: PlanOfYear
    """The plan of the first year, kept."""
    anew: PlanOfYear
    """The plan decided anew."""


class HorizonJson(Document):
    """What `horizon --json` gives: every scenario in every year, and what turns."""

    region: str
    """Id of the region."""
    years: tuple[int, ...]
    """The first is when plans are decided."""
    projections: tuple[str, ...]
    """The main one first."""
    rows: tuple[HorizonRow, ...]
    """Scenarios by projections by years."""
    summary: dict[str, dict[str, tuple[str, ...]]]
    """Language → scenario → what turns, in sentences."""


def horizon_json(found: Horizon) -> str:
    """Every year's plans, kept and anew, and the sentences in each language."""
    return document(
        HorizonJson,
        {
            "region": found.region.id,
            "years": found.years,
            "projections": found.projections,
            "rows": horizon_rows(found),
            "summary": {
                lang: {base.name: horizon_sentences(found, base, lang) for base in found.decided}
                for lang in LANGS
            },
        },
    )


def horizon_rows(found: Horizon) -> list[dict[str, Any]]:
    """A row for each scenario, projection and year."""
    rows = []
    for base in found.decided:
        for projection in found.projections:
            for n, row in enumerate(found.rows_of(base.name, projection)):
                rows.append(_row(found, base, row, n))
    return rows


def _row(found: Horizon, base: Alternative, row: YearPlans, n: int) -> dict[str, Any]:
    from planner.evaluate import threshold_status
    from planner.horizon import unit_persons

    persons = {
        u.unit_id: unit_persons(found, base, row.projection, u.unit_id)[n] for u in base.plan.units
    }
    return {
        "scenario": row.scenario,
        "year": row.year,
        "projection": row.projection,
        "persons": persons,
        "threshold": {
            unit: threshold_status(count, base.scenario.threshold) for unit, count in persons.items()
        },
        "kept": _plan(row.kept),
        "anew": _plan(row.anew),
    }


def _plan(answer: Answer) -> dict[str, Any]:
    from planner.horizon import plan_of

    plan = plan_of(answer)
    if plan is None:
        empty = dict.fromkeys(PlanOfYear.model_fields)
        return {**empty, "status": getattr(answer, "status", "no_plan")}
    of = plan.indicators
    return {
        "status": str(plan.plan.status),
        "programmes_held": of.programmes_held,
        "venues": of.venues_used,
        "participants_served": of.participants_served,
        "participants_specialist": of.participants_specialist,
        "participants_unmet": of.participants_unmet,
        "travel_hours": of.travel_hours_total,
        "nok": of.cost_nok,
    }
