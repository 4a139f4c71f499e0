"""The smallest change of a number: a limit, a guideline, a count.

What a rule's number could be is a list, from just beside the scenario's own to the loosest: whole
persons and counts, the minutes that occur between places, hundredths of a per cent. With a looser
number there is a plan wherever there was one, so the first that gives a plan is found by halving the
list; the one before it is proven to give none. Where the smallest share or sum can be asked of the
solver outright, it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, inf
from types import MappingProxyType

from planner.decide.explain_settings import Setting, smaller_groups
from planner.decide.explain_types import Step
from planner.decide.trials import Changes, Trials, put, remove
from planner.errors import InfeasibleError, NoPlanError
from planner.problem import TOLERANCE
from planner.scenario import KeyPath, LimitName
from planner.solve import Found, Verdict
from planner.solve.infeasible import Least, Value

SHARE_STEP = 0.0001
"""Shares are given in hundredths of a per cent."""

PROBABILITY_STEP = 0.01

MOST_TRIED = 10_000
"""Numbers between what is proven to be too little and what is enough that are tried, by halving."""

LIMIT_STEPS: Mapping[LimitName, float] = MappingProxyType(
    {"unmet": 0.1, "travel": 1, "cost": 1, "worst_travel": 0.1, "equity": 0.1, "reach": 0.1}
)
"""Objective → the steps in which a limit on it is given, in its own unit."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is given up beside the rule that is looked at."""

    trials: Trials
    others: Changes

    def plan(self, changes: Changes) -> Verdict:
        """Whether there is a plan with these changes as well."""
        return self.trials.find((*self.others, *changes)).verdict


Way = Callable[[Given, Setting], Iterator[Step]]


def first_with_plan(given: Given, at: Callable[[int], Changes], count: int) -> tuple[int | None, bool]:
    """The first of `count` changes, each looser than the one before, that gives a plan.

    None where none does. The flag says whether it is proven that the one before gives none.
    """
    none, some, proven = -1, count, True
    while some - none > 1:
        middle = (none + some) // 2
        verdict = given.plan(at(middle))
        if verdict is Verdict.FEASIBLE:
            some = middle
        else:
            none = middle
            proven = proven and verdict is Verdict.INFEASIBLE
    return (some if some < count else None), proven


def _ladder(
    given: Given,
    setting: Setting,
    path: KeyPath,
    values: Callable[[int], float | int | None],
    count: int,
    tell: Callable[[float | int | None], tuple[float, Mapping[str, Value]]],
) -> Iterator[Step]:
    """A step to the first value that gives a plan; `tell` gives its share of change and its words."""

    def at(index: int) -> Changes:
        return (put(path, values(index)),)

    index, proven = first_with_plan(given, at, count)
    if index is not None:
        change, words = tell(values(index))
        tighter = at(index - 1) if index > 0 else None
        yield Step(setting.key, {**setting.values, **words}, at(index), change, tighter, proven)


def guideline(given: Given, setting: Setting) -> Iterator[Step]:
    """The lower end of the guideline, in persons."""
    low = given.trials.scenario.threshold.persons_min
    yield from _ladder(
        given,
        setting,
        ("threshold", "persons_min"),
        lambda i: low - 1 - i,
        low,
        lambda x: ((low - (x or 0)) / low, {"new": int(x or 0)}),
    )


def upper_end(given: Given, setting: Setting) -> Iterator[Step]:
    """The upper end of the guideline, in persons."""
    high = given.trials.scenario.threshold.persons_max
    everybody = sum(given.trials.problem(given.others).persons.values())
    yield from _ladder(
        given,
        setting,
        ("threshold", "persons_max"),
        lambda i: high + 1 + i,
        max(0, everybody - high),
        lambda x: (((x or 0) - high) / max(high, 1), {"new": int(x or 0)}),
    )


def count_of(section: str, key: str, most: Callable[[Trials], int]) -> Way:
    """A count of units or venues: fewer for a smallest count, more for a largest."""

    def way(given: Given, setting: Setting) -> Iterator[Step]:
        now = int(getattr(getattr(given.trials.scenario, section), key))
        down = key == "count_min"
        yield from _ladder(
            given,
            setting,
            (section, key),
            lambda i: now - 1 - i if down else now + 1 + i,
            now if down else max(0, most(given.trials) - now),
            lambda x: (abs(int(x or 0) - now) / max(now, 1), {"new": int(x or 0)}),
        )

    return way


