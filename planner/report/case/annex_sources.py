"""Annex: data and sources, every assumption counted, and what the figures were made from."""

from __future__ import annotations

from collections.abc import Iterator

from planner.report.case.build import plain_table
from planner.report.case.material import Material
from planner.report.case.tree import Block, Heading, PageBreak, Paragraph, Points, Table
from planner.report.folder import fingerprint, versions
from planner.report.words import column_name, tell, term
from planner.texts import Texts

TEXTS = Texts(
    "case.annex_sources",
    {
        "heading": "Data and sources",
        "intro": "The data are the set “{title}”. Sources and licences:",
        "no_sources": "The data set states no sources.",
        "assumptions": "What is assumed in the data set, as “{name}” uses it",
        "table": "Table",
        "field": "Field",
        "rows": "Rows assumed",
        "silent": "not stated",
        "listed": (
            "Each row stands by itself on the sheet Assumptions of comparison.xlsx, and in "
            "assumptions.csv of each alternative's folder. Field names are the data set's own."
        ),
        "made": "What the figures were made from",
        "made_text": (
            "Made by lms-planner {version}. The fingerprint (SHA-256) of data, scenario and programs "
            "is the same where figures were made from the same."
        ),
        "alternative": "Alternative",
        "scenario": "Scenario",
        "print": "Fingerprint",
        "boundaries": "On the boundaries: {note}",
    },
)

PRINT_CHARACTERS = 16


def sources(m: Material) -> Iterator[Block]:
    """Sources, assumptions by table and field, and fingerprints."""
    yield PageBreak()
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    lines = m.region.source_lines
    if lines:
        yield Paragraph(tell(TEXTS, m.lang, "intro", title=m.region.title))
        yield Points(tuple(f"{line.rstrip('.')}." for line in lines))
    else:
        yield Paragraph(tell(TEXTS, m.lang, "no_sources"))
    if m.region.boundaries_note:
        yield Paragraph(tell(TEXTS, m.lang, "boundaries", note=m.region.boundaries_note))
    table = _assumptions(m)
    if table is not None:
        yield table
        yield Paragraph(tell(TEXTS, m.lang, "listed"), kind="note")
    yield Heading(2, tell(TEXTS, m.lang, "made"))
    version = versions()["lms-planner"]
    yield Paragraph(tell(TEXTS, m.lang, "made_text", version=version))
    rows = [
        [a.name, m.ids[a.name], str(fingerprint(a)["hash"])[:PRINT_CHARACTERS]] for a in m.alternatives
    ]
    header = [tell(TEXTS, m.lang, key) for key in ("alternative", "scenario", "print")]
    yield plain_table(
        tell(TEXTS, m.lang, "made"), header, rows, words=(0, 1, 2), widths=(0.45, 0.27, 0.28)
    )


def _assumptions(m: Material) -> Table | None:
    counts: dict[tuple[str, str], int] = {}
    for row in m.region.assumptions():
        key = (row.table, row.field)
        counts[key] = counts.get(key, 0) + 1
    stated = {table for table, _ in counts}
    silent = sorted(m.region.assumptions_not_stated - stated)
    if not counts and not silent:
        return None
    rows = [
        [
            term(m.lang, "table_venues" if table == "venues" else table),
            column_name(m.lang, table, field),
            m.number(count),
        ]
        for (table, field), count in sorted(counts.items())
    ]
    rows += [
        [
            term(m.lang, "table_venues" if table == "venues" else table),
            "",
            tell(TEXTS, m.lang, "silent"),
        ]
        for table in silent
    ]
    header = [tell(TEXTS, m.lang, key) for key in ("table", "field", "rows")]
    caption = tell(TEXTS, m.lang, "assumptions", name=m.proposed.name)
    return plain_table(caption, header, rows, words=(0, 1), small=True)
