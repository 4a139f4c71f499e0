"""`map`: run folders as an interactive map or a picture: one map, several, a difference."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.console import Console
from planner.commands.outlines import backdrop_of, check_boundaries
from planner.commands.reading import read_runs
from planner.messages import message

if TYPE_CHECKING:
    from planner.pipeline import Alternative
    from planner.report.charts import Page
    from planner.report.maps import Backdrop
    from planner.report.words import Lang


def map_command(
    console: Console,
    runs: Sequence[Path],
    out: Path,
    title: str | None = None,
    difference: bool = False,
    width_cm: float | None = None,
    height_cm: float | None = None,
    dpi: int | None = None,
    boundaries: Path | None = None,
    boundaries_column: str | None = None,
    lang: Lang = "nb",
) -> int:
    """Write the map; nothing is solved."""
    from planner.report import by_suffix, endings
    from planner.report.formats import formats

    form = by_suffix("map", out)
    if form is None:
        raise click.UsageError(
            message("--out {out}: end its name with {value}.", out=out, value=endings("map"))
        )
    interactive = form.name == "html"
    if interactive and (difference or width_cm or height_cm or dpi):
        pictures = ", ".join(f.suffix for f in formats("map") if f.name != "html")
        raise click.UsageError(
            message(
                (
                    "--out {out}: --difference, --width-cm, --height-cm and --dpi "
                    "are for pictures ({pictures}), not for the interactive map."
                ),
                out=out,
                pictures=pictures,
            )
        )
    check_boundaries(boundaries, boundaries_column)
    page = page_of(width_cm, height_cm, dpi)
    with console.progress() as progress:
        progress(message("reading the runs"), None)
        found = read_runs(runs)
        alternatives = found.alternatives
        if difference and len(alternatives) != 2:
            raise click.UsageError(
                message(
                    (
                        "--difference takes two runs, from the first to the second; here "
                        "are {value}: {value2}."
                    ),
                    value=len(alternatives),
                    value2=", ".join(a.name for a in alternatives[:6]),
                )
            )
        backdrop = backdrop_of(console, alternatives[0].region, boundaries, boundaries_column)
        progress(message("drawing the map"), None)
        if interactive:
            from planner.report.web import write_web_map

            write_web_map(alternatives, out, lang=lang, title=title, backdrop=backdrop)
        else:
            _draw(alternatives, out, title, page, backdrop, lang, difference=difference)
    for note in found.notes:
        console.say(note)
    console.result(str(out))
    return 0


def page_of(width_cm: float | None, height_cm: float | None, dpi: int | None) -> Page | None:
    """The page that was asked for; None where nothing was said of it.

    A side that is left out follows from the other in the proportions of A4, across or upright.

    Raises:
        InputError: out of reach.
    """
    if width_cm is None and height_cm is None and dpi is None:
        return None
    from planner.report.charts import Page

    a4 = Page()
    ratio = a4.width_cm / a4.height_cm
    if width_cm is None:
        width_cm = a4.width_cm if height_cm is None else height_cm * ratio
    if height_cm is None:
        height_cm = width_cm / ratio
    return Page(round(width_cm, 3), round(height_cm, 3), dpi or a4.dpi)


def _draw(
    alternatives: tuple[Alternative, ...],
    out: Path,
    title: str | None,
    page: Page | None,
    backdrop: Backdrop,
    lang: Lang,
    *,
    difference: bool,
) -> None:
    if difference:
        from planner.report.maps import draw_difference

        first, second = alternatives
        draw_difference(first, second, out, lang=lang, title=title, page=page, backdrop=backdrop)
    elif len(alternatives) == 1:
        from planner.report.maps import draw_map

        only = alternatives[0]
        draw_map(
            only.region,
            only.travel,
            only.scenario,
            only.plan,
            out,
            lang=lang,
            title=title,
            page=page,
            backdrop=backdrop,
        )
    else:
        from planner.report.maps import draw_multiples

        draw_multiples(alternatives, out, lang=lang, title=title, page=page, backdrop=backdrop)
