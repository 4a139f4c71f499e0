"""Every number in the finished paper is one of the run's, in the one rounding that it has.

A number that stands in a text itself (the levels of a scale, a year) is known from the text's own
template; everything else has to be a figure of the run, or a sum, difference or count of such.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx
import pytest

from planner.decide import effects, turns
from planner.evaluate import indicator_values
from planner.report.case import Material, case_document
from planner.report.case.choice_table import FIGURES, LABELS, choice_table
from planner.report.case.choice_table import TEXTS as CHOICE
from planner.report.case.economy import by_head
from planner.report.case.grouping import choice, groups, ranking
from planner.report.case.to_docx import docx_bytes
from planner.report.case.tree import Document, Heading, Paragraph, Points, Table
from planner.report.comparison import row_label, subject_of
from planner.report.words import apportioned, known, money, nearest, number, percent
from planner.texts import LOCALE
from tests.case.cases import material_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NUMBER = re.compile(
    r"(?<![\w.,\u2212-])\u2212?\d{1,3}(?:\u00a0\d{3})+(?:,\d+)?|(?<![\w.,-])\u2212?\d+(?:,\d+)?"
)


def told(document: Document) -> Iterator[str]:
    """Every text of the document but headings' own numbers."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Points):
            yield from block.items
        elif isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Table):
            yield block.caption
            yield from (cell.text for row in block.rows for cell in row)


def finished(document: Document) -> Iterator[str]:
    """Every text of the Word file as it was written, read back: paragraphs and cells."""
    word = docx.Document(io.BytesIO(docx_bytes(document)))
    for element in word.element.body.iter(f"{WORD}p"):
        text = "".join(run.text or "" for run in element.iter(f"{WORD}t"))
        style = element.find(f"{WORD}pPr/{WORD}pStyle")
        if style is not None and style.get(f"{WORD}val", "").startswith(("TOC", "Heading", "Caption")):
            continue  # their own numbers
        yield text


def row_of(m: Material, name: str) -> str:
    """What a row of the table of the choice is called."""
    key = LABELS.get(name)
    if key is not None:
        return CHOICE.text("nb", key).format(specialist=m.specialist)
    return row_label(name, "nb", m.specialist)


def numbers_in(text: str) -> list[str]:
    return NUMBER.findall(text.replace("%", " "))


def of_templates() -> set[str]:
    """Numbers that stand in the texts themselves."""
    import polib

    found: set[str] = set()
    for name in ("case", "criteria", "report", "recommendation", "weighing", "glossary", "effects"):
        for entry in polib.pofile(str(LOCALE / "nb" / "LC_MESSAGES" / f"{name}.po")):
            found |= set(numbers_in(re.sub(r"\{\w+\}", " ", entry.msgstr)))
    return found


def of_run(m: Material) -> set[str]:
    """Every figure of the run as the paper may show it."""
    found: set[str] = set()

    def add(text: str) -> None:
        found.update(numbers_in(text))

    for level in m.levels:
        add(number("nb", level.participants_per_1000, 1))
        for a in level.comparison.alternatives:
            record = a.indicators
            for each in (record, *record.per_municipality, *record.per_programme):
                for name, value in indicator_values(each).items():
                    if isinstance(value, int | float):
                        add(known("nb", name, value))
            for unit in record.units:
                add(number("nb", unit.persons))
                add(number("nb", unit.persons_short))
            for course in record.per_course:
                add(percent("nb", course.fill_probability))
            parts = ("participants_served", "participants_specialist", "participants_unmet")
            add(
                number(
                    "nb",
                    sum(float(known("nb", p, getattr(record, p)).replace("\u00a0", "")) for p in parts),
                )
            )
            payers = ("municipalities", "hospital_trust", "grants", "users")
            costs = [getattr(record, f"cost_nok_{payer}") or 0.0 for payer in payers]
            for nok in apportioned(costs, 1000, kept=[0]):
                add(number("nb", nok / 1000))
            add(number("nb", (record.cost_nok or 0.0) / 1000))
            shares = apportioned(list(by_head(a).values()), 1000)
            for nok in (*shares, sum(shares)):
                add(money("nb", nok))
                add(number("nb", nok / 1000))
    pairs = [(a, m.proposed) for a in m.alternatives]
    for a, b in pairs:
        change = effects(subject_of(a), subject_of(b))
        gains = sorted((r.before.hours - r.after.hours for r in change.municipalities), reverse=True)
        for count in range(1, 4):
            add(number("nb", sum(gains[:count])))
        own, their = (x.indicators.cost_nok_municipalities or 0.0 for x in (b, a))
        add(money("nb", nearest(own, 1000) - nearest(their, 1000)))
        scores = {row.name: dict(row.scores) for row in ranking(m).rows}
        for turn in turns(subject_of(m.proposed), subject_of(a), scores, ranking(m).weights):
            if turn.at is not None:
                add(percent("nb", turn.now) + " " + percent("nb", turn.at))
                add(number("nb", turn.at, 2 if turn.at < 1 else 1))
    for row in ranking(m).rows:
        add(percent("nb", row.share_first))
        add(number("nb", 100 * (ranking(m).rows[0].score - row.score)))
    region = m.main.region
    for demand in region.demand_levels.values():
        add(number("nb", demand.participants_per_1000, 1))
        add(number("nb", round(m.main.persons_in_scope * demand.participants_per_1000 / 1000, -2 + 1)))
    for municipality in region.municipalities.values():
        add(number("nb", municipality.persons))
    persons = [region.municipalities[code].persons for code in m.main.scope_codes]
    for share in apportioned([count / sum(persons) for count in persons], 0.001):
        add(percent("nb", share, 1))
    threshold = m.proposed.scenario.threshold
    add(f"{number('nb', threshold.persons_min)} {number('nb', threshold.persons_max)} 100")
    add(number("nb", m.main.persons_in_scope))
    counts = range(max(len(m.alternatives), len(groups(m)), len(region.programmes), 4) + 1)
    found.update(str(n) for n in counts)
    return found


