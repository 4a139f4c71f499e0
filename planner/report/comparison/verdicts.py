"""Each alternative in a few plain sentences, made from its numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planner.evaluate import GROUPS, UnitIndicators
from planner.pipeline import Alternative
from planner.plan import Stage, Status
from planner.report.comparison.comparison import units_small
from planner.report.comparison.forms import unit_assumed
from planner.report.words import (
    Lang,
    joined,
    number,
    percent,
    percent_at_most,
    rounded,
    say,
    specialist_name,
)
from planner.texts import name_in

NAMED_UNITS_MAX = 3
"""So many units are told one by one; more are summed up."""


def verdict(alternative: Alternative, lang: Lang) -> tuple[str, ...]:
    """Sentences: units against the guideline, coverage, programmes, participants, travel, cost, proof.

    Figures that rest on assumptions carry an asterisk; `assumption_note` says on which. Of the proof is
    spoken where the plan is not proven the best possible.
    """
    if alternative.indicators.persons_in_scope == 0:
        return (say(lang, "verdict.nobody_lives_there"), _cost(alternative, lang))
    return (
        *_units(alternative, lang),
        *_coverage(alternative, lang),
        *_programmes(alternative, lang),
        *_participants(alternative, lang),
        *_second_line(alternative, lang),
        *_people(alternative, lang),
        *_travel(alternative, lang),
        _cost(alternative, lang),
        *_vulnerable(alternative, lang),
        *([] if alternative.plan.status is Status.OPTIMAL else [proof(alternative, lang)]),
    )


def assumption_note(alternatives: Sequence[Alternative], lang: Lang) -> str:
    """What the figures with an asterisk rest on; empty where nothing is assumed."""
    assumed = {group for alternative in alternatives for group in alternative.assumed_groups}
    names = [say(lang, f"group.{group.name}") for group in GROUPS if group.name in assumed]
    return say(lang, "verdict.assumptions", groups=joined(lang, names)) if names else ""


def judgement(alternative: Alternative, unit: UnitIndicators, lang: Lang) -> str:
    """How a unit's population stands against the guideline, to go after the number of inhabitants."""
    guideline = alternative.scenario.threshold
    return say(
        lang,
        f"verdict.{unit.threshold_status}",
        low=guideline.persons_min,
        high=guideline.persons_max,
        short=unit.persons_short,
        above=unit.persons_above,
    )


def worst_stage(alternative: Alternative) -> Stage | None:
    """The stage whose status and gap are the plan's."""
    order = list(Status)
    return max(alternative.plan.stages, key=lambda s: (order.index(s.status), s.gap), default=None)


def proof(alternative: Alternative, lang: Lang) -> str:
    """How good the plan is known to be."""
    stage = worst_stage(alternative)
    if stage is None or stage.status in (Status.OPTIMAL, Status.GIVEN):
        return say(lang, f"verdict.{alternative.plan.status}")
    name = say(lang, f"stage.{stage.name}")
    if not stage.has_bound:
        return say(lang, f"verdict.{stage.status}_unknown", stage=name)
    return say(lang, f"verdict.{stage.status}", gap=percent_at_most(lang, stage.gap), stage=name)


def starred(alternative: Alternative, indicator: str, text: str) -> str:
    """A figure with its asterisk, where it rests on assumptions."""
    return f"{text}*" if alternative.rests_on_assumptions(indicator) else text


def _units(alternative: Alternative, lang: Lang) -> list[str]:
    units = alternative.indicators.units
    if not units:
        return [say(lang, "verdict.no_unit", specialist=specialist_name(alternative.region, lang))]
    if len(units) == 1:
        people = _inhabitants(alternative, units[0], lang)
        told = judgement(alternative, units[0], lang)
        return [say(lang, "verdict.one", persons=people, judgement=told)]
    if len(units) <= NAMED_UNITS_MAX:
        return [
            say(
                lang,
                "verdict.named",
                unit=alternative.unit_name(unit.unit_id),
                persons=_inhabitants(alternative, unit, lang),
                judgement=judgement(alternative, unit, lang),
            )
            for unit in units
        ]
    guideline = alternative.scenario.threshold
    persons = [unit.persons for unit in units]
    return [
        say(
            lang,
            "verdict.several",
            units=len(units),
            least=min(persons),
            most=max(persons),
            counts=_counts(units, lang),
            low=guideline.persons_min,
            high=guideline.persons_max,
        )
    ]


def _inhabitants(alternative: Alternative, unit: UnitIndicators, lang: Lang) -> str:
    persons = number(lang, unit.persons)
    return f"{persons}*" if unit_assumed(alternative, unit) else persons


def _counts(units: tuple[UnitIndicators, ...], lang: Lang) -> str:
    found = Counter(unit.threshold_status for unit in units)
    if found["below"] == len(units):
        return say(lang, "verdict.count_all_below")
    if found["within"] == len(units):
        return say(lang, "verdict.count_all_within")
    return say(
        lang,
        "verdict.count_mixed",
        within=found["within"],
        about=found["about"],
        below=found["below"],
        above=found["above"],
    )


