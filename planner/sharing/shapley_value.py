"""The Shapley value: what a player adds to the cost, on average over all orders of joining."""

from __future__ import annotations

from collections.abc import Iterable
from math import comb, fsum, isfinite

from planner.sharing.game import CostGame, Shares, coalitions


def shapley(game: CostGame) -> Shares | None:
    """Each player's share; None where a coalition has no plan by itself, and so no cost to add up.

    Source: L. S. Shapley, *A value for n-person games*, 1953. A player pays its marginal cost, weighted
    by how many orders of joining have exactly the others of S before it: |S|! (n−|S|−1)! / n!.

    The runway of Littlechild and Owen (1973) for planes that need 1, 2 and 3: everybody shares the
    first stretch, two the second, one the third.

    >>> from planner.sharing.game import coalitions
    >>> needs = {"small": 6.0, "middle": 12.0, "large": 18.0}
    >>> game = CostGame(tuple(needs), {s: max(needs[p] for p in s) for s in coalitions(tuple(needs))})
    >>> {player: round(nok, 9) for player, nok in shapley(game).items()}
    {'small': 2.0, 'middle': 5.0, 'large': 11.0}
    """
    if any(not isfinite(game.nok[s]) for s in coalitions(game.players)):
        return None
    return {player: fsum(_marginal(game, player)) for player in game.players}


def _marginal(game: CostGame, player: str) -> Iterable[float]:
    n = len(game.players)
    for coalition in coalitions(game.players):
        if player in coalition:
            others = coalition - {player}
            added = game.nok[coalition] - (game.nok[others] if others else 0.0)
            yield added / (n * comb(n - 1, len(others)))
