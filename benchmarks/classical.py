"""Published p-medians, plain and capacitated; spopt with HiGHS beside them in the same run.

The instances (J. E. Beasley's OR-Library, pmed1–20 and pmedcap1 1–10, with optima) stay outside the
project and are read where they are found. spopt comes with the extra `bench`; without it ours are
measured alone. Seconds are from a table of distances to the plan: stating the problem, building it and
solving it, on both sides.
"""

from __future__ import annotations

import csv
import os
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

import numpy as np
import numpy.typing as npt

from benchmarks.measured import Measured, measure
from planner.commands.layout import columns
from planner.plan import Stage, Status
from planner.problem.classical import Classic, capacitated_p_median, p_median
from planner.solve import solve
from planner.verify import verify_plan

BESIDE_SPOPT = ("pmed1", "pmed5", "pmed6", "pmed10", "pmed15", "pmed20")
"""Instances that spopt is asked as well."""

SECONDS_LEAST = 300.0
"""Time given to spopt for an instance, at the least."""

TIMES_AT_LEAST = 10.0
"""How many times quicker than spopt ours are to be, all instances of `BESIDE_SPOPT` together."""


@dataclass(frozen=True, slots=True)
class Instance:
    """Distances from customers (rows) to sites (columns), how many sites, and the optimum.

    `capacity` is the most demand that a site serves; None: any.
    """

    name: str
    distances: npt.NDArray[np.float64]
    demand: tuple[int, ...]
    sites: int
    capacity: int | None
    optimum: float


def folder() -> Path | None:
    """Where the instances are, or None: `LMS_CLASSICAL`, or beside the checkout."""
    named = os.environ.get("LMS_CLASSICAL")
    path = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "bench"
    return path if (path / "pmed" / "optima.csv").is_file() else None


def names(data: Path, kind: str) -> tuple[str, ...]:
    """The instances of a kind (`pmed`), by number."""
    return tuple(_optima(data, kind))


def instance(data: Path, name: str) -> Instance:
    """Read an instance by its name (`pmed6`)."""
    kind = name.partition("_")[0].rstrip("0123456789")
    path, optimum = data / kind / f"{name}.txt", _optima(data, kind)[name]
    return _graph(path, name, optimum) if kind == "pmed" else _points(path, name, optimum)


def _optima(data: Path, kind: str) -> dict[str, float]:
    with (data / kind / "optima.csv").open(encoding="utf-8", newline="") as file:
        return {row["instance"]: float(row["optimum"]) for row in csv.DictReader(file)}


def _graph(path: Path, name: str, optimum: float) -> Instance:
    """A graph with its edges' costs; the last cost of an edge holds. Every vertex is a customer."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import shortest_path

    numbers = [int(word) for word in path.read_text(encoding="utf-8").split()]
    vertices, _, sites = numbers[:3]
    edges = np.zeros((vertices, vertices))
    for a, b, cost in zip(numbers[3::3], numbers[4::3], numbers[5::3], strict=True):
        edges[a - 1, b - 1] = edges[b - 1, a - 1] = cost
    distances = shortest_path(csr_array(edges), directed=False)
    return Instance(name, distances, (1,) * vertices, sites, None, optimum)


def _points(path: Path, name: str, optimum: float) -> Instance:
    """Customers in the plane with their demand; distances are rounded down to whole numbers."""
    numbers = [float(word) for word in path.read_text(encoding="utf-8").split()]
    customers, sites, capacity = (int(x) for x in numbers[2:5])
    rows = np.array(numbers[5 : 5 + 4 * customers]).reshape(customers, 4)
    apart = rows[:, None, 1:3] - rows[None, :, 1:3]
    distances = np.floor(np.sqrt((apart**2).sum(axis=2)) + 1e-9)
    demand = tuple(int(n) for n in rows[:, 3])
    return Instance(name, distances, demand, sites, capacity, optimum)


def stated(one: Instance) -> Classic:
    """An instance as the planner takes it.

    The published capacitated ones count a customer's distance once, whatever its demand; here everybody
    travels it, so it is divided by the demand.
    """
    ids = [f"{number:04d}" for number in range(1, len(one.demand) + 1)]
    demand = dict(zip(ids, one.demand, strict=True))
    apart = one.distances if one.capacity is None else one.distances / np.array(one.demand)[:, None]
    table = {i: dict(zip(ids, row, strict=True)) for i, row in zip(ids, apart.tolist(), strict=True)}
    if one.capacity is None:
        return p_median(demand, table, one.sites)
    return capacitated_p_median(demand, table, one.sites, dict.fromkeys(ids, one.capacity))


def located(name: str) -> tuple[float, tuple[Stage, ...], str]:
    """An instance by the planner's own choice of method; what is verified after the clock stopped."""
    data = folder()
    assert data is not None
    one = instance(data, name)
    start = perf_counter()
    classic = stated(one)
    plan = solve(classic.problem)
    seconds = perf_counter() - start
    wrong = verify_plan(classic.region, classic.travel, classic.scenario, plan)
    assert not wrong, wrong
    return seconds, plan.stages, plan.method


