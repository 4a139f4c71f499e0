"""A run that several tests look at."""

from __future__ import annotations

from functools import cache

import planner

LIGHT = ("demand.programmes=[diabetes]",)
"""One programme: solved in a moment."""


@cache
def one_run() -> planner.Alternative:
    return planner.solve_scenario("alt-2-lokta", LIGHT)
