"""What a comparison must hold fast: alternatives are ranked only under the same assumptions.

Demand, population, season and roads are assumptions about the world, not choices of a council. An
alternative under lower demand has fewer travel hours, but not because it is a better one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from planner.pipeline import Alternative
from planner.report.words import Lang, number, say
from planner.scenario import Demand, Scenario
from planner.texts import name_in

Basis = tuple[tuple[str, str], ...]
"""Name of an assumption → its value as text, in a fixed order."""

CHOICES = ("cycle_years", "levels", "venue_kinds", "pooled", "joins_id", "time_of_day")
"""Changes to programmes that somebody decides: how often they are held, where and for whom."""


def basis_of(scenario: Scenario) -> Basis:
    """The assumptions about the world that a scenario makes."""
    demand, travel = scenario.demand, scenario.travel
    winter = travel.winter.model_dump_json() if travel.season == "winter" else ""
    roads = [travel.boats, sorted(travel.closed), travel.matrix, travel.where_no_road]
    if travel.where_no_road == "great_circle":
        roads.append(travel.great_circle.model_dump_json())
    return (
        ("level", demand.level),
        ("mix", demand.mix),
        ("factor", repr(demand.factor)),
        ("programmes", ";".join(sorted(demand.programmes))),
        ("changes", _assumed_changes(demand)),
        ("year", f"{scenario.population.year or ''}{scenario.population.alternative}"),
        ("persons", ";".join(f"{code}={n}" for code, n in sorted(demand.persons.items()))),
        ("participation", _who_comes(scenario)),
        ("specialist", repr(scenario.specialist.model_dump(exclude_defaults=True))),
        ("season", f"{travel.season}{winter}"),
        ("roads", repr(roads)),
    )


def main_basis(alternatives: Sequence[Alternative]) -> Basis:
    """The assumptions that most alternatives share; among equals those of the first one."""
    found = [basis_of(a.scenario) for a in alternatives]
    counts = Counter(found)
    return max(counts, key=lambda basis: (counts[basis], -found.index(basis)))


def differences(lang: Lang, alternative: Alternative, basis: Basis) -> list[str]:
    """In words, what an alternative assumes that differs from a basis."""
    main = dict(basis)
    return [
        _in_words(lang, name, alternative)
        for name, value in basis_of(alternative.scenario)
        if value != main[name]
    ]


def _who_comes(scenario: Scenario) -> str:
    """What is assumed of who comes; empty where everybody does, wherever the plan sends them."""
    choice = scenario.participation.choice
    if scenario.decays or choice == "logit":
        return scenario.participation.model_dump_json()
    return "" if choice == "planned" else choice


def _assumed_changes(demand: Demand) -> str:
    """Changes to programmes that nobody decides: group sizes, meetings, staff."""

    def kept(change: Any) -> dict[str, Any]:
        values = change.model_dump(exclude_none=True)
        return {key: values[key] for key in sorted(values) if key not in CHOICES}

    named = {k: kept(change) for k, change in sorted(demand.changes.items()) if kept(change)}
    return repr((kept(demand.all_programmes), named))


def _in_words(lang: Lang, name: str, alternative: Alternative) -> str:
    demand = alternative.scenario.demand
    if name == "level":
        level = alternative.region.demand_levels[demand.level]
        return say(lang, "basis.level", value=name_in(lang, level.name_nb.lower(), level.id))
    if name == "mix":
        return say(lang, "basis.mix", value=demand.mix)
    if name == "factor":
        return say(lang, "basis.factor", value=number(lang, demand.factor, 2))
    if name == "year":
        year = alternative.scenario.population
        if year.year is None:
            return say(lang, "basis.year_none")
        key = "basis.year_of" if year.alternative else "basis.year"
        return say(lang, key, year=str(year.year), alternative=year.alternative)
    if name == "season":
        return say(lang, f"basis.season_{alternative.scenario.travel.season}")
    return say(lang, f"basis.{name}")
