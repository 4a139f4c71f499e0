"""The JSON of `solve --json` and `compare --format json`: a documented, versioned contract.

The models below are the contract; what is written is built with them, so it cannot differ from them.
Fields may be added within a version. One that is renamed, removed or changes its meaning or unit makes
a new `SCHEMA_VERSION`.
"""

from __future__ import annotations

from typing import Any, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from planner.evaluate import (
    INDICATORS,
    CourseIndicators,
    Indicators,
    Level,
    MunicipalityIndicators,
    ProgrammeIndicators,
    docs_at,
)
from planner.report.json.weighing_contract import WeighingJson

SCHEMA_VERSION = 1

Status = Literal["optimal", "within_gap", "unproven", "stopped", "given"]


class Part(BaseModel):
    """Base of every part of the contract."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def _unit(unit: str) -> Any:
    return Field(json_schema_extra={"unit": unit})


class StageJson(Part):
    """One objective of the lexicographic order, as it ended."""

    name: str
    """Name of the stage: outside, shortfall, unmet, travel, cost, seat_travel, worst_travel, equity,
    reach or venues."""
    unit: str
    """Unit of `value` and `bound`."""
    value: float
    """The plan's value."""
    bound: float | None
    """What no plan can beat, as the solver proved, given the stages before; null: nothing proved."""
    gap: float | None = _unit("share, 0–1")
    """Relative distance from `value` to `bound`; null: nothing proved."""
    status: Status
    """optimal: proven; within_gap: proven to the gap asked for; unproven: the search came to its
    own end short of that gap; stopped: a limit or Ctrl-C ended the search."""


class UnitJson(Part):
    """A coordinating unit and its members, in scope or not."""

    unit_id: str
    """Id in the region's table of units, or of the scenario's new unit."""
    name: str
    """Its name."""
    kind: str
    """Kind of unit: intermunicipal, host_municipality, dms, solo, seat, new, …"""
    legal_form: str
    """Legal form, as the region's table has it."""
    exists_today: bool | None
    """Whether the unit exists today; null: not known."""
    payer: str
    """Who pays its posts: municipalities or hospital_trust."""
    seat_place_id: str
    """Place of its seat."""
    staff_base_place_ids: tuple[str, ...]
    """Places that its staff set out from."""
    member_codes: tuple[str, ...]
    """Municipalities that belong to it, sorted."""
    persons: int = _unit("persons")
    """Inhabitants of all members."""
    persons_assumed: bool
    """Whether that number rests on assumptions: who the members are, or how many live there."""
    threshold_status: Literal["within", "about", "below", "above"]
    """Against the guideline; about: less than 5 % short of the lower estimate."""
    persons_short: int = _unit("persons")
    """Short of the lower estimate; 0 where it is reached."""
    persons_above: int = _unit("persons")
    """Above the upper estimate; 0 where it is not."""
    programmes_viable: tuple[str, ...]
    """Programmes of which its people can fill a course."""
    viable_share: float | None = _unit("share, 0–1")
    """Share of its participants whose programmes those are."""
    coordinator_fte: float = _unit("full-time posts")
    """Coordinators' posts."""
    agreements_existing: int
    """Agreements with members that exist."""
    agreements_new: int
    """Agreements to be made."""
    coordinator_hours: float = _unit("hours/year")
    """Coordinators' hours: base hours, developing programmes and repeating courses."""
    coordinator_hours_base: float = _unit("hours/year")
    """Hours whatever the courses."""
    coordinator_hours_develop: float = _unit("hours/year")
    """Hours to develop programmes, spread over years."""
    coordinator_hours_repeat: float = _unit("hours/year")
    """Hours to repeat courses."""
    coordinator_hours_first_year: float = _unit("hours/year")
    """Hours in a year in which every programme is developed."""
    coordinator_hours_posts: float = _unit("hours/year")
    """Hours that the posts give."""
    coordinator_posts_needed: float = _unit("full-time posts")
    """The hours as posts."""


class VenueJson(Part):
    """A venue in use."""

    venue_id: str
    """Id in the region's table of venues, or of the scenario's new venue."""
    name: str
    """Its name."""
    place_id: str
    """Where it is."""
    municipality_code: str
    """Municipality of that place."""
    kind: str
    """Kind of room."""
    unit_id: str
    """The unit that runs it."""
    courses: float = _unit("courses/year")
    """Courses held there."""
    participants: float = _unit("participants/year")
    """Participants there, in scope or not."""
    assumed: tuple[str, ...]
    """Its fields that rest on assumptions."""


