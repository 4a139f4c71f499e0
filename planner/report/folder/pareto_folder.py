"""A Pareto front as files: table, JSON, CSV, picture, and a run folder for every point."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.decide import Front
from planner.files import (
    MARKER,
    WRITTEN_BY,
    csv_text,
    listing,
    replaced_folder,
    stable_json,
    write_text,
)
from planner.messages import message
from planner.pipeline import Alternative
from planner.progress import Report, silent
from planner.region import Region
from planner.report.charts import Axis, ParetoPoint, draw_pareto
from planner.report.folder.provenance import made_with, versions
from planner.report.folder.run_folder import FORMAT_VERSION, map_drawer, write_run
from planner.report.json import pareto_json, pareto_point
from planner.report.terminal import open_text, pareto_text, point_id, title_of
from planner.report.words import Lang, axis, label
from planner.texts import name_in


def pareto_csv(front: Front) -> str:
    """One row for each point."""
    head = ["point", *front.objectives, "proven", "knee", "courses", "venues", "set"]
    rows = []
    for n, point in enumerate(front.points):
        data = pareto_point(front, n, point)
        values = [data["values"][f] for f in front.objectives]
        rest = [data["proven"], data["knee"], data["courses"], data["venues"], " ".join(data["set"])]
        rows.append([data["point"], *values, *rest])
    return csv_text(head, rows)


def draw_front(front: Front, path: Path, lang: Lang = "nb") -> None:
    """The picture of the first two objectives, as PNG, SVG or PDF by the suffix of `path`.

    Raises:
        InputError: another suffix, or the file cannot be written.
    """
    first, second = front.objectives[:2]
    points = [
        ParetoPoint(point_id(n), p.values[first], p.values[second], knee=n == front.knee)
        for n, p in enumerate(front.points)
    ]
    notes = [open_text(front, part, lang) for part in front.open[:3]]
    if len(front.objectives) > 2:
        named = [axis(lang, f)[0] for f in front.objectives]
        notes.append(label(lang, "third", first=named[0], second=named[1], third=named[2]))
    title = name_in(lang, front.title, front.title_en)
    axes = [
        Axis(name[:1].upper() + name[1:], unit, decimals)
        for name, unit, decimals in (axis(lang, f) for f in (first, second))
    ]
    draw_pareto(
        points, axes[0], axes[1], path, lang=lang, title=title_of(front, lang, title), notes=notes
    )


def write_front(
    front: Front,
    region: Region,
    runs: Sequence[Alternative],
    out_dir: Path,
    *,
    lang: Lang = "nb",
    progress: Report = silent,
) -> None:
    """Write the folder of a front, whole or not at all; `runs` are its points in their order.

    Raises:
        InputError: the folder is not one of ours, or cannot be written; it is unchanged then.
    """
    draw = map_drawer()
    with replaced_folder(Path(out_dir)) as folder:
        write_text(folder / "front.txt", pareto_text(front, region, lang))
        write_text(folder / "front.json", pareto_json(front))
        write_text(folder / "front.csv", pareto_csv(front))
        for suffix in ("png", "svg"):
            draw_front(front, folder / f"front.{suffix}", lang)
        for n, run in enumerate(runs):
            progress(message("writing {value}", value=point_id(n)), n / len(runs))
            write_run(run, folder / point_id(n), lang=lang, draw=draw)
        marker = {
            "written_by": WRITTEN_BY,
            "kind": "pareto",
            "format_version": FORMAT_VERSION,
            "scenario": front.scenario,
            "region": region.id,
            "objectives": list(front.objectives),
            "versions": versions(),
            "made_with": made_with(),
            "files": listing(folder),
        }
        write_text(folder / MARKER, stable_json(marker))
