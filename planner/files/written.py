"""Numbers, and yes and no, as people write them: in tables, in travel matrices and in YAML alike.

What has one meaning only is read: `30,5`, `29 678` with any space, `1.234,5`, `9e3`, `15 %`, `ja`. What
could mean two things, or is a spreadsheet's own slip (a date that was 30.5), is told with what to
write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from math import isfinite

from planner.messages import message

YES = frozenset({"yes", "ja", "true", "1", "sann", "sant", "x", "j", "y"})
NO = frozenset({"no", "nei", "false", "0", "usann", "usant", "n"})
UNKNOWN = frozenset(
    {
        "-",
        "–",
        "—",
        "?",
        "n/a",
        "na",
        "nan",
        "null",
        "none",
        "ukjent",
        "unknown",
        "vet ikke",
        "ikke kjent",
    }
)
"""What people write where they do not know."""

LARGEST = 1e12
"""More than any figure of a region or a scenario."""

_GAPS = " \u00a0\u2007\u2009\u200a\u202f'’"
_SPACED = re.compile(rf"-?[0-9]{{1,3}}(?:[{_GAPS}][0-9]{{3}})+(?:[.,][0-9]+)?")
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_LEADING_POINT = re.compile(r"-?[.,][0-9]+")
_POWER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,3}")
_POINTS_AND_COMMA = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_COMMAS_AND_POINT = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+")
_MANY_POINTS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_MANY_COMMAS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3}){2,}")
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_ONE_GROUP = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_MONTHS = "jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec"
_DATE_TEXTS = (
    re.compile(r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?:[0-9]{4}|[0-9]{2})(?: .*)?"),
    re.compile(r"[0-9]{4}-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?:[T ].*)?"),
    re.compile(rf"(?P<d>[0-9]{{1,2}})[.\-/ ]+(?P<n>{_MONTHS})[a-z]*\.?(?:[ .\-]*[0-9]{{2,4}})?", re.I),
)
_MONTH_ALONE = re.compile(rf"(?:{_MONTHS})[a-z]*[.\- ]+[0-9]{{2,4}}", re.IGNORECASE)
_TIME = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_LONGEST = 60


class NotReadError(ValueError):
    """A text that cannot be read as what it should be.

    `what` says what is the matter with it, `fix` what to write; `mended` is what it becomes where that
    is no guess.
    """

    def __init__(self, what: str, fix: str = "", mended: str | None = None) -> None:
        self.what, self.fix, self.mended = what, fix, mended
        super().__init__(what)


CANNOT = "the value cannot be read"


def yes_or_no(text: str) -> bool:
    """True or False for a word that says so.

    Raises:
        NotReadError: any other word.

    >>> yes_or_no("Ja"), yes_or_no("nei")
    (True, False)
    """
    word = text.strip().lower()
    if word in YES | NO:
        return word in YES
    raise NotReadError(message("the value cannot be read"), message("Write yes or no."))


def number(
    text: str,
    *,
    whole: bool = False,
    percent: bool = False,
    decimal_comma: bool = False,
    units: Collection[str] = (),
    fits: Callable[[float], bool] | None = None,
    comma: bool = True,
) -> float:
    """The number that a text states; an int where `whole`.

    Args:
        text: as it is written.
        whole: whether only whole numbers will do.
        percent: whether 15 % is 0.15.
        decimal_comma: whether the text is known to have decimal commas, so that 1,234 is 1.234.
        units: words that may stand behind the figure (km, kr).
        fits: whether a value is within its bounds; tells which of two readings is meant.
        comma: whether advice is to be written with a decimal comma, as a spreadsheet set to Norwegian
            needs it (there 30.5 becomes a date).

    Raises:
        NotReadError: it is no number, or could be two.

    >>> number("29 678", whole=True), number("30,5"), number("1.234,5"), number("9e3", whole=True)
    (29678, 30.5, 1234.5, 9000)
    >>> number("15 %", percent=True)
    0.15
    """
    bare = _without_unit(text.strip().replace("−", "-"), units)
    if len(bare) > _LONGEST:
        raise NotReadError(message("the value cannot be read"), message("Write digits only."))
    shares = bare.endswith("%") or bare.lower().endswith("prosent")
    if shares:
        bare = re.sub(r"\s*(%|prosent)$", "", bare, flags=re.IGNORECASE)
    written = _plain(bare, whole, decimal_comma, fits, comma)
    value = float(written)
    if shares:
        if not percent:
            raise NotReadError(
                message("a percentage where a figure belongs"),
                message("Write the figure itself, without %."),
            )
        value = float(f"{value / 100:.12g}")
    if not isfinite(value) or abs(value) > LARGEST:
        raise NotReadError(
            message("the number is too large"),
            message("Write a figure of at most {most} digits.", most=len(str(int(LARGEST)))),
        )
    if not whole:
        return value
    if not value.is_integer():
        raise NotReadError(
            message("the number is not whole"), message("Write a whole number, without decimals.")
        )
    return int(value)


def advised(value: float, comma: bool) -> str:
    """A figure as the reader's spreadsheet takes it for a number.

    >>> advised(30.5, True), advised(30.5, False), advised(2.0, True)
    ('30,5', '30.5', '2')
    """
    text = str(int(value)) if float(value).is_integer() else repr(float(value))
    return text.replace(".", ",") if comma else text


def _plain(
    text: str, whole: bool, decimal_comma: bool, fits: Callable[[float], bool] | None, comma: bool
) -> str:
    """The figure in Python's own writing."""
    if _SPACED.fullmatch(text):
        text = re.sub(f"[{_GAPS}]", "", text)
        return text.replace(",", ".")
    if _POWER.fullmatch(text) or _LEADING_POINT.fullmatch(text):
        return text.replace(",", ".")
    if _POINTS_AND_COMMA.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    if _COMMAS_AND_POINT.fullmatch(text) or _MANY_COMMAS.fullmatch(text):
        return text.replace(",", "")
    if _MANY_POINTS.fullmatch(text):
        return text.replace(".", "")
    if whole and _ONE_GROUP.fullmatch(text):
        raise NotReadError(
            message("the value cannot be read"),
            message("Write {figure}: no thousands separators.", figure=re.sub("[.,]", "", text)),
        )
    if _PLAIN.fullmatch(text):
        return text
    if _DECIMAL_COMMA.fullmatch(text):
        return _with_comma(text, decimal_comma, fits, comma)
    raise _no_number(text, whole, comma)


