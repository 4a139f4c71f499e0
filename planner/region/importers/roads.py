"""A road network → the links of the region, and what is told of it."""

from __future__ import annotations

from planner.messages import Message, message
from planner.region.country.words import norwegian
from planner.region.importers.network import Contracted, NetworkLink, RoadFile, contracted
from planner.region.importers.types import Choices, Present, Record, Taken
from planner.region.types import ExternalPlace, Place

BOX_DEGREES = 0.35
"""How far beyond its places, in degrees of latitude, the roads of a region are read."""

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees (WGS84)."""


def box_of(present: Present) -> Box:
    """The box that holds the places of a region, hospitals outside included, with a margin."""
    places = _every(present)
    south, north = min(p.lat for p in places), max(p.lat for p in places)
    west, east = min(p.lon for p in places), max(p.lon for p in places)
    return west - 2 * BOX_DEGREES, south - BOX_DEGREES, east + 2 * BOX_DEGREES, north + BOX_DEGREES


def _every(present: Present) -> list[Place | ExternalPlace]:
    return [*present.region.places.values(), *present.region.external_places.values()]


def links_from(
    roads: RoadFile,
    present: Present,
    choices: Choices,
    *,
    basis: str,
    source_line: str,
    told: tuple[Message, ...],
    assumed: str = "winter_exposed",
) -> Taken:
    """Links for every place that a road comes near; the others keep those that they have.

    `basis` stands in each row, and which fields are `assumed`; `told` before what is told of the links.
    """
    region = present.region
    every = _every(present)
    found = contracted(
        roads,
        {place.id: (place.lon, place.lat) for place in every},
        wait_minutes=choices.ferry_wait_minutes,
        off_km_max=choices.off_road_km_max,
        off_km_per_hour=choices.off_road_km_per_hour,
    )
    if not found.links:
        return Taken(
            told=(*told, message("No two places of the region lie by its roads: nothing is changed."))
        )
    taken = {stop.id for stop in found.stops}
    tables: dict[str, tuple[Record, ...]] = {}
    for name in ("links", "links_external"):
        kept = [
            row
            for row in present.records(name)
            if not (row.get("from_id") in taken and row.get("to_id") in taken)
        ]
        outside = [
            link
            for link in found.links
            if (name == "links_external")
            == bool({link.from_id, link.to_id} & set(region.external_places))
            and not {link.from_id, link.to_id} <= set(region.external_places)
        ]
        rows = [_row(link, basis, assumed, set(region.external_places)) for link in outside]
        if rows or name in present.tables:
            tables[name] = (*rows, *kept)
    return Taken(
        tables=tables,
        source_line=source_line,
        drops_line=norwegian("source.minutes") if not found.left_ids else "",
        told=(*told, *_told(found, present, choices)),
    )


def _row(link: NetworkLink, basis: str, assumed: str, external: set[str]) -> Record:
    ends = (link.from_id, link.to_id)
    if ends[0] in external:
        ends = (ends[1], ends[0])
    return {
        "id": "",
        "from_id": ends[0],
        "to_id": ends[1],
        "km": f"{link.km:g}",
        "minutes": f"{link.minutes:g}",
        "road": link.name,
        "kind": "ferry" if link.ferry else "road",
        "winter_exposed": "no",
        "basis": basis,
        "assumed": assumed,
    }


def _told(found: Contracted, present: Present, choices: Choices) -> list[Message]:
    names = present.region.place_name
    off = sorted(found.stops, key=lambda stop: -stop.off_km)
    apart = max(found.links, key=lambda link: link.minutes_apart)
    told = [
        message(
            "{links} links between {places} places stand for it, {ferries} of them with a ferry; no "
            "way is more than 2 % and half a minute slower over the links than over the roads.",
            links=len(found.links),
            places=len(found.stops),
            ferries=sum(link.ferry for link in found.links),
        ),
        message(
            "Assumed: {speed} km/h in a straight line from a place to its nearest junction "
            "(farthest: {name}, {km} km); {wait} minutes of waiting and boarding for each "
            "ferry; no turn restrictions.",
            speed=choices.off_road_km_per_hour,
            name=names(off[0].id),
            km=round(off[0].off_km, 1),
            wait=choices.ferry_wait_minutes,
        ),
    ]
    if apart.minutes_apart >= 1:
        told.append(
            message(
                "A link has the mean of its two directions; they lie farthest apart between {a} and "
                "{b}: {minutes} minutes.",
                a=names(apart.from_id),
                b=names(apart.to_id),
                minutes=round(apart.minutes_apart, 1),
            )
        )
    if found.left_ids:
        listed = ", ".join(names(key) for key in found.left_ids[:8])
        rest = len(found.left_ids) - 8
        told.append(
            message(
                "{count} places lie more than {km} km from its roads and keep the links they had: "
                "{names}.",
                count=len(found.left_ids),
                km=choices.off_road_km_max,
                names=message("{names} and {count} more", names=listed, count=rest)
                if rest > 0
                else listed,
            )
        )
    return told
