"""What is said of a plan: indicators as frozen values.

What each figure means, its unit and its formula stand once, in `planner.evaluate.registry`. None stands
where there is nothing to measure (no participants, no course, a missing price); it never stands for 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ThresholdStatus = Literal["within", "about", "below", "above"]
Kind = Literal["local", "specialist", "unmet", "lost"]
Value = float | int | str | None
"""What an indicator's value can be; None where there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class UnitIndicators:
    """One open unit against the guideline. People of all its members count, in scope or not."""

    unit_id: str
    seat_place_id: str
    member_codes: tuple[str, ...]
    persons: int
    threshold_status: ThresholdStatus
    persons_short: int
    persons_above: int
    fillable_codes: Mapping[str, tuple[str, ...]]
    """Programme id → members whose people can fill a course of it; only where there are any."""
    viable_share: float | None
    coordinator_fte: float
    agreements_existing: int
    agreements_new: int
    coordinator_hours: float
    coordinator_hours_base: float
    coordinator_hours_develop: float
    coordinator_hours_repeat: float
    coordinator_hours_first_year: float
    coordinator_hours_posts: float
    coordinator_posts_needed: float

    @property
    def programmes_viable(self) -> tuple[str, ...]:
        """Programmes of which the unit's people can fill at least one course in a cycle, sorted."""
        return tuple(sorted(self.fillable_codes))


@dataclass(frozen=True, slots=True)
class MunicipalityIndicators:
    """The people of one municipality in scope; `unit_id` is None where it stands outside."""

    code: str
    name: str
    unit_id: str | None
    persons: int
    participants_total: float
    participants_served: float
    participants_specialist: float
    participants_unmet: float
    participants_lost: float
    travel_hours: float
    minutes_mean: float | None
    minutes_mean_local: float | None
    minutes_mean_specialist: float | None
    minutes_p90: float | None
    minutes_max: float | None
    share_within_30: float | None
    share_within_45: float | None
    share_within_60: float | None
    programmes_within_60: int
    registered: Mapping[str, Value] = field(default_factory=dict)
    """Indicators that the record has no field of its own for, by name."""


@dataclass(frozen=True, slots=True)
class ProgrammeIndicators:
    """One programme, for the people in scope; courses are the plan's."""

    programme_id: str
    name_nb: str
    name_en: str
    participants_total: float
    participants_served: float
    participants_specialist: float
    participants_unmet: float
    participants_lost: float
    travel_hours: float
    minutes_mean: float | None
    courses: float
    persons_needed: float | None
    persons_needed_cycle: float | None
    viable_unit_ids: tuple[str, ...]
    fill_probability: float | None
    wait_years: float | None
    registered: Mapping[str, Value] = field(default_factory=dict)
    """Indicators that the record has no field of its own for, by name."""


@dataclass(frozen=True, slots=True)
class CourseIndicators:
    """The courses of one programme at one venue; participants of all places count."""

    programme_id: str
    venue_id: str
    unit_id: str
    courses_per_cycle: int
    cycle_years: int
    courses_per_year: float
    participants_per_course: float
    group_min_persons: int
    fill_probability: float
    wait_years: float
    staff_minutes: float
    staff_hours: float
    share_in_scope: float


@dataclass(frozen=True, slots=True)
class Assignment:
    """Where the people of one place take part in one programme, and what the way costs them.

    `kind` says whether at a venue (`local`, with the venue and the programme whose course it is), at a
    specialist service, or nowhere: with no offer (`unmet`) or with one that is too far for them
    (`lost`), both with no minutes and no hours. `participants_per_year` are those who come, of the rows
    of kind `lost` those who do not.
    """

    place_id: str
    municipality_code: str
    programme_id: str
    kind: Kind
    course_programme_id: str | None
    venue_id: str | None
    service_id: str | None
    share: float
    participants_per_year: float
    minutes: float | None
    km: float | None
    trips_per_participant: float
    travel_hours: float
    in_scope: bool
    outside: bool
    """Whether the municipality stands outside every unit."""


@dataclass(frozen=True, slots=True)
class CostItem:
    """One expense of one payer, in NOK a year: the scope's share (`nok`) and the whole plan's."""

    item: str
    payer: str
    nok: float
    nok_plan: float


