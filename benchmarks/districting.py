"""County districting (the Hess model): published instances stated as a region, and as a problem.

A county is a municipality with one place; any may be a seat. The way between two counties takes their
miles squared as minutes, so that person-minutes are the published person-square-miles.
"""

from __future__ import annotations

import csv
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.measured import measure
from benchmarks.norway import NOTHING
from planner.commands.layout import columns
from planner.plan import Stage
from planner.problem import Problem, build_problem
from planner.region.types import Adjacency, DemandLevel, MixShare, Municipality, Place, Region
from planner.scenario import effective_region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.travel.types import Travel
from planner.verify import verify_plan

SECONDS_LEAST = 300.0
"""Time given to an instance, at the least."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A state with its bounds and the optimum that is to be met (persons × square miles)."""

    state: str
    contiguous: bool
    persons_min: int
    persons_max: int
    districts: int
    optimum: float


def folder() -> Path | None:
    """Where the instances are, or None: `LMS_DISTRICTING`, or beside the checkout."""
    named = os.environ.get("LMS_DISTRICTING")
    beside = Path(__file__).resolve().parents[2] / "shared" / "bench" / "districting"
    path = Path(named) if named else beside
    return path if (path / "optima.csv").is_file() else None


def instances(data: Path) -> tuple[Instance, ...]:
    """Every instance of the folder, smallest state first."""
    return tuple(
        Instance(
            state=row["state"],
            contiguous=row["contiguity"] == "required",
            persons_min=int(row["L"]),
            persons_max=int(row["U"]),
            districts=int(row["k"]),
            optimum=float(row["optimum_sqmile_persons"]),
        )
        for row in _rows(data / "optima.csv")
    )


def stated(data: Path, instance: Instance) -> tuple[Region, Travel, Scenario, Problem]:
    """An instance as the planner takes it."""
    state = instance.state
    nodes = list(_rows(data / f"{state}_nodes.csv"))
    codes = [f"c{int(row['id']):03d}" for row in nodes]
    region = Region(
        id=state,
        title=f"Counties of {state}",
        municipalities={
            c: Municipality(c, row["name"], int(row["population"]), f"p{c}")
            for c, row in zip(codes, nodes, strict=True)
        },
        places={
            f"p{c}": Place(
                f"p{c}",
                row["name"],
                c,
                float(row["lon"]),
                float(row["lat"]),
                int(row["population"]),
                "centre",
            )
            for c, row in zip(codes, nodes, strict=True)
        },
        external_places={},
        links={},
        adjacency=tuple(
            Adjacency(codes[min(pair)], codes[max(pair)], "land")
            for pair in ((int(r["u"]), int(r["v"])) for r in _rows(data / f"{state}_edges.csv"))
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
    )
    scenario = Scenario.model_validate(
        {
            "name": f"{state}-{'contiguous' if instance.contiguous else 'any'}",
            "title": f"Districts of {state}",
            "region": state,
            "units": {
                "seats_in_every_municipality": True,
                "assignment": "free",
                "outside": "forbidden",
                "count_min": instance.districts,
                "count_max": instance.districts,
            },
            "threshold": {
                "mode": "hard",
                "upper": "hard",
                "persons_min": instance.persons_min,
                "persons_max": instance.persons_max,
            },
            "contiguity": {"on": instance.contiguous},
            "venues": {"strategy": "none"},
            "objectives": ["seat_travel"],
            "solve": {"gap": 0.0, "seconds_max": None},
        }
    )
    region = effective_region(region, scenario)
    travel = _squared_miles(data / f"{state}_miles.csv", codes)
    return region, travel, scenario, build_problem(region, travel, scenario)


def _squared_miles(path: Path, codes: list[str]) -> Travel:
    with path.open(encoding="utf-8", newline="") as file:
        table = {
            f"p{a}": {f"p{b}": float(miles) ** 2 for b, miles in zip(codes, row, strict=True)}
            for a, row in zip(codes, csv.reader(file), strict=True)
        }
    return Travel(table, table, "summer", "matrix")


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def divided(state: str, contiguity: str, seconds_max: str) -> tuple[float, tuple[Stage, ...], str]:
    """Divide a state by the planner's own choice of method."""
    data = folder()
    assert data is not None
    [instance] = [
        one
        for one in instances(data)
        if (one.state, one.contiguous) == (state, contiguity == "required")
    ]
    region, travel, scenario, problem = stated(data, instance)
    start = perf_counter()
    plan = solve(problem, seconds_max=float(seconds_max))
    seconds = perf_counter() - start
    wrong = verify_plan(region, travel, scenario, plan)
    assert not wrong, wrong
    return seconds, plan.stages, plan.method


def run(seconds_max: float) -> bool:
    """Measure, print, and say whether the optima were met; nothing where the data are not there."""
    data = folder()
    if data is None:
        print("County districting: no instances beside the checkout, nothing measured\n")
        return True
    limit = max(SECONDS_LEAST, seconds_max)
    print(f"County districting (Hess), at most {limit:g} s each")
    rows = [("state", "contiguity", "seconds", "value / optimum", "gap", "MB", "method")]
    met = True
    for one in instances(data):
        contiguity = "required" if one.contiguous else "none"
        try:
            done = measure("county_districts", one.state, contiguity, str(limit))
        except subprocess.CalledProcessError:
            rows.append((one.state, contiguity, f"> {limit:g}", "-", "no plan", "-", ""))
            met = False
            continue
        value, _, gap = done.stages["seat_travel"]
        ratio = value / one.optimum
        met = met and abs(ratio - 1) < 1e-6
        figures = (f"{done.seconds:.1f}", f"{ratio:.9f}", f"{gap:.3%}", f"{done.megabytes:.0f}")
        rows.append((one.state, contiguity, *figures, done.detail))
    print(columns(rows, right=range(2, 6)))
    print(f"  every published optimum met: {'yes' if met else 'NO'}\n")
    return met
