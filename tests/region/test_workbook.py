"""A region as one workbook: the template, filled in, exported, and broken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from planner.errors import InputError
from planner.region import (
    check_region,
    read_region,
    write_region_workbook,
    write_template,
)
from planner.region.schema import ASSUMED_COLUMN, table_spec, table_specs
from planner.texts import Lang
from tests.region.folders import SHIPPED, SMALL, add_row, at, copy_of, only, set_cell


def fill(path: Path, first_row: int = 4) -> None:
    """Fill in the sheets of a template, below the example row by default."""
    book = load_workbook(path)
    for name, records in SMALL.items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number, record in enumerate(records, start=first_row):
            for column in columns.values():
                sheet.cell(row=number, column=column).value = None
            for column, value in record.items():
                sheet.cell(row=number, column=columns[column], value=value)
    book.save(path)


def change(path: Path, sheet: str, cell: str, value: object) -> None:
    book = load_workbook(path)
    book[sheet][cell].value = value
    book.save(path)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return write_template(tmp_path / "min-region.xlsx", lang="en")


@pytest.mark.parametrize(
    ("lang", "first", "example"), [("nb", "Les meg", "Eksempel"), ("en", "Read me", "Example")]
)
def test_the_template_has_a_sheet_and_an_explanation_for_every_column(
    lang: Lang, first: str, example: str, tmp_path: Path
) -> None:
    book = load_workbook(write_template(tmp_path / "region.xlsx", lang=lang))
    assert book.sheetnames == [first, *(spec.name_in(lang) for spec in table_specs())]
    told = {cell.value for row in book[first].iter_rows() for cell in row}
    for spec in table_specs():
        sheet = book[spec.name_in(lang)]
        header = [cell.value for cell in sheet[1]]
        assert header[: len(spec.columns)] == [column.name_in(lang) for column in spec.columns]
        assert header[len(spec.columns) :] in ([ASSUMED_COLUMN.name_in(lang)], [])
        for column, note in zip(spec.columns, sheet[2], strict=False):
            assert column.meaning_in(lang) in str(note.value)
            assert any(str(text).startswith(column.meaning_in("nb")) for text in told)
            assert any(str(text).startswith(column.meaning) for text in told)
        assert str(sheet["A2"].value).startswith("# ")
        assert str(sheet["A3"].value).startswith(f"# {example}: ")
    codes = book[table_spec("municipalities").name_in(lang)].column_dimensions["A"]
    assert codes.number_format == "@", "0301 keeps its zero when it is typed in"


def test_an_untouched_template_says_that_nothing_is_filled_in(template: Path) -> None:
    checked = check_region(template)
    assert {f.message for f in checked.findings} == {"the table has no rows"}
    assert "begin with #" in str(checked.findings[0].fix)
    assert checked.warnings == ()


@pytest.mark.parametrize("first_row", [3, 4, 5])
def test_a_filled_template_is_a_region(template: Path, first_row: int) -> None:
    """The example row may be overwritten, left in place, or followed by a blank row."""
    fill(template, first_row)
    checked = check_region(template)
    assert checked.findings == ()
    assert checked.warnings == ()
    region = read_region(template)
    assert (region.id, region.persons) == ("min-region", 4500)
    assert region.municipalities["0302"].assumed == {"persons"}
    assert region.links["vika--nes"].km == 12.5
    assert region.links["vika--nes"].kind == "road"
    assert region.scopes == {"all": ("0301", "0302")}
    assert region.units["u1"].eligible_codes == ("0301", "0302")
    assert region.units["u1"].staff_base_place_ids == ("vika",)
    assert region.units["u1"].exists_today is None
    assert region.venues["v1"].nok_per_year is None
    assert region.boundaries_path is None
    assert region.path == template
    assert len(region.programmes) > 10, "the catalogue that ships"


def test_the_example_rows_are_a_region_once_the_marks_are_gone(template: Path) -> None:
    """What the template shows as an example is itself right, but for the neighbours it leaves out."""
    book = load_workbook(template)
    for spec in table_specs():
        sheet = book[spec.name]
        sheet["A3"].value = str(sheet["A3"].value).removeprefix("# Example: ")
    book.save(template)
    found = {(f.file.split()[-1], f.field, f.found) for f in check_region(template).findings}
    assert {entry for entry in found if entry[1] not in ("share", "id")} == {
        ("links", "to_id", "eksempelbotn"),
        ("travel_times", "to_id", "eksempelbotn"),
        ("adjacency", "code_b", "0198"),
        ("units", "member_codes", "0198"),
    }


def test_a_row_that_was_filled_in_behind_the_mark_is_told(template: Path) -> None:
    fill(template)
    change(template, "municipalities", "A6", "# Example: 0303")
    change(template, "municipalities", "B6", "Bortgjemt")
    warning = only(check_region(template).warnings)
    assert (warning.file, warning.line) == ("min-region.xlsx, sheet municipalities", 6)
    assert "Delete the #" in str(warning.fix)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_region_survives_the_way_through_a_workbook(name: str, tmp_path: Path) -> None:
    path = write_region_workbook(name, tmp_path / "region.xlsx", lang="nb")
    original = read_region(name)
    again = read_region(path)
    assert again == replace(original, boundaries_path=None)
    header = [cell.value for cell in load_workbook(path)["kommuner"][1]]
    assert "dms_catchment" in header, "columns of the region's own are kept"
    second = write_region_workbook(path, tmp_path / "second.xlsx", lang="en")
    assert read_region(second) == again


def test_a_folder_of_ones_own_survives_too(tmp_path: Path) -> None:
    folder = copy_of("midt-troms-2011", tmp_path)
    add_row(
        folder,
        "links",
        id="ferge",
        from_id="botnhamn",
        to_id="husoy",
        km="12.25",
        minutes="35.5",
        kind="ferry",
        winter_exposed="ja",
    )
    path = write_region_workbook(folder, tmp_path / "region.xlsx")
    link = read_region(path).links["ferge"]
    assert (link.km, link.minutes, link.kind, link.winter_exposed) == (12.25, 35.5, "ferry", True)


def test_a_broken_region_is_not_exported(tmp_path: Path) -> None:
    folder = copy_of("midt-troms-2011", tmp_path)
    set_cell(folder, "links", "finnsnes--silsand", "km", "2.5 mil")
    with pytest.raises(InputError, match=r"Write 2\.5 alone"):
        write_region_workbook(folder, tmp_path / "region.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["midt-troms-2011"]


def test_findings_in_a_workbook_name_sheet_row_and_column(template: Path) -> None:
    fill(template)
    change(template, "places", "F5", "1.500")
    change(template, "municipalities", "A4", 301)
    change(template, "links", "D4", 3)
    findings = check_region(template).findings
    persons = at(findings, "min-region.xlsx, sheet places", 5, "persons")
    assert persons.fix == "Write 1500: no thousands separators."
    code = at(findings, "min-region.xlsx, sheet municipalities", 4, "code")
    assert "Write 0301: the leading zero is lost" in str(code.fix)
    assert "straight line" in at(findings, "min-region.xlsx, sheet links", 4, "km").message


def test_a_formula_that_fails_is_told(template: Path) -> None:
    fill(template)
    change(template, "places", "F5", "#REF!")
    change(template, "venues", "A5", "#N/A")
    findings = check_region(template).findings
    found = at(findings, "min-region.xlsx, sheet places", 5, "persons")
    assert found.found == "#REF! (it points to cells that are gone)"
    assert found.cell == "F5"
    assert str(at(findings, "min-region.xlsx, sheet venues", 5, "id").found).startswith("#N/A")


def test_a_missing_sheet_and_a_sheet_under_another_name(template: Path) -> None:
    fill(template)
    book = load_workbook(template)
    book["places"].title = "place"
    del book["units"]
    book.save(template)
    findings = check_region(template).findings
    assert at(findings, "places", None, None).fix == "Rename place to places."
    assert at(findings, "units", None, None).message == "the table units is missing"


def test_the_sheet_about_names_the_region(template: Path) -> None:
    fill(template)
    book = load_workbook(template)
    for row in (
        ("id", "vika-nes"),
        ("title", "Vika og Nes"),
        ("source_line", "Kommunene selv"),
        ("source_line", "Eget anslag"),
    ):
        book["about"].append(row)
    book.save(template)
    region = read_region(template)
    assert (region.id, region.title) == ("vika-nes", "Vika og Nes")
    assert region.source_lines == ("Kommunene selv", "Eget anslag")


def test_figures_of_a_workbook_are_not_blurred(template: Path) -> None:
    fill(template)
    change(template, "links", "D4", 0.1 + 0.2 + 12)
    assert read_region(template).links["vika--nes"].km == 12.3


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "region.xlsx"
    path.write_text("code;name", "utf-8")
    found = only(check_region(path).findings)
    assert found.message == "cannot be read as an Excel workbook"
    assert "save it as .xlsx" in str(found.fix)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet4.xml", "xl/styles.xml"])
def test_a_damaged_workbook(template: Path, part: str, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.xlsx"
    with ZipFile(template) as whole, ZipFile(damaged, "w") as broken:
        for name in whole.namelist():
            data = whole.read(name)
            broken.writestr(name, data[: len(data) // 2] if name == part else data)
    assert only(check_region(damaged).findings).message == "cannot be read as an Excel workbook"


def test_nothing_is_overwritten_or_left_half_written(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    Workbook().save(path)
    before = path.read_bytes()
    with pytest.raises(InputError, match="exists already"):
        write_template(path)
    assert path.read_bytes() == before
    with pytest.raises(InputError, match=r"ends in \.xlsx"):
        write_template(tmp_path / "mine.csv")
    with pytest.raises(InputError, match="does not exist"):
        write_template(tmp_path / "no" / "mine.xlsx")
    write_template(path, overwrite=True)
    assert "kommuner" in load_workbook(path).sheetnames
    assert [p.name for p in tmp_path.iterdir()] == ["mine.xlsx"]
