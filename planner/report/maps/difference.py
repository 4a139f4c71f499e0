"""Who gets nearer and who gets farther, going from one alternative to another.

What is compared is the mean one-way way of those who take part, weighted by participants a year, from
each place and for each municipality: to courses in the region and to the specialist service alike.
People with no offer have no way; where their number changes, that is told apart from minutes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from planner.errors import Finding, InputError
from planner.evaluate import Assignment
from planner.messages import message
from planner.pipeline import Alternative

BREAKS_MINUTES = (5.0, 15.0, 30.0)
"""Ends of the classes, on either side of no change; less than the first is about the same."""
COLOURS = {
    -3: "#2f7fbf",
    -2: "#86b8de",
    -1: "#cfe2f2",
    0: "#f7f7f5",
    1: "#fde3c3",
    2: "#f5ae66",
    3: "#d9771f",
}
"""Nearer in blues, farther in oranges, darker the more: safe with the common colour blindnesses."""
SAME_PARTICIPANTS = 0.005
"""People a year with no offer that differ by less are the same."""
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Change:
    """One place or municipality under both alternatives.

    `before` and `after` are one-way minutes; None where nobody takes part. `unmet_before` and
    `unmet_after` are people a year with no offer.
    """

    id: str
    persons: int
    before: float | None
    after: float | None
    unmet_before: float
    unmet_after: float

    @property
    def minutes(self) -> float | None:
        """After less before; None where there is nothing to compare."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def step(self) -> int | None:
        """The class of the change: −3 (much nearer) … 0 (about the same) … 3 (much farther)."""
        return None if self.minutes is None else step_of(self.minutes)

    @property
    def unmet(self) -> int:
        """−1 where fewer, 1 where more people have no offer, else 0."""
        change = self.unmet_after - self.unmet_before
        return 0 if abs(change) < SAME_PARTICIPANTS else 1 if change > 0 else -1


@dataclass(frozen=True, slots=True)
class Difference:
    """Places with inhabitants, and municipalities, of the common scope, by id."""

    before: str
    after: str
    places: tuple[Change, ...]
    municipalities: tuple[Change, ...]
    whole: Change
    """Everybody in scope."""

    def persons(self, *steps: int) -> int:
        """Inhabitants of the places whose change is of one of these classes."""
        return sum(row.persons for row in self.places if row.step in steps)


def step_of(minutes: float) -> int:
    """The class of a change in minutes. A class begins at its break: 5 minutes more is farther.

    >>> [step_of(m) for m in (-31, -15, -4.9, 0, 5, 29.9, 30)]
    [-3, -2, 0, 0, 1, 2, 3]
    """
    size = sum(abs(minutes) >= end - TOLERANCE for end in BREAKS_MINUTES)
    return size if minutes > 0 else -size


def difference(before: Alternative, after: Alternative) -> Difference:
    """What going from one alternative to another does to everybody's way.

    Raises:
        InputError: they are of different regions, or judged for different municipalities.
    """
    first, second = before.indicators, after.indicators
    if before.region.id != after.region.id or first.scope_codes != second.scope_codes:
        raise InputError(
            [
                Finding(
                    f"{before.name}, {after.name}",
                    message(
                        "cannot be compared: they are of different regions, or judged for different "
                        "municipalities"
                    ),
                    fix=message("Choose two alternatives of one comparison."),
                )
            ]
        )
    rows = [[row for row in found.assignments if row.in_scope] for found in (first, second)]
    region = after.region
    places = [
        place
        for place in region.places.values()
        if place.persons > 0 and place.municipality_code in second.scope_codes
    ]
    return Difference(
        before=before.name,
        after=after.name,
        places=tuple(
            _change(p.id, p.persons, *([r for r in part if r.place_id == p.id] for part in rows))
            for p in places
        ),
        municipalities=tuple(
            _change(
                code,
                region.municipalities[code].persons,
                *([r for r in part if r.municipality_code == code] for part in rows),
            )
            for code in second.scope_codes
        ),
        whole=_change("", second.persons_in_scope, *rows),
    )


def _change(key: str, persons: int, was: list[Assignment], now: list[Assignment]) -> Change:
    return Change(key, persons, _mean(was), _mean(now), _unmet(was), _unmet(now))


def _mean(rows: Iterable[Assignment]) -> float | None:
    ways = [(r.minutes, r.participants_per_year) for r in rows if r.minutes is not None]
    weight = fsum(n for _, n in ways)
    return fsum(minutes * n for minutes, n in ways) / weight if weight > 0 else None


def _unmet(rows: Iterable[Assignment]) -> float:
    return fsum(row.participants_per_year for row in rows if row.kind == "unmet")
