"""Models and problems with answers found at once, and no proof within the seconds of a test."""

from __future__ import annotations

import random

import pulp

from planner.problem import Problem
from tests.model.cases import problem_of
from tests.small_region import make_programme, make_region, make_unit, make_venue


def market_split(binaries: int = 40, rows: int = 5, seed: int = 1) -> pulp.LpProblem:
    """Pick numbers whose sums come as near to half of everything as possible, in several rows at once.

    Source: G. Cornuéjols and M. Dawande (1998), "A class of hard small 0-1 programs". Everything is
    feasible, and the bound stays at zero for as long as anybody would wait.
    """
    numbers = random.Random(seed)
    lp = pulp.LpProblem("market_split", pulp.LpMinimize)
    picked = [lp.add_variable(f"x{i:02d}", 0, 1, pulp.LpBinary) for i in range(binaries)]
    away = []
    for row in range(rows):
        weights = [numbers.randint(0, 99) for _ in range(binaries)]
        over, under = lp.add_variable(f"over{row}", 0), lp.add_variable(f"under{row}", 0)
        total = pulp.lpSum(w * x for w, x in zip(weights, picked, strict=True))
        lp += total + under - over == sum(weights) // 2, f"half{row}"
        away += [over, under]
    lp.setObjective(pulp.lpSum(away))
    return lp


def hard_problem(towns: int = 16, venues: int = 12, seed: int = 3) -> Problem:
    """One unit and many towns and rooms, tied by a limit on the share at the specialist.

    The limit makes one MILP of all programmes together: plans are easy to find and hard to prove.
    """
    numbers = random.Random(seed)
    codes = [f"m{n:02d}" for n in range(1, towns + 1)]
    roads = [
        (f"{codes[numbers.randrange(n)]}_a", f"{codes[n]}_a", float(numbers.randint(8, 45)))
        for n in range(1, towns)
    ]
    region = make_region(
        {code: (numbers.randint(300, 1500), numbers.randint(50, 400)) for code in codes},
        roads=[
            *roads,
            *((f"{code}_a", f"{code}_b", float(numbers.randint(5, 30))) for code in codes),
            (f"{codes[-1]}_a", "x_hospital", 60.0),
        ],
        units=[make_unit("u_all", f"{codes[0]}_a", codes)],
        venues=[
            make_venue(f"v{n:02d}", f"{codes[n]}_a", nok_per_year=float(numbers.randint(5, 30)) * 1000)
            for n in range(venues)
        ],
        programmes=[
            make_programme(
                f"p{n}", group_min_persons=8, group_max_persons=12, meetings_per_course=n + 2
            )
            for n in range(4)
        ],
        participants_per_1000={"low": 12.0},
    )
    return problem_of(
        region, rules={"access": {"specialist_share_max": 0.35}}, objectives=["unmet", "travel"]
    )
