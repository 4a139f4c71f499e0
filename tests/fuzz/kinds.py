"""Kinds of input: what is bent, and the command that meets it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.fuzz import bend

Arguments = list[str]
Kind = Callable[[Path, Random], Arguments]
"""Bend something in a folder that holds `base.make`'s files, and say what to run there."""


def _yaml(name: str) -> Callable[[Path, Random], None]:
    def bent(folder: Path, random: Random) -> None:
        path = folder / name
        path.write_bytes(bend.text(path.read_text(encoding="utf-8"), random))

    return bent


def scenario(folder: Path, random: Random) -> Arguments:
    _yaml("case.yaml")(folder, random)
    return random.choice(
        [
            ["check", "case.yaml"],
            ["scenario", "show", "case.yaml", "--resolved"],
            ["check", "other.yaml"],
            ["solve", "case.yaml"],
        ]
    )


def region_csv(folder: Path, random: Random) -> Arguments:
    path = random.choice(sorted((folder / "region").glob("*.csv")))
    path.write_bytes(bend.text(path.read_text(encoding="utf-8"), random))
    return random.choice([["region", "check", "region"], ["solve", "case.yaml"]])


def region_excel(folder: Path, random: Random) -> Arguments:
    path = folder / "region.xlsx"
    path.write_bytes(bend.archive(path.read_bytes(), random))
    return ["region", "check", "region.xlsx"]


def study(folder: Path, random: Random) -> Arguments:
    _yaml("study.yaml")(folder, random)
    return ["sweep", "study.yaml", "--dry-run"]


def weights(folder: Path, random: Random) -> Arguments:
    _yaml("weights.yaml")(folder, random)
    return ["compare", "case.yaml", "other.yaml", "--weights", "weights.yaml", "--workers", "1"]


def plan(folder: Path, random: Random) -> Arguments:
    path = folder / "plan.json"
    bent = bend.as_json(path.read_text(encoding="utf-8"), random)
    path.write_bytes(bent)
    (folder / "run" / "plan.json").write_bytes(bent)
    return random.choice(
        [
            ["evaluate", "case.yaml", "--plan", "plan.json", "--anyway"],
            ["check", "run"],
            ["evaluate", "case.yaml", "--plan", "plan.json"],
            ["solve", "case.yaml", "--start", "plan.json"],
        ]
    )


def run_folder(folder: Path, random: Random) -> Arguments:
    top = folder / random.choice(["run", "comparison"])
    names = ["inputs.json", "plan.json", "scenario.yaml"]
    if top.name == "comparison":
        names = [
            "inputs.json",
            "comparison.json",
            "comparison.json",
            "case/inputs.json",
            "case/plan.json",
        ]
        names = [name for name in names if (top / name).exists()]
    path = top / random.choice(names)
    way = random.random()
    if way < 0.04:
        path.unlink()
    elif way < 0.08:
        path.unlink()
        path.mkdir()
    elif path.suffix == ".json":
        path.write_bytes(bend.as_json(path.read_text(encoding="utf-8"), random))
    else:
        path.write_bytes(bend.text(path.read_text(encoding="utf-8"), random))
    if top.name == "comparison":
        return random.choice(
            [
                ["report", "comparison", "--out", "x.html"],
                ["charts", "comparison", "--out", "x"],
                ["solve", "case.yaml", "--out", "comparison"],
            ]
        )
    return random.choice(
        [
            ["export", "run", "--format", "geojson", "--out", "x"],
            ["check", "run"],
            ["map", "run", "--out", "x.html"],
            ["solve", "case.yaml", "--start", "run"],
        ]
    )


def outlines(folder: Path, random: Random) -> Arguments:
    path = folder / "outlines.geojson"
    path.write_bytes(bend.as_json(path.read_text(encoding="utf-8"), random))
    if random.random() < 0.3:
        shutil.move(path, folder / "region" / "boundaries.geojson")
        return ["region", "check", "region"]
    return ["export", "run", "--format", "geojson", "--out", "x", "--boundaries", "outlines.geojson"]


def matrix(folder: Path, random: Random) -> Arguments:
    path = folder / "matrix.csv"
    path.write_bytes(bend.text(path.read_text(encoding="utf-8"), random))
    return ["check" if random.random() < 0.3 else "solve", *_with_matrix(folder)]


def _with_matrix(folder: Path) -> Arguments:
    path = folder / "case.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  season: winter\n", "  matrix: matrix.csv\n"), encoding="utf-8")
    return ["case.yaml"]


VALUES = [
    "",
    "0",
    "-1",
    "1",
    "2",
    "3",
    "100000",
    "99999999999999999999",
    "1e9",
    "1e308",
    "1e-9",
    "nan",
    "inf",
    "-inf",
    "5%",
    "x",
    "æ",
    "\u202e",
    "$x$",
    "{}",
    "%s",
    "a=b",
    "=",
    "==",
    "demand.level=high",
    "demand.factor=1e400",
    "demand.level",
    "x.y=1",
    "demand.programmes=[",
    "demand.factor={a: &b [*b]}",
    "name=..",
    "title=<b>",
    "travel,cost",
    "travel",
    "cost,cost",
    "a,b,c,d",
    "case.yaml",
    "other.yaml",
    "region",
    "run",
    "nb",
    "en",
    "csv",
    "json",
    "table",
    "whole",
    "x.html",
    "x.png",
    "x",
    "x/y/z",
    ".",
    "/",
    "/dev/null",
    "/proc/x",
    "--all",
    "--json",
    "-q",
]


