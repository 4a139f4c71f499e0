"""What the solver proved of each stage, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from types import MappingProxyType

from planner.plan import Stage
from planner.report.numbers import Lang
from planner.report.words import LANGS, tell

TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "title": ("Trinn i løsningen ({method})", "Stages ({method})"),
        "stage": ("trinn", "stage"),
        "value": ("verdi", "value"),
        "bound": ("bevist grense", "bound"),
        "gap": ("avvik", "gap"),
        "unit": ("enhet", "unit"),
        "status": ("status", "status"),
        "none": ("ingen", "none"),
        "optimal": ("optimal", "optimal"),
        "within_gap": ("innen ønsket avvik", "within gap"),
        "stopped": ("avbrutt", "stopped"),
        "given": ("oppgitt", "given"),
        "persons": ("innbyggere", "persons"),
        "participants/year": ("deltakere/år", "participants/year"),
        "hours/year": ("timer/år", "hours/year"),
        "NOK/year": ("kroner/år", "NOK/year"),
        "venues": ("lokaler", "venues"),
        "minutes": ("minutter", "minutes"),
        "person-minutes": ("personminutter", "person-minutes"),
    }
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
    bound = _decimal(f"{stage.bound:.4f}", lang) if isfinite(stage.bound) else none
    gap = _decimal(f"{stage.gap:.4%}", lang) if isfinite(stage.gap) else none
    status = tell(TEXTS, lang, stage.status.value)
    value = _decimal(f"{stage.value:.4f}", lang)
    return stage.name, value, bound, gap, tell(TEXTS, lang, stage.unit), status


def _decimal(text: str, lang: Lang) -> str:
    return text.replace(".", ",") if lang == LANGS[0] else text
