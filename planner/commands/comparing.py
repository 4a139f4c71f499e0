"""`compare`: several scenarios side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.commands.console import Console
from planner.commands.exit_codes import EXIT_INFEASIBLE, EXIT_NO_PLAN
from planner.commands.outlines import check_drawn, own_backdrop
from planner.commands.solving import limits
from planner.messages import message
from planner.pipeline import Task, read_tasks

if TYPE_CHECKING:
    from planner.pipeline import Answers
    from planner.report import Comparison
    from planner.report.comparison import Weighing
    from planner.report.maps import Backdrop
    from planner.report.words import Lang


def compare_command(
    console: Console,
    scenarios: Sequence[str] = (),
    every: bool = False,
    region: str = "midt-troms-2011",
    scope: str | None = None,
    out: Path | None = None,
    form: str = "table",
    overrides: Iterable[str] = (),
    time_limit: float | None = None,
    gap: float | None = None,
    workers: int | None = None,
    weights: Path | None = None,
    boundaries: Path | None = None,
    boundaries_column: str | None = None,
    years: Sequence[float] = (),
    lang: Lang = "nb",
) -> int:
    """Solve scenarios and hand over their comparison, of those that have a plan."""
    from planner.pipeline import solve_tasks

    names = _names(console, scenarios, every, region)
    _check_form(form)
    check_drawn(boundaries, boundaries_column, out)
    stated = None
    if weights is not None:
        from planner.decide import read_weights

        _check_weighed_form(form, out)
        stated = read_weights(weights)
    if out is not None:
        from planner.commands.folders import check_out

        check_out(out)
    overrides = (*overrides, *limits(time_limit, gap))
    tasks = _of_years(names, overrides, scope, [int(year) for year in years])
    _say_scope(console, tasks, scope)
    backdrop = own_backdrop(console, tasks[0].region, boundaries, boundaries_column)
    with console.progress() as progress:
        answers = solve_tasks(tasks, workers=workers, progress=progress)
    if answers.alternatives:
        from planner.report import compare

        comparison = compare(answers.alternatives, answers.without_plan)
        weighing = None
        if stated is not None:
            from planner.commands.weighing import weigh_answers

            with console.progress() as progress:
                weighing = weigh_answers(
                    answers,
                    comparison,
                    stated,
                    names,
                    overrides,
                    scope,
                    workers=workers,
                    progress=progress,
                )
        if out is not None:
            write(console, comparison, out, lang, weighing, workers, backdrop)
        show(console, comparison, form, lang, weighing)
        if out is not None:
            console.say(message("Written to {out}", out=str(out)))
    return tell_without_plan(console, answers)


def _of_years(
    names: Sequence[str], overrides: tuple[str, ...], scope: str | None, years: Sequence[int]
) -> tuple[Task, ...]:
    """Every scenario, or every scenario in every year under a name of its own."""
    if not years:
        return read_tasks(names, overrides, scope)
    tasks = []
    for year in years:
        for task in read_tasks(names, (*overrides, f"population.year={year}"), scope):
            own = task.loaded.scenario
            named = own.model_copy(
                update={
                    "name": f"{own.name}-{year}",
                    "title": f"{own.title} ({year})",
                    "title_en": f"{own.title_en} ({year})" if own.title_en else "",
                }
            )
            tasks.append(replace(task, loaded=replace(task.loaded, scenario=named)))
    return tuple(sorted(tasks, key=lambda task: _order(task, names)))


def _order(task: Task, names: Sequence[str]) -> tuple[int, int]:
    """A scenario's years side by side, scenarios in the order asked."""
    year = task.loaded.scenario.population.year or 0
    stem = task.name.removesuffix(f"-{year}")
    order = [Path(name).stem for name in names]
    return (order.index(stem) if stem in order else len(order), year)


def show(
    console: Console,
    comparison: Comparison,
    form: str,
    lang: Lang,
    weighing: Weighing | None = None,
) -> None:
    """The comparison to standard output, and how it is weighed."""
    from planner.report import Asked, format_of

    found = format_of("comparison", form)
    assert found.write is not None
    asked = Asked(lang, width=console.width, color=console.color, weighing=weighing)
    content = found.write(comparison, asked)
    assert content is not None
    if found.binary:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    console.result(content.decode().rstrip("\n"))


