"""The one door for what is read back from disk as JSON: bounded, with the place of what is wrong.

read_json(path)             any JSON, or InputError with line and column
json_value(text, file)      the same of a text
object_of(value, file)      an object (key → value), or InputError
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from planner.errors import Finding, InputError
from planner.files.standard_input import is_standard_input, standard_input
from planner.messages import message

BYTES_MAX = 256 * 2**20
"""No results of ours come near it; what is larger is another file."""
DEPTH_MAX = 100
"""Objects and lists inside one another."""
DIGITS_MAX = 300
"""Of a whole number: a float holds no more, and long ones take the square of their length to read."""


def read_json(path: Path, what: str = "the file") -> Any:
    """What a JSON file holds.

    Raises:
        InputError: no such file, too large, not UTF-8, or not JSON (`json_value`).
    """
    try:
        if path.is_dir():
            raise _refused(
                path, message("{what} is a folder", what=what), fix=message("Name a file in it.")
            )
        if is_standard_input(path):
            content = standard_input()
        else:
            with path.open("rb") as file:
                content = file.read(BYTES_MAX + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(
            path,
            message("{what} cannot be read: {reason}", what=what, reason=reason),
            fix=message("Check the path."),
        ) from None
    if len(content) > BYTES_MAX:
        raise _refused(
            path,
            message("{what} is too large", what=what),
            expected=message("at most {value} MB", value=BYTES_MAX // 2**20),
            fix=message("Name the file that the planner wrote."),
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            [
                Finding(
                    str(path),
                    message("not UTF-8 text (byte {start})", start=error.start),
                    line=line,
                    fix=message("Save the file with the encoding UTF-8."),
                )
            ]
        ) from None
    return json_value(text, str(path))


def json_value(text: str, file: str) -> Any:
    """The value of a JSON text. `file` is what findings call it.

    Raises:
        InputError: not JSON, nested deeper than `DEPTH_MAX`, a key that stands twice, a whole number of
            more than `DIGITS_MAX` digits, a number that is none (NaN, Infinity, 1e999), or half of a
            character (a lone surrogate).
    """
    deep = _too_deep(text)
    if deep is not None:
        line, column = _place(text, deep)
        raise InputError(
            [
                Finding(
                    file,
                    message("is nested too deep"),
                    line,
                    column,
                    expected=message("at most {depth_max} levels", depth_max=DEPTH_MAX),
                    fix=message("Write the file anew; the planner writes none so deep."),
                )
            ]
        )

    def refuse(problem: str, found: str, fix: str) -> NoReturn:
        at = text.find(found[:40])
        line, column = _place(text, at) if at >= 0 else (None, None)
        shown = (
            found
            if len(found) <= 40
            else message("{found}… ({count} characters)", found=found[:37], count=len(found))
        )
        raise InputError([Finding(file, problem, line, column, found=shown, fix=fix)])

    def integer(digits: str) -> int:
        if len(digits) > DIGITS_MAX:
            refuse(
                message("a number is too long"),
                digits,
                message("Write at most {digits_max} digits.", digits_max=DIGITS_MAX),
            )
        return int(digits)

    def fraction(digits: str) -> float:
        value = float(digits)
        if not math.isfinite(value):
            refuse(message("a number is too large"), digits, message("Write a number below 1e308."))
        return value

    def none(name: str) -> NoReturn:
        refuse(message("is no number"), name, message("Write a number, or null."))

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        whole = dict(found)
        if len(whole) < len(found):
            times = Counter(key for key, _ in found)
            twice = sorted(key for key, count in times.items() if count > 1)
            raise InputError(
                [
                    Finding(
                        file, message("a key stands twice"), found=key, fix=message("Take one out.")
                    )
                    for key in twice
                ]
            )
        return whole

    try:
        value = json.loads(
            text,
            object_pairs_hook=pairs,
            parse_int=integer,
            parse_float=fraction,
            parse_constant=none,
        )
    except json.JSONDecodeError as error:
        raise InputError(
            [
                Finding(
                    file,
                    message("not JSON: {msg}", msg=error.msg),
                    line=error.lineno,
                    column=error.colno,
                    fix=message("Write the file anew, or mend it there."),
                )
            ]
        ) from None
    if "\\ud" in text.lower():
        _refuse_surrogates(value, file)
    return value


def object_of(value: Any, file: str, what: str = "the file") -> Mapping[str, Any]:
    """A value that has to be an object.

    Raises:
        InputError: it is something else.
    """
    if not isinstance(value, dict):
        raise InputError(
            [
                Finding(
                    file,
                    message("{what} does not hold what belongs there", what=what),
                    found=shown(value),
                    expected=message("a JSON object ({{…}})"),
                    fix=message("Write the file anew."),
                )
            ]
        )
    return value


def shown(value: object) -> str:
    """A value in a message, cut where it is long."""
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]')


def _too_deep(text: str) -> int | None:
    """Where a text nests deeper than it may; Python's own reader would exhaust its stack."""
    if text.count("[") + text.count("{") <= DEPTH_MAX:
        return None
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        letter = found.group()
        if letter in ("[", "{"):
            depth += 1
            if depth > DEPTH_MAX:
                return found.start()
        elif letter in ("]", "}"):
            depth -= 1
    return None


def _refuse_surrogates(value: Any, file: str) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise InputError(
            [
                Finding(
                    file,
                    message("a text holds half of a character"),
                    found=ascii(error.object[error.start])[1:-1],
                    fix=message("Write the letter itself, or both halves (\\ud83d\\ude00)."),
                )
            ]
        ) from None


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a position, from 1."""
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def _refused(
    path: Path, problem: str, expected: str | None = None, fix: str | None = None
) -> InputError:
    return InputError([Finding(str(path), problem, expected=expected, fix=fix)])
