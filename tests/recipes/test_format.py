"""The recipe "a format" of CONTRIBUTING.md, followed literally through the public registry alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from planner.report.formats import Format, by_suffix, format_of, formats, register
from planner.report.formats_page import formats_page

ROOT = Path(__file__).parents[2]

OWN = """
import sys
from planner.report.formats import Format, register

def markdown(comparison, asked):
    head = ["|", "|".join(a.name for a in comparison.alternatives), "|"]
    hours = [f"{a.indicators.travel_hours_total:.0f}" for a in comparison.alternatives]
    return ("".join(head) + chr(10) + "|" + "|".join(hours) + "|" + chr(10)).encode()

register(Format("md", "comparison", ".md", "a table in Markdown", write=markdown))
from planner.__main__ import main
main()
"""


def own(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line after the format was registered, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", OWN, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_command_and_help_have_it(tmp_path: Path) -> None:
    done = own(tmp_path, "compare", "alt-0-today", "solo", "--format", "md")
    assert done.returncode == 0, done.stderr
    head, hours, *_ = done.stdout.splitlines()
    assert head == "|alt-0-today|solo|"
    assert all(int(number) > 0 for number in hours.strip("|").split("|"))
    told = " ".join(own(tmp_path, "compare", "--help").stdout.split())
    assert "md = a table in Markdown" in told


def test_without_it_the_name_is_refused(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "planner", "compare", "solo", "--format", "md"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "xlsx" in done.stderr  # those that there are


def test_what_cannot_be_registered_is_refused() -> None:
    with pytest.raises(ValueError, match="already"):
        register(format_of("report", "docx"))
    with pytest.raises(ValueError, match=r"\.docx is the ending"):
        register(Format("word", "report", ".docx", "another Word file"))


def test_endings_find_their_format() -> None:
    assert by_suffix("report", Path("a.DOCX")) == format_of("report", "docx")
    assert by_suffix("report", Path("a.htm")) == format_of("report", "html")
    assert by_suffix("report", Path("a.txt")) is None
    assert next(f.name for f in formats("comparison")) == "table"


def test_the_page_is_fresh() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert page == formats_page(), "run: python -m planner.report.formats_page > docs/formats.md"
