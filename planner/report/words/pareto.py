"""The words of Pareto fronts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from planner.texts import Lang, Texts

AXES = Texts(
    "pareto.axis",
    {
        "travel": "travel",
        "cost": "cost",
        "worst_travel": "longest way",
        "equity": "mean way of the worst-off municipality",
        "reach": "participants at no local course",
        "unmet": "participants with no offer",
    },
)
"""Objective → its name."""

UNITS = Texts(
    "pareto.unit",
    {
        "travel": "hours a year",
        "cost": "NOK a year",
        "worst_travel": "minutes",
        "equity": "minutes",
        "reach": "a year",
        "unmet": "a year",
    },
)
"""Objective → the unit of its axis."""

DECIMALS: Mapping[str, int] = MappingProxyType(
    {"travel": 1, "cost": 0, "worst_travel": 1, "equity": 1, "reach": 1, "unmet": 1}
)
"""Objective → the decimals that it is shown with."""

ONE = Texts(
    "pareto.one",
    {
        "travel": "hour",
        "cost": "NOK",
        "worst_travel": "minute",
        "equity": "minute",
        "reach": "participant",
        "unmet": "participant",
    },
)
"""Objective → what it counts: one of it."""

SEVERAL = Texts(
    "pareto.several",
    {
        "travel": "hours",
        "cost": "NOK",
        "worst_travel": "minutes",
        "equity": "minutes",
        "reach": "participants",
        "unmet": "participants",
    },
)
"""Objective → what it counts: several of it."""

PARETO_LABELS = Texts(
    "pareto",
    {
        "title": "{name}: {first} against {others}",
        "claim": (
            "{count} plans that no other plan beats: what is better in one thing is worse in another. "
            "All are solved, verified and proven to be best under their limit."
        ),
        "one": "One plan is best in everything: there is nothing to trade.",
        "unproven": "≈ means that the search ended before the plan was proven best under its limit.",
        "complete": (
            "The front is complete: a plan that is missing here is no more than {steps} better than "
            "one that stands here, and no better in {first}."
        ),
        "step": "{amount} {unit} ({name})",
        "open": (
            "Not searched to the end: {between}. There may be plans there with at least {least} {unit} "
            "({first})."
        ),
        "between": "{name} from {low} to {high}",
        "from": "{name} from {low}",
        "knee": (
            "The knee is {point}: the plan farthest from the line between the ends when each objective "
            "is stretched from 0 (least on the front) to 1 (most)."
        ),
        "no_knee": (
            "No plan lies on the better side of the line between the ends, so the front has no knee."
        ),
        "plan": "plan",
        "trade": "{second} saved per {first} more",
        "venues": "venues in use",
        "courses": "courses",
        "knee_mark": "← the knee",
        "nothing": "none",
        "third": (
            "Drawn are {first} and {second}; the plans are best trades when {third} counts as well."
        ),
    },
)


def label(lang: Lang, key: str, /, **values: str) -> str:
    """A text by key, with values set in."""
    return PARETO_LABELS.text(lang, key).format(**values)


def axis(lang: Lang, objective: str) -> tuple[str, str, int]:
    """Name, unit and decimals of an objective."""
    return AXES.text(lang, objective), UNITS.text(lang, objective), DECIMALS[objective]
