"""`price`: what each policy, limit, venue, base and unit of a scenario costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from planner.commands.console import Console
from planner.commands.exit_codes import EXIT_NO_PLAN
from planner.commands.solving import limits
from planner.errors import InfeasibleError
from planner.pipeline import read_task

if TYPE_CHECKING:
    from planner.decide import Part
    from planner.report.words import Lang


def price_command(
    console: Console,
    scenario: str,
    parts: Sequence[Part] = (),
    form: Literal["table", "json"] = "table",
    overrides: Iterable[str] = (),
    time_limit: float | None = None,
    gap: float | None = None,
    lang: Lang = "nb",
) -> int:
    """Prices to standard output; where the scenario has no plan, why not."""
    from planner.decide import PARTS, price
    from planner.region import read_region
    from planner.report.json import price_json
    from planner.report.terminal import price_text

    task = read_task(scenario, (*overrides, *limits(None, gap)))
    region = read_region(task.loaded.scenario.region)
    try:
        with console.progress() as progress:
            prices = price(
                region, task.loaded, parts=parts or PARTS, seconds=time_limit, progress=progress
            )
    except InfeasibleError as error:
        if console.quiet:
            raise
        from planner.commands.explaining import explain_along

        explain_along(console, task, lang)
        return error.exit_code
    if form == "json":
        console.result(price_json(prices, task.region).rstrip("\n"))
    else:
        text = price_text(prices, task.region, lang, width=console.width, color=console.color)
        console.result(text.rstrip("\n"))
    return 0 if prices.complete else EXIT_NO_PLAN
