"""The words of prices; rules are worded as in explanations."""

from __future__ import annotations

from planner.report.words.explanation import RULES
from planner.texts import Texts

THINGS = Texts(
    "price.thing",
    {
        "guideline_soft": "Units come as close to {low} inhabitants as they can",
        "given_units": "Who belongs to which unit is fixed",
        "lose_venue": "{venues}",
        "lose_base": "Base in {places} ({units})",
        "lose_only_base": "Only base, {places} ({units})",
        "lose_unit": "The unit {units}",
        "use_venue": "{venues}",
        "add_base": "A base in {places} as well ({units})",
        "open_unit": "The unit {units}",
    },
)
"""What could be otherwise and is no rule, or said in other words than a rule; without a full stop."""


def table_of(key: str) -> Texts:
    """The table that says what could be otherwise."""
    return THINGS if key in THINGS else RULES


PRICE_LABELS = Texts(
    "price",
    {
        "title": "{name}: what does it cost?",
        "scope": (
            "Figures are per year, for {names}. They are the plan as it would be less the plan as it "
            "is: plus is more."
        ),
        "as_it_is": (
            "The plan as it is: {hours} travel hours, {minutes} minutes in the worst-off municipality"
            " ({worst}), {unmet} without an offer, {nok}."
        ),
        "nok": "{nok} NOK",
        "no_nok": "cost not known",
        "rules": "Rules, limits and forced choices: the plan without them",
        "used": "What the plan uses: the plan if it is lost",
        "unused": (
            "What the plan does not use: the plan if it has to be used, or if there is a base as well"
        ),
        "what": "What",
        "hours": "Travel hours",
        "minutes": "Minutes, worst municipality",
        "unmet": "Without an offer",
        "cost": "NOK",
        "nothing": "No difference: {names}.",
        "impossible": "Not possible: {names}.",
        "open": "Not settled within the time limit: {names}.",
        "unproven": "≈ The plan is not proven best; it may be better than shown.",
        "others": (
            "The plan serves people outside the scope as well, and is best for all of them together. "
            "So a figure here can be a little better though the plan is not."
        ),
    },
)