def located_by_spopt(name: str, seconds_max: str) -> tuple[float, tuple[Stage, ...], str]:
    """The same by spopt's PMedian with HiGHS through PuLP."""
    import pulp
    from spopt.locate import PMedian

    data = folder()
    assert data is not None
    one = instance(data, name)
    solver = pulp.HiGHS(msg=False, timeLimit=float(seconds_max), threads=1)
    start = perf_counter()
    model = PMedian.from_cost_matrix(one.distances, np.array(one.demand), p_facilities=one.sites)
    model = model.solve(solver)
    seconds = perf_counter() - start
    value = float(pulp.value(model.problem.objective))
    info = model.problem.solverModel.getInfo()
    bound = min(float(info.mip_dual_bound), value)
    gap = (value - bound) / value
    status = Status.OPTIMAL if gap <= 1e-5 else Status.STOPPED
    return seconds, (Stage("travel", "hours/year", value, bound, gap, status),), "spopt"


def run(seconds_max: float) -> bool:
    """Measure, print, and say whether optima and ratio were met; nothing where the data are absent."""
    data = folder()
    if data is None:
        print("Classical location: no instances beside the checkout, nothing measured\n")
        return True
    medians = _medians(data, max(SECONDS_LEAST, seconds_max))
    return _capacitated(data) and medians


def _medians(data: Path, limit: float) -> bool:
    with_spopt = find_spec("spopt") is not None
    beside = f"spopt at most {limit:g} s each" if with_spopt else "spopt is not installed: ours alone"
    print(f"p-median ({beside})")
    rows = [
        ("instance", "sites", "ours s", "spopt s", "ratio", "gap ours", "gap spopt", "MB", "optimum")
    ]
    met, ours, theirs, total = True, 0.0, 0.0, 0.0
    for name in names(data, "pmed"):
        one = instance(data, name)
        mine = measure("located", name)
        total += mine.seconds
        met = met and _right(one, mine)
        other = _spopt(name, limit) if with_spopt and name in BESIDE_SPOPT else None
        if other is not None:
            ours, theirs = ours + mine.seconds, theirs + other.seconds
        rows.append(
            (
                name,
                f"{one.sites} of {len(one.distances)}",
                f"{mine.seconds:.2f}",
                "" if other is None else f"{other.seconds:.1f}",
                "" if other is None else f"{other.seconds / mine.seconds:.0f}",
                f"{mine.gap:.3%}",
                "" if other is None else f"{other.gap:.3%}",
                f"{mine.megabytes:.0f}",
                "met" if _right(one, mine) else "MISSED",
            )
        )
    print(columns(rows, right=range(2, 8)))
    print(f"  all of them in {total:.2f} s")
    if theirs:
        both = f"{ours:.2f} s beside {theirs:.1f} s, {theirs / ours:.0f} ×"
        print(f"  {', '.join(BESIDE_SPOPT)} in total: {both}")
        met = met and theirs >= TIMES_AT_LEAST * ours
    print()
    return met


def _capacitated(data: Path) -> bool:
    print("Capacitated p-median, each customer served by one site")
    rows = [("instance", "sites", "ours s", "gap", "MB", "optimum")]
    met = True
    for name in names(data, "pmedcap"):
        one = instance(data, name)
        mine = measure("located", name)
        right = _right(one, mine)
        met = met and right
        rows.append(
            (
                name,
                f"{one.sites} of {len(one.distances)}",
                f"{mine.seconds:.2f}",
                f"{mine.gap:.3%}",
                f"{mine.megabytes:.0f}",
                "met" if right else "MISSED",
            )
        )
    print(columns(rows, right=range(2, 5)) + "\n")
    return met


def _right(one: Instance, mine: Measured) -> bool:
    """Whether the published optimum was found and proven."""
    return abs(mine.stages["travel"][0] - one.optimum) < 1e-6 and mine.gap < 1e-9


def _spopt(name: str, limit: float) -> Measured | None:
    try:
        return measure("located_by_spopt", name, str(limit))
    except subprocess.CalledProcessError:
        return None
