"""The table of the choice: a column for each alternative that differs, figures as they are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.pipeline import Alternative
from planner.report.case.grouping import Group, ranked, ranking
from planner.report.case.material import Material
from planner.report.case.offers import short
from planner.report.case.tree import Cell, Table
from planner.report.comparison import row_label
from planner.report.words import ABSENT, joined, known, say, tell
from planner.texts import Texts

TEXTS = Texts(
    "case.choice_table",
    {
        "coordinates": "Coordinates",
        "each": "each municipality",
        "places": "Courses are held in",
        "rank": "Place in the model's order",
        "rank_of": "{rank} of {ranked}",
        "local": "Minutes one way to local courses, mean",
        "hospital": "Minutes one way to {specialist}, mean",
        "municipalities": "NOK a year, the municipalities",
    },
)
FIGURES = (
    "coverage_share",
    "participants_served",
    "participants_specialist",
    "minutes_mean_local",
    "minutes_mean_specialist",
    "travel_hours_total",
    "cost_nok_municipalities",
    "cost_nok",
    "posts_fte",
)
LABELS = {
    "minutes_mean_local": "local",
    "minutes_mean_specialist": "hospital",
    "cost_nok_municipalities": "municipalities",
}
LABEL_WIDTH = 0.26


def choice_table(m: Material, shown: Sequence[Group], caption: str) -> Table:
    """Who coordinates, where, for how many, how far, and what it costs."""
    alternatives = [group.shown for group in shown]
    header = (
        Cell("", head=True),
        *(Cell(short(a.name, m), head=True, align="center") for a in alternatives),
    )
    words: tuple[tuple[str, Callable[[Material, Alternative], str]], ...] = (
        ("coordinates", _coordinates),
        ("places", _places),
    )
    rows: list[tuple[Cell, ...]] = [header]
    for key, of in words:
        rows.append(_row(tell(TEXTS, m.lang, key), [of(m, a) for a in alternatives]))
    for name in FIGURES:
        texts = [known(m.lang, name, getattr(a.indicators, name)) for a in alternatives]
        rows.append(_row(_label(m, name), texts))
    if ranking(m).rows:
        rows.append(_row(tell(TEXTS, m.lang, "rank"), [_rank(m, a) for a in alternatives]))
    rest = (1 - LABEL_WIDTH) / len(alternatives)
    return Table(caption, tuple(rows), (LABEL_WIDTH, *((rest,) * len(alternatives))), small=True)


def _row(label: str, texts: Sequence[str]) -> tuple[Cell, ...]:
    return (Cell(label), *(Cell(text, align="center") for text in texts))


def _label(m: Material, name: str) -> str:
    if name in LABELS:
        return tell(TEXTS, m.lang, LABELS[name], specialist=m.specialist)
    return row_label(name, m.lang, m.specialist)


def _coordinates(m: Material, a: Alternative) -> str:
    units = a.indicators.units
    if not units:
        return say(m.lang, "form.none")
    if len(units) > 2:
        return tell(TEXTS, m.lang, "each")
    return joined(m.lang, [a.unit_name(unit.unit_id) for unit in units])


def _places(m: Material, a: Alternative) -> str:
    found = {a.region.place_name(a.region.venues[v].place_id) for v in a.indicators.venues_used}
    return joined(m.lang, sorted(found)) or ABSENT


def _rank(m: Material, a: Alternative) -> str:
    row = ranked(m, a.name)
    if row is None:
        return ABSENT
    return tell(TEXTS, m.lang, "rank_of", rank=row.rank, ranked=len(ranking(m).rows))
