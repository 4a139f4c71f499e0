"""Which memberships a scenario with free units allows: a small MILP without venues and courses.

First the stages that only memberships decide (persons outside, shortfall) are solved. Then every
membership that is as good, within the stated tolerance, is found: each one found is forbidden until
none is left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pulp

from planner.errors import InfeasibleError
from planner.messages import message
from planner.model import OBJECTIVES, Variables, make_variables, objective_order
from planner.problem import Problem
from planner.rules import rules
from planner.scenario import Scenario
from planner.solve.base.stages import slack
from planner.solve.programmes import without_venue_policy
from planner.solve.solver import Limits, Termination, run

Memberships = dict[str, frozenset[str]]
"""Unit id → member codes, for the open units."""


class MembershipsStoppedError(Exception):
    """A limit ended the search before the next membership, or the lack of one, was known."""


@dataclass(slots=True)
class MembershipSearch:
    """The memberships of a problem, found one after another.

    `bounds` are the least of the stages that memberships alone decide.
    """

    bounds: Mapping[str, float]
    _lp: pulp.LpProblem
    _variables: Variables
    _limits: Limits
    found: list[Memberships] = field(default_factory=list)

    def next(self) -> tuple[Memberships, float] | None:
        """Another membership and its value of the objective, least first; None where none is left.

        Raises:
            MembershipsStoppedError: a limit came first.
        """
        outcome = run(self._lp, self._limits)
        if outcome.termination is Termination.INFEASIBLE:
            return None
        if outcome.values is None or outcome.termination is Termination.STOPPED:
            raise MembershipsStoppedError
        chosen = _read(self._variables, outcome.values)
        self.found.append(chosen)
        _forbid(self._lp, self._variables, outcome.values, len(self.found))
        return chosen, outcome.value


def search_memberships(problem: Problem, limits: Limits, objective: str = "ids") -> MembershipSearch:
    """A search of the memberships that reach the fewest persons outside and the least shortfall.

    `objective` is one that memberships alone decide; it sets the order in which they are found.

    Raises:
        InfeasibleError: no membership satisfies the rules.
        MembershipsStoppedError: a limit came before the stages were solved.
    """
    bare = replace(problem, demand={}, venues={}, scenario=without_venue_policy(problem.scenario))
    lp = pulp.LpProblem("memberships", pulp.LpMinimize)
    variables = make_variables(bare, lp)
    for rule in rules():
        if rule.subject == "units":
            rule.build(bare, variables, lp)
    exact = replace(limits, gap=0.0)
    bounds: dict[str, float] = {}
    for name in objective_order(problem):
        if name not in ("outside", "shortfall"):
            continue
        expression = OBJECTIVES[name].expression(bare, variables)
        lp.setObjective(expression)
        outcome = run(lp, exact)
        if outcome.termination is Termination.INFEASIBLE:
            raise InfeasibleError(
                [message("no division into units satisfies membership, guideline and policy")]
            )
        if outcome.termination is Termination.STOPPED:
            raise MembershipsStoppedError
        bounds[name] = outcome.bound
        lp += expression <= outcome.value + slack(problem, name, outcome.value), f"hold__{name}"
    lp.setObjective(OBJECTIVES[objective].expression(bare, variables))
    return MembershipSearch(bounds, lp, variables, exact)


def with_members(problem: Problem, chosen: Memberships) -> Problem:
    """The problem with these memberships fixed."""
    return replace(
        problem,
        scenario=with_fixed_units(problem.scenario),
        units={u: replace(problem.units[u], fixed_codes=codes) for u, codes in sorted(chosen.items())},
    )


def with_fixed_units(scenario: Scenario) -> Scenario:
    """The scenario with its units given and not chosen."""
    units = scenario.units.model_copy(update={"assignment": "fixed"})
    return scenario.model_copy(update={"units": units})


def _read(variables: Variables, values: Mapping[str, float]) -> Memberships:
    chosen: dict[str, set[str]] = {}
    for (m, u), x in variables.member.items():
        if _value(x, values) > 0.5:
            chosen.setdefault(u, set()).add(m)
    return {u: frozenset(codes) for u, codes in sorted(chosen.items())}


def _value(x: pulp.LpVariable | float, values: Mapping[str, float]) -> float:
    return x if isinstance(x, float) else values[x.name]


def _forbid(lp: pulp.LpProblem, variables: Variables, values: Mapping[str, float], number: int) -> None:
    """At least one membership or opening differs."""
    every = [*variables.member.values(), *variables.open.values()]
    flipped = [1 - x if _value(x, values) > 0.5 else x for x in every]
    lp += pulp.lpSum(flipped) >= 1, f"another_{number}"
