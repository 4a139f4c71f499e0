"""Problems that differ only in the guideline: where units are fixed, one plan is best for them all.

Fixed units are all open, with the members that the scenario names, in every plan. How many inhabitants
they lack of the guideline is then the same number for every plan of a problem, whatever the lower end
is: the stage `shortfall` decides nothing, and bounds no later stage. A hard end is met by all plans or
by none. So a best plan under one guideline is a best one under any other that can be met; only the
stage that tells the shortfall is another, and it is a sum.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace

from planner.plan import Plan, Stage, Status
from planner.problem import Problem
from planner.scenario import Scenario, Threshold
from planner.solve.base.stages import make_stage
from planner.solve.infeasible import certain_reasons

SHORTFALL = "shortfall"
PLANS_MAX = 100
SAYS_NOTHING = ("name", "title", "title_en", "about")
"""Fields of a scenario that no plan depends on."""


@dataclass(slots=True)
class Plans:
    """Finished plans of problems with fixed units, by all that they depend on but the guideline."""

    known: dict[bytes, Plan] = field(default_factory=dict)
    hits: int = 0

    def solve(self, problem: Problem, by: Callable[[Problem], Plan]) -> Plan:
        """The best plan of a problem: one that is known already, or that `by` finds.

        Raises:
            Whatever `by` raises.
        """
        if problem.free_units:
            return by(problem)
        key = _key(problem)
        known = self.known.get(key)
        if known is not None and not certain_reasons(problem):
            self.hits += 1
            stages = tuple(_stage(problem, stage) for stage in known.stages)
            return replace(known, scenario=problem.scenario.name, stages=stages)
        plan = by(problem)
        # what a limit stopped another try may better
        if all(stage.status is not Status.STOPPED for stage in plan.stages):
            self.known[key] = plan
            while len(self.known) > PLANS_MAX:
                del self.known[next(iter(self.known))]
        return plan


def _key(problem: Problem) -> bytes:
    """A hash of everything in a problem but the guideline's ends: equal keys, equal problems."""
    digest = hashlib.sha256(_without_guideline(problem.scenario).encode())
    for one in fields(problem):
        if one.name != "scenario":
            digest.update(pickle.dumps(getattr(problem, one.name), protocol=5))
    return digest.digest()


def _without_guideline(scenario: Scenario) -> str:
    # whether the shortfall is a stage at all hangs on the mode
    plain = Threshold(mode="soft" if scenario.threshold.mode == "soft" else "off")
    return scenario.model_copy(update={"threshold": plain}).model_dump_json(exclude=set(SAYS_NOTHING))


def _stage(problem: Problem, stage: Stage) -> Stage:
    if stage.name != SHORTFALL:
        return stage
    least = problem.scenario.threshold.persons_min
    short = 0
    for unit in problem.units.values():
        persons = sum(problem.persons[m] for m in unit.fixed_codes or ())
        short += max(0, least - persons)
    return make_stage(problem, SHORTFALL, float(short), float(short), problem.scenario.solve.gap)
