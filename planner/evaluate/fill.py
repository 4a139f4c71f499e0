"""The probability that a course fills, when the number of those who come varies by chance."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, lgamma, log


def fill_probability(group_min_persons: int, expected: Sequence[tuple[float, float]]) -> float:
    """P(N ≥ g) for N = Σ_j c_j · Poisson(λ_j / c_j), independent.

    `expected` holds, for each programme whose people attend, the participants λ_j expected per course
    and the persons c_j who come together as one case (both parents of a child: 2). With everybody
    coming alone this is the upper tail of Poisson(Σ λ_j).

    >>> round(fill_probability(8, [(10.23, 1.0)]), 3)
    0.8
    >>> fill_probability(1, [(0.0, 1.0)])
    0.0
    >>> fill_probability(3, [(4.0, 2.0)]) == fill_probability(2, [(2.0, 1.0)])
    True
    """
    cases: dict[float, float] = {}
    for persons, persons_per_case in expected:
        cases[persons_per_case] = cases.get(persons_per_case, 0.0) + persons / persons_per_case
    below = _below(float(group_min_persons), sorted(cases.items(), reverse=True))
    return min(1.0, max(0.0, 1.0 - below))


def _below(persons: float, cases: Sequence[tuple[float, float]]) -> float:
    """P(Σ c_j · Poisson(μ_j) < persons), summed over every count that stays below."""
    if persons <= 1e-9:
        return 0.0
    if not cases:
        return 1.0
    (persons_per_case, mean), rest = cases[0], cases[1:]
    terms = []
    count = 0
    while persons_per_case * count < persons - 1e-9:
        terms.append(_poisson(count, mean) * _below(persons - persons_per_case * count, rest))
        count += 1
    return fsum(terms)


def _poisson(count: int, mean: float) -> float:
    """P(Poisson(mean) = count)."""
    if mean <= 0:
        return 1.0 if count == 0 else 0.0
    return exp(count * log(mean) - mean - lgamma(count + 1))
