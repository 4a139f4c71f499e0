"""Standard output carries results and nothing else, whatever a native library prints.

A solver or a drawing library written in C prints to descriptor 1 by itself, past Python, and a line of
its in the middle of a JSON document makes it no JSON any more. So the results keep the descriptor that
the shell gave us under another number, and descriptor 1 itself leads to standard error from then on,
in this process and in every process that it starts.
"""

from __future__ import annotations

import io
import os
import sys

_STANDARD_OUTPUT = 1
_STANDARD_ERROR = 2


def keep_results_apart() -> None:
    """Move the results (`sys.stdout`) off descriptor 1, and point that at standard error.

    Results are UTF-8 whatever the console's encoding; only what a terminal shows follows the terminal.
    Does nothing where `sys.stdout` is not descriptor 1: somebody has set the results apart already.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a program without a console, such as pythonw
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    if not _is_descriptor_one(sys.stdout):
        return
    sys.stdout.flush()
    results = os.dup(_STANDARD_OUTPUT)
    try:
        os.dup2(_STANDARD_ERROR, _STANDARD_OUTPUT)
    except OSError:  # standard error was closed by whoever started us
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STANDARD_OUTPUT)
        os.close(nowhere)
    terminal = os.isatty(results)
    sys.stdout = io.TextIOWrapper(
        os.fdopen(results, "wb"),
        encoding=sys.stdout.encoding if terminal else "utf-8",
        errors=sys.stdout.errors if terminal else "strict",
        line_buffering=terminal,
    )


def _is_descriptor_one(stream: object) -> bool:
    try:
        return stream.fileno() == _STANDARD_OUTPUT  # type: ignore[attr-defined, no-any-return]
    except (AttributeError, OSError, ValueError):  # no stream at all, or one in memory
        return False
