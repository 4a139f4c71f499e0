"""The probability that a course fills, when the number of those who come varies by chance.

People come in whole cases: a child's two parents come both or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import ceil, exp, fsum, lgamma, log


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


@cache
def expected_minimum(
    group_min_persons: int, probability: float | None, persons_per_case: tuple[float, ...] = (1.0,)
) -> float:
    """Smallest expectation per course (persons) that fills it with the given probability.

    `persons_per_case` are the sizes of cases of all who may come to the course. With one size c, whole
    cases fill a group of g where at least ⌈g/c⌉ come; P(Poisson(μ) ≥ n) is the regularised incomplete
    gamma function P(n, μ), so the expectation is c times its inverse. With several sizes it is what is
    enough whatever their mix.

    >>> round(expected_minimum(8, 0.8), 2)
    10.23
    >>> round(expected_minimum(8, 0.8, (2.0,)), 2)
    11.03
    >>> expected_minimum(8, None)
    8.0
    """
    from scipy.special import gammaincinv

    if probability is None:
        return float(group_min_persons)
    sizes = sorted(set(persons_per_case))
    least = max(
        float(group_min_persons),
        *(c * float(gammaincinv(ceil(group_min_persons / c - 1e-9), probability)) for c in sizes),
    )
    if len(sizes) == 1 or _worst_mix(group_min_persons, least, sizes) >= probability:
        return least
    most = 2 * least
    while _worst_mix(group_min_persons, most, sizes) < probability:
        most *= 2
    for _ in range(60):
        middle = (least + most) / 2
        if _worst_mix(group_min_persons, middle, sizes) < probability:
            least = middle
        else:
            most = middle
    return most


STEPS = 32
"""Steps of the share of people who come in cases of each size, in the search for the worst mix."""


def _worst_mix(group_min_persons: int, persons: float, sizes: Sequence[float]) -> float:
    """The least probability of filling over the mixes of two sizes of cases, for each two of them."""
    from scipy.optimize import minimize_scalar

    worst = 1.0
    for n, one in enumerate(sizes):
        for other in sizes[n + 1 :]:

            def fills(share: float, one: float = one, other: float = other) -> float:
                return fill_probability(
                    group_min_persons, [(share * persons, one), ((1 - share) * persons, other)]
                )

            _, step = min((fills(s / STEPS), s) for s in range(STEPS + 1))
            near = (max(0.0, (step - 1) / STEPS), min(1.0, (step + 1) / STEPS))
            finest = minimize_scalar(fills, bounds=near, method="bounded", options={"xatol": 1e-9})
            worst = min(worst, fills(step / STEPS), float(finest.fun))
    return worst


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
