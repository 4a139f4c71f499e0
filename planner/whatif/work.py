"""One job → one outcome, and what a worker keeps from one job to the next.

Whichever process or machine does it, the outcome is the same; only `seconds` tells how long it took.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.decide import Subject, slack_of_plan, values_of
from planner.errors import InfeasibleError, InputError, NoPlanError
from planner.evaluate import Indicators, evaluate_verified, indicator_values, plan_to_json
from planner.files import stable_json
from planner.plan import Plan
from planner.problem import build_problem
from planner.region import Region
from planner.scenario import Scenario, effective_region, resolved_yaml
from planner.solve import Memo, solve
from planner.solve.base import Plans
from planner.travel import Travel, build_travel
from planner.whatif.extra import ExtraError, scaled_region
from planner.whatif.resolve import Job

KEPT_MAX = 20_000
"""Parts that a worker remembers; the oldest are forgotten first (a few kB each)."""
SEARCHES_MAX = 2_000

INPUT, INFEASIBLE, NO_PLAN, FAULT, DIED = "input", "infeasible", "no_plan", "fault", "died"
FAILED = (INPUT, INFEASIBLE, NO_PLAN, FAULT, DIED)
"""Statuses of points without a plan."""
CRITERIA_FIGURES = "criteria"
"""Key of a run's row that is no column, but what rankings are made from."""
AGAIN = (NO_PLAN, FAULT, DIED)
"""Those that another try may fix."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What all jobs of a study need; it goes to each worker once."""

    regions: Mapping[str, Region]
    """As scenarios name them, before any scenario changes them."""
    named: Mapping[str, str] = field(default_factory=dict)
    """File or folder that a scenario names → how it is found from a run folder of the study."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A job with its plan, which the verifier let through, and its indicators."""

    scenario: Scenario
    region: Region
    travel: Travel
    plan: Plan
    indicators: Indicators


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job. `row` are columns of the table, `files` the texts of its run folder."""

    key: str
    status: str
    reason: str = ""
    method: str = ""
    gap: float | None = None
    seconds: float = 0.0
    row: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Kept:
    """What a worker remembers: solved parts, plans, travel times, regions with other assumptions."""

    memo: Memo = field(default_factory=Memo)
    plans: Plans = field(default_factory=Plans)
    travels: dict[Any, Travel] = field(default_factory=dict)
    regions: dict[Any, Region] = field(default_factory=dict)

    def forget(self) -> None:
        """Keep within bounds, so that a study of any length fits in memory."""
        for table, most in (
            (self.memo.answers, KEPT_MAX),
            (self.memo.searches, SEARCHES_MAX),
            (self.travels, 50),
            (self.regions, 50),
        ):
            while len(table) > most:
                del table[next(iter(table))]


def solve_jobs(shared: Shared, jobs: Sequence[Job]) -> list[Outcome]:
    """The outcomes of jobs, in their order. Nothing that goes wrong with one stops the others."""
    kept = _kept()
    return [outcome_of(shared, job, kept) for job in jobs]


def outcome_of(shared: Shared, job: Job, kept: Kept) -> Outcome:
    """The outcome of one job."""
    start = time.perf_counter()

    def without(status: str, reason: str) -> Outcome:
        return Outcome(job.key, status, reason, seconds=round(time.perf_counter() - start, 4))

    try:
        found = solved(shared, job, kept)
    except InfeasibleError as error:
        return without(INFEASIBLE, "; ".join(error.reasons))
    except NoPlanError as error:
        return without(NO_PLAN, str(error))
    except InputError as error:
        return without(INPUT, "; ".join(map(str, error.findings)) or str(error))
    except ExtraError as error:
        return without(INPUT, str(error))
    except Exception as error:
        return without(FAULT, f"{type(error).__name__}: {error}")
    return Outcome(
        key=job.key,
        status=str(found.plan.status),
        method=found.plan.method,
        gap=found.plan.gap,
        seconds=round(time.perf_counter() - start, 4),
        row=row_of(found),
        files=files_of(found, job, shared.named),
    )


def solved(shared: Shared, job: Job, kept: Kept) -> Solved:
    """The best plan of a job, verified, with its indicators.

    Raises:
        InputError, ExtraError: the job does not fit the region.
        InfeasibleError: it has no plan.
        NoPlanError: the time limit came before there was one.
        PlanRefusedError: the verifier refuses the plan.
    """
    region, travel = setting(shared, job, kept)
    problem = build_problem(region, travel, job.scenario)
    plan = kept.plans.solve(problem, lambda problem: solve(problem, memo=kept.memo))
    kept.forget()
    indicators = evaluate_verified(region, travel, job.scenario, plan, job.scope_codes)
    return Solved(job.scenario, region, travel, plan, indicators)


def setting(shared: Shared, job: Job, kept: Kept) -> tuple[Region, Travel]:
    """The region as a job sees it, and its travel times."""
    scenario = job.scenario
    tables = shared.regions[scenario.region]
    assumed = tuple(job.extra.assumed.items())
    if assumed:
        if (scenario.region, assumed) not in kept.regions:
            kept.regions[scenario.region, assumed] = scaled_region(tables, job.extra)
        tables = kept.regions[scenario.region, assumed]
    region = effective_region(tables, scenario)
    inhabited = tuple(place.id for place in region.places.values() if place.persons > 0)
    bases = tuple(sorted({b for unit in region.units.values() for b in unit.staff_base_place_ids}))
    venues = tuple(sorted({venue.place_id for venue in region.venues.values()}))
    seats = tuple(sorted({unit.seat_place_id for unit in region.units.values()}))
    key = (scenario.region, scenario.travel.model_dump_json(), assumed, inhabited, bases, venues, seats)
    if key not in kept.travels:
        kept.travels[key] = build_travel(region, scenario)
    return region, kept.travels[key]


def row_of(found: Solved) -> dict[str, Any]:
    """Columns of the table that a plan fills: who, where, and every indicator of the whole plan."""
    indicators = found.indicators
    return {
        "unit_ids": ";".join(unit.unit_id for unit in indicators.units),
        "guideline": ";".join(f"{u.unit_id}={u.threshold_status}" for u in indicators.units),
        "venue_ids": ";".join(indicators.venues_used),
        **indicator_values(indicators),
        CRITERIA_FIGURES: figures_of(found),
    }


def figures_of(found: Solved) -> dict[str, Any]:
    """What a ranking needs to know of a plan (`planner.decide.criteria.Judged`)."""
    slack = slack_of_plan(found.plan)
    subject = Subject("", found.region, found.scenario, found.indicators, slack)
    return {
        "values": dict(values_of(subject)),
        "slack": slack,
        "coverage_share": subject.coverage_share,
        "unmet_share": subject.unmet_share,
    }


def files_of(found: Solved, job: Job, named: Mapping[str, str]) -> dict[str, str]:
    """A run folder: what `map`, `export` and `check` read, without pictures."""
    scenario = found.scenario
    matrix = scenario.travel.matrix
    travel = scenario.travel.model_copy(update={"matrix": matrix and named.get(matrix, matrix)})
    region = named.get(scenario.region, scenario.region)
    return {
        "scenario.yaml": resolved_yaml(
            scenario.model_copy(update={"region": region, "travel": travel})
        ),
        "plan.json": stable_json(plan_to_json(found.plan), decimals=None, indent=None),
        "inputs.json": stable_json(
            {
                "written_by": "lms-planner",
                "kind": "run",
                "format_version": 1,
                "scenario": found.scenario.name,
                "region": found.region.id,
                "assumed": dict(job.extra.assumed),
                "inputs": {"hash": job.key, "scope_codes": list(job.scope_codes)},
                "files": ["plan.json", "scenario.yaml"],
            }
        ),
    }


_here = threading.local()


def _kept() -> Kept:
    """What this thread of this worker remembers: searches may not be shared between threads."""
    if not hasattr(_here, "kept"):
        _here.kept = Kept()
    kept: Kept = _here.kept
    return kept
