"""The text of a comparison: as approved, within its width, with every alternative and every mark.

The approved texts stand in `golden/`; after a change that is meant, run
`UPDATE_GOLDEN=1 python -m pytest tests/report/test_table.py` and read the difference.
"""

from __future__ import annotations

import os
import re
from math import inf
from pathlib import Path

import pytest

from planner.pipeline.alternative import WithoutPlan
from planner.report.comparison.comparison import Comparison, compare
from planner.report.comparison.rows import ALWAYS, sections
from planner.report.terminal.comparison import MARK, comparison_text
from planner.report.terminal.single import alternative_text
from planner.report.words.numbers import Lang
from tests.report.cases import halves, today, together, west_only

GOLDEN = Path(__file__).parent / "golden"


def small() -> Comparison:
    """Every kind of alternative: none, some, all, two units, loosely proven, stopped, other demand."""
    return compare(
        [
            today(),
            west_only(),
            together(),
            together("inland", venue="v_m2", gap=0.004),
            halves(),
            together("stopped", venue="v_m4", gap=0.25, messages=("stopped by the clock",)),
            together("high", scenario={"demand": {"level": "high"}}),
        ],
        [WithoutPlan("two-large", "To store", "infeasible", ("Two units of 4 000 need 8 000.",))],
    )


def many() -> Comparison:
    """Twenty alternatives, more than stand beside each other anywhere."""
    return compare([together(f"alternative-number-{n}") for n in range(20)])


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_the_text_is_as_approved(lang: Lang) -> None:
    found = comparison_text(small(), lang)
    path = GOLDEN / f"comparison-{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 100, 160, 250])
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_no_line_is_longer_than_the_width(width: int, lang: Lang) -> None:
    for comparison in (small(), many()):
        text = comparison_text(comparison, lang, width=width)
        assert max(len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160, 250])
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_nothing_is_cut_off(width: int, lang: Lang) -> None:
    for comparison in (small(), many()):
        text = comparison_text(comparison, lang, width=width)
        table = re.split("Likt for alle|The same for all", text)[0]
        found = sections(comparison, lang, details=False)
        rows = [row for section in found for row in section.rows if row.name in ALWAYS or not row.alike]
        figures = table.replace(MARK, " ").replace("*", " ").split()
        for row in rows:
            for cell in row.cells:
                for word in cell.text.split():
                    assert word in figures, f"{row.name}: {cell.text}"
        assert table.count(MARK) == sum(cell.best for row in rows for cell in row.cells)


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_every_alternative_has_a_column_at_any_width(width: int) -> None:
    text = comparison_text(many(), "nb", width=width)
    table = text.split("Vurdering")[0].replace("alternative", "").replace("-number", "")
    headers = [line for line in table.splitlines() if set(line.strip()) <= set("-0123456789 ")]
    numbers = [int(word.strip("-")) for line in headers for word in line.split() if word.strip("-")]
    assert numbers == list(range(20))
    parts = text.count("Samordning\n")
    assert f"Del {parts} av {parts}" in text


def test_one_part_is_not_numbered() -> None:
    assert "Del 1" not in comparison_text(compare([today(), together()]), "nb")


def test_marks_stand_where_the_comparison_has_them() -> None:
    comparison = compare([together("far", venue="v_m4"), together("near", venue="v_m2")])
    lines = comparison_text(comparison, "nb").splitlines()
    (hours,) = [line for line in lines if line.startswith(" Reisetimer i året, i alt")]
    assert hours.endswith(MARK)
    assert hours.count(MARK) == 1


def test_rows_that_read_the_same_are_told_once() -> None:
    text = comparison_text(compare([together("a"), together("b", venue="v_m2")]), "nb")
    table, rest = text.split("Likt for alle:")
    assert "Avtaler som finnes" not in table
    assert "Avtaler som finnes 3" in rest.replace("\n", " ")
    assert "Dekning av innbyggerne" in table, "coverage always stands in the table"


def test_plain_text_has_no_codes_and_coloured_text_reads_the_same() -> None:
    plain = comparison_text(small(), "nb")
    coloured = comparison_text(small(), "nb", color=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_markup_in_names_is_shown_as_it_stands() -> None:
    alternative = together(scenario={"title": "[red]Rød[/red] :smile:"})
    assert "[red]Rød[/red] :smile:" in comparison_text(compare([alternative, today()]), "nb")


@pytest.mark.parametrize("width", [40, 60, 80, 100, 160])
def test_one_alternative_tells_where_and_for_whom_at_any_width(width: int) -> None:
    text = alternative_text(halves(), "nb", width=width)
    if width >= 80:
        assert max(len(line) for line in text.splitlines()) <= width
    words = text.replace(",", " ").split()
    for word in ("v_m1", "v_m4", "u_east", "u_west", "m1", "m2", "m3", "m4", "p1", "p2", "lengst"):
        assert word in words, word
    row = next(line for line in text.splitlines() if line.startswith("Municipality") and "950" in line)
    figures = ["950", "4,8", "0,0", "0,0", "33", "40"]  # mean: (700 · 30 + 250 · 40) / 950
    assert row.split()[-6:] == figures


def test_one_alternative_tells_all_its_rows_and_how_it_is_proven() -> None:
    text = alternative_text(together(gap=inf, messages=("a note",)), "nb")
    assert "Innbyggere per enhet" in text
    assert "Deltakere innen 30 minutter" in text
    assert "ingen grense er bevist" in text
    assert "- a note" in text
    assert MARK not in text
    assert "bevist best mulig" in " ".join(alternative_text(together(), "nb").split())
