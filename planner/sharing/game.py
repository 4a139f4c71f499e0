"""Cooperative cost games: what each coalition would pay by itself, and who has a reason to leave.

The core of a cost game is the set of shares x with x(M) = c(M) and x(S) ≤ c(S) for every coalition S:
nobody pays more than alone, and no group more than by itself. Source: Peleg and Sudhölter,
*Introduction to the Theory of Cooperative Games*, 2nd edition 2007, chapter 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import fsum, isfinite

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

Coalition = frozenset[str]
Shares = Mapping[str, float]

PLAYERS_MAX = 12
"""So many players have 4 095 coalitions; with more, each would have to be solved, and nobody waits."""


def coalitions(players: tuple[str, ...]) -> Iterator[Coalition]:
    """Every coalition, small ones first and in the order of the players.

    >>> [sorted(s) for s in coalitions(("a", "b"))]
    [['a'], ['b'], ['a', 'b']]
    """
    for size in range(1, len(players) + 1):
        for members in combinations(players, size):
            yield frozenset(members)


@dataclass(frozen=True, slots=True)
class CostGame:
    """Players and the cost of every coalition, in NOK a year.

    A coalition that has no plan by itself costs ∞: it cannot leave.

    Raises:
        ValueError: a coalition is missing, or all players together have no finite cost.
    """

    players: tuple[str, ...]
    nok: Mapping[Coalition, float]

    def __post_init__(self) -> None:
        missing = [sorted(s) for s in coalitions(self.players) if s not in self.nok]
        if missing:
            raise ValueError(f"the cost of {missing[0]} is missing, and of {len(missing) - 1} more")
        if not isfinite(self.total):
            raise ValueError("all players together have no plan: there is nothing to share")

    @property
    def everybody(self) -> Coalition:
        """All players."""
        return frozenset(self.players)

    @property
    def total(self) -> float:
        """What all players together cost."""
        return self.nok[self.everybody]

    def proper(self) -> tuple[Coalition, ...]:
        """The coalitions that could leave: not everybody, and with a cost of their own."""
        everybody = self.everybody
        return tuple(s for s in coalitions(self.players) if s != everybody and isfinite(self.nok[s]))

    def excess(self, coalition: Coalition, shares: Shares) -> float:
        """By how much a coalition pays more than by itself; negative where it gains.

        >>> game = CostGame(("a", "b"), {frozenset("a"): 6, frozenset("b"): 7, frozenset("ab"): 10})
        >>> game.excess(frozenset("a"), {"a": 8, "b": 2})
        2.0
        """
        return fsum(shares[player] for player in coalition) - self.nok[coalition]


def most_burdened(game: CostGame, shares: Shares) -> tuple[Coalition, float] | None:
    """The coalition with the largest excess; None where there is nobody to leave."""
    rows = [(game.excess(s, shares), s) for s in game.proper()]
    if not rows:
        return None
    largest = max(excess for excess, _ in rows)
    close = [s for excess, s in rows if excess >= largest - 1e-9 * max(1.0, abs(game.total))]
    return min(close, key=lambda s: (len(s), sorted(s))), largest


def in_core(game: CostGame, shares: Shares, nok_tolerance: float = 0.01) -> bool:
    """Whether nobody would do better by themselves: shares that add up, and no positive excess."""
    paid = fsum(shares.values())
    if abs(paid - game.total) > nok_tolerance:
        return False
    worst = most_burdened(game, shares)
    return worst is None or worst[1] <= nok_tolerance


@dataclass(frozen=True, slots=True)
class LeastCore:
    """The smallest ε with x(S) ≤ c(S) + ε for every coalition, and shares that keep to it.

    The core is empty exactly where ε > 0: then ε is what would have to be added to every way out.
    """

    epsilon: float
    shares: Shares


def least_core(game: CostGame) -> LeastCore:
    """By one linear program (Maschler, Peleg and Shapley, *Geometric properties of the kernel,
    nucleolus, and related solution concepts*, Mathematics of Operations Research 4, 1979).

    >>> game = CostGame(("a", "b"), {frozenset("a"): 6, frozenset("b"): 7, frozenset("ab"): 10})
    >>> round(least_core(game).epsilon, 6)
    -1.5
    """
    proper = game.proper()
    if not proper:
        return LeastCore(0.0, {game.players[0]: game.total} if len(game.players) == 1 else _equal(game))
    scale = max(1.0, abs(game.total), *(abs(game.nok[s]) for s in proper))
    rows = membership(game.players, proper)
    # where some cannot leave at all, nothing else would bound how content the others can be made
    least = -len(game.players) * 2.0
    found = linprog(
        np.append(np.zeros(len(game.players)), 1.0),
        A_ub=np.hstack([rows, -np.ones((len(proper), 1))]),
        b_ub=np.array([game.nok[s] for s in proper]) / scale,
        A_eq=np.append(np.ones(len(game.players)), 0.0)[None, :],
        b_eq=[game.total / scale],
        bounds=[(None, None)] * len(game.players) + [(least, None)],
        method="highs",
    )
    if not found.success:
        raise RuntimeError(f"the linear program of the least core ended with: {found.message}")
    shares = {p: float(x) * scale for p, x in zip(game.players, found.x[:-1], strict=True)}
    return LeastCore(float(found.x[-1]) * scale, shares)


def membership(players: tuple[str, ...], rows: tuple[Coalition, ...]) -> NDArray[np.float64]:
    """Who belongs to which coalition: one row each, 1 where the player is in it."""
    return np.array([[1.0 if p in s else 0.0 for p in players] for s in rows]).reshape(
        len(rows), len(players)
    )


def _equal(game: CostGame) -> Shares:
    return {player: game.total / len(game.players) for player in game.players}
