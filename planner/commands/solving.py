"""`solve` and `evaluate`: one scenario, its plan, and how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from planner.commands.console import Console
from planner.commands.exit_codes import EXIT_INPUT
from planner.commands.layout import columns
from planner.commands.outlines import check_drawn, own_backdrop
from planner.commands.reading import PLAN_FILE
from planner.errors import Finding, InfeasibleError, InputError
from planner.messages import message
from planner.pipeline import Task, judged, read_task, solve_task

if TYPE_CHECKING:
    from planner.pipeline import Alternative
    from planner.plan import Plan
    from planner.report.maps import Backdrop
    from planner.report.words import Lang


def limits(time_limit: float | None, gap: float | None) -> tuple[str, ...]:
    """--time-limit and --gap as what they are: overrides of the scenario, told in its run folder."""
    found = {"solve.seconds_max": time_limit, "solve.gap": gap}
    return tuple(f"{path}={value!r}" for path, value in found.items() if value is not None)


def solve_command(
    console: Console,
    scenario: str,
    out: Path | None = None,
    form: str = "text",
    overrides: Iterable[str] = (),
    time_limit: float | None = None,
    gap: float | None = None,
    start: Path | None = None,
    boundaries: Path | None = None,
    boundaries_column: str | None = None,
    lang: Lang = "nb",
) -> int:
    """Solve a scenario, from the plan of an earlier run if there is one; show it, write it, or both."""
    _check_out(out)
    check_drawn(boundaries, boundaries_column, out)
    task = read_task(scenario, (*overrides, *limits(time_limit, gap)))
    backdrop = own_backdrop(console, task.region, boundaries, boundaries_column)
    earlier = None if start is None else _earlier_plan(start, task)
    try:
        with console.progress() as progress:
            alternative = solve_task(task, start=earlier, progress=progress)
    except InfeasibleError as error:
        if console.quiet:
            raise
        from planner.commands.explaining import explain_along

        explain_along(console, task, lang)
        return error.exit_code
    _hand_over(console, alternative, out, form=form, lang=lang, backdrop=backdrop)
    return 0


def _earlier_plan(run: Path, task: Task) -> Plan:
    """The plan of a run's folder, or of a file.

    Raises:
        InputError: there is none, it is not a plan, or one of another region.
    """
    from planner.evaluate import read_plan

    path = run / PLAN_FILE if run.is_dir() else run
    plan = read_plan(path)
    if plan.region != task.region.id:
        raise InputError(
            [
                Finding(
                    str(path),
                    message("the plan to begin from is of another region"),
                    field="region",
                    found=plan.region,
                    expected=task.region.id,
                    fix=message("Give --start a run of the same region, or leave it out."),
                )
            ]
        )
    return plan


def evaluate_command(
    console: Console,
    scenario: str,
    plan: Path,
    out: Path | None = None,
    form: str = "text",
    anyway: bool = False,
    overrides: Iterable[str] = (),
    lang: Lang = "nb",
) -> int:
    """Judge a plan that is given; one that breaks rules is shown only where that is asked for."""
    from planner.evaluate import read_plan
    from planner.travel import build_travel
    from planner.verify import verify_plan

    _check_out(out)
    task = read_task(scenario, overrides)
    given = read_plan(plan)
    travel = build_travel(task.region, task.loaded.scenario)
    violations = verify_plan(task.region, travel, task.loaded.scenario, given)
    for violation in violations:
        console.problem(f"{plan} [{violation.rule}]: {violation.message}")
    if violations:
        console.problem(
            message(
                "{plan}: faults against {scenario}: {count}.",
                plan=str(plan),
                scenario=task.name,
                count=len(violations),
            )
        )
        if not anyway:
            console.problem(message("Nothing is shown; --anyway gives the indicators all the same."))
            return EXIT_INPUT
    with console.progress() as progress:
        progress(message("evaluating"), None)
        alternative = judged(task, travel, given, accept_violations=anyway)
    _hand_over(console, alternative, out, form=form, lang=lang)
    return EXIT_INPUT if violations else 0


def _check_out(out: Path | None) -> None:
    """Refuse a folder that cannot be written before any long work."""
    if out is not None:
        from planner.commands.folders import check_out

        check_out(out)


def _hand_over(
    console: Console,
    alternative: Alternative,
    out: Path | None,
    *,
    form: str,
    lang: Lang,
    backdrop: Backdrop | None = None,
) -> None:
    from planner.report import alternative_json, alternative_text, write_run

    if out is not None:
        from planner.report.folder import map_drawer

        with console.progress() as progress:
            write_run(alternative, out, lang=lang, draw=map_drawer(backdrop), progress=progress)
    if form == "json":
        console.result(alternative_json(alternative).rstrip("\n"))
    else:
        text = alternative_text(alternative, lang, width=console.width, color=console.color)
        console.result(text.rstrip("\n"))
        if alternative.plan.stages:
            console.result("\n" + stages_text(alternative.plan, lang))
    if out is not None:
        console.say(message("Written to {out}", out=str(out)))


def stages_text(plan: Plan, lang: Lang = "nb") -> str:
    """Every stage with value, bound, gap and status, as the solver proved them."""
    from planner.report.words import stage_rows, stage_title

    return (
        stage_title(plan.method, lang) + "\n" + columns(stage_rows(plan.stages, lang), right=[1, 2, 3])
    )
