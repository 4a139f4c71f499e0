"""What would have to be otherwise for the order of two alternatives to turn, without solving again.

Prices, trips and weights move cost, hours and scores in straight lines as long as the plans stay as
they are, so the value at which two of them are level is exact: for cost A = a + f·p and B = b + f·q it
is f = (b − a) / (p − q). Plans that are made for travel do not depend on prices; where a scenario
minimises cost, the values hold for the plans compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import Literal

from planner.decide.criteria import Subject

Measure = Literal["hours", "cost", "municipalities", "score"]
What = Literal[
    "trips_to_hospital", "rent", "posts", "professionals", "user_representatives", "mileage", "weight"
]
FACTOR_LOW, FACTOR_HIGH = 0.5, 2.0
"""What is taken as plausible for a price or a number of trips: half to twice what is assumed."""
ITEMS: Mapping[What, tuple[str, ...]] = {
    "rent": ("venues",),
    "posts": ("posts",),
    "professionals": ("professionals",),
    "user_representatives": ("user_representatives",),
    "mileage": ("staff_mileage", "mileage_local", "mileage_specialist"),
}
"""What is varied → the expenses that follow it."""
SAME = 1e-6
"""Figures that differ by no more, as a share of the larger one, are level."""


@dataclass(frozen=True, slots=True)
class Turn:
    """At which value of one thing two alternatives are level in one measure.

    `at` is a factor of what is assumed today (1 is today), or a share of all weights for `weight`;
    None where no value within `low`..`high` turns the order. `now` is the value today, `better` the one
    that is better now (None: level now), `criterion_id` which weight it is.
    """

    what: What
    measure: Measure
    better: str | None
    now: float
    at: float | None
    low: float
    high: float
    criterion_id: str = ""


def turns(
    a: Subject,
    b: Subject,
    scores: Mapping[str, Mapping[str, float]] | None = None,
    shares: Mapping[str, float] | None = None,
) -> tuple[Turn, ...]:
    """Every thing that can be told of without solving, for hours, cost and the weighted score.

    Args:
        scores: alternative → criterion → 0..1, as they were ranked; None where they were not.
        shares: criterion → share of all weights.
    """
    found = [_trips(a, b)]
    if a.indicators.cost_nok is not None and b.indicators.cost_nok is not None:
        found += [_price(a, b, what, "cost") for what in ITEMS]
    if scores and shares and a.name in scores and b.name in scores:
        found += [_weight(a.name, b.name, scores, shares, criterion) for criterion in shares]
    return tuple(found)


def level_factor(a: float, b: float, part_a: float, part_b: float) -> float | None:
    """The factor of a part at which two sums are level; None where none is.

    >>> level_factor(100.0, 110.0, 20.0, 10.0)
    2.0
    """
    if abs(part_a - part_b) <= SAME * max(abs(part_a), abs(part_b), 1.0):
        return None
    return 1.0 + (b - a) / (part_a - part_b)


def _trips(a: Subject, b: Subject) -> Turn:
    hours = [s.indicators.travel_hours_total for s in (a, b)]
    away = [_away(s) for s in (a, b)]
    at = level_factor(*hours, *away)
    return _turn("trips_to_hospital", "hours", a.name, b.name, hours[0], hours[1], at)


def _away(subject: Subject) -> float:
    """Hours a year of the scope's people to and from the specialist."""
    rows = subject.indicators.assignments
    return fsum(row.travel_hours for row in rows if row.kind == "specialist" and row.in_scope)


def _price(a: Subject, b: Subject, what: What, measure: Measure) -> Turn:
    sums = [float(s.indicators.cost_nok or 0.0) for s in (a, b)]
    parts = [
        fsum(row.nok for row in s.indicators.cost_items if row.item in ITEMS[what]) for s in (a, b)
    ]
    at = level_factor(sums[0], sums[1], parts[0], parts[1])
    return _turn(what, measure, a.name, b.name, sums[0], sums[1], at)


def _turn(
    what: What, measure: Measure, a: str, b: str, first: float, second: float, at: float | None
) -> Turn:
    """With the value left out where it lies outside what is plausible."""
    level = abs(first - second) <= SAME * max(abs(first), abs(second), 1.0)
    better = None if level else a if first < second else b
    within = at is not None and FACTOR_LOW <= at <= FACTOR_HIGH and not level
    return Turn(what, measure, better, 1.0, at if within else None, FACTOR_LOW, FACTOR_HIGH)


def _weight(
    a: str,
    b: str,
    scores: Mapping[str, Mapping[str, float]],
    shares: Mapping[str, float],
    criterion: str,
) -> Turn:
    """The share of one weight at which both have the same score, the others in their proportions."""
    now = shares[criterion]
    own = scores[a][criterion] - scores[b][criterion]
    rest = fsum(share * (scores[a][c] - scores[b][c]) for c, share in shares.items() if c != criterion)
    lead = now * own + rest
    better = None if abs(lead) <= SAME else a if lead > 0 else b
    at = None
    if better is not None and now < 1:
        others = rest / (1 - now)
        # lead(s) = s · own + (1 − s) · others
        slope = own - others
        if abs(slope) > SAME:
            found = -others / slope
            # At none or all of the weight they are level, and the order never turns.
            at = found if SAME < found < 1 - SAME else None
    return Turn("weight", "score", better, now, at, 0.0, 1.0, criterion)
