"""A search that is ended gives what it has, with no more claimed of it than was proved."""

from __future__ import annotations

import time
from math import inf
from threading import Event

import pytest

from planner.errors import NoPlanError
from planner.solve.base.milp import build_lp
from planner.solve.districting.areas import areas_of
from planner.solve.districting.choice import choose_division
from planner.solve.districting.columns import generate, make_master
from planner.solve.districting.listed import list_and_choose
from planner.solve.districting.price import Budget
from planner.solve.solver.highs import Limits
from tests.partition.test_pockets import problem

PERSONS = {f"m{n}": 9 + (7 * n) % 11 for n in range(1, 10)}
GRID = [(f"m{n}", f"m{n + 1}") for n in range(1, 9)] + [(f"m{n}", f"m{n + 3}") for n in range(1, 7)]


def test_pricing_that_is_ended_has_no_bound() -> None:
    areas = areas_of(problem(PERSONS, GRID), 20)
    master = make_master(problem(PERSONS, GRID), areas, 0.0)
    whole, ended = generate(master, Budget(10**6)), generate(master, Budget(10**6), lambda _: True)
    assert whole is not None
    assert ended is not None
    assert ended.bound == -inf
    assert whole.bound > 0
    best = choose_division(master, whole, Limits(0.0), lambda: None, Budget(10**6), print)
    some = choose_division(master, ended, Limits(0.0), lambda: None, Budget(10**6), print)
    assert best is not None
    assert best.bound <= best.value
    assert best.value - best.bound <= 1e-6 * best.value
    assert some is None or (some.value >= best.value - 1e-9 and some.bound == -inf)


def test_listing_ends_when_somebody_asks() -> None:
    stop = Event()
    whole = list_and_choose(problem(PERSONS, GRID), Limits(0.0, stop=stop))
    assert whole is not None
    stop.set()
    assert list_and_choose(problem(PERSONS, GRID), Limits(0.0, stop=stop)) is None


def test_a_model_is_not_built_on_when_time_is_up() -> None:
    build_lp(problem(PERSONS, GRID), until=time.monotonic() + 60)
    with pytest.raises(NoPlanError):
        build_lp(problem(PERSONS, GRID), until=time.monotonic())


def test_a_list_that_is_cut_short_proves_no_more_than_its_reach() -> None:
    areas = areas_of(problem(PERSONS, GRID), 20)
    master = make_master(problem(PERSONS, GRID), areas, 0.0)
    whole = generate(master, Budget(10**6))
    assert whole is not None
    best = choose_division(master, whole, Limits(0.0), lambda: None, Budget(10**6), print)
    cut = choose_division(master, whole, Limits(0.0), lambda: None, Budget(0), print)
    assert best is not None
    assert cut is None or cut.bound <= best.value + 1e-9