class WorstMunicipalityJson(Part):
    """The municipality in scope with the longest mean way."""

    name: str
    """Its name."""
    minutes_mean: float = _unit("minutes")
    """Mean one-way time of its participants."""


class CostItemJson(Part):
    """One expense of one payer."""

    item: str
    """What is paid for: posts, unit_fixed, venues, professionals, mileage_local, …"""
    payer: str
    """municipalities, hospital_trust, grants or users."""
    nok: float = _unit("NOK/year")
    """The scope's share."""
    nok_plan: float = _unit("NOK/year")
    """The whole plan's."""


class UnitCostJson(Part):
    """What one unit costs, for everybody it serves, participants' mileage aside."""

    unit_id: str
    """The unit."""
    payer: str
    """Who pays: municipalities or hospital_trust."""
    nok: float = _unit("NOK/year")
    """The unit's cost in all."""
    granted: float = _unit("NOK/year")
    """What grants bear of it."""


class ProfessionJson(Part):
    """Hours a year of one profession, the whole plan's."""

    profession: str
    """Name in the catalogue."""
    hours_meetings: float = _unit("hours/year")
    """In meetings."""
    hours_travel: float = _unit("hours/year")
    """On the way to them and back."""
    hours_max: float | None = _unit("hours/year")
    """Most in meetings that the scenario states; null: it states none."""


class AssumptionJson(Part):
    """Fields that figures rest on and that no source gives."""

    group: str
    """Which figures: a group of `planner.evaluate.GROUPS`."""
    table: str
    """The region's table."""
    field: str
    """Its column."""
    rows_assumed: int
    """Rows that the plan draws on where the field is assumed."""
    rows: int
    """Rows that the plan draws on."""


class TextJson(Part):
    """Sentences in both languages."""

    nb: tuple[str, ...]
    """Norwegian (bokmål)."""
    en: tuple[str, ...]
    """English."""


_IDS = {
    "code": "Code of the municipality.",
    "name": "Name of the municipality.",
    "unit_id": "The unit it belongs to, or that runs the course; null outside every unit.",
    "programme_id": "Id of the programme.",
    "name_nb": "Name of the programme in Norwegian.",
    "name_en": "Name of the programme in English.",
    "venue_id": "The venue.",
    "viable_unit_ids": "Units that can fill a course.",
    "courses_per_cycle": "Holdings in a cycle of `cycle_years`.",
    "cycle_years": "Years in a cycle.",
    "group_min_persons": "Smallest group.",
}


def _model(name: str, about: str, record: type, level: Level) -> type[BaseModel]:
    """A model of an indicator record: its ids, and the registry's indicators of its level."""
    hints = get_type_hints(record)
    docs = {doc.name: doc for doc in docs_at(level)}
    wanted = docs if level == "plan" else {**dict.fromkeys(k for k in hints if k in _IDS), **docs}
    fields: dict[str, Any] = {}
    for key in wanted:
        doc = INDICATORS.get(key) if key in docs else None
        if doc is None:
            fields[key] = (hints[key], Field(description=_IDS[key]))
        else:
            fields[key] = (
                hints.get(key, float | None),
                Field(description=f"{doc.label}.", json_schema_extra={"unit": doc.unit}),
            )
    return create_model(name, __base__=Part, __doc__=about, **fields)


IndicatorsJson = _model("IndicatorsJson", "Figures of the plan.", Indicators, "plan")
MunicipalityJson = _model(
    "MunicipalityJson",
    "The people of one municipality in scope.",
    MunicipalityIndicators,
    "municipality",
)
ProgrammeJson = _model(
    "ProgrammeJson", "One programme, for the people in scope.", ProgrammeIndicators, "programme"
)
CourseJson = _model(
    "CourseJson", "The courses of one programme at one venue.", CourseIndicators, "course"
)


