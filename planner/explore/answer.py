"""What is told and drawn of a solved state, alone and beside the pinned one."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from planner.decide import effects
from planner.errors import Finding, InputError
from planner.pipeline import Alternative
from planner.report.comparison import compare, judgement, proof, sections, subject_of, verdict
from planner.report.terminal import summary_sentences
from planner.report.words import Lang, in_words, number

Tree = dict[str, Any]


def answer_of(alternative: Alternative, pinned: Alternative | None, lang: Lang) -> Tree:
    """A plan as the page shows it."""
    found = alternative.indicators
    region = alternative.region
    courses: dict[str, dict[str, float]] = defaultdict(dict)
    for course in found.per_course:
        courses[course.venue_id][course.programme_id] = course.courses_per_year
    return {
        "status": "plan",
        "proof": proof(alternative, lang),
        "verdict": list(verdict(alternative, lang)),
        "units": [
            {
                "id": unit.unit_id,
                "judgement": judgement(alternative, unit, lang),
                "agreements": [unit.agreements_existing, unit.agreements_new],
            }
            for unit in found.units
        ],
        "municipalities": {
            row.code: {
                "served": row.participants_served,
                "specialist": row.participants_specialist,
                "unmet": row.participants_unmet,
                "minutes": row.minutes_mean,
            }
            for row in found.per_municipality
        },
        "courses": courses,
        "held": sorted({course.programme_id for course in found.per_course}),
        "flows": _flows(alternative),
        "unmet": sorted({row.place_id for row in found.assignments if row.kind == "unmet"}),
        "figures": {
            "hours": number(lang, found.travel_hours_total),
            "served": number(lang, found.participants_served, 1),
            "specialist": number(lang, found.participants_specialist, 1),
            "unmet": number(lang, found.participants_unmet, 1),
            "cost": None if found.cost_nok is None else number(lang, found.cost_nok),
        },
        "raw": {
            "status": str(alternative.plan.status),
            "travel_hours_total": found.travel_hours_total,
            "participants_served": found.participants_served,
            "cost_nok": found.cost_nok,
        },
        "messages": [in_words(lang, text) for text in alternative.plan.messages],
        "beside": beside(pinned, alternative, lang) if pinned is not None else None,
        "assumed": sorted(alternative.assumed_groups),
        "names": {unit_id: unit.name for unit_id, unit in region.units.items()},
    }


def beside(pinned: Alternative, alternative: Alternative, lang: Lang) -> Tree:
    """The two side by side: rows of the comparison, and who gains and loses in words."""
    try:
        comparison = compare((pinned, alternative))
        changes = list(summary_sentences(effects(subject_of(pinned), subject_of(alternative)), lang))
    except (InputError, ValueError) as error:  # judged for other people, say
        return {"problem": str(error), "rows": [], "changes": []}
    return {
        "problem": "",
        "rows": [
            {
                "label": row.label + ("*" if row.all_assumed else ""),
                "cells": [[cell.text, cell.best] for cell in row.cells],
            }
            for section in sections(comparison, lang, details=False)
            for row in section.rows
            if len({cell.text for cell in row.cells}) > 1
        ],
        "changes": changes,
    }


def problems_of(findings: tuple[Finding, ...], message: str, lang: Lang) -> Tree:
    """A state that cannot be used, and why."""
    return {
        "status": "input",
        "reasons": [in_words(lang, f.message) for f in findings] or [message],
    }


def _flows(alternative: Alternative) -> list[list[Any]]:
    """Place, where to (`v:` a place of the region, `s:` a service), participants a year."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    venues = alternative.region.venues
    for row in alternative.indicators.assignments:
        if row.kind == "local" and row.venue_id is not None:
            found[row.place_id, f"v:{venues[row.venue_id].place_id}"] += row.participants_per_year
        elif row.service_id is not None:
            found[row.place_id, f"s:{row.service_id}"] += row.participants_per_year
    return [[place, to, round(n, 3)] for (place, to), n in sorted(found.items())]
