"""What forcing courses at Setermoen costs, with one staff base and with two; tables, JSON, commands."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner.decide import Price, Prices, price_changes
from planner.decide.price_changes import Question
from planner.decide.price_scenario import best_known, figures_of, is_better, is_proven
from planner.decide.trials import Change, Edit, Trials, put
from planner.pipeline.alternative import Alternative
from planner.pipeline.run import read_task, read_tasks
from planner.pipeline.together import solve_tasks
from planner.plan import Status
from planner.region import read_region
from planner.report.json import price_json
from planner.report.terminal import price_text
from planner.report.words.numbers import Lang
from planner.scenario import scope_codes
from tests.cli.running import Here

SETERMOEN = 'venues.in_use=["v_dms_setermoen"]'
TWO_BASES = 'units.staff_bases.u2_lokta=["finnsnes", "setermoen"]'


@pytest.fixture(scope="module")
def trials() -> Trials:
    task = read_task("alt-2-lokta", ())
    return Trials(read_region("midt-troms-2011"), task.loaded.scenario)


def solved_by_command(*overrides: str) -> Alternative:
    """The way of `solve`, which knows nothing of prices."""
    (found,) = solve_tasks(read_tasks(("alt-2-lokta",), overrides), workers=1).alternatives
    return found


@pytest.mark.parametrize(
    ("bases", "hours", "nok"), [((), 14.4, 83_808), ((TWO_BASES,), 1.5, 80_479)], ids=("one", "two")
)
def test_courses_at_setermoen_by_force(
    trials: Trials, bases: tuple[str, ...], hours: float, nok: float
) -> None:
    """A base there makes it nine tenths cheaper on the road, and no cheaper in kroner."""
    base = (put(("units", "staff_bases", "u2_lokta"), ["finnsnes", "setermoen"]),) if bases else ()
    forced = (*base, put(("venues", "in_use"), ["v_dms_setermoen"]))
    page = (Path(__file__).parents[2] / "docs" / "price.md").read_text("utf-8")
    assert f"+{hours} | +{nok:,.0f} |".replace(",", " ") in page
    free, there = figures_of(trials.solved(base)), figures_of(trials.solved(forced))
    assert free.proven
    assert there.proven
    assert there.travel_hours - free.travel_hours == pytest.approx(hours, abs=0.05)
    assert free.cost_nok is not None
    assert there.cost_nok is not None
    assert there.cost_nok - free.cost_nok == pytest.approx(nok, abs=1)
    assert there.participants_unmet == free.participants_unmet == 0
    assert "v_dms_setermoen" in there.venues
    for figures, overrides in ((free, bases), (there, (*bases, SETERMOEN))):
        again = solved_by_command(*overrides).indicators
        assert again.travel_hours_total == pytest.approx(figures.travel_hours, rel=1e-4)
        assert again.cost_nok == pytest.approx(figures.cost_nok, rel=1e-4)


def test_the_figures_of_the_page(trials: Trials) -> None:
    page = " ".join((Path(__file__).parents[2] / "docs" / "price.md").read_text("utf-8").split())
    now = trials.solved()

    def more(*changes: Change, edit: Edit | None = None) -> tuple[float, float]:
        other = trials.solved(changes, edit).indicators
        assert other.cost_nok is not None
        assert now.indicators.cost_nok is not None
        hours = other.travel_hours_total - now.indicators.travel_hours_total
        return hours, other.cost_nok - now.indicators.cost_nok

    _, nok = more(put(("venues", "in_use"), ["v_bardu_town_hall"]))
    assert f"would cost {nok:,.0f} with one base".replace(",", " ") in page
    hours, _ = more(put(("units", "staff_bases", "u2_lokta"), ["finnsnes", "setermoen"]))
    assert f"saves {-hours:.1f} hours" in page
    asked = price_changes.losses(trials.scenario, trials.problem(), figures_of(now))
    (only,) = [question for question in asked if question.key == "lose_only_base"]
    hours, _ = more(*only.changes, edit=only.edit)
    assert f"costs {hours:.0f} hours" in page


def test_a_better_plan_found_on_the_way_takes_the_place_of_an_unproven_one(trials: Trials) -> None:
    best = trials.solved()
    worse = trials.solved((put(("venues", "in_use"), ["v_dms_setermoen"]),))
    assert is_better(best.plan, worse.plan)
    assert not is_better(worse.plan, best.plan)
    assert not is_better(best.plan, best.plan)
    # what is proven stays, whatever comes up
    assert best_known(trials, best, [worse]) is best
    assert best_known(trials, worse, [best]) is worse
    stopped = replace(
        worse,
        plan=replace(
            worse.plan,
            stages=tuple(replace(stage, status=Status.STOPPED) for stage in worse.plan.stages),
        ),
    )
    assert not is_proven(stopped)
    assert best_known(trials, stopped, [best]).plan == best.plan
    assert best_known(trials, stopped, []) is stopped
    # a plan that breaks a rule of the scenario is no plan of it
    strict = trials.of((put(("venues", "in_use"), ["v_dms_setermoen"]),))
    assert best_known(strict, stopped, [best]) is stopped


def a_price(trials: Trials, part: Any, key: str, venue: str, change: float | None) -> Price:
    now = figures_of(trials.solved())
    cost = now.cost_nok
    assert cost is not None
    other = None
    if change is not None:
        other = replace(now, travel_hours=now.travel_hours + change, cost_nok=cost - change)
    return Price(part, key, {"venues": (venue,)}, (), (), now, other, other is not None)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_table_has_differences_and_names_what_makes_none(trials: Trials, lang: Lang) -> None:
    region, scenario = trials.effective(), trials.scenario
    rows = (
        a_price(trials, "used", "lose_venue", "v_friskliv_lenvik", 12.0),
        a_price(trials, "unused", "use_venue", "v_dms_setermoen", 14.4),
        a_price(trials, "unused", "use_venue", "v_dms_finnsnes", 0.0),
        a_price(trials, "unused", "use_venue", "v_hotel_setermoen", None),
    )
    codes = scope_codes(region, scenario)
    found = Prices("x", "Tittel", "Title", codes, figures_of(trials.solved()), rows, True)
    text = price_text(found, region, lang).replace("\xa0", " ")
    flat = " ".join(text.split())
    assert ("+14,4" if lang == "nb" else "+14.4") in flat
    assert ("Ingen forskjell: DMS" if lang == "nb" else "No difference: DMS") in flat
    assert ("Ikke mulig: Hotellets" if lang == "nb" else "Not possible: Hotellets") in flat
    assert not re.search(r"[{}]|None", flat)
    data = json.loads(price_json(found, region))
    differences = [row["difference"]["travel_hours"] for row in data["prices"]]
    assert differences[: len(rows)] == pytest.approx([r.travel_hours for r in rows])
    assert [row["possible"] for row in data["prices"]] == [row.possible for row in rows]


def test_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One programme, so that it is quick."""
    monkeypatch.chdir(tmp_path)
    here = Here(tmp_path, capsys)
    few = ("--set", 'demand.programmes=["diabetes"]', "--set", "venues.strategy=municipal_seats")
    done = here("price", "alt-2-lokta", *few, "--part", "used", "--format", "json", "--quiet")
    assert done.code == 0, done.err
    data = json.loads(done.out)
    assert {row["part"] for row in data["prices"]} == {"used"}
    assert data["complete"]
    # no plan: it is told why, as `explain` does
    impossible = ("--set", "threshold.mode=hard", "--set", "threshold.persons_min=40000")
    done = here("price", "alt-2-lokta", *few, *impossible)
    assert done.code == 3
    assert "29" in done.err
    assert done.out == ""


def test_what_is_told_while_it_works() -> None:
    from planner.decide.price_scenario import _told

    question = Question("used", "lose_venue", {"venues": ("v1",)}, (), ())
    assert _told(question) == "lose venue v1"
