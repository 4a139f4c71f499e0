"""The methods, in the order in which `solve` asks them, and the registry that others may add to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from planner.solve.base import BY_MEMBERSHIP, Method
from planner.solve.choosing import BY_CHOICE
from planner.solve.districting import PARTITION
from planner.solve.joint import JOINT
from planner.solve.location import LOCATION
from planner.solve.programmes import BY_COMING, BY_PROGRAMME, COST_FIRST, WITHIN_BUDGET

SHIPPED: tuple[Method, ...] = (
    LOCATION,
    PARTITION,
    BY_PROGRAMME,
    BY_COMING,
    BY_CHOICE,
    COST_FIRST,
    WITHIN_BUDGET,
    JOINT,
    BY_MEMBERSHIP,
)
"""The first that keeps all that a problem asks for is taken; the plain MILP stands behind them."""

_added: list[Method] = []


def methods() -> tuple[Method, ...]:
    """Every method: those added from outside first, the last one added before the others."""
    return (*reversed(_added), *SHIPPED)


def register(method: Method) -> None:
    """Add a method: from now on it is asked before those that are there.

    Raises:
        ValueError: a method has its name already.
    """
    if method.name in {known.name for known in methods()} | {"milp"}:
        raise ValueError(f"there is a method {method.name!r} already")
    _added.append(method)


@contextmanager
def registered(method: Method) -> Iterator[Method]:
    """A method that is there inside a `with` block and is taken away after it.

    Raises:
        ValueError: as `register`.
    """
    register(method)
    try:
        yield method
    finally:
        _added.remove(method)
