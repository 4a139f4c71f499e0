"""`sweep`: run a study, and tell its table and pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from planner.commands.console import Console
from planner.commands.exit_codes import EXIT_NO_PLAN
from planner.errors import InputError
from planner.messages import message

if TYPE_CHECKING:
    from planner.whatif import Planned, Ran


def run_command(
    console: Console,
    study: Path,
    out: Path | None,
    dry_run: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
    retry_failed: bool = False,
) -> int:
    """Solve the points of a study that are not solved yet."""
    from planner.whatif import plan_study, read_study, run_study

    if out is None and not dry_run:
        raise InputError(message("--out is missing: name a folder for the study, or give --dry-run"))
    with console.progress() as progress:
        planned = plan_study(read_study(study), progress)
    if dry_run or out is None:
        _list(console, planned)
        return 0
    with console.progress() as progress:
        ran = run_study(
            planned,
            out,
            workers=workers,
            scheduler=scheduler,
            retry=retry_failed,
            progress=progress,
            say=console.say,
        )
    console.say(_ended(ran, out))
    return EXIT_NO_PLAN if ran.left else 0


def _list(console: Console, planned: Planned) -> None:
    wrong = [row for row in planned.rows if row.job is None]
    width = len(str(len(planned.rows)))
    for row in planned.rows:
        mark = f"  cannot be solved: {row.problem}" if row.job is None else ""
        console.result(f"{row.point.number:>{width}}  {row.point.label}{mark}")
    equal = len(planned.rows) - len({row.key for row in planned.rows})
    console.say(
        message(
            "Points: {count}, of them equal to others: {equal}, that cannot be solved: {wrong}. "
            "Nothing was solved.",
            count=len(planned.rows),
            equal=equal,
            wrong=len(wrong),
        )
    )


def _ended(ran: Ran, out: Path) -> str:
    text = f"{ran.now} point{'s' * (ran.now != 1)} finished"
    if ran.now:
        text += f" in {ran.seconds:.1f} s ({ran.per_second:.1f} a second)"
    if ran.before:
        text += f", {ran.before} before"
    if ran.failed:
        text += f"; {ran.failed} without a plan (column `reason` says why)"
    if ran.left:
        return f"{text}; {ran.left} left. The same command goes on where this one stopped."
    return f"{text}. Table: {out / 'table.csv'}"


def table_command(
    console: Console,
    folder: Path,
    form: Literal["csv", "json"] = "csv",
    columns: str | None = None,
    out: Path | None = None,
) -> int:
    """The table of a study, to standard output or to a file."""
    from planner.whatif import chosen_columns, csv_of, read_table, write_table

    frame = read_table(folder)
    if columns:
        frame = chosen_columns(frame, [name.strip() for name in columns.split(",") if name.strip()])
    if out is not None:
        write_table(frame, out)
        console.say(message("Written: {out}", out=str(out)))
    elif form == "json":
        console.result(frame.to_json(orient="records", force_ascii=False, indent=2))
    else:
        console.result(csv_of(frame).rstrip("\n"))
    return 0


def plot_command(console: Console, folder: Path, out: Path, **chosen: Any) -> int:
    """A picture of a study, to a file."""
    from planner.whatif import write_plot

    kind = write_plot(folder, out, **chosen)
    console.say(message("Written: {out} ({kind})", out=str(out), kind=kind))
    return 0
