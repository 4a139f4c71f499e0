"""Random sound plans, found by brute force, with one thing changed: the verifier names the rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import floor
from typing import TypeVar

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from planner.plan import Attendance, CourseInPlan, Plan, SpecialistAttendance, Unmet
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.travel.types import Travel
from planner.verify import verify_plan
from tests.oracle import best_plan
from tests.small_region import shortest_ways, small_problems

Row = TypeVar("Row")
Pick = Callable[[Sequence[int]], int]
Mutation = Callable[[Region, Scenario, Plan, Pick], tuple[Plan, str] | None]
"""A changed plan and the rule that it breaks; None where the plan has nothing to change so."""


def _any(rows: Sequence[Row], pick: Pick) -> tuple[int, Row] | None:
    if not rows:
        return None
    position = pick(range(len(rows)))
    return position, rows[position]


def _without(rows: tuple[Row, ...], position: int) -> tuple[Row, ...]:
    return (*rows[:position], *rows[position + 1 :])


def _with(rows: tuple[Row, ...], position: int, row: Row) -> tuple[Row, ...]:
    return (*rows[:position], row, *rows[position + 1 :])


def forget_people(_r: Region, _s: Scenario, plan: Plan, pick: Pick) -> tuple[Plan, str] | None:
    """Half of those who attend somewhere are not accounted for."""
    found = _any(plan.attendance, pick)
    if found is None or found[1].share < 1e-3:
        return None
    half = replace(found[1], share=found[1].share / 2)
    return replace(plan, attendance=_with(plan.attendance, found[0], half)), "attendance"


def count_people_twice(_r: Region, _s: Scenario, plan: Plan, pick: Pick) -> tuple[Plan, str] | None:
    """People who have an offer are unmet beside it."""
    rows = {(u.place_id, u.programme_id) for u in plan.unmet}
    served: list[Attendance | SpecialistAttendance] = [*plan.attendance, *plan.specialist]
    served = [a for a in served if (a.place_id, a.programme_id) not in rows]
    found = _any(served, pick)
    if found is None:
        return None
    extra = Unmet(found[1].place_id, found[1].programme_id, 0.25)
    return replace(plan, unmet=(*plan.unmet, extra)), "attendance"


def cancel_a_course(_r: Region, _s: Scenario, plan: Plan, pick: Pick) -> tuple[Plan, str] | None:
    """A course that people attend is not held."""
    found = _any(plan.courses, pick)
    if found is None:
        return None
    return replace(plan, courses=_without(plan.courses, found[0])), "attendance"


def split_groups(region: Region, _s: Scenario, plan: Plan, pick: Pick) -> tuple[Plan, str] | None:
    """So many courses that the groups are too small."""
    found = _any(plan.courses, pick)
    if found is None:
        return None
    course = found[1]
    persons = course.cycle_years * _participants(region, _s, plan, course)
    smallest = region.programmes[course.programme_id].group_min_persons
    more = replace(course, courses=floor(persons / smallest + 1e-3) + 1)
    return replace(plan, courses=_with(plan.courses, found[0], more)), "group_size"


def _participants(region: Region, scenario: Scenario, plan: Plan, course: CourseInPlan) -> float:
    level = region.demand_levels[scenario.demand.level].participants_per_1000
    mix = region.mix(scenario.demand.mix)
    return (
        sum(
            a.share * region.places[a.place_id].persons * level * mix[a.programme_id] / 1000
            for a in plan.attendance
            if (a.course_programme_id, a.venue_id) == (course.programme_id, course.venue_id)
        )
        * scenario.demand.factor
    )


def lose_a_member(_r: Region, _s: Scenario, plan: Plan, pick: Pick) -> tuple[Plan, str] | None:
    """A member of a unit is neither a member nor outside."""
    units = [unit for unit in plan.units if len(unit.member_codes) > 1]
    found = _any(units, pick)
    if found is None:
        return None
    unit = found[1]
    left = replace(unit, member_codes=_without(unit.member_codes, pick(range(len(unit.member_codes)))))
    return replace(plan, units=tuple(left if u is unit else u for u in plan.units)), "membership"


def name_a_member_as_outside(
    _r: Region, _s: Scenario, plan: Plan, pick: Pick
) -> tuple[Plan, str] | None:
    found = _any(plan.units, pick)
    if found is None:
        return None
    outside = (*plan.outside_codes, found[1].member_codes[0])
    return replace(plan, outside_codes=outside), "membership"


def close_a_unit(_r: Region, _s: Scenario, plan: Plan, pick: Pick) -> tuple[Plan, str] | None:
    """With fixed assignment, every candidate is open."""
    found = _any(plan.units, pick)
    if found is None:
        return None
    return replace(plan, units=_without(plan.units, found[0])), "policy"


def travel_to_a_venue_not_in_use(
    region: Region, _s: Scenario, plan: Plan, pick: Pick
) -> tuple[Plan, str] | None:
    idle = sorted(set(region.venues) - set(plan.venues_in_use))
    found = _any(plan.attendance, pick)
    if found is None or not idle:
        return None
    there = replace(found[1], venue_id=idle[0])
    return replace(plan, attendance=_with(plan.attendance, found[0], there)), "attendance"


def change_the_cycle(_r: Region, _s: Scenario, plan: Plan, pick: Pick) -> tuple[Plan, str] | None:
    found = _any(plan.courses, pick)
    if found is None:
        return None
    longer = replace(found[1], cycle_years=found[1].cycle_years + 1)
    return replace(plan, courses=_with(plan.courses, found[0], longer)), "structure"


def hand_a_venue_to_nobody(_r: Region, _s: Scenario, plan: Plan, pick: Pick) -> tuple[Plan, str] | None:
    found = _any(plan.courses, pick)
    if found is None:
        return None
    orphan = replace(found[1], unit_id="u_unknown")
    return replace(plan, courses=_with(plan.courses, found[0], orphan)), "structure"


def make_a_stage_look_better(
    _r: Region, _s: Scenario, plan: Plan, pick: Pick
) -> tuple[Plan, str] | None:
    found = _any([stage for stage in plan.stages if stage.value > 0.01], pick)
    if found is None:
        return None
    stage = found[1]
    told = replace(stage, value=stage.value * 0.99, bound=stage.bound * 0.99)
    return replace(plan, stages=tuple(told if s is stage else s for s in plan.stages)), "stages"


def raise_a_bound(_r: Region, _s: Scenario, plan: Plan, pick: Pick) -> tuple[Plan, str] | None:
    """A bound above the value: a proof that the plan cannot exist."""
    found = _any(plan.stages, pick)
    if found is None:
        return None
    stage = found[1]
    told = replace(stage, bound=stage.value * 1.01 + 1)
    return replace(plan, stages=tuple(told if s is stage else s for s in plan.stages)), "stages"


def forget_a_gap(_r: Region, _s: Scenario, plan: Plan, pick: Pick) -> tuple[Plan, str] | None:
    """Optimal, with a bound that leaves a gap."""
    found = _any([s for s in plan.stages if s.value > 0.01 and s.name != "shortfall"], pick)
    if found is None:
        return None
    stage = found[1]
    told = replace(stage, bound=stage.value * 0.9)
    return replace(plan, stages=tuple(told if s is stage else s for s in plan.stages)), "stages"


MUTATIONS: tuple[Mutation, ...] = (
    forget_people,
    count_people_twice,
    cancel_a_course,
    split_groups,
    lose_a_member,
    name_a_member_as_outside,
    close_a_unit,
    travel_to_a_venue_not_in_use,
    change_the_cycle,
    hand_a_venue_to_nobody,
    make_a_stage_look_better,
    raise_a_bound,
    forget_a_gap,
)


def test_a_changed_plan_breaks_the_rule_that_the_change_is_about() -> None:
    applied: Counter[str] = Counter()

    @settings(
        max_examples=80,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(small_problems(assignment="fixed"), st.data())
    def check(problem: tuple[Region, Scenario], data: st.DataObject) -> None:
        region, scenario = problem
        travel: Travel = shortest_ways(region, scenario)
        best = best_plan(region, travel, scenario)
        assume(best is not None)
        assert best is not None
        assert verify_plan(region, travel, scenario, best.plan) == ()
        for mutate in MUTATIONS:
            changed = mutate(region, scenario, best.plan, lambda of: data.draw(st.sampled_from(of)))
            if changed is None:
                continue
            plan, rule = changed
            broken = {v.rule for v in verify_plan(region, travel, scenario, plan)}
            assert rule in broken, (mutate.__name__, broken)
            applied[mutate.__name__] += 1

    check()
    # A change that never found a plan to be made in would prove nothing.
    assert {mutate.__name__ for mutate in MUTATIONS} == set(applied)
