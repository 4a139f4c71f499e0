"""Where errors end: every way a command can stop becomes one clear message and one exit code.

0  done (also where the reader of a pipe went away)
1  a fault in the planner itself, the verifier refusing a plan included
2  input that cannot be used, a wrong option, a folder that cannot be written
3  no plan can satisfy the scenario
4  stopped before there was a plan
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any

import click

from planner.commands.spoken import Group, speaking, spoken_language
from planner.errors import InfeasibleError, InputError, PlannerError, PlanRefusedError
from planner.files import is_full, when_full
from planner.messages import Message, message
from planner.texts import SOURCE, Lang

EXIT_FAULT = 1
EXIT_INPUT = 2
EXIT_INFEASIBLE = 3
EXIT_NO_PLAN = 4

_USERS_TO_MEND = frozenset(
    {
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.ENOENT,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.EEXIST,
        errno.ENOTEMPTY,
        errno.ENAMETOOLONG,
    }
)


class _ReaderGoneError(Exception):
    """Whoever read our standard output closed it."""


class Commands(Group):
    """A group that lets a closed pipe pass through click, which would exit with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ReaderGoneError from None


def run(command: click.Command, arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Never raises, never shows a bare traceback."""
    _write_what_the_terminal_cannot()
    spoken = spoken_language(sys.argv[1:] if arguments is None else arguments, os.environ)
    with speaking(spoken):
        return _run(command, arguments, {"spoken": spoken})


def _run(command: click.Command, arguments: Sequence[str] | None, settings: dict[str, Any]) -> int:
    spoken: Lang = settings["spoken"]
    try:
        result = command.main(arguments, "lms-planner", standalone_mode=False, obj=settings)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except (_ReaderGoneError, BrokenPipeError):
        return _leave_quietly()
    except SystemExit as leaving:  # click answering the shell's completion
        return leaving.code if isinstance(leaving.code, int) else 0
    except (click.Abort, KeyboardInterrupt):
        _tell(spoken, message("Stopped before there was anything to show."))
        return EXIT_NO_PLAN
    except click.ClickException as error:
        error.message = _in_words(spoken, error.message)  # type: ignore[misc]
        error.show()
        return EXIT_INPUT
    except PlannerError as error:
        explain(error, lang=settings.get("lang", spoken))
        return error.exit_code
    except PlanRefusedError as error:
        _explain_refusal(error, spoken)
        return EXIT_FAULT
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _USERS_TO_MEND:
            _tell(spoken, message("Error: {told}", told=_os_message(error)))
            return EXIT_INPUT
        _explain_fault(error, spoken, verbose=settings.get("verbose", False))
        return EXIT_FAULT


def explain(error: PlannerError, subject: str = "", lang: Lang = SOURCE) -> None:
    """Say on standard error what is wrong, one line for each problem, in the reader's language."""
    lead = f"{subject}: " if subject else ""
    if isinstance(error, InputError) and error.findings:
        from planner.report.words import finding_in_words, problems_in_words

        click.echo(problems_in_words(lang, len(error.findings), lead), err=True)
        for finding in error.findings:
            click.echo(f"  {finding_in_words(lang, finding)}", err=True)
    elif isinstance(error, InfeasibleError):
        _tell(lang, message("{lead}No plan can satisfy the scenario:", lead=lead))
        for reason in error.reasons:
            click.echo(f"  {_in_words(lang, reason)}", err=True)
    else:
        told = error.args[0] if error.args else ""
        _tell(lang, message("Error: {told}", told=message("{lead}{text}", lead=lead, text=told)))


def _tell(lang: Lang, text: str) -> None:
    click.echo(_in_words(lang, text), err=True)


def _in_words(lang: Lang, text: str) -> str:
    if not isinstance(text, Message):
        return text
    from planner.report.words import in_words

    return in_words(lang, text)


def _explain_refusal(error: PlanRefusedError, lang: Lang) -> None:
    _tell(
        lang,
        message(
            "Internal error: the verifier refuses the plan that was found for {scenario}, so it is "
            "neither shown nor written. This is a fault in lms-planner, not in your input:",
            scenario=error.scenario,
        ),
    )
    for violation in error.violations:
        click.echo(f"  {violation}", err=True)
    _tell(lang, message("Please report it with the scenario file and `lms-planner --version`."))


def _explain_fault(error: Exception, lang: Lang, *, verbose: bool) -> None:
    if verbose:
        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    what = " ".join(str(error).split()) or "no message"
    _tell(
        lang,
        message(
            "Internal error: {kind}: {what}. This is a fault in lms-planner, not in your input. Please "
            "report it with the command, the files it read and `lms-planner --version`{more}.",
            kind=type(error).__name__,
            what=what,
            more="" if verbose else message("; --verbose shows where it happened"),
        ),
    )


def _os_message(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    if is_full(error):
        problem, fix = when_full(error)
        return message("{where}{problem}. {fix}", where=where, problem=problem, fix=fix)
    return message(
        "{where}{reason}. Choose another folder, or fix its permissions.",
        where=where,
        reason=error.strerror or str(error),
    )


def _leave_quietly() -> int:
    """Point standard output nowhere, so that Python's own flush at exit does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _write_what_the_terminal_cannot() -> None:
    """Letters that an old terminal does not have become ?, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        if (getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "") != "utf8":
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure:
                reconfigure(errors="replace")
