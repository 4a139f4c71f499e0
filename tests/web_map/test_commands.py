"""`map` and `export` on run folders that `solve` and `compare` have written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
from planner.commands.exit_codes import run as run_command
from planner.commands.reading import read_runs
from planner.errors import InputError
from planner.evaluate import read_plan
from tests.cli.running import COMMAND

QUICK = ("alt-0-today", "alt-3-senjalegen", "alt-3-six")
"""Alternatives that are solved in a moment."""
Lms = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison folder of three alternatives."""
    folder = tmp_path_factory.mktemp("solved")
    arguments = ["--quiet", "compare", *QUICK, "--out", str(folder / "three"), "--workers", "1"]
    assert run_command(cli.main_group, arguments) == 0
    return folder / "three"


@pytest.fixture
def lms(capsys: pytest.CaptureFixture[str]) -> Lms:
    def command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run_command(cli.main_group, [str(a) for a in arguments])
        return code, *capsys.readouterr()

    return command


def test_what_is_read_back_is_what_was_written(solved: Path) -> None:
    """Plan and figures of a run folder are those that its own files tell."""
    runs = read_runs([solved])
    assert [a.name for a in runs.alternatives] == list(QUICK)
    assert runs.notes == ()
    for alternative in runs.alternatives:
        folder = solved / alternative.name
        assert alternative.plan == read_plan(folder / "plan.json")
        told = json.loads((folder / "indicators.json").read_text("utf-8"))
        assert list(alternative.indicators.scope_codes) == told["scope_codes"]
        for name, value in told["indicators"].items():
            assert getattr(alternative.indicators, name) == pytest.approx(value, abs=1e-6), name


def test_a_comparison_folder_stands_for_its_runs_in_their_order(
    solved: Path, lms: Lms, tmp_path: Path
) -> None:
    code, out, err = lms("map", solved, "--out", tmp_path / "all.html", "--quiet")
    assert (code, out.strip(), err) == (0, str(tmp_path / "all.html"), "")
    page = (tmp_path / "all.html").read_text("utf-8")
    places = [page.index(f'"id":"{name}"') for name in QUICK]
    assert places == sorted(places)
    one = [solved / name for name in reversed(QUICK)]
    assert lms("map", *one, "--out", tmp_path / "other.html", "-q")[0] == 0
    other = (tmp_path / "other.html").read_text("utf-8")
    places = [other.index(f'"id":"{name}"') for name in QUICK]
    assert places == sorted(places, reverse=True)


def test_nothing_is_solved_again(
    solved: Path, lms: Lms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import planner.solve

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("solved again")

    monkeypatch.setattr(planner.solve, "solve", refuse)
    assert lms("map", solved, "--out", tmp_path / "m.html")[0] == 0
    assert lms("export", solved / QUICK[1], "--out", tmp_path / "m.gpkg")[0] == 0


def test_another_process_writes_the_same_bytes(solved: Path, lms: Lms, tmp_path: Path) -> None:
    run = solved / QUICK[1]
    assert lms("map", run, "--out", tmp_path / "here.html")[0] == 0
    assert lms("export", run, "--out", tmp_path / "here.gpkg")[0] == 0
    for form, name in (("map", "there.html"), ("export", "there.gpkg")):
        subprocess.run(
            [*COMMAND, form, str(run), "--out", name],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": "77", "LC_ALL": "C"},
            check=True,
            capture_output=True,
            timeout=120,
        )
    for suffix in ("html", "gpkg"):
        here, there = tmp_path / f"here.{suffix}", tmp_path / f"there.{suffix}"
        assert here.read_bytes() == there.read_bytes(), suffix


def test_export_is_named_after_the_run(
    solved: Path, lms: Lms, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = solved / QUICK[1]
    assert lms("export", run)[1].strip() == f"{QUICK[1]}.gpkg"
    assert lms("export", run, "--format", "geojson", "--lang", "en")[1].strip() == f"{QUICK[1]}-geojson"
    assert (tmp_path / f"{QUICK[1]}.gpkg").is_file()
    assert (tmp_path / f"{QUICK[1]}-geojson" / "units.geojson").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["map", "nowhere", "--out", "m.html"], "nowhere: er ikke en resultatmappe"),
        (["map", "RUN", "--out", "m.gif"], "end its name with .html"),
        (["map", "--out", "m.html"], "Missing argument"),
        (["map", "RUN", "RUN2", "--out", "missing/m.html"], "kan ikke skrives her"),
        (["export", "RUN", "--out", "m.shp"], "ends with .gpkg"),
        (["export", "nowhere"], "nowhere: er ikke en resultatmappe"),
    ],
)
def test_wrong_input_is_told_and_nothing_is_written(
    solved: Path,
    lms: Lms,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    known = {"RUN": solved / QUICK[1], "RUN2": solved / QUICK[2], "ALL": solved}
    code, out, err = lms(*(known.get(a, a) for a in arguments))
    assert code == 2
    assert out == ""
    assert told in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_plan_that_breaks_a_rule_is_not_shown(solved: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    for file in (solved / QUICK[1]).iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    plan = json.loads((folder / "plan.json").read_text("utf-8"))
    plan["courses"][0]["courses"] += 40
    (folder / "plan.json").write_text(json.dumps(plan), "utf-8")
    with pytest.raises(InputError) as refused:
        read_runs([folder])
    assert "group_size" in str(refused.value)
    assert str(folder / "plan.json") in str(refused.value)


def test_a_region_that_has_changed_since_is_told(solved: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    for file in (solved / QUICK[1]).iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    marker = json.loads((folder / "inputs.json").read_text("utf-8"))
    marker["inputs"]["region"] = "0" * 64
    (folder / "inputs.json").write_text(json.dumps(marker), "utf-8")
    [note] = read_runs([folder]).notes
    assert "midt-troms-2011 have changed since" in note


def test_commands_start_without_drawing_libraries(tmp_path: Path) -> None:
    code = (
        "import sys, planner.commands.mapping, planner.commands.exporting\n"
        "heavy = {'pandas', 'geopandas', 'matplotlib', 'shapely', 'scipy'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=60)
