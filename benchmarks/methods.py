"""The planner's methods beside the plain MILP of the same problem, measured in the same run.

Both answer the same question on the same machine within the same limit. Where both proved their answer
the values must agree; where one was stopped, its interval of bound and value must hold the other's.
"""

from __future__ import annotations

import subprocess

from benchmarks.measured import Measured, measure
from planner.commands.layout import columns

HEAD = ("work", "method", "ours s", "milp s", "ratio", "gap ours", "gap milp", "MB ours", "MB milp", "")

CASES: tuple[tuple[str, ...], ...] = (
    ("alt-2-lokta", "demand.level=low"),
    ("alt-2-lokta", "demand.level=middle"),
    ("alt-2-lokta", "demand.level=high"),
    ("alt-2-lokta", "demand.level=high", "venues.count_max=4"),
    ("alt-2-lokta", "demand.level=high", "venues.count_max=2"),
    ("alt-2-lokta", "demand.level=high", "venues.in_use=[v_community_husoy,v_school_overbygd]"),
    ("pilot",),
    ("pilot", "demand.level=high"),
    ("free",),
)

PREPARING = ("reading", "travel_times", "problem_building", "milp_building")


def run(seconds_max: float) -> bool:
    """Measure, print, and say whether every pair agrees."""
    print(f"Ours beside the plain MILP, at most {seconds_max:g} s each")
    rows: list[tuple[str, ...]] = [HEAD]
    agreed = True
    for name, *overrides in CASES:
        ours = measure("ours", name, str(seconds_max), *overrides)
        milp = _milp(name, seconds_max, overrides)
        problem = "" if milp is None else disagreement(ours, milp)
        agreed = agreed and not problem
        rows.append(_row(" ".join((name, *overrides)), ours, milp, problem))
    print(columns(rows, right=range(2, 9)))
    print("  gap: of the worst stage; ratio: MILP seconds over ours (≥ where the limit stopped it)\n")
    print("Before anything is solved (alt-2-lokta)")
    measured = [(work, measure(work, "alt-2-lokta")) for work in PREPARING]
    table = [("work", "s", "MB", "")]
    table += [
        (work.replace("_", " "), f"{m.seconds:.2f}", f"{m.megabytes:.0f}", m.detail)
        for work, m in measured
    ]
    print(columns(table, right=[1, 2]) + "\n")
    return agreed


def disagreement(ours: Measured, other: Measured) -> str:
    """The first stage in which two answers contradict each other, or nothing.

    A stage is compared only as long as the stages before it have the same value: the plain MILP lets
    each stage give away a millionth of those before it, and that buys something.
    """
    for name, (value, bound, _) in ours.stages.items():
        if name not in other.stages:
            return f"{name}: missing"
        value_there, bound_there, _ = other.stages[name]
        room = 1e-3 + 2e-5 * max(abs(value), abs(value_there))
        if bound > value_there + room or bound_there > value + room:
            return f"{name}: {bound:.6g} … {value:.6g} against {bound_there:.6g} … {value_there:.6g}"
        if abs(value - value_there) > 1e-8 * abs(value) + 1e-8:
            return ""
    return ""


def _milp(name: str, seconds_max: float, overrides: list[str]) -> Measured | None:
    try:
        return measure("plain_milp", name, str(seconds_max), *overrides)
    except subprocess.CalledProcessError:
        return None


def _row(work: str, ours: Measured, milp: Measured | None, problem: str) -> tuple[str, ...]:
    mine = (f"{ours.gap:.3%}", f"{ours.megabytes:.0f}")
    if milp is None:
        return (
            work,
            ours.detail,
            f"{ours.seconds:.2f}",
            "-",
            "-",
            mine[0],
            "no plan",
            mine[1],
            "-",
            "",
        )
    stopped = milp.gap > 1e-4
    ratio = f"{'≥ ' if stopped else ''}{milp.seconds / ours.seconds:.1f}"
    return (
        work,
        ours.detail,
        f"{ours.seconds:.2f}",
        f"{milp.seconds:.2f}",
        ratio,
        mine[0],
        f"{milp.gap:.3%}",
        mine[1],
        f"{milp.megabytes:.0f}",
        f"DISAGREE {problem}" if problem else "",
    )
