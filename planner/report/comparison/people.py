"""What is to be said of people: who does not come, who finds no place, and what of it is assumed."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from planner.pipeline.alternative import Alternative
from planner.report.comparison.comparison import Comparison
from planner.report.words import specialist_name
from planner.report.words.numbers import Lang, joined, number, rounded
from planner.report.words.tables import say

NAMED_MAX = 3
"""Municipalities named as those that most of the further participants come from."""


def people_remarks(comparison: Comparison, lang: Lang) -> list[str]:
    """What is assumed of places and of the way, and how many more come where courses are near."""
    every = comparison.alternatives
    specialist = specialist_name(comparison.region, lang)
    told = []
    unlimited = [a for a in every if _takes_everybody(a)]
    if unlimited:
        key = "remark.places_assumed" if len(unlimited) == len(every) else "remark.places_assumed_of"
        told.append(say(lang, key, specialist=specialist, names=joined(lang, _names(unlimited))))
    decayed = [a for a in every if a.scenario.decays]
    if decayed:
        told.append(say(lang, "remark.decay_assumed", names=joined(lang, _names(decayed))))
    chosen = [a for a in every if a.scenario.participation.choice == "logit"]
    if chosen:
        told.append(say(lang, "remark.choice_assumed", names=joined(lang, _names(chosen))))
    told += _who_comes(decayed, "remark.more_come", lang)
    told += _who_comes(chosen, "remark.more_choose", lang)
    return told


def _takes_everybody(alternative: Alternative) -> bool:
    services = alternative.region.specialist_services.values()
    return any(s.participants_per_year_max is None and not s.programme_places for s in services)


def _names(alternatives: Sequence[Alternative]) -> list[str]:
    return [a.name for a in alternatives]


def coming(alternative: Alternative) -> float:
    """Participants in scope who come somewhere, to a local course or to the specialist (a year)."""
    found = alternative.indicators
    return found.participants_served + found.participants_specialist


def _who_comes(decayed: Sequence[Alternative], remark: str, lang: Lang) -> list[str]:
    """From the alternative to which fewest come to that with most, among those alike in demand."""
    alike: dict[tuple[str, ...], list[Alternative]] = {}
    for a in decayed:
        assumed = a.scenario.participation.model_dump_json()
        key = (f"{a.indicators.participants_total:.6f}", assumed, *a.indicators.scope_codes)
        alike.setdefault(key, []).append(a)
    told = []
    for group in alike.values():
        fewest, most = min(group, key=coming), max(group, key=coming)
        more = coming(most) - coming(fewest)
        if rounded(more) < 1:
            continue
        names = [name for name, _ in more_from(fewest, most)[:NAMED_MAX]]
        told.append(
            say(
                lang,
                remark,
                most=most.name,
                fewest=fewest.name,
                more=number(lang, more),
                names=joined(lang, names),
            )
        )
    return told


def more_from(before: Alternative, after: Alternative) -> list[tuple[str, float]]:
    """Municipality → how many more of its people come a year, the most first; none where fewer do."""
    was = {row.code: row for row in before.indicators.per_municipality}
    found = []
    for row in after.indicators.per_municipality:
        earlier = was[row.code]
        come = fsum((row.participants_served, row.participants_specialist))
        came = fsum((earlier.participants_served, earlier.participants_specialist))
        if come > came:
            found.append((row.name, come - came))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
