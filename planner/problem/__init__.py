"""The sets and parameters of the model (`Problem`), built from region, travel and scenario."""

from planner.problem.build import build_problem
from planner.problem.candidates import candidate_unit_ids, candidate_venue_ids
from planner.problem.demand import participation_rates
from planner.problem.fill import expected_minimum, fill_probability
from planner.problem.types import Problem, ProgrammeData, ServiceData, UnitData, VenueData

__all__ = [
    "Problem",
    "ProgrammeData",
    "ServiceData",
    "UnitData",
    "VenueData",
    "build_problem",
    "candidate_unit_ids",
    "candidate_venue_ids",
    "expected_minimum",
    "fill_probability",
    "participation_rates",
]
