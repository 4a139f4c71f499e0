"""An independent check of plans: shares nothing with the optimisation model.

verify_plan(region, travel, scenario, plan) -> tuple[Violation, ...]
"""

from planner.verify.check import checks, verify_plan
from planner.verify.violation import TOLERANCE, Violation

__all__ = ["TOLERANCE", "Violation", "checks", "verify_plan"]
