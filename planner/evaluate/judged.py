"""What the indicators of a plan are measured on: its rows in scope, its units, courses and cost.

One value for the plan, and one for each municipality or programme of it: the same function gives the
mean way of everybody, of a municipality's people, or of a programme's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from planner.evaluate.cost import Cost
from planner.evaluate.facts import Facts
from planner.evaluate.staffing import professions_of
from planner.evaluate.types import (
    Assignment,
    CourseIndicators,
    Kind,
    ProfessionIndicators,
    UnitIndicators,
)
from planner.evaluate.weighted import TOLERANCE, share_within, weighted_mean, weighted_quantile


@dataclass(frozen=True)
class Judged:
    """A plan, or the part of it that concerns one municipality (`code`) or one programme.

    `every_row` is who goes where in the whole plan, `rows` the part that is judged: the people in
    scope, of the municipality or the programme. Units, courses and cost are always the whole plan's.
    """

    facts: Facts
    every_row: tuple[Assignment, ...]
    units: tuple[UnitIndicators, ...]
    courses: tuple[CourseIndicators, ...]
    cost: Cost
    code: str | None = None
    programme_id: str | None = None

    @cached_property
    def rows(self) -> tuple[Assignment, ...]:
        """Who goes where, of the people judged."""
        return tuple(
            row
            for row in self.every_row
            if row.in_scope
            and self.code in (None, row.municipality_code)
            and self.programme_id in (None, row.programme_id)
        )

    @cached_property
    def held(self) -> tuple[CourseIndicators, ...]:
        """The courses, of the programme where there is one."""
        return tuple(c for c in self.courses if self.programme_id in (None, c.programme_id))

    @cached_property
    def people(self) -> People:
        """Participants, and the ways of those who take part."""
        return people_of(self.rows)

    @cached_property
    def hours(self) -> Hours:
        """Hours of participants on the road."""
        return hours_of(self.rows)

    @cached_property
    def hours_staff(self) -> float:
        """The scope's share of the professionals' hours on the road."""
        return fsum(course.staff_hours * course.share_in_scope for course in self.courses)

    @cached_property
    def hours_staff_plan(self) -> float:
        """All of the professionals' hours on the road."""
        return fsum(course.staff_hours for course in self.courses)

    @property
    def hours_total(self) -> float:
        """Everybody's hours on the road, of the scope."""
        return self.hours.participants + self.hours_staff + self.hours.specialist + self.hours.outside

    @property
    def persons(self) -> int:
        """Inhabitants in scope, or of the municipality."""
        if self.code is not None:
            return self.facts.region.municipalities[self.code].persons
        return self.facts.region.persons_of(self.facts.scope_codes)

    @property
    def outside_codes(self) -> tuple[str, ...]:
        """Municipalities in scope that belong to no unit."""
        return tuple(c for c in self.facts.scope_codes if c not in self.facts.unit_of)

    @property
    def persons_outside(self) -> int:
        """Inhabitants in scope who belong to no unit."""
        return self.facts.region.persons_of(self.outside_codes)

    @property
    def posts_fte(self) -> float:
        """Coordinators' posts of the units."""
        return fsum(unit.coordinator_fte for unit in self.units)

    @cached_property
    def professions(self) -> tuple[ProfessionIndicators, ...]:
        """Professionals' hours, by profession."""
        return professions_of(self.facts, self.courses)


@dataclass(frozen=True, slots=True)
class Hours:
    """Person-hours a year of participants, each counted once."""

    participants: float
    specialist: float
    outside: float


@dataclass(frozen=True, slots=True)
class People:
    """Participants a year, and the ways of those who take part."""

    total: float
    served: float
    specialist: float
    unmet: float
    lost: float
    ways: tuple[tuple[float, float], ...]
    minutes_max: float | None
    minutes_mean_local: float | None
    minutes_mean_specialist: float | None

    @property
    def minutes_mean(self) -> float | None:
        """Mean one-way minutes."""
        return weighted_mean(self.ways)

    @property
    def minutes_p90(self) -> float | None:
        """One-way minutes that nine of ten do not exceed."""
        return weighted_quantile(self.ways, 0.9)

    def within(self, minutes: float) -> float | None:
        """Share of all participants whose way is no longer."""
        return share_within(self.ways, minutes, self.total)


def people_of(rows: Iterable[Assignment]) -> People:
    """Participants of some rows."""
    rows = tuple(rows)
    count = {
        kind: fsum(row.participants_per_year for row in rows if row.kind == kind)
        for kind in ("local", "specialist", "unmet", "lost")
    }
    ways = tuple((row.minutes, row.participants_per_year) for row in rows if row.minutes is not None)
    # A share at the edge of the solver's accuracy is no traveller.
    longest = [row.minutes for row in rows if row.minutes is not None and row.share > TOLERANCE]
    return People(
        total=fsum(count.values()),
        served=count["local"],
        specialist=count["specialist"],
        unmet=count["unmet"],
        lost=count["lost"],
        ways=ways,
        minutes_max=max(longest, default=None),
        minutes_mean_local=_mean_of(rows, "local"),
        minutes_mean_specialist=_mean_of(rows, "specialist"),
    )


def _mean_of(rows: Iterable[Assignment], kind: Kind) -> float | None:
    return weighted_mean(
        tuple(
            (r.minutes, r.participants_per_year)
            for r in rows
            if r.kind == kind and r.minutes is not None
        )
    )


def hours_of(rows: Iterable[Assignment]) -> Hours:
    """Hours on the road of some rows."""
    rows = tuple(rows)
    return Hours(
        participants=fsum(r.travel_hours for r in rows if r.kind == "local" and not r.outside),
        specialist=fsum(r.travel_hours for r in rows if r.kind == "specialist" and not r.outside),
        outside=fsum(r.travel_hours for r in rows if r.outside),
    )


def ratio(value: float | None, by: float) -> float | None:
    """A value per head; None where it is not known or there is nobody."""
    return value / by if value is not None and by > 0 else None
