"""A small region and the shapes of files that are taken into it."""

from __future__ import annotations

from pathlib import Path

from planner.region import read_region
from planner.region.country import NewRegion, new_region, read_country
from planner.region.importers import IMPORTERS, Added, Choices, add_files
from planner.region.types import Region

CODES = ("4010", "4016")
"""Siljan and Drangedal."""
HOSPITAL = "4003"
"""Skien."""


def small_region(folder: Path) -> Path:
    """A region folder of two municipalities with a hospital outside."""
    new_region(read_country(), NewRegion(CODES, (HOSPITAL,)), folder)
    return folder


def add(region: Path, file: Path, **choices: object) -> tuple[Added, Region]:
    """Take one file in; what was told, and the region as it is then."""
    (added,) = add_files(region, [file], IMPORTERS, Choices(**choices))  # type: ignore[arg-type]
    return added, read_region(region)
