"""What one cell of a region table may hold, how it is read, and what to write in one that cannot be
read.

Every cell is text until it is read here, in a folder of CSV files and in a workbook alike, so a
municipality number never turns into an amount and a decimal comma never passes for a separator.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from planner.files import NotReadError, named, number, one_line, yes_or_no
from planner.messages import message

Kind = Literal["text", "id", "code", "ids", "codes", "integer", "number", "yes_no", "choice"]

LIST_SEPARATOR = ";"
CODE_DIGITS = 4
"""Digits of a municipality number where a region does not say otherwise: those of Norway."""

MUNICIPALITY_WORD = " kommune"
"""What may stand behind a municipality's name."""

_IDENTIFIER = re.compile(r"[A-Za-z0-9_æøåÆØÅ.-]+")
_FOREIGN = re.compile(r"[^A-Za-z0-9_æøåÆØÅ.-]")
_WHOLE_WITH_DECIMALS = re.compile(r"([0-9]+)[.,]0+")
_TWO_CODES = re.compile(r"[0-9]{4}[.,][0-9]{1,4}")
_CODE_AND_NAME = re.compile(r"(?:[Kk][-_ ]?)?([0-9]{4})(?:\s+[^\W\d].*)?")

NAMES_OF_UNITS: Mapping[str, tuple[str, ...]] = {
    "km": ("km", "kilometer"),
    "minutes": ("min", "minutter", "minutes", "minutt"),
    "hours": ("timer", "t", "hours", "h"),
    "NOK": ("kr", "nok", "kroner"),
    "degrees": ("°", "grader"),
    "persons": ("personer", "innbyggere", "innb", "persons"),
    "posts": ("årsverk", "stilling"),
    "meetings": ("samlinger", "møter"),
    "seats": ("plasser",),
    "years": ("år",),
}
"""Unit of a column → what may stand behind a figure of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of the table that a cell stands in.

    `decimal_comma`: its figures have decimal commas. `comma`: advice is for a program that takes 30,5
    for a number and 30.5 for a date. `code_digits`: digits of a municipality number, 0 for any.
    """

    decimal_comma: bool = False
    comma: bool = False
    code_digits: int = CODE_DIGITS


@dataclass(frozen=True, slots=True)
class Holds:
    """What a cell may hold: a kind, the words to choose from, and what tells a figure's reading."""

    kind: Kind
    choices: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unit: str = ""
    share: bool = False
    fits: Callable[[float], bool] | None = None
    shown: tuple[str, ...] = ()
    """The choices as the file's language has them."""


def read_cell(
    kind: Kind, text: str, choices: tuple[str, ...] = (), reading: Reading | None = None
) -> Any:
    """The value of a cell that is not blank.

    `integer` gives int, `number` float, `yes_no` bool, `ids` and `codes` a tuple of text; the other
    kinds give text.

    Raises:
        NotReadError: the text is not of that kind (a ValueError).

    >>> read_cell("integer", "11 243")
    11243
    >>> read_cell("codes", "1931; 1924")
    ('1931', '1924')
    >>> read_cell("yes_no", "ja")
    True
    """
    return read_holding(Holds(kind, choices), text, reading or Reading())


def read_holding(holds: Holds, text: str, reading: Reading) -> Any:
    """The value of a cell that is not blank; see `read_cell`."""
    match holds.kind:
        case "integer" | "number":
            return number(
                text,
                whole=holds.kind == "integer",
                percent=holds.share,
                decimal_comma=reading.decimal_comma,
                units=NAMES_OF_UNITS.get(holds.unit, ()),
                fits=holds.fits,
                comma=reading.comma,
            )
        case "yes_no":
            return yes_or_no(text)
        case "choice":
            return _choice(text, holds)
        case "ids" | "codes":
            return tuple(_item(holds, part, reading) for part in split_list(text, holds.kind))
        case "id" | "code":
            return _item(holds, text, reading)
        case "text":
            # A spreadsheet writes the word that a drop-down list has for it.
            return _spoken(text, holds.words) or one_line(text)


def split_list(text: str, kind: Kind = "ids") -> tuple[str, ...]:
    """The items of a list: with ; between, or , where no number could be meant.

    >>> split_list("1931; 1924"), split_list("1931, 1924", "codes")
    (('1931', '1924'), ('1931', '1924'))
    """
    parts = [part.strip() for part in re.split("[;\n]", text)]
    if kind == "codes":
        if _TWO_CODES.fullmatch(text.strip()):
            raise NotReadError(
                message("the spreadsheet has read two municipality numbers as one decimal number"),
                message("Write the municipality numbers with ; between, for example 5524;5520."),
            )
        parts = [part.strip() for whole in parts for part in whole.split(",")]
    elif len(parts) == 1 and "," in text:
        parts = [part.strip() for part in text.split(",")]
    return tuple(part for part in parts if part)


