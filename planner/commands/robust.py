"""`robust`: the plan that is least regretted over a set of futures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from planner.commands.console import Console

if TYPE_CHECKING:
    from planner.report.words import Lang


def robust_command(
    console: Console,
    scenario: str,
    over: Path,
    value: str = "travel_hours_total",
    rooms: Literal["at-hand", "in-use"] = "at-hand",
    form: Literal["text", "json"] = "text",
    overrides: Iterable[str] = (),
    lang: Lang = "nb",
) -> int:
    """The candidates with their regrets, to standard output."""
    from planner.pipeline import read_task
    from planner.whatif import read_study, robust, robust_json, robust_text, settings_of

    study, settings = read_study(over), settings_of(overrides)
    region = read_task(scenario).region
    with console.progress() as progress:
        found = robust(
            scenario,
            study,
            value=value,
            hold="in_use" if rooms == "in-use" else "at_hand",
            overrides=settings,
            progress=progress,
        )
    text = robust_json(found) if form == "json" else robust_text(found, region, lang)
    console.result(text.rstrip("\n"))
    return 0
