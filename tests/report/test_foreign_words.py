"""Nothing in English where people read bokmål or nynorsk: texts, workbook, paper with its annexes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import docx
import openpyxl
import pytest

from planner.pipeline import solve_scenario
from planner.report import compare
from planner.report.annexes import ANNEX_NAMES
from planner.report.case import case_document, case_material
from planner.report.case.to_docx import docx_bytes
from planner.report.comparison import Comparison
from planner.report.excel import comparison_xlsx
from planner.report.terminal import comparison_text
from planner.texts import Lang

ENGLISH = re.compile(
    r"\b(the|of|with|which|not|and|is|are|was|were|this|that|has|have|been|without|where|minutes"
    r"|hours|courses?|programmes?|participants?|inhabitants|municipalit\w+|assumed|shares?|sources?"
    r"|tables?|columns?|values?|years?|verified|number|members?|persons|places?|posts?|yes|no)\b",
    re.IGNORECASE,
)
"""Words of English that no Norwegian text has: `for`, `men`, `over` are words of both."""
IDS = re.compile(r"^[a-z0-9_./-]+$|lms-planner \S+( \S+)*|--\S+|\b\w+\.(csv|xlsx|json|yaml)\b")
"""What is typed and no text: ids, commands, names of files."""
OF_THE_DATA = re.compile(r"Natural Earth|GeoNames|CC BY[ \w.]*|Helse Nord|state of")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """Two alternatives of Midt-Troms, whose data have every kind of note."""
    return compare([solve_scenario("alt-0-today"), solve_scenario("pilot")])


def foreign(texts: Iterator[str]) -> list[str]:
    found = []
    for text in texts:
        rest = OF_THE_DATA.sub("", IDS.sub("", text.strip()))
        found += [f"{match[0]}: {text[:100]}" for match in ENGLISH.finditer(rest)]
    return found


def of_workbook(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield from (cell for cell in row if isinstance(cell, str))


def of_paper(content: bytes) -> Iterator[str]:
    word = docx.Document(io.BytesIO(content))
    namespace = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for paragraph in word.element.body.iter(f"{namespace}p"):
        yield "".join(run.text or "" for run in paragraph.iter(f"{namespace}t"))


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_no_english_in_what_people_read(comparison: Comparison, lang: Lang) -> None:
    assert not foreign(iter(comparison_text(comparison, lang=lang).splitlines()))
    assert not foreign(of_workbook(comparison_xlsx(comparison, lang)))
    material = case_material([comparison], lang)
    assert not foreign(of_paper(docx_bytes(case_document(material, ANNEX_NAMES))))


def test_english_is_found() -> None:
    assert foreign(iter(["adults with the condition"]))
    assert not foreign(iter(["lms-planner compare --weights", "u4a_dms_finnsnes", "to år til"]))
