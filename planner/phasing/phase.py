"""Phasing a plan: the order of its measures that is best over all periods, and the greedy one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from math import ceil, fsum

from planner.errors import Finding, InfeasibleError, InputError
from planner.messages import message
from planner.phasing.measures import KINDS, Kind, Measure, measures_of, needs
from planner.phasing.order import Allowed, Order, Value, best_sequence, greedy_sequence
from planner.phasing.states import States, by_kind
from planner.phasing.values import QUANTUM, Added, Solved, aims_of, knows_nothing_of_each_other
from planner.pipeline import Alternative, Task, solve_task
from planner.progress import Report, silent
from planner.region import Region

STATES_MAX = 3000
"""So many states are solved one by one at the most."""
TOLERANCE_NOK = 1.0


@dataclass(frozen=True, slots=True)
class Period:
    """One period of an order: what opens in it, and the plan while it lasts."""

    number: int
    """From 1."""
    years: int
    opened: tuple[Measure, ...]
    standing: tuple[Measure, ...]
    """All that stands, what opens in this period included."""
    alternative: Alternative


@dataclass(frozen=True, slots=True)
class Phasing:
    """The best order of a scenario's measures, and the greedy one."""

    scenario: str
    end: Alternative
    """The scenario's own plan, which the periods lead up to."""
    start: Alternative | None
    """What stands before the first period; None: nothing."""
    measures: tuple[Measure, ...]
    aims: tuple[str, ...]
    """What an order is judged by, most important first; each in its own unit a year."""
    best: tuple[Period, ...]
    greedy: tuple[Period, ...]
    """Empty where taking the best here and now comes to a dead end."""
    value: tuple[float, ...]
    """Of the best order: each aim summed over all years."""
    value_greedy: tuple[float, ...]
    states: int
    """How many states were solved."""
    gap: float
    """The largest relative gap of any plan that the proof rests on; 0: all proven best."""

    @property
    def complete(self) -> bool:
        """Whether everything stands in the last period."""
        return len(self.best[-1].standing) == len(self.measures)

    @property
    def lost(self) -> tuple[float, ...]:
        """What the greedy order gives away of each aim."""
        return tuple(g - b for g, b in zip(self.value_greedy, self.value, strict=False))


def phase_in(
    task: Task,
    region: Region,
    *,
    years: Sequence[int],
    start: Task | None = None,
    opened_max: Sequence[int | None] = (),
    nok_max: Sequence[float] = (),
    posts_max: Sequence[float] = (),
    first: Sequence[tuple[str, str]] = (),
    kinds: Collection[Kind] = KINDS,
    workers: int | None = None,
    progress: Report = silent,
) -> Phasing:
    """The order in which the scenario's plan opens, so that its aims are best over all years.

    Args:
        task: the scenario whose plan is led up to.
        region: the region as its tables say, before the scenario changes it.
        years: the length of each period.
        start: what stands before; today, with nothing, where it is left out.
        opened_max: period → how many measures may open in it. Where neither these nor money nor posts
            are limited, so many that all periods are needed.
        nok_max: period → what the municipalities can pay a year in it (NOK).
        posts_max: period → coordinators' posts that there are in it.
        first: pairs of measures, by key or id: the first stands in a period before the second opens.
        kinds: what is phased; the rest opens with what it belongs to.
        workers: states solved at the same time.

    Raises:
        InputError: nothing to open, too many measures, or a measure of `first` that does not exist.
        InfeasibleError: the scenario has no plan, or no order keeps to the limits.
        NoPlanError: stopped before the proof was complete.
    """
    if start is not None and start.region.id != task.region.id:
        raise InputError(
            [
                Finding(
                    "--from",
                    message("the start is of another region"),
                    found=start.region.id,
                    expected=task.region.id,
                    fix=message("Choose a scenario of the same region."),
                )
            ]
        )
    progress(message("the plan that the periods lead up to"), None)
    end = solve_task(task)
    before = solve_task(start) if start is not None else None
    measures = by_kind(measures_of(end, before, kinds))
    periods = len(years)
    if not opened_max and not nok_max and not posts_max:
        opened_max = (ceil(len(measures) / periods),) * periods
    states = States(end, before, region, measures)
    standing = [u.unit_id for u in before.plan.units] if before else []
    units_stand = standing or list(states.units(0))
    allowed = Allowed(
        count=len(measures),
        opened_max=tuple(opened_max) or (None,) * periods,
        needs=needs(measures, units_stand),
        after=_after(measures, first),
    )
    solved = Solved(states, aims_of(end.plan), workers, progress)
    return _Search(solved, allowed, tuple(years), tuple(nok_max), tuple(posts_max), before).run()


