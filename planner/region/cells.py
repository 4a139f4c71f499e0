"""What one cell of a region table may hold, how it is read, and how to fix one that cannot be read.

Every cell is text until it is read here, in a folder of CSV files and in a workbook alike, so a
municipality number never turns into an amount and a decimal comma never passes for a separator.
"""

from __future__ import annotations

import re
from typing import Any, Literal

Kind = Literal["text", "id", "code", "ids", "codes", "integer", "number", "yes_no", "choice"]

LIST_SEPARATOR = ";"

_IDENTIFIER = re.compile(r"[A-Za-z0-9_æøåÆØÅ.-]+")
_INTEGER = re.compile(r"-?\d+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_GAPS = " \u00a0\u2009\u202f'’"
_SPACED = re.compile(rf"-?\d{{1,3}}([{_GAPS}]\d{{3}})+([.,]\d+)?")
_GROUPED = re.compile(r"-?\d{1,3}([.,]\d{3})+")
_DECIMAL_COMMA = re.compile(r"-?\d+,\d+")
_WHOLE_WITH_DECIMALS = re.compile(r"-?\d+[.,]0+")
_WITHOUT_ZERO = re.compile(r"\d{3}|\d{7}")

_YES = frozenset({"yes", "ja", "true", "1"})
_NO = frozenset({"no", "nei", "false", "0"})


def read_cell(kind: Kind, text: str, choices: tuple[str, ...] = ()) -> Any:
    """The value of a cell that is not blank.

    `integer` gives int, `number` float, `yes_no` bool, `ids` and `codes` a tuple of text; the other
    kinds give text.

    Raises ValueError when the text is not of that kind.

    >>> read_cell("integer", "11243")
    11243
    >>> read_cell("codes", "1931; 1924")
    ('1931', '1924')
    >>> read_cell("yes_no", "ja")
    True
    """
    match kind:
        case "integer" if _INTEGER.fullmatch(text):
            return int(text)
        case "number" if _NUMBER.fullmatch(text):
            return float(text)
        case "yes_no" if text.lower() in _YES | _NO:
            return text.lower() in _YES
        case "choice" if text in choices:
            return text
        case "id" if _IDENTIFIER.fullmatch(text):
            return text
        case "code" if _is_code(text):
            return text
        case "ids" | "codes":
            return _read_list(kind, text, choices)
        case "text":
            return text
        case _:
            raise ValueError(text)


def _read_list(kind: Kind, text: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(LIST_SEPARATOR) if part.strip())
    for part in parts:
        fits = _is_code(part) if kind == "codes" else _IDENTIFIER.fullmatch(part)
        if not fits or (choices and part not in choices):
            raise ValueError(part)
    return parts


def _is_code(text: str) -> bool:
    """An identifier that no spreadsheet has turned into an amount."""
    return bool(
        _IDENTIFIER.fullmatch(text)
        and not _WITHOUT_ZERO.fullmatch(text)
        and not _WHOLE_WITH_DECIMALS.fullmatch(text)
    )


def wanted(
    kind: Kind,
    minimum: float | None = None,
    maximum: float | None = None,
    choices: tuple[str, ...] = (),
    above: float | None = None,
) -> str:
    """In plain words, what a cell of a kind may hold."""
    if choices:
        several = f" (several with {LIST_SEPARATOR} between)" if kind in ("ids", "codes") else ""
        return "one of " + ", ".join(choices) + several
    plain = {
        "text": "text",
        "id": "an id of letters, digits, _ - and .",
        "code": "a municipality number as text, leading zero kept",
        "ids": f"ids with {LIST_SEPARATOR} between",
        "codes": f"municipality numbers with {LIST_SEPARATOR} between, leading zeros kept",
        "integer": "a whole number",
        "number": "a number with a decimal point",
        "yes_no": "yes or no",
        "choice": "a word of the list",
    }[kind]
    bounds = []
    if minimum is not None:
        bounds.append(f"at least {minimum:g}")
    if above is not None:
        bounds.append(f"more than {above:g}")
    if maximum is not None:
        bounds.append(f"at most {maximum:g}")
    return f"{plain}, {' and '.join(bounds)}" if bounds else plain


def mend_for(kind: Kind, text: str, choices: tuple[str, ...] = ()) -> str:
    """How to fix a cell that cannot be read.

    >>> mend_for("integer", "29 678")
    'Write 29678: no thousands separators.'
    >>> mend_for("number", "5,0")
    'Write 5.0: the decimal mark is a point.'
    """
    if kind in ("integer", "number"):
        return _mend_amount(kind, text)
    if kind in ("code", "codes"):
        return _mend_code(text)
    if choices:
        return _mend_choice(text, choices)
    if kind in ("id", "ids"):
        return (
            "Use letters, digits, _ - and . only, without spaces"
            + (f", and put {LIST_SEPARATOR} between several" if kind == "ids" else "")
            + "."
        )
    return "Write yes or no."


def _mend_amount(kind: Kind, text: str) -> str:
    if _SPACED.fullmatch(text):
        plain = re.sub(rf"[{_GAPS}]", "", text).replace(",", ".")
        return f"Write {plain}: no thousands separators."
    if kind == "integer" and _GROUPED.fullmatch(text):
        return f"Write {re.sub('[.,]', '', text)}: no thousands separators."
    if kind == "integer" and _WHOLE_WITH_DECIMALS.fullmatch(text):
        return f"Write {re.split('[.,]', text)[0]}: a whole number has no decimals."
    if kind == "number" and _GROUPED.fullmatch(text):
        return (
            f"Write {text.replace(',', '.', 1)} if the comma is a decimal mark, or "
            f"{text.replace(',', '')} if it separates thousands."
        )
    if kind == "number" and _DECIMAL_COMMA.fullmatch(text):
        return f"Write {text.replace(',', '.')}: the decimal mark is a point."
    if re.fullmatch(r"[-–—]|n/?a|nan|null|none|ukjent|unknown|\?", text, re.IGNORECASE):
        return "Write the figure, or an estimate and name the column in `assumed`."
    digits = re.match(r"-?\d+(\.\d+)?", text)
    if digits:
        return f"Write {digits.group()} alone: units and remarks belong in a column of their own."
    return "Write digits only."


def _mend_code(text: str) -> str:
    parts = [part.strip() for part in text.split(LIST_SEPARATOR)]
    for part in parts:
        if _WITHOUT_ZERO.fullmatch(part):
            return (
                f"Write 0{part}: the leading zero is lost. Format the column as text "
                "in the spreadsheet."
            )
        if _WHOLE_WITH_DECIMALS.fullmatch(part):
            return (
                f"Write {re.split('[.,]', part)[0]}. Format the column as text in the spreadsheet: "
                "a municipality number is not an amount."
            )
    return (
        "Write municipality numbers only, for example 1931, and put "
        f"{LIST_SEPARATOR} between several where the column takes several."
    )


def _mend_choice(text: str, choices: tuple[str, ...]) -> str:
    near = nearest(text, choices)
    return f"Did you mean {near}?" if near else f"Write one of {', '.join(choices)}."


def nearest(word: str, candidates: tuple[str, ...] | list[str], likeness: float = 0.6) -> str | None:
    """The candidate that a mistyped word most likely stands for, or None."""
    from difflib import get_close_matches

    lower = {candidate.lower(): candidate for candidate in sorted(candidates, reverse=True)}
    found = get_close_matches(word.lower(), sorted(lower), n=1, cutoff=likeness)
    return lower[found[0]] if found else None


def plain(value: object) -> str:
    """A value as it stands in a cell: what `read_cell` reads back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, tuple | list):
        return LIST_SEPARATOR.join(str(part) for part in value)
    return str(value)
