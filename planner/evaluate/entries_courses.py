"""Programmes, courses and venues: the indicators."""

from __future__ import annotations

from math import fsum

from planner.evaluate.access import programmes_near
from planner.evaluate.courses import mean_fill, mean_wait
from planner.evaluate.indicator import (
    DEMAND,
    HOURS_UNIT,
    MINUTES_UNIT,
    NUMBER_UNIT,
    PERSONS_UNIT,
    SHARE_UNIT,
    STAFF_HOURS,
    WAYS,
    Indicator,
)
from planner.evaluate.judged import Judged


def viable_share(j: Judged) -> float | None:
    """Share of the participants in scope whose own unit can fill a course of their programme."""
    facts = j.facts
    everybody = fsum(facts.participants_of(c, k) for k in facts.rates for c in facts.scope_codes)
    if everybody <= 0:
        return None
    covered = []
    for unit in j.units:
        for programme_id, codes in unit.fillable_codes.items():
            covered += [
                facts.participants_of(code, programme_id) for code in codes if code in facts.scope_codes
            ]
    return min(1.0, fsum(covered) / everybody)


def viable_unit_ids(j: Judged) -> tuple[str, ...]:
    """Units that can fill a course of the programme."""
    return tuple(unit.unit_id for unit in j.units if j.programme_id in unit.programmes_viable)


def programmes_within_60(j: Judged) -> int:
    """Programmes with a course near most people of the municipality."""
    assert j.code is not None
    return len(programmes_near(j.facts, j.code))


def persons_needed(j: Judged) -> float | None:
    """Inhabitants whose participants fill one group of the programme in a year."""
    assert j.programme_id is not None
    rate = j.facts.rates[j.programme_id]
    smallest = j.facts.region.programmes[j.programme_id].group_min_persons
    return 1000 * smallest / rate if rate > 0 else None


def persons_needed_cycle(j: Judged) -> float | None:
    """The same in a cycle of the programme."""
    assert j.programme_id is not None
    needed = persons_needed(j)
    years = j.facts.region.programmes[j.programme_id].cycle_years
    return None if needed is None else needed / years