@dataclass(frozen=True, slots=True)
class _Search:
    solved: Solved
    allowed: Allowed
    years: tuple[int, ...]
    nok_max: tuple[float, ...]
    posts_max: tuple[float, ...]
    start: Alternative | None

    def run(self) -> Phasing:
        states = self.solved.states
        sound = [s for s in range(1 << self.allowed.count) if self.allowed.sound(s)]
        if knows_nothing_of_each_other(states.end.scenario) and "programme" in states.phased:
            added = Added(self.solved, states.measures)
            self.solved.solve(added.singles(sound))
            found = self._orders(added)
            if found is not None:
                self.solved.solve(s for order in found for s in order.states)
                if all(self._reached(order, added) for order in found):
                    return self._told(*found)
        if len(sound) > STATES_MAX:
            raise InputError(
                [
                    Finding(
                        states.end.name,
                        message("there are too many states to solve one by one"),
                        found=str(len(sound)),
                        expected=message("at most {count}", count=STATES_MAX),
                        fix=message("Leave out a kind of measure: --measures unit,venue."),
                    )
                ]
            )
        self.solved.solve(sound)
        found = self._orders(self.solved)
        if found is None:
            raise InfeasibleError([self._why()])
        return self._told(*found)

    def _orders(self, values: Solved | Added) -> tuple[Order, ...] | None:
        """The best order, and the greedy one where it comes to an end."""

        def affordable(state: int, period: int) -> bool:
            if self.posts_max and self._posts(state) > self.posts_max[period] + 1e-9:
                return False
            return not self.nok_max or values.nok(state) <= self.nok_max[period] + TOLERANCE_NOK

        allowed = replace(self.allowed, affordable=affordable)
        best = best_sequence(allowed, self.years, values.value)
        if best is None:
            return None
        greedy = greedy_sequence(allowed, self.years, values.value)
        return (best, greedy) if greedy is not None else (best,)

    def _reached(self, order: Order, added: Added) -> bool:
        """Whether the order's states, solved, come to what the sum says, and cost as much."""
        return all(
            _close(self.solved.value(state), added.value(state))
            and abs(self.solved.nok(state) - added.nok(state)) <= TOLERANCE_NOK
            for state in order.states
        )

    def _posts(self, state: int) -> float:
        region = self.solved.states.end.region
        units = self.solved.states.units(state)
        known = [region.units.get(u) or self.solved.states.region.units.get(u) for u in units]
        return fsum(unit.coordinator_fte for unit in known if unit is not None)

    def _told(self, best: Order, greedy: Order | None = None) -> Phasing:
        states = self.solved.states
        return Phasing(
            scenario=states.end.name,
            end=states.end,
            start=self.start,
            measures=states.measures,
            aims=tuple(self.solved.aims),
            best=self._periods(best),
            greedy=self._periods(greedy) if greedy is not None else (),
            value=self._sum(best),
            value_greedy=self._sum(greedy) if greedy is not None else (),
            states=len(self.solved.found),
            gap=self.solved.gap,
        )

    def _periods(self, order: Order) -> tuple[Period, ...]:
        states, before, found = self.solved.states, 0, []
        for number, (state, years) in enumerate(zip(order.states, self.years, strict=True), start=1):
            plan = self.solved.plan_of(state)
            assert plan is not None
            opened, standing = states.opened(state & ~before), states.opened(state)
            found.append(Period(number, years, opened, standing, plan))
            before = state
        return tuple(found)

    def _sum(self, order: Order) -> tuple[float, ...]:
        """Each aim over all years, of the order's own plans, in its unit."""
        values = [self.solved.value(state) for state in order.states]
        return tuple(
            QUANTUM * sum(n * value[k] for n, value in zip(self.years, values, strict=True) if value)
            for k in range(len(self.solved.aims))
        )

    def _why(self) -> str:
        if self.nok_max:
            least = min(self.solved.nok(s) for s in self.solved.found)
            return message(
                "no order keeps to the money: the least that a state costs is {least} NOK a year, and "
                "the first period has {nok}",
                least=round(least),
                nok=round(self.nok_max[0]),
            )
        return message("no order keeps to what may open in each period and to what has to come first")


def _close(a: Value | None, b: Value | None) -> bool:
    """Alike to within what both were rounded by."""
    if a is None or b is None:
        return a is b
    return all(abs(x - y) <= 10 for x, y in zip(a, b, strict=True))


def _after(measures: Sequence[Measure], first: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    """Measure → what must stand in a period before it opens.

    Raises:
        InputError: a measure that does not exist, by whichever name.
    """
    by_name = {name: n for n, m in enumerate(measures) for name in (m.key, m.id)}
    findings = [
        Finding(
            "--first",
            message("there is no such measure"),
            found=name,
            expected=message("one of {names}", names=", ".join(m.key for m in measures)),
            fix=message("Name a measure that opens on the way to the plan."),
        )
        for name in dict.fromkeys(name for pair in first for name in pair)
        if name not in by_name
    ]
    if findings:
        raise InputError(findings)
    after = [0] * len(measures)
    for one, other in first:
        after[by_name[other]] |= 1 << by_name[one]
    return tuple(after)