@pytest.mark.parametrize("proposed", [None, "halves"])
def test_every_number_of_the_paper_is_one_of_the_run(proposed: str | None) -> None:
    material = material_of(proposed=proposed)
    allowed = of_run(material) | of_templates()
    strange = [
        (found, text)
        for text in finished(case_document(material))
        for found in numbers_in(text)
        if found not in allowed
    ]
    assert not strange


def test_the_table_of_the_choice_has_each_figure_under_its_own_alternative() -> None:
    """Cell by cell: a figure of another alternative, or of another row, is as wrong as one of none."""
    m = material_of()
    table = choice_table(m, choice(m), "x")
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}
    shown = [group.shown for group in choice(m)]
    for name in FIGURES:
        label = row_of(m, name)
        assert rows[label] == [known("nb", name, getattr(a.indicators, name)) for a in shown], name


@pytest.mark.parametrize("proposed", [None, "halves"])
def test_parts_add_up_to_the_sum_beside_them(proposed: str | None) -> None:
    document = case_document(material_of(proposed=proposed))
    summed = 0
    for block in document.blocks:
        if not isinstance(block, Table) or "tusen kroner" not in block.caption:
            continue
        head = [cell.text for cell in block.rows[0]]
        at = head.index("I alt")
        for row in block.rows[1:]:
            figures = [numbers_in(cell.text) for cell in row[1 : at + 1]]
            *parts, whole = (int(x[0].replace("\u00a0", "")) if x else 0 for x in figures)
            assert sum(parts) == whole, [cell.text for cell in row]
            summed += 1
    assert summed >= 4


def test_what_is_told_twice_is_told_alike() -> None:
    """The municipalities' cost stands in the brief, among the payers and under each municipality."""
    m = material_of()
    tables = [b for b in case_document(m).blocks if isinstance(b, Table)]
    brief = next(t for t in tables if t.rows[1][0].text == "Samordner")
    row = next(r for r in brief.rows if r[0].text == row_of(m, "cost_nok_municipalities"))
    payers = next(t for t in tables if "Hvem som betaler" in t.caption)
    at = [cell.text for cell in payers.rows[0]].index("Kommunene")
    in_brief = [numbers_in(cell.text)[0] for cell in row[1:]]
    among_payers = [r[at].text for r in payers.rows[1:]]
    assert len(in_brief) == len(among_payers)
    for brief_one, payer in zip(in_brief, among_payers, strict=True):
        thousands = int(payer.replace("\u00a0", ""))
        whole = brief_one.replace("\u00a0", "").replace(",", ".")
        if "." in whole:  # millions with three figures
            assert abs(float(whole) * 1000 - thousands) <= 5
        else:
            assert int(whole) == thousands * 1000


@pytest.mark.parametrize("annexes", [(), ("costs",), ("municipalities", "sensitivity", "sources")])
def test_the_paper_refers_to_no_annex_that_is_not_there(annexes: tuple[str, ...]) -> None:
    document = case_document(material_of(), annexes)
    paper = " ".join(told(document))
    named = {
        "costs": "vedlegget om kostnader",
        "municipalities": "Et vedlegg har ett ark",
        "sensitivity": "vedlegget om følsomhet",
        "sources": "vedlegget om data og kilder",
    }
    for annex, words in named.items():
        assert annex in annexes or words not in paper, words
    assert "costs" not in annexes or named["costs"] in paper


def test_a_number_that_is_no_figure_of_the_run_is_found() -> None:
    """The faults that were seen are caught when they are put back."""
    material = material_of()
    allowed = of_run(material) | of_templates()
    cost = material.proposed.indicators.cost_nok
    assert cost is not None
    for fault in (
        number("nb", cost),  # kroner that nobody knows
        number("nb", material.proposed.indicators.minutes_mean or 0.0, 1),  # tenths of a minute
        "0,994",
        "0,1",
    ):
        assert set(numbers_in(fault)) - allowed, fault
