"""Random draws by a Latin hypercube, from a stated seed."""

from __future__ import annotations

from typing import Any

from planner.scenario.paths import parse_path
from planner.scenario.shape import shape_at
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
    columns = {
        name: [_value(name, draws.of[name], float(share)) for share in shares[:, n]]
        for n, name in enumerate(names)
    }
    return [{name: columns[name][n] for name in names} for n in range(draws.count)]


def _value(path: str, of: Distribution, share: float) -> Any:
    if of.distribution == "choice":
        return _chosen(of, share)
    value = quantile(of, share)
    parts = parse_path(path)
    shape = shape_at(parts)
    if shape is not None and shape.kind == "whole":
        return round(value)
    return float(f"{value:.12g}")


def _chosen(of: Distribution, share: float) -> Any:
    values = of.values or ()
    weights = of.weights or (1.0,) * len(values)
    left = share * sum(weights)
    for value, weight in zip(values, weights, strict=True):
        left -= weight
        if left < 0:
            return value
    return next(v for v, w in zip(reversed(values), reversed(weights), strict=True) if w > 0)


def quantile(of: Distribution, share: float) -> float:
    """The value below which a share of a distribution of numbers lies."""
    from scipy import stats

    low, high = of.low, of.high
    if low is not None and high is not None:
        if of.distribution == "uniform":
            return low + share * (high - low)
        if of.distribution == "log_uniform":
            return float(low * (high / low) ** share)
        if of.distribution == "triangular" and of.mode is not None:
            return float(stats.triang.ppf(share, (of.mode - low) / (high - low), low, high - low))
    if of.distribution == "normal":
        family = stats.norm(of.mean, of.sd)
    else:
        family = stats.lognorm(of.sigma, scale=of.median)
    # A cut distribution is the same one between the probabilities of its ends.
    bottom = 0.0 if low is None else float(family.cdf(low))
    top = 1.0 if high is None else float(family.cdf(high))
    return float(family.ppf(bottom + share * (top - bottom)))
