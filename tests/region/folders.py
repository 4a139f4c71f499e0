"""Copies of a shipped region to break, and words for what is expected of a finding."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from planner.data import geodata_dir
from planner.errors import Finding
from planner.region import check_region

SHIPPED = ("midt-troms-2011", "midt-troms-2024")

SMALL: dict[str, list[dict[str, Any]]] = {
    "municipalities": [
        {"code": "0301", "name": "Vika", "persons": 3000, "seat_place_id": "vika"},
        {"code": "0302", "name": "Nes", "persons": 1500, "seat_place_id": "nes", "assumed": "persons"},
    ],
    "adjacency": [{"code_a": "0301", "code_b": "0302", "kind": "land"}],
    "places": [
        {
            "id": "vika",
            "name": "Vika",
            "municipality_code": "0301",
            "lon": 17.5,
            "lat": 69.25,
            "persons": 3000,
        },
        {
            "id": "nes",
            "name": "Nes",
            "municipality_code": "0302",
            "lon": 17.75,
            "lat": 69.25,
            "persons": 1500,
        },
    ],
    "links": [{"from_id": "vika", "to_id": "nes", "km": 12.5, "minutes": 14}],
    "venues": [
        {
            "id": "v1",
            "name": "Samfunnshuset",
            "place_id": "vika",
            "kind": "dms",
            "seats": 30,
            "meetings_per_year": 80,
        }
    ],
    "units": [
        {
            "id": "u1",
            "name": "Felles enhet",
            "seat_place_id": "vika",
            "kind": "intermunicipal",
            "member_codes": "0301;0302",
            "coordinator_fte": 0.5,
        }
    ],
}
"""A region of two municipalities."""


def copy_of(name: str, folder: Path) -> Path:
    """A copy of a shipped region's folder."""
    target = folder / name
    shutil.copytree(geodata_dir() / name, target)
    return target


def small_region(folder: Path) -> Path:
    """The region SMALL as a folder of CSV files, with an outline around each municipality."""
    for table, records in SMALL.items():
        header = list(dict.fromkeys(name for record in records for name in record))
        rows = [[str(record.get(name, "")) for name in header] for record in records]
        write_rows(folder / f"{table}.csv", [header, *rows])
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[west, 69], [west + 0.25, 69], [west + 0.25, 69.5], [west, 69.5], [west, 69]]
                ],
            },
        }
        for code, west in (("0301", 17.375), ("0302", 17.625))
    ]
    outlines = {"type": "FeatureCollection", "features": features}
    (folder / "boundaries.geojson").write_text(json.dumps(outlines), encoding="utf-8")
    return folder


def read_rows(file: Path) -> list[list[str]]:
    """The rows of a CSV file, the header first."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def write_rows(file: Path, rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, lineterminator="\n").writerows(rows)


def set_cell(region: Path, table: str, key: str, column: str, value: str) -> int:
    """Change a cell of the row whose first cell is `key`; the row as a spreadsheet numbers it."""
    file = region / f"{table}.csv"
    rows = read_rows(file)
    place = rows[0].index(column)
    number = next(i for i, row in enumerate(rows, start=1) if row[0] == key)
    rows[number - 1][place] = value
    write_rows(file, rows)
    return number


def add_row(region: Path, table: str, **values: str) -> int:
    """Add a row; the number it gets."""
    file = region / f"{table}.csv"
    rows = read_rows(file)
    assert set(values) <= set(rows[0])
    rows.append([values.get(name, "") for name in rows[0]])
    write_rows(file, rows)
    return len(rows)


def drop_column(region: Path, table: str, column: str) -> None:
    file = region / f"{table}.csv"
    rows = read_rows(file)
    place = rows[0].index(column)
    write_rows(file, [row[:place] + row[place + 1 :] for row in rows])


def drop_rows(region: Path, table: str, *keys: str) -> None:
    """Delete the rows whose first cell is one of `keys`."""
    file = region / f"{table}.csv"
    rows = read_rows(file)
    write_rows(file, [row for row in rows if row[0] not in keys])


def findings_of(region: Path) -> tuple[Finding, ...]:
    return check_region(region).findings


def only(findings: Sequence[Finding]) -> Finding:
    """The one finding there is."""
    assert len(findings) == 1, "\n".join(map(str, findings))
    return findings[0]


def at(findings: Iterable[Finding], file: str, row: int | None, column: str | None) -> Finding:
    """The finding at a place; it must be the only one there."""
    listed = list(findings)
    here = [f for f in listed if (f.file, f.line, f.field) == (file, row, column)]
    assert len(here) == 1, "\n".join(map(str, listed)) or "no findings"
    return here[0]
