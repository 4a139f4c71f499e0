"""What the demo leaves: comparison folders, maps, charts, layers for a GIS and the case document.

Pictures are drawn by processes of their own from the first moment on; meanwhile this process writes
tables and workbooks. The case document is the one that `report` makes of the folders.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from planner.commands.drawing import Studio, map_png, studio
from planner.messages import message
from planner.pipeline import Alternative
from planner.progress import Report
from planner.report.words import Lang

if TYPE_CHECKING:
    from planner.report import Comparison
    from planner.report.maps import Backdrop

TODAY = "alt-0-today"
CHOSEN = "alt-2-lokta"
"""The organisation that venue strategies are tried under: the working group's own choice."""
PROPOSED = "pilot"
"""What the working group of 2011 recommended, and the draft of the case document is written for."""
MAIN = "eight"
"""The part that maps, charts and the case document are about."""
AT_LEVEL = f"{MAIN}-"
"""With the name of a level behind it: the same part at another level of demand."""

Pictures = Mapping[str, bytes]
"""Name → a picture as a file of its own."""


def write_demo(
    comparisons: Mapping[str, Comparison],
    out: Path,
    backdrop: Backdrop,
    lang: Lang,
    workers: int | None,
    progress: Report,
) -> None:
    """One folder with a comparison folder for each part, all or nothing.

    The parts at other levels of demand have no maps: they are there for their figures.
    """
    from planner.files import MARKER, WRITTEN_BY, listing, replaced_folder, stable_json, write_text
    from planner.report import write_comparison

    mapped = [c for name, c in comparisons.items() if not name.startswith(AT_LEVEL)]
    every = {id(alternative): alternative for c in mapped for alternative in c.alternatives}
    main = comparisons.get(MAIN)
    with replaced_folder(out) as folder, studio(len(every), workers, backdrop) as hands:
        pictures = hands.start(pictures_of, main.alternatives if main else (), lang)
        maps = {key: hands.start(map_png, a, lang) for key, a in every.items()}
        case = _case_begun(comparisons, hands, backdrop, lang) if main else None

        def draw(alternative: Alternative, path: Path, _lang: Lang) -> None:
            if id(alternative) in maps:
                path.write_bytes(maps[id(alternative)]())

        for name, comparison in comparisons.items():
            write_comparison(comparison, folder / name, lang=lang, draw=draw, progress=progress)
        progress(message("interactive map and layers for a GIS"), None)
        _write_maps(comparisons, folder, backdrop, lang)
        progress(message("maps side by side and charts"), None)
        _write_pictures(pictures(), folder)
        if main is not None and case is not None:
            progress(message("the case document"), None)
            (folder / "report.docx").write_bytes(case())
        marker = {"written_by": WRITTEN_BY, "kind": "demo", "files": listing(folder)}
        write_text(folder / MARKER, stable_json(marker))


def pictures_of(backdrop: Backdrop | None, alternatives: Sequence[Alternative], lang: Lang) -> Pictures:
    """The alternatives side by side, their charts, and what the chosen one does to each place's way."""
    from planner.report.charts import fill_charts
    from planner.report.maps import draw_difference, draw_multiples

    if not alternatives:
        return {}
    with tempfile.TemporaryDirectory(prefix="lms-planner-") as temporary:
        folder = Path(temporary)
        draw_multiples(alternatives, folder / "multiples.png", lang=lang, backdrop=backdrop)
        fill_charts(alternatives, folder, lang=lang)
        found = {path.stem: path.read_bytes() for path in sorted(folder.iterdir())}
        by_name = {alternative.name: alternative for alternative in alternatives}
        if {TODAY, CHOSEN} <= set(by_name):
            path = folder / "difference.png"
            draw_difference(by_name[TODAY], by_name[CHOSEN], path, lang=lang, backdrop=backdrop)
            found["difference"] = path.read_bytes()
    return found


def change_png(backdrop: Backdrop | None, before: Alternative, after: Alternative, lang: Lang) -> bytes:
    """Who gets nearer and who farther, for the case document."""
    from planner.report.case import change_map

    return change_map(before, after, lang, backdrop)


def choice_png(backdrop: Backdrop | None, alternatives: Sequence[Alternative], lang: Lang) -> bytes:
    """The alternatives that the choice is about, side by side, for the case document."""
    from planner.report.case import side_by_side

    return side_by_side(alternatives, lang, backdrop)


def _case_begun(
    comparisons: Mapping[str, Comparison], hands: Studio, backdrop: Backdrop, lang: Lang
) -> Callable[[], bytes]:
    """Begin with the pictures that only the case document has; what comes back makes the Word
    file."""
    from planner.commands.reporting import content_of
    from planner.report import format_of
    from planner.report.case import case_document, case_material, choice, picture_notes

    main = comparisons[MAIN]
    names = {alternative.name for alternative in main.alternatives}
    material = case_material(
        [main, *(c for name, c in comparisons.items() if name.startswith(AT_LEVEL))],
        lang,
        proposed=next((name for name in (PROPOSED, CHOSEN) if name in names), None),
    )
    shown = [group.shown for group in choice(material)]
    multiples = hands.start(choice_png, shown, lang)
    change, pair = None, None
    if material.effects is not None and material.today is not None:
        pair = (material.today, material.proposed)
        change = hands.start(change_png, *pair, lang)
    notes = picture_notes(shown, pair, backdrop, lang)

    def made() -> bytes:
        pictures = {"multiples": multiples()}
        if change is not None:
            pictures["difference"] = change()
        document = case_document(replace(material, pictures=pictures, picture_notes=notes))
        return content_of(document, format_of("report", "docx"))

    return made


def _write_maps(
    comparisons: Mapping[str, Comparison], folder: Path, backdrop: Backdrop, lang: Lang
) -> None:
    """One interactive map of all that is judged for the eight, and the chosen alternative's layers."""
    from planner.report.gis import write_geopackage
    from planner.report.web import write_web_map

    by_name = {
        alternative.name: alternative
        for name in (MAIN, "strategies")
        if name in comparisons
        for alternative in comparisons[name].alternatives
    }
    if not by_name:
        return
    write_web_map(tuple(by_name.values()), folder / "map.html", lang=lang, backdrop=backdrop)
    if CHOSEN in by_name:
        write_geopackage(by_name[CHOSEN], folder / f"{CHOSEN}.gpkg", lang=lang, backdrop=backdrop)


def _write_pictures(pictures: Pictures, folder: Path) -> None:
    """Each where a reader looks for it."""
    from planner.files import MARKER, WRITTEN_BY, listing, stable_json, write_text
    from planner.report.charts import CHARTS

    names = {"multiples": "alternatives.png", "difference": "difference.png"}
    for name, file in names.items():
        if name in pictures:
            (folder / file).write_bytes(pictures[name])
    charts = [name for name in CHARTS if name in pictures]
    if charts:
        inner = folder / "charts"
        inner.mkdir()
        for name in charts:
            (inner / f"{name}.png").write_bytes(pictures[name])
        marker = {"written_by": WRITTEN_BY, "kind": "charts", "files": listing(inner)}
        write_text(inner / MARKER, stable_json(marker))
