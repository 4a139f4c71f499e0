"""The planner's methods beside the plain and the tightened MILP of the same problem, in the same run.

All answer the same question on the same machine within the same limit. Where two proved their answer
the values must agree; where one was stopped, its interval of bound and value must hold the other's.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from benchmarks.measured import Measured, measure
from planner.commands.layout import columns

HEAD = (
    "work",
    "method",
    "ours s",
    "plain s",
    "tight s",
    "ratio",
    "gap ours",
    "gap plain",
    "gap tight",
    "MB ours",
    "MB plain",
    "MB tight",
    "",
)

PROVED = 1e-3
"""The gap of the scenarios: what is within it counts as proved."""

COST_FIRST = "objectives=[unmet,cost,travel]"

CASES: tuple[tuple[str, ...], ...] = (
    ("alt-2-lokta", "demand.level=low"),
    ("alt-2-lokta", "demand.level=middle"),
    ("alt-2-lokta", "demand.level=high"),
    ("alt-2-lokta", "demand.level=high", "venues.count_max=4"),
    ("alt-2-lokta", "demand.level=high", "venues.count_max=2"),
    ("alt-2-lokta", "demand.level=high", "venues.in_use=[v_community_husoy,v_school_overbygd]"),
    ("alt-2-lokta", "demand.level=high", "rules.capacity.share=0.1"),
    ("alt-2-lokta", "demand.level=high", "rules.capacity.share=0.05"),
    ("alt-2-lokta", "demand.level=high", COST_FIRST),
    ("alt-2-lokta", "demand.level=high", "budget.nok_per_year_max=1200000"),
    ("alt-2-lokta", "demand.level=high", "rules.staffing.mode=hard"),
    ("pilot",),
    ("pilot", "demand.level=high"),
    ("pilot", "demand.level=high", "rules.capacity.share=0.05"),
    ("pilot", "demand.level=high", COST_FIRST),
    ("free",),
    ("free", "demand.level=high"),
    (str(Path(__file__).with_name("joint_two.yaml")),),
)

PREPARING = ("reading", "travel_times", "problem_building", "milp_building")


def run(seconds_max: float) -> bool:
    """Measure, print, and say whether every pair agrees."""
    print(f"Ours beside the plain and the tightened MILP, at most {seconds_max:g} s each")
    rows: list[tuple[str, ...]] = [HEAD]
    agreed = True
    for name, *overrides in CASES:
        ours = measure("ours", name, str(seconds_max), *overrides)
        milps = [_milp(kind, name, seconds_max, overrides) for kind in ("plain", "tightened")]
        problems = [p for other in milps if other is not None and (p := disagreement(ours, other))]
        agreed = agreed and not problems
        rows.append(_row(" ".join((Path(name).stem, *overrides)), ours, milps, "; ".join(problems)))
    print(columns(rows, right=range(2, 12)))
    print("  gap: of the first stage that was not proved, those after it were not searched")
    print("  ratio: seconds of the quicker MILP over ours (≥ where the limit stopped both)\n")
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


def _milp(kind: str, name: str, seconds_max: float, overrides: list[str]) -> Measured | None:
    try:
        return measure(f"{kind}_milp", name, str(seconds_max), *overrides)
    except subprocess.CalledProcessError:
        return None


def _row(work: str, ours: Measured, milps: list[Measured | None], problem: str) -> tuple[str, ...]:
    found = [milp for milp in milps if milp is not None]
    proved = [milp.seconds for milp in found if milp.gap <= PROVED]
    quicker = min(proved or [milp.seconds for milp in found], default=None)
    return (
        work,
        ours.detail,
        f"{ours.seconds:.2f}",
        *("-" if milp is None else f"{milp.seconds:.2f}" for milp in milps),
        "-" if quicker is None else f"{'' if proved else '≥ '}{quicker / ours.seconds:.1f}",
        _gap(ours),
        *("no plan" if milp is None else _gap(milp) for milp in milps),
        f"{ours.megabytes:.0f}",
        *("-" if milp is None else f"{milp.megabytes:.0f}" for milp in milps),
        f"DISAGREE {problem}" if problem else "",
    )


def _gap(measured: Measured) -> str:
    """The gap of the first stage that is not proved: those after it were not searched."""
    gaps = [gap for _, _, gap in measured.stages.values()]
    return f"{next((gap for gap in gaps if gap > PROVED), max(gaps, default=0.0)):.3%}"
