"""What states are worth: by solving each, or by adding up programmes that know nothing of each other.

Where nothing but limits ties programmes together, the value of a state is at least

    v(c, K) ≥ v(c, ∅) + Σ over k in K of (v(c, {k}) − v(c, ∅))

with c the units, partners and venues that stand and K the programmes: to leave out the limits that
they share is a relaxation, and without them each programme's best plan is a best plan together. So
2^|c| · (|K| + 1) plans bound all 2^(|c| + |K|) states. An order that is best by these bounds, and
whose own states reach them when they are solved, is best.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from planner.errors import NoPlanError
from planner.messages import message
from planner.phasing.measures import Measure
from planner.phasing.order import Value
from planner.phasing.states import States
from planner.pipeline import Alternative, Answer, solve_tasks
from planner.plan import EXACT_GAP, Plan
from planner.progress import Report, silent
from planner.scenario import Scenario

ADDITIVE = ("unmet", "reach", "travel", "seat_travel")
"""Objectives that are sums over people, and so over periods: what an order is judged by."""
QUANTUM = 1e-3
"""Values are counted in thousandths of their unit: less is the solver's rounding."""
PAYER = "municipalities"


def aims_of(plan: Plan) -> tuple[str, ...]:
    """The stages of a plan that an order can be judged by, most important first."""
    return tuple(stage.name for stage in plan.stages if stage.name in ADDITIVE)


def value_of(alternative: Alternative, aims: Sequence[str]) -> Value:
    """The plan's values of the aims, in thousandths; 0 for what nothing was left to decide of."""
    stages = alternative.stages
    return tuple(round(stages[aim].value / QUANTUM) if aim in stages else 0 for aim in aims)


def nok_of(alternative: Alternative) -> float:
    """What the municipalities pay a year, grants taken off (NOK); posts and courses of all units."""
    rows = alternative.indicators.unit_costs
    return fsum(row.nok - row.granted for row in rows if row.payer == PAYER)


def knows_nothing_of_each_other(scenario: Scenario) -> bool:
    """Whether limits alone tie programmes together, so that the sum above bounds every state."""
    specialist = scenario.specialist.model_dump(exclude_defaults=True)
    rules = scenario.rules
    return (
        not specialist
        and scenario.participation.choice == "planned"
        and not rules.group_size.joins
        and not scenario.units.second_line
        and not scenario.limits
        and rules.access.specialist_share_max is None
        and rules.access.unmet_share_max is None
        and rules.staffing.mode == "report"
        and scenario.budget.nok_per_year_max is None
    )


class Solved:
    """Plans of states, each solved once and verified."""

    def __init__(
        self, states: States, aims: Sequence[str], workers: int | None, progress: Report = silent
    ) -> None:
        self.states, self.aims, self.workers, self.progress = states, aims, workers, progress
        self.found: dict[int, Answer] = {}

    def solve(self, wanted: Iterable[int]) -> None:
        """Solve what was not solved yet.

        Raises:
            NoPlanError: stopped before all were.
        """
        new = tuple(dict.fromkeys(state for state in wanted if state not in self.found))
        tasks = [self.states.task(state) for state in new]
        if not tasks:
            return
        answers = solve_tasks(tasks, workers=self.workers, progress=self.progress).answers
        for state, answer in zip(new, answers, strict=True):
            if not isinstance(answer, Alternative) and answer.status == "no_plan":
                raise NoPlanError(
                    message(
                        "stopped after {count} of {all} states were solved",
                        count=sum(isinstance(a, Alternative) for a in answers),
                        all=len(new),
                    )
                )
            self.found[state] = answer

    def plan_of(self, state: int) -> Alternative | None:
        """The plan of a state that was solved; None where there is none."""
        answer = self.found[state]
        return answer if isinstance(answer, Alternative) else None

    def value(self, state: int) -> Value | None:
        """The value of a state that was solved."""
        plan = self.plan_of(state)
        return None if plan is None else value_of(plan, self.aims)

    def nok(self, state: int) -> float:
        """What the municipalities pay in a state that was solved."""
        plan = self.plan_of(state)
        return 0.0 if plan is None else nok_of(plan)

    @property
    def gap(self) -> float:
        """The largest relative gap of any stage of any plan that was looked at."""
        plans = [a.plan for a in self.found.values() if isinstance(a, Alternative)]
        gaps = [s.gap for plan in plans for s in plan.stages if s.name in ADDITIVE]
        worst = max(gaps, default=0.0)
        return 0.0 if worst <= EXACT_GAP else worst


class Added:
    """Bounds of states, added up from plans in which one programme stands by itself."""

    def __init__(self, solved: Solved, measures: Sequence[Measure]) -> None:
        self.solved = solved
        self.programmes = tuple(1 << n for n, m in enumerate(measures) if m.kind == "programme")
        self.all_programmes = sum(self.programmes)

    def singles(self, sound: Iterable[int]) -> list[int]:
        """The states whose plans all bounds are made of."""
        bases = dict.fromkeys(state & ~self.all_programmes for state in sound)
        singles = [base | one for base in bases for one in (0, *self.programmes)]
        return [*singles, self.solved.states.full]

    def value(self, state: int) -> Value | None:
        """The sum; None where a part of it has no plan. What must be in use at the end is known."""
        if state == self.solved.states.full:
            return self.solved.value(state)
        base = state & ~self.all_programmes
        empty = self.solved.value(base)
        if empty is None:
            return None
        total = list(empty)
        for one in self._of(state):
            single = self.solved.value(base | one)
            if single is None:
                return None
            for n, part in enumerate(single):
                total[n] += part - empty[n]
        return tuple(total)

    def nok(self, state: int) -> float:
        """What the municipalities pay: each venue once, whatever is held there."""
        if state == self.solved.states.full:
            return self.solved.nok(state)
        base = state & ~self.all_programmes
        plan = self.solved.plan_of(base)
        if plan is None:
            return 0.0
        empty = nok_of(plan)
        used: set[str] = set()
        total = empty
        for one in self._of(state):
            single = self.solved.plan_of(base | one)
            if single is None:
                return 0.0
            used |= set(single.plan.venues_in_use)
            total += nok_of(single) - empty - self._rent(single, single.plan.venues_in_use)
        return total + self._rent(plan, used)

    def _of(self, state: int) -> tuple[int, ...]:
        return tuple(one for one in self.programmes if state & one)

    @staticmethod
    def _rent(a: Alternative, venues: Iterable[str]) -> float:
        return fsum(a.region.venues[v].nok_per_year or 0.0 for v in venues)
