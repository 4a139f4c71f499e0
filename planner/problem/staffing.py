"""Hours of work a year against the posts there are, as far as they bound a plan (rule 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.region import Programme, Region
from planner.scenario import Scenario, Staffing

UNSPECIFIED = "unspecified"
"""The profession of professionals whose profession the catalogue does not name."""


@dataclass(frozen=True, slots=True)
class StaffingData:
    """What bounds the hours of work: hours and meetings a year, or of one course where it says so."""

    hours_base: float
    """Of a unit, whatever its courses."""
    unit_hours: Mapping[str, float]
    """Unit id → hours that its posts give."""
    hours_to_develop: Mapping[str, float]
    """Programme id → hours a year to develop it, in each unit that holds it."""
    hours_to_repeat: Mapping[str, float]
    """Programme id → coordinator's hours for one course."""
    professional_hours: Mapping[str, Mapping[str, float]]
    """Profession → programme id → hours in the meetings of one course."""
    professional_hours_max: Mapping[str, float]
    """Profession → most hours a year over all units; a profession without an entry has no bound."""
    user_representative_meetings: Mapping[str, float]
    """Programme id → meetings that user representatives take part in at one course, each counted."""
    user_representative_meetings_max: float | None


def hours_base(rule: Staffing) -> float:
    """Hours a year that a unit works whatever its courses: its hours a week over the weeks of a post.

    >>> round(hours_base(Staffing()), 1)
    838.7
    """
    return rule.hours_base_per_week * rule.hours_per_post / rule.hours_per_week


def professional_hours(programme: Programme) -> dict[str, float]:
    """Profession → professionals' hours in the meetings of one course.

    Which of the programme's professions lead a meeting is not known: all take equal part.
    """
    professionals = programme.meetings_per_course * programme.professionals_per_meeting
    hours = professionals * programme.hours_per_meeting
    professions = sorted(set(programme.professions)) or [UNSPECIFIED]
    return {q: hours / len(professions) for q in professions} if hours > 0 else {}


def build_staffing(region: Region, scenario: Scenario, unit_ids: Iterable[str]) -> StaffingData | None:
    """The bounds on hours of work; None where the scenario only has them reported."""
    rule = scenario.rules.staffing
    if rule.mode != "hard":
        return None
    programmes = region.programmes.values()
    by_profession: dict[str, dict[str, float]] = {}
    for programme in programmes:
        for q, hours in professional_hours(programme).items():
            by_profession.setdefault(q, {})[programme.id] = hours
    return StaffingData(
        hours_base=hours_base(rule),
        unit_hours={u: region.units[u].coordinator_fte * rule.hours_per_post for u in unit_ids},
        hours_to_develop={p.id: p.hours_to_develop / rule.develop_years for p in programmes},
        hours_to_repeat={p.id: p.hours_to_repeat for p in programmes},
        professional_hours=dict(sorted(by_profession.items())),
        professional_hours_max=dict(sorted(rule.professional_hours_max.items())),
        user_representative_meetings={
            p.id: float(p.meetings_per_course * p.user_representatives_per_meeting) for p in programmes
        },
        user_representative_meetings_max=rule.user_representative_meetings_max,
    )
