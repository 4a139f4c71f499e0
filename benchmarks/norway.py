"""All of Norway as a region: 357 municipalities, the four largest cities by district, no roads.

The data stay outside the project: a folder with the tables of `geodata/norway` (README there) is read
where it is found. Areas are municipalities, and the districts of Oslo, Bergen, Trondheim and Stavanger.
Neighbours are those with a land border. A part of the country that no land border ties to the rest is
tied to what is nearest, again and again until all hangs together: the data set's rule of the nearest
neighbour, with one neighbour. The way is great-circle distance × 1.4.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from benchmarks.measured import Measured, measure
from planner.commands.layout import columns
from planner.plan import Stage
from planner.region.types import (
    Adjacency,
    DemandLevel,
    MixShare,
    Municipality,
    Place,
    Programme,
    Region,
)
from planner.scenario.schema import Scenario

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CITIES = frozenset({"0301", "1103", "4601", "5001"})
"""Oslo, Stavanger, Bergen and Trondheim."""

GAP_METRES = 60.0
"""Simplified outlines this near each other touch (the data set's own measure)."""

BORDER_METRES = 250.0
"""A district's border shorter than this is a corner."""

MINUTES_PER_KM = 1.2
"""The scenario's 50 km/h: person-minutes over this are person-kilometres."""

NOTHING = Programme(
    id="none",
    name_en="no courses",
    name_nb="ingen kurs",
    pooled=False,
    group_min_persons=1,
    group_max_persons=1,
    meetings_per_course=1,
    cycle_years=1,
    time_of_day="both",
    levels=(),
    venue_kinds=(),
    joins_id=None,
    target_group="",
    age_band="",
    persons_per_case=1.0,
    professionals_per_meeting=0,
    user_representatives_per_meeting=0,
    professions=(),
    hours_per_meeting=1.0,
    hours_to_develop=0.0,
    hours_to_repeat=0.0,
)
"""A region has programmes; in this one nobody takes part in any."""

TROMS, NORTH = ("55",), ("18", "55", "56")


def folder() -> Path | None:
    """Where the tables are, or None: `LMS_NORWAY`, or beside the checkout."""
    named = os.environ.get("LMS_NORWAY")
    beside = Path(__file__).resolve().parents[2] / "shared" / "geodata" / "norway"
    path = Path(named) if named else beside
    return path if (path / "kommune_2024.csv").is_file() else None


def region(data: Path, counties: tuple[str, ...] = ()) -> Region:
    """The country, or some counties of it, as a region with one place for each area."""
    everyone = _areas(data)
    borders = _borders(data, everyone)
    codes = sorted(c for c in everyone if not counties or c.startswith(counties))
    return Region(
        id="norway",
        title="Norge",
        municipalities={c: Municipality(c, everyone[c][0], everyone[c][1], f"p{c}") for c in codes},
        places={f"p{c}": Place(f"p{c}", *_placed(c, everyone[c]), kind="centre") for c in codes},
        external_places={},
        links={},
        adjacency=tuple(
            Adjacency(a, b, "land") for a, b in sorted(borders) if a in set(codes) and b in set(codes)
        ),
        venues={},
        units={},
        qualifications=(),
        criteria={},
        programmes={NOTHING.id: NOTHING},
        mixes=(MixShare("helse_nord", NOTHING.id, 1.0),),
        demand_levels={"low": DemandLevel("low", "lav", 0.0, "no courses here")},
        specialist_services={},
        cost_rates={},
        scopes={"all": tuple(codes)},
        default_scope="all",
        source_lines=("Kartverket and SSB, simplified outlines",),
    )


def scenario(*, contiguity: bool = True, gap: float = 0.001) -> Scenario:
    """Units of 20 000 to 40 000 with a seat in any area, as near as can be, and nobody outside."""
    return Scenario.model_validate(
        {
            "name": "norway",
            "title": "Norway",
            "region": "norway",
            "units": {
                "seats_in_every_municipality": True,
                "assignment": "free",
                "outside": "forbidden",
            },
            "threshold": {"mode": "hard", "upper": "hard"},
            "contiguity": {"on": contiguity},
            "venues": {"strategy": "none"},
            "objectives": ["seat_travel"],
            "solve": {"gap": gap, "seconds_max": None},
        }
    )


Area = tuple[str, int, float, float]
"""Name, persons, longitude, latitude."""


def _placed(code: str, area: Area) -> tuple[str, str, float, float, int]:
    name, persons, lon, lat = area
    return name, code, lon, lat, persons


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _areas(data: Path) -> dict[str, Area]:
    """Municipalities, and districts where the most populous part of each is where it lies."""
    found: dict[str, Area] = {}
    for row in _rows(data / "kommune_2024.csv"):
        if row["code"] not in CITIES:
            found[row["code"]] = (
                row["name"],
                int(row["population"]),
                float(row["lon"]),
                float(row["lat"]),
            )
    largest: dict[str, int] = {}
    persons: dict[str, int] = defaultdict(int)
    for row in _rows(data / "delomraade_2024.csv"):
        if row["kommune_code"] not in CITIES:
            continue
        code, count = row["bydel_code"], int(row["population"])
        persons[code] += count
        if count > largest.get(code, -1):
            largest[code] = count
            found[code] = (f"{row['kommune_name']} {code[4:]}", 0, float(row["lon"]), float(row["lat"]))
    for code, count in persons.items():
        name, _, lon, lat = found[code]
        found[code] = (name, count, lon, lat)
    return dict(sorted(found.items()))


def _borders(data: Path, areas: Mapping[str, Area]) -> set[tuple[str, str]]:
    import shapely

    outlines = _outlines(data)
    codes = sorted(areas)
    borders = {
        (row["code_a"], row["code_b"])
        for row in _rows(data / "adjacency_2024.csv")
        if row["kind"] == "land" and not {row["code_a"], row["code_b"]} & CITIES
    }
    tree = shapely.STRtree([outlines[c] for c in codes])
    for district in (c for c in codes if len(c) > 4):
        for number in tree.query(outlines[district].buffer(GAP_METRES)):
            other = codes[number]
            near = outlines[district].boundary.intersection(outlines[other].buffer(GAP_METRES))
            if other != district and near.length >= BORDER_METRES:
                borders.add((min(district, other), max(district, other)))
    while True:
        graph = nx.Graph(sorted(borders))
        graph.add_nodes_from(codes)
        parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
        if len(parts) == 1:
            return borders
        for part in parts[1:]:
            borders.add(_nearest(part, codes, outlines))


def _nearest(part: set[str], codes: list[str], outlines: Mapping[str, BaseGeometry]) -> tuple[str, str]:
    import shapely

    others = [c for c in codes if c not in part]
    tree = shapely.STRtree([outlines[c] for c in others])
    ways = []
    for code in sorted(part):
        other = others[int(tree.nearest(outlines[code]))]
        ways.append((float(outlines[code].distance(outlines[other])), code, other))
    _, a, b = min(ways)
    return min(a, b), max(a, b)


def _outlines(data: Path) -> dict[str, BaseGeometry]:
    import shapely
    from pyproj import Transformer
    from shapely.geometry import shape

    to_metres = Transformer.from_crs(4326, 25833, always_xy=True)
    pieces: dict[str, list[BaseGeometry]] = defaultdict(list)
    features = json.loads((data / "delomraade_2024.geojson").read_text(encoding="utf-8"))["features"]
    for feature in features:
        named = feature["properties"]
        code = named["bydel_no"] if named["kommune_no"] in CITIES else named["kommune_no"]
        pieces[code].append(shapely.make_valid(shape(feature["geometry"])))
    return {
        code: shapely.transform(
            shapely.unary_union(parts),
            lambda xy: np.column_stack(to_metres.transform(xy[:, 0], xy[:, 1])),
        )
        for code, parts in sorted(pieces.items())
    }


PARTS: dict[str, tuple[str, ...]] = {"troms": TROMS, "north": NORTH, "norway": ()}
"""What is divided: counties, or the whole country."""

SECONDS_MAX = {"troms": 1.0, "north": 1.0, "norway": 180.0}
GAP_MAX, MEGABYTES_MAX = 0.001, 2000.0


def divided(part: str, method: str, seconds_max: str) -> tuple[float, tuple[Stage, ...], str]:
    """Divide a part of the country by the planner's own choice of method or the plain flow model."""
    from planner.problem import build_problem
    from planner.scenario import effective_region
    from planner.solve import solve
    from planner.solve.base.milp import solve_milp
    from planner.solve.solver.highs import Limits
    from planner.travel import build_travel
    from planner.verify import verify_plan

    data = folder()
    assert data is not None
    choice = scenario()
    whole = effective_region(region(data, PARTS[part]), choice)
    travel = build_travel(whole, choice)
    problem = build_problem(whole, travel, choice)
    start = perf_counter()
    if method == "plain":
        solved = solve_milp(problem, Limits(gap=choice.solve.gap, seconds=float(seconds_max)))
        return perf_counter() - start, solved.stages, f"{len(solved.solution.open_ids)} units"
    plan = solve(problem, seconds_max=float(seconds_max))
    seconds = perf_counter() - start
    wrong = verify_plan(whole, travel, choice, plan)
    assert not wrong, wrong
    return seconds, plan.stages, f"{plan.method}, {len(plan.units)} units"


def run(seconds_max: float) -> bool:
    """Measure, print, and say whether the targets were met; nothing where the data are not there."""
    if folder() is None:
        print("Norway divided into units: no data beside the checkout, nothing measured\n")
        return True
    print(
        f"Norway divided into units of 20 000 to 40 000, the plain flow model at most {seconds_max:g} s"
    )
    rows: list[tuple[str, ...]] = [("work", "method", "seconds", "mill. person-km", "gap", "MB")]
    met = True
    for part in PARTS:
        ours = measure("divided", part, "ours", "600")
        met = met and ours.seconds < SECONDS_MAX[part]
        met = met and ours.gap <= GAP_MAX and ours.megabytes < MEGABYTES_MAX
        rows.append((part, ours.detail, *_figures(ours)))
        try:
            plain = measure("divided", part, "plain", str(seconds_max))
            rows.append((part, f"plain flow model, {plain.detail}", *_figures(plain)))
        except subprocess.CalledProcessError:
            rows.append((part, "plain flow model", f"> {seconds_max:g}", "-", "no plan", "-"))
    print(columns(rows, right=range(2, 6)))
    targets = "Troms and the north 1 s; Norway 180 s, 2 GB; 0.1 %"
    print(f"  targets met: {'yes' if met else 'NO'} ({targets})\n")
    return met


def _figures(one: Measured) -> tuple[str, ...]:
    value, _, gap = one.stages["seat_travel"]
    far = f"{value / MINUTES_PER_KM / 1e6:.3f}"
    return f"{one.seconds:.2f}", far, f"{gap:.3%}", f"{one.megabytes:.0f}"
