"""People choose for themselves: 20 venues and 400 places with smallest groups, proven.

The region is generated (`benchmarks.generated`), all of it one unit. Every plan is proven the best of
all, to the last stage, and checked by the verifier. Beside it stands the plain MILP with the linear
form of the logit.
"""

from __future__ import annotations

import subprocess
from time import perf_counter

from benchmarks.generated import SIXTEEN, Shape, generated_region
from benchmarks.measured import Measured, measure
from planner.commands.layout import columns
from planner.plan import EXACT_GAP, Stage
from planner.scenario.schema import Scenario

SHAPE = Shape(municipalities=20, demand_points=400, venues=20)
SECONDS_MAX = 30.0
CASES = (
    # programmes, smallest group, demand, share lost per minute, home is worth minutes
    ("1", "8", "low", "0.03", "120"),
    ("1", "12", "middle", "0.03", "60"),
    ("1", "8", "high", "0.03", "120"),
    ("1", "4", "high", "0.05", "90"),
    ("16", "8", "middle", "0.03", "120"),
    ("16", "4", "high", "0.05", "90"),
)


def choice(
    programmes: str, least: str, level: str, rate: str, home: str, method: str, seconds_max: str
) -> tuple[float, tuple[Stage, ...], str]:
    """One case by the planner's own choice of method, or by the plain MILP."""
    from planner.problem import build_problem
    from planner.scenario import effective_region
    from planner.solve import solve
    from planner.solve.base.milp import solve_milp
    from planner.solve.solver.highs import Limits
    from planner.travel import build_travel
    from planner.verify import verify_plan

    region = generated_region(SHAPE)
    seat = min(region.municipalities.values(), key=lambda m: m.code).seat_place_id
    codes = sorted(region.municipalities)
    scenario = Scenario.model_validate(
        {
            "name": "choice",
            "title": "A generated region whose people choose",
            "region": region.id,
            "units": {
                "candidates": ["u_all"],
                "new": [{"id": "u_all", "name": "All", "seat_place_id": seat, "member_codes": codes}],
            },
            "demand": {
                "level": level,
                "programmes": ["diabetes"] if programmes == "1" else SIXTEEN,
                "all_programmes": {"group_min_persons": int(least), "group_max_persons": 20},
            },
            "participation": {
                "choice": "logit",
                "logit": {"rate_per_minute": float(rate), "home_minutes": float(home)},
            },
            "solve": {"gap": 0.0, "seconds_max": float(seconds_max)},
        }
    )
    region = effective_region(region, scenario)
    travel = build_travel(region, scenario)
    problem = build_problem(region, travel, scenario)
    assert (len(problem.venues), len(problem.place_code)) == (SHAPE.venues, SHAPE.demand_points)
    start = perf_counter()
    if method == "plain":
        solved = solve_milp(problem, Limits(gap=0.0, seconds=float(seconds_max)))
        return perf_counter() - start, solved.stages, "milp"
    plan = solve(problem)
    seconds = perf_counter() - start
    wrong = verify_plan(region, travel, scenario, plan)
    assert not wrong, wrong
    return seconds, plan.stages, f"{plan.method}, {len(plan.venues_in_use)} venues"


def run(seconds_max: float) -> bool:
    """Measure, print, and say whether every plan was proven."""
    print(f"20 venues, 400 places, people choose; the plain MILP at most {seconds_max:g} s")
    rows: list[tuple[str, ...]] = [
        ("programmes", "groups of", "demand", "rate", "home", "method", "seconds", "lost", "gap")
    ]
    met = True
    for case in CASES:
        ours = measure("choice", *case, "ours", str(SECONDS_MAX))
        worst = ours.gap
        met = met and worst <= EXACT_GAP and ours.seconds < SECONDS_MAX
        rows.append(_row(case, ours))
        try:
            rows.append(_row(case, measure("choice", *case, "plain", str(seconds_max))))
        except subprocess.CalledProcessError:
            rows.append((*case, "milp", f"> {seconds_max:g}", "-", "no plan"))
    print(columns(rows, right=(0, 1, 3, 4, 6, 7, 8)))
    print("  lost: participants a year who come nowhere; gap: the worst of all stages")
    print(f"  targets met: {'yes' if met else 'NO'} (proven within {SECONDS_MAX:g} s)\n")
    return met


def _row(case: tuple[str, ...], one: Measured) -> tuple[str, ...]:
    lost, _, _ = one.stages["reach"]
    worst = one.gap
    return (*case, one.detail, f"{one.seconds:.2f}", f"{lost:.2f}", f"{worst:.3%}")
