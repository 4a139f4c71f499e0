"""The plans of a scenario from the best one on: each set of places with courses once, no copies.

Murty's and Lawler's partition, on the places where courses are held. Write V(A) for the best plan with
courses in the places A at most. The best plan of all uses some places S. Any other plan worth telling
does without one of them: a plan that uses all of S and more is, by V(S) = V(A), no better than the plan
that uses S alone (a copy with a room that it could do without). So the rest falls into parts that do
not overlap: without s1; with s1 and without s2; with s1, s2 and without s3; … Each has the bound V of
the places left, and is taken up in order of its bound and divided in the same way. Nobody need be
*forced* to use a place: a part whose best plan leaves out a place that it must have is divided further.

With units to choose, each membership is the root of a tree of its own.
"""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf

from planner.decide.alternatives_rooms import places_of, wanted_places, without_places
from planner.decide.alternatives_types import Key, Members, key_of
from planner.errors import InfeasibleError, NoPlanError
from planner.plan import Plan, Stage, Status
from planner.problem import Problem
from planner.solve import Memo, solve

SETTLED = ("outside", "shortfall")
"""Stages that the membership decides; the list holds them at their best."""


@dataclass(frozen=True, slots=True)
class Root:
    """A problem with its membership; `members` is None where the solver chooses it along the way."""

    problem: Problem
    members: Members | None


