"""Columns of a table as pictures need them: numbers, or one word per point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.errors import Finding, InputError
from planner.evaluate import INDICATORS
from planner.messages import message
from planner.report.words import Lang, number, percent
from planner.scenario import suggestion

if TYPE_CHECKING:
    import pandas as pd

VERDICTS = ("below", "about", "above", "within")
"""From what stands worst: being above the guideline is no fault by itself, but no fit either."""
NONE = "none"
DEFAULT = "travel_hours_total"
NOT_INPUTS = ("point", "scenario", "status", "reason", "gap", "method", "hash")


def column(frame: pd.DataFrame, name: str, option: str) -> Any:
    """A column by name; `guideline` is the verdict of the unit that stands worst.

    Raises:
        InputError: there is none of that name.
    """
    if name not in frame.columns:
        raise InputError(
            [
                Finding(
                    option,
                    message("the table has no such column"),
                    found=name,
                    fix=suggestion(name, list(frame.columns)),
                )
            ]
        )
    if name == "guideline":
        return frame[name].map(worst_verdict)
    return frame[name]


def worst_verdict(told: Any) -> str | None:
    """The verdict that stands worst among `unit=verdict;…`; `none` without units, None without a plan.

    >>> worst_verdict("a=within;b=about"), worst_verdict("")
    ('about', 'none')
    """
    if not isinstance(told, str):
        return None
    verdicts = {part.rpartition("=")[2] for part in told.split(";") if part}
    return next((verdict for verdict in VERDICTS if verdict in verdicts), NONE)


UNMET, EVERYBODY, COVERAGE = "participants_unmet", "participants_total", "coverage_share"
SHARE_LEFT_OUT = 5e-4
"""More of the participants than this left without an offer, beyond the point that leaves out fewest, is
a figure earned by leaving people out; less reads as 0,0 %."""


def left_out(frame: pd.DataFrame, value: str) -> tuple[Any, float]:
    """Which points leave more people out than others do, and the largest share without an offer.

    As in a comparison, what such a point saves is no gain: it is never drawn among the others. Figures
    that tell of the people left out themselves are apart from nothing.
    """
    import pandas as pd

    nobody = pd.Series(False, index=frame.index)
    if value in (UNMET, COVERAGE) or value not in INDICATORS or UNMET not in frame:
        return nobody, 0.0
    unmet = frame[UNMET] / frame[EVERYBODY].where(frame[EVERYBODY] > 0)
    apart = unmet > unmet.min() + SHARE_LEFT_OUT
    if COVERAGE in frame:
        apart |= frame[COVERAGE] < frame[COVERAGE].max() - SHARE_LEFT_OUT
    return apart.fillna(False), float(unmet[apart].max()) if apart.any() else 0.0


def inputs_of(frame: pd.DataFrame) -> list[str]:
    """The columns that vary: those between the scenario and the status."""
    names = list(frame.columns)
    return names[names.index("scenario") + 1 : names.index("status")]


def varying(frame: pd.DataFrame) -> list[str]:
    """Inputs with more than one value, the scenario first where there are several."""
    names = ["scenario", *inputs_of(frame)]
    return [name for name in names if frame[name].nunique(dropna=False) > 1]


def shown(value: Any, lang: Lang, name: str = "") -> str:
    """A value in a picture: numbers in the language's style, as many decimals as it takes."""
    if isinstance(value, str):
        return value
    if value is None or value != value:  # nothing, or not a number
        return "–"
    doc = INDICATORS.get(name)
    if doc is not None and doc.unit.startswith("share"):
        return percent(lang, float(value), max(0, doc.decimals - 2))
    if doc is not None:
        return number(lang, float(value), doc.decimals if abs(value) < 1000 else 0)
    decimals = next((n for n in range(4) if abs(round(value, n) - value) < 1e-9), 4)
    return number(lang, float(value), decimals)


def ordered(values: Any) -> list[Any]:
    """Distinct values: numbers by size, all else in the order of the table."""
    found = list(dict.fromkeys(value for value in values if value is not None and value == value))
    numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in found)
    return sorted(found) if numbers else found


def is_number(values: Any) -> bool:
    """Whether a column holds numbers."""
    return all(isinstance(v, int | float) and not isinstance(v, bool) for v in ordered(values))
