"""Results folders: complete or not there, nobody's files lost, the same bytes for the same inputs."""

from __future__ import annotations

import errno
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.evaluate import read_plan
from planner.files.atomic import check_replaceable, replaced_folder
from planner.pipeline.alternative import Alternative
from planner.report.comparison.comparison import compare
from planner.report.folder.provenance import fingerprint
from planner.report.folder.read_back import read_marker
from planner.report.folder.run_folder import write_comparison, write_run
from planner.report.words.numbers import Lang
from planner.scenario import read_scenario
from planner.travel.types import Travel
from tests.report.cases import halves, region_of, today, together

RUN_FILES = {
    "scenario.yaml",
    "inputs.json",
    "plan.json",
    "indicators.json",
    "units.csv",
    "members.csv",
    "venues.csv",
    "courses.csv",
    "assignments.csv",
    "indicators_plan.csv",
    "indicators_municipality.csv",
    "indicators_programme.csv",
    "assumptions.csv",
    "map.png",
}


def sketch(alternative: Alternative, path: Path, lang: Lang) -> None:
    """Stands in for the map, which has tests of its own."""
    path.write_text(f"map of {alternative.name} in {lang}")


def failing(error: BaseException) -> Callable[[Alternative, Path, Lang], None]:
    """A map that cannot be drawn: what interrupts a run when half of it is written."""

    def draw(alternative: Alternative, path: Path, lang: Lang) -> None:
        path.write_text("half a map")
        raise error

    return draw


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# ------------------------------------------------------------------------------ what is written


