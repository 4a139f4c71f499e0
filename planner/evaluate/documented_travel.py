"""Hours and minutes on the road: the indicators documented."""

from __future__ import annotations

from planner.evaluate.indicator import (
    HOURS,
    HOURS_UNIT,
    MINUTES_UNIT,
    SHARE_UNIT,
    STAFF_HOURS,
    WAYS,
    IndicatorDoc,
)

TRAVEL: tuple[IndicatorDoc, ...] = (
    IndicatorDoc(
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
    ),
    IndicatorDoc(
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
    ),
    IndicatorDoc(
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
    ),
    IndicatorDoc(
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
    ),
    IndicatorDoc(
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
    ),
    IndicatorDoc(
        "travel_hours_per_participant",
        ("plan",),
        "Travel, total, per participant",
        "hours per participant",
        formula="`travel_hours_total` / (`participants_served` + `participants_specialist`)",
        basis="scope",
        better="lower",
        decimals=1,
        rests_on=HOURS,
    ),
    IndicatorDoc(
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
    ),
    IndicatorDoc(
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
    ),
    IndicatorDoc(
        "travel_hours_staff_plan",
        ("plan",),
        "Travel, professionals, whole plan",
        HOURS_UNIT,
        formula="As `travel_hours_staff`, but all of it",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=STAFF_HOURS,
    ),
    IndicatorDoc(
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
    ),
    IndicatorDoc(
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
    ),
    IndicatorDoc(
        "minutes_max",
        ("plan", "municipality"),
        "One-way trip, longest",
        MINUTES_UNIT,
        formula="max t over those participants",
        basis="scope",
        better="lower",
        decimals=0,
        rests_on=WAYS,
    ),
    *(
        IndicatorDoc(
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
        )
        for minutes in (30, 45, 60)
    ),
    IndicatorDoc(
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
    ),
)
