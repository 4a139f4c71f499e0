"""The words of near-optimal alternatives."""

from __future__ import annotations

from planner.texts import Texts

ALTERNATIVES_WORDS = Texts(
    "alternatives",
    {
        "title": "{name}: plans that are nearly as good as the best",
        "title.different": "{name}: different plans that are nearly as good as the best",
        "scope": (
            "The best plan has {value}. Here are plans up to {within} above it. Figures are per year; "
            "those of municipalities are for {names}."
        ),
        # ------------------------------------------------------------------ what is proven
        "proof.all": "Proven: these are all the plans within {within}.",
        "proof.different": (
            "Proven: all {found} plans within {within} were looked at; these differ most."
        ),
        "proof.best": (
            "Proven: no plan outside the list is better than one in it. A plan that is not listed has "
            "at least {bound}."
        ),
        "proof.partly": (
            "Stopped before everything was looked at: a plan that is not listed may have as little as "
            "{bound}. Plans marked ≈ may have better ones before them that were not found."
        ),
        "proof.members": (
            "There were too many divisions into units to look at one by one: for each set of places "
            "the best division found is listed, and the list is not proven complete."
        ),
        "proof.gap": "Each plan is solved to a gap of {gap}; a plan left out may be better by so much.",
        "thinner": (
            "Left out: {count} that courses in one more place make better (--thinner lists them)."
        ),
        "plans.one": "1 plan",
        "plans": "{count} plans",
        # ------------------------------------------------------------------ the table
        "table": "The plans",
        "column.number": "plan",
        "column.places": "courses in",
        "column.seats": "seat",
        "column.value": "{objective}",
        "column.extra": "more than the best",
        "column.venues": "venues",
        "column.staff": "staff travel hours",
        "column.worst": "min., worst municipality",
        "column.cost": "NOK",
        "column.differs": "distance",
        "nowhere": "no courses in the region",
        "absent": "–",
        # ------------------------------------------------------------------ objectives
        "objective.travel": "travel hours",
        "objective.cost": "cost in NOK",
        "objective.unmet": "participants with no offer",
        "objective.seat_travel": "person-minutes to the unit's seat",
        "objective.worst_travel": "minutes of the longest way",
        "objective.equity": "minutes in the municipality with the longest way",
        "objective.reach": "participants whom no local course reaches",
        # ------------------------------------------------------------------ a plan in a sentence
        "plans.title": "What each plan gives, against the best",
        "plan": "Plan {number}",
        "best": "the best, with courses in {places}",
        "best.nowhere": "the best, without courses in the region",
        "swap": "{to} instead of {off}",
        "more": "{to} as well",
        "less": "without {off}",
        "same_places": "other coordination",
        "units": "coordination: {units}",
        "unit": "{name} ({members})",
        "unit.seat": "seat {seat}, {name} ({members})",
        "costs_more": "{extra} more {objective} ({share})",
        "costs_nothing": "as many {objective}",
        "amount_more": "{extra} higher {objective} ({share})",
        "amount_same": "the same {objective}",
        "gains": "Fewer travel hours for {names}.",
        "loses": "More travel hours for {names}.",
        "one": "{name} ({hours} hours, {minutes} min)",
        "one.hours": "{name} ({hours} hours)",
        "others": "The other municipalities notice less than half an hour.",
        "nobody": "No municipality notices more than half an hour.",
        "nearer": "A shorter way to the seat for {names}.",
        "farther": "A longer way to the seat for {names}.",
        "one.minutes": "{name} ({minutes} min)",
        "staff": "{change} travel hours for staff",
        "venues": "{change} venues",
        "venues.one": "{change} venue",
        "local": "{change} participants at local courses",
        "unmet": "{change} participants with no offer",
        "cost": "{change} NOK",
        "also": "Besides: {what}.",
        "improved": "Courses in one more place ({places}) would make it better.",
        "rooms": (
            "Venues in one place count as one choice; which is used is left to the objectives after "
            "travel. These are to be had as well: {rooms}."
        ),
        "rooms.of": "{place}: {venues}",
    },
)
