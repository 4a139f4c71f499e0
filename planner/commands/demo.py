"""`demo`: the alternatives of the 2011 Midt-Troms report, from data to maps in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planner.commands.comparing import tell_without_plan
from planner.commands.console import Console
from planner.commands.demo_folder import AT_LEVEL, CHOSEN, MAIN
from planner.commands.outlines import backdrop_of, check_boundaries
from planner.pipeline import Task, read_tasks
from planner.texts import Lang, Texts, name_in

if TYPE_CHECKING:
    from planner.pipeline import Answers
    from planner.report import Comparison

LOWEST = "lowest"
"""The level of demand that the demo leaves out."""

REGION = "midt-troms-2011"
ALTERNATIVES = "Alternatives of the 2011 report"
STRATEGIES = "Venue strategies under LØKTA"
TEXTS = Texts(
    "demo",
    {
        "title.eight": "1. The alternatives of the 2011 report, judged for the eight municipalities",
        "title.level": "The same alternatives, demand: {level}",
        "title.strategies": "2. One organisation (LØKTA), other venues",
        "title.ten": "3. The alternatives judged for the ten, with Salangen and Lavangen",
        "stands_in": "Table and verdicts stand in {out}/{name}/comparison.txt",
        "closing": """\
The results stand in {out}:
  {out}/report.docx                  the case document, a draft to work on in Word
  {out}/eight-middle                 the alternatives at middle demand; {out}/eight-high at high
  {out}/eight/comparison.xlsx        the tables as a workbook (.txt, .csv and .json too)
  {out}/eight/alt-2-lokta/map.png    a map; each alternative has its folder
  {out}/map.html                     an interactive map of all: opens in a browser, needs no network
  {out}/alternatives.png             the alternatives side by side, on maps at one scale
  {out}/difference.png               who gets nearer and who farther, from today to LØKTA
  {out}/charts                       charts: travel time, inhabitants of units, cost
  {out}/alt-2-lokta.gpkg             layers for QGIS
From here:
  lms-planner region show {region}              what is known and what is assumed
  lms-planner report {out}/eight {out}/eight-middle {out}/eight-high --proposed pilot --out case.pdf
  lms-planner solve pilot --set demand.level=high --out runs/pilot
  lms-planner scenario show pilot > mine.yaml             an alternative to change, and then:
  lms-planner compare alt-2-lokta mine.yaml""",
    },
)


def demo_command(
    console: Console,
    out: Path = Path("demo"),
    workers: int | None = None,
    boundaries: Path | None = None,
    boundaries_column: str | None = None,
    lang: Lang = "nb",
) -> int:
    """Solve, compare, write and tell where to look."""
    from planner.commands.demo_folder import write_demo
    from planner.commands.folders import check_out
    from planner.pipeline import solve_tasks

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
            write_demo(comparisons, out, backdrop, lang, workers, progress)
    for name, comparison in comparisons.items():
        _show(console, name, comparison, out, lang)
    code = tell_without_plan(console, answers)
    if comparisons:
        console.say(TEXTS.text(lang, "closing").format(out=out, region=REGION))
    return code


def _parts() -> dict[str, tuple[Task, ...]]:
    """Each part's scenarios; the chosen organisation, solved in the first, stands in the second too.

    The first part comes again at every other level of demand, for the case document.
    """
    from planner.scenario import shipped_scenarios

    shipped = shipped_scenarios(REGION)
    alternatives = [s.name for s in shipped if s.group == ALTERNATIVES]
    strategies = [s.name for s in shipped if s.group == STRATEGIES]
    eight = read_tasks(alternatives, scope="eight")
    at_levels = {
        f"{AT_LEVEL}{level}": read_tasks(alternatives, (f"demand.level={level}",), scope="eight")
        for level in eight[0].region.demand_levels
        # at the lowest level an alternative of two centres has no plan: that is for a study to tell
        if level != LOWEST and any(task.loaded.scenario.demand.level != level for task in eight)
    }
    return {
        MAIN: eight,
        **at_levels,
        "strategies": read_tasks(strategies, scope="eight"),
        "ten": read_tasks(alternatives, scope="ten"),
    }


def _comparisons(parts: dict[str, tuple[Task, ...]], answers: Answers) -> dict[str, Comparison]:
    from planner.pipeline import Answers
    from planner.report import compare

    left = list(answers.answers)
    found: dict[str, Comparison] = {}
    first = Answers(answers.answers[: len(parts[MAIN])])
    chosen = [alternative for alternative in first.alternatives if alternative.name == CHOSEN]
    for name, tasks in parts.items():
        mine, left = Answers(tuple(left[: len(tasks)])), left[len(tasks) :]
        alternatives = (*chosen, *mine.alternatives) if name == "strategies" else mine.alternatives
        if alternatives:
            found[name] = compare(alternatives, mine.without_plan)
    return found


def _show(console: Console, name: str, comparison: Comparison, out: Path, lang: Lang) -> None:
    from planner.report import comparison_text

    if name.startswith(AT_LEVEL):
        level = comparison.region.demand_levels[name.removeprefix(AT_LEVEL)]
        title = TEXTS.text(lang, "title.level").format(
            level=name_in(lang, level.name_nb.lower(), level.id)
        )
    else:
        title = TEXTS.text(lang, f"title.{name}")
    if name not in (MAIN, "strategies"):
        # The same rows again: screen after screen of them would bury the first part.
        text = TEXTS.text(lang, "stands_in").format(out=out, name=name)
    else:
        text = comparison_text(comparison, lang, width=console.width, color=console.color)
    console.result(f"{title}\n{'=' * len(title)}\n\n{text.rstrip()}\n")
