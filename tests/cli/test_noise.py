"""Standard output carries results and nothing else, whatever a native library prints.

A library that is noisy beyond anything seen is put into every process: it prints to descriptor 1 from C
whenever HiGHS runs, whenever a table is opened and when the process ends, past Python and half of it
through C's own buffer. Each command must still give JSON, CSV or a workbook.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from planner.solve.solver.silent import new_highs
from tests.region.folders import small_region

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the commands are forked to be quick")

ROOT = Path(__file__).parents[2]

NOISE = """
import ctypes, os, sys

_c = ctypes.CDLL(None)


def say(where):
    _c.printf(b"noise in the buffer of C: %s\\n", where)
    text = b"noise past every buffer: " + where + b"\\n"
    _c.write(1, text, len(text))


def _listen(event, arguments):
    if event == "open" and str(arguments[0]).endswith((".yaml", ".csv", ".xlsx", ".json")):
        say(b"a reader")
    highs = getattr(sys.modules.get("highspy"), "Highs", None)
    if highs is not None and not hasattr(highs, "quiet_run"):
        highs.quiet_run = highs.run

        def run(self):
            say(b"the solver of %d" % os.getpid())
            return self.quiet_run()

        highs.run = run


sys.addaudithook(_listen)
"""

DRIVER = """
import json, os, sys, threading
import sitecustomize, highspy, pandas, pulp
import cli, planner.whatif.run, planner.pipeline, planner.solve, planner.commands.sweeping

for name, command in json.load(open("commands.json")).items():
    sys.stdout.flush()
    if os.fork():
        os.wait()
        continue
    code = 1
    try:
        for number in (1, 2):
            file = os.open(f"{name}.{number}", os.O_WRONLY | os.O_CREAT)
            os.dup2(file, number)
            os.close(file)
        try:
            cli.main(command)
        except SystemExit as leaving:
            code = leaving.code or 0
        sitecustomize.say(b"the end")
        sys.stdout.flush()
        sys.stderr.flush()
        with open(f"{name}.code", "w") as file:
            file.write(str(code))
    finally:
        sitecustomize._c.exit(code)
