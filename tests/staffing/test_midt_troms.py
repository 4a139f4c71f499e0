"""What docs/staffing.md says of Midt-Troms is what the planner gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.pipeline.alternative import Alternative
from planner.pipeline.run import solve_scenario
from planner.plan import Status

PAGE = Path(__file__).parents[2] / "docs" / "staffing.md"


def solved(name: str, level: str, *overrides: str) -> Alternative:
    return solve_scenario(name, [f"demand.level={level}", *overrides])


def told() -> str:
    return PAGE.read_text(encoding="utf-8")


def shown(value: float, decimals: int = 0) -> str:
    return f"{value:,.{decimals}f}".replace(",", " ")


def row_of(label: str, found: Alternative) -> str:
    i = found.indicators
    cells = (
        shown(i.courses),
        str(i.programmes_held),
        shown(i.coordinator_hours),
        shown(i.coordinator_posts_needed, 2),
        shown(i.coordinator_hours_first_year),
        shown(i.professional_hours),
        shown(i.user_representative_meetings),
        shown(i.travel_hours_total),
    )
    return f"| {label} | {' | '.join(cells)} |"


@pytest.mark.parametrize(
    ("label", "level", "overrides"),
    [
        ("low", "low", ()),
        ("middle", "middle", ()),
        ("high", "high", ()),
        ("middle, posts as a bound", "middle", ("rules.staffing.mode=hard",)),
    ],
)
def test_lokta_with_its_one_post(label: str, level: str, overrides: tuple[str, ...]) -> None:
    found = solved("alt-2-lokta", level, *overrides)
    assert found.plan.status is Status.OPTIMAL
    assert row_of(label, found) in told(), row_of(label, found)
    assert found.indicators.units_over_posts == (level != "low" and not overrides)
    if overrides:
        # proved without the plain MILP, and within the hours of one post
        assert found.plan.method == "by_programme"
        assert found.indicators.coordinator_hours <= 1700


def test_alone_base_work_takes_it_all() -> None:
    i = solved("solo", "low").indicators
    share = f"{shown(i.coordinator_hours_base)} of {shown(i.coordinator_hours_posts)} hours"
    assert share in " ".join(told().split())
    assert i.coordinator_hours == i.coordinator_hours_base


def test_too_few_posts_for_base_work_is_a_reason() -> None:
    from planner.errors import InfeasibleError

    with pytest.raises(InfeasibleError) as caught:
        solved("solo", "low", "rules.staffing.mode=hard", "rules.staffing.hours_base_per_week=20")
    assert any("907" in reason or "906" in reason for reason in caught.value.reasons)
