"""Time against the size of a generated region: demand points, venues, programmes, municipalities.

    python -m benchmarks growth                      the table, and the picture beside this file

One of the four grows at a time, the others stay as they are in the middle. Units are given and people
attend in their own; demand is low, so that units of any size have courses.
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter, process_time

from benchmarks.generated import SIXTEEN, Shape, generated_region, scenario
from benchmarks.measured import Measured, measure
from planner.commands.layout import columns
from planner.plan import Stage

MIDDLE = {"municipalities": 40, "demand_points": 225, "venues": 50, "programmes": 16}
SERIES: dict[str, tuple[int, ...]] = {
    "demand_points": (100, 225, 450, 900),
    "venues": (25, 50, 100),
    "programmes": (4, 8, 16),
    "municipalities": (20, 40, 80),
}
PICTURE = Path(__file__).with_name("growth.svg")
LEVEL = "low"


def grown(
    municipalities: str, demand_points: str, venues: str, programmes: str
) -> tuple[float, tuple[Stage, ...], str]:
    """One generated region from problem to plan; travel, building and processor seconds in words."""
    from planner.problem import build_problem
    from planner.scenario import effective_region
    from planner.solve import Memo, solve
    from planner.travel import build_travel

    shape = Shape(int(municipalities), int(demand_points), int(venues))
    region = generated_region(shape)
    choice = scenario(region, level=LEVEL, programmes=SIXTEEN[: int(programmes)])
    region = effective_region(region, choice)
    start = perf_counter()
    travel = build_travel(region, choice)
    travelled = perf_counter()
    problem = build_problem(region, travel, choice)
    built, processor = perf_counter(), process_time()
    plan = solve(problem, memo=Memo())
    processor = process_time() - processor
    seconds = perf_counter() - built
    told = f"{travelled - start:.2f} {built - travelled:.2f} {processor:.2f} {len(plan.units)}"
    return seconds, plan.stages, told


def run(_seconds_max: float = 0.0) -> bool:
    """Measure, print, draw, and say whether every plan was proven."""
    print("Generated regions, one size growing at a time (units given, low demand)")
    head = ("growing", "municipalities", "demand points", "venues", "programmes", "units")
    rows: list[tuple[str, ...]] = [
        (*head, "travel s", "building s", "solve s", "processor s", "gap", "MB")
    ]
    drawn: dict[str, list[tuple[int, float]]] = {}
    known: dict[tuple[int, ...], Measured] = {}
    proven = True
    for name, sizes in SERIES.items():
        for size in sizes:
            values = tuple({**MIDDLE, name: size}.values())
            if values not in known:
                known[values] = measure("grown", *map(str, values))
            one = known[values]
            travel, building, processor, units = one.detail.split()
            proven = proven and one.gap <= 0.005
            drawn.setdefault(name, []).append((size, float(processor)))
            seconds = (travel, building, f"{one.seconds:.2f}", processor)
            sized = (name.replace("_", " "), *map(str, values), units)
            rows.append((*sized, *seconds, f"{one.gap:.3%}", f"{one.megabytes:.0f}"))
    print(columns(rows, right=range(1, 12)))
    draw(drawn, PICTURE)
    print(f"  every plan proven to 0.5 %: {'yes' if proven else 'NO'}; drawn in {PICTURE.name}\n")
    return proven


def draw(series: dict[str, list[tuple[int, float]]], path: Path) -> None:
    """Processor seconds of the solve against each size, both axes logarithmic."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt
    from matplotlib.ticker import FormatStrFormatter, LogLocator, NullFormatter

    mpl.rcParams["svg.hashsalt"] = "growth"
    mpl.rcParams["svg.fonttype"] = "none"
    figure, axes = plt.subplots(1, len(series), figsize=(11, 2.9), sharey=True, layout="constrained")
    for axis, (name, points) in zip(axes, series.items(), strict=True):
        sizes, seconds = zip(*points, strict=True)
        axis.loglog(sizes, seconds, "o-", color="#1f5a8a", linewidth=1.5, markersize=4)
        axis.set_xlabel(name.replace("_", " "))
        axis.set_xticks(sizes, [str(size) for size in sizes])
        axis.xaxis.set_minor_formatter(NullFormatter())
        axis.yaxis.set_major_locator(LogLocator(subs=(1.0, 2.0, 5.0)))
        axis.yaxis.set_major_formatter(FormatStrFormatter("%g"))
        axis.yaxis.set_minor_formatter(NullFormatter())
        axis.grid(visible=True, which="major", color="#dddddd", linewidth=0.6)
        for side in ("top", "right"):
            axis.spines[side].set_visible(False)
    axes[0].set_ylabel("processor seconds of the solve")
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
