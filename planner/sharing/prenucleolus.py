"""The nucleolus: shares under which the least content coalition is as content as it can be, then the
next.

By a sequence of linear programs (Maschler, Peleg and Shapley 1979): the largest excess is made as
small as possible; coalitions whose excess is fixed by that are set aside, and the largest of the
others is made small, until nothing is left to choose. Without the condition that nobody pays more than
alone (the *pre*nucleolus): where the core is not empty the two are the same, and where it is empty a
share that keeps that condition may not exist.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from planner.sharing.game import CostGame, Shares, membership

_FIXED = 1e-9
"""A dual value above this says that a coalition's excess is the same in every solution."""
_SPANNED = 1e-9


def nucleolus(game: CostGame) -> Shares:
    """Each player's share.

    The contested garment of the Talmud, as Aumann and Maschler (1985) solve it by the nucleolus: an
    estate of 200 and claims of 100, 200 and 300 give 50, 75 and 75.

    >>> from planner.sharing.game import coalitions
    >>> claims, estate = {"a": 100.0, "b": 200.0, "c": 300.0}, 200.0
    >>> def worth(s): return max(0.0, estate - sum(v for p, v in claims.items() if p not in s))
    >>> game = CostGame(tuple(claims), {s: -worth(s) for s in coalitions(tuple(claims))})
    >>> {player: round(-nok, 6) for player, nok in nucleolus(game).items()}
    {'a': 50.0, 'b': 75.0, 'c': 75.0}
    """
    n = len(game.players)
    proper = game.proper()
    scale = max(1.0, abs(game.total), *(abs(game.nok[s]) for s in proper)) if proper else 1.0
    rows = membership(game.players, proper)
    costs = np.array([game.nok[s] for s in proper]) / scale
    equal_rows, equal_values = [np.ones(n)], [game.total / scale]
    left = np.ones(len(proper), dtype=bool)
    x = np.full(n, game.total / scale / n)
    while np.linalg.matrix_rank(np.array(equal_rows), tol=_SPANNED) < n:
        left &= ~_spanned(rows, np.array(equal_rows))
        if not left.any():  # players that no coalition tells apart: equal shares of what is left
            x = _closest_to_equal(np.array(equal_rows), np.array(equal_values), n)
            break
        open_rows = np.flatnonzero(left)
        found = linprog(
            np.append(np.zeros(n), 1.0),
            A_ub=np.hstack([rows[open_rows], -np.ones((len(open_rows), 1))]),
            b_ub=costs[open_rows],
            A_eq=np.hstack([np.array(equal_rows), np.zeros((len(equal_rows), 1))]),
            b_eq=equal_values,
            bounds=[(None, None)] * n + [(-2.0 * n, None)],
            method="highs-ds",
        )
        if not found.success:
            raise RuntimeError(f"a linear program of the nucleolus ended with: {found.message}")
        x, epsilon = found.x[:-1], float(found.x[-1])
        # complementary slackness: a positive price means the same excess in every optimal solution
        tight = open_rows[-found.ineqlin.marginals > _FIXED]
        if not len(tight):  # nobody who could leave holds these players' shares down
            break
        for row in tight:
            equal_rows.append(rows[row])
            equal_values.append(costs[row] + epsilon)
        left[tight] = False
    else:
        x = np.linalg.lstsq(np.array(equal_rows), np.array(equal_values), rcond=None)[0]
    return {player: float(share) * scale for player, share in zip(game.players, x, strict=True)}


def _spanned(rows: NDArray[np.float64], basis: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Rows that are sums of the others: their excess is fixed with theirs."""
    _, singular, right = np.linalg.svd(basis, full_matrices=False)
    kept = right[singular > _SPANNED]
    rest = rows - rows @ kept.T @ kept
    return np.asarray(np.abs(rest).max(axis=1) < 1e-7)


def _closest_to_equal(
    rows: NDArray[np.float64], values: NDArray[np.float64], n: int
) -> NDArray[np.float64]:
    equal = np.full(n, values[0] / n)
    return np.asarray(equal + np.linalg.lstsq(rows, values - rows @ equal, rcond=None)[0])
