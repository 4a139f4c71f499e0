"""The horizon as files: text, JSON, a table, and a chart for every scenario."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.files import (
    MARKER,
    WRITTEN_BY,
    csv_text,
    listing,
    replaced_folder,
    stable_json,
    write_text,
)
from planner.report.charts import draw_horizon
from planner.report.folder.provenance import made_with, versions
from planner.report.folder.run_folder import FORMAT_VERSION
from planner.report.json import horizon_json, horizon_rows
from planner.report.terminal import horizon_text
from planner.report.words import Lang

if TYPE_CHECKING:
    from planner.horizon import Horizon


def horizon_csv(found: Horizon) -> str:
    """A row for each scenario, projection and year, kept and anew side by side."""
    rows = []
    head: list[str] = []
    for row in horizon_rows(found):
        flat = {key: row[key] for key in ("scenario", "projection", "year")}
        flat["persons"] = " ".join(f"{unit}={n}" for unit, n in row["persons"].items())
        flat["threshold"] = " ".join(f"{unit}={text}" for unit, text in row["threshold"].items())
        for side in ("kept", "anew"):
            for key, value in row[side].items():
                flat[f"{side}_{key}"] = " ".join(value) if isinstance(value, tuple) else value
        head = list(flat)
        rows.append(list(flat.values()))
    return csv_text(head, rows)


def write_horizon(found: Horizon, out_dir: Path, *, lang: Lang = "nb") -> None:
    """Write the folder, whole or not at all.

    Raises:
        InputError: the folder is not one of ours, or cannot be written; it is unchanged then.
    """
    with replaced_folder(Path(out_dir)) as folder:
        write_text(folder / "horizon.txt", horizon_text(found, lang))
        write_text(folder / "horizon.json", horizon_json(found))
        write_text(folder / "horizon.csv", horizon_csv(found))
        for base in found.decided:
            if base.plan.units:
                for suffix in ("png", "svg"):
                    draw_horizon(found, base, folder / f"{base.name}.{suffix}", lang)
        marker = {
            "written_by": WRITTEN_BY,
            "kind": "horizon",
            "format_version": FORMAT_VERSION,
            "region": found.region.id,
            "scenarios": [base.name for base in found.decided],
            "versions": versions(),
            "made_with": made_with(),
            "files": listing(folder),
        }
        write_text(folder / MARKER, stable_json(marker))
