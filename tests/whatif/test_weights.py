"""Weights in a study: places as in a comparison, from plans that are solved once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from planner import compare_scenarios
from planner.decide.weights_file import Weights
from planner.decide.weights_stability import share_of_simplex
from planner.errors import InputError
from planner.report.comparison.weighing import judge
from planner.whatif import StudyFile, plan_study, read_study, read_table, run_study, study_of
from planner.whatif.plot_first import first_chart, firsts
from planner.whatif.plot_heat import heat_map
from planner.whatif.plot_tornado import swings, tornado
from planner.whatif.plots import write_plot
from planner.whatif.robust_plans import robust
from planner.whatif.store import read_store
from tests.whatif.studies import TWO
from tests.whatif.test_pictures import written

NAMES = ["solo", "alt-2-lokta", "alt-4c-both-dms", "pilot"]


def weighed(**values: Any) -> StudyFile:
    stated = {"scenarios": NAMES, "scope": "eight", "weights": "equal", **values}
    return study_of({"set": {"demand.programmes": TWO}, **stated})


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of two guidelines, three weights of travel, and weights with and without cost."""
    out = tmp_path_factory.mktemp("weights") / "s"
    study = weighed(
        title="Vekter",
        vary=[
            {"path": "threshold.persons_min", "values": [10_000, 40_000]},
            {"path": "weights.travel", "from": 0, "to": 8, "step": 4},
            {"name": "council", "variants": {"all": {}, "no cost": {"weights.cost": 0}}},
        ],
    )
    run_study(study, out, workers=1)
    return out


def test_points_that_differ_only_in_weights_are_solved_once(done: Path) -> None:
    table = read_table(done)
    assert len(table) == 4 * 2 * 3 * 2
    assert table["hash"].nunique() == 4 * 2
    with read_store(done) as store:
        assert sum(store.times_solved().values()) == 8


def test_places_are_those_of_a_comparison(done: Path) -> None:
    table = read_table(done)
    for low in (10_000, 40_000):
        overrides = (f"threshold.persons_min={low}", 'demand.programmes=["diabetes","heart"]')
        comparison = compare_scenarios(NAMES, overrides, scope="eight")
        for travel in (0.0, 4.0, 8.0):
            for council in ("all", "no cost"):
                stated = dict.fromkeys(_criteria(), 1.0) | {"travel": travel}
                if council == "no cost":
                    stated["cost"] = 0.0
                weights = Weights("", {c: w for c, w in stated.items() if w > 0})
                ranking = judge(comparison, weights).with_qualifications
                rows = table[
                    (table["threshold.persons_min"] == low)
                    & (table["weights.travel"] == travel)
                    & (table["council"] == council)
                ].set_index("scenario")
                assert set(rows["first"]) == {";".join(ranking.first)}
                for ranked in ranking.rows:
                    assert rows.loc[ranked.name, "rank"] == ranked.rank
                    assert rows.loc[ranked.name, "score"] == pytest.approx(ranked.score)
                best, second = ranking.rows[0], ranking.rows[1]
                assert rows.loc[best.name, "lead"] == pytest.approx(best.score - second.score)
                assert rows.loc[second.name, "lead"] == pytest.approx(second.score - best.score)


def _criteria() -> list[str]:
    from planner.decide.criteria import CRITERIA

    return list(CRITERIA)


def test_columns_follow_how_the_run_ended_and_the_figures_stand_last(done: Path) -> None:
    names = list(read_table(done).columns)
    at = names.index("hash")
    assert names[at + 1 : at + 6] == ["first", "rank", "score", "lead", "apart"]
    assert names[-1] == "criterion.vulnerability"
    table = read_table(done)
    pd.testing.assert_series_equal(
        table["criterion.travel"], table["travel_hours_total"], check_names=False
    )


