"""Results folders: complete or not there, and the same bytes for the same inputs.

A run folder holds one alternative: the resolved scenario, what it was made from, plan, indicators, tidy
tables and a map. A comparison folder holds the comparison in four forms and a run folder for each
alternative. They are the only hand-over to whoever presents or works on with the results.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.evaluate import plan_to_json
from planner.files import MARKER, WRITTEN_BY, listing, replaced_folder, stable_json, write_text
from planner.messages import message
from planner.pipeline import Alternative
from planner.progress import Report, silent
from planner.report.comparison import Comparison, Weighing
from planner.report.excel import comparison_xlsx
from planner.report.folder.provenance import fingerprint, made_with, versions
from planner.report.folder.tidy import comparison_csv, run_tables
from planner.report.json import alternative_json, comparison_json
from planner.report.terminal import WIDTH, comparison_text, weighing_text
from planner.report.words import Lang
from planner.scenario import show_resolved

if TYPE_CHECKING:
    from planner.report.maps import Backdrop

FORMAT_VERSION = 1
WEIGHING_FILE = "weighing.txt"
COMPARISON_FILES = (
    "comparison.txt",
    "comparison.csv",
    "comparison.json",
    "comparison.xlsx",
    WEIGHING_FILE,
)

Draw = Callable[[Alternative, Path, Lang], None]
"""Draws the map of an alternative to a path."""


def write_run(
    alternative: Alternative,
    out_dir: Path,
    *,
    lang: Lang = "nb",
    draw: Draw | None = None,
    progress: Report = silent,
) -> None:
    """Write a run folder. An earlier results folder there is replaced when the new one is complete.

    `draw` draws the map; `planner.report.draw_map` where it is left out.

    Raises:
        InputError: the folder is not one of ours, or cannot be written; it is unchanged then.
    """
    with replaced_folder(Path(out_dir)) as folder:
        made_of = fingerprint(alternative)
        _fill_run(alternative, made_of, folder, lang, draw or map_drawer(), progress)


def write_comparison(
    comparison: Comparison,
    out_dir: Path,
    *,
    lang: Lang = "nb",
    draw: Draw | None = None,
    progress: Report = silent,
    weighing: Weighing | None = None,
) -> None:
    """Write a comparison folder with a run folder for each alternative, all or nothing.

    With a weighing, `weighing.txt` tells it, and `comparison.json` holds it.

    Raises:
        InputError: the folder is not one of ours, a scenario's name cannot name a folder, or something
            cannot be written; what stood there is unchanged then.
    """
    _check_names(comparison)
    draw = draw or map_drawer()
    with replaced_folder(Path(out_dir)) as folder:
        write_text(folder / "comparison.txt", comparison_text(comparison, lang, width=WIDTH))
        write_text(folder / "comparison.csv", comparison_csv(comparison))
        write_text(folder / "comparison.json", comparison_json(comparison, weighing))
        if weighing is not None:
            write_text(folder / WEIGHING_FILE, weighing_text(weighing, lang, width=WIDTH))
        (folder / "comparison.xlsx").write_bytes(comparison_xlsx(comparison, lang))
        hashes = {}
        count = len(comparison.alternatives)
        for n, alternative in enumerate(comparison.alternatives):
            progress(message("writing {name}", name=alternative.name), n / count)
            run = folder / alternative.name
            run.mkdir()
            made_of = fingerprint(alternative)
            _fill_run(alternative, made_of, run, lang, draw, silent)
            hashes[alternative.name] = made_of["hash"]
        _write_marker(
            folder,
            "comparison",
            {
                "region": comparison.region.id,
                "scope_codes": list(comparison.scope_codes),
                "alternatives": hashes,
                "without_plan": [row.scenario for row in comparison.without_plan],
                "versions": versions(),
            },
        )


def map_drawer(backdrop: Backdrop | None = None) -> Draw:
    """Draws maps with what they share (coast, outlines) read once for each region.

    `backdrop` is that of its region, read beforehand.
    """
    from planner.report.maps import draw_map
    from planner.report.maps.page import read_backdrop

    backdrops: dict[str, Any] = {} if backdrop is None else {backdrop.region_id: backdrop}

    def draw(alternative: Alternative, path: Path, lang: Lang) -> None:
        region = alternative.region
        if region.id not in backdrops:
            backdrops[region.id] = read_backdrop(region)
        draw_map(
            region,
            alternative.travel,
            alternative.scenario,
            alternative.plan,
            path,
            lang=lang,
            backdrop=backdrops[region.id],
        )

    return draw


def _fill_run(
    alternative: Alternative,
    made_of: dict[str, Any],
    folder: Path,
    lang: Lang,
    draw: Draw,
    progress: Report,
) -> None:
    write_text(folder / "scenario.yaml", show_resolved(alternative.loaded, folder))
    write_text(folder / "plan.json", _plan_text(alternative))
    write_text(folder / "indicators.json", alternative_json(alternative))
    for table in run_tables(alternative):
        write_text(folder / f"{table.name}.csv", table.csv())
    progress(message("drawing the map"), None)
    draw(alternative, folder / "map.png", lang)
    _write_marker(
        folder,
        "run",
        {
            "scenario": alternative.name,
            "region": alternative.region.id,
            "lang": lang,
            "inputs": made_of,
        },
    )


def _plan_text(alternative: Alternative) -> str:
    """The plan in full precision: read again, it is the same plan."""
    return stable_json(plan_to_json(alternative.plan), decimals=None)


def _write_marker(folder: Path, kind: str, content: dict[str, Any]) -> None:
    """`inputs.json`, written last: what the folder was made from, and which files belong to it."""
    head = {"written_by": WRITTEN_BY, "kind": kind, "format_version": FORMAT_VERSION}
    body = {**content, "made_with": made_with(), "files": listing(folder)}
    write_text(folder / MARKER, stable_json({**head, **body}))


def _check_names(comparison: Comparison) -> None:
    """Scenario names become folders beside the comparison's own files."""
    taken = {name.casefold() for name in (*COMPARISON_FILES, MARKER)}
    findings = []
    for alternative in comparison.alternatives:
        name = alternative.name
        if name.startswith(".") or name.casefold() in taken:
            findings.append(
                Finding(
                    file=alternative.loaded.path.name,
                    field="name",
                    message=message("the results of the scenario cannot have a folder of this name"),
                    found=name,
                    expected=message("a name that does not begin with a full stop and is not taken"),
                    fix=message("Give the scenario another name."),
                )
            )
        taken.add(name.casefold())
    if findings:
        raise InputError(findings)
