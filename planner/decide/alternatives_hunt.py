"""How far the trees are followed: to the end of the slack, or until k plans are found."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from planner.decide.alternatives_different import most_different
from planner.decide.alternatives_tree import Candidate, Root, StoppedError, Tree
from planner.decide.alternatives_types import Key
from planner.messages import message
from planner.problem import Problem
from planner.progress import Report
from planner.solve.base import (
    MembershipSearch,
    MembershipsStoppedError,
    search_memberships,
    with_members,
)
from planner.solve.solver import Limits

MOST_MEMBERSHIPS = 300
"""Where the guideline allows more memberships, they are not looked at one by one."""


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
        self.progress(
            message("{value} found, {solves} solved", value=len(self.found), solves=self.tree.solves),
            share,
        )


def _rounding(value: float) -> float:
    return 1e-6 * abs(value) + 1e-6