class AlternativeJson(Part):
    """One scenario and its plan."""

    scenario: str
    """Name of the scenario."""
    title: str
    """Its title in Norwegian."""
    title_en: str
    """Its title in English; empty: none."""
    status: Status
    """Status of the worst stage."""
    gap: float | None = _unit("share, 0–1")
    """Largest relative gap of the stages; null: nothing proved of one of them."""
    method: str
    """How the plan was found."""
    stages: tuple[StageJson, ...]
    """The objectives in their order."""
    units: tuple[UnitJson, ...]
    """Open units, by id."""
    outside_codes: tuple[str, ...]
    """Municipalities in scope that belong to no unit."""
    coverage_share: float = _unit("share, 0–1")
    """Share of the scope's inhabitants that belong to a unit."""
    venues_used: tuple[str, ...]
    """Ids of venues with at least one course, sorted."""
    venues: tuple[VenueJson, ...]
    """The same venues in full."""
    indicators: IndicatorsJson  # type: ignore[valid-type]
    """Figures of the plan; docs/indicators.md has the formulas."""
    indicators_assumed: tuple[str, ...]
    """Names of those indicators that rest on assumptions."""
    best_in: tuple[str, ...]
    """Rows of the comparison in which this alternative is (or shares) the best; empty for `solve`."""
    worst_municipality: WorstMunicipalityJson | None
    """Longest mean way among the municipalities in scope; null: nobody travels."""
    units_under_two_posts: int
    """Units that are vulnerable to one person's absence."""
    per_municipality: tuple[MunicipalityJson, ...]  # type: ignore[valid-type]
    """One row per municipality in scope."""
    per_programme: tuple[ProgrammeJson, ...]  # type: ignore[valid-type]
    """One row per programme."""
    courses: tuple[CourseJson, ...]  # type: ignore[valid-type]
    """One row per programme and venue."""
    cost_items: tuple[CostItemJson, ...]
    """What the cost is made of, as far as prices are known."""
    unit_costs: tuple[UnitCostJson, ...]
    """What each unit costs, as far as prices are known."""
    cost_absent_because: tuple[str, ...]
    """Why the cost is null; empty where it is told."""
    professions: tuple[ProfessionJson, ...]
    """Professionals' hours, by profession."""
    assumptions: tuple[AssumptionJson, ...]
    """What the figures rest on that no source gives."""
    verdict: TextJson
    """How the alternative stands, in plain sentences."""
    messages: tuple[str, ...]
    """What the scenario, the travel times and the solver want known."""


class SolveJson(AlternativeJson):
    """What `solve --json` gives: one alternative."""

    schema_version: Literal[1] = 1
    """Version of this contract."""
    planner_version: str
    """Version of the planner."""
    region: str
    """Id of the region."""
    scope_codes: tuple[str, ...]
    """Municipalities whose people the plan is judged for."""
    persons_in_scope: int = _unit("persons")
    """Their inhabitants."""


class WithoutPlanJson(Part):
    """A scenario for which there is no plan."""

    scenario: str
    """Name of the scenario."""
    title: str
    """Its title in Norwegian."""
    status: str
    """infeasible: no plan satisfies it; no_plan: stopped before there was one."""
    reasons: tuple[str, ...]
    """Why, in sentences."""


class SameTravelJson(Part):
    """Alternatives that travel does not distinguish: one and the same venue plan."""

    scenarios: tuple[str, ...]
    """Their names."""
    staff_differs: bool
    """Whether professionals set out from different bases, so that their hours differ."""


class HoursJson(Part):
    """Travel hours and those who have them."""

    travel_hours_total: float = _unit("hours/year")
    """The hours."""
    scenarios: tuple[str, ...]
    """Alternatives with these hours."""


class SameOrganisationJson(Part):
    """Alternatives with the same organisation whose venues or staff bases make travel differ."""

    unit_ids: tuple[str, ...]
    """Their units."""
    hours: tuple[HoursJson, ...]
    """Fewest hours first."""


class ComparisonJson(Part):
    """What `compare --format json` gives."""

    schema_version: Literal[1] = 1
    """Version of this contract."""
    planner_version: str
    """Version of the planner."""
    region: str
    """Id of the region."""
    region_title: str
    """Its title."""
    scope_codes: tuple[str, ...]
    """Municipalities whose people every alternative is judged for."""
    persons_in_scope: int = _unit("persons")
    """Their inhabitants."""
    alternatives: tuple[AlternativeJson, ...]
    """In the order asked."""
    without_plan: tuple[WithoutPlanJson, ...]
    """Scenarios that have no plan."""
    same_travel: tuple[SameTravelJson, ...]
    """Groups of alternatives with one venue plan."""
    same_organisation: tuple[SameOrganisationJson, ...]
    """Groups in which venues matter though the organisation is the same."""
    other_assumptions: tuple[str, ...]
    """Alternatives under other demand, population, season or roads than most: they take no mark."""
    remarks: TextJson
    """What to note."""
    weighing: WeighingJson | None
    """With `--weights`: the alternatives weighed by criteria; null without."""


def comparison_json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `compare --format json` gives."""
    return _schema(ComparisonJson, "Comparison of lms-planner")


def alternative_json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what `solve --json` gives."""
    return _schema(SolveJson, "Plan of lms-planner")


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    schema = model.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": title,
    }
