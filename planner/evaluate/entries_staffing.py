"""Hours of work against posts: the indicators."""

from __future__ import annotations

from math import fsum

from planner.evaluate.indicator import HOURS_UNIT, LOCAL, NUMBER_UNIT, Indicator
from planner.evaluate.staffing import (
    participants_per_post,
    units_over_posts,
    user_representative_meetings,
)

WORK = (*LOCAL, "meetings", "work")
POSTS_UNIT = "full-time posts"

STAFFING: tuple[Indicator, ...] = (
    Indicator(
        "coordinator_hours",
        ("plan", "unit"),
        "Coordinators' hours",
        HOURS_UNIT,
        formula=(
            "`coordinator_hours_base` + `coordinator_hours_develop` + `coordinator_hours_repeat`; over "
            "the plan the sum over its units"
        ),
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=WORK,
        measure=lambda j: fsum(unit.coordinator_hours for unit in j.units),
    ),
    Indicator(
        "coordinator_hours_base",
        ("plan", "unit"),
        "Coordinators' base hours",
        HOURS_UNIT,
        formula=(
            "Hours a week that a unit works whatever its courses (18.5, the mean of eight centres in "
            "2006) · hours of a post in a year / hours of a post in a week (`rules.staffing`)"
        ),
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=("work",),
        measure=lambda j: fsum(unit.coordinator_hours_base for unit in j.units),
    ),
    Indicator(
        "coordinator_hours_develop",
        ("plan", "unit"),
        "Coordinators' hours to develop programmes",
        HOURS_UNIT,
        formula="Σ `hours_to_develop` over the programmes that the unit holds / `develop_years`",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=WORK,
        measure=lambda j: fsum(unit.coordinator_hours_develop for unit in j.units),
    ),
    Indicator(
        "coordinator_hours_repeat",
        ("plan", "unit"),
        "Coordinators' hours to repeat courses",
        HOURS_UNIT,
        formula="Σ C / Y · `hours_to_repeat` over the unit's courses",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=WORK,
        measure=lambda j: fsum(unit.coordinator_hours_repeat for unit in j.units),
    ),
    Indicator(
        "coordinator_hours_first_year",
        ("plan", "unit"),
        "Coordinators' hours in a year in which every programme is developed",
        HOURS_UNIT,
        formula="As `coordinator_hours`, with the hours to develop not spread over years",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=WORK,
        measure=lambda j: fsum(unit.coordinator_hours_first_year for unit in j.units),
    ),
    Indicator(
        "coordinator_hours_posts",
        ("plan", "unit"),
        "Hours that the posts give",
        HOURS_UNIT,
        formula="`coordinator_fte` · hours of a post in a year",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=("posts", "work"),
        measure=lambda j: fsum(unit.coordinator_hours_posts for unit in j.units),
    ),
    Indicator(
        "coordinator_posts_needed",
        ("plan", "unit"),
        "Coordinators' posts needed",
        POSTS_UNIT,
        formula="`coordinator_hours` / hours of a post in a year",
        basis="whole plan",
        better=None,
        decimals=1,
        rests_on=WORK,
        short="Posts needed",
        measure=lambda j: fsum(unit.coordinator_posts_needed for unit in j.units),
        section="organisation",
    ),
    Indicator(
        "units_over_posts",
        ("plan",),
        "Units that need more hours than their posts give",
        NUMBER_UNIT,
        formula="Number of units whose `coordinator_hours` exceed their `coordinator_hours_posts`",
        basis="whole plan",
        better="lower",
        decimals=0,
        rests_on=(*WORK, "posts"),
        short="Units with more hours than posts",
        measure=lambda j: units_over_posts(j.units),
        section="organisation",
        detail=True,
    ),
    Indicator(
        "participants_per_post",
        ("plan",),
        "Participants per coordinator's post",
        "participants/year per post",
        formula=(
            "Σ participants of the plan's courses / `posts_fte`. The centres of Helse Nord had from 64 "
            "to 386 in 2006: one ratio says little (docs/staffing.md)"
        ),
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=(*LOCAL, "posts"),
        short="Participants per post",
        measure=lambda j: participants_per_post(j.courses, j.posts_fte),
        section="organisation",
        detail=True,
    ),
    Indicator(
        "professional_hours",
        ("plan",),
        "Professionals' hours in meetings",
        HOURS_UNIT,
        formula="Σ C / Y · meetings · professionals · hours per meeting over the plan's courses",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=(*WORK, "staff"),
        measure=lambda j: fsum(row.hours_meetings for row in j.professions),
        section="offer",
        detail=True,
    ),
    Indicator(
        "user_representative_meetings",
        ("plan",),
        "User representatives' meetings",
        "meetings/year",
        formula="Σ C / Y · meetings · user representatives per meeting over the plan's courses",
        basis="whole plan",
        better=None,
        decimals=0,
        rests_on=(*LOCAL, "meetings", "staff"),
        measure=lambda j: user_representative_meetings(j.facts, j.courses),
        section="offer",
        detail=True,
    ),
)
