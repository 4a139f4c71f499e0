"""How stable a ranking is when weights vary.

`shares_first`: the share of all weightings for which each alternative comes first. All weightings are
alike likely: uniform on the simplex of weights that are at least 0 and add up to 1 (Dirichlet with all
parameters 1). Exact where two alternatives are left to tell apart, by the volume of a simplex cut by a
plane; drawn at random otherwise, from a stated seed, with the standard error √(p(1 − p)/n).

`smallest_changes`: by how much one weight has to change, the others keeping their proportions, before
another alternative comes first. Exact: scores are linear in the share of one weight.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

Scores = Mapping[str, Mapping[str, float]]
"""Alternative → criterion → normalised figure, 0..1, more is better."""

DRAWN_TOGETHER = 20_000
"""Weightings looked at together; it bounds memory, not the answer."""
EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Shares:
    """Share of all weightings by alternative; `samples` is 0 where they are exact."""

    share: Mapping[str, float]
    error: Mapping[str, float]
    samples: int


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion's weight, as a share of all, at which another alternative comes first.

    `share_from` is the weight as it is, `share_to` where the winner changes; beyond it those in `first`
    come first.
    """

    criterion_id: str
    share_from: float
    share_to: float
    first: tuple[str, ...]

    @property
    def size(self) -> float:
        """By how much the share changes."""
        return abs(self.share_to - self.share_from)


def shares_first(scores: Scores, criteria: Sequence[str], samples: int, seed: int) -> Shares:
    """Share of all weightings for which each alternative comes first, alone or with its equals.

    Alternatives with the same scores throughout come first together, and each has the whole share. The
    shares of different ones add up to 1: weightings for which they tie have no volume.
    """
    groups: dict[tuple[float, ...], list[str]] = {}
    for name, row in scores.items():
        groups.setdefault(tuple(row[c] for c in criteria), []).append(name)
    points = [p for p in groups if not any(_covers(q, p) for q in groups)]
    if len(points) == 1:
        found = {points[0]: 1.0}
        samples = 0
    elif len(points) == 2:
        share = share_of_simplex([a - b for a, b in zip(*points, strict=True)])
        found = {points[0]: share, points[1]: 1.0 - share}
        samples = 0
    elif points:
        counts = _count_first(points, samples, seed)
        found = {p: n / samples for p, n in zip(points, counts, strict=True)}
    else:
        found, samples = {}, 0
    by_name = {name: found.get(p, 0.0) for p, names in groups.items() for name in names}
    error = {n: sqrt(p * (1 - p) / samples) if samples else 0.0 for n, p in by_name.items()}
    return Shares({n: by_name[n] for n in scores}, {n: error[n] for n in scores}, samples)


def share_of_simplex(differences: Sequence[float]) -> float:
    """Share of the simplex {w ≥ 0, Σ w = 1} in which Σ differences · w ≥ 0.

    The recursion of G. Varsi (1973), "The multidimensional content of the frustum of the simplex",
    Pacific Journal of Mathematics 46: with the differences below 0 one after the other, each mixes the
    contents so far. Exact up to rounding, for any number of criteria.

    >>> share_of_simplex([1.0, -1.0])
    0.5
    >>> round(share_of_simplex([3.0, -1.0]), 12)
    0.75
    """
    above = [d for d in differences if d > 0]
    below = [-d for d in differences if d <= 0]
    if not any(differences):
        return 1.0
    contents = [1.0] + [0.0] * len(above)
    for negative in below:
        for k, positive in enumerate(above, 1):
            contents[k] = (positive * contents[k] + negative * contents[k - 1]) / (positive + negative)
    return 1.0 - contents[len(above)]


