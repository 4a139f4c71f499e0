"""Every number in the finished paper is one of the run's, in the one rounding that it has.

A number that stands in a text itself (the levels of a scale, a year) is known from the text's own
template; everything else has to be a figure of the run, or a sum, difference or count of such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import floor

import pytest

from planner.decide import effects
from planner.evaluate import indicator_values
from planner.report.case import Material, case_document
from planner.report.case.economy import by_head
from planner.report.case.grouping import groups, ranking
from planner.report.case.tree import Document, Heading, Paragraph, Points, Table
from planner.report.comparison import subject_of
from planner.report.comparison.turning import TEXTS as TURNING
from planner.report.words import known, money, number, percent
from planner.texts import LOCALE
from tests.case.cases import material_of

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
            for payer in ("municipalities", "hospital_trust", "grants", "users", "person"):
                name = "cost_nok_per_person" if payer == "person" else f"cost_nok_{payer}"
                for thousands in (0, 1):  # the largest remainder gives one more, or not
                    value = getattr(record, name) or 0.0
                    add(number("nb", value // 1000 + thousands))
            add(number("nb", (record.cost_nok or 0.0) / 1000))
            paid = by_head(a)
            add(number("nb", sum(paid.values()) / 1000))
            for nok in paid.values():
                add(money("nb", nok))
                add(number("nb", nok // 1000))
                add(number("nb", nok // 1000 + 1))
    pairs = [(a, m.proposed) for a in m.alternatives]
    for a, b in pairs:
        change = effects(subject_of(a), subject_of(b))
        hours = [
            sum(s.hours for s in side)
            for side in zip(*((r.before, r.after) for r in change.municipalities), strict=True)
        ]
        for value in hours:
            add(number("nb", value))
        gains = sorted((r.before.hours - r.after.hours for r in change.municipalities), reverse=True)
        for count in range(1, 4):
            add(number("nb", sum(gains[:count])))
        own, their = (x.indicators.cost_nok_municipalities or 0.0 for x in (b, a))
        add(money("nb", own - their))
    for row in ranking(m).rows:
        add(percent("nb", row.share_first))
        add(number("nb", 100 * (ranking(m).rows[0].score - row.score)))
    region = m.main.region
    for demand in region.demand_levels.values():
        add(number("nb", demand.participants_per_1000, 1))
        add(number("nb", round(m.main.persons_in_scope * demand.participants_per_1000 / 1000, -2 + 1)))
    for municipality in region.municipalities.values():
        add(number("nb", municipality.persons))
        share = municipality.persons / m.main.persons_in_scope
        for more in (0.0, 0.001):  # the largest remainder gives a tenth more, or not
            add(percent("nb", floor(share * 1000) / 1000 + more, 1))
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
    turning = {TURNING.text("nb", key).split("{")[0] for key in ("weight_up", "weight_down", "factor")}
    strange = []
    for text in told(case_document(material)):
        if any(words and words in text for words in turning) or "ganger det som" in text:
            continue  # where the order turns is worked out, and tested in tests/whatif/test_better.py
        strange += [(found, text) for found in numbers_in(text) if found not in allowed]
    assert not strange


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
