"""The plans of a scenario that are nearly as good as the best one, and what each means for whom."""

from __future__ import annotations

import time
from dataclasses import replace

from planner.decide.alternatives_different import apart, moved
from planner.decide.alternatives_hunt import Hunt
from planner.decide.alternatives_rooms import rooms_in
from planner.decide.alternatives_tree import Candidate, Tree, gap_of
from planner.decide.alternatives_types import Alternative, Alternatives
from planner.decide.criteria import Subject
from planner.decide.effects_scenario import effects
from planner.decide.trials import Change, Changes, Solved, Trials, add, as_overrides, drop, put
from planner.errors import InfeasibleError, NoPlanError
from planner.messages import message
from planner.plan import Plan
from planner.problem import Problem
from planner.progress import Report, silent
from planner.region import Region
from planner.scenario import LoadedScenario, Scenario
from planner.solve import Memo, stop_on_interrupt


def alternatives(
    region: Region,
    scenario: Scenario | LoadedScenario,
    *,
    k: int = 10,
    within: float = 0.05,
    different: bool = False,
    thinner: bool = False,
    scope_codes: tuple[str, ...] | None = None,
    gap: float | None = None,
    seconds: float | None = None,
    memo: Memo | None = None,
    progress: Report = silent,
) -> Alternatives:
    """The `k` best plans of a scenario, or those that differ most, within a slack.

    Plans differ by their units, their members or the places with courses. Each is the best with its
    own; none of its places can be given up, and none added, without making it worse.

    Args:
        region: the region as its tables say, before the scenario changes it.
        scenario: the scenario.
        k: plans to list at the most.
        within: how much worse than the best they may be, as a share of its value of the first objective
            that is not `unmet`; the objectives before that one are held at their best.
        different: of all plans within the slack the most different ones, not the best.
        thinner: also plans that courses in one more place would make better.
        scope_codes: whom the figures are for; the scenario's own scope where it is left out.
        gap: relative gap at which a plan counts as solved; the scenario's own by default.
        seconds: limit for all plans together; None: none.
        memo: parts solved before.
        progress: called with what is known, and the share done.

    Raises:
        InputError: the scenario does not fit the region.
        InfeasibleError: the scenario has no plan.
        NoPlanError: stopped before the best plan was known.
    """
    plain = scenario.scenario if isinstance(scenario, LoadedScenario) else scenario
    deadline = None if seconds is None else time.monotonic() + seconds
    with stop_on_interrupt() as stop:
        trials = Trials(region, plain, scope_codes=scope_codes, memo=memo or Memo(), stop=stop)
        tree = Tree(gap=gap, memo=trials.memo, deadline=deadline, stop=stop)
        hunt = Hunt(trials.problem(), tree, k, within, different, thinner, progress)
        hunt.run()
    if not hunt.found:
        if hunt.stopped or tree.open_key() is not None:
            raise NoPlanError(message("the search was stopped before the best plan was known"))
        raise InfeasibleError([message("no plan satisfies all the rules of the scenario together")])
    return _told(trials, hunt)


def _told(trials: Trials, hunt: Hunt) -> Alternatives:
    listed, open_key = hunt.listed(), hunt.open_key()
    best = min(hunt.found, key=lambda one: one.answer.key)
    at, names = hunt.measured, hunt.tree.names
    plans: list[Alternative] = []
    first: Solved | None = None
    least = _value(best.answer.plan, names[at])
    for number, one in enumerate(listed, start=1):
        solved, overrides = _as_scenario(trials, hunt.problem, one, number)
        first = solved if first is None else first
        plan, value = one.answer.plan, _value(one.answer.plan, names[at])
        plans.append(
            Alternative(
                number=number,
                members={unit.unit_id: frozenset(unit.member_codes) for unit in plan.units},
                place_ids=one.answer.place_ids,
                rooms=_rooms(one),
                value=value,
                extra=value - least,
                key=one.answer.key,
                proven=open_key is None or (not hunt.different and one.answer.key <= open_key),
                improved_by=one.improved_by,
                places_in=tuple(sorted(one.answer.place_ids - best.answer.place_ids)),
                places_out=tuple(sorted(best.answer.place_ids - one.answer.place_ids)),
                moved=moved(best.answer.plan, plan),
                seat_minutes=_seat_minutes(hunt.problem, plan),
                differs=apart(one, listed[: number - 1]),
                solved=solved,
                overrides=overrides,
                effects=None if one is best else effects(_subject(first), _subject(solved)),
            )
        )
    plain = trials.scenario
    last = max((one.key for one in plans), default=())
    full = len(plans) == hunt.k and not hunt.different
    bound = None
    if open_key is not None and len(open_key) > at:
        bound = open_key[at]
    elif open_key is not None:
        bound = 0.0
    return Alternatives(
        scenario=plain.name,
        title=plain.title,
        title_en=plain.title_en,
        objective=names[at],
        unit=hunt.tree.units[names[at]],
        within=hunt.within,
        wanted=hunt.k,
        most_different=hunt.different,
        plans=tuple(plans),
        found=len(hunt.found),
        improvable=hunt.passed_over,
        complete=hunt.every_membership and (open_key is None or (full and open_key >= last)),
        bound=bound,
        gap=min(1.0, max([hunt.tree.worst_gap, *(gap_of(one.answer.plan) for one in listed)])),
        every_membership=hunt.every_membership,
        solves=hunt.tree.solves,
    )