def _coverage(alternative: Alternative, lang: Lang) -> list[str]:
    found = alternative.indicators
    if not found.units:
        return []
    if found.persons_outside == 0:
        return [say(lang, "verdict.covers_all")]
    if found.persons_outside == found.persons_in_scope:
        return [say(lang, "verdict.covers_none")]
    return [
        say(
            lang,
            "verdict.covers_some",
            share=percent(lang, found.coverage_share),
            names=joined(lang, alternative.municipality_names(found.outside_codes)),
            persons=found.persons_outside,
        )
    ]


def _programmes(alternative: Alternative, lang: Lang) -> list[str]:
    found = alternative.indicators
    if not found.units or found.viable_share is None:
        return []
    if found.programmes_viable == 0:
        return [say(lang, "verdict.viable_none", programmes=len(found.per_programme))]
    return [
        say(
            lang,
            "verdict.viable",
            viable=starred(alternative, "programmes_viable", number(lang, found.programmes_viable)),
            programmes=len(found.per_programme),
            share=starred(alternative, "viable_share", percent(lang, found.viable_share)),
        )
    ]


def _participants(alternative: Alternative, lang: Lang) -> list[str]:
    found = alternative.indicators
    if found.participants_total <= 0:
        return []

    def people(indicator: str) -> str:
        count = getattr(found, indicator)
        if rounded(count) == 0:
            return say(lang, "verdict.nobody")
        return starred(alternative, indicator, number(lang, count))

    # The sum of the figures beside it as they stand there: parts that do not add up look like a slip.
    parts = ("participants_served", "participants_specialist", "participants_unmet")
    total = number(lang, float(sum(rounded(getattr(found, part)) for part in parts)))
    key = "verdict.participants_unmet" if rounded(found.participants_unmet) else "verdict.participants"
    return [
        say(
            lang,
            key,
            total=starred(alternative, "participants_total", total),
            served=people("participants_served"),
            at=people("participants_specialist"),
            unmet=people("participants_unmet"),
            specialist=specialist_name(alternative.region, lang),
        )
    ]


def _second_line(alternative: Alternative, lang: Lang) -> list[str]:
    """Which programmes the hospital holds in the rooms of a unit."""
    region, held = alternative.region, alternative.plan.courses
    told = []
    for unit in alternative.plan.units:
        ids = sorted(
            {c.programme_id for c in held if c.unit_id == unit.unit_id and c.holder == "hospital"}
        )
        programmes = [region.programmes[k] for k in ids]
        if programmes:
            names = [name_in(lang, p.name_nb, p.name_en) for p in programmes]
            told.append(
                say(
                    lang,
                    "verdict.hospital_holds",
                    specialist=specialist_name(region, lang),
                    programmes=joined(lang, names),
                    unit=region.units[unit.unit_id].name,
                )
            )
    return told


def _people(alternative: Alternative, lang: Lang) -> list[str]:
    """How many the way keeps from coming, and the queue to the specialist service."""
    found = alternative.indicators
    told = []
    if alternative.scenario.stays_home:
        lost = starred(alternative, "participants_lost", number(lang, found.participants_lost))
        chosen = alternative.scenario.participation.choice == "logit"
        told.append(say(lang, "verdict.lost_choice" if chosen else "verdict.lost", lost=lost))
    if found.specialist_backlog_years is not None and rounded(found.participants_unmet, 1):
        told.append(
            say(
                lang,
                "verdict.queue",
                specialist=specialist_name(alternative.region, lang),
                years=starred(
                    alternative,
                    "specialist_backlog_years",
                    number(lang, found.specialist_backlog_years, 1),
                ),
            )
        )
    return told


def _travel(alternative: Alternative, lang: Lang) -> list[str]:
    found = alternative.indicators
    if found.minutes_mean is None or found.minutes_max is None:
        return [say(lang, "verdict.no_travel")] if found.participants_total > 0 else []
    return [
        say(
            lang,
            "verdict.travel",
            hours=starred(alternative, "travel_hours_total", number(lang, found.travel_hours_total)),
            mean=starred(alternative, "minutes_mean", number(lang, found.minutes_mean)),
            longest=starred(alternative, "minutes_max", number(lang, found.minutes_max)),
        )
    ]


def _cost(alternative: Alternative, lang: Lang) -> str:
    found = alternative.indicators
    if found.cost_nok is None:
        return say(lang, "verdict.no_cost", reasons="; ".join(found.cost_absent_because))
    if found.cost_nok_per_person is None:
        nok = starred(alternative, "cost_nok", number(lang, found.cost_nok))
        return say(lang, "verdict.cost_in_all", nok=nok)
    return say(
        lang,
        "verdict.cost",
        nok=starred(alternative, "cost_nok", number(lang, found.cost_nok)),
        each=starred(alternative, "cost_nok_per_person", number(lang, found.cost_nok_per_person)),
    )


def _vulnerable(alternative: Alternative, lang: Lang) -> list[str]:
    small, units = units_small(alternative), len(alternative.indicators.units)
    if not small:
        return []
    if units == 1:
        posts = number(lang, alternative.indicators.posts_fte, 1)
        return [say(lang, "verdict.vulnerable_one", posts=starred(alternative, "posts_fte", posts))]
    if small == units:
        key = "verdict.vulnerable_both" if units == 2 else "verdict.vulnerable_all"
        return [say(lang, key, units=units)]
    return [say(lang, "verdict.vulnerable", count=small, units=units)]
