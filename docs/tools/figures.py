"""Figures in running text that come from real plans.

    … i alt 711<!--= alt-2-lokta indicators.travel_hours_total --> timer i året …

The comment behind a figure says which: an alternative (a shipped scenario, solved as it stands and
judged for the eight municipalities) and a field of the JSON contract, rows of a list by their position
or by their code, id or name; or `region` and a field of the region as alt-2-lokta sees it. A last word
says how it is written: `1` or `2` decimals, `%` for a share; whole without. `refresh` writes the figure
before the comment; readers do not see the comment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from planner.report.words.numbers import Lang, number, percent

ALTERNATIVES = (
    "alt-0-today",
    "solo",
    "alt-1-new-unit",
    "alt-2-lokta",
    "alt-3-senjalegen",
    "alt-3-six",
    "alt-3-eight",
    "alt-4a-dms-finnsnes",
    "alt-4b-dms-inland",
    "alt-4c-both-dms",
    "pilot",
    "extended",
    "free",
)
STRATEGIES = ("alt-2-lokta", "two-bases", "one-base-finnsnes", "one-base-setermoen", "municipal-seats")
WHAT_IF = ("alt-2-lokta", "demand-middle", "demand-high", "two-year", "winter")

KEYS = ("code", "programme_id", "venue_id", "unit_id", "name")
"""What tells the rows of a list apart, in this order."""

_FIGURE = re.compile(
    r"(?P<shown>[\u2212\d][\d\u00a0,.]*(?:[ \u00a0]?%)?)<!--=\s*(?P<name>[\w-]+)\s+(?P<field>[\w.]+)"
    r"(?:\s+(?P<form>[12%]))?\s*-->"
)
_ANY = re.compile(r"<!--=")


class FigureError(Exception):
    """A figure of a page names something that is not there."""


@dataclass(frozen=True, slots=True)
class Results:
    """What the pages draw on: comparisons as the JSON contract gives them, and the alternatives."""

    comparisons: Mapping[str, Mapping[str, Any]]
    solved: Mapping[str, Any]
    """Name → `planner.report.Alternative`, for pictures."""

    def about(self, name: str) -> Mapping[str, Any]:
        """What a note names: an alternative, or the region."""
        return asdict(self.solved["alt-2-lokta"].region) if name == "region" else self.alternative(name)

    def alternative(self, name: str) -> Mapping[str, Any]:
        """An alternative of any comparison."""
        for comparison in self.comparisons.values():
            for row in comparison["alternatives"]:
                if row["scenario"] == name:
                    return row  # type: ignore[no-any-return]
        raise FigureError(f"no alternative {name} is solved for the pages")


def results() -> Results:
    """Solve what the pages draw on, each scenario once."""
    from planner.pipeline.run import read_tasks
    from planner.pipeline.together import solve_tasks
    from planner.report import compare, comparison_json

    names = tuple(dict.fromkeys((*ALTERNATIVES, *STRATEGIES, *WHAT_IF)))
    answers = solve_tasks(read_tasks(names, scope="eight"), workers=1)
    solved = {alternative.name: alternative for alternative in answers.alternatives}

    def side_by_side(some: Iterable[str]) -> Mapping[str, Any]:
        return json.loads(comparison_json(compare([solved[name] for name in some])))  # type: ignore[no-any-return]

    comparisons = {
        "alternatives": side_by_side(ALTERNATIVES),
        "strategies": side_by_side(STRATEGIES),
        "what-if": side_by_side(WHAT_IF),
    }
    return Results(comparisons, solved)


def with_figures(source: str, found: Results, lang: Lang) -> str:
    """The page with its figures as the plans give them.

    Raises:
        FigureError: a note behind a figure cannot be read, or names nothing.
    """
    notes = len(_ANY.findall(source))
    if notes != len(_FIGURE.findall(source)):
        raise FigureError("a note `<!--= … -->` has no figure before it, or cannot be read")

    def figure(match: re.Match[str]) -> str:
        value = look_up(found.about(match["name"]), match["field"])
        return _written(value, match["form"], lang) + match[0][len(match["shown"]) :]

    return _FIGURE.sub(figure, source)


def look_up(row: Any, path: str) -> float:
    """The number at a path such as `units.0.persons` or `per_municipality.1931.minutes_mean`."""
    for step in path.split("."):
        row = (_by_key(row) if isinstance(row, list) else row).get(step)
        if row is None:
            raise FigureError(f"{path}: there is no {step}")
    if isinstance(row, list):
        return len(row)
    if isinstance(row, bool) or not isinstance(row, int | float):
        raise FigureError(f"{path} is no number")
    return row


def _by_key(rows: list[Any]) -> dict[str, Any]:
    """Rows of a list by their position, and by code or id where they have one."""
    found = {str(n): row for n, row in enumerate(rows)}
    for row in rows:
        keys = (row[key] for key in KEYS if isinstance(row, dict) and key in row)
        found |= {str(key): row for key in [next(keys, None)] if key is not None}
    return found


def _written(value: float, form: str | None, lang: Lang) -> str:
    if form == "%":
        return percent(lang, value)
    return number(lang, value, int(form or 0))