@dataclass(frozen=True, slots=True)
class UnitCost:
    """What one unit costs in NOK a year, for everybody it serves, participants' mileage aside.

    Grants bear `granted` of `nok`; the payer (`municipalities` or `hospital_trust`) pays the rest.
    """

    unit_id: str
    payer: str
    nok: float
    granted: float


@dataclass(frozen=True, slots=True)
class ProfessionIndicators:
    """Hours a year of one profession, the whole plan's: in meetings, and on the way to them and back.

    `hours_max` is the most in meetings that the scenario states for it; None where it states none.
    """

    profession: str
    hours_meetings: float
    hours_travel: float
    hours_max: float | None


@dataclass(frozen=True, slots=True)
class AssumptionBehind:
    """Fields that a group of figures rests on and that no source gives.

    `rows_assumed` of the `rows` that the plan draws on have `field` assumed; `group` is one of those
    that the registry names (`rests_on`).
    """

    group: str
    table: str
    field: str
    rows_assumed: int
    rows: int


@dataclass(frozen=True, slots=True)
class Indicators:
    """Everything said of one plan. Scalars are documented in `planner.evaluate.INDICATORS`."""

    scenario: str
    scope_codes: tuple[str, ...]
    outside_codes: tuple[str, ...]
    """Municipalities in scope that belong to no unit."""
    scope_is_whole: bool
    """Whether the plan serves nobody outside the scope. Only then are the values of the solver's
    stages (which count everybody the plan serves) the indicators' own, and its bounds theirs."""
    units: tuple[UnitIndicators, ...]
    venues_used: tuple[str, ...]
    persons_in_scope: int
    persons_outside: int
    coverage_share: float
    units_open: int
    persons_short: int
    persons_above: int
    travel_hours_total: float
    travel_hours_participants: float
    travel_hours_staff: float
    travel_hours_specialist: float
    travel_hours_outside: float
    travel_hours_per_participant: float | None
    travel_hours_plan: float
    travel_hours_staff_plan: float
    minutes_mean: float | None
    minutes_mean_local: float | None
    minutes_mean_specialist: float | None
    minutes_p90: float | None
    minutes_max: float | None
    share_within_30: float | None
    share_within_45: float | None
    share_within_60: float | None
    participants_total: float
    participants_served: float
    participants_specialist: float
    participants_unmet: float
    participants_lost: float
    specialist_places: float | None
    specialist_backlog_years: float | None
    programmes_viable: int
    programmes_held: int
    viable_share: float | None
    courses: float
    venues_in_use: int
    fill_probability_mean: float | None
    fill_probability_min: float | None
    wait_years_mean: float | None
    person_minutes_to_seat: float | None
    posts_fte: float
    agreements_existing: int
    agreements_new: int
    coordinator_hours: float
    coordinator_hours_base: float
    coordinator_hours_develop: float
    coordinator_hours_repeat: float
    coordinator_hours_first_year: float
    coordinator_hours_posts: float
    coordinator_posts_needed: float
    units_over_posts: int
    participants_per_post: float | None
    professional_hours: float
    user_representative_meetings: float
    professions: tuple[ProfessionIndicators, ...]
    """Professionals' hours, by profession."""
    cost_nok: float | None
    cost_nok_municipalities: float | None
    cost_nok_hospital_trust: float | None
    cost_nok_grants: float | None
    cost_nok_users: float | None
    cost_nok_per_person: float | None
    cost_nok_plan: float | None
    cost_absent_because: tuple[str, ...]
    """Why the cost is not told, in words; empty where it is."""
    cost_items: tuple[CostItem, ...]
    """What the cost is made of, as far as prices are known."""
    unit_costs: tuple[UnitCost, ...]
    """What each unit costs, as far as prices are known."""
    per_municipality: tuple[MunicipalityIndicators, ...]
    per_programme: tuple[ProgrammeIndicators, ...]
    per_course: tuple[CourseIndicators, ...]
    assignments: tuple[Assignment, ...]
    rests_on: tuple[AssumptionBehind, ...]
    registered: Mapping[str, Value] = field(default_factory=dict)
    """Indicators that the record has no field of its own for, by name."""

    @property
    def unit_of(self) -> Mapping[str, str]:
        """Municipality code → unit id."""
        return {code: unit.unit_id for unit in self.units for code in unit.member_codes}
