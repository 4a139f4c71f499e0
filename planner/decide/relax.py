"""Relaxations: for the rules that have to give way, the smallest change of each, and a plan with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from planner.decide import relax_members, relax_sets, relax_values
from planner.decide.explain_conflict import Conflicts
from planner.decide.explain_settings import Setting
from planner.decide.explain_types import Effect, Relaxation, SettingAt, Step
from planner.decide.relax_values import Given, Way, count_of
from planner.decide.trials import Solved, Trials, as_overrides
from planner.errors import InfeasibleError, InputError, NoPlanError
from planner.evaluate import worst_municipality
from planner.plan import Status
from planner.scenario import KeyPath
from planner.solve import Verdict

Origin = Callable[[KeyPath], str]
"""Where a value of the scenario was stated."""


def _most_units(trials: Trials) -> int:
    return len(trials.problem().units)


def _most_venues(trials: Trials) -> int:
    return len(trials.problem().venues)


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "threshold_low": relax_values.guideline,
        "threshold_high": relax_values.upper_end,
        "contiguity": relax_sets.contiguity,
        "outside": relax_sets.outside,
        "units_count_min": count_of("units", "count_min", _most_units),
        "units_count_max": count_of("units", "count_max", _most_units),
        "venues_count_max": count_of("venues", "count_max", _most_venues),
        "must_open": relax_sets.one_of_list,
        "fixed_member": relax_sets.one_of_list,
        "in_use": relax_sets.one_of_list,
        "venues_off": relax_sets.more_venues,
        "strategy_one_base": relax_sets.more_venues,
        "strategy_two_bases": relax_sets.more_venues,
        "strategy_municipal_seats": relax_sets.more_venues,
        "strategy_listed": relax_sets.more_venues,
        "strategy_none": relax_sets.more_venues,
        "own_unit_own": relax_sets.own_unit,
        "own_unit_guests": relax_sets.own_unit,
        "group_min": relax_values.smallest_group,
        "fill_probability": relax_values.fill_probability,
        "minutes": relax_values.minutes,
        "unmet_share": relax_values.unmet_share,
        "specialist_share": relax_values.specialist_share,
        "budget": relax_values.budget,
        **{f"limit_{name}": relax_values.limit(name) for name in relax_values.LIMIT_STEPS},
    }
)
"""Rule → how it is changed as little as can be; the others can only be given up."""

MEMBERSHIP = frozenset(
    {
        "threshold_low",
        "threshold_high",
        "contiguity",
        "outside",
        "units_count_min",
        "units_count_max",
        "must_open",
        "fixed_member",
        "located_in",
    }
)
"""Conflicts in which these stand may also be solved by other members."""


def relaxations(
    trials: Trials,
    conflicts: Conflicts,
    first: tuple[Setting, ...],
    origin: Origin,
    tell: Callable[[str], None],
) -> tuple[Relaxation, ...]:
    """The smallest changes that give a plan, each solved with; those that change least first.

    Equal changes: the fewest steps first, then by name.
    """
    found: dict[str, tuple[Step, ...]] = {}
    for correction in conflicts.corrections(first):
        for steps in _combined(trials, conflicts, correction):
            found.setdefault(repr([step.changes for step in steps]), steps)
    if any(setting.key in MEMBERSHIP for setting in first):
        given = Given(trials, ())
        for way in (relax_members.more_municipalities, relax_members.other_members):
            for step in _careful(way, given):
                found.setdefault(repr([step.changes]), (step,))
    offered = []
    for number, steps in enumerate(found.values()):
        tell(f"{number + 1}/{len(found)}")
        relaxation = _solved(trials, steps, origin)
        if relaxation is not None:
            offered.append(relaxation)
    return tuple(sorted(offered, key=_rank))


def _rank(relaxation: Relaxation) -> tuple[float, int, str]:
    keys = ",".join(step.key for step in relaxation.steps)
    return (round(relaxation.change, 9), len(relaxation.steps), keys)


def _careful(way: Callable[[Given], Iterator[Step]], given: Given) -> tuple[Step, ...]:
    """The steps of a way that widens a scenario; none where the wider one does not fit the region."""
    try:
        return tuple(way(given))
    except InputError:
        return ()


def _combined(
    trials: Trials, conflicts: Conflicts, correction: Sequence[Setting]
) -> Iterator[tuple[Step, ...]]:
    """One smallest step for each rule: the first with the others given up, the next with the first at
    its step, and so on. So none of them can be smaller while the others are as they are.
    """
    steps: list[Step] = []
    for number, setting in enumerate(correction):
        later = conflicts.without(s.id for s in correction[number + 1 :])
        given = Given(trials, (*(c for step in steps for c in step.changes), *later))
        way = WAYS.get(setting.key, relax_sets.switch)
        ways = sorted(way(given, setting), key=lambda step: step.change)
        if not ways and given.plan(setting.off) is Verdict.FEASIBLE:
            ways = [Step(setting.key + "_off", setting.values, setting.off, 1.0)]
        if not ways:
            return
        if len(correction) == 1:
            for step in ways:
                yield (step,)
            return
        steps.append(ways[0])
    yield tuple(steps)


def _solved(trials: Trials, steps: tuple[Step, ...], origin: Origin) -> Relaxation | None:
    """The relaxation with the best plan under it; None where no plan came in time."""
    changes = tuple(change for step in steps for change in step.changes)
    try:
        solved = trials.solved(changes)
    except (InfeasibleError, NoPlanError):
        return None
    return Relaxation(
        steps=steps,
        overrides=as_overrides(trials.scenario, changes),
        removed=tuple(SettingAt(path, origin(path)) for path in relax_sets.taken_out(changes)),
        effect=effect_of(solved),
    )


def effect_of(solved: Solved) -> Effect:
    """What a plan is like."""
    found = solved.indicators
    worst = worst_municipality(found)
    return Effect(
        travel_hours=found.travel_hours_total,
        participants_unmet=found.participants_unmet,
        minutes_worst_municipality=None if worst is None else worst[1],
        cost_nok=found.cost_nok,
        units=tuple((unit.unit_id, unit.persons) for unit in found.units),
        proven=solved.plan.status in (Status.OPTIMAL, Status.WITHIN_GAP),
    )
