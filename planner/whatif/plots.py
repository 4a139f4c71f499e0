"""A picture of a study, from its folder to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from planner.errors import Finding, InputError
from planner.messages import message
from planner.report.charts import Page, check_suffix, write_picture
from planner.report.words import Lang
from planner.whatif.columns import DEFAULT, inputs_of, is_number, varying
from planner.whatif.plot_curve import curve, guessed
from planner.whatif.plot_first import first_chart
from planner.whatif.plot_heat import heat_map
from planner.whatif.plot_map import Chosen, chosen_map
from planner.whatif.plot_tornado import tornado
from planner.whatif.points import VARIED
from planner.whatif.rankings import FIRST, LEAD, SCORE
from planner.whatif.store import read_store
from planner.whatif.table import read_table

Kind = Literal["curve", "heatmap", "tornado", "map", "first"]


def write_plot(
    folder: Path,
    out: Path,
    *,
    kind: Kind | None = None,
    x: str | None = None,
    y: str | None = None,
    value: str | None = None,
    by: str | None = None,
    scenario: str | None = None,
    minus: str | None = None,
    chosen: Chosen = "venues",
    title: str = "",
    lang: Lang = "nb",
    page: Page | None = None,
) -> Kind:
    """Draw a study to a .png, .svg or .pdf; what is left out is what the study suggests.

    Raises:
        InputError: no study, no such column, or a file that cannot be written.
    """
    from planner.region import read_region

    check_suffix(out)
    page = page or Page()
    table = read_table(folder)
    with read_store(folder) as store:
        title, region_name = title or store.about("title"), store.about("region")
    if kind is None and value is None and x is None and y is None and _only_verdicts(table):
        kind, value = "heatmap", "guideline"
    if kind is None:
        kind = _suited(table, x, y, value)
    value = value or _telling(table, kind)

    def make() -> Any:
        if kind == "tornado":
            return tornado(
                table, value, scenario=scenario, minus=minus, lang=lang, title=title, page=page
            )
        rows = table if scenario is None else table[table["scenario"] == scenario]
        if not len(rows):
            raise InputError([Finding("--scenario", message("is not in the study"), found=scenario)])
        if kind == "first":
            return first_chart(rows, by=by, lang=lang, title=title, page=page)
        if kind == "map":
            beside = folder / region_name  # one's own stands where it stood from the study
            region = read_region(beside if beside.exists() else region_name)
            return chosen_map(rows, region, chosen=chosen, lang=lang, title=title, page=page)
        if kind == "heatmap":
            first, second = _two(rows, x, y)
            return heat_map(rows, first, second, value, lang=lang, title=title, page=page)
        along, lines = guessed(rows) if x is None else (x, _lines(rows, x))
        return curve(rows, along, value, by=by or lines, lang=lang, title=title, page=page)

    write_picture(out, make, dpi=page.dpi)
    return kind


def _lines(table: Any, x: str) -> str | None:
    """What to tell the lines of a curve apart by: never one line through several alternatives."""
    return "scenario" if x != "scenario" and table["scenario"].nunique() > 1 else None


def _suited(table: Any, x: str | None, y: str | None, value: str | None) -> Kind:
    """What to draw where nobody says: of many rankings, who leads how many of them."""
    if VARIED in table:
        return "tornado"
    if y is not None:
        return "heatmap"
    varied = [name for name in varying(table) if name != "scenario"]
    return "first" if FIRST in table and not (x or value) and len(varied) != 1 else "curve"


def _only_verdicts(table: Any) -> bool:
    """Whether nothing but the verdict on the guideline moves, as where the guideline itself varies."""
    if VARIED in table or FIRST in table or DEFAULT not in table or "guideline" not in table:
        return False
    varied = [name for name in varying(table) if name != "scenario"]
    flat = table.groupby("scenario")[DEFAULT].nunique().max() <= 1
    return len(varied) in (1, 2) and bool(flat) and table["guideline"].nunique() > 1


def _telling(table: Any, kind: Kind) -> str:
    """The figure that a picture is of where nobody says."""
    if FIRST not in table:
        return DEFAULT
    return {"tornado": LEAD, "heatmap": FIRST}.get(kind, SCORE)


def _two(table: Any, x: str | None, y: str | None) -> tuple[str, str]:
    """The two parameters of a heat map."""
    names = varying(table)
    numbers = [name for name in names if name in inputs_of(table) and is_number(table[name])]
    first = x or next((name for name in numbers if name != y), None)
    # one thing varied of one alternative: a row of cells
    second = y or next((name for name in names if name != first), "scenario")
    if first is None:
        raise InputError(
            [Finding("the study", message("varies no number: there is no heat map of it"))]
        )
    return first, second
