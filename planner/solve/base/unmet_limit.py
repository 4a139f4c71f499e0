"""The limit on the share without an offer, for methods that leave it out.

They make `unmet` as small as can be before anything else that courses decide. A plan of theirs that
keeps the limit is therefore a best plan with it as well; one that does not keep it says that the plain
MILP has to look, or, where units are fixed and the smallest is proven, that there is no plan.
"""

from __future__ import annotations

from planner.errors import InfeasibleError
from planner.messages import message
from planner.problem import TOLERANCE, Problem
from planner.solve.base.milp import Solved
from planner.solve.base.solution import measure


def few_enough_unmet(problem: Problem, solved: Solved) -> bool:
    """Whether a plan found without the limit keeps it.

    Raises:
        InfeasibleError: units are fixed, and so few without an offer are proven to be impossible.
    """
    share = problem.scenario.rules.access.unmet_share_max
    if share is None:
        return True
    everybody = problem.participants_per_year
    most = share * everybody + TOLERANCE
    unmet = next((stage for stage in solved.stages if stage.name == "unmet"), None)
    if unmet is None:
        return measure(problem, solved.solution, "unmet") <= most
    if not problem.free_units and unmet.bound > most:
        raise InfeasibleError(
            [
                message(
                    "at least {bound:.4g} of {everybody:.4g} participants a year ({value:.2%}) are "
                    "without an offer; at most {share:.2%} may be",
                    bound=unmet.bound,
                    everybody=everybody,
                    value=unmet.bound / everybody,
                    share=share,
                )
            ]
        )
    return unmet.value <= most
