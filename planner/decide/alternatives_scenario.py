"""The plans of a scenario that are nearly as good as the best one, and what each means for whom."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from math import inf

from planner.decide.alternatives_different import apart, most_different, moved
from planner.decide.alternatives_rooms import rooms_in
from planner.decide.alternatives_tree import Candidate, Root, StoppedError, Tree
from planner.decide.alternatives_types import Alternative, Alternatives, Key
from planner.decide.criteria import Subject
from planner.decide.effects import effects
from planner.decide.trials import Change, Changes, Solved, Trials, add, as_overrides, drop, put
from planner.errors import InfeasibleError, NoPlanError
from planner.plan import Plan
from planner.problem import Problem
from planner.progress import Report, silent
from planner.region.types import Region
from planner.scenario.loaded import LoadedScenario
from planner.scenario.schema import Scenario
from planner.solve import Memo, stop_on_interrupt
from planner.solve.highs import Limits
from planner.solve.memberships import (
    MembershipSearch,
    MembershipsStoppedError,
    search_memberships,
    with_members,
)

MOST_MEMBERSHIPS = 300
"""Where the guideline allows more memberships, they are not looked at one by one."""


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
            raise NoPlanError("the search was stopped before the best plan was known")
        raise InfeasibleError(["no plan satisfies all the rules of the scenario together"])
    return _told(trials, hunt)


@dataclass(slots=True)
class Hunt:
    """One run of the tree: what was found, and when it is enough."""

    problem: Problem
    tree: Tree
    k: int
    within: float
    different: bool
    thinner: bool
    progress: Report
    found: list[Candidate] = field(default_factory=list)
    passed_over: int = 0
    stopped: bool = False
    every_membership: bool = True
    _stream: MembershipSearch | None = None
    _stream_bound: Key | None = None
    """The least key of a membership not found yet; None where all are found."""

    def run(self) -> None:
        """Find plans until the list is full, the slack is used up, or somebody stops it."""
        try:
            self._plant()
            while True:
                self._tell()
                candidate = self.tree.next(self._next_is_worth)
                if candidate is None:
                    if self._stream_bound is None or not self._worth(self._stream_bound):
                        break
                    self._sprout()
                elif candidate.improved_by and not self.thinner:
                    self.passed_over += 1
                else:
                    self.found.append(candidate)
        except (StoppedError, MembershipsStoppedError):
            self.stopped = True
            self._keep_what_is_known()
        self.found.sort(key=lambda one: (one.answer.key, sorted(one.answer.place_ids)))

    def _keep_what_is_known(self) -> None:
        known = sorted(self.tree.known(), key=lambda one: one.answer.key)
        self.found += [one for one in known[:1] if not self.found]
        self.found += [one for one in known[1:] if self._within_slack(one.answer.key)]

    def listed(self) -> list[Candidate]:
        """The plans that the caller asked for, best first or most different first."""
        return most_different(self.found, self.k) if self.different else self.found[: self.k]

    def open_key(self) -> Key | None:
        """A key within the slack that a plan not found yet may have; None where there is none."""
        keys = [key for key in (self.tree.open_key(), self._stream_bound) if key is not None]
        least = min(keys, default=None)
        return least if least is not None and self._within_slack(least) else None

    @property
    def measured(self) -> int:
        """Position in keys of the objective that the slack is a share of: the first but `unmet`."""
        names = self.tree.names
        wanted = [o for o in self.problem.scenario.objectives if o in names and o != "unmet"]
        return names.index(wanted[0]) if wanted else 0

    def _plant(self) -> None:
        if not self.problem.free_units:
            self.tree.add(Root(self.problem, None))
            self.tree.settle_roots()
            return
        in_order = self.problem.scenario.objectives[0] == "seat_travel"
        search = search_memberships(self.problem, self._limits(), "seat_travel" if in_order else "ids")
        if in_order:
            self._stream, self._stream_bound = search, ()
            return
        while (row := search.next()) is not None:
            if len(search.found) > MOST_MEMBERSHIPS:
                self.tree.clear()
                self.every_membership = False
                self.tree.add(Root(self.problem, None))
                break
            self.tree.add(Root(with_members(self.problem, row[0]), row[0]))
        self.tree.settle_roots()

    def _sprout(self) -> None:
        """The next membership in the order of its value."""
        assert self._stream is not None
        row = self._stream.next()
        if row is None:
            self._stream_bound = None
            return
        members, value = row
        self._stream_bound = (value * (1 - 1e-6),)
        self.tree.add(Root(with_members(self.problem, members), members), self._stream_bound)

    def _limits(self) -> Limits:
        left = None
        if self.tree.deadline is not None:
            left = max(0.05, self.tree.deadline - time.monotonic())
        return Limits(gap=0.0, seconds=left, stop=self.tree.stop)

    def _next_is_worth(self, bound: Key) -> bool:
        """Whether a part is to be looked at now: before it come all memberships that may be better."""
        if self._stream_bound is not None and bound > self._stream_bound:
            return False
        return self._worth(bound)

    def _worth(self, bound: Key) -> bool:
        if not self._within_slack(bound):
            return False
        if self.different or len(self.found) < self.k:
            return True
        return bound <= sorted(one.answer.key for one in self.found)[self.k - 1]

    def _within_slack(self, bound: Key) -> bool:
        best = self._best()
        if best is None:
            return True
        at = self.measured
        held = zip(bound[:at], best[:at], strict=False)
        if any(value > limit + _rounding(limit) for value, limit in held):
            return False
        limit = best[at] * (1 + self.within)
        return len(bound) <= at or bound[at] <= limit + _rounding(limit)

    def _best(self) -> Key | None:
        return min((one.answer.key for one in self.found), default=None)

    def _tell(self) -> None:
        best, key = self._best(), self.open_key()
        share = None
        if best is not None and key is not None and len(key) > self.measured:
            room = best[self.measured] * self.within
            share = (key[self.measured] - best[self.measured]) / room if room > 0 else None
            if not self.different:
                share = max(share or 0.0, len(self.found) / self.k)
            share = min(max(share or 0.0, 0.0), 1.0)
        self.progress(f"{len(self.found)} found, {self.tree.solves} solved", share)


def _rounding(value: float) -> float:
    return 1e-6 * abs(value) + 1e-6


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
        gap=hunt.tree.worst_gap if hunt.tree.worst_gap < inf else 1.0,
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