def _item(holds: Holds, text: str, reading: Reading) -> str:
    if holds.kind in ("code", "codes"):
        return _code(text, reading)
    if holds.choices:
        return _choice(text, holds)
    if spoken := _spoken(text, holds.words):
        return spoken
    if _IDENTIFIER.fullmatch(text):
        return text
    raise NotReadError(
        message("the id has characters that an id may not have"),
        message(
            "Write {better}: an id has letters (a–z, æøå), digits, _ - and . only, and not {letters}.",
            better=slug(text) or "a",
            letters=named("".join(_FOREIGN.findall(text))),
        ),
    )


def _code(text: str, reading: Reading) -> str:
    """A municipality number, also as `K-5524`, `5524 Målselv` or 5524.0."""
    digits = reading.code_digits
    if whole := _WHOLE_WITH_DECIMALS.fullmatch(text):
        text = whole[1]
    if digits == CODE_DIGITS and (found := _CODE_AND_NAME.fullmatch(text)):
        return found[1]
    if digits and re.fullmatch("[0-9]+", text) and len(text) != digits:
        if len(text) < digits and digits - len(text) == 1:
            raise NotReadError(
                message("the leading zero is lost"),
                message(
                    "Write 0{code}: the leading zero is lost. Format the column as text in the "
                    "spreadsheet.",
                    code=text,
                ),
                mended=f"0{text}",
            )
        raise NotReadError(
            message("the value cannot be read"),
            message(
                "A municipality number has {digits} digits here. For another country write what it "
                "has, or 0 for any, as code_digits in the table about.",
                digits=digits,
            ),
        )
    if _IDENTIFIER.fullmatch(text):
        return text
    raise NotReadError(
        message("the value cannot be read"),
        message(
            "Write municipality numbers only, for example 1931, and put ; between several where the "
            "column takes several."
        ),
    )


def _choice(text: str, holds: Holds) -> str:
    if text in holds.choices:
        return text
    if spoken := _spoken(text, holds.words):
        return spoken
    folded = {choice.lower(): choice for choice in holds.choices}
    if _folded(text) in folded:
        return folded[_folded(text)]
    shown = holds.shown or holds.choices
    near = nearest(text, (*shown, *holds.choices, *(w for ws in holds.words.values() for w in ws)))
    raise NotReadError(
        message("the value cannot be read"),
        message("Did you mean {near}?", near=near)
        if near
        else message("Write one of {choices}.", choices=", ".join(shown)),
    )


def _spoken(text: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The value that a word of the field stands for."""
    wanted = _folded(text)
    return next(
        (value for value, names in words.items() if wanted in {_folded(n) for n in (value, *names)}),
        None,
    )


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", "_", text.strip().lower())


def slug(name: str) -> str:
    """An id made from a name.

    >>> slug("Kommunehuset, Sørreisa"), slug("Kárášjohka")
    ('kommunehuset_sorreisa', 'karasjohka')
    """
    import unicodedata

    text = name.lower()
    for letter, plain_letter in (
        ("æ", "ae"),
        ("ø", "o"),
        ("å", "a"),
        ("đ", "d"),
        ("ŋ", "n"),
        ("ŧ", "t"),
    ):
        text = text.replace(letter, plain_letter)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.-]+", "_", text).strip("_.-")


def wanted(
    kind: Kind,
    minimum: float | None = None,
    maximum: float | None = None,
    choices: tuple[str, ...] = (),
    above: float | None = None,
) -> str:
    """In plain words, what a cell of a kind may hold."""
    if choices:
        listed = ", ".join(choices)
        if kind in ("ids", "codes"):
            return message("one of {choices} (several with ; between)", choices=listed)
        return message("one of {choices}", choices=listed)
    plain_words = {
        "text": message("text"),
        "id": message("an id of letters, digits, _ - and ."),
        "code": message("a municipality number as text, leading zero kept"),
        "ids": message("ids with ; between"),
        "codes": message("municipality numbers with ; between, leading zeros kept"),
        "integer": message("a whole number"),
        "number": message("a number"),
        "yes_no": message("yes or no"),
        "choice": message("a word of the list"),
    }[kind]
    bounds = []
    if minimum is not None:
        bounds.append(message("at least {bound}", bound=f"{minimum:g}"))
    if above is not None:
        bounds.append(message("more than {bound}", bound=f"{above:g}"))
    if maximum is not None:
        bounds.append(message("at most {bound}", bound=f"{maximum:g}"))
    if not bounds:
        return plain_words
    if len(bounds) == 1:
        return message("{what}, {bound}", what=plain_words, bound=bounds[0])
    return message("{what}, {low} and {high}", what=plain_words, low=bounds[0], high=bounds[1])


def nearest(word: str, candidates: Collection[str], likeness: float = 0.6) -> str | None:
    """The candidate that a mistyped word most likely stands for, or None."""
    from difflib import get_close_matches

    lower = {candidate.lower(): candidate for candidate in sorted(candidates, reverse=True)}
    found = get_close_matches(word.lower()[:80], sorted(lower), n=1, cutoff=likeness)
    return lower[found[0]] if found else None


def plain(value: object) -> str:
    """A value as it stands in a cell: what `read_cell` reads back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, tuple | list | frozenset):
        items = sorted(value) if isinstance(value, frozenset) else value
        return LIST_SEPARATOR.join(str(part) for part in items)
    return str(value)
