"""The planner beside its peers in one run: p-medians by spopt, lokigi and plain HiGHS, limits alike.

The instances are those of `benchmarks.classical`. spopt and HiGHS prove what they find. lokigi's way
for more than a few sites is a randomised search (GRASP), which proves nothing: its gap is the distance
to the published optimum, and so marked. Each runs in a process of its own on one thread; a process
that is not done some time after its limit is ended.
"""

from __future__ import annotations

import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from time import perf_counter

import numpy as np

from benchmarks.classical import Instance, folder, instance
from benchmarks.measured import Measured, measure
from planner.commands.layout import columns
from planner.plan import Stage, Status, relative_gap

INSTANCES = ("pmed1", "pmed5", "pmed6", "pmed10")
"""100 and 200 places, with few sites and with many."""

SECONDS_LEAST = 60.0
"""Given to each on each instance, at the least."""

SECONDS_GRACE = 15.0
"""After its limit a process has so long to say what it knows."""

Located = tuple[float, tuple[Stage, ...], str]

PEERS = {"spopt": "located_by_spopt", "lokigi": "located_by_lokigi", "HiGHS": "located_by_highs"}
"""Name → its work in `benchmarks.measured`."""

PACKAGES = {"spopt": "spopt", "lokigi": "lokigi", "HiGHS": "highspy"}


def by_lokigi(name: str, _seconds_max: str) -> Located:
    """An instance by lokigi's GRASP; it takes no time limit."""
    import pandas as pd
    from lokigi.site import SiteProblem

    one = _instance(name)
    ids = [f"{n:04d}" for n in range(len(one.demand))]
    table = pd.DataFrame(one.distances, columns=ids)
    table.insert(0, "place", ids)
    start = perf_counter()
    problem = SiteProblem(debug_mode=False)
    people = pd.DataFrame({"place": ids, "persons": one.demand})
    problem.add_demand(people, demand_col="persons", location_id_col="place")
    problem.add_travel_matrix(table, source_col="place")
    # one answer is asked for, not the five of its default, which take five times as long
    found = problem.solve(
        one.sites, search_strategy="grasp", grasp_num_solutions=1, show_progress=False, random_seed=0
    )
    seconds = perf_counter() - start
    sites = np.array([ids.index(site) for site in found.solution_df.iloc[0]["site_names"]])
    value = float((one.distances[:, sites].min(axis=1) * np.array(one.demand)).sum())
    return seconds, (_stage(value, 0.0),), "lokigi"


def by_highs(name: str, seconds_max: str) -> Located:
    """An instance as the textbook MILP: x[i, j] ≤ y[j], handed to HiGHS as it is."""
    import pulp

    one = _instance(name)
    start = perf_counter()
    lp = pulp.LpProblem("p_median", pulp.LpMinimize)
    sites = range(len(one.distances))
    opened = [pulp.LpVariable(f"y{j}", cat="Binary") for j in sites]
    serves = [[pulp.LpVariable(f"x{i}_{j}", 0, 1) for j in sites] for i in sites]
    cost = one.distances * np.array(one.demand)[:, None]
    lp += pulp.lpSum(float(cost[i, j]) * serves[i][j] for i in sites for j in sites)
    lp += pulp.lpSum(opened) == one.sites
    for i in sites:
        lp += pulp.lpSum(serves[i]) == 1
        for j in sites:
            lp += serves[i][j] <= opened[j]
    left = float(seconds_max) - (perf_counter() - start)
    lp.solve(pulp.HiGHS(msg=False, timeLimit=max(1.0, left), threads=1))
    seconds = perf_counter() - start
    info = lp.solverModel.getInfo()
    value = float(info.objective_function_value)
    return seconds, (_stage(value, min(float(info.mip_dual_bound), value)),), "HiGHS"


def _instance(name: str) -> Instance:
    data = folder()
    assert data is not None
    return instance(data, name)


def _stage(value: float, bound: float) -> Stage:
    gap = relative_gap(value, bound)
    return Stage(
        "travel", "hours/year", value, bound, gap, Status.OPTIMAL if gap == 0 else Status.STOPPED
    )


def run(seconds_max: float) -> bool:
    """Measure, print, and say whether every published optimum was proven by the planner."""
    data = folder()
    if data is None:
        print("Peers: no instances beside the checkout, nothing measured\n")
        return True
    limit = max(SECONDS_LEAST, seconds_max)
    peers = [name for name, package in PACKAGES.items() if find_spec(package)]
    absent = [name for name in PEERS if name not in peers]
    versions = ", ".join(f"{name} {version(PACKAGES[name])}" for name in peers)
    print(f"p-median beside its peers, at most {limit:g} s each, one thread ({versions})")
    if absent:
        print(f"  not installed: {', '.join(absent)}")
    head = ["instance", "sites", "ours s", "ours gap"]
    for name in peers:
        head += [f"{name} s", f"{name} gap", "ratio"]
    rows, met = [tuple(head)], True
    for name in INSTANCES:
        one = instance(data, name)
        mine = measure("located", name)
        met = met and mine.stages["travel"][0] == one.optimum and mine.gap == 0
        row = [name, f"{one.sites} of {len(one.distances)}", f"{mine.seconds:.2f}", f"{mine.gap:.3%}"]
        for peer in peers:
            row += _beside(_measured(PEERS[peer], name, limit), one, mine.seconds, limit)
        rows.append(tuple(row))
    print(columns(rows, right=range(2, len(head))))
    print("  ratio: seconds of the peer over ours (≥ where it was not done within its limit)")
    print("  *: nothing is proved; the distance to the published optimum\n")
    return met


def _beside(found: Measured | None, one: Instance, ours: float, limit: float) -> list[str]:
    """Seconds, gap and ratio of a peer."""
    if found is None:
        return [f"> {limit:g}", "no plan", f"≥ {limit / ours:.0f}"]
    value, bound, gap = found.stages["travel"]
    if bound <= 0:
        said, done = f"{value / one.optimum - 1:.3%}*", True
    else:
        said, done = f"{gap:.3%}", gap <= 1e-4
    return [f"{found.seconds:.1f}", said, f"{'' if done else '≥ '}{found.seconds / ours:.0f}"]


def _measured(work: str, name: str, limit: float) -> Measured | None:
    try:
        return measure(work, name, str(limit), seconds_max=limit + SECONDS_GRACE)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