def smallest_changes(scores: Scores, shares: Mapping[str, float]) -> tuple[Change, ...]:
    """For every criterion and both ways, the share at which the winner changes; smallest first.

    Nothing for a criterion whose weight may be anything without another coming first, and none at all
    where several different alternatives come first already.
    """
    total = {name: fsum(shares[c] * row[c] for c in shares) for name, row in scores.items()}
    if not total or len(shares) < 2:
        return ()
    best = max(total.values())
    winners = [name for name in total if total[name] >= best - EPSILON]
    winner = winners[0]
    if any(scores[name] != scores[winner] for name in winners):
        return ()
    found = []
    for c, share in shares.items():
        rest = {
            name: fsum(shares[d] * row[d] for d in shares if d != c) / (1 - share)
            for name, row in scores.items()
        }
        for end in (0.0, 1.0):
            change = _first_crossing(c, share, end, scores, rest, winner)
            if change is not None:
                found.append(change)
    return tuple(sorted(found, key=lambda change: (change.size, change.criterion_id)))


def smallest_change_for(scores: Scores, shares: Mapping[str, float], name: str) -> Change | None:
    """The smallest change of one weight, the others in proportion, beyond which one alternative leads.

    None where no single weight brings it there. Alternatives with the same scores throughout lead
    together. Exact: where it leads is an interval of each weight's share.
    """
    if len(shares) < 2:
        return None
    equals = tuple(n for n, row in scores.items() if row == scores[name])
    found = []
    for c, share in shares.items():
        within = _lead(c, shares, scores, name, equals)
        if within is not None:
            to = min(max(share, within[0]), within[1])
            found.append(Change(c, share, to, equals))
    return min(found, key=lambda change: (change.size, change.criterion_id), default=None)


def _lead(
    c: str, shares: Mapping[str, float], scores: Scores, name: str, equals: tuple[str, ...]
) -> tuple[float, float] | None:
    """The shares of one weight for which an alternative is ahead of all but its equals."""
    low, high = 0.0, 1.0
    rest = {
        n: fsum(shares[d] * row[d] for d in shares if d != c) / (1 - shares[c])
        for n, row in scores.items()
    }
    for other, row in scores.items():
        if other in equals:
            continue
        without, alone = rest[name] - rest[other], scores[name][c] - row[c]
        # ahead by without·(1 − x) + alone·x
        if max(without, alone) <= EPSILON:
            return None
        if min(without, alone) < 0:
            x = without / (without - alone)
            low, high = (max(low, x), high) if alone > without else (low, min(high, x))
    return (low, high) if high - low > EPSILON else None


def _first_crossing(
    c: str,
    share: float,
    end: float,
    scores: Scores,
    rest: Mapping[str, float],
    winner: str,
) -> Change | None:
    """Where the weight of one criterion, on its way to an end (0 or 1), lets another come first."""

    def lead(name: str, x: float) -> float:
        own = scores[winner][c] - scores[name][c]
        return x * own + (1 - x) * (rest[winner] - rest[name])

    reached: dict[str, float] = {}
    for name in scores:
        now, then = lead(name, share), lead(name, end)
        if then < -EPSILON:
            reached[name] = share + (end - share) * now / (now - then)
    if not reached:
        return None
    nearest = min(reached.values(), key=lambda x: abs(x - share))
    first = tuple(name for name, x in reached.items() if abs(x - nearest) <= EPSILON)
    # of those that overtake at the same weight, the ones ahead beyond it
    ahead = min(lead(name, end) for name in first)
    first = tuple(name for name in first if lead(name, end) <= ahead + EPSILON)
    return Change(c, share, nearest, first)


def _covers(point: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether one is as good throughout and better somewhere: the other never comes first alone."""
    return point != other and all(a >= b for a, b in zip(point, other, strict=True))


def _count_first(points: Sequence[tuple[float, ...]], samples: int, seed: int) -> list[int]:
    import numpy as np

    generator = np.random.default_rng(seed)
    table = np.array(points)
    counts = np.zeros(len(points), dtype=np.int64)
    left = samples
    while left > 0:
        drawn = min(left, DRAWN_TOGETHER)
        # exponential draws divided by their sum are uniform on the simplex; the sum changes no order
        weights = generator.standard_exponential((drawn, table.shape[1]))
        first = np.argmax(weights @ table.T, axis=1)
        counts += np.bincount(first, minlength=len(points))
        left -= drawn
    return [int(n) for n in counts]
