"""Section: the comparison, at every demand level, with one cell where alternatives do not differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.decide import CRITERIA, QUALIFICATIONS
from planner.evaluate import INDICATORS
from planner.report.case.build import absent, merged
from planner.report.case.grouping import has_qualifications
from planner.report.case.illustrations import illustration
from planner.report.case.material import Material
from planner.report.case.offers import short
from planner.report.case.tree import Block, Cell, Heading, Paragraph, Points, Table, Turn
from planner.report.comparison import (
    WORST,
    Comparison,
    TextCell,
    TextRow,
    assumption_note,
    judged_remarks,
    sections,
)
from planner.report.words import Lang, joined, known, number, percent, tell
from planner.texts import Texts

TEXTS = Texts(
    "case.key_table",
    {
        "heading": "Comparison at every level of participation",
        "intro": (
            "The table sets the alternatives side by side. Where neighbours in the table have the "
            "same figure, their cells are one: there the figure does not tell them apart. Figures "
            "that rest on how many take part stand for {levels} participation."
        ),
        "one_level": "Only {levels} participation is compared here.",
        "caption": "The alternatives compared",
        "caption_part": "The alternatives compared (part {part} of {parts})",
        "level": "Demand",
        "best": (
            "Green and bold: best in the row. Alternatives that the figures cannot tell apart share "
            "the mark; a figure earned by leaving people out never takes it."
        ),
        "qualifications": "Qualifications, 0–4 (the makers' reading)",
        "first": "Share of all weightings in which it is best",
        "band_judged": "Judgement",
        "remarks": "What tells the alternatives apart",
    },
)

KEY_ROWS = frozenset(
    {
        "coverage_share",
        "unit_persons",
        "guideline",
        "persons_outside",
        "agreements_existing",
        "agreements_new",
        "posts_fte",
        "coordinator_posts_needed",
        "units_under_two_posts",
        "programmes_viable",
        "programmes_held",
        "courses",
        "venues_in_use",
        "participants_served",
        "participants_specialist",
        "participants_unmet",
        "wait_years_mean",
        "professional_hours",
        "travel_hours_total",
        "travel_hours_participants",
        "travel_hours_specialist",
        "travel_hours_staff",
        "minutes_mean",
        "minutes_max",
        WORST,
        "share_within_60",
        "cost_nok",
        "cost_nok_municipalities",
        "cost_nok_hospital_trust",
        "cost_nok_users",
        "cost_nok_per_person",
        "status",
    }
)
COLUMNS_MAX = 8
LABEL, LEVEL = 0.19, 0.06


def comparison_section(m: Material) -> Iterator[Block]:
    """The annex: the whole table at every level, in parts that fit a page, and the remarks."""
    yield Turn(landscape=True)
    yield Heading(1, tell(TEXTS, m.lang, "heading"))
    labels = joined(m.lang, [level.label for level in m.levels])
    text = tell(TEXTS, m.lang, "intro", levels=labels)
    if len(m.levels) == 1:
        text = f"{text} {tell(TEXTS, m.lang, 'one_level', levels=labels)}"
    yield Paragraph(text)
    names = [a.name for a in m.alternatives]
    parts = _parts(len(names))
    for n, columns in enumerate(parts, start=1):
        caption = tell(TEXTS, m.lang, "caption")
        if len(parts) > 1:
            caption = tell(TEXTS, m.lang, "caption_part", part=n, parts=len(parts))
        yield key_table(m, columns, caption)
    notes = [tell(TEXTS, m.lang, "best"), assumption_note(m.alternatives, m.lang)]
    yield Paragraph(" ".join(note for note in notes if note), kind="note")
    yield Turn(landscape=False)
    yield from illustration(m, "travel-time")


def differences_section(m: Material) -> Iterator[Block]:
    """What tells the alternatives of the choice apart, and what does not."""
    told = judged_remarks(m.quoted.comparison, m.lang, with_figures=False)
    if told:
        yield Heading(2, tell(TEXTS, m.lang, "remarks"))
        yield Points(told)


def key_table(m: Material, columns: Sequence[int], caption: str) -> Table:
    """The table of some alternatives, by their positions in the main comparison."""
    names = [m.alternatives[n].name for n in columns]
    width = len(columns)
    leveled = len(m.levels) > 1
    lead = 2 if leveled else 1
    header = [
        Cell("", head=True),
        *([Cell(tell(TEXTS, m.lang, "level"), head=True)] if leveled else []),
    ]
    header += [Cell(short(name, m), head=True, align="center") for name in names]
    rows: list[tuple[Cell, ...]] = [tuple(header)]
    by_level = [_rows_of(m, level.comparison, names) for level in m.levels]
    for title, wanted in _layout(m):
        band: list[tuple[Cell, ...]] = []
        for name in wanted:
            band += _lines(m, [found[name] for found in by_level], lead)
        if band:
            rows.append((Cell(title, columns=width + lead, band=True),))
            rows += band
    rows.append((Cell(tell(TEXTS, m.lang, "band_judged"), columns=width + lead, band=True),))
    rows += _judged(m, names, lead)
    first = (LABEL, LEVEL) if leveled else (LABEL + LEVEL,)
    rest = (1 - sum(first)) / width
    return Table(caption, tuple(rows), (*first, *((rest,) * width)), small=True)


def _layout(m: Material) -> Iterator[tuple[str, list[str]]]:
    for section in sections(m.main, m.lang):
        yield section.title, [row.name for row in section.rows if row.name in KEY_ROWS]


def _rows_of(m: Material, comparison: Comparison, names: Sequence[str]) -> dict[str, TextRow]:
    """Row name → its row with one cell for each of the alternatives named, missing ones included."""
    known = [a.name for a in comparison.alternatives]
    nothing = TextCell(absent(m.lang), None, False, False, False)
    return {
        row.name: TextRow(
            row.name,
            row.label,
            tuple(row.cells[known.index(name)] if name in known else nothing for name in names),
        )
        for section in sections(comparison, m.lang)
        for row in section.rows
    }


def _lines(m: Material, rows: Sequence[TextRow], lead: int) -> list[tuple[Cell, ...]]:
    """One line where the levels do not differ, else one for each level beside the common label."""
    label = f"{rows[0].label}*" if rows[0].all_assumed else rows[0].label
    texts = [[_shown(row, cell, m.lang) for cell in row.cells] for row in rows]
    best = [[cell.best for cell in row.cells] for row in rows]
    if all(line == texts[0] for line in texts) and all(line == best[0] for line in best):
        return [(Cell(label, columns=lead), *merged(texts[0], best[0]))]
    lines = []
    for n, level in enumerate(m.levels):
        first = (Cell(label, rows=len(rows)),) if n == 0 else ()
        lines.append((*first, Cell(level.label), *merged(texts[n], best[n])))
    return lines


def _shown(row: TextRow, cell: TextCell, lang: Lang) -> str:
    star = "*" if cell.assumed and not row.all_assumed and not cell.text.endswith("*") else ""
    name = "minutes_mean" if row.name == WORST else row.name
    if cell.value is not None and name in INDICATORS:
        return known(lang, name, cell.value) + star
    return cell.text.replace(" / ", " /\n") + star


def _judged(m: Material, names: Sequence[str], lead: int) -> list[tuple[Cell, ...]]:
    """Qualifications as read, and how often each alternative comes first when weights vary."""
    values = m.weighing.judgement.values
    decimals = CRITERIA[QUALIFICATIONS].decimals
    read = []
    for name in names:
        value = values[name].get(QUALIFICATIONS)
        read.append(absent(m.lang) if value is None else number(m.lang, value, decimals))
    lines: list[tuple[Cell, ...]] = []
    if has_qualifications(m):
        lines.append((Cell(tell(TEXTS, m.lang, "qualifications"), columns=lead), *merged(read)))
    shares = []
    for weighed in m.weighing.levels:
        ranking = weighed.ranking(has_qualifications(m))
        ranked = {row.name: row.share_first for row in ranking.rows}
        shares.append(
            [percent(m.lang, ranked[name]) if name in ranked else absent(m.lang) for name in names]
        )
    label = tell(TEXTS, m.lang, "first")
    if lead == 1 or all(line == shares[0] for line in shares):
        lines.append((Cell(label, columns=lead), *merged(shares[0])))
        return lines
    for n, level in enumerate(m.levels):
        first = (Cell(label, rows=len(shares)),) if n == 0 else ()
        lines.append((*first, Cell(level.label), *merged(shares[n])))
    return lines


def _parts(count: int) -> list[list[int]]:
    """Positions in parts of about the same size, none wider than a page."""
    parts = -(-count // COLUMNS_MAX)
    size = -(-count // parts)
    return [list(range(start, min(start + size, count))) for start in range(0, count, size)]
