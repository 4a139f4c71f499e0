"""The door between what was found and what is shown: no figure of a plan that the verifier refuses."""

from __future__ import annotations

from planner.errors import PlanRefusedError
from planner.evaluate.evaluation import evaluate
from planner.evaluate.types import Indicators
from planner.plan import Plan
from planner.region import Region
from planner.scenario import Scenario
from planner.travel import Travel
from planner.verify import verify_plan


def evaluate_verified(
    region: Region, travel: Travel, scenario: Scenario, plan: Plan, scope_codes: tuple[str, ...]
) -> Indicators:
    """The indicators of a plan, judged for `scope_codes`, if the verifier lets it through.

    Raises:
        PlanRefusedError: the plan breaks a rule (a fault in the planner where the solver found it).
        InputError: the plan speaks of what the region does not have.
    """
    violations = verify_plan(region, travel, scenario, plan)
    if violations:
        raise PlanRefusedError(scenario.name, [str(violation) for violation in violations])
    return evaluate(region, travel, scenario, plan, scope_codes)