def minutes(given: Given, setting: Setting) -> Iterator[Step]:
    """The longest way: of the minutes that occur, the first that is enough."""
    path: KeyPath = ("rules", "access", "minutes_max")
    now = given.trials.scenario.rules.access.minutes_max
    assert now is not None
    problem = given.trials.problem((*given.others, put(path, None)))
    local = (t for by_venue in problem.local_minutes.values() for t in by_venue.values())
    away = (
        t
        for by_place in problem.specialist_minutes.values()
        for by_service in by_place.values()
        for t in by_service.values()
    )
    critical = sorted({t for t in (*local, *away) if t > now + TOLERANCE})
    apart = [t for i, t in enumerate(critical) if i == 0 or t > critical[i - 1] + TOLERANCE]
    limits = [plain_limit(t, apart[i + 1] if i + 1 < len(apart) else None) for i, t in enumerate(apart)]
    yield from _ladder(
        given,
        setting,
        path,
        lambda i: limits[i],
        len(limits),
        lambda x: (((x or 0.0) - now) / now, {"new": float(x or 0.0)}),
    )


def plain_limit(least: float, below: float | None) -> float:
    """The limit with the fewest decimals that lets `least` pass and not `below`.

    >>> plain_limit(96.37, 98.2), plain_limit(96.37, 96.8), plain_limit(96.0, None)
    (97.0, 96.4, 96.0)
    """
    for decimals in range(6):
        scale = 10.0**decimals
        limit = round(ceil(least * scale - TOLERANCE) / scale, decimals)
        if below is None or limit < below - TOLERANCE:
            return limit
    return least


def fill_probability(given: Given, setting: Setting) -> Iterator[Step]:
    """The probability of filling, in whole per cent; at last none is asked for."""
    now = given.trials.scenario.rules.group_size.fill_probability
    assert now is not None
    steps = ceil(round(now / PROBABILITY_STEP, 6)) - 1
    values = [round((steps - i) * PROBABILITY_STEP, 2) for i in range(steps)] + [None]
    yield from _ladder(
        given,
        setting,
        ("rules", "group_size", "fill_probability"),
        lambda i: values[i],
        len(values),
        lambda x: (now - (x or 0.0), {"new": 100 * (x or 0.0)}),
    )


def smallest_group(given: Given, setting: Setting) -> Iterator[Step]:
    """The smallest group of every programme that asks for more, in persons."""
    region, scenario = given.trials.effective(given.others), given.trials.changed(given.others)
    least = {k: p.group_min_persons for k, p in region.programmes.items()}
    most = max(least.values())

    def at(index: int) -> Changes:
        return smaller_groups(scenario, least, most - 1 - index)

    index, proven = first_with_plan(given, at, most - 1)
    if index is not None:
        new = most - 1 - index
        tighter = at(index - 1) if index > 0 else None
        words = {**setting.values, "new": new}
        yield Step(setting.key, words, at(index), (most - new) / most, tighter, proven)


def unmet_share(given: Given, setting: Setting) -> Iterator[Step]:
    """The share without an offer."""
    now = given.trials.scenario.rules.access.unmet_share_max
    yield from _share(given, setting, "unmet_share_max", now or 0.0, "unmet")


def specialist_share(given: Given, setting: Setting) -> Iterator[Step]:
    """The share that takes part at the specialist."""
    now = given.trials.scenario.rules.access.specialist_share_max
    yield from _share(given, setting, "specialist_share_max", now or 0.0, "specialist")


