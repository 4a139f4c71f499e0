"""A small region in which every name is hostile, with all the files that are made of it."""

from __future__ import annotations

import contextlib
import csv
import io
from pathlib import Path

import cli
from planner.commands.exit_codes import run
from tests.fuzz.base import OTHER, REGION, SCENARIO

RUNS = (
    "\"'></title></style></script><script>window.ran=1</script>"
    '<img src="http://127.0.0.1:9/leak" onerror="window.ran=2"><svg onload=window.ran=3>'
    '<a href="javascript:window.ran=4">x</a>${7*7}{{7*7}}{}%s%(x)s$x_1$\\input{x}&lt;'
)
"""What would run in a page, be fetched, or be reckoned by a template."""
STARTS = ("=cmd|' /C calc'!A0 ", "+1+", "-1-", "@SUM(A1) ")
"""What a spreadsheet would take for a formula."""
NAMED = {
    "municipalities": "name",
    "places": "name",
    "venues": "name",
    "units": "name",
    "links": "road",
}


def hostile(number: int, what: str) -> str:
    """A hostile name, told from others by what it belongs to."""
    return f"{STARTS[number % len(STARTS)]}{RUNS} {what}"


def make(folder: Path) -> None:
    """Write the region with two scenarios, and every output of the command line."""
    (folder / "region").mkdir()
    for table, text in REGION.items():
        header, *rows = csv.reader(text.splitlines())
        if table in NAMED:
            at = header.index(NAMED[table])
            for number, row in enumerate(rows):
                row[at] = hostile(number, f"{table} {number}")
        with (folder / "region" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    quoted = hostile(0, "title").replace("'", "''")
    case = SCENARIO.replace("title: Prøve", f"title: '{quoted}'")
    case = case.replace("title_en: Test", f"title_en: '{quoted}'").replace(
        "about: En", "about: '=1+1'\n#"
    )
    (folder / "case.yaml").write_text(case, encoding="utf-8")
    other = OTHER.replace(
        "title: Annen", f"title: '{hostile(1, 'other').replace(chr(39), chr(39) * 2)}'"
    )
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    for arguments in COMMANDS:
        said(arguments)


COMMANDS = [
    ["solve", "case.yaml", "--out", "run"],
    ["compare", "case.yaml", "other.yaml", "--workers", "1", "--out", "comparison"],
    ["map", "run", "--out", "map.html"],
    ["map", "comparison", "--out", "maps.html"],
    ["map", "comparison/case", "comparison/other", "--difference", "--out", "difference.svg"],
    ["map", "run", "--out", "map.svg"],
    ["charts", "comparison", "--format", "svg", "--out", "charts"],
    *(["report", "comparison", "--out", f"report.{ending}"] for ending in ("html", "docx", "pdf")),
    ["export", "run", "--format", "gpkg", "--out", "run.gpkg"],
]


def said(arguments: list[str]) -> str:
    """What a command says; it has to go well."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(cli.main_group, ["-q", *arguments])
    assert code == 0, f"{arguments} ended with {code}: {out.getvalue()}"
    return out.getvalue()
