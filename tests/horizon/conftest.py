"""The region of 2024 with a made projection of its own, and commands in an empty folder."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from planner.data import geodata_dir
from tests.cli.conftest import lms

__all__ = ["lms"]

GROWTH = {"MMMM": -0.01, "LLML": -0.02, "HHMH": 0.002}
"""Made up: a share a year, in every municipality alike. No projection is like this."""
YEARS = (2030, 2040, 2050)


@pytest.fixture(scope="session")
def projected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of midt-troms-2024 with people by year."""
    folder = tmp_path_factory.mktemp("projected") / "midt-troms"
    shutil.copytree(geodata_dir() / "midt-troms-2024", folder)
    with (folder / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "population_by_year.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["municipality_code", "year", "alternative", "age_from", "age_to", "persons"])
        for row in rows:
            persons = int(row["persons"])
            out.writerow([row["code"], 2025, "", "", "", persons])
            for name, rate in GROWTH.items():
                for year in YEARS:
                    count = round(persons * (1 + rate) ** (year - 2025))
                    young = count // 5
                    out.writerow([row["code"], year, name, "", 17, young])
                    out.writerow([row["code"], year, name, 18, "", count - young])
    return folder
