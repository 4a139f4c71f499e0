"""Study files: what they may say, and how every mistake in one is told at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from planner.errors import Finding, InputError
from planner.region import read_region
from planner.whatif import points_of, read_study, study_of
from planner.whatif.extra import NOT_VARIED, TABLES, Extra, assumed_numbers, scaled_region


def findings(text: str, folder: Path) -> dict[tuple[int | None, int | None], Finding]:
    path = folder / "study.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_study(path)
    return {(f.line, f.column): f for f in caught.value.findings}


def test_every_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    found = findings(
        "scenario: alt-2-lokta\n"
        "sets: 1\n"
        "vary:\n"
        "  - {path: threshold.person_min, from: 1, to: x, count: 3}\n"
        "  - {path: demand.factor, values: [1, 2], foo: 3}\n"
        "draws:\n"
        "  count: 0\n"
        "  seed: 1\n"
        "  of:\n"
        "    demand.fctor: {distribution: uniform, low: 1}\n",
        tmp_path,
    )
    assert sorted(found) == [(2, 1), (4, 12), (4, 47), (5, 43), (7, 10), (10, 5), (10, 19)]
    told = {f.line: f for f in found.values()}
    assert told[2].fix == "Did you mean `set`?"
    assert told[7].expected == "a whole number at least 1 and at most 1000000"
    assert any("`threshold.persons_min`" in str(f.fix) for f in found.values())
    assert any("`demand.factor`" in str(f.fix) for f in found.values())
    assert any("needs `high`" in f.message for f in found.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("vary: [{path: demand.factor, values: [1]}]", "either `scenario` or `scenarios`"),
        ("scenario: a", "nothing varies"),
        ("scenario: a\nvary: [{values: [1]}]", "exactly one of"),
        ("scenario: a\nvary: [{path: demand.factor}]", "`values`, or `from` and `to`"),
        ("scenario: a\nvary: [{path: demand.factor, from: 2, to: 1, count: 2}]", "must be more than"),
        ("scenario: a\nvary: [{path: demand.factor, from: 1, to: 2}]", "either `count` or `step`"),
        (
            "scenario: a\nvary: [{together: {demand.factor: [1], demand.level: [low, high]}}]",
            "one length",
        ),
        (
            "scenario: a\nvary: [{path: scope, values: [1]}, {path: scope, values: [2]}]",
            "varies twice",
        ),
        ("scenario: a\nvary: [{path: assumed.nothing.seats, values: [1]}]", "not a path"),
        ("scenario: a\nvary: [{path: population.growth, values: [1]}]", "not a path"),
    ],
)
def test_what_does_not_go_together_is_refused(text: str, said: str, tmp_path: Path) -> None:
    assert any(said in f.message for f in findings(text, tmp_path).values())


def test_a_grid_crosses_lists_ranges_pairs_and_variants() -> None:
    study = study_of(
        {
            "scenarios": ["alt-1-new-unit", "alt-2-lokta"],
            "set": {"demand.level": "middle"},
            "vary": [
                {"path": "threshold.persons_min", "from": 10_000, "to": 20_000, "count": 3},
                {"path": "demand.factor", "from": 1, "to": 4, "count": 3, "scale": "log"},
                {"together": {"travel.season": ["summer", "winter"], "travel.boats": [True, False]}},
                {"variants": {"as is": {}, "no DMS": {"venues.off": ["v_dms_finnsnes"]}}},
            ],
        }
    )
    points = points_of(study)
    assert len(points) == 2 * 3 * 3 * 2 * 2
    assert [p.number for p in points] == list(range(1, 73))
    assert len({(p.scenario, repr(p.inputs)) for p in points}) == 72
    assert {p.inputs["threshold.persons_min"] for p in points} == {10_000, 15_000, 20_000}
    assert all(isinstance(p.inputs["threshold.persons_min"], int) for p in points)
    assert sorted({p.inputs["demand.factor"] for p in points}) == [1, 2, 4]
    assert {(p.settings["travel.season"], p.settings["travel.boats"]) for p in points} == {
        ("summer", True),
        ("winter", False),
    }
    assert {p.settings.get("venues.off", ()) == ["v_dms_finnsnes"] for p in points} == {True, False}
    assert all(p.settings["demand.level"] == "middle" for p in points)


def test_a_range_by_steps_ends_at_its_end() -> None:
    study = study_of(
        {"scenario": "solo", "vary": [{"path": "demand.factor", "from": 0.1, "to": 0.4, "step": 0.1}]}
    )
    assert [p.inputs["demand.factor"] for p in points_of(study)] == [0.1, 0.2, 0.3, 0.4]


def test_a_code_with_a_leading_zero_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("scenario: solo\nvary:\n  - {path: scope, values: [[0301], [1931]]}\n", "utf-8")
    first, second = points_of(read_study(path))
    assert first.inputs["scope"] == ["0301"]
    assert second.inputs["scope"] == [1931]


def test_one_at_a_time_moves_one_value_from_where_all_stand() -> None:
    study = study_of(
        {
            "scenario": "alt-2-lokta",
            "one_at_a_time": [
                {"path": "demand.factor", "low": 0.5, "high": 2, "label": "demand"},
                {"path": "travel.season", "low": "summer", "high": "winter"},
            ],
        }
    )
    base, *ends = points_of(study)
    assert base.settings == {}
    assert base.inputs["end"] == "base"
    assert [(p.inputs["varied"], p.inputs["end"], dict(p.settings)) for p in ends] == [
        ("demand", "low", {"demand.factor": 0.5}),
        ("demand", "high", {"demand.factor": 2}),
        ("travel.season", "low", {"travel.season": "summer"}),
        ("travel.season", "high", {"travel.season": "winter"}),
    ]


def test_a_million_points_are_too_many() -> None:
    wide = {"from": 1, "to": 2000, "count": 1999}
    study = study_of(
        {
            "scenario": "solo",
            "vary": [
                {"path": "threshold.persons_min", **wide},
                {"path": "threshold.persons_max", **wide},
            ],
        }
    )
    with pytest.raises(InputError, match="too many points"):
        points_of(study)


def test_every_number_marked_as_an_assumption_varies() -> None:
    """Of all tables of the region, whether or not somebody thought of them here."""
    region = read_region("midt-troms-2011")
    marked = set()
    for one in fields(region):
        table = getattr(region, one.name)
        records = table.values() if isinstance(table, Mapping) else table
        for record in records if isinstance(table, Mapping | tuple) else ():
            for name in getattr(record, "assumed", ()):
                value = getattr(record, name, None)
                if isinstance(value, int | float) and not isinstance(value, bool):
                    marked.add((one.name, name))
    files = {name: file for file, name in TABLES.items()}
    named = {f"{files[table]}.{name}" for table, name in marked}
    assert named - NOT_VARIED == {name for name, _ in assumed_numbers(region)}


def test_a_scale_has_an_end_that_no_factor_goes_beyond() -> None:
    region = read_region("midt-troms-2011")
    more = scaled_region(region, Extra(1.0, {"unit_qualifications.score_0_4": 1.25}))
    pairs = list(zip(region.qualifications, more.qualifications, strict=True))
    assert {new.score_0_4 for _, new in pairs} <= {0, 1, 2, 3, 4}
    assert any(new.score_0_4 > old.score_0_4 for old, new in pairs)
