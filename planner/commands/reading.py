"""Run folders read back: scenario, plan and figures as they were written, with nothing solved again.

read_runs(paths)    run folders, or comparison folders with many of them    → Runs(alternatives, notes)

Travel times and indicators follow from region, scenario and plan, and are worked out anew; the plan has
to pass the verifier before anything shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.messages import message
from planner.pipeline import Regions, read_task

if TYPE_CHECKING:
    from planner.pipeline import Alternative

PLAN_FILE = "plan.json"
SCENARIO_FILE = "scenario.yaml"


@dataclass(frozen=True, slots=True)
class Runs:
    """Alternatives in the order asked, and what a reader of them should know."""

    alternatives: tuple[Alternative, ...]
    notes: tuple[str, ...]


def read_runs(paths: Iterable[Path]) -> Runs:
    """The alternatives of run folders; a comparison folder stands for all of its runs.

    Raises:
        InputError: a path is no results folder, or what stands in it cannot be used; the problems of
            all of them together.
    """
    folders, findings = _run_folders(tuple(paths))
    regions = Regions()
    alternatives: list[Alternative] = []
    notes: list[str] = []
    for folder, marker in folders:
        try:
            alternative, told = _read_run(folder, marker, regions)
        except InputError as error:
            findings += error.findings or [Finding(str(folder), str(error))]
            continue
        alternatives.append(alternative)
        notes += told
    if findings:
        raise InputError(dict.fromkeys(findings))
    return Runs(tuple(alternatives), tuple(dict.fromkeys(notes)))


def _run_folders(paths: tuple[Path, ...]) -> tuple[list[tuple[Path, dict[str, Any]]], list[Finding]]:
    """The run folders that paths stand for, each once, with their markers; and what is wrong."""
    from planner.report.folder import read_marker

    found: dict[Path, dict[str, Any]] = {}
    findings: list[Finding] = []
    for path in paths:
        try:
            marker = read_marker(path)
        except InputError as error:
            findings += error.findings
            continue
        if marker["kind"] == "run":
            found[path] = marker
        elif marker["kind"] == "comparison":
            for name in marker.get("alternatives", {}):
                try:
                    found[path / name] = read_marker(path / name)
                except InputError as error:
                    findings += error.findings
        else:
            findings.append(_not_one(path, marker["kind"]))
    return list(found.items()), findings


def _not_one(path: Path, kind: str) -> Finding:
    """What is wrong with a folder of ours that is neither a run nor one comparison."""
    inner = sorted(str(p.parent) for p in path.glob("*/inputs.json"))
    return Finding(
        str(path),
        message("is neither a run nor one comparison"),
        found=message("a folder of the kind `{kind}`", kind=kind),
        expected=message("a folder that `solve --out` or `compare --out` has written"),
        fix=message("Name one of those in it: {names}.", names=", ".join(inner))
        if inner
        else message("Check the path."),
    )


def _read_run(
    folder: Path, marker: dict[str, Any], regions: Regions
) -> tuple[Alternative, tuple[str, ...]]:
    from planner.evaluate import evaluate, read_plan
    from planner.pipeline import Alternative
    from planner.report.folder import fingerprint
    from planner.travel import build_travel
    from planner.verify import verify_plan

    task = read_task(folder / SCENARIO_FILE, regions=regions)
    inputs = marker.get("inputs") or {}
    scope_codes = inputs.get("scope_codes")
    if scope_codes:
        task = replace(task, scope_codes=_known(scope_codes, task.region.municipalities, folder))
    plan = read_plan(folder / PLAN_FILE)
    travel = build_travel(task.region, task.loaded.scenario)
    violations = verify_plan(task.region, travel, task.loaded.scenario, plan)
    if violations:
        raise InputError(
            Finding(
                str(folder / PLAN_FILE),
                message(
                    "the plan breaks the rule {rule}: {message}",
                    rule=violation.rule,
                    message=violation.message,
                ),
                fix=message(
                    "Mend plan or scenario, or solve again; the region may have changed since."
                ),
            )
            for violation in violations
        )
    indicators = evaluate(task.region, travel, task.loaded.scenario, plan, task.scope_codes)
    alternative = Alternative(task.loaded, task.region, travel, plan, indicators)
    notes = []
    was, now = inputs.get("region"), fingerprint(alternative)["region"]
    if was and was != now:
        notes.append(
            f"Note: the tables of {task.region.id} have changed since {folder} was written; the plan "
            "is as it was, its figures follow the tables of today."
        )
    return alternative, tuple(notes)


def _known(codes: Iterable[str], known: Any, folder: Path) -> tuple[str, ...]:
    unknown = sorted(set(codes) - set(known))
    if unknown:
        raise InputError(
            [
                Finding(
                    str(folder / "inputs.json"),
                    message("the scope names municipalities that the region does not have"),
                    field="scope_codes",
                    found=", ".join(unknown),
                    fix=message("The region has changed since; solve again."),
                )
            ]
        )
    return tuple(codes)
