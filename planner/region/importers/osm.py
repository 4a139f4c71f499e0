"""OpenStreetMap extracts (`.osm.pbf`, `.osm`) with osmium, and networks that OSMnx has saved (GraphML).

Speeds follow `maxspeed`, else the class of the road; ferries (`route=ferry`) their `duration`, else
18 km/h. Only what cars may use is read. OpenStreetMap is under the ODbL: name it with the results.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from planner.geo import great_circle_km
from planner.messages import Message, message
from planner.region.importers.given import Given
from planner.region.importers.network import RoadFile
from planner.region.importers.roads import Box, box_of, links_from
from planner.region.importers.types import Choices, Importer, Present, Taken
from planner.region.importers.words import source_line

KM_PER_HOUR = {
    "motorway": 95.0,
    "motorway_link": 60.0,
    "trunk": 78.0,
    "trunk_link": 50.0,
    "primary": 72.0,
    "primary_link": 45.0,
    "secondary": 65.0,
    "secondary_link": 45.0,
    "tertiary": 58.0,
    "tertiary_link": 40.0,
    "unclassified": 48.0,
    "residential": 30.0,
    "living_street": 10.0,
    "road": 40.0,
}
"""Driving speed by class where no `maxspeed` is given. An assumption."""

OF_LIMIT = 0.95
"""Share of the limit that is driven. An assumption."""

FERRY_KM_PER_HOUR = 18.0
_SUFFIXES = (".pbf", ".osm")


@dataclass(slots=True)
class Arcs:
    """Arcs as they are met; nodes by id."""

    position: dict[int, tuple[float, float]] = field(default_factory=dict)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    minutes: list[float] = field(default_factory=list)
    km: list[float] = field(default_factory=list)
    ferry: list[bool] = field(default_factory=list)
    name: list[str] = field(default_factory=list)

    def add(
        self,
        ends: tuple[int, int],
        km: float,
        minutes: float,
        ways: tuple[bool, bool],
        ferry: bool,
        name: str,
    ) -> None:
        """A stretch, with the line, against it, or both."""
        for (a, b), open_ in zip((ends, ends[::-1]), ways, strict=True):
            if open_:
                self.start.append(a)
                self.end.append(b)
                self.km.append(km)
                self.minutes.append(minutes)
                self.ferry.append(ferry)
                self.name.append(name)

    def roads(self) -> RoadFile:
        """The network."""
        import numpy as np

        ids = np.array(sorted({*self.start, *self.end}), dtype=np.int64)
        at = np.array([self.position[int(i)] for i in ids]).reshape(-1, 2)
        names, name = np.unique(["", *self.name], return_inverse=True)
        return RoadFile(
            lon=at[:, 0],
            lat=at[:, 1],
            start=np.searchsorted(ids, self.start).astype(np.int64),
            end=np.searchsorted(ids, self.end).astype(np.int64),
            minutes=np.array(self.minutes, dtype=float),
            km=np.array(self.km, dtype=float),
            ferry=np.array(self.ferry, dtype=bool),
            name=name[1:].astype(np.int64),
            names=tuple(str(one) for one in names),
        )


def speed_of(tags: Any) -> float | None:
    """km/h on a road by its tags; None where no car may drive.

    >>> speed_of({"highway": "primary", "maxspeed": "80"})
    76.0
    """
    basic = KM_PER_HOUR.get(tags.get("highway", ""))
    if basic is None or tags.get("access") in ("no", "private") or tags.get("motor_vehicle") == "no":
        return None
    match = re.match(r"\s*(\d+)\s*(mph)?", str(tags.get("maxspeed", "")))
    if match is None:
        return basic
    limit = float(match[1]) * (1.609344 if match[2] else 1.0)
    return limit * OF_LIMIT if limit > 0 else basic


def minutes_of_duration(text: str) -> float | None:
    """`00:25`, `1:05:00`, `PT25M` or `25` as minutes.

    >>> minutes_of_duration("01:05"), minutes_of_duration("PT1H5M"), minutes_of_duration("x")
    (65.0, 65.0, None)
    """
    clock = re.fullmatch(r"(\d+):(\d{2})(?::(\d{2}))?", text.strip())
    if clock:
        return int(clock[1]) * 60 + int(clock[2]) + int(clock[3] or 0) / 60
    iso = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?", text.strip())
    if iso and (iso[1] or iso[2]):
        return float(int(iso[1] or 0) * 60 + int(iso[2] or 0))
    return float(text) if re.fullmatch(r"\s*\d+(\.\d+)?\s*", text) else None


def ways_open(tags: Any) -> tuple[bool, bool]:
    """With the line and against it."""
    oneway = tags.get("oneway", "")
    round_ = tags.get("junction") in ("roundabout", "circular") or tags.get("highway") == "motorway"
    if oneway == "-1":
        return False, True
    return True, not (oneway in ("yes", "true", "1") or (round_ and oneway != "no"))


def recognised(given: Given) -> Message | None:
    """Whether it is an extract, by its beginning."""
    if given.suffix not in _SUFFIXES or not given.path.is_file():
        return None
    with given.path.open("rb") as file:
        head = file.read(200)
    if b"OSMHeader" in head or b"<osm" in head:
        return message("an extract of OpenStreetMap")
    return None


def take(given: Given, present: Present, choices: Choices) -> Taken:
    """The links of the region from the roads in its box.

    Raises:
        InputError: osmium is not installed, or the file is damaged.
    """
    try:
        import osmium
    except ImportError:
        raise given.unusable(
            message("an extract of OpenStreetMap is read with osmium, which is not installed"),
            fix=message("Install it: pip install 'lms-planner[osm]'."),
        ) from None
    arcs = Arcs()
    try:
        for way in osmium.FileProcessor(str(given.path)).with_locations():
            if way.is_way():
                _add_way(arcs, way, box_of(present))
    except RuntimeError as error:
        raise given.unusable(
            message("is damaged"), found=str(error), fix=message("Download it again.")
        ) from error
    return _taken(given, arcs, present, choices)


def _taken(given: Given, arcs: Arcs, present: Present, choices: Choices) -> Taken:
    if not arcs.start:
        return Taken(told=(message("It has no roads where the region lies: nothing is changed."),))
    told = (
        message(
            "{count} ways (one for each direction) lie in the box of the region.", count=len(arcs.start)
        ),
        message("Speeds by maxspeed and class of the road are assumed, as the file has no times."),
    )
    return links_from(
        arcs.roads(),
        present,
        choices,
        basis=f"OpenStreetMap ({given.name})",
        source_line=source_line("roads.osm"),
        told=told,
        assumed="minutes;winter_exposed",
    )


def _add_way(arcs: Arcs, way: Any, box: Box) -> None:
    tags = way.tags
    ferry = tags.get("route") == "ferry" and tags.get("motor_vehicle") != "no"
    speed = FERRY_KM_PER_HOUR if ferry else speed_of(tags)
    if speed is None:
        return
    nodes = [(n.ref, n.lon, n.lat) for n in way.nodes if n.location.valid()]
    west, south, east, north = box
    if not any(west <= lon <= east and south <= lat <= north for _, lon, lat in nodes):
        return
    pairs = list(pairwise(nodes))
    lengths = [great_circle_km(*a[1:], *b[1:]) for a, b in pairs]
    given = minutes_of_duration(tags.get("duration", "")) if ferry else None
    whole = sum(lengths) or 1.0
    for (a, b), km in zip(pairs, lengths, strict=True):
        arcs.position[a[0]] = a[1:]
        arcs.position[b[0]] = b[1:]
        minutes = given * km / whole if given is not None else 60 * km / speed
        name = tags.get("ref", "") if not ferry else tags.get("name", "")
        ways = (True, True) if ferry else ways_open(tags)
        arcs.add(
            (a[0], b[0]), km, minutes, ways, ferry, str(name).replace(" ", "") if not ferry else name
        )


def recognised_graph(given: Given) -> Message | None:
    """Whether it is GraphML with positions of nodes and lengths of edges, as OSMnx saves it."""
    if given.suffix not in (".graphml", ".xml") or not given.path.is_file():
        return None
    with given.path.open("rb") as file:
        head = file.read(20_000)
    wanted = (b"graphml", b'attr.name="x"', b'attr.name="length"')
    return message("a road network of OSMnx (GraphML)") if all(w in head for w in wanted) else None


def take_graph(given: Given, present: Present, choices: Choices) -> Taken:
    """The links of the region from the network; `travel_time` (seconds) where OSMnx has added it."""
    import networkx as nx

    try:
        graph = nx.read_graphml(given.path, node_type=str, force_multigraph=True)
    except Exception as error:  # a damaged file makes the XML parser and networkx raise anything
        raise given.unusable(
            message("is not sound GraphML"),
            found=str(error)[:120],
            fix=message("Save it again with ox.save_graphml."),
        ) from error
    arcs = Arcs()
    numbers = {key: place for place, key in enumerate(graph.nodes)}
    west, south, east, north = box_of(present)
    for key, values in graph.nodes(data=True):
        arcs.position[numbers[key]] = (float(values["x"]), float(values["y"]))
    for a, b, values in graph.edges(data=True):
        lon, lat = arcs.position[numbers[a]]
        if not (west <= lon <= east and south <= lat <= north):
            continue
        tags = {name: _first(value) for name, value in values.items()}
        speed = speed_of(tags) or KM_PER_HOUR["unclassified"]
        km = float(tags["length"]) / 1000
        seconds = tags.get("travel_time")
        minutes = float(seconds) / 60 if seconds else 60 * km / speed
        ferry = tags.get("route") == "ferry"
        arcs.add((numbers[a], numbers[b]), km, minutes, (True, False), ferry, tags.get("ref", ""))
    return _taken(given, arcs, present, choices)


def _first(value: object) -> str:
    """OSMnx writes several values of one edge as a list in text."""
    found: Iterable[str] = re.findall(r"'([^']*)'", str(value)) if str(value).startswith("[") else ()
    return next(iter(found), str(value))


OSM = Importer("osm", message("an extract of OpenStreetMap (.osm.pbf)"), recognised, take)
OSMNX = Importer("osmnx", message("a road network of OSMnx (GraphML)"), recognised_graph, take_graph)
