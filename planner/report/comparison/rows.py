"""The rows of the comparison table: what stands in them, in words and numbers of a language.

Text tables and workbooks are made of the same rows, so that they cannot say different things.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.evaluate import INDICATORS, docs_at
from planner.pipeline import Alternative
from planner.report.comparison.comparison import SMALL, WORST, Cell, Comparison
from planner.report.comparison.forms import form_of, guideline_cell, persons_cell, units_assumed
from planner.report.comparison.verdicts import worst_stage
from planner.report.words import Lang, number, percent, percent_at_most, say, specialist_name

TEXT_ROWS: dict[str, Callable[[Alternative, Lang], str]] = {
    "unit_persons": persons_cell,
    "guideline": guideline_cell,
    "form": form_of,
}
"""Rows in words, which are not marked."""
ON_UNITS = ("unit_persons", "guideline")
"""Of these, those that tell of the number of inhabitants, and may rest on assumptions."""

LAYOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "organisation",
        (
            "coverage_share",
            "unit_persons",
            "guideline",
            "persons_outside",
            "form",
            "agreements_existing",
            "agreements_new",
            "posts_fte",
            "coordinator_posts_needed",
            "units_over_posts",
            "participants_per_post",
            SMALL,
        ),
    ),
    (
        "offer",
        (
            "programmes_viable",
            "viable_share",
            "programmes_held",
            "courses",
            "venues_in_use",
            "participants_served",
            "participants_specialist",
            "participants_unmet",
            "fill_probability_mean",
            "wait_years_mean",
            "professional_hours",
            "user_representative_meetings",
        ),
    ),
    (
        "travel",
        (
            "travel_hours_total",
            "travel_hours_participants",
            "travel_hours_specialist",
            "travel_hours_staff",
            "travel_hours_outside",
            "travel_hours_per_participant",
            "minutes_mean",
            "minutes_mean_local",
            "minutes_mean_specialist",
            "minutes_p90",
            "minutes_max",
            WORST,
            "share_within_30",
            "share_within_45",
            "share_within_60",
        ),
    ),
    (
        "cost",
        (
            "cost_nok",
            "cost_nok_municipalities",
            "cost_nok_hospital_trust",
            "cost_nok_grants",
            "cost_nok_users",
            "cost_nok_per_person",
        ),
    ),
    ("proof", ("status",)),
)
"""Section → its rows, in the order in which a council reads them: coverage first."""


def layout() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """`LAYOUT`, with what is registered for a section beyond it at the section's end."""
    laid = {name for _, names in LAYOUT for name in names}
    more = [doc for doc in docs_at("plan") if doc.section and doc.name not in laid]
    return tuple(
        (section, (*names, *(doc.name for doc in more if doc.section == section)))
        for section, names in LAYOUT
    )


def is_detail(name: str) -> bool:
    """Whether a row is for the workbook and one alternative by itself; a terminal has little room."""
    doc = INDICATORS.get(name)
    return name in DETAILS_IN_WORDS if doc is None else doc.detail


def row_label(name: str, lang: Lang, specialist: str) -> str:
    """What a row is called; `specialist` is the hospital's name."""
    doc = INDICATORS.get(name)
    if doc is None:
        return say(lang, f"row.{name}")
    return doc.short_in(lang, specialist)


DETAILS_IN_WORDS = frozenset({"form"})
"""Rows in words for the workbook and for one alternative by itself, as `detail` says of indicators."""

WHERE_ANY = frozenset({"participants_lost", "specialist_places", "specialist_backlog_years"})
"""Rows that stand only where an alternative has such a figure: places, people who do not come."""

ALWAYS = frozenset(
    {"coverage_share", "unit_persons", "guideline", "travel_hours_total", "minutes_mean", "status"}
)
"""Rows that stand in the table even where all alternatives have the same value."""


@dataclass(frozen=True, slots=True)
class TextCell:
    """What stands in a cell. `value` is the figure behind it, None for words and absent figures.

    `told` is False where there is nothing to tell.
    """

    text: str
    value: float | None
    best: bool
    assumed: bool
    told: bool


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of the table, one cell per alternative."""

    name: str
    label: str
    cells: tuple[TextCell, ...]

    @property
    def all_assumed(self) -> bool:
        """Whether every figure in the row rests on assumptions: then the label has the asterisk."""
        told = [cell.assumed for cell in self.cells if cell.told]
        return bool(told) and all(told)

    @property
    def alike(self) -> bool:
        """Whether all alternatives read the same."""
        return len({cell.text for cell in self.cells}) == 1


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    title: str
    rows: tuple[TextRow, ...]


def sections(comparison: Comparison, lang: Lang, *, details: bool = True) -> tuple[Section, ...]:
    """The rows of the table, in their sections; with `details` all of them."""
    return tuple(
        Section(
            say(lang, f"section.{title}"),
            tuple(
                _row(comparison, n, lang)
                for n in names
                if (details or not is_detail(n)) and (n not in WHERE_ANY or _any(comparison, n))
            ),
        )
        for title, names in layout()
    )


def _any(comparison: Comparison, name: str) -> bool:
    cells = comparison.rows.get(name, ())
    return any(cell.value is not None and (cell.value or name != "participants_lost") for cell in cells)


def figure(name: str, value: float | None, lang: Lang) -> str:
    """A figure as it stands in the table."""
    if value is None:
        return say(lang, "table.absent")
    doc = INDICATORS.get(name)
    if doc is None:
        return number(lang, value)
    if is_share(name):
        return percent(lang, value, max(0, doc.decimals - 2))
    return number(lang, value, doc.decimals)


def is_share(name: str) -> bool:
    """Whether an indicator is a share (0..1), to be shown in per cent."""
    doc = INDICATORS.get(name)
    return doc is not None and doc.unit.startswith("share")


def status_cell(alternative: Alternative, lang: Lang) -> str:
    """How well a plan is proven, in a word or two."""
    stage = worst_stage(alternative)
    gap = stage.gap if stage else 0.0
    if stage is not None and stage.status.falls_short and not stage.has_bound:
        return say(lang, f"status.{stage.status}_unknown")
    return say(lang, f"status.{alternative.plan.status}", gap=percent_at_most(lang, gap))


def _row(comparison: Comparison, name: str, lang: Lang) -> TextRow:
    label = row_label(name, lang, specialist_name(comparison.region, lang))
    if name in comparison.rows:
        return TextRow(
            name, label, tuple(_figure_cell(name, cell, lang) for cell in comparison.rows[name])
        )
    words = TEXT_ROWS.get(name, status_cell)
    on_units = name in ON_UNITS
    cells = tuple(
        TextCell(
            text=words(a, lang),
            value=None,
            best=False,
            assumed=on_units and units_assumed(a),
            told=bool(a.plan.units) or not on_units,
        )
        for a in comparison.alternatives
    )
    return TextRow(name, label, cells)


def _figure_cell(name: str, cell: Cell, lang: Lang) -> TextCell:
    text = figure(name, cell.value, lang)
    told = cell.value is not None
    return TextCell(text, cell.value, cell.best, cell.assumed and told, told)
