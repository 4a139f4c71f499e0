"""Plans that are nearly as good as the best one, as values without words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planner.decide.effects_scenario import Effects
from planner.decide.trials import Solved

Members = Mapping[str, frozenset[str]]
"""Unit id → member codes, of the open units."""

Key = tuple[float, ...]
"""The stages that decide, in their order, rounded so that what cannot be told apart is equal."""

DIGITS = 7
"""Significant digits that a solver's value is good for."""


def key_of(values: tuple[float, ...]) -> Key:
    """Values to as many digits as they are good for; what is hardly above 0 is 0.

    >>> key_of((710.537372027, 1e-9)) == key_of((710.537372031, 0.0))
    True
    """
    return tuple(float(f"{value:.{DIGITS}g}") if abs(value) > 1e-6 else 0.0 for value in values)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One plan of the list: best of those with its members and with courses in just its places.

    `value` and `extra` are of the objective that the list is ordered by, in its unit.
    """

    number: int
    members: Members
    place_ids: frozenset[str]
    """Where courses are held."""
    rooms: Mapping[str, tuple[str, ...]]
    """Place → other candidate venues there, which the objectives before cost may not tell apart."""
    value: float
    extra: float
    """How much more than the best plan's."""
    key: Key
    proven: bool
    """Whether it is proven that no plan outside the list is better."""
    improved_by: tuple[str, ...]
    """Places where one more venue would make it better; empty unless such plans were asked for."""
    places_in: tuple[str, ...]
    """Places with courses here and not in the best plan."""
    places_out: tuple[str, ...]
    """Places with courses in the best plan and not here."""
    moved: tuple[str, ...]
    """Municipalities that belong to another unit than in the best plan, or to none."""
    seat_minutes: Mapping[str, float]
    """Municipality → mean one-way minutes of its inhabitants to the seat of their unit."""
    differs: int
    """Least number of differences (places and municipalities) from any plan above it in the list."""
    solved: Solved
    overrides: tuple[str, ...]
    """Texts for `--set` that make this the best plan of the scenario."""
    effects: Effects | None
    """From the best plan to this one; None for the best itself."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The list, and what is proven of it."""

    scenario: str
    title: str
    title_en: str
    objective: str
    """The stage that the list is ordered by first."""
    unit: str
    within: float
    """Share of the best plan's value that the plans may be worse."""
    wanted: int
    most_different: bool
    plans: tuple[Alternative, ...]
    found: int
    """Plans within the slack that are no copies, listed or not."""
    improvable: int
    """Plans left out because one more venue makes them better."""
    complete: bool
    """Whether no plan was left out that is within the slack and better than the last of the list (of
    the most different ones: whether every plan within the slack was looked at)."""
    bound: float | None
    """The least value that a plan not found could have; None where all within the slack were found."""
    gap: float
    """Largest relative gap of the plans solved: a plan not found may be better by so much."""
    every_membership: bool
    """Whether every division into units was looked at by itself."""
    solves: int