def _share(given: Given, setting: Setting, key: str, now: float, least: Least) -> Iterator[Step]:
    path: KeyPath = ("rules", "access", key)
    found = _least(given, path, least)
    total = given.trials.problem(given.others).participants_per_year
    if found.verdict is not Verdict.FEASIBLE or total <= 0:
        return

    def tell(new: float) -> tuple[float, Mapping[str, Value]]:
        return new - now, {"new": 100 * new, "persons": min(found.value, new * total)}

    at_most = Scale(path, SHARE_STEP, total * SHARE_STEP, most=1.0)
    yield from _between(given, setting, at_most, found, now, tell)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a number may be: whole `step`s, at most `most`; a step of it is `unit` of the sum."""

    path: KeyPath
    step: float
    unit: float
    most: float = inf

    def value(self, count: int) -> float | int:
        """So many steps."""
        return count if self.step == 1 else round(min(self.most, count * self.step), 4)


def _between(
    given: Given,
    setting: Setting,
    scale: Scale,
    found: Found,
    now: float,
    tell: Callable[[float], tuple[float, Mapping[str, Value]]],
) -> Iterator[Step]:
    """The first whole number of steps that gives a plan, where the smallest sum is known.

    No plan has less than the bound, and one has the value; the two differ by the solver's rounding, or
    by more where the time limit came.
    """
    first = ceil(found.bound / scale.unit - TOLERANCE)
    last = max(first, ceil(found.value / scale.unit - TOLERANCE))

    def at(index: int) -> Changes:
        return (put(scale.path, scale.value(first + index)),)

    index: int | None = last - first
    proven = index == 0
    if 0 < last - first <= MOST_TRIED:
        index, proven = first_with_plan(given, at, last - first)
        index = last - first if index is None else index
    new = scale.value(first + (index or 0))
    change, words = tell(float(new))
    before = scale.value(first + (index or 0) - 1)
    tighter = (put(scale.path, before),) if before > now + scale.step * TOLERANCE else None
    values = {**setting.values, **words}
    yield Step(setting.key, values, (put(scale.path, new),), change, tighter, proven)


def _least(given: Given, path: KeyPath, least: Least) -> Found:
    """The smallest number of people, without the limit on it.

    Where units are fixed and the scenario looks at the unmet first, its best plan has the fewest.
    """
    changes = (*given.others, put(path, None))
    scenario = given.trials.changed(changes)
    if least == "unmet" and scenario.units.assignment == "fixed" and scenario.objectives[0] == "unmet":
        try:
            plan = given.trials.solved(changes).plan
        except (InfeasibleError, NoPlanError):
            return Found(Verdict.UNDECIDED)
        stage = next(stage for stage in plan.stages if stage.name == "unmet")
        return Found(Verdict.FEASIBLE, plan, stage.value, stage.bound)
    return given.trials.find(changes, least=least)


def budget(given: Given, setting: Setting) -> Iterator[Step]:
    """The budget, in whole kroner."""
    path: KeyPath = ("budget", "nok_per_year_max")
    now = given.trials.scenario.budget.nok_per_year_max or 0.0
    found = given.trials.find((*given.others, put(path, None)), least="cost")
    if found.verdict is not Verdict.FEASIBLE:
        return

    def tell(new: float) -> tuple[float, Mapping[str, Value]]:
        return ((new - now) / now if now > 0 else 1.0), {"new": int(new)}

    yield from _between(given, setting, Scale(path, 1, 1.0), found, now, tell)


def limit(name: LimitName) -> Way:
    """A limit on an objective, in its own unit and in whole steps of it."""
    step = LIMIT_STEPS[name]
    path: KeyPath = ("limits", name)

    def way(given: Given, setting: Setting) -> Iterator[Step]:
        now = given.trials.scenario.limits[name]
        changes = (*given.others, remove(path), put(("objectives",), [name]))
        try:
            plan = given.trials.solved(changes).plan
        except (InfeasibleError, NoPlanError):
            return
        stage = next(stage for stage in plan.stages if stage.name == name)
        # with free units a plan that falls short of a soft guideline may have less of it
        free = given.trials.changed(given.others).units.assignment == "free"
        found = Found(Verdict.FEASIBLE, plan, stage.value, now if free else stage.bound)

        def tell(new: float) -> tuple[float, Mapping[str, Value]]:
            return ((new - now) / now if now > 0 else 1.0), {"new": new}

        yield from _between(given, setting, Scale(path, step, step), found, now, tell)

    return way