def options(folder: Path, random: Random) -> Arguments:
    """Options with values of every sort; what would draw or solve for long is kept small."""
    command = random.choice(list(OPTIONS))
    fixed, names = OPTIONS[command]
    arguments = [*command.split(), *fixed]
    for name in random.sample(names, k=min(len(names), random.choice((1, 1, 2, 3)))):
        arguments += [name, random.choice(VALUES)]
    return arguments


OPTIONS = {
    "solve": (
        ["case.yaml"],
        ["--set", "--time-limit", "--gap", "--lang", "--start", "--out", "--json"],
    ),
    "compare": (
        ["case.yaml", "other.yaml"],
        ["--set", "--workers", "--scope", "--format", "--gap", "--out"],
    ),
    "alternatives": (["case.yaml"], ["-k", "--within", "--set", "--format", "--time-limit"]),
    "pareto": (["case.yaml", "--time-limit", "2"], ["--objectives", "--resolution", "--set", "--gap"]),
    "effects": (["case.yaml", "other.yaml"], ["--fixed-share", "--scope", "--workers", "--set"]),
    "sweep run": (["study.yaml", "--dry-run"], ["--workers", "--scheduler", "--out"]),
    "breakeven": (
        ["case.yaml", "--vary", "demand.factor", "--between", "1", "1.2", "--scan", "2"],
        ["--set", "--value", "--watch", "--scope", "--vary", "--scan"],
    ),
    "charts": (
        ["comparison", "--format", "svg", "--out", "x"],
        ["--width-cm", "--height-cm", "--lang"],
    ),
    "map": (["run"], ["--out", "--title", "--width-cm", "--height-cm", "--dpi", "--boundaries-column"]),
    "evaluate": (["case.yaml", "--plan", "plan.json"], ["--set", "--lang", "--out", "--plan"]),
    "export": (["run", "--format", "geojson"], ["--out", "--boundaries", "--lang"]),
    "report": (["comparison", "--out", "x.html"], ["--proposed", "--format", "--template", "--lang"]),
    "check": ([], ["case.yaml", "region", "plan.json", "run", "x"]),
}


def template(folder: Path, random: Random) -> Arguments:
    path = folder / "template.docx"
    path.write_bytes(bend.archive(path.read_bytes(), random))
    return ["report", "comparison", "--template", "template.docx", "--out", "x.docx"]


def target(folder: Path, random: Random) -> Arguments:
    """A place to write to that is no good one."""
    out = random.choice(list(TARGETS))
    TARGETS[out](folder)
    name = os.fsdecode(out)
    return random.choice(
        [
            ["solve", "case.yaml", "--out", name],
            ["export", "run", "--format", "geojson", "--out", name],
            ["map", "run", "--out", f"{name}.html"],
            ["sweep", "study.yaml", "--workers", "1", "--out", name],
            ["charts", "run", "--out", name],
            ["region", "template", name],
            ["sweep", "table", name],
            ["region", "check", name],
            ["check", name],
        ]
    )


def _nothing(folder: Path) -> None:
    """The name alone is bent."""


def _loop(folder: Path) -> None:
    for name in ("loop", "loop.html"):
        (folder / name).symlink_to(folder / name)


def _broken_link(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "nowhere" / "at-all")


def _file(folder: Path) -> None:
    (folder / "file").write_text("mine")


def _mine(folder: Path) -> None:
    (folder / "mine").mkdir()
    (folder / "mine" / "notes.txt").write_text("mine")


TARGETS: dict[bytes, Callable[[Path], None]] = {
    b"loop": _loop,
    b"loop/in": _loop,
    b"link": _broken_link,
    b"file": _file,
    b"file/in": _file,
    b"mine": _mine,
    b"bl\xe5": _nothing,
    b"a\nb": _nothing,
    b"/dev/null": _nothing,
    b"/dev/full": _nothing,
    b"/dev/null/x": _nothing,
    b"/proc/self/x": _nothing,
    b"x" * 300: _nothing,
    b"": _nothing,
    b".": _nothing,
    b"..": _nothing,
    "\u202e$x$ {0} %s <b>æ".encode(): _nothing,
    b"region": _nothing,
    b"run/inputs.json": _nothing,
}

KINDS: dict[str, tuple[Kind, int]] = {
    "scenario": (scenario, 8),
    "region csv": (region_csv, 8),
    "region excel": (region_excel, 5),
    "study": (study, 6),
    "weights": (weights, 3),
    "plan": (plan, 8),
    "run folder": (run_folder, 7),
    "outlines": (outlines, 5),
    "matrix": (matrix, 6),
    "options": (options, 5),
    "template": (template, 2),
    "target": (target, 4),
}
"""Kind → how it is made, and how often it comes."""
