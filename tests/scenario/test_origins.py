"""Where every value came from, and the resolved file that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.scenario import read_scenario, resolved_yaml, shipped_scenarios, show_resolved
from planner.scenario.loaded import leaves
from planner.scenario.paths import dotted, parse_path
from tests.scenario.files import read, write


def test_origin_of_every_value(tmp_path: Path) -> None:
    base = write(
        tmp_path,
        """
        title: Grunnlag
        units:
          candidates: [u2_lokta]
        threshold:
          persons_min: 5000
        """,
        "base.yaml",
    )
    loaded = read(
        tmp_path,
        """
        title: Mitt
        extends: base
        threshold:
          mode: hard
        """,
        ["demand.level=high"],
    )
    mine = tmp_path / "mine.yaml"
    assert loaded.origins["title"] == f"{mine}:1"
    assert loaded.origins["units.candidates"] == f"{base}:3"
    assert loaded.origins["threshold.persons_min"] == f"{base}:5"
    assert loaded.origins["threshold.mode"] == f"{mine}:4"
    assert loaded.origins["threshold.persons_max"] == "default"
    assert loaded.origins["demand.level"] == "--set"
    assert loaded.origins["name"] == "the file's name"
    assert set(loaded.origins) == {
        dotted(path) for path, _ in leaves(loaded.scenario.model_dump(mode="json"))
    }


def test_a_replaced_list_has_one_origin(tmp_path: Path) -> None:
    write(tmp_path, "title: a\nunits: {candidates: [a, b, c]}\n", "a.yaml")
    loaded = read(tmp_path, "title: x\nextends: a\nunits:\n  candidates: [d]\n")
    assert loaded.origins["units.candidates"].endswith("mine.yaml:4")
    assert ("units", "candidates", 2) not in loaded.places


def test_locate_falls_back_to_what_stands_around(tmp_path: Path) -> None:
    loaded = read(tmp_path, "title: x\nunits:\n  candidates: [a]\n")
    assert loaded.locate(("units", "candidates", 0))[1:] == (3, 16)
    assert loaded.locate(("units", "members", "a"))[1:] == (2, 1)
    assert loaded.locate(("venues", "in_use"))[1:] == (None, None)
    assert loaded.locate(("venues", "in_use"))[0].endswith("mine.yaml")


@pytest.mark.parametrize("name", [entry.name for entry in shipped_scenarios()])
def test_a_resolved_scenario_read_again_is_the_same(tmp_path: Path, name: str) -> None:
    loaded = read_scenario(name, ["demand.level=high"])
    again = read_scenario(write(tmp_path, show_resolved(loaded), "again.yaml"))
    assert again.scenario == loaded.scenario
    plain = read_scenario(write(tmp_path, resolved_yaml(loaded.scenario), "plain.yaml"))
    assert plain.scenario == loaded.scenario


def test_resolved_text_survives_hard_strings(tmp_path: Path) -> None:
    hard = [
        "yes",
        "null",
        "12",
        "a: b",
        "# no comment",
        "æ, ø [å]",
        'with "quotes"',
        "two\nlines",
        " lead",
        "1_0",
        "-",
        "0x1F",
        "~",
    ]
    for text in hard:
        loaded = read(tmp_path, "title: x\n")
        changed = loaded.scenario.model_copy(update={"title": text, "about": text})
        again = read_scenario(write(tmp_path, resolved_yaml(changed), "again.yaml"))
        assert (again.scenario.title, again.scenario.about) == (text.replace("\n", " "), text)


def test_show_resolved_names_the_origin_on_every_line(tmp_path: Path) -> None:
    text = show_resolved(read(tmp_path, "title: x\ndemand:\n  level: high\n", ["solve.gap=0.01"]))
    lines = text.splitlines()
    assert any(line.startswith("  level: high") and line.endswith("mine.yaml:3") for line in lines)
    assert any(line.startswith("  gap: 0.01") and line.endswith("# --set") for line in lines)
    assert any(line.startswith("  mode: soft") and line.endswith("# default") for line in lines)
    assert all("#" in line or line.rstrip().endswith(":") for line in lines)


def test_values_without_effect_are_told(tmp_path: Path) -> None:
    loaded = read(
        tmp_path,
        """
        title: x
        units:
          candidates: [a]
          count_max: 2
          members: {b: ["1"]}
        venues:
          bases: [finnsnes]
        travel:
          winter: {factor: 2}
        """,
    )
    told = " | ".join(loaded.messages)
    for key in ("units.count_max", "units.members.b", "venues.bases", "travel.winter.factor"):
        assert f"{key} has no effect" in told
    assert len(loaded.messages) == 4
    assert read_scenario("alt-2-lokta").messages == ()


def test_paths_are_written_and_read_back() -> None:
    for path in [("a", "b"), ("units", "members", "u.1"), ("x y",), ("units", "new", "0", "id")]:
        assert parse_path(dotted(path)) == path
    for broken in ("", "a..b", ".a", "a.", '"a', '"a"b', '""'):
        with pytest.raises(ValueError, match=r"path|quote"):
            parse_path(broken)
