"""`charts`: the charts of a comparison as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from planner.commands.console import Console
from planner.commands.folders import check_out
from planner.commands.mapping import page_of
from planner.commands.reading import read_runs
from planner.messages import message

if TYPE_CHECKING:
    from planner.report.words import Lang


def charts_command(
    console: Console,
    runs: Sequence[Path],
    out: Path,
    form: str = "png",
    width_cm: float | None = None,
    height_cm: float | None = None,
    dpi: int | None = None,
    lang: Lang = "nb",
) -> int:
    """Write the charts; nothing is solved."""
    page = page_of(width_cm, height_cm, dpi)
    check_out(out)
    with console.progress() as progress:
        progress(message("reading the runs"), None)
        found = read_runs(runs)
        from planner.report.charts import write_charts

        write_charts(found.alternatives, out, form=form, lang=lang, page=page, progress=progress)
    for note in found.notes:
        console.say(note)
    console.result("\n".join(str(path) for path in sorted(out.glob(f"*.{form}"))))
    return 0