def write(
    console: Console,
    comparison: Comparison,
    out: Path,
    lang: Lang,
    weighing: Weighing | None = None,
    workers: int | None = None,
    backdrop: Backdrop | None = None,
) -> None:
    """The results folder of a comparison; its maps on a backdrop of the user's, if there is one."""
    from planner.commands.drawing import maps_drawn
    from planner.report import write_comparison

    with (
        console.progress() as progress,
        maps_drawn(comparison.alternatives, lang, workers, backdrop) as draw,
    ):
        write_comparison(comparison, out, lang=lang, draw=draw, progress=progress, weighing=weighing)


def tell_without_plan(console: Console, answers: Answers) -> int:
    """Name the scenarios that have no plan, with the reasons; the exit code that follows."""
    from planner.report.words import in_words

    for row in answers.without_plan:
        impossible = row.status == "infeasible"
        word = message("no plan can satisfy it") if impossible else message("no plan was found")
        reasons = "; ".join(in_words(console.lang, reason) for reason in row.reasons)
        console.problem(
            f"{row.scenario}: {in_words(console.lang, word)}: {reasons}.".replace("..", ".")
        )
    if any(row.status == "infeasible" for row in answers.without_plan):
        console.say(message("`lms-planner explain SCENARIO` says what would help."))
    stopped = [row for row in answers.without_plan if row.status != "infeasible"]
    if stopped:
        return EXIT_NO_PLAN
    return EXIT_INFEASIBLE if answers.without_plan else 0


def _names(console: Console, scenarios: Sequence[str], every: bool, region: str) -> tuple[Any, ...]:
    """The scenarios asked for by name, all that ship for a region, or those of a region's own table."""
    from planner.scenario import expanded, shipped_scenarios

    if every and scenarios:
        raise click.UsageError(message("Name scenarios, or give --all; not both."))
    if every:
        from planner.region import locate_region

        locate_region(region)
        names = tuple(scenario.name for scenario in shipped_scenarios(region))
        if not names:
            raise click.UsageError(message("No scenario ships for the region {region}.", region=region))
        console.detail(
            message("Scenarios that ship for {region}: {count}.", region=region, count=len(names))
        )
        return names
    if not scenarios:
        raise click.UsageError(
            message(
                "Name at least one scenario, for example `lms-planner compare "
                "solo alt-2-lokta`; `lms-planner compare --all` takes every "
                "shipped one."
            )
        )
    return expanded(scenarios)


def _check_form(form: str) -> None:
    from planner.report import format_of

    if format_of("comparison", form).binary and sys.stdout.isatty():
        raise click.UsageError(
            message(
                (
                    "{form} cannot be shown on a terminal. Send it to a file (> "
                    "comparison.{form}), or name a folder with --out: a workbook is "
                    "among what is written there."
                ),
                form=form,
            )
        )


def _check_weighed_form(form: str, out: Path | None) -> None:
    from planner.report import format_of
    from planner.report.formats import formats

    if not format_of("comparison", form).takes_weighing and out is None:
        fit = " or ".join(f.name for f in formats("comparison") if f.takes_weighing)
        raise click.UsageError(
            message(
                (
                    "A weighing does not fit into {form}: choose --format {fit}, or "
                    "name a folder with --out, where weighing.txt and "
                    "comparison.json hold it."
                ),
                form=form,
                fit=fit,
            )
        )


def _say_scope(console: Console, tasks: Sequence[Task], scope: str | None) -> None:
    """Where alternatives state different scopes, say which one all are judged for."""
    own = {task.name: task.loaded.scenario.scope for task in tasks}
    if scope is None and len(set(own.values())) > 1:
        region = tasks[0].region
        others = ", ".join(name for name, stated in own.items() if stated)
        console.say(
            message(
                "Note: all alternatives are judged for the scope {scope} of {region}; another is "
                "stated by {others}. --scope names one for all.",
                scope=region.default_scope,
                region=region.id,
                others=others,
            )
        )
