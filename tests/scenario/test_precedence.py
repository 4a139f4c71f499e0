"""Extends, the file, `--set`: which value wins, and how a circle or a missing parent is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InputError
from planner.scenario import read_scenario
from planner.scenario.document import Document
from planner.scenario.merge import merge, merge_values
from tests.scenario.files import read, the_finding, write

KEYS = st.sampled_from(["a", "b", "c"])
LEAVES = st.one_of(st.integers(0, 9), st.lists(st.integers(0, 3), max_size=2), st.none())


def trees(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    """Nested mappings; in two trees the same path may hold a mapping in one and a leaf in the other."""
    inner = LEAVES if depth == 0 else st.one_of(LEAVES, trees(depth - 1))
    return st.dictionaries(KEYS, inner, max_size=3)


def sections(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    """As scenario files are: whether a path holds a mapping depends on the key alone."""
    inner: dict[str, st.SearchStrategy[Any]] = {"x": LEAVES, "y": LEAVES}
    if depth:
        inner |= {"section": sections(depth - 1), "other": sections(depth - 1)}
    return st.fixed_dictionaries({}, optional=inner)


def value_at(data: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def leaf_paths(data: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if isinstance(data, dict) and data:
        return [p for key, value in data.items() for p in leaf_paths(value, (*path, key))]
    return [path]


@given(trees(2), trees(2))
def test_what_the_later_layer_says_holds(base: dict[str, Any], over: dict[str, Any]) -> None:
    merged = merge_values(base, over)
    for path in leaf_paths(over):
        said = value_at(over, path)
        if said != {}:
            assert value_at(merged, path) == said


@given(trees(2), trees(2))
def test_nothing_is_invented_and_nothing_untouched_is_lost(
    base: dict[str, Any], over: dict[str, Any]
) -> None:
    merged = merge_values(base, over)
    assert set(merged) == set(base) | set(over)
    for key in set(base) - set(over):
        assert merged[key] == base[key]


@given(trees(2))
def test_merging_nothing_or_oneself_changes_nothing(tree: dict[str, Any]) -> None:
    assert merge_values(tree, {}) == tree == merge_values({}, tree) == merge_values(tree, tree)


@given(sections(2), sections(2), sections(2))
def test_layers_may_be_joined_in_any_grouping(
    a: dict[str, Any], b: dict[str, Any], c: dict[str, Any]
) -> None:
    assert merge_values(merge_values(a, b), c) == merge_values(a, merge_values(b, c))


@given(trees(2), trees(2))
def test_merging_leaves_its_inputs_alone(base: dict[str, Any], over: dict[str, Any]) -> None:
    before = repr(base), repr(over)
    merge(Document(base), Document(over))
    assert (repr(base), repr(over)) == before


def test_the_file_wins_over_what_it_extends(tmp_path: Path) -> None:
    write(
        tmp_path,
        """
        title: Grunnlag
        about: noe
        units: {candidates: [u1_new_unit, u2_lokta]}
        threshold: {persons_min: 5000, persons_max: 6000}
        """,
        "base.yaml",
    )
    scenario = read(
        tmp_path,
        """
        title: Mitt
        extends: base
        units: {candidates: [u2_lokta]}
        threshold: {persons_max: 7000}
        """,
    ).scenario
    assert scenario.units.candidates == ("u2_lokta",)  # lists are replaced
    assert (scenario.threshold.persons_min, scenario.threshold.persons_max) == (5000, 7000)
    assert (scenario.name, scenario.title, scenario.about) == ("mine", "Mitt", "")


def test_of_several_parents_the_later_wins(tmp_path: Path) -> None:
    write(tmp_path, "title: a\ndemand: {level: middle, factor: 2}\n", "a.yaml")
    write(tmp_path, "title: b\ndemand: {level: high}\n", "b.yaml")
    demand = read(tmp_path, "title: x\nextends: [a, b]\n").scenario.demand
    assert (demand.level, demand.factor) == ("high", 2.0)
    demand = read(tmp_path, "title: x\nextends: [b, a]\n").scenario.demand
    assert (demand.level, demand.factor) == ("middle", 2.0)


def test_set_wins_over_all_and_the_last_of_two_wins(tmp_path: Path) -> None:
    write(tmp_path, "title: a\ndemand: {level: middle}\n", "a.yaml")
    loaded = read(
        tmp_path,
        "title: x\nextends: a\ndemand: {level: high}\n",
        ["demand.level=middle", "demand.level=low", "units.members.u2_lokta=[1931, 0301]"],
    )
    assert loaded.scenario.demand.level == "low"
    assert loaded.scenario.units.members == {"u2_lokta": ("1931", "0301")}
    assert loaded.messages[0].startswith("--set demand.level: middle in place of high (")
    assert "mine.yaml:3" in loaded.messages[0]
    assert loaded.messages[1] == "--set demand.level: low in place of middle (--set)"


def test_set_can_make_a_broken_file_whole_and_a_whole_one_broken(tmp_path: Path) -> None:
    assert read(tmp_path, "title: x\ndemand: {factor: 0}\n", ["demand.factor=1.5"]).scenario
    finding = the_finding(tmp_path, "title: x\ndemand: {factor: 2}\n", ["demand.factor=0"])
    assert finding.file == "--set demand.factor"
    assert finding.expected == "a number more than 0"


def test_set_an_item_of_a_list_leaves_the_others_where_they_were(tmp_path: Path) -> None:
    text = """
        title: x
        units:
          candidates: [mine]
          new:
            - {id: mine, name: Min, seat_place_id: finnsnes, coordinator_fte: 1}
            - {id: other, name: Annen, seat_place_id: moen}
    """
    loaded = read(tmp_path, text, ["units.new.0.coordinator_fte=0.5"])
    assert [unit.coordinator_fte for unit in loaded.scenario.units.new] == [0.5, 1.0]
    assert loaded.origins["units.new.0.coordinator_fte"] == "--set"
    assert loaded.origins["units.new.0.name"].endswith("mine.yaml:5")
    assert loaded.origins["units.new.1.name"].endswith("mine.yaml:6")


def test_set_a_mapping_merges_like_a_file(tmp_path: Path) -> None:
    text = "title: x\nthreshold: {persons_min: 1, mode: hard}\n"
    threshold = read(tmp_path, text, ["threshold={persons_min: 2}"]).scenario.threshold
    assert (threshold.persons_min, threshold.mode) == (2, "hard")


BROKEN_OVERRIDES = [
    ("demand.level", "equals sign", None),
    ("demand.levl=high", "unknown key `levl` in `demand`", "demand.level"),
    ("levl=high", "unknown key `levl`", None),
    ("level=high", "unknown key `level`", "demand.level"),
    ("demand..level=high", "empty", None),
    ("=3", "empty", None),
    ('units.members."u=3', "never closed", None),
    ("demand.level.high=1", "has no keys", "demand.level"),
    ("demand.level=[a", "not YAML", None),
    ("units.new.3.name=a", "no keys or items", "units.new"),
    ("units.candidates.0=a", "no keys or items", "units.candidates"),
    ("extends=alt-2-lokta", "unknown key `extends`", None),
]


@pytest.mark.parametrize(("override", "message", "fix"), BROKEN_OVERRIDES)
def test_broken_overrides(tmp_path: Path, override: str, message: str, fix: str | None) -> None:
    finding = the_finding(tmp_path, "title: x\n", [override])
    assert finding.file.startswith("--set ")
    assert message in finding.message
    assert fix is None or fix in (finding.fix or "")


def test_every_broken_override_and_the_broken_file_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "title: x\nsolve: {gap: 3}\n", ["demand.levl=1", "units.candidats=[]"])
    assert [f.field for f in caught.value.findings if f.file.startswith("--set")] == [
        "demand.levl",
        "units.candidats",
    ]
    assert any(finding.field == "solve.gap" for finding in caught.value.findings)


def test_an_empty_section_says_nothing(tmp_path: Path) -> None:
    write(tmp_path, "title: a\nthreshold: {persons_min: 5}\n", "a.yaml")
    assert read(tmp_path, "title: x\nunits:\nvenues:\n").scenario.venues.strategy == "free"
    assert read(tmp_path, "title: x\nextends: a\nthreshold:\n").scenario.threshold.persons_min == 5
    loaded = read(tmp_path, "title: x\nextends: a\n", ["threshold=null"])
    assert loaded.scenario.threshold.persons_min == 5
    assert loaded.messages == ("--set threshold: {persons_min: 5} changes nothing",)


def test_text_stays_text(tmp_path: Path) -> None:
    text = """
        title: 2011
        scope: [0301, 1931]
        units:
          members: {u2_lokta: [0301, 1931]}
          fixed_members: {1931: 301}
        demand: {persons: {0301: 5}}
        threshold: {mode: off}
    """
    scenario = read(tmp_path, text).scenario
    assert scenario.title == "2011"
    assert scenario.scope == ("0301", "1931")
    assert scenario.units.members == {"u2_lokta": ("0301", "1931")}
    assert scenario.units.fixed_members == {"1931": "301"}
    assert scenario.demand.persons == {"0301": 5}
    assert scenario.threshold.mode == "off"


def test_a_variant_without_title_is_told_apart(tmp_path: Path) -> None:
    loaded = read_scenario(write(tmp_path, "extends: alt-2-lokta\n", "min variant.yaml"))
    assert loaded.scenario.name == "min-variant"
    assert loaded.scenario.title == "Alternativ 2: LØKTA (min variant)"
    assert loaded.origins["title"] == "made from extends and name"
    assert loaded.origins["name"] == "the file's name"


def test_a_circle_is_told_with_its_chain(tmp_path: Path) -> None:
    write(tmp_path, "title: a\nextends: b\n", "a.yaml")
    write(tmp_path, "title: b\nextends: [c]\n", "b.yaml")
    write(tmp_path, "title: c\nextends: a.yaml\n", "c.yaml")
    with pytest.raises(InputError) as caught:
        read_scenario(tmp_path / "a.yaml")
    (finding,) = caught.value.findings
    chain = [Path(part).name for part in (finding.found or "").split(" → ")]
    assert chain == ["a.yaml", "b.yaml", "c.yaml", "a.yaml"]
    assert Path(finding.file).name == "c.yaml"
    assert (finding.line, finding.column) == (2, 10)


def test_a_scenario_that_extends_itself(tmp_path: Path) -> None:
    finding = the_finding(tmp_path, "title: x\nextends: mine\n")
    assert "circle" in finding.message


def test_two_ways_to_the_same_parent_are_no_circle(tmp_path: Path) -> None:
    scenario = read(tmp_path, "title: x\nextends: [winter, demand-high]\n").scenario
    assert (scenario.travel.season, scenario.demand.level) == ("winter", "high")
    assert scenario.units.candidates == ("u2_lokta",)


def test_an_unknown_parent_stands_where_it_is_named(tmp_path: Path) -> None:
    finding = the_finding(tmp_path, "title: x\nextends: [alt-2-lokta, alt-2-lotka]\n")
    assert (finding.line, finding.column) == (2, 24)
    assert finding.file.endswith("mine.yaml")
    assert "alt-2-lokta" in (finding.fix or "")


def test_what_cannot_be_extended(tmp_path: Path) -> None:
    for value in ("{a: 1}", "[[a]]", "null", "''"):
        finding = the_finding(tmp_path, f"title: x\nextends: {value}\n")
        assert finding.line == 2
        assert "cannot be extended" in finding.message


def test_a_slip_in_a_parent_stands_in_the_parent(tmp_path: Path) -> None:
    write(tmp_path, "title: a\ndemand:\n  levl: high\n", "a.yaml")
    finding = the_finding(tmp_path, "title: x\nextends: a\n")
    assert Path(finding.file).name == "a.yaml"
    assert (finding.line, finding.column) == (3, 3)


def test_a_sibling_goes_before_a_shipped_scenario(tmp_path: Path) -> None:
    write(tmp_path, "title: eget\ndemand: {factor: 3}\n", "alt-2-lokta.yaml")
    assert read(tmp_path, "title: x\nextends: alt-2-lokta\n").scenario.demand.factor == 3.0


def test_relative_paths_are_meant_from_their_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "deep"
    write(deep, "title: base\nregion: ./region\ntravel: {matrix: times.csv}\n", "base.yaml")
    (deep / "region").mkdir()
    (deep / "times.csv").write_text("from,to,minutes,km\n")
    loaded = read(tmp_path, "title: x\nextends: deep/base.yaml\n")
    assert loaded.scenario.region == str((deep / "region").resolve())
    assert loaded.scenario.travel.matrix == str((deep / "times.csv").resolve())
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "other.csv").write_text("from,to,minutes,km\n")
    monkeypatch.chdir(tmp_path / "here")
    loaded = read(tmp_path, "title: x\n", ["travel.matrix=other.csv"])
    assert loaded.scenario.travel.matrix == str((tmp_path / "here" / "other.csv").resolve())


def test_the_files_that_were_read_are_named(tmp_path: Path) -> None:
    loaded = read(tmp_path, "title: x\nextends: [winter, demand-high]\n")
    assert [path.stem for path in loaded.files] == ["mine", "winter", "alt-2-lokta", "demand-high"]