COURSES: tuple[Indicator, ...] = (
    Indicator(
        "programmes_viable",
        ("plan", "unit"),
        "Programmes that a unit can fill",
        NUMBER_UNIT,
        formula=(
            "Programmes whose people can meet as a group, that may be held locally, and of which the "
            "members of a unit have at least g participants in a cycle: Y · Σ persons · rate / 1000 ≥ "
            "g (g raised where the scenario asks for a probability of filling). Where a programme may "
            "not be shared, one municipality must fill it alone. Over the plan: programmes that at "
            "least one unit can fill"
        ),
        basis="whole plan",
        better="higher",
        decimals=0,
        rests_on=(*DEMAND, "membership", "groups"),
        short="Programmes a unit can fill",
        measure=lambda j: len({k for unit in j.units for k in unit.programmes_viable}),
        section="offer",
    ),
    Indicator(
        "viable_share",
        ("plan", "unit"),
        "Share of participants whose unit can fill a course of their programme",
        SHARE_UNIT,
        formula=(
            "Participants of the viable programmes / all participants, of the unit's people; over the "
            "plan of all people in scope, those outside every unit included in the denominator"
        ),
        basis="scope",
        better="higher",
        decimals=2,
        rests_on=(*DEMAND, "membership", "groups"),
        short="… share of participants",
        measure=viable_share,
        section="offer",
    ),
    Indicator(
        "viable_unit_ids",
        ("programme",),
        "Units that can fill a course",
        "unit ids",
        formula="The units for which the programme is viable (`programmes_viable`)",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=(*DEMAND, "membership", "groups"),
        measure=viable_unit_ids,
    ),
    Indicator(
        "programmes_held",
        ("plan",),
        "Programmes with a course in the plan",
        NUMBER_UNIT,
        formula="Programmes that hold at least one local course",
        basis="whole plan",
        better="higher",
        decimals=0,
        rests_on=WAYS,
        short="Programmes held locally",
        measure=lambda j: len({course.programme_id for course in j.courses}),
        section="offer",
        detail=True,
    ),
    Indicator(
        "programmes_within_60",
        ("municipality",),
        "Programmes within 60 minutes",
        NUMBER_UNIT,
        formula=(
            "Programmes with a local course within 60 minutes one way of at least half of the "
            "inhabitants (the nearest course of each place; only courses that its people may attend, "
            "those they may join included, and never beyond the scenario's own limit)"
        ),
        basis="scope",
        better="higher",
        decimals=0,
        rests_on=WAYS,
        measure=programmes_within_60,
    ),
    Indicator(
        "persons_needed",
        ("programme",),
        "Inhabitants needed to fill one group a year",
        PERSONS_UNIT,
        formula="1000 · g / rate; absent where the rate is 0",
        basis="scope",
        better=None,
        decimals=0,
        rests_on=("participation", "groups"),
        measure=persons_needed,
    ),
    Indicator(
        "persons_needed_cycle",
        ("programme",),
        "Inhabitants needed to fill one group in a cycle",
        PERSONS_UNIT,
        formula="1000 · g / (rate · Y)",
        basis="scope",
        better=None,
        decimals=0,
        rests_on=("participation", "groups"),
        measure=persons_needed_cycle,
    ),
    Indicator(
        "courses",
        ("plan", "programme"),
        "Courses",
        "courses/year",
        formula="Σ C / Y over programmes and venues",
        basis="whole plan",
        better=None,
        decimals=1,
        rests_on=WAYS,
        short="Courses a year",
        measure=lambda j: fsum(course.courses_per_year for course in j.held),
        section="offer",
    ),
    Indicator(
        "courses_per_cycle",
        ("course",),
        "Courses in a cycle",
        "courses",
        formula="C, an integer",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=WAYS,
    ),
    Indicator(
        "cycle_years",
        ("course",),
        "Cycle",
        "years",
        formula="Y, the years over which the courses are spread",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=("groups",),
    ),
    Indicator(
        "courses_per_year",
        ("course",),
        "Courses",
        "courses/year",
        formula="C / Y",
        basis="whole plan",
        better=None,
        decimals=1,
        rests_on=WAYS,
    ),
    Indicator(
        "participants_per_course",
        ("course",),
        "Participants per course",
        "participants",
        formula=(
            "λ = Σ w · Y / C over everybody who attends, in scope or not, those of programmes that "
            "join included"
        ),
        basis="whole plan",
        better=None,
        decimals=1,
        rests_on=WAYS,
    ),
    Indicator(
        "group_min_persons",
        ("course",),
        "Smallest group",
        "participants",
        formula="g of the catalogue",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=("groups",),
    ),
    Indicator(
        "fill_probability",
        ("programme", "course"),
        "Probability that the course fills",
        SHARE_UNIT,
        formula=(
            "P(N ≥ g), N = Σ c · Poisson(λ/c) over the programmes whose people attend, c the persons "
            "who come together as one case; of a programme the mean over its holdings"
        ),
        basis="whole plan",
        better="higher",
        decimals=2,
        rests_on=WAYS,
        measure=lambda j: mean_fill(j.held),
    ),
    Indicator(
        "fill_probability_mean",
        ("plan",),
        "Probability that a course fills, mean",
        SHARE_UNIT,
        formula="Σ P(N ≥ g) · C/Y / Σ C/Y",
        basis="whole plan",
        better="higher",
        decimals=2,
        rests_on=WAYS,
        short="Probability a course fills",
        measure=lambda j: mean_fill(j.held),
        section="offer",
        detail=True,
    ),
    Indicator(
        "fill_probability_min",
        ("plan",),
        "Probability that a course fills, lowest",
        SHARE_UNIT,
        formula="min P(N ≥ g) over the courses",
        basis="whole plan",
        better="higher",
        decimals=2,
        rests_on=WAYS,
        measure=lambda j: min((course.fill_probability for course in j.held), default=None),
    ),
    Indicator(
        "wait_years_mean",
        ("plan",),
        "Mean wait",
        "years",
        formula=(
            "Σ w · Y/(2C) / Σ w over those who attend local courses: somebody who turns up at any "
            "moment waits Y/(2C) years when C holdings are spread evenly over Y years. The hospital's "
            "courses are not counted: how often it holds them is not known"
        ),
        basis="scope",
        better="lower",
        decimals=1,
        rests_on=WAYS,
        short="Mean wait (years)",
        measure=lambda j: mean_wait(j.rows, j.courses),
        section="offer",
    ),
    Indicator(
        "wait_years",
        ("programme", "course"),
        "Wait",
        "years",
        formula="Y/(2C) at the venue; of a programme the mean over its people, as `wait_years_mean`",
        basis="scope",
        better="lower",
        decimals=1,
        rests_on=WAYS,
        measure=lambda j: mean_wait(j.rows, j.courses),
    ),
    Indicator(
        "staff_minutes",
        ("course",),
        "Professionals' way, one way",
        MINUTES_UNIT,
        formula="t from the nearest staff base of the unit that runs the course",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=("travel", "staff", "venues"),
    ),
    Indicator(
        "staff_hours",
        ("course",),
        "Travel, professionals",
        HOURS_UNIT,
        formula="C/Y · meetings per course · professionals per meeting · 2t/60",
        basis="whole plan",
        better=None,
        decimals=1,
        rests_on=STAFF_HOURS,
    ),
    Indicator(
        "share_in_scope",
        ("course",),
        "Share of the participants that are people of the scope",
        SHARE_UNIT,
        formula="Σ w of people in scope / Σ w; 1 where nobody attends",
        basis="whole plan",
        better=None,
        decimals=2,
        rests_on=DEMAND,
    ),
    Indicator(
        "venues_in_use",
        ("plan",),
        "Venues in use",
        NUMBER_UNIT,
        formula="Venues that hold at least one course",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=WAYS,
        solver_stage="venues",
        short="Venues in use",
        measure=lambda j: len(j.facts.plan.venues_in_use),
        section="offer",
    ),
)
