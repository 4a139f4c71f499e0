"""Help to choose: what is impossible and why, what a rule costs, which plans are nearly as good.

    explain(region, scenario, ...)    why there is no plan, and the smallest changes that make one
    price(region, scenario, ...)      what each policy, limit, venue, base and unit costs
    alternatives(region, scenario, ...)    plans nearly as good as the best, and what each means
    pareto(region, scenario, ...)     the plans that no other beats in two or three objectives

Everything here solves scenarios with something changed; what comes out are frozen values without words.
`planner.report` puts them into words. Names are imported when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planner.decide.alternatives_scenario import alternatives
    from planner.decide.alternatives_types import Alternative, Alternatives
    from planner.decide.explain_scenario import explain
    from planner.decide.explain_types import Explanation, Relaxation, RuleInConflict
    from planner.decide.pareto_scenario import pareto
    from planner.decide.pareto_types import Front
    from planner.decide.price_scenario import price
    from planner.decide.price_types import Price, Prices

__all__ = [
    "Alternative",
    "Alternatives",
    "Explanation",
    "Front",
    "Price",
    "Prices",
    "Relaxation",
    "RuleInConflict",
    "alternatives",
    "explain",
    "pareto",
    "price",
]

_HOME = {
    "Alternative": "alternatives_types",
    "Alternatives": "alternatives_types",
    "Explanation": "explain_types",
    "Front": "pareto_types",
    "Price": "price_types",
    "Prices": "price_types",
    "Relaxation": "explain_types",
    "RuleInConflict": "explain_types",
    "alternatives": "alternatives_scenario",
    "explain": "explain_scenario",
    "pareto": "pareto_scenario",
    "price": "price_scenario",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