"""

SCENARIOS = {
    "a": "name: a\ntitle: A\nregion: region\nunits: {candidates: [u1]}\ndemand: {factor: 10}\n",
    "b": "name: b\ntitle: B\nextends: a.yaml\ndemand: {level: high}\n",
    "c": "name: c\ntitle: C\nextends: a.yaml\nrules: {access: {unmet_share_max: 0, minutes_max: 1}}\n",
    "study": "title: S\nscenario: a.yaml\nvary:\n  - {path: demand.factor, values: [8, 12]}\n",
}

Check = Callable[[bytes], object]


def _csv(text: bytes) -> None:
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert len(rows) > 1
    assert {len(row) for row in rows if row} == {len(rows[0])}


def _workbook(content: bytes) -> None:
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames


def _text(text: bytes) -> None:
    assert text.decode().strip()


SOLVING: dict[str, tuple[list[str], Check]] = {
    "solve": (["solve", "a.yaml", "--json"], json.loads),
    "solve-folder": (["solve", "a.yaml", "--out", "run"], _text),
    "compare-json": (["compare", "a.yaml", "b.yaml", "--format", "json", "--workers", "1"], json.loads),
    "compare-csv": (["compare", "a.yaml", "b.yaml", "--format", "csv", "--workers", "1"], _csv),
    "compare-xlsx": (["compare", "a.yaml", "b.yaml", "--format", "xlsx", "--workers", "1"], _workbook),
    "compare-many": (["compare", "a.yaml", "b.yaml", "--format", "json", "--workers", "2"], json.loads),
    "explain": (["explain", "c.yaml", "--format", "json"], json.loads),
    "price": (["price", "a.yaml", "--format", "json", "--part", "used"], json.loads),
    "effects": (["effects", "a.yaml", "b.yaml", "--json", "--workers", "1"], json.loads),
    "alternatives": (["alternatives", "a.yaml", "-k", "2", "--format", "json"], json.loads),
    "pareto": (["pareto", "a.yaml", "--objectives", "travel,unmet", "--format", "json"], json.loads),
    "breakeven": (
        ["breakeven", "a.yaml", "--vary", "demand.factor", "--between", "8", "9", "--format", "json"],
        json.loads,
    ),
    "robust": (["robust", "a.yaml", "--over", "study.yaml", "--format", "json"], json.loads),
    "sweep": (["sweep", "study.yaml", "--out", "study", "--workers", "1"], lambda _: None),
}
"""Commands that solve, in this order: some read what an earlier one wrote."""

TELLING: dict[str, tuple[list[str], Check]] = {
    "evaluate": (["evaluate", "a.yaml", "--plan", "run/plan.json", "--json"], json.loads),
    "sweep-table": (["sweep", "table", "study"], _text),
    "check": (["check", "a.yaml"], _text),
    "region-show": (["region", "show", "region"], _text),
    "region-list": (["region", "list"], _text),
    "scenario-show": (["scenario", "show", "b.yaml", "--resolved"], _text),
    "scenario-list": (["scenario", "list"], _text),
    "catalogue": (["catalogue", "derive", "--help"], _text),
    "schema": (["schema", "compare"], json.loads),
}

ALL = SOLVING | TELLING


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what every command gave: `<name>.1`, `<name>.2` and `<name>.code`."""
    folder = tmp_path_factory.mktemp("loud")
    (folder / "region").mkdir()
    small_region(folder / "region")
    for name, text in SCENARIOS.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    library = tmp_path_factory.mktemp("library")
    (library / "sitecustomize.py").write_text(NOISE, encoding="utf-8")
    commands = {name: command for name, (command, _) in ALL.items()}
    (folder / "commands.json").write_text(json.dumps(commands), encoding="utf-8")
    path = os.pathsep.join([str(library), str(ROOT)])
    subprocess.run(
        [sys.executable, "-c", DRIVER],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=True,
        timeout=400,
    )
    return folder


@pytest.mark.parametrize("name", ALL)
def test_results_stay_what_they_are(told: Path, name: str) -> None:
    out, err = (told / f"{name}.1").read_bytes(), (told / f"{name}.2").read_bytes()
    expected = "3" if name == "explain" else "0"
    assert (told / f"{name}.code").read_text() in (expected, "0"), err.decode()
    assert b"noise" not in out
    ALL[name][1](out)
    assert err.count(b"noise past every buffer: the end") == 1
    assert err.count(b"noise in the buffer of C") == err.count(b"noise past every buffer")
    if name in SOLVING:
        assert b"noise past every buffer: the solver" in err


def test_workers_were_noisy_too(told: Path) -> None:
    err = (told / "compare-many.2").read_bytes()
    solvers = {line for line in err.splitlines() if b"past every buffer: the solver" in line}
    assert len(solvers) == 2


CLOSED = """
import os, sys
if {closed!r} == "2":
    os.close(2)
import cli
if {closed!r} == "stdout":
    sys.stdout = None
try:
    cli.main(["region", "list"])
except SystemExit as leaving:
    if sys.stdout is not None:
        sys.stdout.flush()
    os._exit(leaving.code or 0)
"""


@pytest.mark.parametrize("closed", ["2", "stdout"])
def test_a_stream_may_be_missing(closed: str) -> None:
    """As under pythonw, or where whoever starts the planner closes what it does not want."""
    code = CLOSED.format(closed=closed)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    assert (b"midt-troms-2011" in done.stdout) == (closed == "2")


def test_highs_is_made_where_python_has_no_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    for missing in (None, io.StringIO(), object()):
        monkeypatch.setattr(sys, "stdout", missing)
        new_highs()
