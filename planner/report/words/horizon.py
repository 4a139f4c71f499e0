"""Sentences and labels of the horizon."""

from __future__ import annotations

from planner.texts import Texts

HORIZON_WORDS = Texts(
    "horizon",
    {
        "title": "Does it hold? {region}, {first}–{last}",
        "lead": (
            "Each plan is decided in {first} and kept: the same units, members and places with "
            "courses. Beside it stands the plan that each year would have if it were decided anew."
        ),
        "no_projection": (
            "The region has no projection, only the years {years} as they were counted. SSB's "
            "projections are laid in with: lms-planner region add REGION FILE."
        ),
        "table": "{title}, {projection}",
        "counted": "as counted",
        "projection": "projection {name}",
        "year": "year",
        "persons": "inhabitants of {unit}",
        "persons_units": "inhabitants of the units",
        "verdict": "against the guideline",
        "status.below": "below",
        "status.about": "about at",
        "status.within": "within",
        "status.above": "above",
        "programmes": "programmes held",
        "served": "at courses in the region",
        "hours": "hours on the road, kept",
        "hours_anew": "decided anew",
        "none": "no plan",
        "what": "What turns",
        "unit_turns": "{unit}: from {was} to {now} in {year} ({projection}).",
        "unit_holds": "{unit}: {status} in all years ({projections}).",
        "stops": "{names}: no longer enough participants from {year} on ({projection}).",
        "starts": "{names}: enough participants from {year} on ({projection}).",
        "empties": "No courses at {names} from {year} on ({projection}).",
        "fills": "Courses at {names} from {year} on ({projection}).",
        "keeping": (
            "To keep the plan of {first} takes {hours} hours on the road more in {year} than to decide "
            "anew ({projection})."
        ),
        "keeping_free": (
            "To keep the plan of {first} takes no more hours on the road in any year than to decide "
            "anew."
        ),
        "keeping_none": "The plan of {first} cannot be kept in {year} ({projection}): {reason}.",
        "assumed": (
            "Shares of places within a municipality, travel times, prices and how many take part are "
            "those of today. A projection is no forecast of what will be."
        ),
        "chart.title": "Inhabitants per unit: {title}",
        "chart.band": "guideline, {least}–{most} inhabitants",
        "chart.spread": "spread of the projections",
    },
)
