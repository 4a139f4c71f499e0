"""Plans over the years: verdicts that turn, programmes that stop filling, and what keeping costs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.evaluate import threshold_status
from planner.horizon import (
    Horizon,
    dropped_programmes,
    horizon_of,
    plan_of,
    price_of_keeping,
    unit_persons,
    unit_turns,
    years_known,
)
from planner.pipeline import solve_scenario
from planner.region import read_region
from planner.report.terminal import horizon_sentences
from planner.scenario import Threshold
from tests.cli.running import Here

SCENARIO = "midt-troms-2024/alt-2-lokta"
FEW = 'demand.programmes=["diabetes","asthma_allergy"]'


@pytest.fixture(scope="module")
def found(projected: Path) -> Horizon:
    return horizon_of(
        [SCENARIO],
        projections=["LLML", "HHMH"],
        overrides=[f"region={projected}", FEW],
        workers=1,
    )


def test_years_are_those_that_every_projection_has(projected: Path, found: Horizon) -> None:
    assert years_known(read_region(projected)) == (2025, 2030, 2040, 2050)
    assert found.years == (2025, 2030, 2040, 2050)
    assert found.projections == ("LLML", "HHMH")
    assert len(found.rows) == 8


def test_verdicts_are_those_of_the_years_by_hand(found: Horizon) -> None:
    [base] = found.decided
    [unit] = base.plan.units
    before = [found.region.municipalities[code].persons for code in unit.member_codes]
    by_hand = [sum(round(n * 0.98 ** (year - 2025)) for n in before) for year in found.years]
    assert unit_persons(found, base, "LLML", unit.unit_id) == by_hand
    status = [threshold_status(n, Threshold()) for n in by_hand]
    assert status == ["within", "within", "within", "below"]
    [turn] = unit_turns(found, base, "LLML")
    assert (turn.was, turn.year, turn.now) == ("within", 2050, "below")
    assert unit_turns(found, base, "HHMH") == []
    told = horizon_sentences(found, base, "nb")
    assert any("fra innenfor til under i 2050 (framskriving LLML)" in text for text in told)
    assert any("innenfor i alle årene (framskriving HHMH)" in text for text in told)


def test_a_year_decided_anew_is_that_years_plan(found: Horizon, projected: Path) -> None:
    row = next(r for r in found.rows if (r.year, r.projection) == (2040, "LLML"))
    own = solve_scenario(
        SCENARIO,
        [f"region={projected}", FEW, "population.year=2040", "population.alternative=LLML"],
    )
    anew = plan_of(row.anew)
    assert anew is not None
    assert anew.indicators.travel_hours_total == pytest.approx(own.indicators.travel_hours_total)


def test_a_plan_kept_uses_its_own_places_and_is_never_better(found: Horizon) -> None:
    [base] = found.decided
    for row in found.rows:
        kept, anew = plan_of(row.kept), plan_of(row.anew)
        assert kept is not None
        assert anew is not None
        assert set(kept.plan.venues_in_use) <= set(base.plan.venues_in_use)
        assert kept.plan.member_of() == base.plan.member_of()
        price = price_of_keeping(row)
        assert price is not None
        assert price[0] >= -1e-6
    first = next(r for r in found.rows if r.year == 2025)
    kept = plan_of(first.kept)
    assert kept is not None
    assert kept.indicators.travel_hours_total == pytest.approx(base.indicators.travel_hours_total)


def test_programmes_that_stop_filling_are_named_by_year(found: Horizon) -> None:
    [base] = found.decided
    for projection in found.projections:
        held = {
            row.year: {c.programme_id for c in plan.plan.courses}
            for row in found.rows_of(base.name, projection)
            if (plan := plan_of(row.kept)) is not None
        }
        for turn in dropped_programmes(found, base, projection):
            before = found.years[found.years.index(turn.year) - 1]
            assert (turn.what in held[turn.year]) == (turn.now == "in")
            assert (turn.what in held[before]) == (turn.was == "in")


def test_the_command_writes_table_text_and_chart(lms: Here, projected: Path) -> None:
    ran = lms(
        *("horizon", SCENARIO, "--set", f"region={projected}", "--set", FEW, "--years", "2025,2050"),
        *("--projections", "MMMM", "--workers", "1", "--out", "fram"),
    )
    assert ran.code == 0, ran.err
    assert "Holder det?" in ran.out
    told = json.loads((lms.folder / "fram" / "horizon.json").read_text())
    assert [row["year"] for row in told["rows"]] == [2025, 2050]
    assert told["rows"][1]["threshold"] == {"u2_lokta": "within"}
    assert (lms.folder / "fram" / "alt-2-lokta.png").is_file()
    assert (lms.folder / "fram" / "horizon.csv").read_text().count("\n") == 3


def test_compare_has_a_column_a_year(lms: Here, projected: Path) -> None:
    ran = lms(
        *("compare", SCENARIO, "--years", "2025,2050", "--set", f"region={projected}", "--set", FEW),
        *("--set", "population.alternative=LLML", "--format", "json"),
    )
    assert ran.code == 0, ran.err
    names = [row["scenario"] for row in json.loads(ran.out)["alternatives"]]
    assert names == ["alt-2-lokta-2025", "alt-2-lokta-2050"]


def test_without_years_it_is_refused(lms: Here) -> None:
    ran = lms("horizon", "alt-2-lokta", "--lang", "nb")
    assert ran.code == 2
    assert "folketall per år" in ran.err
