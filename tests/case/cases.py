"""Case documents of the small region, at one demand level or at two."""

from __future__ import annotations

from typing import Any

from planner.report.case import Material, case_material
from planner.report.comparison.comparison import Comparison, compare
from planner.report.words.numbers import Lang
from tests.report.cases import alternative_of, region_of


def comparison_at(level: str = "low", **region: Any) -> Comparison:
    """Today, everybody together, everybody together under another name, and the two halves."""
    region_ = region_of(**region)
    demand = {"demand": {"level": level}}
    return compare(
        [
            alternative_of(
                "today", {}, region=region_, scenario={**demand, "units": {"candidates": []}}
            ),
            alternative_of("together", {"u_all": "v_m1"}, region=region_, scenario=demand),
            alternative_of("again", {"u_all": "v_m1"}, region=region_, scenario=demand),
            alternative_of(
                "halves", {"u_west": "v_m1", "u_east": "v_m4"}, region=region_, scenario=demand
            ),
        ]
    )


def material_of(
    lang: Lang = "nb", levels: tuple[str, ...] = ("low", "high"), **options: Any
) -> Material:
    """What the sections draw on."""
    return case_material([comparison_at(level) for level in levels], lang, **options)
