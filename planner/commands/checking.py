"""`check`: what is wrong with a scenario, a region or a plan, all of it at once."""

from __future__ import annotations

from pathlib import Path

from planner.commands import regions
from planner.commands.console import Console
from planner.commands.exit_codes import EXIT_INFEASIBLE, EXIT_INPUT
from planner.errors import Finding, InputError
from planner.files import is_standard_input
from planner.messages import message
from planner.pipeline import Task, read_task
from planner.texts import Lang

SCENARIO_SUFFIXES = (".yaml", ".yml")
PLAN_FILE = "plan.json"
SCENARIO_FILE = "scenario.yaml"


def check_command(console: Console, path: Path, form: str = "text", lang: Lang = "nb") -> int:
    """Check whatever stands at a path."""
    if is_standard_input(path):
        return _check_scenario(console, path, form)
    if not path.exists() and "#" in path.name:
        return _check_scenario(console, path, form)  # an alternative of a region's own table
    if not path.exists():
        return _check_name(console, path, form, lang)
    if path.is_dir() and (path / PLAN_FILE).is_file():
        return _check_plan(console, path / PLAN_FILE, form)
    if path.suffix.lower() == ".json":
        return _check_plan(console, path, form)
    if path.suffix.lower() in SCENARIO_SUFFIXES:
        return _check_scenario(console, path, form)
    return regions.check_command(console, path, lang, form=form)


def _check_name(console: Console, path: Path, form: str, lang: Lang) -> int:
    """A shipped scenario or region by its name, for those who try."""
    from planner.region import shipped_regions
    from planner.scenario import shipped_scenarios

    name = path.as_posix()
    if name in {scenario.name for scenario in shipped_scenarios()}:
        return _check_scenario(console, name, form)
    if name in shipped_regions():
        return regions.check_command(console, name, lang, form=form)
    raise InputError(
        [
            Finding(
                name,
                message(
                    "there is no such file or folder, and no scenario or region ships under this name"
                ),
                expected=message(
                    "a scenario (.yaml), a region (folder, .xlsx), a plan (.json) or a run folder"
                ),
                fix=message(
                    "Check the path; `lms-planner scenario list` and `region list` show what ships."
                ),
            )
        ]
    )


def _check_scenario(console: Console, name: str | Path, form: str) -> int:
    if form == "json":
        return _scenario_as_json(console, name)
    task = read_task(name)
    for note in task.loaded.messages:
        console.say(message("Note: {note}", note=note))
    reasons = _no_plan_because(task)
    for reason in reasons:
        console.result(reason)
    if reasons:
        console.say(message("{name}: can be read, but no plan can satisfy it.", name=str(name)))
        return EXIT_INFEASIBLE
    console.result(
        message(
            "{name}: no problems. {title}, region {region}.",
            name=str(name),
            title=task.loaded.scenario.title,
            region=task.region.id,
        )
    )
    return 0


def _scenario_as_json(console: Console, name: str | Path) -> int:
    from planner.report.json import check_json

    try:
        task = read_task(name)
    except InputError as error:
        console.result(check_json("scenario", str(name), error.findings).rstrip("\n"))
        return EXIT_INPUT
    reasons = _no_plan_because(task)
    told = check_json("scenario", str(name), (), task.loaded.messages, reasons)
    console.result(told.rstrip("\n"))
    return EXIT_INFEASIBLE if reasons else 0


def _no_plan_because(task: Task) -> tuple[str, ...]:
    """Reasons that arithmetic alone gives; that there are none does not promise a plan."""
    from planner.problem import build_problem
    from planner.solve.infeasible import certain_reasons
    from planner.travel import build_travel

    travel = build_travel(task.region, task.loaded.scenario)
    return tuple(certain_reasons(build_problem(task.region, travel, task.loaded.scenario)))


def _check_plan(console: Console, path: Path, form: str) -> int:
    """Check a plan against the scenario that stands beside it, or the shipped one that it names."""
    from planner.evaluate import read_plan
    from planner.travel import build_travel
    from planner.verify import verify_plan

    plan = read_plan(path)
    beside = path.with_name(SCENARIO_FILE)
    task = read_task(beside if beside.is_file() else plan.scenario)
    travel = build_travel(task.region, task.loaded.scenario)
    violations = verify_plan(task.region, travel, task.loaded.scenario, plan)
    if form == "json":
        from planner.report.json import check_json

        broken = [
            Finding(str(path), violation.message, field=violation.rule) for violation in violations
        ]
        console.result(check_json("plan", str(path), broken).rstrip("\n"))
        return EXIT_INPUT if violations else 0
    for violation in violations:
        console.result(f"{path} [{violation.rule}]: {violation.message}")
    if violations:
        console.say(message("{path}: rules broken: {count}.", path=str(path), count=len(violations)))
        return EXIT_INPUT
    console.result(
        message(
            "{path}: no problems. A plan of {scenario} for {region}.",
            path=str(path),
            scenario=plan.scenario,
            region=task.region.id,
        )
    )
    return 0
