"""Checks of `demand` and `travel`: programmes, levels, populations and links that exist."""

from __future__ import annotations

from collections.abc import Iterator

from planner.messages import message
from planner.region import Region
from planner.scenario.issue import Known, ScenarioIssue, each, unknown
from planner.scenario.paths import KeyPath
from planner.scenario.schema import ProgrammeChange, Scenario
from planner.scenario.schema_people import ServiceChange


def check_demand(region: Region, scenario: Scenario) -> Iterator[ScenarioIssue]:
    """Everything in `demand` that does not fit."""
    demand = scenario.demand
    levels = {level.id: level.name_nb for level in region.demand_levels.values()}
    if demand.level not in levels:
        yield unknown(("demand", "level"), "demand level", demand.level, levels)
    mixes = {row.mix_id: "" for row in region.mixes}
    if demand.mix not in mixes:
        yield unknown(("demand", "mix"), "programme mix", demand.mix, mixes)
    names = {p.id: p.name_nb for p in region.programmes.values()}
    yield from each(("demand", "programmes"), demand.programmes, names, "programme")
    yield from _change(region, scenario, ("demand", "all_programmes"), demand.all_programmes)
    for programme_id, change in demand.changes.items():
        path: KeyPath = ("demand", "changes", programme_id)
        if programme_id not in names:
            yield unknown(path, "programme", programme_id, names)
        yield from _change(region, scenario, path, change)
        if change.joins_id == programme_id:
            yield ScenarioIssue(
                (*path, "joins_id"), message("a programme cannot join itself"), programme_id
            )
    yield from _group_sizes(region, scenario)
    municipalities = {m.code: m.name for m in region.municipalities.values()}
    for code in demand.persons:
        if code not in municipalities:
            yield unknown(("demand", "persons", code), "municipality", code, municipalities)


def _change(
    region: Region, scenario: Scenario, path: KeyPath, change: ProgrammeChange
) -> Iterator[ScenarioIssue]:
    names = {p.id: p.name_nb for p in region.programmes.values()}
    if change.joins_id and change.joins_id not in names:
        yield unknown((*path, "joins_id"), "programme", change.joins_id, names)
    kinds = (
        {v.kind for v in region.venues.values()} | {v.kind for v in scenario.venues.new} | {"mobile"}
    )
    kinds |= {kind for p in region.programmes.values() for kind in p.venue_kinds}
    yield from each(
        (*path, "venue_kinds"), change.venue_kinds or (), dict.fromkeys(kinds, ""), "venue kind"
    )
    if change.levels == ():
        yield ScenarioIssue(
            (*path, "levels"),
            message("the list of levels is empty: the programme could be held nowhere"),
            expected=message("one or more of municipality, shared, specialist"),
        )


def _group_sizes(region: Region, scenario: Scenario) -> Iterator[ScenarioIssue]:
    """A group minimum above the maximum, once the changes are made."""
    demand = scenario.demand
    told: set[KeyPath] = set()
    for programme_id in sorted(set(demand.programmes) & set(region.programmes) or region.programmes):
        programme = region.programmes[programme_id]
        low, high = programme.group_min_persons, programme.group_max_persons
        path: KeyPath | None = None
        for change, change_path in (
            (demand.all_programmes, ("demand", "all_programmes")),
            (demand.changes.get(programme_id, ProgrammeChange()), ("demand", "changes", programme_id)),
        ):
            if change.group_max_persons is not None:
                high, path = change.group_max_persons, (*change_path, "group_max_persons")
            if change.group_min_persons is not None:
                low, path = change.group_min_persons, (*change_path, "group_min_persons")
        if low > high and path is not None and path not in told:
            told.add(path)
            yield ScenarioIssue(
                path,
                message(
                    "the smallest group of {programme_id} would be larger than its largest",
                    programme_id=programme_id,
                ),
                message("{low} to {high} persons", low=low, high=high),
                fix=message("Change group_min_persons and group_max_persons together."),
            )


def check_specialist(region: Region, scenario: Scenario) -> Iterator[ScenarioIssue]:
    """Everything in `specialist` that does not fit."""
    services = {s.id: s.name for s in region.specialist_services.values()}
    programmes = {p.id: p.name_nb for p in region.programmes.values()}
    changes: list[tuple[KeyPath, ServiceChange]] = [
        (("specialist", "all_services"), scenario.specialist.all_services)
    ]
    for service_id, change in scenario.specialist.services.items():
        path: KeyPath = ("specialist", "services", service_id)
        if service_id not in services:
            yield unknown(path, "specialist service", service_id, services)
        changes.append((path, change))
    for path, change in changes:
        for programme_id in change.programme_places:
            if programme_id not in programmes:
                at = (*path, "programme_places", programme_id)
                yield unknown(at, "programme", programme_id, programmes)


def check_links(region: Region, scenario: Scenario, known: Known) -> Iterator[ScenarioIssue]:
    """Everything in `travel` that does not fit the region's links."""
    travel = scenario.travel
    names = {
        link.id: f"{known.bases.get(link.from_id, '?')}–{known.bases.get(link.to_id, '?')}"
        for link in region.links.values()
    }
    yield from each(("travel", "closed"), travel.closed, names, "link")
    winter: KeyPath = ("travel", "winter", "closed")
    yield from each(winter, travel.winter.closed, names, "link")
    for index, link_id in enumerate(travel.winter.closed):
        if link_id in names and not region.links[link_id].winter_exposed:
            yield ScenarioIssue(
                (*winter, index),
                message("winter closes a link that is not exposed to winter"),
                link_id,
                message("a link with winter_exposed"),
                message("Put it in travel.closed, which holds in any season."),
            )
