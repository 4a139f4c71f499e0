"""staffing: where it is hard, hours of work fit the posts of every unit, and bounds that are stated."""

from __future__ import annotations

from collections.abc import Iterator

from planner.plan import CourseInPlan, UnitInPlan
from planner.verify import Facts, Violation, exceeds

RULE = "staffing"


def check(facts: Facts) -> Iterator[Violation]:
    """Coordinators' hours per unit; professionals' hours and user representatives' meetings in all.

    A unit works its base hours whatever its courses. It develops each programme that it holds, its
    hours spread over some years, and repeats each course.
    """
    rule = facts.scenario.rules.staffing
    if rule.mode != "hard":
        return
    for unit in facts.plan.units:
        held = [
            row
            for row in facts.plan.courses
            if row.unit_id == unit.unit_id and row.courses > 0 and row.holder == "unit"
        ]
        yield from _posts(facts, unit, held)
    yield from _professions(facts)
    yield from _representatives(facts)


def _posts(facts: Facts, unit: UnitInPlan, held: list[CourseInPlan]) -> Iterator[Violation]:
    rule, programmes = facts.scenario.rules.staffing, facts.region.programmes
    weeks = rule.hours_per_post / rule.hours_per_week
    base = rule.hours_base_per_week * weeks
    offered = {row.programme_id for row in held}
    develop = sum(programmes[k].hours_to_develop for k in offered) / rule.develop_years
    repeat = sum(
        row.courses
        / programmes[row.programme_id].cycle_years
        * programmes[row.programme_id].hours_to_repeat
        for row in held
    )
    posts = facts.region.units[unit.unit_id].coordinator_fte
    most = posts * rule.hours_per_post
    if exceeds(base + develop + repeat, most):
        message = (
            f"{facts.unit(unit.unit_id)} has {posts:g} posts, {most:g} hours a year, and needs "
            f"{base + develop + repeat:.6g}: {base:.6g} whatever its courses, {develop:.6g} to develop "
            f"and {repeat:.6g} to repeat them"
        )
        yield Violation(RULE, message, base + develop + repeat - most, "hours/year")


def _professions(facts: Facts) -> Iterator[Violation]:
    for profession, most in sorted(facts.scenario.rules.staffing.professional_hours_max.items()):
        hours = 0.0
        for row in facts.plan.courses:
            programme = facts.region.programmes[row.programme_id]
            if profession in programme.professions:
                meetings = row.courses / programme.cycle_years * programme.meetings_per_course
                in_all = meetings * programme.professionals_per_meeting * programme.hours_per_meeting
                hours += in_all / len(set(programme.professions))
        if exceeds(hours, most):
            message = (
                f"the profession {profession} has at most {most:g} hours a year in meetings and needs "
                f"{hours:.6g}"
            )
            yield Violation(RULE, message, hours - most, "hours/year")


def _representatives(facts: Facts) -> Iterator[Violation]:
    most = facts.scenario.rules.staffing.user_representative_meetings_max
    if most is None:
        return
    taken = 0.0
    for row in facts.plan.courses:
        programme = facts.region.programmes[row.programme_id]
        meetings = row.courses / programme.cycle_years * programme.meetings_per_course
        taken += meetings * programme.user_representatives_per_meeting
    if exceeds(taken, most):
        message = (
            f"user representatives take part in at most {most:g} meetings a year and are asked for "
            f"{taken:.6g}"
        )
        yield Violation(RULE, message, taken - most, "meetings/year")
