"""The road graph of a season: which links are open and how long they take."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from planner.errors import Finding, InputError
from planner.messages import message
from planner.region import Link, Region
from planner.scenario import Scenario

if TYPE_CHECKING:
    import networkx as nx

BOATS = frozenset({"ferry", "express_boat"})


def road_graph(region: Region, scenario: Scenario) -> nx.Graph[str]:
    """The links that are open in the scenario's season, as an undirected graph.

    Nodes are all places and external places, those without any link included. Edges carry `minutes`,
    `km`, `link_id`, `kind` and `winter_exposed`. Of parallel links the fastest stays (then the
    shorter, then the smaller id).

        minutes = minutes of the link × winter.factor   where it is exposed and the season is winter
        minutes = minutes of the link                   otherwise

    Raises InputError, with every problem, where a closure names a link that the region does not have
    or closes in winter a link that is not marked as exposed.
    """
    import networkx as nx

    closed = closed_link_ids(region, scenario)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from([*region.places, *region.external_places])
    for link in region.links.values():
        if link.id in closed or link.from_id == link.to_id:
            continue
        if link.kind in BOATS and not scenario.travel.boats:
            continue
        minutes = season_minutes(link, scenario)
        rank = (minutes, link.km, link.id)
        if graph.has_edge(link.from_id, link.to_id):
            edge = graph.edges[link.from_id, link.to_id]
            if (edge["minutes"], edge["km"], edge["link_id"]) <= rank:
                continue
        graph.add_edge(
            link.from_id,
            link.to_id,
            minutes=minutes,
            km=link.km,
            link_id=link.id,
            kind=link.kind,
            winter_exposed=link.winter_exposed,
        )
    return graph


def season_minutes(link: Link, scenario: Scenario) -> float:
    """Minutes over a link in the scenario's season."""
    slower = scenario.travel.season == "winter" and link.winter_exposed
    return link.minutes * scenario.travel.winter.factor if slower else link.minutes


def closed_link_ids(region: Region, scenario: Scenario) -> frozenset[str]:
    """Links that are closed in the scenario's season: those of any season, and in winter winter's.

    Both lists are checked in every season, so that a slip does not wait for winter to be found.
    Raises InputError with every problem.
    """
    travel = scenario.travel
    file = f"scenario {scenario.name}"
    findings = [
        *_unknown(file, "travel.closed", travel.closed, region),
        *_unknown(file, "travel.winter.closed", travel.winter.closed, region),
    ]
    for link_id in travel.winter.closed:
        link = region.links.get(link_id)
        if link is not None and not link.winter_exposed:
            findings.append(
                Finding(
                    file,
                    message("winter closes a link that is not exposed to winter"),
                    field="travel.winter.closed",
                    found=f"{link_id} ({link.road})",
                    expected=message("a link with winter_exposed yes"),
                    fix=message(
                        "Put it in travel.closed (any season), or mark it as winter_exposed in the "
                        "region's table links."
                    ),
                )
            )
    if findings:
        raise InputError(findings)
    closed = set(travel.closed)
    if travel.season == "winter":
        closed.update(travel.winter.closed)
    return frozenset(closed)


def _unknown(file: str, field: str, link_ids: Iterable[str], region: Region) -> list[Finding]:
    return [
        Finding(
            file,
            message("there is no link with this id"),
            field=field,
            found=link_id,
            expected=_nearest_ids(link_id, region),
            fix=message("Ids stand in the column id of the region's table links."),
        )
        for link_id in link_ids
        if link_id not in region.links
    ]


def _nearest_ids(link_id: str, region: Region) -> str:
    """The links whose id, or whose ends, are written most like what was found."""
    if not region.links:
        return "no id at all: the region has no links"
    names: dict[str, str] = {}
    for link in region.links.values():
        for a, b in ((link.from_id, link.to_id), (link.to_id, link.from_id)):
            names.setdefault(f"{a}-{b}", link.id)
    names.update({key: key for key in region.links})
    near = dict.fromkeys(names[name] for name in get_close_matches(link_id, names, n=4, cutoff=0.5))
    if not near:
        return f"one of the region's {len(region.links)} links, such as {next(iter(region.links))}"
    return " or ".join(list(near)[:3])
