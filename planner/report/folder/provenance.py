"""What a plan was made from, as hashes: the same inputs and versions have the same fingerprint."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from planner.files import plain
from planner.pipeline import Alternative
from planner.region import Region
from planner.travel import Travel

PACKAGES = ("lms-planner", "pulp", "highspy")
"""What decides which plan is found, beside the inputs."""
LIBRARIES = (
    "geopandas",
    "matplotlib",
    "networkx",
    "numpy",
    "openpyxl",
    "pandas",
    "pydantic",
    "pyogrio",
    "pyproj",
    "python-docx",
    "scipy",
    "shapely",
)
"""What decides how a plan is measured, drawn and written."""
NO_INPUT = frozenset({"path", "warnings"})
"""Fields of a region that tell how it was read, not what it holds."""


def versions() -> dict[str, str]:
    """Package → version of what decides the plan; empty where it is not installed as a package."""
    return _installed(PACKAGES)


def made_with() -> dict[str, str]:
    """Python, and every package that leaves its mark on a folder, by name → version.

    With the same inputs and the same of these a folder comes out byte for byte the same.
    """
    return {"python": platform.python_version(), **_installed((*PACKAGES, *LIBRARIES))}


def _installed(names: Iterable[str]) -> dict[str, str]:
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def fingerprint(alternative: Alternative) -> dict[str, Any]:
    """Hashes (SHA-256) of what an alternative rests on, and one of them all together.

    `region` is the content of the region's tables as the scenario sees them, whichever files they were
    read from; `scenario` its resolved values; `travel` that of a ready travel matrix, null where the
    ways were reckoned from the region's roads.
    """
    scenario = alternative.scenario.model_dump(mode="json")
    # What the files hold counts, not where on this machine they stand.
    scenario["region"] = alternative.region.id
    travel = None
    if alternative.travel.source == "matrix":
        scenario["travel"]["matrix"] = "matrix"
        travel = hash_of(_tables(alternative.travel))
    parts: dict[str, Any] = {
        "region": region_hash(alternative.region),
        "scenario": hash_of(scenario),
        "travel": travel,
        "scope_codes": list(alternative.indicators.scope_codes),
        "versions": versions(),
    }
    return {"hash": hash_of(parts), **parts}


def _tables(travel: Travel) -> list[object]:
    back = [travel.back_minutes_table, travel.back_km_table]
    return [travel.minutes_table, travel.km_table, *(back if back != [None, None] else ())]


def hash_of(value: Any) -> str:
    """SHA-256 of a value, field by field, the same on every machine."""
    text = json.dumps(_canonical(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: Any) -> Any:
    """A value as plain data, field by field, that reads the same on every machine."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _canonical(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    return plain(value, decimals=12)


def region_hash(region: Region) -> str:
    """SHA-256 of what a region's tables hold, whichever files they were read from."""
    return hash_of(_region(region))


def _region(region: Region) -> dict[str, Any]:
    content = {f.name: getattr(region, f.name) for f in fields(region) if f.name not in NO_INPUT}
    content["boundaries_path"] = _file_hash(region.boundaries_path)
    outlines = content.pop("outlines")
    if outlines:
        content["outlines"] = {code: shape.wkb_hex for code, shape in outlines.items()}
    return content


def _file_hash(path: Path | None) -> str | None:
    """Hash of geodata with all that belongs to it: a shapefile is several files, a geodatabase many."""
    if path is None or not path.exists():
        return None
    if path.is_dir():
        files = sorted(inner for inner in path.rglob("*") if inner.is_file())
    elif path.suffix.lower() == ".shp":
        parts = {path.with_suffix(suffix) for suffix in (".shp", ".dbf", ".prj", ".cpg")}
        files = sorted(part for part in parts if part.is_file())
    else:
        files = [path]
    content = hashlib.sha256()
    for file in files:
        content.update(file.read_bytes())
    return content.hexdigest()
