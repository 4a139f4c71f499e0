"""The answer: a plan as frozen values that refer to everything by id.

A plan says which units exist and who belongs to them, which courses are held where, and where the
people of every place take part. It carries what the solver proved about it, stage by stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf, isfinite
from typing import Literal


class Status(StrEnum):
    """What is known of a stage or a plan, from best to worst."""

    OPTIMAL = "optimal"
    """Proven: the gap is at most `EXACT_GAP`."""
    WITHIN_GAP = "within_gap"
    """Proven to lie within the gap that was asked for."""
    UNPROVEN = "unproven"
    """The search came to its own end short of the gap that was asked for: more time changes nothing."""
    STOPPED = "stopped"
    """A limit or Ctrl-C ended the search; value and bound are what was known then."""
    GIVEN = "given"
    """Nothing was solved: the plan was drawn by hand or describes today."""

    @property
    def falls_short(self) -> bool:
        """Whether a search ended without the proof that was asked for."""
        return self in (Status.UNPROVEN, Status.STOPPED)


EXACT_GAP = 1e-5
"""A relative gap at or below this counts as proven optimal (floating-point accuracy of the solver)."""


def relative_gap(value: float, bound: float) -> float:
    """|value − bound| / |value|, and 0 where the two agree to within 1e-5 of their own unit.

    A hundred-thousandth of an hour, a person or a krone is the solver's rounding, not a difference.

    >>> relative_gap(100.0, 99.0)
    0.01
    >>> relative_gap(0.0, 0.0)
    0.0
    """
    difference = abs(value - bound)
    if difference <= 1e-5:
        return 0.0
    if value in (inf, -inf) or bound in (inf, -inf):
        return inf
    return difference / max(abs(value), 1e-9)


@dataclass(frozen=True, slots=True)
class Stage:
    """One objective of the lexicographic order, as it ended.

    `value` is the plan's, `bound` what the solver proved no plan can beat (given the stages before),
    both in `unit`; `gap` is relative.
    """

    name: str
    unit: str
    value: float
    bound: float
    gap: float
    status: Status

    @property
    def has_bound(self) -> bool:
        """Whether anything was proved: no objective is below 0, so a bound of 0 says nothing of a value
        above it.

        >>> Stage("travel", "hours/year", 10.0, 0.0, 1.0, Status.STOPPED).has_bound
        False
        """
        return isfinite(self.bound) and (self.bound > 0 or self.gap <= EXACT_GAP)


@dataclass(frozen=True, slots=True)
class UnitInPlan:
    """An open coordinating unit and its members (municipality codes, sorted)."""

    unit_id: str
    seat_place_id: str
    staff_base_place_ids: tuple[str, ...]
    member_codes: tuple[str, ...]


Holder = Literal["unit", "hospital"]
"""Who holds a programme's courses in a unit: the unit itself, or the hospital."""


@dataclass(frozen=True, slots=True)
class CourseInPlan:
    """`courses` holdings per cycle of `cycle_years` of one programme at one venue, run by one unit.

    `holder` is whose staff hold them: the unit's own, or the hospital's (the second line) in its rooms.
    """

    programme_id: str
    venue_id: str
    unit_id: str
    courses: int
    cycle_years: int
    holder: Holder = "unit"


@dataclass(frozen=True, slots=True)
class Attendance:
    """The share (0..1) of a place's demand for a programme that takes part at one local venue.

    `course_programme_id` is the programme whose course they attend: `programme_id` itself, or the
    general programme that took the group in.
    """

    place_id: str
    programme_id: str
    course_programme_id: str
    venue_id: str
    share: float


@dataclass(frozen=True, slots=True)
class SpecialistAttendance:
    """The share (0..1) of a place's demand that takes part at a specialist (*deltar ved UNN*)."""

    place_id: str
    programme_id: str
    service_id: str
    share: float


@dataclass(frozen=True, slots=True)
class Unmet:
    """The share (0..1) of a place's demand with no offer (*uten tilbud*)."""

    place_id: str
    programme_id: str
    share: float


@dataclass(frozen=True, slots=True)
class AtHome:
    """The share (0..1) of a place's demand that has an offer and chooses not to go (*kommer ikke*).

    Only where people choose for themselves; those whom the way keeps at home under a distance decay are
    part of the rows of where they would go.
    """

    place_id: str
    programme_id: str
    share: float


@dataclass(frozen=True, slots=True, repr=False)
class Plan:
    """A complete answer to one scenario. Rows are sorted by id; shares of zero are left out."""

    scenario: str
    region: str
    units: tuple[UnitInPlan, ...]
    outside_codes: tuple[str, ...]
    courses: tuple[CourseInPlan, ...]
    attendance: tuple[Attendance, ...]
    specialist: tuple[SpecialistAttendance, ...]
    unmet: tuple[Unmet, ...]
    stages: tuple[Stage, ...]
    method: str
    """How it was found: `by_programme`, `milp`, `given`, …"""
    messages: tuple[str, ...] = ()
    at_home: tuple[AtHome, ...] = ()

    def __repr__(self) -> str:
        return (
            f"<plan of {self.scenario}: {len(self.units)} units, {len(self.courses)} courses, "
            f"{self.status} by {self.method}>"
        )

    @property
    def gap(self) -> float:
        """The largest relative gap over the stages; 0 for a plan that was given."""
        return max((stage.gap for stage in self.stages), default=0.0)

    @property
    def status(self) -> Status:
        """The status of the worst stage."""
        order = list(Status)
        return max((s.status for s in self.stages), key=order.index, default=Status.GIVEN)

    @property
    def venues_in_use(self) -> tuple[str, ...]:
        """Ids of the venues that hold at least one course, sorted."""
        return tuple(sorted({row.venue_id for row in self.courses if row.courses > 0}))

    def member_of(self) -> dict[str, str]:
        """Municipality code → unit id, for the members of every unit."""
        return {code: unit.unit_id for unit in self.units for code in unit.member_codes}
