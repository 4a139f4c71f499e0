"""The tables of facts and assumptions in `geodata/lms`, as far as the derivation reads them.

They have more columns (source and place of every figure), which are kept and not read.
"""

from __future__ import annotations

from planner.region.cells import Kind
from planner.region.records_catalogue import PROGRAMMES
from planner.region.schema import Column, TableSpec


def _column(name: str, kind: Kind, meaning: str, *, blank: bool = False) -> Column:
    return Column(name, kind, meaning, blank=blank)


def _spec(name: str, meaning: str, key: tuple[str, ...], *columns: Column) -> TableSpec:
    return TableSpec(name, meaning, key, columns)


FACT_TABLES = (
    _spec(
        "activity_helse_nord_2006",
        "Offers, participants and posts of the centres of Helse Nord in 2006.",
        ("lms",),
        _column("lms", "text", "The centre."),
        _column("offers_2006", "integer", "Different offers.", blank=True),
        _column("participants_2006", "integer", "Participants.", blank=True),
        _column("permanent_fte", "number", "Permanent posts.", blank=True),
        _column("project_fte", "number", "Project posts.", blank=True),
        _column("row_kind", "id", "centre, total_printed or total_recomputed."),
    ),
    _spec(
        "programme_mix_2010",
        "Offers by group and health region.",
        ("group_no", "region"),
        _column("group_no", "text", "Group as the source names it."),
        _column("region", "text", "Health region, or all."),
        _column("offers", "integer", "Offers."),
        _column("row_kind", "id", "cell or total."),
    ),
    _spec(
        "offer_profile_2011",
        "Profile of offers in mental health and substance use.",
        ("dimension", "category"),
        _column("dimension", "id", "What is counted by."),
        _column("category", "text", "The class."),
        _column("offers", "integer", "Offers."),
        _column("row_kind", "id", "cell or total_recomputed."),
    ),
    _spec(
        "lms_economy_2009",
        "Posts, population and spending.",
        ("metric", "region"),
        _column("metric", "id", "What the figure is of."),
        _column("region", "text", "Health region, or all."),
        _column("value", "number", "The figure."),
    ),
    _spec(
        "cost_rates",
        "Prices.",
        ("rate_id",),
        _column("rate_id", "id", "Of what."),
        _column("value", "number", "The price."),
        _column("unit", "text", "Its unit."),
        _column("basis", "text", "Where it comes from.", blank=True),
    ),
    _spec(
        "sources",
        "Titles of the sources.",
        ("source_id",),
        _column("source_id", "id", "Id of the source."),
        _column("title", "text", "Its title."),
    ),
    _spec(
        "demand_assumptions",
        "Figures that no source gives and the demand levels rest on.",
        ("id",),
        _column("id", "id", "Of what."),
        _column("value", "number", "The figure."),
        _column("unit", "text", "Its unit."),
        _column("basis", "text", "Why this figure.", blank=True),
    ),
    TableSpec(
        "programme_assumptions",
        "One row per programme: the group of the source it stands for, and what no source gives.",
        ("id",),
        (
            *PROGRAMMES.columns,
            _column("source_group", "text", "Group as programme_mix_2010 names it."),
            _column("sourced", "ids", "Columns of this row that a source does give.", blank=True),
            _column("note", "text", "A remark for the reader.", blank=True),
        ),
    ),
)
