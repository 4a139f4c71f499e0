"""Alternatives for the criteria: of the small region with qualifications, and made up from figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from planner.decide.criteria import Subject
from planner.decide.weights_file import Weights
from planner.pipeline.alternative import Alternative
from planner.region.types import Region, UnitQualification
from planner.report.comparison.comparison import Comparison, compare
from planner.report.comparison.weighing import Weighing, weigh_comparison
from tests.report.cases import alternative_of, region_of

QUALIFIED = {"methods": "Kompetanse i metode", "network": "Samarbeid"}
SCORES = {"u_all": (4, 2), "u_west": (1, 3), "u_east": (1, 0)}


def qualified_region(**values: Any) -> Region:
    """The small region, its units judged by two qualifications."""
    rows = [
        UnitQualification(unit_id, criterion_id, score, f"{criterion_id} of {unit_id}", "6.3")
        for unit_id, scores in SCORES.items()
        for criterion_id, score in zip(QUALIFIED, scores, strict=True)
    ]
    return replace(region_of(**values), qualifications=tuple(rows), criteria=QUALIFIED)


def qualified(name: str, venue_of: Mapping[str, str | None], **values: Any) -> Alternative:
    """An alternative of the small region with qualifications."""
    return alternative_of(name, venue_of, region=qualified_region(), **values)


def four_alternatives() -> Comparison:
    """One unit, one that meets elsewhere, two halves, and the west alone, which leaves people out."""
    return compare(
        [
            qualified("together", {"u_all": "v_m1"}),
            qualified("far", {"u_all": "v_m4"}),
            qualified("halves", {"u_west": "v_m1", "u_east": "v_m4"}),
            qualified("west-only", {"u_west": "v_m1"}),
        ]
    )


def weighed(weights: Weights | None = None) -> Weighing:
    """The four alternatives weighed, with every kind of row that a weighing can have."""
    comparison = four_alternatives()
    weights = weights or Weights("Prøve", {"travel": 3.0, "qualifications": 1.0, "cost": 1.0}, 5000)
    found = weigh_comparison(comparison, weights, {"low": comparison})
    ranking = replace(found.judgement.with_qualifications, reversals={"far": ("halves",)})
    return replace(found, judgement=replace(found.judgement, with_qualifications=ranking))


FIGURES = {
    "travel": "travel_hours_total",
    "unmet": "participants_unmet",
    "cost": "cost_nok",
    "viable": "viable_share",
    "agreements": "agreements_new",
}
"""Criteria that are one field of the indicators."""


def made_up(
    name: str,
    *,
    coverage: float = 1.0,
    slack: Mapping[str, float] | None = None,
    **figures: float | None,
) -> Subject:
    """An alternative of which only some figures are known: those of `FIGURES`, in their own units.

    Of 100 participants those `unmet` have no offer.
    """
    values: dict[str, Any] = {
        "travel_hours_total": 0.0,
        "participants_unmet": 0.0,
        "participants_total": 100.0,
        "cost_nok": None,
        "viable_share": None,
        "agreements_new": 0,
        "coverage_share": coverage,
        "persons_in_scope": 1000,
        "persons_outside": 0,
        "scope_codes": (),
        "units": (),
        "per_municipality": (),
        **{FIGURES[criterion]: value for criterion, value in figures.items()},
    }
    region = SimpleNamespace(qualifications=(), criteria={}, persons_of=lambda _codes: 0)
    scenario = SimpleNamespace(threshold=SimpleNamespace(persons_min=20_000))
    return Subject(
        name,
        cast("Any", region),
        cast("Any", scenario),
        cast("Any", SimpleNamespace(**values)),
        slack or {},
    )


def table(rows: Sequence[Sequence[float]], criteria: Sequence[str]) -> list[Subject]:
    """Alternatives a0, a1, … with these figures in these criteria."""
    return [made_up(f"a{n}", **dict(zip(criteria, row, strict=True))) for n, row in enumerate(rows)]
