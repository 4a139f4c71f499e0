"""Where regions are found: shipped names, folders, workbooks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from planner.data import geodata_dir
from planner.errors import Finding, InputError
from planner.messages import message
from planner.region.build import build_region
from planner.region.cells import nearest
from planner.region.check import CATALOGUE, CheckedTables, RegionCheck, check_tables
from planner.region.types import Region

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")
_MARK = "municipalities.csv"


def shipped_regions() -> tuple[str, ...]:
    """Names of the regions that ship with the planner, sorted."""
    return tuple(sorted(folder.parent.name for folder in geodata_dir().glob(f"*/{_MARK}")))


def locate_region(name_or_path: str | Path) -> Path:
    """The folder or workbook that a shipped name or a path stands for.

    A shipped name wins over a folder of the same name; write ./NAME for the folder.

    Raises InputError when there is no such region.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, str) and text in shipped_regions():
        return geodata_dir() / text
    path = Path(name_or_path)
    if path.is_dir():
        return path
    if path.is_file():
        if path.suffix.lower() in WORKBOOK_SUFFIXES:
            return path
        if path.parent.joinpath(_MARK).is_file():
            raise InputError(
                [
                    _not_a_region(
                        text,
                        message("one file of a region"),
                        message("Give its folder: {parent}", parent=path.parent),
                    )
                ]
            )
        raise InputError(
            [
                _not_a_region(
                    text,
                    message("neither a folder nor an Excel workbook (.xlsx)"),
                    message("Save it as .xlsx, or give a folder of CSV files."),
                )
            ]
        )
    shipped = shipped_regions()
    near = nearest(text, list(shipped))
    listed = ", ".join(shipped)
    fix = (
        message("Did you mean {near}?", near=near)
        if near
        else message("Give a path, or a shipped region: {listed}.", listed=listed)
    )
    raise InputError([_not_a_region(text, message("no such region"), fix)])


def _not_a_region(text: str, what: str, fix: str) -> Finding:
    return Finding(
        text,
        what,
        expected=message("a shipped region, a folder of CSV files or an Excel workbook (.xlsx)"),
        fix=fix,
    )


@dataclass(frozen=True, slots=True)
class ExaminedRegion:
    """A region that was read once: its check, the region where nothing is wrong, its tables."""

    check: RegionCheck
    region: Region | None
    checked: CheckedTables
    path: Path


def examine_region(name_or_path: str | Path) -> ExaminedRegion:
    """Read a region and tell what is wrong with it, without raising for that.

    Raises InputError only when there is no such folder or workbook.
    """
    path = locate_region(name_or_path)
    checked = check_tables(path, geodata_dir() / CATALOGUE)
    region = build_region(checked, path) if checked.check.ok else None
    return ExaminedRegion(checked.check, region, checked, path)


def read_region(name_or_path: str | Path) -> Region:
    """A region by its shipped name, or from a folder of CSV files or an Excel workbook.

    Raises InputError with every problem found.
    """
    found = examine_region(name_or_path)
    if found.region is None:
        raise InputError(found.check.findings)
    return found.region


def check_region(name_or_path: str | Path) -> RegionCheck:
    """Every problem of a region, and what its user should know, without raising for them.

    Raises InputError only when there is no such folder or workbook.
    """
    return check_tables(locate_region(name_or_path), geodata_dir() / CATALOGUE).check
