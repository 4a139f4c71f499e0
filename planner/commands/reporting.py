"""`report`: the case document of comparison folders, as Word file, web page or PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from planner.commands.console import Console
from planner.commands.reading import read_runs
from planner.errors import Finding, InputError
from planner.progress import Report

if TYPE_CHECKING:
    from planner.report import Comparison
    from planner.report.case import Material
    from planner.report.case.tree import Document
    from planner.report.numbers import Lang

Form = Literal["docx", "html", "pdf"]
SUFFIXES: dict[str, Form] = {".docx": "docx", ".html": "html", ".htm": "html", ".pdf": "pdf"}


def report_command(
    console: Console,
    comparisons: Sequence[Path],
    out: Path,
    form: Form | None = None,
    template: Path | None = None,
    proposed: str | None = None,
    lang: Lang = "nb",
) -> int:
    """Write the case document; a comparison folder for each demand level, the main one first."""
    form = _form(out, form)
    if template is not None and form != "docx":
        raise click.UsageError(f"--template gives a Word file its look; it means nothing for {form}.")
    with console.progress() as progress:
        notes = write_report(
            comparisons,
            out,
            form=form,
            template=template,
            proposed=proposed,
            lang=lang,
            progress=progress,
        )
    for note in notes:
        console.say(note)
    console.result(str(out))
    return 0


def write_report(
    folders: Sequence[Path],
    out: Path,
    *,
    form: Form,
    template: Path | None = None,
    proposed: str | None = None,
    lang: Lang = "nb",
    progress: Report,
) -> tuple[str, ...]:
    """Read comparison folders and write their case document; what a reader of it should know.

    Raises:
        InputError: a folder is no comparison, they do not fit together, the template is no Word file,
            no alternative has the name proposed, or something cannot be written.
    """
    from planner.report.atomic import replaced_file
    from planner.report.case import case_document, case_material

    progress("reading the runs", None)
    read = [read_comparison(folder) for folder in folders]
    notes = tuple(dict.fromkeys(note for _, told in read for note in told))
    material = case_material([comparison for comparison, _ in read], lang, proposed=proposed)
    progress("drawing", None)
    document = case_document(_illustrated(material, folders[0]))
    progress("writing the document", None)
    content = _content(document, form, template)
    with replaced_file(out) as temporary:
        temporary.write_bytes(content)
    return notes


def read_comparison(folder: Path) -> tuple[Comparison, tuple[str, ...]]:
    """A comparison as its folder has it, with what has changed since.

    Raises:
        InputError: no comparison folder, or what stands in it cannot be used.
    """
    import json

    from planner.report import compare
    from planner.report.alternative import WithoutPlan
    from planner.report.run_folder import read_marker

    runs = read_runs([folder])
    if read_marker(folder)["kind"] != "comparison":
        raise InputError(
            [
                Finding(
                    str(folder),
                    "is one run, and a report compares several",
                    expected="a folder that `compare --out` or `demo` has written",
                    mend="Compare first: lms-planner compare alt-0-today alt-2-lokta --out results",
                )
            ]
        )
    told = json.loads((folder / "comparison.json").read_text(encoding="utf-8"))
    without = [
        WithoutPlan(row["scenario"], row["title"], row["status"], tuple(row["reasons"]))
        for row in told.get("without_plan", ())
    ]
    return compare(runs.alternatives, without), runs.notes


def _illustrated(material: Material, folder: Path) -> Material:
    """With the maps that the run folders have, where they speak its language; charts and close-ups."""
    import tempfile
    from dataclasses import replace

    from planner.report.case.pictures import close_ups, comparison_pictures, shrunk
    from planner.report.map import read_backdrop
    from planner.report.run_folder import map_drawer, read_marker

    maps = {}
    draw = None
    for alternative in material.alternatives:
        run = folder / material.ids[alternative.name]
        path = run / "map.png"
        if path.is_file() and read_marker(run).get("lang", "nb") == material.lang:
            png = path.read_bytes()
        else:
            draw = draw or map_drawer()
            with tempfile.TemporaryDirectory(prefix="lms-planner-") as temporary:
                drawn = Path(temporary) / "map.png"
                draw(alternative, drawn, material.lang)
                png = drawn.read_bytes()
        maps[alternative.name] = shrunk(png)
    backdrop = read_backdrop(material.region)
    change = None
    if material.effects is not None and material.today is not None:
        change = (material.today, material.proposed)
    return replace(
        material,
        maps=maps,
        municipality_maps=close_ups(material.proposed, backdrop, material.lang),
        pictures=comparison_pictures(material.alternatives, change, backdrop, material.lang),
    )


def _content(document: Document, form: Form, template: Path | None) -> bytes:
    if form == "docx":
        from planner.report.case.to_docx import docx_bytes

        return docx_bytes(document, template)
    if form == "html":
        from planner.report.case.to_html import html_text

        return html_text(document).encode()
    from planner.report.case.to_pdf import pdf_bytes

    return pdf_bytes(document)


def _form(out: Path, form: Form | None) -> Form:
    """The form asked for, which the file's name has to agree with; or the one that its name says."""
    by_name = SUFFIXES.get(out.suffix.lower())
    if by_name is None:
        raise click.UsageError(f"--out {out}: end the file's name with .docx, .html or .pdf.")
    if form is not None and form != by_name:
        raise click.UsageError(f"--out {out} is no name for {form}; end it with .{form}.")
    return by_name
