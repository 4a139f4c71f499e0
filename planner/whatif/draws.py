"""Random draws by a Latin hypercube, from a stated seed."""

from __future__ import annotations

from typing import Any

from planner.whatif.fitting import fitting
from planner.whatif.study import Distribution, Draws


def drawn(draws: Draws) -> list[dict[str, Any]]:
    """One row per point: path → value. The same draws give the same rows.

    Each of n points falls into a stretch of its own, of probability 1/n, of every distribution.
    """
    from numpy.random import default_rng
    from scipy.stats import qmc

    names = list(draws.of)
    sampler = qmc.LatinHypercube(len(names), rng=default_rng(draws.seed))
    shares = sampler.random(draws.count)
    columns = {name: _column(name, draws.of[name], shares[:, n]) for n, name in enumerate(names)}
    return [{name: columns[name][n] for name in names} for n in range(draws.count)]


def _column(path: str, of: Distribution, shares: Any) -> list[Any]:
    if of.distribution == "choice":
        return [_chosen(of, float(share)) for share in shares]
    return [fitting(path, float(value)) for value in quantiles(of, shares)]


def _chosen(of: Distribution, share: float) -> Any:
    values = of.values or ()
    weights = of.weights or (1.0,) * len(values)
    left = share * sum(weights)
    for value, weight in zip(values, weights, strict=True):
        left -= weight
        if left < 0:
            return value
    return next(v for v, w in zip(reversed(values), reversed(weights), strict=True) if w > 0)


def quantiles(of: Distribution, shares: Any) -> Any:
    """The values below which shares of a distribution of numbers lie (arrays)."""
    import numpy as np
    from scipy import stats

    share = np.asarray(shares, dtype=float)
    low, high = of.low, of.high
    if low is not None and high is not None:
        if of.distribution == "uniform":
            return low + share * (high - low)
        if of.distribution == "log_uniform":
            return low * (high / low) ** share
        if of.distribution == "triangular" and of.mode is not None:
            return stats.triang.ppf(share, (of.mode - low) / (high - low), low, high - low)
    if of.distribution == "normal":
        family = stats.norm(of.mean, of.sd)
    elif of.distribution == "exponential":
        family = stats.expon(scale=of.mean)
    else:
        family = stats.lognorm(of.sigma, scale=of.median)
    # A cut distribution is the same one between the probabilities of its ends.
    bottom = 0.0 if low is None else float(family.cdf(low))
    top = 1.0 if high is None else float(family.cdf(high))
    return family.ppf(bottom + share * (top - bottom))
