"""Pictures of a study: what they show, and that they can be drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from planner.errors import InputError
from planner.region import read_region
from planner.report.maps.backdrop import read_backdrop
from planner.whatif import read_table, run_study
from planner.whatif.columns import left_out, ordered, shown, worst_verdict
from planner.whatif.plot_curve import curve, guessed
from planner.whatif.plot_heat import heat_map
from planner.whatif.plot_map import chosen_map, shares
from planner.whatif.plot_tornado import swings, tornado
from planner.whatif.plots import write_plot
from tests.whatif.studies import small


def table(rows: list[tuple[Any, ...]], names: list[str], **more: Any) -> pd.DataFrame:
    """A table as a study leaves it: point, scenario, inputs, status, and figures."""
    frame = pd.DataFrame(rows, columns=names)
    frame.insert(0, "point", range(1, len(rows) + 1))
    for name, value in {"scenario": "a", "status": "optimal", "unit_ids": "u", **more}.items():
        if name not in frame:
            frame[name] = value
    inputs = [
        n
        for n in names
        if n not in ("scenario", "status", "unit_ids", "hours", "venue_ids", "guideline")
    ]
    head = ["point", "scenario", *inputs, "status"]
    return frame[[*head, *[n for n in frame.columns if n not in head]]]


def written(figure: Any) -> str:
    """Every text of a figure."""
    FigureCanvasAgg(figure).draw()
    found = [text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text"))]
    return " | ".join(found).replace("\u00a0", " ")


CURVE = table(
    [(1, "s", 10.0), (2, "s", 20.0), (1, "w", 12.0), (2, "w", None)], ["x", "season", "hours"]
)
ENDS = [
    ("", "base", None, "a", 100.0),
    ("p", "low", 1, "a", 90.0),
    ("p", "high", 2, "a", 150.0),
    ("q", "low", 1, "a", 100.0),
    ("q", "high", 2, "a", None),
    ("r", "low", 1, "a", 100.0),
    ("r", "high", 2, "a", 100.0),
    ("", "base", None, "b", 80.0),
    ("p", "low", 1, "b", 85.0),
    ("p", "high", 2, "b", 155.0),
    ("q", "low", 1, "b", 80.0),
    ("q", "high", 2, "b", 80.0),
    ("r", "low", 1, "b", 80.0),
    ("r", "high", 2, "b", 80.0),
]
TORNADO = table(ENDS, ["varied", "end", "value", "scenario", "hours"])


def test_a_curve_has_a_line_for_each_value_and_a_gap_where_there_is_no_plan() -> None:
    figure = curve(CURVE, "x", "hours", by="season", lang="nb")
    axes = figure.axes[0]
    lines = {line.get_label(): list(line.get_ydata()) for line in axes.get_lines()}
    assert lines["s"] == [10.0, 20.0]
    assert lines["w"][0] == 12.0
    assert lines["w"][1] != lines["w"][1]
    assert "4 punkter" in written(figure)


def test_what_else_varies_makes_a_band_around_the_median() -> None:
    figure = curve(CURVE, "x", "hours", lang="en")
    axes = figure.axes[0]
    assert list(axes.get_lines()[0].get_ydata()) == [11.0, 20.0]
    assert len(axes.collections) == 1
    assert "median" in written(figure)


def test_what_to_draw_is_guessed_from_what_varies() -> None:
    assert guessed(CURVE) == ("x", "season")
    with pytest.raises(InputError, match="nothing that varies"):
        guessed(CURVE[:1])


def test_a_heat_map_of_verdicts_shows_the_unit_that_stands_worst() -> None:
    rows = [("a", 1, "u=within"), ("a", 2, "u=within;v=below"), ("b", 1, ""), ("b", 2, None)]
    frame = table(rows, ["scenario", "x", "guideline"])
    text = written(heat_map(frame, "x", "scenario", "guideline", lang="nb"))
    assert "innenfor" in text
    assert "under" in text
    assert "ingen enhet" in text
    assert "–" in text
    assert [worst_verdict(t) for t in ("u=about;v=above", "", None)] == ["about", "none", None]


def test_a_heat_map_of_numbers_tells_each_cell() -> None:
    text = written(heat_map(CURVE, "x", "season", "hours", lang="nb"))
    for value in ("10", "20", "12", "–"):
        assert value in text.split(" | ")


def test_a_tornado_is_ordered_by_swing_and_names_what_moves_nothing() -> None:
    base, bars = swings(TORNADO, "hours", scenario="a")
    assert base == 100
    assert [(bar.name, bar.low, bar.high) for bar in bars][:1] == [("p", 90.0, 150.0)]
    text = written(tornado(TORNADO, "hours", scenario="a", lang="nb"))
    assert "Uten utslag: r." in text
    assert "ingen plan" in text
    assert "Grunnlaget: 100" in text


def test_a_tornado_of_a_difference_shows_where_the_alternatives_change_places() -> None:
    base, bars = swings(TORNADO, "hours", scenario="a", minus="b")
    assert base == 20
    bar = next(bar for bar in bars if bar.name == "p")
    assert (bar.low, bar.high) == (5.0, -5.0)
    with pytest.raises(InputError, match="not in the study"):
        swings(TORNADO, "hours", scenario="a", minus="c")
    with pytest.raises(InputError, match="one thing at a time"):
        swings(CURVE, "hours")


def test_shares_count_each_plan_once() -> None:
    frame = table([("v1;v2",), ("v1",), (None,), ("",)], ["venue_ids"])
    assert shares(frame, "venues") == (3, {"v1": 2 / 3, "v2": 1 / 3})


def test_a_map_tells_places_and_shares(tmp_path: Path) -> None:
    region = read_region("midt-troms-2011")
    backdrop = read_backdrop(region, land_path=tmp_path / "none")
    rows = [("v_dms_finnsnes;mobile_setermoen",), ("v_dms_finnsnes",)]
    frame = table(rows, ["venue_ids"])
    figure = chosen_map(frame, region, lang="nb", backdrop=backdrop)
    text = written(figure)
    assert "Finnsnes" in text
    assert "100 %" in text
    assert "50 %" in text
    with pytest.raises(InputError, match="no plan with units"):
        chosen_map(frame.assign(unit_ids=None), region, chosen="units")


def test_numbers_are_written_in_the_language() -> None:
    assert shown(0.5, "nb") == "0,5"
    assert shown(20_000, "nb").replace("\u00a0", " ") == "20 000"
    assert shown(None, "nb") == "–"
    assert ordered([3, 1, 2, 1]) == [1, 2, 3]
    assert ordered(["winter", "summer", "winter"]) == ["winter", "summer"]


def test_a_picture_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    study = small(vary=[{"path": "demand.factor", "values": [1, 2]}], title="To etterspørsler")
    run_study(study, tmp_path / "s", workers=1)
    assert write_plot(tmp_path / "s", tmp_path / "a.png") == "curve"
    write_plot(tmp_path / "s", tmp_path / "b.png")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    with pytest.raises(InputError, match=r"\.png"):
        write_plot(tmp_path / "s", tmp_path / "a.gif")
    with pytest.raises(InputError, match="no such column"):
        write_plot(tmp_path / "s", tmp_path / "a.png", value="travel_hours")
    assert write_plot(tmp_path / "s", tmp_path / "row.png", kind="heatmap") == "heatmap"


def test_points_that_leave_people_out_stand_apart() -> None:
    table = pd.DataFrame(
        {
            "participants_total": [100.0, 100.0, 200.0, None],
            "participants_unmet": [0.0, 89.0, 0.01, None],
            "coverage_share": [1.0, 1.0, 1.0, None],
        }
    )
    apart, most = left_out(table, "travel_hours_total")
    assert list(apart) == [False, True, False, False]
    assert most == pytest.approx(0.89)
    assert not left_out(table, "participants_unmet")[0].any()
    table["coverage_share"] = [1.0, 1.0, 0.8, None]
    assert list(left_out(table, "travel_hours_total")[0]) == [False, True, True, False]


def test_the_least_travel_in_a_picture_is_not_that_of_those_who_stay_away(tmp_path: Path) -> None:
    study = small(
        set={"demand.programmes": ["diabetes"]},
        vary=[{"path": "rules.access.minutes_max", "values": [60, 200]}],
    )
    run_study(study, tmp_path / "s", workers=1)
    table = read_table(tmp_path / "s")
    apart, most = left_out(table, "travel_hours_total")
    assert list(apart) == [True, False]
    assert most > 0.05
    figure = curve(table, "rules.access.minutes_max", "travel_hours_total", lang="en")
    line, alone = figure.axes[0].get_lines()[:2]
    assert [v for v in line.get_ydata() if v == v] == [table["travel_hours_total"][1]]
    assert list(alone.get_ydata()) == [table["travel_hours_total"][0]]
    assert any("without an offer" in text.get_text() for text in figure.texts)


def test_a_study_of_guidelines_is_drawn_by_verdict(tmp_path: Path) -> None:
    study = small(
        set={"demand.programmes": ["diabetes"]},
        vary=[{"path": "threshold.persons_min", "values": [10_000, 34_000]}],
    )
    run_study(study, tmp_path / "s", workers=1)
    assert write_plot(tmp_path / "s", tmp_path / "v.svg") == "heatmap"
    assert "under" in (tmp_path / "v.svg").read_text(encoding="utf-8")


def test_values_that_are_no_numbers_have_names() -> None:
    from planner.whatif.words import said

    assert [said("nb", v) for v in (True, "winter", "national", 3)] == [
        "ja",
        "vinter",
        "hele landet",
        None,
    ]
    assert said("nn", "national") == "heile landet"
