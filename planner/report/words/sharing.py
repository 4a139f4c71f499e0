"""Sentences and labels of the sharing of costs."""

from __future__ import annotations

from planner.texts import Texts

SHARING_WORDS = Texts(
    "sharing",
    {
        "title": "Sharing the cost of {unit} ({scenario})",
        "lead": (
            "Together the {count} municipalities pay {nok} NOK a year. Every one of the {coalitions} "
            "groups that could go by itself was planned by the same rules and aims."
        ),
        "hours": "An hour of a participant on the road counts as {nok} NOK.",
        "keys": "What each key asks of each municipality, NOK a year",
        "municipality": "municipality",
        "persons": "inhabitants",
        "alone": "alone",
        "total": "total",
        "holds": "does it hold?",
        "yes": "yes",
        "no": "no",
        "key.head": "by head",
        "key.fixed_and_head": "{fixed} alike, the rest by head",
        "key.equal": "all alike",
        "key.use": "by use",
        "key.shapley": "Shapley value",
        "key.nucleolus": "nucleolus",
        "verdicts": "Which keys hold",
        "stable": "“{key}” holds: no municipality and no group of them would pay less by itself.",
        "alone_less": (
            "“{key}” does not hold: {names} pays {paid} NOK by this key and {alone} NOK by itself, and "
            "would save {saved} NOK a year by leaving."
        ),
        "group_less": (
            "“{key}” does not hold: {names} together pay {paid} NOK by this key and {alone} NOK by "
            "themselves, and would save {saved} NOK a year by leaving."
        ),
        "hours_less": (
            "“{key}” does not hold: {names} would be better off without the others by {saved} NOK a "
            "year, their people's hours on the road counted."
        ),
        "smallest": "The smallest change that makes it hold: {changes}.",
        "closest": (
            "No sharing holds everybody; the closest to this key of those that come nearest to it: "
            "{changes}."
        ),
        "change": "{name} {change}",
        "core": "There are sharings that hold everybody: the core is not empty.",
        "core_empty": (
            "No sharing at all holds everybody: every way out would have to cost at least {nok} NOK "
            "more a year (the core is empty)."
        ),
        "divided": (
            "{count} groups have no plan as one unit (their municipalities do not hang together, say); "
            "what they cost is that of the cheapest units they fall into."
        ),
        "unproven": "Not every group's plan is proven best; the verdicts rest on the plans found.",
        "meaning": (
            "A group by itself has a unit of its own with the same posts, with its seat in its most "
            "populous municipality where it does not have the seat of today; a municipality alone has "
            "its own unit. Shapley value: what each adds to the cost, on average over all orders of "
            "joining. Nucleolus: the least content group is made as content as can be, then the next. "
            "Less than 0 means to be paid for joining."
        ),
        "axis": "NOK a year",
        "chart.note": (
            "Filled: the key holds, nobody would do better to leave. Hollow: somebody would. The line "
            "is what the municipality would pay by itself."
        ),
        "rests": "Everything here {note}",
    },
)
