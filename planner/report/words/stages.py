"""What the solver proved of each stage, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable

from planner.plan import Stage
from planner.report.words.numbers import Lang, in_style
from planner.report.words.tables import tell
from planner.texts import Texts

TEXTS = Texts(
    "report.stages",
    {
        "title": "Stages ({method})",
        "stage": "stage",
        "value": "value",
        "bound": "bound",
        "gap": "gap",
        "unit": "unit",
        "status": "status",
        "none": "none",
        "optimal": "optimal",
        "within_gap": "within gap",
        "unproven": "not proven",
        "stopped": "stopped",
        "given": "given",
        "persons": "persons",
        "participants/year": "participants/year",
        "hours/year": "hours/year",
        "NOK/year": "NOK/year",
        "venues": "venues",
        "minutes": "minutes",
        "person-minutes": "person-minutes",
    },
)


COLUMNS = ("stage", "value", "bound", "gap", "unit", "status")


def stage_title(method: str, lang: Lang) -> str:
    """What stands above the table."""
    return tell(TEXTS, lang, "title", method=method)


def stage_rows(stages: Iterable[Stage], lang: Lang) -> list[tuple[str, ...]]:
    """A row of headings, and one for every stage with value, bound, gap and status."""
    return [tuple(tell(TEXTS, lang, key) for key in COLUMNS), *(_row(stage, lang) for stage in stages)]


def _row(stage: Stage, lang: Lang) -> tuple[str, ...]:
    none = tell(TEXTS, lang, "none")
    bound = in_style(lang, f"{stage.bound:.4f}") if stage.has_bound else none
    gap = in_style(lang, f"{stage.gap:.4%}") if stage.has_bound else none
    status = tell(TEXTS, lang, stage.status.value)
    value = in_style(lang, f"{stage.value:.4f}")
    # a plan made by hand, shown for all that it breaks rules, may have a unit of its own
    unit = tell(TEXTS, lang, stage.unit) if stage.unit in TEXTS else stage.unit
    return stage.name, value, bound, gap, unit, status
