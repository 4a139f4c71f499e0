"""`demo`: the alternatives of the 2011 Midt-Troms report, from data to maps in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.commands.comparing import tell_without_plan
from planner.commands.console import Console
from planner.commands.outlines import backdrop_of, check_boundaries
from planner.commands.run import Task, read_tasks
from planner.progress import Report

if TYPE_CHECKING:
    from planner.commands.together import Answers
    from planner.report import Comparison
    from planner.report.map_backdrop import Backdrop
    from planner.report.numbers import Lang

REGION = "midt-troms-2011"
ALTERNATIVES = "Alternatives of the 2011 report"
STRATEGIES = "Venue strategies under LØKTA"
TODAY = "alt-0-today"
CHOSEN = "alt-2-lokta"
"""The organisation that venue strategies are tried under: the working group's own choice."""

TITLES: dict[str, dict[str, str]] = {
    "nb": {
        "eight": "1. Alternativene i rapporten fra 2011, vurdert for de åtte kommunene",
        "strategies": "2. Samme samordning (LØKTA), ulike lokaler",
        "ten": "3. Alternativene vurdert for de ti, med Salangen og Lavangen",
    },
    "en": {
        "eight": "1. The alternatives of the 2011 report, judged for the eight municipalities",
        "strategies": "2. One organisation (LØKTA), other venues",
        "ten": "3. The alternatives judged for the ten, with Salangen and Lavangen",
    },
}
TEN = {
    "nb": "Tabell og vurderinger ligger i {out}/ten/comparison.txt",
    "en": "Table and verdicts stand in {out}/ten/comparison.txt",
}
CLOSING = {
    "nb": """\
Resultatene ligger i {out}:
  {out}/report.docx                  saksframlegg, et utkast til å arbeide videre med i Word
  {out}/eight/comparison.xlsx        tabellene som regneark (også .txt, .csv og .json)
  {out}/eight/alt-2-lokta/map.png    kart; hvert alternativ har sin mappe
  {out}/map.html                     interaktivt kart over alle: åpnes i nettleseren, trenger ikke nett
  {out}/alternatives.png             alternativene side om side, på kart i samme målestokk
  {out}/difference.png               hvem som får kortere og lengre vei, fra i dag til LØKTA
  {out}/charts                       diagrammer: reisetid, innbyggere per enhet, kostnad
  {out}/alt-2-lokta.gpkg             kartlag for QGIS
Videre:
  lms-planner region show {region}              hva som er kjent og hva som er antatt
  lms-planner solve pilot --set demand.level=high --out runs/pilot
  lms-planner scenario show pilot > mitt.yaml             et alternativ å endre på, og så:
  lms-planner compare alt-2-lokta mitt.yaml""",
    "en": """\
The results stand in {out}:
  {out}/report.docx                  the case document, a draft to work on in Word
  {out}/eight/comparison.xlsx        the tables as a workbook (.txt, .csv and .json too)
  {out}/eight/alt-2-lokta/map.png    a map; each alternative has its folder
  {out}/map.html                     an interactive map of all: opens in a browser, needs no network
  {out}/alternatives.png             the alternatives side by side, on maps at one scale
  {out}/difference.png               who gets nearer and who farther, from today to LØKTA
  {out}/charts                       charts: travel time, inhabitants of units, cost
  {out}/alt-2-lokta.gpkg             layers for QGIS
From here:
  lms-planner region show {region}              what is known and what is assumed
  lms-planner solve pilot --set demand.level=high --out runs/pilot
  lms-planner scenario show pilot > mine.yaml             an alternative to change, and then:
  lms-planner compare alt-2-lokta mine.yaml""",
}


PROPOSED = "pilot"
"""What the working group of 2011 recommended, and the draft of the case document is written for."""


def demo_command(
    console: Console,
    out: Path = Path("demo"),
    workers: int | None = None,
    boundaries: Path | None = None,
    boundaries_column: str | None = None,
    lang: Lang = "nb",
) -> int:
    """Solve, compare, write and tell where to look."""
    from planner.commands.folders import check_out
    from planner.commands.together import solve_tasks

    check_out(out)
    check_boundaries(boundaries, boundaries_column)
    parts = _parts()
    region = next(task.region for part in parts.values() for task in part)
    backdrop = backdrop_of(console, region, boundaries, boundaries_column)
    tasks = [task for part in parts.values() for task in part]
    with console.progress() as progress:
        answers = solve_tasks(tasks, workers=workers, progress=progress)
        comparisons = _comparisons(parts, answers)
        if comparisons:
            _write(comparisons, out, backdrop, lang, workers, progress)
    for name, comparison in comparisons.items():
        _show(console, name, comparison, out, lang)
    code = tell_without_plan(console, answers)
    if comparisons:
        console.say(CLOSING[lang].format(out=out, region=REGION))
    return code


def _parts() -> dict[str, tuple[Task, ...]]:
    """Each part's scenarios; the chosen organisation, solved in the first, stands in the third too."""
    from planner.scenario import shipped_scenarios

    shipped = shipped_scenarios(REGION)
    alternatives = [s.name for s in shipped if s.group == ALTERNATIVES]
    strategies = [s.name for s in shipped if s.group == STRATEGIES]
    return {
        "eight": read_tasks(alternatives, scope="eight"),
        "strategies": read_tasks(strategies, scope="eight"),
        "ten": read_tasks(alternatives, scope="ten"),
    }


