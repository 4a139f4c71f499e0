"""`report`: the case document of comparison folders, as Word file, web page or PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.commands.console import Console
from planner.commands.outlines import backdrop_of, check_boundaries
from planner.commands.reading import read_runs
from planner.errors import Finding, InputError
from planner.messages import message

if TYPE_CHECKING:
    from planner.report import Comparison, Format
    from planner.report.case import Chief, Document, Material
    from planner.report.maps import Backdrop
    from planner.report.words import Lang


def report_command(
    console: Console,
    comparisons: Sequence[Path],
    out: Path,
    form: str | None = None,
    template: Path | None = None,
    proposed: str | None = None,
    boundaries: Path | None = None,
    boundaries_column: str | None = None,
    annexes: Sequence[str] = (),
    full: bool = False,
    chief: Chief = "director",
    lang: Lang = "nb",
) -> int:
    """Write the case document; a comparison folder for each demand level, the main one first."""
    chosen = _form(out, form)
    if template is not None and not chosen.takes_template:
        raise click.UsageError(
            message(
                "--template gives a Word file its look; it means nothing for {name}.", name=chosen.name
            )
        )
    check_boundaries(boundaries, boundaries_column)
    from planner.report.case import ANNEXES

    annexes = tuple(ANNEXES) if full else annexes
    from planner.files import replaced_file
    from planner.report.case import case_document, case_material

    with console.progress() as progress:
        progress(message("reading the runs"), None)
        read = [read_comparison(folder) for folder in comparisons]
        material = case_material(
            [comparison for comparison, _ in read], lang, proposed=proposed, chief=chief
        )
        progress(message("drawing"), None)
        backdrop = None
        if boundaries is not None:
            backdrop = backdrop_of(console, material.region, boundaries, boundaries_column)
        pictured = illustrated(
            material, comparisons[0], backdrop, anew=backdrop is not None, annexes=annexes
        )
        document = case_document(pictured, annexes)
        progress(message("writing the document"), None)
        content = content_of(document, chosen, template)
        with replaced_file(out) as temporary:
            temporary.write_bytes(content)
    for note in dict.fromkeys(note for _, told in read for note in told):
        console.say(note)
    console.result(str(out))
    return 0


def read_comparison(folder: Path) -> tuple[Comparison, tuple[str, ...]]:
    """A comparison as its folder has it, with what has changed since.

    Raises:
        InputError: no comparison folder, or what stands in it cannot be used.
    """
    from planner.report import compare
    from planner.report.folder import read_marker, read_without_plan

    runs = read_runs([folder])
    if read_marker(folder)["kind"] != "comparison":
        raise InputError(
            [
                Finding(
                    str(folder),
                    message("is one run, and a report compares several"),
                    expected=message("a folder that `compare --out` or `demo` has written"),
                    fix=message(
                        "Compare first: lms-planner compare alt-0-today alt-2-lokta --out results"
                    ),
                )
            ]
        )
    return compare(runs.alternatives, read_without_plan(folder)), runs.notes


def illustrated(
    material: Material,
    folder: Path,
    backdrop: Backdrop | None = None,
    *,
    anew: bool = False,
    known: Mapping[str, bytes] | None = None,
    annexes: Sequence[str] = (),
) -> Material:
    """With maps, charts and close-ups; `folder` is that of the main comparison.

    The maps are those of its run folders where they speak the document's language, unless all are to be
    drawn `anew` (on outlines of a user's own). `known` are pictures that are there already, by name.
    """
    from dataclasses import replace

    from planner.report.case import (
        choice,
        close_ups,
        comparison_pictures,
        drawn,
        groups,
        picture_notes,
        shrunk,
    )
    from planner.report.folder import read_marker
    from planner.report.maps.page import read_backdrop

    shared = backdrop or read_backdrop(material.region)
    shown = [group.shown for group in groups(material)]
    maps = {}
    for alternative in shown if "alternatives" in annexes else ():
        run = folder / material.ids[alternative.name]
        path = run / "map.png"
        as_it_is = path.is_file() and read_marker(run).get("lang", "nb") == material.lang
        if as_it_is and not anew:
            maps[alternative.name] = shrunk(path.read_bytes())
        else:
            maps[alternative.name] = drawn(alternative, shared, material.lang)
    change, known = None, known or {}
    if material.effects is not None and material.today is not None:
        change = (material.today, material.proposed)
    close = "municipalities" in annexes
    chosen = [group.shown for group in choice(material)]
    return replace(
        material,
        picture_notes=picture_notes(chosen, change, shared, material.lang),
        maps=maps,
        municipality_maps=close_ups(material.proposed, shared, material.lang) if close else {},
        pictures=comparison_pictures(
            chosen,
            change,
            shared,
            material.lang,
            known=known,
            charts=bool(annexes),
        ),
    )


def content_of(document: Document, form: Format, template: Path | None = None) -> bytes:
    """The document in a form.

    Raises:
        InputError: the template is no Word file, or what makes PDF is missing.
    """
    from planner.report import Asked

    assert form.write is not None
    content = form.write(document, Asked(template=template))
    assert content is not None
    return content


def _form(out: Path, form: str | None) -> Format:
    """The form asked for, which the file's name has to agree with; or the one that its name says."""
    from planner.report import by_suffix, endings, format_of

    found = by_suffix("report", out)
    if found is None:
        raise click.UsageError(
            message("--out {out}: end the file's name with {value}.", out=out, value=endings("report"))
        )
    if form is not None and form != found.name:
        ending = format_of("report", form).suffix
        raise click.UsageError(
            message(
                "--out {out} is no name for {form}; end it with {ending}.",
                out=out,
                form=form,
                ending=ending,
            )
        )
    return found
