"""The smallest change to a key that makes it stable."""

from __future__ import annotations

import numpy as np
from scipy.optimize import nnls

from planner.sharing.game import CostGame, Shares, least_core, membership


def nearest_stable(game: CostGame, shares: Shares) -> Shares:
    """The shares in the core (where that is empty: in the least core) closest to others.

    Least squares over x(S) ≤ c(S) + max(0, ε): least distance programming by non-negative least squares
    (Lawson and Hanson, *Solving Least Squares Problems*, 1974, chapter 23).

    >>> game = CostGame(("a", "b"), {frozenset("a"): 6, frozenset("b"): 7, frozenset("ab"): 10})
    >>> {player: round(nok, 6) for player, nok in nearest_stable(game, {"a": 8, "b": 2}).items()}
    {'a': 6.0, 'b': 4.0}
    """
    proper = game.proper()
    players = game.players
    start = np.array([shares[p] for p in players])
    start = start + (game.total - start.sum()) / len(players)
    scale = max(1.0, abs(game.total))
    if not proper or len(players) == 1:
        return dict(zip(players, map(float, start), strict=True))
    epsilon = max(0.0, least_core(game).epsilon) * (1 + 1e-9) + 1e-9 * scale
    most = np.array([game.nok[s] for s in proper]) + epsilon
    rows = membership(players, proper)
    # moves that keep the sum: an orthonormal basis of what is orthogonal to (1, …, 1)
    moves = np.linalg.svd(np.ones((1, len(players))))[2][1:].T
    towards = -rows @ moves
    least = (rows @ start - most) / scale
    if (least <= 0).all():
        return dict(zip(players, map(float, start), strict=True))
    system = np.vstack([towards.T, least])
    wanted = np.append(np.zeros(moves.shape[1]), 1.0)
    weights, _ = nnls(system, wanted, maxiter=100 * len(proper))
    residual = system @ weights - wanted
    step = -residual[:-1] / residual[-1]
    moved = start + scale * (moves @ step)
    return dict(zip(players, map(float, moved), strict=True))
