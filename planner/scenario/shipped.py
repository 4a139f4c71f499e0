"""The scenarios that ship with the planner, and how a scenario's name becomes a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from planner.data import geodata_dir, scenarios_dir
from planner.errors import Finding, InputError
from planner.files import is_standard_input
from planner.messages import message, one_of
from planner.scenario.document import shown
from planner.scenario.suggestions import nearest

FIRST_FOLDER = "midt-troms"
"""Where a bare name is looked for first."""
SUFFIXES = (".yaml", ".yml")
INDEX = "index.csv"
"""In each folder: columns group,name; the order in which scenarios are listed."""


@dataclass(frozen=True, slots=True)
class ShippedScenario:
    """A scenario that ships: `name` is what a command is given, `group` the heading it stands under."""

    name: str
    group: str
    title: str
    title_en: str
    region: str
    path: Path


def shipped_scenarios(region: str | None = None) -> tuple[ShippedScenario, ...]:
    """The shipped scenarios in reading order: those of one region (by its name), or all.

    Those outside the first folder are named folder/name (`midt-troms-2024/alt-2-lokta`).
    """
    from planner.scenario.read import read_scenario

    found = []
    for name, (group, path) in _names().items():
        scenario = read_scenario(path).scenario
        if region is None or scenario.region == region:
            found.append(
                ShippedScenario(name, group, scenario.title, scenario.title_en, scenario.region, path)
            )
    return tuple(found)


def shipped_names() -> tuple[str, ...]:
    """Names of the shipped scenarios in reading order."""
    return tuple(_names())


def region_names() -> tuple[str, ...]:
    """Names of the shipped regions."""
    return tuple(sorted(p.parent.name for p in geodata_dir().glob("*/municipalities.csv")))


def find_scenario(name_or_path: str | Path, beside: Path | None = None) -> Path:
    """The file of a scenario.

    A Path, or a text that ends in .yaml or .yml, is a path (relative to the folder `beside` where it
    is given, else to the working folder). Another text is a name: of a file in `beside`, of a shipped
    scenario (`alt-2-lokta`, `midt-troms-2024/alt-2-lokta`), or else of an existing file.

    Raises:
        InputError: there is no such scenario; the nearest names are told.
    """
    text = str(name_or_path)
    if is_standard_input(Path(text)):
        return Path(text)
    if isinstance(name_or_path, Path) or text.lower().endswith(SUFFIXES):
        path = Path(text) if beside is None else beside / text
        if not path.exists():
            raise InputError([_no_file(path)])
        return path
    if beside is not None:
        for suffix in SUFFIXES:
            if (beside / f"{text}{suffix}").is_file():
                return beside / f"{text}{suffix}"
    folder, _, stem = text.rpartition("/")
    for place in [folder] if folder else _folders():
        path = scenarios_dir() / place / f"{stem}.yaml"
        if stem and place in _folders() and path.is_file():
            return path
    path = Path(text) if beside is None else beside / text
    if path.is_file():
        return path
    raise InputError([_no_scenario(text)])


def _no_file(path: Path) -> Finding:
    near = (
        nearest(path.name, [p.name for p in path.parent.glob("*.y*ml")]) if path.parent.is_dir() else []
    )
    fix = (
        message("Did you mean {shown}?", shown=shown(path.parent / near[0]))
        if near
        else message("Check the path.")
    )
    shipped = nearest(path.stem, shipped_names())
    if not near and shipped:
        fix = message(
            "Did you mean the shipped scenario {shipped} (by name, without .yaml)?", shipped=shipped[0]
        )
    return Finding(shown(path), message("there is no such file"), fix=fix)


def _no_scenario(name: str) -> Finding:
    near = nearest(name, shipped_names(), count=3)
    hint = message("`lms-planner scenario list` shows them all; a file is named with its .yaml.")
    return Finding(
        name or "(no name)",
        message("there is no scenario of this name"),
        fix=(
            message("Did you mean {listed}? {hint}", listed=one_of(near), hint=hint)
            if near
            else hint[0].upper() + hint[1:]
        ),
    )


@cache
def _folders() -> tuple[str, ...]:
    folders = sorted(p.name for p in scenarios_dir().iterdir() if p.is_dir() and any(p.glob("*.yaml")))
    return tuple(sorted(folders, key=lambda name: (name != FIRST_FOLDER, name)))


@cache
def _names() -> dict[str, tuple[str, Path]]:
    """Name → group and file, in the order of the folders and of their indexes."""
    names: dict[str, tuple[str, Path]] = {}
    for folder in _folders():
        for group, path in _listed(scenarios_dir() / folder):
            name = path.stem if folder == FIRST_FOLDER else f"{folder}/{path.stem}"
            names[name] = (group, path)
    return names


def _listed(folder: Path) -> Iterator[tuple[str, Path]]:
    """The scenario files of a folder: first those in its index, then others by name."""
    index = folder / INDEX
    rows: list[tuple[str, str]] = []
    if index.is_file():
        with index.open(encoding="utf-8", newline="") as file:
            rows = [(row["group"], row["name"]) for row in csv.DictReader(file)]
    listed = {name for _, name in rows}
    rows += [("", p.stem) for p in sorted(folder.glob("*.yaml")) if p.stem not in listed]
    yield from ((group, folder / f"{name}.yaml") for group, name in rows)
