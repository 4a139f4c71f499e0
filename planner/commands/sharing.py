"""`share`: which sharing of a unit's cost holds, and which would make somebody leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.commands.console import Console
from planner.commands.solving import limits
from planner.pipeline import read_task

if TYPE_CHECKING:
    from planner.report.words import Lang


def share_command(
    console: Console,
    scenario: str,
    unit_id: str | None = None,
    keys: Sequence[str] = (),
    nok_per_hour: float = 0.0,
    fixed_share: float | None = None,
    chart: Path | None = None,
    form: str = "text",
    overrides: Iterable[str] = (),
    time_limit: float | None = None,
    gap: float | None = None,
    workers: int | None = None,
    lang: Lang = "nb",
) -> int:
    """Solve every coalition, and say what each key asks of whom and whether it holds."""
    from planner.decide import FIXED_SHARE
    from planner.region import read_region
    from planner.report.charts import draw_sharing
    from planner.report.json import sharing_json
    from planner.report.terminal import sharing_text
    from planner.sharing import share_costs

    task = read_task(scenario, (*overrides, *limits(time_limit, gap)))
    region = read_region(task.loaded.scenario.region)
    fixed = FIXED_SHARE if fixed_share is None else fixed_share
    with console.progress() as progress:
        found = share_costs(
            task,
            region,
            unit_id=unit_id,
            nok_per_hour=nok_per_hour,
            fixed_share=fixed,
            workers=workers,
            progress=progress,
        )
    if keys:
        found = replace(found, keys=tuple(row for row in found.keys if row.key in keys))
    if form == "json":
        console.result(sharing_json(found, fixed).rstrip("\n"))
    else:
        text = sharing_text(found, lang, fixed_share=fixed, width=console.width, color=console.color)
        console.result(text.rstrip("\n"))
    if chart is not None:
        draw_sharing(found, chart, lang, fixed_share=fixed)
        console.say(str(chart))
    return 0