def test_a_run_folder_holds_what_is_promised(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "run"
    write_run(together(), out, draw=sketch)
    assert {path.name for path in out.iterdir()} == RUN_FILES
    marker = read_marker(out)
    assert marker["kind"] == "run"
    assert {*marker["files"], "inputs.json"} == RUN_FILES
    assert (out / "map.png").read_text() == "map of together in nb"
    assert oct(out.stat().st_mode & 0o777) == oct(0o777 & ~_umask())


def test_the_plan_comes_back_exactly(tmp_path: Path) -> None:
    alternative = halves()
    third = replace(alternative.plan.attendance[0], share=1 / 3)
    plan = replace(alternative.plan, attendance=(third, *alternative.plan.attendance[1:]))
    write_run(replace(alternative, plan=plan), tmp_path / "run", draw=sketch)
    assert read_plan(tmp_path / "run" / "plan.json") == plan


def test_the_scenario_comes_back_as_it_was_resolved(tmp_path: Path) -> None:
    loaded = read_scenario("winter", ["demand.level=high"])
    alternative = replace(together(), loaded=loaded)
    write_run(alternative, tmp_path / "run", draw=sketch)
    assert read_scenario(tmp_path / "run" / "scenario.yaml").scenario == loaded.scenario
    text = (tmp_path / "run" / "scenario.yaml").read_text(encoding="utf-8")
    assert "# --set" in text
    assert "winter.yaml:" in text
    assert "alt-2-lokta.yaml:" in text


def test_a_comparison_folder_holds_four_forms_and_a_run_each(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told: list[str] = []
    comparison = compare([today(), together(), halves()])
    write_comparison(
        comparison, out, draw=sketch, progress=lambda message, fraction: told.append(message)
    )
    assert {path.name for path in out.iterdir()} == {
        *("comparison.txt", "comparison.csv", "comparison.json", "comparison.xlsx"),
        *("inputs.json", "today", "together", "halves"),
    }
    for name in ("today", "together", "halves"):
        assert {path.name for path in (out / name).iterdir()} == RUN_FILES
    marker = read_marker(out)
    assert marker["kind"] == "comparison"
    inner = read_marker(out / "halves")
    assert marker["alternatives"]["halves"] == inner["inputs"]["hash"]
    assert told == ["writing today", "writing together", "writing halves"]


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_comparison(compare([today(), together()]), tmp_path / name, draw=sketch)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_real_map_is_drawn_where_no_other_is_given(tmp_path: Path) -> None:
    write_run(together(), tmp_path / "run")
    assert (tmp_path / "run" / "map.png").read_bytes().startswith(b"\x89PNG")


# ------------------------------------------------------------------------------ all or nothing


@pytest.mark.parametrize(
    "error", [RuntimeError("a fault"), KeyboardInterrupt(), SystemExit(1), InputError("no map")]
)
@pytest.mark.parametrize("many", [False, True])
def test_an_interrupted_run_leaves_what_stood_there(
    tmp_path: Path, error: BaseException, many: bool
) -> None:
    out = tmp_path / "out"

    def write(draw: Callable[[Alternative, Path, Lang], None]) -> None:
        if many:
            write_comparison(compare([today(), together()]), out, draw=draw)
        else:
            write_run(together(), out, draw=draw)

    write(sketch)
    before = contents(tmp_path)
    with pytest.raises(type(error)):
        write(failing(error))
    assert contents(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_interrupted_first_run_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_run(together(), tmp_path / "a" / "b" / "run", draw=failing(KeyboardInterrupt()))
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_killed_leaves_the_last_good_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_run(together(), out, draw=sketch)
    before = contents(out)
    script = (
        "import os, pathlib, sys\n"
        "from planner.report.folder.run_folder import write_run\n"
        "from tests.report.cases import halves\n"
        "write_run(halves(), pathlib.Path(sys.argv[1]), draw=lambda *_: os._exit(9))\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script, str(out)], cwd=root, check=False, capture_output=True
    )
    assert done.returncode == 9, done.stderr.decode()
    assert contents(out) == before
    write_run(halves(), out, draw=sketch)
    assert json.loads((out / "inputs.json").read_text())["scenario"] == "halves"


def test_a_full_disk_is_told_plainly(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_run(together(), out, draw=sketch)
    before = contents(tmp_path)
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(InputError) as error:
        write_run(together(), out, draw=failing(full))
    assert "No space left on device" in str(error.value)
    assert "unchanged" in str(error.value)
    assert error.value.exit_code == 2
    assert contents(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told_plainly(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError, match="cannot be written"):
            write_run(together(), tmp_path / "out", draw=sketch)
    finally:
        tmp_path.chmod(0o700)


def test_a_path_through_a_file_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError, match="cannot be written"):
        write_run(together(), tmp_path / "file" / "out", draw=sketch)
    assert contents(tmp_path) == {"file": b"mine"}


@pytest.mark.parametrize("exchange", [True, False])
def test_folders_are_swapped_with_and_without_the_system_s_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr("planner.files.system.exchange", lambda one, other: False)
    out = tmp_path / "out"
    for alternative in (together(), halves()):
        write_run(alternative, out, draw=sketch)
        assert read_marker(out)["scenario"] == alternative.name
        assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_old_folder_is_put_back_where_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_run(together(), out, draw=sketch)
    before = contents(tmp_path)
    monkeypatch.setattr("planner.files.system.exchange", lambda one, other: False)
    rename = Path.replace

    def refuse_new(path: Path, target: Path) -> Path:
        if ".new-" in path.name:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", refuse_new)
    with pytest.raises(InputError, match="cannot be written"):
        write_run(halves(), out, draw=sketch)
    monkeypatch.undo()
    assert contents(tmp_path) == before


# ------------------------------------------------------------------------------ nobody's files lost


def test_what_is_not_ours_is_not_replaced(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.docx").write_text("years of work")
    with pytest.raises(InputError, match="not a folder of results written by the planner"):
        write_run(together(), home, draw=sketch)
    with pytest.raises(InputError, match="it is a file"):
        check_replaceable(home / "thesis.docx")
    (home / "inputs.json").write_text("[]")
    with pytest.raises(InputError, match="not a folder of results"):
        check_replaceable(home)
    assert (home / "thesis.docx").read_text() == "years of work"


@pytest.mark.parametrize("place", ["notes.txt", "today/notes.txt"])
def test_a_file_that_somebody_put_beside_the_results_is_not_lost(tmp_path: Path, place: str) -> None:
    out = tmp_path / "out"
    write_comparison(compare([today(), together()]), out, draw=sketch)
    (out / place).write_text("mine")
    with pytest.raises(InputError, match=place):
        write_comparison(compare([today(), together()]), out, draw=sketch)
    assert (out / place).read_text() == "mine"


def test_a_file_put_there_while_the_run_was_written_is_not_lost(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_run(together(), out, draw=sketch)

    def draw(alternative: Alternative, path: Path, lang: Lang) -> None:
        sketch(alternative, path, lang)
        (out / "notes.txt").write_text("mine")

    with pytest.raises(InputError, match=r"notes\.txt"):
        write_run(halves(), out, draw=draw)
    assert read_marker(out)["scenario"] == "together"


def test_an_empty_folder_and_a_link_to_one_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_run(together(), tmp_path / "link", draw=sketch)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "plan.json").is_file()


def test_checking_a_target_changes_nothing(tmp_path: Path) -> None:
    check_replaceable(tmp_path / "not" / "there")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["..", "comparison.csv", "Inputs.json"])
def test_a_scenario_cannot_take_the_place_of_another_file(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    with pytest.raises(InputError, match="cannot have a folder of this name"):
        write_comparison(compare([together(name), today()]), out, draw=sketch)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_results_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no results folder"):
        read_marker(tmp_path)
    (tmp_path / "inputs.json").write_text("{}")
    with pytest.raises(InputError, match="no results folder"):
        read_marker(tmp_path)


def test_a_block_that_writes_nothing_still_replaces_only_what_is_empty(tmp_path: Path) -> None:
    with replaced_folder(tmp_path / "out") as folder:
        assert list(folder.iterdir()) == []
    assert list((tmp_path / "out").iterdir()) == []


# ------------------------------------------------------------------------------ the fingerprint


def test_a_folder_keeps_the_versions_it_was_made_with(tmp_path: Path) -> None:
    write_run(together(), tmp_path / "run", draw=sketch)
    kept = json.loads((tmp_path / "run" / "inputs.json").read_text("utf-8"))["made_with"]
    assert kept["python"] == platform.python_version()
    for name in ("lms-planner", "pulp", "highspy", "numpy", "pandas", "networkx", "shapely"):
        assert kept[name] == version(name)


def test_the_hash_is_that_of_the_content() -> None:
    first = fingerprint(together())
    assert fingerprint(together()) == first
    moved = replace(region_of(), path=Path("/elsewhere"), warnings=("read from a workbook",))
    assert fingerprint(together(region=moved)) == first
    assert set(first["versions"]) == {"lms-planner", "pulp", "highspy"}


def test_the_hash_changes_with_anything_that_may_change_the_plan() -> None:
    first = fingerprint(together())["hash"]
    town = replace(region_of().places["m1_a"], persons=1199)
    other = replace(region_of(), places={**region_of().places, "m1_a": town})
    assert fingerprint(together(region=other))["hash"] != first
    assert fingerprint(together(scenario={"demand": {"level": "high"}}))["hash"] != first
    assert fingerprint(together(scope_codes=("m1",)))["hash"] != first


def test_of_a_ready_matrix_the_content_counts_and_not_the_path() -> None:
    def at(path: str, minutes: float) -> str:
        alternative = together(scenario={"travel": {"matrix": path}})
        table = {"m1_a": {"m2_a": minutes}}
        travel = Travel(table, table, "summer", "matrix")
        return str(fingerprint(replace(alternative, travel=travel))["hash"])

    assert at("/here/ways.csv", 30.0) == at("/there/ways.csv", 30.0)
    assert at("/here/ways.csv", 30.0) != at("/here/ways.csv", 31.0)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
