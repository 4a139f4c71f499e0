"""Phasing as files: text, JSON, table, chart, maps side by side, and a run folder for every period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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
from planner.messages import message
from planner.pipeline import Alternative
from planner.progress import Report, silent
from planner.report.charts import draw_phasing
from planner.report.folder.provenance import made_with, versions
from planner.report.folder.run_folder import FORMAT_VERSION, map_drawer, write_run
from planner.report.json import period_rows, phasing_json
from planner.report.maps import draw_multiples
from planner.report.terminal import measure_name, opens_text, phasing_text
from planner.report.words import PHASING_WORDS, Lang, tell

if TYPE_CHECKING:
    from planner.phasing import Period, Phasing


def phasing_csv(found: Phasing, lang: Lang = "nb") -> str:
    """A row for each period of both orders, with what opens by key and in words."""
    rows = []
    head: list[str] = []
    for order, periods in (("best", found.best), ("greedy", found.greedy)):
        for period, row in zip(periods, period_rows(periods), strict=True):
            names = "; ".join(measure_name(found, m, lang) for m in period.opened)
            values = {
                key: " ".join(value) if isinstance(value, tuple) else value
                for key, value in row.items()
            }
            head = ["order", *values, "opens"]
            rows.append([order, *values.values(), names])
    return csv_text(head, rows)


def titled_periods(found: Phasing, lang: Lang) -> Iterator[Alternative]:
    """The plans of the best order, each called after its period and what opens in it."""
    for period in found.best:
        yield _titled(found, period, lang)


def _titled(found: Phasing, period: Period, lang: Lang) -> Alternative:
    def title(language: Lang) -> str:
        key = "period_title" if period.opened else "period_title_none"
        opens = opens_text(found, period.opened, language)
        return tell(PHASING_WORDS, language, key, number=period.number, opens=opens)

    own = "nb" if lang == "en" else lang
    a = period.alternative
    scenario = a.scenario.model_copy(
        update={
            "name": f"{found.scenario}-period-{period.number}",
            "title": title(own),
            "title_en": title("en"),
        }
    )
    return replace(a, loaded=replace(a.loaded, scenario=scenario))


def write_phasing(
    found: Phasing, out_dir: Path, *, lang: Lang = "nb", progress: Report = silent
) -> None:
    """Write the folder, whole or not at all.

    Raises:
        InputError: the folder is not one of ours, or cannot be written; it is unchanged then.
    """
    draw = map_drawer()
    runs = tuple(titled_periods(found, lang))
    with replaced_folder(Path(out_dir)) as folder:
        write_text(folder / "phasing.txt", phasing_text(found, lang))
        write_text(folder / "phasing.json", phasing_json(found))
        write_text(folder / "phasing.csv", phasing_csv(found, lang))
        for suffix in ("png", "svg"):
            draw_phasing(found, folder / f"phasing.{suffix}", lang)
        title = tell(PHASING_WORDS, lang, "title", title=found.end.title(lang))
        draw_multiples(runs, folder / "maps.png", lang=lang, title=title)
        for n, run in enumerate(runs, start=1):
            progress(message("writing {value}", value=f"period-{n}"), n / len(runs))
            write_run(run, folder / f"period-{n}", lang=lang, draw=draw)
        marker = {
            "written_by": WRITTEN_BY,
            "kind": "phasing",
            "format_version": FORMAT_VERSION,
            "scenario": found.scenario,
            "region": found.end.region.id,
            "versions": versions(),
            "made_with": made_with(),
            "files": listing(folder),
        }
        write_text(folder / MARKER, stable_json(marker))
