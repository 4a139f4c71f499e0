"""The finished pages, measured: LibreOffice lays the Word file out, and what it made is read back.

Skipped where there is no LibreOffice or no pdftotext (Debian: apt install libreoffice-writer
poppler-utils).
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.report.annexes import ANNEX_NAMES
from planner.report.case import case_document
from planner.report.case.to_docx import docx_bytes
from planner.report.case.to_odt import odt_bytes
from planner.report.case.tree import Cell, Document, Heading, Table
from planner.report.case.widths import fitted, word_points
from tests.case.cases import material_of

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
needs_office = pytest.mark.skipif(
    OFFICE is None or shutil.which("pdftotext") is None, reason="no LibreOffice or no pdftotext found"
)
FOOT = 785.0
"""Points from the top of an upright page at which its number stands."""
SMALLEST = 7.0


@dataclass(frozen=True)
class Word:
    """A word on a page: where it stands and how high it is set, in points from the top left."""

    text: str
    top: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A page and its words."""

    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def body(self) -> tuple[Word, ...]:
        """Words above the page's number."""
        return tuple(word for word in self.words if word.bottom < self.height - 45)


def laid_out(document: Document, folder: Path) -> list[Sheet]:
    """The pages that LibreOffice makes of the Word file."""
    (folder / "paper.docx").write_bytes(docx_bytes(document))
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "paper.docx",
        ],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=180,
    )
    told = subprocess.run(
        ["pdftotext", "-bbox", "paper.pdf", "-"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    sheets = []
    for page in re.findall(r"<page (.*?)</page>", told, re.DOTALL):
        size = re.match(r'width="([\d.]+)" height="([\d.]+)"', page)
        assert size is not None
        words = re.findall(r'<word [^>]*yMin="([\d.]+)"[^>]*yMax="([\d.]+)">(.*?)</word>', page)
        sheets.append(
            Sheet(
                float(size[1]),
                float(size[2]),
                tuple(Word(text, float(top), float(bottom)) for top, bottom, text in words),
            )
        )
    return sheets


@pytest.fixture(scope="module")
def document() -> Document:
    """The paper with annexes in which long tables stand; pictures are measured by themselves."""
    return case_document(material_of(), [n for n in ANNEX_NAMES if n != "municipalities"])


@pytest.fixture(scope="module")
def sheets(document: Document, tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    return laid_out(document, tmp_path_factory.mktemp("laid-out"))


@needs_office
def test_no_page_is_under_a_fifth_full(sheets: list[Sheet]) -> None:
    for number, sheet in enumerate(sheets[:-1], start=1):
        lowest = max(word.bottom for word in sheet.body)
        assert lowest > sheet.height / 5, f"page {number} ends after {lowest:.0f} points"


@needs_office
def test_no_text_is_under_seven_points(sheets: list[Sheet]) -> None:
    # A word's box is a little higher than its type: 7 points of DejaVu Sans have a box of 8.1.
    for number, sheet in enumerate(sheets, start=1):
        for word in sheet.words:
            assert word.bottom - word.top >= SMALLEST, f"page {number}: {word.text}"


@needs_office
def test_the_contents_have_the_pages_that_the_headings_stand_on(
    document: Document, sheets: list[Sheet]
) -> None:
    first = " ".join(word.text for word in sheets[0].words)
    for heading in document.headings:
        if heading.level != 1:
            continue
        entry = re.search(re.escape(heading.full) + r"[ .]*?(\d+)", first)
        assert entry is not None, f"{heading.full} has no page in the contents"
        page = " ".join(word.text for word in sheets[int(entry[1]) - 1].words)
        assert heading.full in page, f"{heading.full} does not stand on page {entry[1]}"


@needs_office
def test_no_header_is_split_inside_a_word(document: Document, sheets: list[Sheet]) -> None:
    words = {word.text for sheet in sheets for word in sheet.words}
    for block in document.blocks:
        if isinstance(block, Table):
            for cell in (cell for row in block.rows[: block.head_rows] for cell in row):
                for word in cell.text.split():
                    assert word in words, f"{word!r} of {cell.text!r} in {block.caption!r}"


@needs_office
def test_the_paper_itself_is_eight_to_twelve_pages(tmp_path: Path) -> None:
    made = laid_out(case_document(material_of()), tmp_path)
    assert 6 <= len(made) <= 12, "of a small region and without its pictures"
    brief = next(h.full for h in case_document(material_of()).headings if h.number == "2")
    after = next(h.full for h in case_document(material_of()).headings if h.number == "3")
    on = [n for n, sheet in enumerate(made) if brief in " ".join(w.text for w in sheet.body)]
    next_on = [n for n, sheet in enumerate(made) if after in " ".join(w.text for w in sheet.body)]
    assert next_on[-1] <= on[-1] + 1, "the case in brief is one page"


def test_columns_are_as_wide_as_their_longest_word() -> None:
    long = "innlandssamarbeidet"
    table = Table(
        "x",
        (
            (Cell("", head=True), Cell(long, head=True), Cell("b", head=True)),
            (Cell("Deltakere"), Cell("1"), Cell("2")),
        ),
        (0.6, 0.1, 0.3),
    )
    shares, points = fitted(table, 476.0)
    assert sum(shares) == pytest.approx(1)
    assert shares[1] * 476 >= word_points(long, points, bold=True)
    assert points >= SMALLEST
    crowded = Table("x", ((*(Cell(long, head=True) for _ in range(9)),),), (1 / 9,) * 9)
    assert fitted(crowded, 476.0)[1] == SMALLEST, "no smaller than can be read"


def test_headings_do_not_stand_alone_in_the_tree() -> None:
    blocks = case_document(material_of(), ANNEX_NAMES).blocks
    for here, following in pairwise(blocks):
        if isinstance(here, Heading) and isinstance(following, Heading):
            assert following.level > here.level, f"nothing stands under {here.full}"


@needs_office
def test_an_opendocument_text_says_what_the_word_file_says() -> None:
    made = case_document(material_of())
    with zipfile.ZipFile(io.BytesIO(odt_bytes(made))) as packed:
        assert packed.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        text = re.sub(r"<[^>]+>", "", packed.read("content.xml").decode())
    for heading in made.headings:
        assert heading.text in text


def test_without_an_office_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.report.case.to_odt.shutil.which", lambda _: None)
    with pytest.raises(InputError, match="LibreOffice, which was not found"):
        odt_bytes(case_document(material_of()))
