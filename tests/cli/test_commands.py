"""What the commands give: results to standard output, exit codes, folders, notes."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from planner.data import geodata_dir, scenarios_dir
from planner.evaluate import plan_to_json, read_plan
from planner.plan import Plan
from planner.region import read_region
from tests.cli.running import COMMAND, Here, apart

SMALL = "alt-3-senjalegen"
"""An alternative that is solved in a moment."""

RUN_FILES = {
    "assignments.csv", "courses.csv", "indicators.json", "inputs.json", "map.png", "members.csv",
    "plan.json", "scenario.yaml", "units.csv", "venues.csv", "indicators_plan.csv",
    "indicators_municipality.csv", "indicators_programme.csv",
}  # fmt: skip


def test_solve_says_how_it_stands_and_what_was_proved(lms: Here) -> None:
    ran = lms("solve", SMALL, "--lang", "en")
    assert ran.code == 0
    assert "14,620 inhabitants" in ran.out
    assert "5,380" in ran.out
    for stage in ("unmet", "travel", "cost", "venues"):
        [line] = [x for x in ran.out.splitlines() if x.split()[:1] == [stage]]
        assert line.split()[-1] in ("optimal", "within_gap")
    assert ran.err == ""
    assert list(lms.folder.iterdir()) == []


def test_solve_speaks_norwegian_unless_told_otherwise(lms: Here) -> None:
    assert "veiledende befolkningsgrunnlag" in lms("solve", SMALL).out


def test_solve_json_is_one_alternative_and_nothing_else(lms: Here) -> None:
    ran = lms("solve", SMALL, "--json", "--out", "run", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert found["scenario"] == SMALL
    assert found["schema_version"] == 1
    assert found["persons_in_scope"] == 29_678
    assert found == json.loads((lms.folder / "run" / "indicators.json").read_text(encoding="utf-8"))


def test_solve_writes_a_run_folder_that_can_be_checked_and_judged_again(lms: Here) -> None:
    ran = lms("solve", SMALL, "--out", "runs/mine", "--set", "demand.level=middle")
    assert ran.code == 0
    assert "runs/mine" in ran.err
    folder = lms.folder / "runs" / "mine"
    assert {p.name for p in folder.iterdir()} >= RUN_FILES
    assert [p.name for p in (lms.folder / "runs").iterdir()] == ["mine"], "nothing beside it"
    assert "no problems" in lms("check", folder).out
    assert "no problems" in lms("check", folder / "plan.json").out
    again = lms("evaluate", folder / "scenario.yaml", "--plan", folder / "plan.json", "--json")
    assert again.code == 0, again.err
    first = json.loads((folder / "indicators.json").read_text(encoding="utf-8"))
    assert json.loads(again.out)["indicators"] == first["indicators"]
    assert "level: middle" in (folder / "scenario.yaml").read_text(encoding="utf-8")


def test_a_run_folder_is_replaced_by_a_new_run(lms: Here) -> None:
    assert lms("solve", SMALL, "--out", "run").code == 0
    assert lms("solve", SMALL, "--out", "run", "--set", "demand.level=high").code == 0
    assert "high" in (lms.folder / "run" / "scenario.yaml").read_text(encoding="utf-8")


def test_limits_are_told_in_the_resolved_scenario(lms: Here) -> None:
    assert lms("solve", SMALL, "--out", "run", "--gap", "0.005", "--time-limit", "30").code == 0
    text = (lms.folder / "run" / "scenario.yaml").read_text(encoding="utf-8")
    assert "gap: 0.005" in text
    assert "seconds_max: 30" in text


def test_compare_in_four_forms(lms: Here) -> None:
    names = (SMALL, "alt-0-today")
    table = lms("compare", *names, "--workers", "1")
    assert table.code == 0
    assert "5 380 under" in table.out.replace("\u00a0", " ")
    rows = list(csv.DictReader(io.StringIO(lms("compare", *names, "--format", "csv").out)))
    assert {row["scenario"] for row in rows} == set(names)
    found = json.loads(lms("compare", *names, "--format", "json").out)
    assert [a["scenario"] for a in found["alternatives"]] == list(names)
    done = subprocess.run(
        [*COMMAND, "compare", *names, "--format", "xlsx"],
        cwd=lms.folder,
        capture_output=True,
        check=True,
        timeout=120,
    )
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(done.stdout))
    text = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert set(names) <= set(text)


def test_compare_writes_a_folder_for_each_alternative(lms: Here) -> None:
    ran = lms("compare", SMALL, "alt-0-today", "--out", "compared", "--format", "json")
    assert ran.code == 0
    folder = lms.folder / "compared"
    for name in (SMALL, "alt-0-today"):
        assert {p.name for p in (folder / name).iterdir()} >= RUN_FILES
    written = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))
    assert written == json.loads(ran.out)
    assert (folder / "comparison.xlsx").stat().st_size > 1000
    assert [p.name for p in lms.folder.iterdir()] == ["compared"]


def test_several_at_a_time_give_the_same_answers(tmp_path: Path) -> None:
    names = (SMALL, "alt-0-today", "alt-4b-catchment", "one-base-finnsnes")
    alone = apart("compare", *names, "--format", "json", "--workers", "1", folder=tmp_path)
    together = apart("compare", *names, "--format", "json", "--workers", "2", folder=tmp_path)
    assert (alone.code, together.code) == (0, 0), alone.err + together.err
    assert together.out == alone.out


def test_different_scopes_are_judged_for_the_default_and_it_is_said(lms: Here) -> None:
    ran = lms("compare", "split-two", "alt-0-today", "--format", "json")
    assert ran.code == 0
    found = json.loads(ran.out)
    assert found["persons_in_scope"] == 29_678
    [split] = [a for a in found["alternatives"] if a["scenario"] == "split-two"]
    assert sum(unit["persons"] for unit in split["units"]) == 32_900, "solved for its own ten"
    assert "split-two" in ran.err
    assert "eight" in ran.err


def test_an_infeasible_scenario_gives_reasons_and_3(lms: Here) -> None:
    ran = lms("solve", SMALL, "--set", "threshold.mode=hard", "--out", "run")
    assert ran.code == 3
    assert "14 620" in ran.err.replace("\u00a0", " ") or "14,620" in ran.err
    assert "5" in ran.err
    assert ran.out == ""
    assert list(lms.folder.iterdir()) == []
    assert lms("solve", SMALL, "--set", "threshold.mode=hard", "--json").out == ""


def test_compare_shows_the_others_when_one_is_infeasible(lms: Here) -> None:
    ran = lms(
        "compare", SMALL, "alt-4c-both-dms", "alt-0-today", "--set", "threshold.mode=hard",
        "--format", "json", "--out", "out",
    )  # fmt: skip
    assert ran.code == 3
    found = json.loads(ran.out)
    assert [a["scenario"] for a in found["alternatives"]] == ["alt-0-today"]
    assert {row["scenario"] for row in found["without_plan"]} == {SMALL, "alt-4c-both-dms"}
    assert SMALL in ran.err
    assert (lms.folder / "out" / "alt-0-today").is_dir()


def test_check_of_an_infeasible_scenario(lms: Here) -> None:
    text = f"name: mine\ntitle: Min\nextends: {SMALL}\nthreshold:\n  mode: hard\n"
    (lms.folder / "mine.yaml").write_text(text, encoding="utf-8")
    ran = lms("check", "mine.yaml")
    assert ran.code == 3
    assert "5 380" in ran.out.replace("\u00a0", " ") or "5,380" in ran.out


def test_a_region_and_a_scenario_of_one_s_own(lms: Here) -> None:
    """Every command takes a path: here a copied region and a scenario beside it."""
    shutil.copytree(geodata_dir() / "midt-troms-2011", lms.folder / "mine")
    text = f"name: my-own\ntitle: Min egen\nextends: {SMALL}\nregion: ./mine\n"
    (lms.folder / "mine.yaml").write_text(text, encoding="utf-8")
    assert "ingen feil" in lms("check", "mine").out
    assert "no problems" in lms("check", "mine.yaml").out
    ran = lms("solve", "mine.yaml", "--json")
    assert ran.code == 0, ran.err
    own = json.loads(ran.out)
    shipped = json.loads(lms("solve", SMALL, "--json").out)
    assert own["scenario"] == "my-own"
    assert own["indicators"]["travel_hours_total"] == shipped["indicators"]["travel_hours_total"]


def test_the_region_template_passes_its_own_check_or_says_what_to_fill_in(lms: Here) -> None:
    ran = lms("region", "template", "--xlsx", "my-region.xlsx")
    assert ran.code == 0
    assert (lms.folder / "my-region.xlsx").stat().st_size > 5000
    checked = lms("region", "check", "my-region.xlsx")
    assert checked.code in (0, 2)
    assert "Traceback" not in checked.out + checked.err


def test_region_list_and_show(lms: Here) -> None:
    assert "midt-troms-2011  10 municipalities   32900 inhabitants" in lms("region", "list").out
    ran = lms("region", "show", "midt-troms-2011")
    assert ran.code == 0
    for part in ("Lenvik", "11243", "DMS Midt-Troms", "Kartverket", "assumption"):
        assert part in ran.out
    both = lms("region", "check", "midt-troms-2024")
    assert both.code == 0
    assert "ingen feil" in both.out


def test_scenario_list_show_and_resolved(lms: Here) -> None:
    listed = lms("scenario", "list", "--region", "midt-troms-2011").out
    for path in (scenarios_dir() / "midt-troms").glob("*.yaml"):
        assert path.stem in listed
    file = scenarios_dir() / "midt-troms" / "winter.yaml"
    assert lms("scenario", "show", "winter").out.strip() == file.read_text(encoding="utf-8").strip()
    resolved = lms("scenario", "show", "winter", "--resolved", "--set", "demand.level=high")
    assert resolved.code == 0
    lines = {line.split(":")[0].strip(): line for line in resolved.out.splitlines()}
    assert "winter.yaml" in lines["season"]
    assert "--set" in lines["level"]
    assert "alt-2-lokta.yaml" in lines["candidates"]
    assert "default" in lines["persons_min"]


def test_schemas_are_json_schemas(lms: Here) -> None:
    scenario = json.loads(lms("schema", "scenario").out)
    assert {"name", "title", "units", "venues", "extends"} <= set(scenario["properties"])
    comparison = json.loads(lms("schema", "compare").out)
    assert {"alternatives", "persons_in_scope", "scope_codes"} <= set(comparison["properties"])


def test_the_catalogue_agrees_with_its_facts_and_can_be_written(lms: Here) -> None:
    ran = lms("catalogue", "derive", "--check")
    assert ran.code == 0, ran.out
    assert lms("catalogue", "derive", "--out", "catalogue").code == 0
    for path in (geodata_dir() / "catalogue").glob("*.csv"):
        assert (lms.folder / "catalogue" / path.name).read_bytes() == path.read_bytes()
    (lms.folder / "catalogue" / "programmes.csv").write_text("id\nx\n", encoding="utf-8")
    assert lms("catalogue", "derive", "--check", "--out", "catalogue").code == 2
    assert "diabetes" in lms("catalogue", "derive").out


def given_plan(folder: Path) -> Plan:
    """The plan of a solved run, to be drawn over by hand."""
    return read_plan(folder / "run" / "plan.json")


def test_a_plan_by_hand_that_breaks_rules_is_refused_unless_asked_for(lms: Here) -> None:
    assert lms("solve", SMALL, "--out", "run").code == 0
    drawn = plan_to_json(given_plan(lms.folder))
    drawn["courses"][0]["courses"] += 5
    (lms.folder / "drawn.json").write_text(json.dumps(drawn), encoding="utf-8")

    ran = lms("evaluate", SMALL, "--plan", "drawn.json")
    assert ran.code == 2
    assert "drawn.json [group_size]" in ran.err
    assert ran.out == ""

    ran = lms("evaluate", SMALL, "--plan", "drawn.json", "--json", "--anyway")
    assert ran.code == 2
    assert "drawn.json [group_size]" in ran.err
    assert json.loads(ran.out)["indicators"]["courses"] >= 5

    assert lms("check", "drawn.json").code == 2


def test_a_plan_that_the_verifier_refuses_is_never_shown(
    lms: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planner.verify import Violation

    broken = Violation("capacity", "the room is booked twice", 1.0, "meetings")
    monkeypatch.setattr("planner.evaluate.verified.verify_plan", lambda *_: (broken,))
    for command in (("solve", SMALL), ("compare", SMALL, "--workers", "1")):
        ran = lms(*command, "--out", "out")
        assert ran.code == 1
        assert "the room is booked twice" in ran.err
        assert "fault in lms-planner" in ran.err
        assert ran.out == ""
        assert list(lms.folder.iterdir()) == []


def test_a_fault_of_ours_is_one_line_with_the_traceback_on_demand(
    lms: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    import planner.problem

    def fail(*_: object) -> None:
        raise ValueError("the wheel came off")

    monkeypatch.setattr(planner.problem, "build_problem", fail)
    ran = lms("solve", SMALL)
    assert ran.code == 1
    assert "ValueError: the wheel came off" in ran.err
    assert "report" in ran.err
    assert len(ran.err.splitlines()) == 1
    for arguments in (("--verbose", "solve", SMALL), ("solve", SMALL, "--verbose")):
        assert "Traceback" in lms(*arguments).err


def test_verbose_tells_steps_in_a_pipe_and_quiet_tells_nothing(lms: Here) -> None:
    loud = lms("solve", SMALL, "--verbose")
    assert "travel times" in loud.err
    plain = lms("solve", SMALL, "--out", "run")
    assert plain.err == "Written to run\n"
    quiet = lms("--quiet", "solve", SMALL, "--out", "run")
    assert quiet.err == ""
    assert quiet.out == plain.out == loud.out
    assert "\x1b[" not in plain.out


def test_the_reader_of_a_pipe_may_leave(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "region", "show", "midt-troms-2011"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(60) == 0


def test_results_in_a_pipe_are_utf_8_whatever_the_console_has(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [*COMMAND, "solve", SMALL], cwd=tmp_path, capture_output=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode("utf-8")
    assert "14\u00a0620 innbyggere" in text
    assert "─────" in text


def _read_terminal(ours: int) -> bytes:
    """What is drawn on a terminal until the last who may write to it has left."""
    drawn = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            return drawn
        if not piece:
            return drawn
        drawn += piece


def test_progress_on_a_terminal_goes_to_standard_error(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "planner", "solve", SMALL, "--json"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=theirs, text=True,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(theirs)
    assert process.stdout is not None
    # both at once: a terminal that nobody reads holds a few kilobytes and then stops who writes
    with ThreadPoolExecutor(1) as reader:
        results = reader.submit(process.stdout.read)
        drawn = _read_terminal(ours)
        out = results.result()
    os.close(ours)
    assert process.wait(60) == 0
    assert json.loads(out)["scenario"] == SMALL
    assert b"travel times" in drawn or b"verifying" in drawn


def test_the_shipped_regions_are_the_ones_scenarios_name(lms: Here) -> None:
    assert read_region("midt-troms-2011").persons == 32_900
    assert lms("scenario", "list", "--region", "midt-troms-2010").code == 2
