"""Every form that something can be written in: name, file ending, what it is, and what writes it.

The options of the command line, their help, the checks of file names and `docs/formats.md` are made
from it. `register` adds one. Nothing here imports what writes: `--help` has to be quick.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from planner.pipeline import Alternative
    from planner.report.case import Document
    from planner.report.comparison import Comparison, Weighing
    from planner.report.maps import Backdrop
    from planner.texts import Lang

Kind = Literal["report", "comparison", "layers", "map", "charts"]
"""What is written: the case document (`report`), a comparison (`compare`), a run for a GIS (`export`),
a map (`map`), charts (`charts`)."""
KINDS: dict[Kind, str] = {
    "report": "`report --format`, or the end of `--out`",
    "comparison": "`compare --format`, to standard output",
    "layers": "`export --format`",
    "map": "`map`, by the end of `--out`",
    "charts": "`charts --format`",
}
"""Kind → where a user asks for it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How something is to be written; a format takes of it what concerns it."""

    lang: Lang = "nb"
    width: int = 100
    """Columns of a terminal."""
    color: bool = False
    template: Path | None = None
    """A Word file whose styles a document takes."""
    weighing: Weighing | None = None
    backdrop: Backdrop | None = None
    out: Path = field(default_factory=Path)
    """Where a format that writes files of its own puts them."""


Write = Callable[[Any, Asked], bytes | None]


@dataclass(frozen=True, slots=True)
class Format:
    """One form of one kind of output.

    `about` is what the help says of it. `write(content, asked)` gives the file's bytes; `content` is a
    `Document` (report), a `Comparison` (comparison) or some `Alternative`s (layers). A format of layers
    writes to `asked.out` by itself and gives None. Maps and charts are drawn by one drawer, which goes
    by the ending: theirs have no function. `takes_template` and `takes_weighing` say what else finds
    room.
    """

    name: str
    kind: Kind
    suffix: str
    about: str
    write: Write | None = None
    other_suffixes: tuple[str, ...] = ()
    takes_template: bool = False
    takes_weighing: bool = False
    binary: bool = False
    """Whether it cannot be shown on a terminal."""


def formats(kind: Kind) -> tuple[Format, ...]:
    """Those of a kind, the usual one first."""
    return tuple(found for found in _formats.values() if found.kind == kind)


def names(kind: Kind) -> tuple[str, ...]:
    """Their names, for an option's choice."""
    return tuple(found.name for found in formats(kind))


def help_of(kind: Kind) -> str:
    """What each of them is, for an option's help."""
    return f"Forms: {'; '.join(f'{found.name} = {found.about}' for found in formats(kind))}."


def endings(kind: Kind) -> str:
    """`.docx, .html or .pdf`, for a message."""
    found = [each.suffix for each in formats(kind)]
    return " or ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def format_of(kind: Kind, name: str) -> Format:
    """A format by name (KeyError where there is none)."""
    return _formats[kind, name]


def by_suffix(kind: Kind, path: Path) -> Format | None:
    """The format that a file's name ends like; None where none does."""
    ending = path.suffix.lower()
    return next((f for f in formats(kind) if ending in (f.suffix, *f.other_suffixes)), None)


def register(form: Format) -> Format:
    """Add a format; the command line is made from what is registered when it is imported.

    Raises:
        ValueError: the kind has one of that name already, or one of its endings is taken.
    """
    if (form.kind, form.name) in _formats:
        raise ValueError(f"there is a format {form.name!r} of a {form.kind} already")
    taken = {end for f in formats(form.kind) for end in (f.suffix, *f.other_suffixes)}
    for ending in (form.suffix, *form.other_suffixes):
        if ending and ending in taken:
            raise ValueError(f"format {form.name!r}: {ending} is the ending of another {form.kind}")
    _formats[form.kind, form.name] = form
    return form


def _report_docx(document: Document, asked: Asked) -> bytes:
    from planner.report.case import docx_bytes

    return docx_bytes(document, asked.template)


