"""The only code that knows PuLP's solvers and HiGHS: Problem → Plan with status, bound and gap.

    location        one programme that only picks venues: p-median, fixed charge, capacities
    by_programme    units fixed: the best course patterns of each programme, then rooms
    joint           units free: a choice of units with members, each planned as above where it matters
    by_membership   units free: the few memberships that the guideline allows, each as above
    cost_first      cost before travel, units fixed: course patterns and rooms as priced columns
    within_budget   a budget, units fixed: a price on NOK, then the course patterns that matter
    trade_off       travel against cost, units fixed: course patterns and the corners of their flows
    milp            everything at once; covers every scenario
    feasible        any plan at all, for explanations; objectives do not count

A method names what it keeps (`planner.solve.methods`); what it does not name goes on to the next, and
in the end to the plain MILP, with a message.
"""

from planner.called import make_callable
from planner.solve.base import stop_on_interrupt
from planner.solve.infeasible import (
    Found,
    Reason,
    Verdict,
    Wish,
    certain_findings,
    conflicting_rules,
    find_plan,
)
from planner.solve.programmes import Memo, TradeOff, trade_off
from planner.solve.solve import solve

make_callable(__name__)

__all__ = [
    "Found",
    "Memo",
    "Reason",
    "TradeOff",
    "Verdict",
    "Wish",
    "certain_findings",
    "conflicting_rules",
    "find_plan",
    "solve",
    "stop_on_interrupt",
    "trade_off",
]
