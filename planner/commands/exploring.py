"""`explore`: a page on this machine on which units, venues and assumptions are changed by a click."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from planner.commands.console import Console
from planner.errors import Finding, InputError
from planner.messages import message
from planner.texts import Lang

DEFAULT_FOLDER = Path("explore")


def explore_command(
    console: Console,
    scenario: str,
    out: Path | None = None,
    port: int = 0,
    browser: bool = True,
    keep: bool = False,
    time_limit: float | None = None,
    lang: Lang = "nb",
) -> int:
    """Serve the page until Ctrl-C, or until it was closed."""
    try:
        from planner.explore import Session, serve
    except ImportError:
        raise InputError(
            [
                Finding(
                    "explore",
                    message("the live page needs Starlette and uvicorn, which are not installed"),
                    fix=message("Install them: pip install 'lms-planner[web]'"),
                )
            ]
        ) from None
    folder = out or DEFAULT_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    session = Session(scenario, folder, lang=lang, seconds_max=time_limit or 20.0)

    def opened(address: str) -> None:
        console.result(address)
        console.say(message("States are kept in {folder}. Ctrl-C ends it.", folder=str(folder)))
        if browser:
            webbrowser.open(address)

    serve(session, opened, port=port, **({"alone_seconds": None} if keep else {}))
    return 0