def _with_comma(
    text: str, decimal_comma: bool, fits: Callable[[float], bool] | None, comma: bool
) -> str:
    """1,234 is 1.234 where nothing else can be meant."""
    as_decimal, as_thousands = text.replace(",", "."), text.replace(",", "")
    if decimal_comma or not _ONE_GROUP.fullmatch(text):
        return as_decimal
    if fits is not None and fits(float(as_decimal)) != fits(float(as_thousands)):
        return as_decimal if fits(float(as_decimal)) else as_thousands
    decimal = f"{as_decimal}0".replace(".", ",") if comma else as_decimal
    raise NotReadError(
        message("the comma may be a decimal mark or separate thousands"),
        message(
            "Write {decimal} if the comma is a decimal mark, or {thousands} if it separates thousands.",
            decimal=decimal,
            thousands=as_thousands,
        ),
    )


def _no_number(text: str, whole: bool, comma: bool) -> NotReadError:
    date = next((m for pattern in _DATE_TEXTS if (m := pattern.fullmatch(text))), None)
    if date is not None:
        return _date_slip(date, whole, comma)
    if _MONTH_ALONE.fullmatch(text):
        return NotReadError(
            message("a date where a number belongs: the spreadsheet has turned a figure into it"),
            message("Format the cell as a number and write the figure again."),
        )
    if _TIME.fullmatch(text):
        return NotReadError(
            message("a time of day where a number belongs"),
            message("Format the cell as a number and write the figure, in the unit of the column."),
        )
    if text.lower() in UNKNOWN:
        return NotReadError(
            message("the value cannot be read"),
            message("Write the figure, or an estimate and name the column in `assumed`."),
        )
    figure = re.match(r"(-?[0-9][0-9.,]*)\s*[^\W\d_]", text)
    if figure:
        try:
            value = number(figure[1].rstrip(".,"), whole=whole)
        except NotReadError:
            return NotReadError(message("the value cannot be read"), message("Write digits only."))
        return NotReadError(
            message("the value cannot be read"),
            message(
                "Write {figure} alone: units and remarks belong in a column of their own.",
                figure=advised(value, comma),
            ),
        )
    return NotReadError(message("the value cannot be read"), message("Write digits only."))


def _date_slip(date: re.Match[str], whole: bool, comma: bool) -> NotReadError:
    """30.5 typed into a spreadsheet set to Norwegian becomes 30 May: told with what was typed."""
    parts = date.groupdict()
    name = (parts.get("n") or "").lower()
    day = int(parts["d"])
    month = int(parts["m"]) if parts.get("m") else _month_of(name)
    what = message("a date where a number belongs: the spreadsheet has turned a figure into it")
    if whole:
        return NotReadError(
            what, message("Format the cell as a number and write the whole number again.")
        )
    figure = f"{day},{month}" if comma else f"{day}.{month}"
    return NotReadError(
        what,
        message(
            "Format the cell as a number and write {figure} if that is what was typed.", figure=figure
        ),
    )


def _month_of(name: str) -> int:
    names = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
    english = {"may": "mai", "oct": "okt", "dec": "des"}
    return names.index(english.get(name, name)) + 1


def _without_unit(text: str, units: Collection[str]) -> str:
    """A figure without the word of its unit, and without the marks of a price (kr, ,-)."""
    if "kr" in units and (found := re.fullmatch(r"(.*[0-9]),[-–]", text)):
        text = found[1]
    for unit in units:
        for pattern in (rf"(.*[0-9%])\s*{re.escape(unit)}\.?", rf"{re.escape(unit)}\.?\s*([0-9-].*)"):
            if found := re.fullmatch(pattern, text, re.IGNORECASE):
                return found[1].strip()
    return text
