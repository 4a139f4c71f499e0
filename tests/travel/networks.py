"""Small road networks, and the shipped ones read straight from their tables."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import strategies as st

from planner.data import geodata_dir
from planner.region.types import ExternalPlace, Link, Municipality, Place, Region, Venue
from planner.scenario.schema import Scenario


def place(place_id: str, persons: int = 100, lon: float = 18.0, lat: float = 69.0) -> Place:
    """A place of the only municipality; `persons` 0 makes it a junction."""
    kind = "settlement" if persons else "junction"
    return Place(place_id, place_id.title(), "1", lon, lat, persons, kind)


def link(a: str, b: str, minutes: float, km: float | None = None, **values: Any) -> Link:
    """A road that is not exposed, as many km as minutes, with the id `a--b`."""
    defaults: dict[str, Any] = {"road": "Fv1", "kind": "road", "winter_exposed": False}
    link_id = values.pop("id", f"{a}--{b}")
    return Link(link_id, a, b, minutes if km is None else km, minutes, **{**defaults, **values})


def network(
    links: Sequence[Link], places: Sequence[Place] = (), external: Sequence[str] = (), **values: Any
) -> Region:
    """A region of one municipality with these links; places that only links name are inhabited."""
    known = {p.id: p for p in places}
    for end in sorted({end for road in links for end in (road.from_id, road.to_id)} - set(external)):
        known.setdefault(end, place(end))
    known = dict(sorted(known.items()))
    seat = next((key for key, p in known.items() if p.persons), min(known))
    persons = sum(p.persons for p in known.values())
    tables: dict[str, Any] = {
        "adjacency": (),
        "venues": {},
        "units": {},
        "qualifications": (),
        "criteria": {},
        "programmes": {},
        "mixes": (),
        "demand_levels": {},
        "specialist_services": {},
        "cost_rates": {},
        "scopes": {"all": ("1",)},
        "default_scope": "all",
    }
    return Region(
        id="net",
        title="Net",
        municipalities={"1": Municipality("1", "One", persons, seat)},
        places=known,
        external_places={key: ExternalPlace(key, key.title(), 18.5, 69.5) for key in sorted(external)},
        links={road.id: road for road in sorted(links, key=lambda road: road.id)},
        **{**tables, **values},
    )


def scenario(**travel: Any) -> Scenario:
    """A scenario that says nothing but how people travel."""
    return Scenario.model_validate({"name": "test", "title": "Test", "travel": travel})


def rows(region: str, table: str) -> list[dict[str, str]]:
    """A shipped table as text."""
    path = geodata_dir() / region / f"{table}.csv"
    if not path.is_file():
        pytest.skip(f"the data set {region} has no table {table}")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shipped(region: str) -> Region:
    """Places, links, venues and seats of a shipped data set, without the reader of regions."""
    places = {
        row["id"]: Place(
            row["id"],
            row["name"],
            row["municipality_code"],
            float(row["lon"]),
            float(row["lat"]),
            int(row["persons"]),
            row["kind"],
        )
        for row in rows(region, "places")
    }
    links = {
        row["id"]: Link(
            row["id"],
            row["from_id"],
            row["to_id"],
            float(row["km"]),
            float(row["minutes"]),
            row["road"],
            row["kind"],  # type: ignore[arg-type]
            row["winter_exposed"] == "yes",
        )
        for table in ("links", "links_external")
        for row in rows(region, table)
    }
    external = {
        row["id"]: ExternalPlace(row["id"], row["name"], float(row["lon"]), float(row["lat"]))
        for row in rows(region, "external_places")
    }
    venues = {
        row["id"]: Venue(row["id"], row["name"], row["place_id"], row["kind"], 20, None, "both", 80)
        for row in rows(region, "venues")
    }
    base = network((), [place("nowhere")])
    values = {field: getattr(base, field) for field in base.__dataclass_fields__}
    values |= {"places": places, "links": links, "external_places": external, "venues": venues}
    values["municipalities"] = {
        row["code"]: Municipality(row["code"], row["name"], int(row["persons"]), row["seat_place_id"])
        for row in rows(region, "municipalities")
    }
    return Region(**values)


@st.composite
def networks(draw: st.DrawFn) -> Region:
    """Random networks of up to nine places: parallel links, boats, ties and loose ends included."""
    names = "abcdefghi"[: draw(st.integers(2, 9))]
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
    links = [
        Link(
            f"l{number:02}",
            a,
            b,
            draw(st.integers(1, 6)),
            # Few values, so that ways often take equally long; zero is a ferry slip's width.
            draw(st.sampled_from([0.0, 1.0, 2.0, 2.5, 10.1])),
            "Fv1",
            draw(st.sampled_from(["road", "road", "road", "ferry", "express_boat"])),
            draw(st.booleans()),
        )
        for number, (a, b) in enumerate(draw(st.lists(ends, max_size=18)))
    ]
    places = [place(name, draw(st.sampled_from([0, 50]))) for name in names[:-1]]
    return network(links, places, external=[names[-1]])