@dataclass(frozen=True, slots=True)
class Answer:
    """The best plan of some places: where it holds courses, its key, and a key nothing can beat."""

    plan: Plan
    place_ids: frozenset[str]
    key: Key
    bound: Key


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plan that none of its places can be taken from; `without` are the places it was found without.

    `improved_by` are the places with which it would be better.
    """

    root: Root
    answer: Answer
    without: frozenset[str]
    improved_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Node:
    """Plans with courses in all of `needed` and none of `out`; `answer` is None before it is solved."""

    root: int
    needed: frozenset[str]
    out: frozenset[str]
    answer: Answer | None


class StoppedError(Exception):
    """Time is up, or somebody pressed Ctrl-C."""


@dataclass(slots=True)
class Tree:
    """The search, best plan first. `open_key` tells what has not been looked at yet."""

    gap: float | None = None
    memo: Memo = field(default_factory=Memo)
    deadline: float | None = None
    stop: threading.Event | None = None
    roots: list[Root] = field(default_factory=list)
    solves: int = 0
    worst_gap: float = 0.0
    """Largest relative gap of a plan that a part was divided by."""
    names: tuple[str, ...] = ()
    """The stages of keys, in order."""
    units: dict[str, str] = field(default_factory=dict)
    _heap: list[tuple[Key, int, _Node]] = field(default_factory=list)
    _undecided: list[Key] = field(default_factory=list)
    _answers: list[dict[frozenset[str], Answer | None]] = field(default_factory=list)
    _number: int = 0

    def add(self, root: Root, bound: Key = ()) -> None:
        """A further membership whose plans are no better than `bound`."""
        self.roots.append(root)
        self._answers.append({})
        self._push(bound, _Node(len(self.roots) - 1, frozenset(), frozenset(), None))

    def open_key(self) -> Key | None:
        """A key that no plan not found yet can beat; None where everything has been looked at."""
        keys = [*(key for key, _, _ in self._heap[:1]), *self._undecided]
        return min(keys, default=None)

    def clear(self) -> None:
        """Forget every membership."""
        self.roots.clear()
        self._answers.clear()
        self._heap.clear()

    def settle_roots(self) -> None:
        """Solve every membership, so that the best plan of all is known.

        Raises:
            StoppedError: the time was up.
        """
        while unsolved := [n for n, (_, _, node) in enumerate(self._heap) if node.answer is None]:
            _, _, node = self._heap.pop(unsolved[0])
            heapq.heapify(self._heap)
            self._solve(node, ())

    def known(self) -> list[Candidate]:
        """After a stop: the best plans of whole memberships that no turn came to."""
        nodes = [node for _, _, node in self._heap if node.answer is not None and not node.out]
        return [
            Candidate(self.roots[node.root], node.answer, node.out, ())
            for node in nodes
            if node.answer is not None
        ]

    def next(self, worth: Callable[[Key], bool]) -> Candidate | None:
        """The next plan in order of bounds, or None where no open part has a bound that is `worth` it.

        Raises:
            StoppedError: the time was up; what is open stays open.
        """
        while self._heap:
            bound, _, node = self._heap[0]
            if not worth(bound):
                return None
            heapq.heappop(self._heap)
            if node.answer is None:
                self._solve(node, bound)
                continue
            try:
                if _unproven(node.answer):
                    # nothing may be concluded from a plan that could be far from the best
                    self._left()
                    self._undecided.append(bound)
                found = self._candidate(node, bound)
            except StoppedError:
                self._push(bound, node)
                raise
            except NoPlanError:
                found = None
                self._undecided.append(bound)
            self.worst_gap = max(self.worst_gap, gap_of(node.answer.plan))
            self._divide(node, bound)
            if found is not None:
                return found
        return None

    def _candidate(self, node: _Node, bound: Key) -> Candidate | None:
        assert node.answer is not None
        if not node.needed <= node.answer.place_ids:
            return None
        root, answer = self.roots[node.root], node.answer
        every = places_of(root.problem)
        # A place that was free to be used and is not would help nobody: V with it is the same. Only of
        # those ruled out on the way here is that not known.
        improved = []
        for place in sorted(node.out):
            more = answer.place_ids | {place}
            best = self._answer(node.root, every - more)
            if best is not None and best.place_ids == more:
                improved.append(place)
            if best is not None and _unproven(best):
                self._undecided.append(bound)
        return Candidate(root, answer, node.out, tuple(improved))

    def _divide(self, node: _Node, bound: Key) -> None:
        assert node.answer is not None
        problem = self.roots[node.root].problem
        wanted = wanted_places(problem)
        needed = node.needed
        for place in sorted(node.answer.place_ids - node.needed):
            if place not in wanted:
                part = _Node(node.root, needed, node.out | {place}, None)
                self._push(bound, part)
            needed = needed | {place}

    def _solve(self, node: _Node, bound: Key) -> None:
        try:
            answer = self._answer(node.root, node.out)
        except StoppedError:
            self._push(bound, node)
            raise
        except NoPlanError:
            self._undecided.append(bound)
            return
        if answer is not None:
            self._push(max(bound, answer.bound), replace(node, answer=answer))

    def _answer(self, root: int, out: frozenset[str]) -> Answer | None:
        """The best plan of a membership without some places, or None where there is none.

        Raises:
            NoPlanError: the scenario's own limit came before there was one.
            StoppedError: the limit of the whole list, or Ctrl-C, came before it was solved.
        """
        for before, known in self._answers[root].items():
            # what is best with more to choose from is best here too, if it can still be had
            if before <= out and (known is None or not known.place_ids & out):
                return known
        problem = self.roots[root].problem
        answer = self._read(problem, self._plan(without_places(problem, out)))
        self._answers[root][out] = answer
        return answer

    def _read(self, problem: Problem, plan: Plan | None) -> Answer | None:
        if plan is None:
            return None
        deciding = [stage for stage in plan.stages if stage.name not in SETTLED]
        if not self.names:
            self.names = tuple(stage.name for stage in deciding)
            self.units = {stage.name: stage.unit for stage in deciding}
        places = frozenset(problem.venues[v].place_id for v in plan.venues_in_use)
        return Answer(plan, places, key_of(tuple(s.value for s in deciding)), _bound(deciding))

    def _plan(self, problem: Problem) -> Plan | None:
        left = self._left()
        own = problem.scenario.solve.seconds_max
        limits = [s for s in (left, own) if s is not None]
        self.solves += 1
        try:
            return solve(problem, gap=self.gap, seconds_max=min(limits, default=None), memo=self.memo)
        except InfeasibleError:
            return None
        except NoPlanError:
            self._left()
            raise

    def _left(self) -> float | None:
        stopped = self.stop is not None and self.stop.is_set()
        left = None if self.deadline is None else self.deadline - time.monotonic()
        if stopped or (left is not None and left <= 0):
            raise StoppedError
        return left

    def _push(self, key: Key, node: _Node) -> None:
        self._number += 1
        heapq.heappush(self._heap, (key, self._number, node))


def _unproven(answer: Answer) -> bool:
    """Whether a limit ended the search for the plan before it was known well enough."""
    deciding = [stage for stage in answer.plan.stages if stage.name not in SETTLED]
    return any(stage.status.falls_short for stage in deciding)


def gap_of(plan: Plan) -> float:
    """The largest relative gap of the stages that decide."""
    return max((stage.gap for stage in plan.stages if stage.name not in SETTLED), default=0.0)


def _bound(stages: list[Stage]) -> Key:
    """What no plan can beat: values as far as they are proven, and the first bound that is not."""
    found: list[float] = []
    for stage in stages:
        if stage.status is Status.OPTIMAL:
            found.append(stage.value)
            continue
        found.append(stage.bound if stage.bound > -inf else 0.0)
        break
    return key_of(tuple(found))
