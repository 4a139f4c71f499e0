"""Tables, workbooks, matrices and YAML bent at random: each is read, or refused with place and
words."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from planner.errors import Finding, InputError
from planner.region import check_region
from planner.scenario import read_scenario
from planner.travel.matrix import read_matrix
from tests.region.folders import SMALL, read_rows, small_region

BOUNDED = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
PIECES = st.sampled_from(
    [
        *(
            "30,5",
            "29 678",
            "1.234,5",
            "9e3",
            "5%",
            "30.05.2026",
            "301",
            "K-0301",
            "0301 Vika",
            "ukjent",
        ),
        *(
            "ja",
            "nei",
            "kommunehus",
            "Vika",
            "a b",
            "é",
            "-1",
            "1e400",
            "nan",
            "9" * 400,
            "=1+1",
            "0x1F",
        ),
        *('a,"', "\x07", "\x00", "\u202e", "\r", "\n", ";", "\t", "{}", "<b>", "$x$", "#", ""),
    ]
)
TEXTS = st.one_of(PIECES, st.text(max_size=12))


def said(act: Callable[[], object]) -> None:
    """Whatever comes of it, it is a result or a refusal that says where and what."""
    findings: tuple[Finding, ...] | None = None
    try:
        act()
    except InputError as error:
        findings = error.findings
    assert findings is None or (findings and all(sound(finding) for finding in findings))


def sound(finding: Finding) -> bool:
    return bool(finding.file and finding.message and len(str(finding)) < 3000)


@seed(11)
@BOUNDED
@given(st.data())
def test_bent_csv(data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        folder = small_region(Path(name))
        file = folder / f"{data.draw(st.sampled_from(sorted(SMALL)))}.csv"
        rows = read_rows(file)
        for _ in range(data.draw(st.integers(1, 3))):
            row = data.draw(st.integers(0, len(rows) - 1))
            column = data.draw(st.integers(0, len(rows[row]) - 1))
            rows[row][column] = data.draw(TEXTS)
        text = io.StringIO(newline="")
        quoting = data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        delimiter = data.draw(st.sampled_from(",;\t"))
        csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(rows)
        written = text.getvalue()
        if data.draw(st.booleans()):
            place = data.draw(st.integers(0, len(written)))
            written = written[:place] + data.draw(TEXTS) + written[place:]
        encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
        file.write_bytes(written.encode(encoding, errors="replace"))
        checked = check_region(folder)
        assert all(sound(finding) for finding in (*checked.findings, *checked.warnings))


VALUES = st.one_of(
    TEXTS, st.integers(-10, 10**7), st.floats(allow_nan=False), st.booleans(), st.dates()
)


@seed(12)
@BOUNDED
@given(st.data())
def test_bent_workbooks(data: st.DataObject) -> None:
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = Workbook()
    for name, records in SMALL.items():
        sheet = book.create_sheet(name)
        header = list(dict.fromkeys(column for record in records for column in record))
        sheet.append(header)
        for record in records:
            sheet.append([record.get(column) for column in header])
    sheet = book[data.draw(st.sampled_from(sorted(SMALL)))]
    for _ in range(data.draw(st.integers(1, 3))):
        cell = sheet.cell(data.draw(st.integers(1, 4)), data.draw(st.integers(1, 6)))
        try:
            cell.value = data.draw(VALUES)
        except IllegalCharacterError:
            cell.value = None
    if data.draw(st.booleans()):
        sheet.merge_cells(
            start_row=2, end_row=3, start_column=1, end_column=data.draw(st.integers(1, 3))
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "region.xlsx"
        book.save(path)
        checked = check_region(path)
        assert all(sound(finding) for finding in (*checked.findings, *checked.warnings))


@seed(13)
@BOUNDED
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=5), max_size=5), st.sampled_from(",;\t"), TEXTS)
def test_bent_matrices(rows: list[list[str]], delimiter: str, stray: str) -> None:
    lines = [["from", "to", "minutes", "km"], ["a", "b", "1", "2"], *rows]
    text = "\n".join(delimiter.join(cells) for cells in lines) + stray
    with TemporaryDirectory() as folder:
        path = Path(folder) / "matrix.csv"
        path.write_bytes(text.encode("utf-8", errors="replace"))
        said(lambda: read_matrix(path, ("a", "b", "c")))


YAML = (
    "title: Min\nextends: alt-2-lokta\nthreshold:\n  persons_min: {a}\n  tolerance_share: {b}\n"
    "contiguity: {{on: {c}}}\ndemand:\n  factor: {d}\nabout: {e}\n"
)
SCALARS = st.one_of(
    TEXTS,
    st.sampled_from(
        ["!!bool 'abc'", '"\\ud800"', '"\\U00ffffff"', "&a [*a]", "[" * 300, "{a: " * 80, "*x"]
    ),
)


@seed(14)
@BOUNDED
@given(st.lists(SCALARS, min_size=5, max_size=5))
def test_bent_scenarios(values: list[str]) -> None:
    text = YAML.format(**dict(zip("abcde", values, strict=True)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mine.yaml"
        path.write_bytes(text.encode("utf-8", errors="replace"))
        said(lambda: read_scenario(path))
