"""Hours and minutes on the road: the indicators."""

from __future__ import annotations

from math import fsum

from planner.evaluate.indicator import (
    HOURS,
    HOURS_UNIT,
    MINUTES_UNIT,
    SHARE_UNIT,
    STAFF_HOURS,
    WAYS,
    Indicator,
)
from planner.evaluate.judged import Judged, ratio


def person_minutes_to_seat(j: Judged) -> float | None:
    """Σ persons · minutes to the seat of their unit, over places in scope; None if one has no way."""
    facts = j.facts
    if not facts.units:
        return None
    terms = []
    for place in facts.places.values():
        unit_id = facts.unit_of.get(place.municipality_code)
        if unit_id is None or place.municipality_code not in facts.scope_codes:
            continue
        minutes = facts.travel.minutes(place.id, facts.units[unit_id].seat_place_id)
        if minutes is None:
            return None
        terms.append(place.persons * minutes)
    return fsum(terms)


TRAVEL: tuple[Indicator, ...] = (
    Indicator(
        "travel_hours_total",
        ("plan",),
        "Travel, total",
        HOURS_UNIT,
        formula=(
            "`travel_hours_participants` + `travel_hours_staff` + `travel_hours_specialist` + "
            "`travel_hours_outside`"
        ),
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=HOURS,
        solver_stage="travel",
        short="Travel hours a year, total",
        measure=lambda j: j.hours_total,
        section="travel",
    ),
    Indicator(
        "travel_hours_participants",
        ("plan",),
        "Travel, participants at local courses",
        HOURS_UNIT,
        formula=(
            "Σ w · 2t/60 · meetings per course of the course attended, over people of municipalities "
            "that belong to a unit"
        ),
        basis="scope",
        better=None,
        decimals=0,
        rests_on=(*WAYS, "meetings"),
        short="… local participants",
        measure=lambda j: j.hours.participants,
        section="travel",
    ),
    Indicator(
        "travel_hours_staff",
        ("plan",),
        "Travel, professionals",
        HOURS_UNIT,
        formula=(
            "Σ over courses of C/Y · meetings per course · professionals per meeting · 2t/60, t from "
            "the nearest staff base of the unit that runs the course, times the share of the course's "
            "participants that are people of the scope (1 where nobody attends). User "
            "representatives' travel is not counted: their homes are not known"
        ),
        basis="scope",
        better=None,
        decimals=0,
        rests_on=STAFF_HOURS,
        short="… professionals",
        measure=lambda j: j.hours_staff,
        section="travel",
    ),
    Indicator(
        "travel_hours_specialist",
        ("plan",),
        "Travel, participants at the specialist",
        HOURS_UNIT,
        formula=(
            "Σ w · 2t/60 · trips per course of the service, over people of municipalities that belong "
            "to a unit"
        ),
        basis="scope",
        better=None,
        decimals=0,
        rests_on=WAYS,
        short="… at {specialist}",
        measure=lambda j: j.hours.specialist,
        section="travel",
    ),
    Indicator(
        "travel_hours_outside",
        ("plan",),
        "Travel, people outside every unit",
        HOURS_UNIT,
        formula=(
            "Hours, as above, of people of municipalities that belong to no unit: at the specialist, "
            "or as guests at local courses. They are not counted in the two rows above"
        ),
        basis="scope",
        better=None,
        decimals=0,
        rests_on=(*WAYS, "meetings"),
        short="… people outside a unit",
        measure=lambda j: j.hours.outside,
        section="travel",
    ),
    Indicator(
        "travel_hours_per_participant",
        ("plan",),
        "Travel, total, per participant",
        "hours per participant",
        formula="`travel_hours_total` / (`participants_served` + `participants_specialist`)",
        basis="scope",
        better="lower",
        decimals=1,
        rests_on=HOURS,
        short="Travel hours per participant",
        measure=lambda j: ratio(j.hours_total, j.people.served + j.people.specialist),
        section="travel",
        detail=True,
    ),
    Indicator(
        "travel_hours",
        ("municipality", "programme"),
        "Travel, participants",
        HOURS_UNIT,
        formula=(
            "Hours of participants, local and at the specialist, members and outside alike. Over all "
            "municipalities in scope (or all programmes) they add up to `travel_hours_participants` + "
            "`travel_hours_specialist` + `travel_hours_outside`"
        ),
        basis="scope",
        better=None,
        decimals=0,
        rests_on=(*WAYS, "meetings"),
        measure=lambda j: fsum(row.travel_hours for row in j.rows),
    ),
    Indicator(
        "travel_hours_plan",
        ("plan",),
        "Travel, whole plan",
        HOURS_UNIT,
        formula=(
            "As `travel_hours_total`, but over everybody the plan serves and all hours of staff: what "
            "the stage `travel` makes as small as possible"
        ),
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=HOURS,
        solver_stage="travel",
        measure=lambda j: fsum(row.travel_hours for row in j.every_row) + j.hours_staff_plan,
    ),
    Indicator(
        "travel_hours_staff_plan",
        ("plan",),
        "Travel, professionals, whole plan",
        HOURS_UNIT,
        formula="As `travel_hours_staff`, but all of it",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=STAFF_HOURS,
        measure=lambda j: j.hours_staff_plan,
    ),
    Indicator(
        "minutes_mean",
        ("plan", "municipality", "programme"),
        "One-way trip, mean",
        MINUTES_UNIT,
        formula=(
            "Σ w·t / Σ w over all participants who take part, at the specialist and outside included"
        ),
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=WAYS,
        short="Minutes one way, mean",
        measure=lambda j: j.people.minutes_mean,
        section="travel",
    ),
    Indicator(
        "minutes_mean_local",
        ("plan", "municipality"),
        "One-way trip to local courses, mean",
        MINUTES_UNIT,
        formula=(
            "Σ w·t / Σ w over those who take part at a venue; absent where nobody does. Where more "
            "people have a local course, those who live farther away are among them: the mean may rise"
        ),
        basis="scope",
        better=None,
        decimals=0,
        rests_on=WAYS,
        short="… mean to local courses",
        measure=lambda j: j.people.minutes_mean_local,
        section="travel",
    ),
    Indicator(
        "minutes_mean_specialist",
        ("plan", "municipality"),
        "One-way trip to the specialist, mean",
        MINUTES_UNIT,
        formula="The same over those who take part at a specialist service",
        basis="scope",
        better=None,
        decimals=0,
        rests_on=WAYS,
        short="… mean to {specialist}",
        measure=lambda j: j.people.minutes_mean_specialist,
        section="travel",
    ),
    Indicator(
        "minutes_p90",
        ("plan", "municipality"),
        "One-way trip, 90th percentile",
        MINUTES_UNIT,
        formula=(
            "The shortest t that at least 90 % of those participants do not exceed (a time that "
            "occurs, never one between two)"
        ),
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=WAYS,
        short="Minutes one way, 90th percentile",
        measure=lambda j: j.people.minutes_p90,
        section="travel",
        detail=True,
    ),
    Indicator(
        "minutes_max",
        ("plan", "municipality"),
        "One-way trip, longest",
        MINUTES_UNIT,
        formula="max t over those participants",
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=WAYS,
        short="Minutes one way, longest",
        measure=lambda j: j.people.minutes_max,
        section="travel",
    ),
    *(
        Indicator(
            f"share_within_{minutes}",
            ("plan", "municipality"),
            f"Share of participants within {minutes} minutes",
            SHARE_UNIT,
            formula=(
                f"Σ w over those who take part with t ≤ {minutes} / `participants_total`. People with "
                "no offer are within no time: they count below the line only"
            ),
            basis="scope",
            better="higher",
            decimals=2,
            rests_on=WAYS,
            short=f"Participants within {minutes} minutes",
            measure=lambda j, minutes=minutes: j.people.within(minutes),  # type: ignore[misc]
            section="travel",
            detail=minutes != 60,
        )
        for minutes in (30, 45, 60)
    ),
    Indicator(
        "person_minutes_to_seat",
        ("plan",),
        "Inhabitants' way to the seat of their unit",
        "person-minutes",
        formula=(
            "Σ persons[place] · t(place, seat of its unit), one way, over the members in scope; "
            "absent where a place has no way to the seat"
        ),
        basis="scope",
        better=None,
        decimals=0,
        rests_on=("population", "places", "membership", "travel"),
        solver_stage="seat_travel",
        measure=person_minutes_to_seat,
    ),
)
