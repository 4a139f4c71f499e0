"""Coordinating units: inhabitants against the guideline, programmes they can fill, agreements."""

from __future__ import annotations

from math import fsum

from planner.evaluate.facts import Facts, held_locally
from planner.evaluate.staffing import coordinator_hours
from planner.evaluate.types import ThresholdStatus, UnitIndicators
from planner.evaluate.weighted import TOLERANCE
from planner.plan import UnitInPlan
from planner.problem import expected_minimum
from planner.scenario import Threshold

ABOUT_SHARE = 0.05
"""A unit that is less than this share short of the lower estimate is about at it."""


def threshold_status(persons: int, threshold: Threshold) -> ThresholdStatus:
    """Verdict on a unit of so many inhabitants (*veiledende befolkningsgrunnlag*).

    >>> [threshold_status(n, Threshold()) for n in (18_999, 19_000, 19_001, 20_000, 40_000, 40_001)]
    ['below', 'below', 'about', 'within', 'within', 'above']
    """
    if persons > threshold.persons_max:
        return "above"
    if persons >= threshold.persons_min:
        return "within"
    short = threshold.persons_min - persons
    return "about" if short < ABOUT_SHARE * threshold.persons_min else "below"


def units_of(facts: Facts) -> tuple[UnitIndicators, ...]:
    """The plan's open units, by id."""
    return tuple(_unit(facts, unit) for unit in facts.units.values())


def fillable_codes(facts: Facts, unit: UnitInPlan, programme_id: str) -> tuple[str, ...]:
    """Members of a unit whose people can fill at least one course of a programme in a cycle.

    All members together where the programme may be shared; each by itself where it may be held in the
    municipality only. Empty where they are too few, or where no local course can be.
    """
    programme = facts.region.programmes[programme_id]
    if not held_locally(programme) or facts.rates[programme_id] <= 0:
        return ()
    least = expected_minimum(
        programme.group_min_persons,
        facts.scenario.rules.group_size.fill_probability,
        (programme.persons_per_case,),
    )

    def enough(codes: tuple[str, ...]) -> bool:
        people = fsum(facts.participants_of(code, programme_id) for code in codes)
        return people * programme.cycle_years >= least - TOLERANCE

    if "shared" in programme.levels:
        return unit.member_codes if unit.member_codes and enough(unit.member_codes) else ()
    return tuple(code for code in unit.member_codes if enough((code,)))


def _unit(facts: Facts, unit: UnitInPlan) -> UnitIndicators:
    region, threshold = facts.region, facts.scenario.threshold
    persons = region.persons_of(unit.member_codes)
    fillable = {k: fillable_codes(facts, unit, k) for k in sorted(facts.rates)}
    everybody = fsum(facts.participants_of(c, k) for k in facts.rates for c in unit.member_codes)
    covered = fsum(facts.participants_of(c, k) for k, codes in fillable.items() for c in codes)
    existing, new = agreements(facts, unit)
    hours = coordinator_hours(facts, unit.unit_id)
    return UnitIndicators(
        unit_id=unit.unit_id,
        seat_place_id=unit.seat_place_id,
        member_codes=tuple(sorted(unit.member_codes)),
        persons=persons,
        threshold_status=threshold_status(persons, threshold),
        persons_short=max(0, threshold.persons_min - persons),
        persons_above=max(0, persons - threshold.persons_max),
        fillable_codes={k: codes for k, codes in fillable.items() if codes},
        viable_share=min(1.0, covered / everybody) if everybody > 0 else None,
        coordinator_fte=region.units[unit.unit_id].coordinator_fte,
        agreements_existing=existing,
        agreements_new=new,
        coordinator_hours=hours.needed,
        coordinator_hours_base=hours.base,
        coordinator_hours_develop=hours.develop,
        coordinator_hours_repeat=hours.repeat,
        coordinator_hours_first_year=hours.first_year,
        coordinator_hours_posts=hours.posts,
        coordinator_posts_needed=hours.needed / facts.scenario.rules.staffing.hours_per_post,
    )


def agreements(facts: Facts, unit: UnitInPlan) -> tuple[int, int]:
    """Agreements that exist and agreements to be made, for a unit and its members.

    The model's counting rule: one agreement per member municipality but that of the seat; a unit of one
    member needs none. It exists where the unit exists today and the region's own table (not the
    scenario) has the municipality among its members.
    """
    if len(unit.member_codes) < 2:
        return 0, 0
    place = facts.region.places.get(unit.seat_place_id)
    host = place.municipality_code if place else None
    partners = [code for code in unit.member_codes if code != host]
    known = facts.region.units[unit.unit_id]
    today: tuple[str, ...] = ()
    if known.exists_today:
        today = facts.region.members_in_table.get(unit.unit_id, known.member_codes)
    existing = sum(code in today for code in partners)
    return existing, len(partners) - existing
