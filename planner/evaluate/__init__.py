"""Plan → Indicators, for a solved, a drawn or today's plan alike.

evaluate(region, travel, scenario, plan, scope_codes=None) -> Indicators
INDICATORS, docs_at(level), indicator_values(record)                 what each figure means
register(Indicator(...))                                               one more
assumptions_behind(region, travel, scenario, plan)                     what the figures rest on
read_plan(path), plan_from_json(data), plan_to_json(plan)              plans given by hand
"""

from planner.evaluate.assumptions import GROUPS, Group, assumptions_behind, groups_assumed
from planner.evaluate.evaluate import evaluate
from planner.evaluate.given import PLAN_SCHEMA_VERSION, plan_from_json, plan_to_json, read_plan
from planner.evaluate.indicator import Indicator
from planner.evaluate.registry import (
    INDICATORS,
    docs_at,
    indicator_values,
    level_of,
    register,
    value_of,
)
from planner.evaluate.staffing import POSTS_MIN
from planner.evaluate.stated import UNMET_TOLERANCE, units_small, unmet_share, worst_municipality
from planner.evaluate.types import (
    Assignment,
    AssumptionBehind,
    CostItem,
    CourseIndicators,
    Indicators,
    MunicipalityIndicators,
    ProfessionIndicators,
    ProgrammeIndicators,
    UnitCost,
    UnitIndicators,
)
from planner.evaluate.units import threshold_status

__all__ = [
    "GROUPS",
    "INDICATORS",
    "PLAN_SCHEMA_VERSION",
    "POSTS_MIN",
    "UNMET_TOLERANCE",
    "Assignment",
    "AssumptionBehind",
    "CostItem",
    "CourseIndicators",
    "Group",
    "Indicator",
    "Indicators",
    "MunicipalityIndicators",
    "ProfessionIndicators",
    "ProgrammeIndicators",
    "UnitCost",
    "UnitIndicators",
    "assumptions_behind",
    "docs_at",
    "evaluate",
    "groups_assumed",
    "indicator_values",
    "level_of",
    "plan_from_json",
    "plan_to_json",
    "read_plan",
    "register",
    "threshold_status",
    "units_small",
    "unmet_share",
    "value_of",
    "worst_municipality",
]
