"""The JSON of `robust --format json`."""

from __future__ import annotations

from typing import Any

from planner.report.json import Document, Part, document
from planner.whatif.robust_plans import TODAY, Candidate, Robust


class CandidateJson(Part):
    """A plan that keeps its units and rooms, and is solved in every future."""

    units: dict[str, tuple[str, ...]]
    """Unit → its members."""
    venue_ids: tuple[str, ...]
    """Its rooms."""
    best_in: tuple[int, ...]
    """Futures in which it is best, by number."""
    best_today: bool
    """Whether it is best today."""
    worst_regret: float | None
    """The largest regret over the futures; null: without bound, it has no plan in one of them."""
    expected_regret: float | None
    """The mean regret; null: without bound."""
    price_today: float | None
    """What it is worse by today; null: it has no plan today."""
    unmet_more: float | None
    """Participants a year more without an offer, at the most; null: without bound."""
    figures: dict[str, float | None]
    """Future → its figure; null: no plan."""
    minimax: bool
    """Whether its worst regret is least."""
    least_expected: bool
    """Whether its mean regret is least."""


class RobustJson(Document):
    """What `robust --format json` gives: the plan that is least regretted over a set of futures."""

    scenario: str
    """Name of the scenario."""
    value: str
    """The indicator that is regretted."""
    rooms: str
    """at_hand or in_use."""
    futures: dict[str, dict[str, Any]]
    """Future → its settings."""
    without_plan: tuple[int, ...]
    """Futures in which nothing has a plan."""
    candidates: tuple[CandidateJson, ...]
    """The plans."""
    proven_plans: bool
    """Whether every plan is proven best."""
    optimal_over_all_plans: bool
    """Whether no plan that is not listed can be regretted less."""


def robust_json(found: Robust) -> str:
    """The same as JSON; regret without bound is null."""

    def candidate(one: Candidate) -> dict[str, object]:
        return {
            "units": {unit: list(codes) for unit, codes in one.kept.units},
            "venue_ids": list(one.kept.venue_ids),
            "best_in": [n for n in one.best_in if n != TODAY],
            "best_today": TODAY in one.best_in,
            "worst_regret": one.worst,
            "expected_regret": one.expected,
            "price_today": one.price_today,
            "unmet_more": one.unmet_more,
            "figures": {str(n): v for n, v in one.figures.items()},
            "minimax": one is found.minimax,
            "least_expected": one is found.least_expected,
        }

    return document(
        RobustJson,
        {
            "scenario": found.scenario,
            "value": found.value,
            "rooms": found.hold,
            "futures": {str(p.number): dict(p.inputs) for p in found.futures},
            "without_plan": list(found.without_plan),
            "candidates": [candidate(one) for one in found.candidates],
            "proven_plans": found.proven,
            "optimal_over_all_plans": found.certain,
        },
    )