def _value(plan: Plan, name: str) -> float:
    return next(stage.value for stage in plan.stages if stage.name == name)


def _rooms(one: Candidate) -> dict[str, tuple[str, ...]]:
    """Places with courses → the candidate venues there that the plan does not use."""
    used = set(one.answer.plan.venues_in_use)
    found = {p: rooms_in(one.root.problem, p) for p in sorted(one.answer.place_ids)}
    others = {p: tuple(v for v in rooms if v not in used) for p, rooms in found.items()}
    return {place: rooms for place, rooms in others.items() if rooms}


def _seat_minutes(problem: Problem, plan: Plan) -> dict[str, float]:
    unit_of = plan.member_of()
    minutes: dict[str, float] = {}
    persons: dict[str, int] = {}
    for place_id, code in problem.place_code.items():
        ways = problem.seat_minutes.get(unit_of.get(code, ""), {})
        if place_id in ways:
            count = problem.place_persons[place_id]
            minutes[code] = minutes.get(code, 0.0) + count * ways[place_id]
            persons[code] = persons.get(code, 0) + count
    return {code: minutes[code] / persons[code] for code in sorted(minutes)}


def _subject(solved: Solved) -> Subject:
    return Subject(solved.scenario.name, solved.region, solved.scenario, solved.indicators)


def _as_scenario(
    trials: Trials, problem: Problem, one: Candidate, number: int
) -> tuple[Solved, tuple[str, ...]]:
    """The plan as the best one of a scenario of its own: without the places it was found without."""
    name = f"{trials.scenario.name}-{number}"
    changes: Changes = (
        put(("name",), name),
        put(("title",), f"{trials.scenario.title}, plan {number}"),
        *_without(trials.scenario, problem, one.without),
    )
    if trials.scenario.title_en:
        changes += (put(("title_en",), f"{trials.scenario.title_en}, plan {number}"),)
    if problem.free_units:
        changes += _with_units(one.answer.plan)
    scenario = trials.changed(changes)
    region = trials.effective(changes)
    plan = replace(one.answer.plan, scenario=name)
    solved = trials.judged(scenario, region, trials.travel(region, scenario), plan)
    return solved, as_overrides(trials.scenario, changes)


def _without(scenario: Scenario, problem: Problem, place_ids: frozenset[str]) -> Changes:
    """Changes that leave out the venues of some places."""
    if not place_ids:
        return ()
    gone = [v for v, venue in problem.venues.items() if venue.place_id in place_ids]
    left = [v for v in problem.venues if v not in gone]
    if not left:
        return (put(("venues", "strategy"), "none"), put(("venues", "listed"), []))
    found: list[Change] = [drop(("venues", "on"), v) for v in gone if v in scenario.venues.on]
    if scenario.venues.strategy in ("free", "municipal_seats"):
        found += [drop(("venues", "listed"), v) for v in gone if v in scenario.venues.listed]
        return (*found, *(add(("venues", "off"), v) for v in gone))
    # a base without a venue would be a fault of the scenario: say which venues there are
    new = {venue.id for venue in scenario.venues.new}
    found += [put(("venues", "strategy"), "listed"), put(("venues", "listed"), left)]
    return (*found, *(add(("venues", "off"), v) for v in gone if v in new))


def _with_units(plan: Plan) -> Changes:
    opened = [unit.unit_id for unit in plan.units]
    return (
        put(("units", "fixed_members"), plan.member_of()),
        put(("units", "must_open"), opened),
        put(("units", "count_max"), len(opened)),
    )
