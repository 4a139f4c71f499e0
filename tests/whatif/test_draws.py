"""Random draws: stratified, from the right distribution, the same for the same seed."""

from __future__ import annotations

from typing import Any

import pytest
from scipy import stats

from planner.whatif.draws import drawn, quantiles
from planner.whatif.study import Distribution, Draws


def draws(count: int, seed: int, **of: dict[str, Any]) -> list[dict[str, Any]]:
    named = {name.replace("__", "."): value for name, value in of.items()}
    return drawn(Draws.model_validate({"count": count, "seed": seed, "of": named}))


def test_the_same_seed_gives_the_same_points() -> None:
    of = {"demand__factor": {"distribution": "uniform", "low": 0.0, "high": 1.0}}
    assert draws(50, 7, **of) == draws(50, 7, **of)
    assert draws(50, 7, **of) != draws(50, 8, **of)


def test_each_stretch_of_each_distribution_is_met_once() -> None:
    rows = draws(
        40,
        1,
        demand__factor={"distribution": "uniform", "low": 2.0, "high": 4.0},
        travel__winter__factor={"distribution": "normal", "mean": 3.0, "sd": 0.5},
    )
    uniform = sorted(int((row["demand.factor"] - 2) / 2 * 40) for row in rows)
    normal = sorted(int(stats.norm(3, 0.5).cdf(row["travel.winter.factor"]) * 40) for row in rows)
    assert uniform == list(range(40))
    assert normal == list(range(40))


def test_a_path_of_whole_numbers_gets_whole_numbers() -> None:
    rows = draws(
        30,
        1,
        demand__all_programmes__group_min_persons={
            "distribution": "triangular",
            "low": 4,
            "mode": 8,
            "high": 10,
        },
    )
    values = {row["demand.all_programmes.group_min_persons"] for row in rows}
    assert all(isinstance(value, int) for value in values)
    assert min(values) >= 4
    assert max(values) <= 10


def test_choices_follow_their_weights() -> None:
    rows = draws(
        100,
        3,
        travel__season={"distribution": "choice", "values": ["summer", "winter"], "weights": [3, 1]},
    )
    assert sum(row["travel.season"] == "winter" for row in rows) == 25


@pytest.mark.parametrize(
    ("of", "family"),
    [
        ({"distribution": "triangular", "low": 1, "mode": 2, "high": 5}, stats.triang(0.25, 1, 4)),
        ({"distribution": "log_normal", "median": 2.0, "sigma": 0.5}, stats.lognorm(0.5, scale=2)),
        ({"distribution": "exponential", "mean": 3.0}, stats.expon(scale=3)),
        ({"distribution": "uniform", "low": 2, "high": 4}, stats.uniform(2, 2)),
        ({"distribution": "log_uniform", "low": 1, "high": 100}, stats.loguniform(1, 100)),
        (
            {"distribution": "normal", "mean": 1.0, "sd": 1.0, "low": 0.5, "high": 2},
            stats.truncnorm(-0.5, 1.0, 1, 1),
        ),
    ],
)
def test_quantiles_are_those_of_the_distribution(of: dict[str, Any], family: Any) -> None:
    shares = [0.01, 0.3, 0.5, 0.99]
    found = quantiles(Distribution.model_validate(of), shares)
    assert list(found) == pytest.approx(list(family.ppf(shares)))
