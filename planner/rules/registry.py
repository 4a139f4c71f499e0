"""The rules that are known: those shipped, and those that somebody adds from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import entry_points

from planner.rules.access import RULE as ACCESS
from planner.rules.attendance import RULE as ATTENDANCE
from planner.rules.capacity import RULE as CAPACITY
from planner.rules.choice import RULE as CHOICE
from planner.rules.contiguity import RULE as CONTIGUITY
from planner.rules.declaration import Rule
from planner.rules.group_size import RULE as GROUP_SIZE
from planner.rules.membership import RULE as MEMBERSHIP
from planner.rules.nearest import RULE as NEAREST
from planner.rules.own_unit import RULE as OWN_UNIT
from planner.rules.policy import RULE as POLICY
from planner.rules.single_source import RULE as SINGLE_SOURCE
from planner.rules.specialist_places import RULE as SPECIALIST_PLACES
from planner.rules.staffing import RULE as STAFFING
from planner.rules.threshold import RULE as THRESHOLD

SHIPPED: tuple[Rule, ...] = (
    MEMBERSHIP,
    THRESHOLD,
    CONTIGUITY,
    ATTENDANCE,
    GROUP_SIZE,
    CAPACITY,
    OWN_UNIT,
    ACCESS,
    STAFFING,
    POLICY,
    NEAREST,
    SINGLE_SOURCE,
    SPECIALIST_PLACES,
    CHOICE,
)
"""The rules of the planner, in the order of their numbers."""

ENTRY_POINTS = "lms_planner.rules"
"""The group of entry points by which an installed package adds rules."""

_added: list[Rule] = []


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of their numbers."""
    return tuple(sorted((*SHIPPED, *_installed(), *_added), key=lambda rule: rule.number))


@cache
def _installed() -> tuple[Rule, ...]:
    """Rules of installed packages that name them as entry points, so that every process knows them."""
    return tuple(point.load() for point in entry_points(group=ENTRY_POINTS))


def register(rule: Rule) -> None:
    """Add a rule: from now on every model has it and every plan is checked for it.

    Raises:
        ValueError: a rule has its name or its number already.
    """
    for known in rules():
        if known.name == rule.name or known.number == rule.number:
            raise ValueError(
                f"rule {rule.number} ({rule.name}): there is {known.number} ({known.name})"
            )
    _added.append(rule)


@contextmanager
def registered(rule: Rule) -> Iterator[Rule]:
    """A rule that holds inside a `with` block and is taken away after it.

    Raises:
        ValueError: as `register`.
    """
    register(rule)
    try:
        yield rule
    finally:
        _added.remove(rule)