def _report_html(document: Document, asked: Asked) -> bytes:
    from planner.report.case import html_text

    return html_text(document).encode()


def _report_odt(document: Document, asked: Asked) -> bytes:
    from planner.report.case.to_odt import odt_bytes

    return odt_bytes(document, asked.template)


def _report_pdf(document: Document, asked: Asked) -> bytes:
    from planner.report.case import pdf_bytes

    return pdf_bytes(document)


def _comparison_table(comparison: Comparison, asked: Asked) -> bytes:
    from planner.report.terminal import comparison_text

    text = comparison_text(comparison, asked.lang, width=asked.width, color=asked.color).rstrip("\n")
    if asked.weighing is not None:
        from planner.report.terminal import weighing_text

        told = weighing_text(asked.weighing, asked.lang, width=asked.width, color=asked.color)
        text += "\n\n" + told.rstrip("\n")
    return (text + "\n").encode()


def _comparison_json(comparison: Comparison, asked: Asked) -> bytes:
    from planner.report.json import comparison_json

    return comparison_json(comparison, asked.weighing).encode()


def _comparison_csv(comparison: Comparison, asked: Asked) -> bytes:
    from planner.report.folder import comparison_csv

    return comparison_csv(comparison).encode()


def _comparison_xlsx(comparison: Comparison, asked: Asked) -> bytes:
    from planner.report.excel import comparison_xlsx

    return comparison_xlsx(comparison, asked.lang)


def _layers_gpkg(alternatives: Sequence[Alternative], asked: Asked) -> None:
    from planner.report.gis import write_geopackage

    write_geopackage(alternatives, asked.out, lang=asked.lang, backdrop=asked.backdrop)


def _layers_geojson(alternatives: Sequence[Alternative], asked: Asked) -> None:
    from planner.report.gis import write_geojson

    write_geojson(alternatives, asked.out, lang=asked.lang, backdrop=asked.backdrop)


_formats: dict[tuple[Kind, str], Format] = {
    (form.kind, form.name): form
    for form in (
        Format(
            "docx", "report", ".docx", "a Word file to edit", write=_report_docx, takes_template=True
        ),
        Format(
            "html",
            "report",
            ".html",
            "a web page in one file",
            write=_report_html,
            other_suffixes=(".htm",),
        ),
        Format(
            "odt",
            "report",
            ".odt",
            "an OpenDocument text to edit, by LibreOffice",
            write=_report_odt,
            takes_template=True,
        ),
        Format("pdf", "report", ".pdf", "pages for print", write=_report_pdf),
        Format(
            "table",
            "comparison",
            ".txt",
            "a table for the terminal",
            write=_comparison_table,
            takes_weighing=True,
        ),
        Format(
            "json",
            "comparison",
            ".json",
            "everything, for scripts",
            write=_comparison_json,
            takes_weighing=True,
        ),
        Format("csv", "comparison", ".csv", "one figure a row", write=_comparison_csv),
        Format(
            "xlsx", "comparison", ".xlsx", "a workbook for Excel", write=_comparison_xlsx, binary=True
        ),
        Format("gpkg", "layers", ".gpkg", "a GeoPackage with styles for QGIS", write=_layers_gpkg),
        Format(
            "geojson",
            "layers",
            "",
            "a folder with a GeoJSON file for each layer",
            write=_layers_geojson,
        ),
        Format("html", "map", ".html", "the interactive map", other_suffixes=(".htm",)),
        Format("png", "map", ".png", "a picture in points"),
        Format("svg", "map", ".svg", "a picture in lines, to edit"),
        Format("pdf", "map", ".pdf", "a picture in lines, for print"),
        Format("png", "charts", ".png", "pictures in points"),
        Format("svg", "charts", ".svg", "pictures in lines, to edit"),
        Format("pdf", "charts", ".pdf", "pictures in lines, for print"),
    )
}
