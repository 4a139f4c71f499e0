"""`breakeven`: where one parameter turns the answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from planner.commands.console import Console

if TYPE_CHECKING:
    from planner.report.words import Lang
    from planner.whatif import Watch


def break_even_command(
    console: Console,
    scenarios: Sequence[str],
    vary: str,
    between: tuple[float, float],
    watch: Watch | None = None,
    value: str = "travel_hours_total",
    scope: str | None = None,
    scan: int = 11,
    form: Literal["text", "json"] = "text",
    overrides: Iterable[str] = (),
    lang: Lang = "nb",
) -> int:
    """Every change found, to standard output."""
    from planner.pipeline import read_task
    from planner.whatif import break_even, break_even_json, break_even_text

    region = read_task(scenarios[0]).region
    with console.progress() as progress:
        found = break_even(
            scenarios,
            vary,
            *between,
            watch=watch,
            value=value,
            scope=scope,
            scan=scan,
            overrides=overrides,
            progress=progress,
        )
    text = break_even_json(found) if form == "json" else break_even_text(found, region, lang)
    console.result(text.rstrip("\n"))
    return 0
