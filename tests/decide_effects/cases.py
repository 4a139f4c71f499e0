"""Alternatives of the small region for effects: today, one unit, two halves."""

from __future__ import annotations

from typing import Any

from planner.decide.criteria import Subject
from planner.pipeline.alternative import Alternative
from planner.report.comparison.weighing import subject_of
from tests.report.cases import alternative_of


def today(**values: Any) -> Alternative:
    return alternative_of("today", {}, scenario={"units": {"candidates": []}}, **values)


def together(name: str = "together", venue: str = "v_m1", **values: Any) -> Alternative:
    return alternative_of(name, {"u_all": venue}, **values)


def halves(**values: Any) -> Alternative:
    return alternative_of("halves", {"u_west": "v_m1", "u_east": "v_m4"}, **values)


def subjects(*alternatives: Alternative) -> tuple[Subject, ...]:
    return tuple(subject_of(alternative) for alternative in alternatives)