def test_other_weights_in_the_same_folder_solve_nothing(done: Path, tmp_path: Path) -> None:
    (tmp_path / "w.yaml").write_text("weights: {travel: 3, cost: 1}\n", encoding="utf-8")
    values = {
        "scenarios": NAMES,
        "scope": "eight",
        "set": {"demand.programmes": TWO},
        "vary": [
            {"path": "threshold.persons_min", "values": [10_000, 40_000]},
            {"path": "weights", "values": ["w.yaml", "equal", {"equity": 1}]},
        ],
    }
    import shutil

    shutil.copytree(done, tmp_path / "s")
    planned = plan_study(study_of(values, tmp_path))
    assert run_study(planned, tmp_path / "s", workers=1).now == 0
    table = read_table(tmp_path / "s")
    by_file = table[table["weights"] == "w.yaml"].set_index("scenario")
    assert by_file["score"].max() > 0
    assert [row.weights for row in planned.rows[:2]] == [
        {"travel": 3.0, "cost": 1.0},
        dict.fromkeys(_criteria(), 1.0),
    ]


def test_nobody_is_ranked_before_all_of_them_are_finished(tmp_path: Path) -> None:
    study = weighed(vary=[{"path": "weights.travel", "values": [1, 2]}])
    planned = plan_study(study)
    from planner.whatif.store import opened

    with opened(tmp_path / "s") as store:
        store.set_points(planned.rows)
    table = read_table(tmp_path / "s")
    assert table["first"].isna().all()
    assert table["rank"].isna().all()


def test_one_without_a_plan_is_not_ranked_and_the_others_are(tmp_path: Path) -> None:
    # so few people that a room in use at Setermoen finds no group
    study = weighed(set={"demand.programmes": TWO, "demand.factor": 0.6})
    run_study(study, tmp_path / "s", workers=1)
    table = read_table(tmp_path / "s").set_index("scenario")
    assert table.loc["alt-4c-both-dms", "status"] == "infeasible"
    assert pd.isna(table.loc["alt-4c-both-dms", "rank"])
    assert table["first"].notna().all()
    assert table.loc["alt-2-lokta", "rank"] >= 1


def test_other_assumptions_stand_apart(tmp_path: Path) -> None:
    study = study_of(
        {
            "scenarios": ["alt-2-lokta", "alt-4c-both-dms", "winter"],
            "scope": "eight",
            "weights": {"travel": 1},
            "set": {"demand.programmes": TWO},
        }
    )
    run_study(study, tmp_path / "s", workers=1)
    table = read_table(tmp_path / "s").set_index("scenario")
    assert table.loc["winter", "apart"] == "basis"
    assert set(table["rank"].dropna()) == {1, 2}


def test_exponential_draws_are_all_weightings_alike_likely(done: Path, tmp_path: Path) -> None:
    """Divided by their sum they are uniform on the simplex, whose share is known exactly for two."""
    import shutil

    shutil.copytree(done, tmp_path / "s")
    names = ["alt-2-lokta", "alt-4c-both-dms"]
    drawn = {f"weights.{c}": {"distribution": "exponential", "mean": 1} for c in _criteria()}
    study = weighed(
        scenarios=names,
        set={"demand.programmes": TWO, "threshold.persons_min": 10_000},
        draws={"count": 1000, "seed": 5, "of": drawn},
    )
    assert run_study(study, tmp_path / "s", workers=1).now == 0
    found = firsts(read_table(tmp_path / "s"))[""]
    overrides = ("threshold.persons_min=10000", 'demand.programmes=["diabetes","heart"]')
    comparison = compare_scenarios(names, overrides, scope="eight")
    one, other = judge(
        comparison, Weights("", dict.fromkeys(_criteria(), 1.0))
    ).with_qualifications.rows
    exact = share_of_simplex([one.scores[c] - other.scores[c] for c in one.scores])
    assert 0.02 < exact < 0.98
    assert found[one.name] / 1000 == pytest.approx(exact, abs=0.04)


