"""Charts: their figures are those of the indicators, and nothing on them covers anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from matplotlib.container import BarContainer

from planner.errors import InputError
from planner.pipeline.alternative import Alternative
from planner.report.charts.charts import CHARTS, chart_figure, draw_chart, has_chart, write_charts
from planner.report.charts.cost import parts_of, payers_of
from planner.report.charts.picture import Page
from planner.report.charts.travel import curve_of, groups_of, share_within
from planner.report.charts.worst import worst_of
from tests.pictures.measure import assert_readable, words_of
from tests.report.cases import alternative_of, today, together, west_only
from tests.web_map.cases import five


def without_prices(alternative: Alternative) -> Alternative:
    unknown = replace(
        alternative.indicators, cost_nok=None, cost_absent_because=("no rate for mileage (kr per km)",)
    )
    return replace(alternative, indicators=unknown)


@pytest.mark.parametrize("number", range(5))
def test_the_curve_passes_through_the_shares_of_the_table(number: int) -> None:
    found = five()[number]
    curve = curve_of(found)
    for minutes in (30, 45, 60):
        expected = getattr(found.indicators, f"share_within_{minutes}")
        assert share_within(curve, float(minutes)) == pytest.approx(expected)
    assert list(curve[:, 0]) == sorted(curve[:, 0])
    assert (curve[1:, 1] >= curve[:-1, 1]).all()
    assert share_within(curve, (found.indicators.minutes_max or 0.0) + 1) == pytest.approx(
        1 - found.indicators.participants_unmet / found.indicators.participants_total
    )


def test_alternatives_with_one_curve_are_one_line() -> None:
    alike = alternative_of("alike", {"u_all": "v_m1"})
    groups = groups_of((today(), together(), alike, west_only()))
    assert [[a.name for a in group] for _, group in groups] == [
        ["together", "alike"],
        ["west-only"],
        ["today"],
    ]
    figure = chart_figure("travel-time", (today(), together(), alike))
    assert len([line for line in figure.axes[0].lines if len(line.get_xdata()) > 2]) == 2


def test_nobody_reached_is_a_line_along_the_foot() -> None:
    nobody = together("nobody", unmet_places=tuple(together().region.places))
    assert curve_of(nobody).shape == (0, 2)
    assert_readable(chart_figure("travel-time", (nobody, today())))


def test_the_worst_off_are_those_of_the_comparison() -> None:
    for found in five():
        minutes = [row.minutes_mean or 0.0 for row in found.indicators.per_municipality]
        assert [row.minutes_mean for row in worst_of(found)] == sorted(minutes, reverse=True)[:3]


def test_cost_by_payer_and_by_part_is_the_cost() -> None:
    for found in five():
        assert sum(payers_of(found).values()) == pytest.approx(found.indicators.cost_nok)
        assert sum(parts_of(found).values()) == pytest.approx(found.indicators.cost_nok)
        by_payer = payers_of(found)
        assert by_payer["municipalities"] == pytest.approx(found.indicators.cost_nok_municipalities)
        assert by_payer["users"] == pytest.approx(found.indicators.cost_nok_users)


def widths(figure: Any) -> Iterator[float]:
    for bars in figure.axes[0].containers:
        if isinstance(bars, BarContainer):
            yield from (bar.get_width() for bar in bars)


def test_a_bar_for_every_unit_and_every_krone() -> None:
    persons = sorted(unit.persons for a in five() for unit in a.indicators.units)
    assert sorted(widths(chart_figure("threshold", five()))) == pytest.approx(persons)
    kroner = sum(a.indicators.cost_nok or 0.0 for a in five())
    assert sum(widths(chart_figure("cost", five()))) == pytest.approx(2 * kroner)


SCREEN = Page(25, 16, 60)


def test_the_words_on_the_charts() -> None:
    threshold = words_of(chart_figure("threshold", five(), page=SCREEN))
    assert "veiledende 20 000–40 000" in threshold
    assert "19 219 omtrent på, 781 under" in threshold
    assert "8 enheter: 899–11 243" in threshold
    assert "ingen samordningsenhet" in threshold
    assert "ikke et krav" in threshold
    worst = words_of(chart_figure("worst-off", five()[1:2], page=SCREEN))
    row = worst_of(five()[1])[0]
    assert f"{row.name} {round(row.minutes_mean or 0.0)}" in worst
    assert "uten tilbud" in words_of(chart_figure("worst-off", five()[:1], page=SCREEN))


def test_a_cost_that_is_not_known_says_why() -> None:
    known, unknown = five()[1], without_prices(five()[2])
    text = words_of(chart_figure("cost", (known, unknown), page=SCREEN))
    assert "ikke beregnet: no rate for mileage" in text
    assert text.count("kr per innb.") == 1
    assert not has_chart("trade-off", (known, unknown))
    assert has_chart("trade-off", five()[1:3])


def test_who_covers_fewer_says_so_on_the_trade_off() -> None:
    text = words_of(chart_figure("trade-off", five(), page=SCREEN))
    assert "Tittel some-outside (dekker 49 %)" in text
    assert "Tittel one-unit (" not in text


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_can_be_read(name: str) -> None:
    assert_readable(chart_figure(name, five(), page=None if name == "cost" else Page(25, 14, 72)))
    many = [
        replace(
            a,
            loaded=replace(
                a.loaded,
                scenario=a.scenario.model_copy(
                    update={
                        "name": f"a{n}",
                        "title_en": f"Alternative number {n} with quite a long name",
                    }
                ),
            ),
        )
        for n in range(12)
        for a in (five()[n % 5],)
    ]
    figure = chart_figure(name, many, lang="en", page=Page(25, 30, 60))
    assert_readable(figure)
    assert "innbyggere" not in words_of(figure)


def test_a_folder_of_charts_that_is_the_same_every_time(tmp_path: Path) -> None:
    for name in "ab":
        write_charts(five()[1:2], tmp_path / name, form="svg", page=Page(14, 10))
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == sorted([*(f"{name}.svg" for name in CHARTS if name != "trade-off"), "inputs.json"])
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_what_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such chart"):
        draw_chart("pie", five(), tmp_path / "pie.png")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="will not be replaced"):
        write_charts(five(), tmp_path / "mine")
    with pytest.raises(InputError):
        write_charts((), tmp_path / "none")
