"""Which fields that no source gives a plan's figures rest on.

Figures are sorted into groups by what they draw on; the registry says for each indicator which groups
it rests on, so that outputs can mark it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from planner.evaluate.facts import Facts
from planner.evaluate.types import AssumptionBehind
from planner.plan import Plan
from planner.problem import decay_of
from planner.region import Region
from planner.scenario import Scenario
from planner.scenario import scope_codes as scope_of
from planner.travel import Travel


class _Record(Protocol):
    @property
    def assumed(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class _Decayed:
    """A programme whose people the way may keep at home, or who choose: always an assumption."""

    assumed: frozenset[str] = frozenset({"decay"})


@dataclass(frozen=True, slots=True)
class Group:
    """A group of fields. `fields` maps a table to those of its fields that the group's figures use."""

    name: str
    about: str
    fields: Mapping[str, tuple[str, ...]]


GROUPS: tuple[Group, ...] = (
    Group("population", "inhabitants of the municipalities", {"municipalities": ("persons",)}),
    Group(
        "membership",
        "who belongs to a unit, and where it is seated",
        {"units": ("member_codes", "seat_place_id", "exists_today")},
    ),
    Group("posts", "coordinators' posts", {"units": ("coordinator_fte",)}),
    Group(
        "participation",
        "how many take part, and in what",
        {
            "demand_levels": ("participants_per_1000",),
            "programme_mix": ("share",),
            "programmes": ("persons_per_case",),
        },
    ),
    Group(
        "groups",
        "how large a course group is, how often a programme is held and who may hold it",
        {
            "programmes": (
                "group_min_persons",
                "group_max_persons",
                "cycle_years",
                "time_of_day",
                "levels",
                "venue_kinds",
                "pooled",
                "joins_id",
            )
        },
    ),
    Group("places", "where in a municipality people live", {"places": ("persons",)}),
    Group(
        "travel",
        "times and lengths of the ways",
        {
            "links": ("minutes", "km", "winter_exposed"),
            "travel_times": ("minutes", "km"),
            "places": ("lon", "lat"),
        },
    ),
    Group("meetings", "meetings per course", {"programmes": ("meetings_per_course",)}),
    Group(
        "staff",
        "who holds the courses, and where they set out from",
        {
            "programmes": ("professionals_per_meeting", "user_representatives_per_meeting"),
            "units": ("staff_base_place_ids",),
        },
    ),
    Group(
        "work",
        "hours of work, and whose",
        {
            "programmes": (
                "hours_to_develop",
                "hours_to_repeat",
                "hours_per_meeting",
                "professions",
            )
        },
    ),
    Group(
        "venues",
        "the rooms in use",
        {"venues": ("place_id", "kind", "seats", "time_of_day", "meetings_per_year")},
    ),
    Group(
        "specialist",
        "what the hospital holds, how many trips it takes and whether everybody finds a place there",
        {
            "specialist_services": (
                "programme_ids",
                "trips_per_course",
                "participants_per_year_max",
                "programme_places",
            )
        },
    ),
    Group(
        "decay",
        "how many the way keeps from coming",
        {"participation": ("decay",)},
    ),
    Group(
        "prices",
        "what things cost, and who pays",
        {
            "cost_rates": ("value",),
            "units": ("nok_per_year", "payer"),
            "venues": ("nok_per_year",),
            "programmes": ("hours_per_meeting",),
        },
    ),
)


def assumptions_behind(
    region: Region,
    travel: Travel,
    scenario: Scenario,
    plan: Plan,
    scope_codes: tuple[str, ...] | None = None,
) -> tuple[AssumptionBehind, ...]:
    """Assumed fields that a plan's figures rest on, group by group, with the rows concerned.

    Counted are the records that the plan draws on: the municipalities (and their inhabited places) in
    scope or members of a unit, its units and venues in use, the programmes with participants, the
    demand level and mix chosen, the services people go to, the links that are open.
    Positions count only where ways may be reckoned from them (great-circle rule); links not at all
    where a ready matrix replaced them. Where to hold courses was chosen among candidate venues that
    may rest on assumptions too; those are not counted.
    """
    scope = scope_of(region, scenario) if scope_codes is None else scope_codes
    facts = Facts(region, travel, scenario, plan, scope)
    tables = _records(facts)
    by_position = "great_circle" in (travel.source, scenario.travel.where_no_road)
    found = []
    for group in GROUPS:
        for table, names in group.fields.items():
            if table == "links" and travel.source == "matrix":
                continue
            if table == "places" and group.name == "travel" and not by_position:
                continue
            records = tuple(tables[table])
            for name in names:
                if name == "winter_exposed" and travel.season != "winter":
                    continue
                count = sum(name in record.assumed for record in records)
                if count:
                    found.append(AssumptionBehind(group.name, table, name, count, len(records)))
    return tuple(found)


def groups_assumed(rows: Iterable[AssumptionBehind]) -> frozenset[str]:
    """Names of the groups in which anything is assumed."""
    return frozenset(row.group for row in rows)


def _records(facts: Facts) -> dict[str, list[_Record]]:
    region, demand, plan = facts.region, facts.scenario.demand, facts.plan
    wanted = {k for k, rate in facts.rates.items() if rate > 0}
    venues = {course.venue_id for course in facts.courses}
    services = {row.service_id for row in plan.specialist}
    closed = set(facts.travel.closed_link_ids)
    boats = facts.scenario.travel.boats
    at_will = facts.scenario.participation.choice == "logit"
    return {
        "municipalities": [m for m in region.municipalities.values() if m.code in facts.served_codes],
        "units": [region.units[u] for u in facts.units if u in region.units],
        "demand_levels": [region.demand_levels[demand.level]],
        "programme_mix": [
            row for row in region.mixes if row.mix_id == demand.mix and row.programme_id in wanted
        ],
        "programmes": [region.programmes[k] for k in sorted(wanted)],
        "places": list(facts.places.values()),
        "links": [
            link
            for link in region.links.values()
            if link.id not in closed and (boats or link.kind == "road")
        ],
        "travel_times": list(region.travel_times) if facts.scenario.travel.matrix is None else [],
        "venues": [region.venues[v] for v in sorted(venues) if v in region.venues],
        "specialist_services": [
            region.specialist_services[s] for s in sorted(services) if s in region.specialist_services
        ],
        "cost_rates": list(region.cost_rates.values()),
        "participation": [_Decayed() for k in sorted(wanted) if at_will or decay_of(facts.scenario, k)],
    }