def _comparisons(parts: dict[str, tuple[Task, ...]], answers: Answers) -> dict[str, Comparison]:
    from planner.commands.together import Answers
    from planner.report import compare

    left = list(answers.answers)
    found: dict[str, Comparison] = {}
    first = Answers(answers.answers[: len(parts["eight"])])
    chosen = [alternative for alternative in first.alternatives if alternative.name == CHOSEN]
    for name, tasks in parts.items():
        mine, left = Answers(tuple(left[: len(tasks)])), left[len(tasks) :]
        alternatives = (*chosen, *mine.alternatives) if name == "strategies" else mine.alternatives
        if alternatives:
            found[name] = compare(alternatives, mine.without_plan)
    return found


def _write(
    comparisons: dict[str, Comparison],
    out: Path,
    backdrop: Backdrop,
    lang: Lang,
    workers: int | None,
    progress: Report,
) -> None:
    """One folder with a comparison folder for each part, all or nothing."""
    from planner.commands.drawing import maps_drawn
    from planner.report import write_comparison
    from planner.report.atomic import MARKER, WRITTEN_BY, listing, replaced_folder
    from planner.report.stable import stable_json, write_text

    every = [alternative for c in comparisons.values() for alternative in c.alternatives]
    with replaced_folder(out) as folder, maps_drawn(every, lang, workers, backdrop) as draw:
        for name, comparison in comparisons.items():
            write_comparison(comparison, folder / name, lang=lang, draw=draw, progress=progress)
        progress("interactive map and layers for a GIS", None)
        _write_maps(comparisons, folder, backdrop, lang)
        progress("maps side by side and charts", None)
        _write_pictures(comparisons, folder, backdrop, lang)
        progress("the case document", None)
        _write_report(comparisons, folder, backdrop, lang)
        marker = {"written_by": WRITTEN_BY, "kind": "demo", "files": listing(folder)}
        write_text(folder / MARKER, stable_json(marker))


def _write_maps(
    comparisons: dict[str, Comparison], folder: Path, backdrop: Backdrop, lang: Lang
) -> None:
    """One interactive map of all that is judged for the eight, and the chosen alternative's layers."""
    from planner.report.gis import write_geopackage
    from planner.report.web_map import write_web_map

    by_name = {
        alternative.name: alternative
        for name in ("eight", "strategies")
        if name in comparisons
        for alternative in comparisons[name].alternatives
    }
    if not by_name:
        return
    write_web_map(tuple(by_name.values()), folder / "map.html", lang=lang, backdrop=backdrop)
    if CHOSEN in by_name:
        write_geopackage(by_name[CHOSEN], folder / f"{CHOSEN}.gpkg", lang=lang, backdrop=backdrop)


def _write_pictures(
    comparisons: dict[str, Comparison], folder: Path, backdrop: Backdrop, lang: Lang
) -> None:
    """The first part's alternatives side by side and its charts, and what the chosen one does to the
    way of each place."""
    from planner.report.charts import write_charts
    from planner.report.map_difference import draw_difference
    from planner.report.map_multiples import draw_multiples

    if "eight" not in comparisons:
        return
    alternatives = comparisons["eight"].alternatives
    draw_multiples(alternatives, folder / "alternatives.png", lang=lang, backdrop=backdrop)
    write_charts(alternatives, folder / "charts", lang=lang)
    by_name = {alternative.name: alternative for alternative in alternatives}
    if {TODAY, CHOSEN} <= set(by_name):
        path = folder / "difference.png"
        draw_difference(by_name[TODAY], by_name[CHOSEN], path, lang=lang, backdrop=backdrop)


def _write_report(
    comparisons: dict[str, Comparison], folder: Path, backdrop: Backdrop, lang: Lang
) -> None:
    """The case document of the first part, with the pictures that stand in the folder."""
    from planner.commands.reporting import content_of, illustrated
    from planner.report.case import case_document, case_material

    if "eight" not in comparisons:
        return
    eight = comparisons["eight"]
    names = {alternative.name for alternative in eight.alternatives}
    proposed = next((name for name in (PROPOSED, CHOSEN) if name in names), None)
    material = case_material([eight], lang, proposed=proposed)
    known = {path.stem: path.read_bytes() for path in sorted((folder / "charts").glob("*.png"))}
    known["multiples"] = (folder / "alternatives.png").read_bytes()
    document = case_document(illustrated(material, folder / "eight", backdrop, known=known))
    (folder / "report.docx").write_bytes(content_of(document, "docx"))


def _show(console: Console, name: str, comparison: Comparison, out: Path, lang: Lang) -> None:
    from planner.report import comparison_text

    title = TITLES[lang][name]
    if name == "ten":  # the same rows again: three screens more would bury the first part
        text = TEN[lang].format(out=out)
    else:
        text = comparison_text(comparison, lang, width=console.width, color=console.color)
    console.result(f"{title}\n{'=' * len(title)}\n\n{text.rstrip()}\n")
