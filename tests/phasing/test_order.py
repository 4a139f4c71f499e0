"""Orders against brute force: every way to give each measure a period, or none."""

from __future__ import annotations

import random
from itertools import product

import pytest

from planner.phasing import Allowed, best_sequence, greedy_sequence


def brute(
    allowed: Allowed, years: tuple[int, ...], values: dict[int, tuple[int, ...] | None]
) -> tuple[int, ...] | None:
    """The least value of any order, from the words of the docstrings alone."""
    periods = len(years)
    best: tuple[int, ...] | None = None
    for opens_in in product(range(periods + 1), repeat=allowed.count):  # periods: never
        total: tuple[int, ...] | None = (0, 0)
        for p in range(periods):
            standing = sum(1 << n for n, at in enumerate(opens_in) if at <= p)
            opened = [n for n, at in enumerate(opens_in) if at == p]
            earlier = sum(1 << n for n, at in enumerate(opens_in) if at < p)
            most = allowed.opened_max[p]
            fine = (
                (most is None or len(opened) <= most)
                and all(allowed.after[n] & earlier == allowed.after[n] for n in opened)
                and all(
                    not allowed.needs[n] or allowed.needs[n] & standing
                    for n in range(allowed.count)
                    if standing >> n & 1
                )
                and allowed.affordable(standing, p)
                and values[standing] is not None
            )
            if not fine:
                total = None
                break
            value = values[standing]
            assert value is not None
            assert total is not None
            total = tuple(t + years[p] * v for t, v in zip(total, value, strict=True))
        if total is not None and (best is None or total < best):
            best = total
    return best


def made(seed: int) -> tuple[Allowed, tuple[int, ...], dict[int, tuple[int, ...] | None]]:
    dice = random.Random(seed)
    count, periods = dice.randint(1, 5), dice.randint(1, 3)
    values: dict[int, tuple[int, ...] | None] = {
        state: None if dice.random() < 0.1 else (dice.randint(0, 3), dice.randint(0, 50))
        for state in range(1 << count)
    }
    nok = {state: dice.randint(0, 10) * state.bit_count() for state in values}
    budget = [dice.choice([10, 30, 1000]) for _ in range(periods)]
    allowed = Allowed(
        count=count,
        opened_max=tuple(dice.choice([None, 1, 2, 3]) for _ in range(periods)),
        needs=tuple(
            0 if dice.random() < 0.6 else dice.randrange(1 << count) & ~(1 << n) for n in range(count)
        ),
        after=tuple(
            0 if n == 0 or dice.random() < 0.7 else 1 << dice.randrange(n) for n in range(count)
        ),
        affordable=lambda state, period: nok[state] <= budget[period],
    )
    return allowed, tuple(dice.randint(1, 4) for _ in range(periods)), values


@pytest.mark.parametrize("seed", range(150))
def test_the_best_order_is_the_best_of_all(seed: int) -> None:
    allowed, years, values = made(seed)
    found = best_sequence(allowed, years, values.__getitem__)
    truth = brute(allowed, years, values)
    assert (None if found is None else found.value) == truth
    greedy = greedy_sequence(allowed, years, values.__getitem__)
    if greedy is not None:
        assert truth is not None
        assert greedy.value >= truth


def test_some_of_these_have_an_order_and_greedy_loses_in_some() -> None:
    """The comparison above is of something."""
    found = losing = 0
    for seed in range(150):
        allowed, years, values = made(seed)
        best = best_sequence(allowed, years, values.__getitem__)
        greedy = greedy_sequence(allowed, years, values.__getitem__)
        found += best is not None
        losing += best is not None and (greedy is None or greedy.value > best.value)
    assert found > 60
    assert losing >= 5


def test_ties_open_more_and_earlier() -> None:
    free = Allowed(2, (None, None), (0, 0), (0, 0))
    order = best_sequence(free, (1, 1), lambda state: (0,))
    assert order is not None
    assert order.states == (3, 3)
