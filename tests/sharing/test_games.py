"""Core, Shapley value and nucleolus: published examples, and what any sharing has to satisfy."""

from __future__ import annotations

from itertools import permutations
from math import fsum

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.sharing import (
    CostGame,
    in_core,
    least_core,
    most_burdened,
    nearest_stable,
    nucleolus,
    shapley,
)
from planner.sharing.game import coalitions

NAMES = ("a", "b", "c", "d")


def game_of(players: tuple[str, ...], cost: dict[str, float]) -> CostGame:
    return CostGame(players, {frozenset(key): nok for key, nok in cost.items()})


@st.composite
def games(draw: st.DrawFn, players: int = 4) -> CostGame:
    names = NAMES[:players]
    return CostGame(names, {s: float(draw(st.integers(0, 60))) for s in coalitions(names)})


# -------------------------------------------------------------------------- published examples


@pytest.mark.parametrize(
    ("estate", "expected"),
    [(100.0, (100 / 3, 100 / 3, 100 / 3)), (200.0, (50, 75, 75)), (300.0, (50, 100, 150))],
)
def test_the_estates_of_the_talmud(estate: float, expected: tuple[float, ...]) -> None:
    """Aumann and Maschler, Game theoretic analysis of a bankruptcy problem from the Talmud, 1985."""
    claims = {"a": 100.0, "b": 200.0, "c": 300.0}
    players = tuple(claims)
    worth = {
        s: max(0.0, estate - sum(claim for p, claim in claims.items() if p not in s))
        for s in coalitions(players)
    }
    found = nucleolus(CostGame(players, {s: -v for s, v in worth.items()}))
    assert [-found[p] for p in players] == pytest.approx(expected)


def test_the_runway_of_littlechild_and_owen() -> None:
    """Each pays its part of every stretch that it needs: Management Science 20, 1973."""
    needs = {"a": 10.0, "b": 16.0, "c": 40.0}
    players = tuple(needs)
    found = shapley(CostGame(players, {s: max(needs[p] for p in s) for s in coalitions(players)}))
    assert found == pytest.approx({"a": 10 / 3, "b": 10 / 3 + 3, "c": 10 / 3 + 3 + 24})


def test_three_who_can_do_it_in_pairs_have_no_core() -> None:
    """Von Neumann and Morgenstern's majority game as costs: any two save all that there is to save."""
    game = game_of(("a", "b", "c"), {"a": 1, "b": 1, "c": 1, "ab": 1, "ac": 1, "bc": 1, "abc": 2})
    assert least_core(game).epsilon == pytest.approx(1 / 3)
    assert nucleolus(game) == pytest.approx({"a": 2 / 3, "b": 2 / 3, "c": 2 / 3})
    assert not in_core(game, {"a": 2 / 3, "b": 2 / 3, "c": 2 / 3})


# ------------------------------------------------------------------------------- properties


@settings(max_examples=40, deadline=None)
@given(games())
def test_the_shapley_value_is_the_mean_over_all_orders(game: CostGame) -> None:
    total = dict.fromkeys(game.players, 0.0)
    orders = list(permutations(game.players))
    for order in orders:
        for n, player in enumerate(order):
            before = frozenset(order[:n])
            total[player] += game.nok[before | {player}] - (game.nok[before] if before else 0.0)
    found = shapley(game)
    assert found == pytest.approx({p: nok / len(orders) for p, nok in total.items()})


@settings(max_examples=40, deadline=None)
@given(games(3), st.integers(0, 10**6))
def test_no_other_sharing_has_a_smaller_list_of_excesses(game: CostGame, seed: int) -> None:
    """The definition: sorted from the largest, its excesses come first among all sharings."""
    best = nucleolus(game)
    assert fsum(best.values()) == pytest.approx(game.total, abs=1e-6)

    def excesses(shares: dict[str, float]) -> list[float]:
        return sorted((game.excess(s, shares) for s in game.proper()), reverse=True)

    ours = excesses(dict(best))
    rng = np.random.default_rng(seed)
    for scale in (20.0, 1.0, 0.05):
        for move in rng.normal(0.0, scale, (40, 3)):
            move = move - move.mean()
            other = {p: best[p] + float(m) for p, m in zip(game.players, move, strict=True)}
            for mine, theirs in zip(ours, excesses(other), strict=True):
                if mine < theirs - 1e-6:
                    break
                assert mine <= theirs + 1e-6


@settings(max_examples=60, deadline=None)
@given(games(), st.integers(0, 10**6))
def test_the_nearest_stable_sharing_is_stable_and_nearest(game: CostGame, seed: int) -> None:
    core = least_core(game)
    start = {p: game.total / 4 + n * 3.0 - 4.5 for n, p in enumerate(game.players)}
    found = nearest_stable(game, start)
    assert fsum(found.values()) == pytest.approx(game.total, abs=1e-5)
    worst = most_burdened(game, found)
    assert worst is not None
    assert worst[1] <= max(0.0, core.epsilon) + 1e-4
    away = fsum((found[p] - start[p]) ** 2 for p in game.players)
    rng = np.random.default_rng(seed)
    for move in rng.normal(0.0, 0.3, (60, 4)):  # nothing near by is stable and nearer
        move = move - move.mean()
        other = {p: found[p] + float(m) for p, m in zip(game.players, move, strict=True)}
        if most_burdened(game, other)[1] <= max(0.0, core.epsilon):  # type: ignore[index]
            assert fsum((other[p] - start[p]) ** 2 for p in game.players) >= away - 1e-3


def test_who_cannot_leave_is_not_asked() -> None:
    alone = float("inf")
    game = game_of(("a", "b"), {"a": alone, "b": 4, "ab": 10})
    assert in_core(game, {"a": 7, "b": 3})
    assert shapley(game) is None
    assert nearest_stable(game, {"a": 1, "b": 9}) == pytest.approx({"a": 6, "b": 4})


def test_a_missing_coalition_is_refused() -> None:
    with pytest.raises(ValueError, match="is missing"):
        game_of(("a", "b"), {"a": 1, "ab": 2})