def test_pictures_of_who_comes_first(done: Path, tmp_path: Path) -> None:
    table = read_table(done)
    assert sum(firsts(table)[""].values()) == 12
    assert list(firsts(table, "weights.travel")) == [0.0, 4.0, 8.0]
    text = written(first_chart(table, by="threshold.persons_min", lang="nb"))
    assert "andel av 12 rangeringer" in text
    assert "10 000" in text
    assert write_plot(done, tmp_path / "a.png") == "first"
    assert write_plot(done, tmp_path / "b.png", x="weights.travel") == "curve"
    cells = written(heat_map(table, "weights.travel", "threshold.persons_min", "first", lang="nb"))
    assert set(table["first"]) & set(cells.split(" | "))
    assert (
        "oftest" in cells
        or table.groupby(["weights.travel", "threshold.persons_min"])["first"].nunique().max() == 1
    )
    with pytest.raises(InputError, match="has no weights"):
        firsts(table.drop(columns=["first"]))


def test_a_tornado_of_the_lead_names_who_comes_first_instead(tmp_path: Path) -> None:
    study = weighed(
        one_at_a_time=[
            {"path": "weights.travel", "low": 1, "high": 40},
            {"path": "demand.factor", "low": 0.6, "high": 1.1},
        ]
    )
    run_study(study, tmp_path / "s", workers=1)
    table = read_table(tmp_path / "s")
    base = table[table["end"] == "base"].set_index("scenario")
    leader = base["score"].idxmax()
    value, bars = swings(table, "lead")
    assert value == pytest.approx(base.loc[leader, "lead"])
    assert value > 0
    travel = next(bar for bar in bars if bar.name == "weights.travel")
    assert travel.high_value.first != leader
    assert travel.high is not None
    assert travel.high < 0
    text = written(tornado(table, "lead", lang="nb"))
    assert f"40: {travel.high_value.first}" in text
    assert "kommer et annet alternativ først" in text
    assert write_plot(tmp_path / "s", tmp_path / "t.png") == "tornado"


BAD = """
scenarios: [solo, alt-2-lokta]
weights: nothere.yaml
set: {weights.cost: true}
vary:
  - {path: weights.travle, values: [1, 2]}
  - {path: weights.travel, values: [-1, "20 %"]}
  - {path: weights.equity, from: -3, to: 2, count: 3}
  - variants:
      a: {weights: {trvel: 3, cost: -1}}
draws:
  count: 3
  seed: 1
  of:
    weights.viable: {distribution: normal, mean: 1, sd: 1}
    weights.unmet: {distribution: uniform, low: -1, high: 3}
"""


def test_every_problem_of_the_weights_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_study(tmp_path / "bad.yaml")
    findings = caught.value.findings
    places = [(f.line, f.field) for f in findings if f.line]
    assert [line for line, _ in places] == [4, 6, 7, 7, 8, 10, 10, 15, 16]
    told = " ".join(str(finding) for finding in findings)
    assert "nothere.yaml: there is no such file" in told
    assert "Did you mean travel" in told
    assert "Cut it: `low: 0`" in told


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"scenario": "solo", "vary": [{"path": "weights.travel", "values": [1, 2]}]}, "at least two"),
        (
            {"scenarios": ["solo", "pilot"], "set": {"weights.travel": 1}},
            "no weights to start from",
        ),
        ({"scenarios": ["solo", "pilot"], "weights": {"travel": 0}}, "every weight is 0"),
        ({"scenarios": ["solo", "pilot"], "weights": 3}, "cannot stand"),
    ],
)
def test_weights_that_cannot_be(values: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        plan_study(study_of(values))


def test_weights_are_no_future() -> None:
    study = weighed(vary=[{"path": "weights.travel", "values": [1, 2]}])
    with pytest.raises(InputError, match="no future"):
        robust("alt-2-lokta", study)
