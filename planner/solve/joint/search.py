"""Which units with which members, priced by what their courses cost: set partitioning with late prices.

A column is a cluster (a unit with its members), or a municipality outside. What it costs in each stage
is at first only bounded from below. The stages are solved over these bounds; the columns of the answer
are then planned in earnest, which makes their costs exact (or shows that they cannot be), and the
stages are solved again, until an answer holds planned columns only. Every division into units was in
the choice all along with no more than its cost, so the answer is the best of all of them, and what the
stages came to bounds every one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from planner.errors import InfeasibleError, NoPlanError
from planner.messages import message
from planner.plan import Status
from planner.problem import Problem
from planner.solve.base import Solved, slack
from planner.solve.joint.clusters import Cluster
from planner.solve.solver import Chosen, Entries, Limits, Rows, choose_columns

WIDER = 4
"""How many times more bounds are sharpened in each round: rounds cost as well."""

MOST_TRIES = 3
"""A unit whose plan the clock cut short is planned so many times, if it stays in the choice."""

NO_UNIT = ""
"""The unit of a municipality that stands outside."""

OF_UNITS = ("outside", "shortfall")
"""Stages that memberships alone decide."""


@dataclass(slots=True)
class Column:
    """A cluster, or (with no unit) a municipality outside; `bounds` by stage, exact where `planned`."""

    cluster: Cluster
    entries: Entries
    bounds: dict[str, float]
    planned: Solved | None = None
    sharpened: bool = False
    tries: int = 0
    """Times that it was planned: each time it may take longer."""
    impossible: bool = False

    @property
    def cut_short(self) -> bool:
        """Whether its plan is not proven and more time might do."""
        return (
            self.planned is not None
            and self.tries < MOST_TRIES
            and any(stage.status is Status.STOPPED for stage in self.planned.stages)
        )

    def is_twin(self, other: Column, stages: Sequence[str]) -> bool:
        """Whether this is planned, can take the other's place, and is no dearer in these stages."""
        return (
            self.planned is not None
            and self.cluster.codes == other.cluster.codes
            and self.entries == other.entries
            and all(self.bounds.get(s, 0.0) <= other.bounds.get(s, 0.0) for s in stages)
        )

    def value(self, stage: str) -> float:
        """What the stage comes to in the plan of a planned column."""
        assert self.planned is not None
        if stage in OF_UNITS:
            return self.bounds.get(stage, 0.0)
        return next((s.value for s in self.planned.stages if s.name == stage), 0.0)


@dataclass(frozen=True, slots=True)
class Choice:
    """Columns that share out the municipalities, and what no division can beat in each stage."""

    columns: tuple[Column, ...]
    bounds: Mapping[str, float]


@dataclass(slots=True)
class Search:
    """The columns of a problem; `sharpen` raises the bounds of all columns with the members of one, and
    `plan` plans one in earnest (None where it cannot be)."""

    problem: Problem
    stages: tuple[str, ...]
    columns: list[Column]
    rows: Rows
    sharpen: Callable[[Column], None]
    plan: Callable[[Column], Solved | None]
    stopped: Callable[[], bool]
    tell: Callable[[str], None]

    def run(self) -> Choice:
        """The best division into units with its courses.

        Raises:
            InfeasibleError: there is none.
            NoPlanError: a limit ended the search before any was found.
        """
        batch = 1
        while True:
            choice = self._stages(lambda column, stage: column.bounds.get(stage, 0.0), planned=False)
            if choice is None:
                raise InfeasibleError(
                    [message("no division into units satisfies membership, guideline and policy")]
                )
            fresh = [column for column in choice.columns if column.planned is None]
            again = [column for column in choice.columns if column.cut_short]
            if not fresh and (not again or self.stopped()):
                return choice
            if self.stopped():
                return self._stopped(choice, fresh)
            if any(not column.sharpened for column in fresh):
                self._sharpen(fresh, batch)
                batch *= WIDER
                continue
            for column in fresh or again:
                self.price(column)
            if any(column.planned is None and not column.impossible for column in fresh):
                return self._stopped(choice, [])

    def _sharpen(self, chosen: Collection[Column], more: int) -> None:
        """Sharpen the chosen, and as many of the others with the fewest hours for their people."""
        for column in chosen:
            if not column.sharpened:
                self.sharpen(column)
        persons = self.problem.persons

        def hours_per_person(column: Column) -> float:
            return column.bounds.get("travel", 0.0) / (
                1 + sum(persons[m] for m in column.cluster.codes)
            )

        blunt = [column for column in self.columns if not column.sharpened]
        for column in sorted(blunt, key=hours_per_person)[: more - 1]:
            if not column.sharpened:  # one with the same members may have been among them
                self.sharpen(column)

    def price(self, column: Column) -> None:
        """Plan a column, so that its costs are known; it stays as it was where a limit came first."""
        if (column.planned is not None and not column.cut_short) or column.impossible:
            return
        if column.cluster.unit_id != NO_UNIT:
            count = len(column.cluster.codes)
            self.tell(
                message(
                    "planning {id} with {count} municipalities", id=column.cluster.unit_id, count=count
                )
            )
        column.tries += 1
        try:
            solved = self.plan(column)
        except NoPlanError:  # the clock: the column stays as it was
            return
        if solved is None:
            column.impossible = True
            return
        column.planned = solved
        for stage in solved.stages:
            if stage.name not in OF_UNITS:
                known = column.bounds.get(stage.name, 0.0)
                column.bounds[stage.name] = min(stage.value, max(known, stage.bound))

    def reaches(self, clusters: Collection[Cluster]) -> dict[str, float] | None:
        """What these units come to in each stage, all planned; None where one of them cannot be."""
        at = {(one.cluster.unit_id, one.cluster.codes): one for one in self.columns}
        inside = {code for cluster in clusters for code in cluster.codes}
        wanted = [(cluster.unit_id, cluster.codes) for cluster in clusters]
        wanted += [(NO_UNIT, frozenset({code})) for code in self.problem.persons if code not in inside]
        if not all(key in at for key in wanted):
            return None
        for key in wanted:
            self.price(at[key])
        if any(at[key].planned is None for key in wanted):
            return None
        return {stage: sum(at[key].value(stage) for key in wanted) for stage in self.stages}

    def is_only_division(self, choice: Choice) -> bool:
        """Whether no other division into units is as good in the stages that memberships decide."""
        rows = self.rows
        entries: list[Entries] = [column.entries for column in self.columns]
        for stage in (name for name in self.stages if name in OF_UNITS):
            costs = [column.bounds.get(stage, 0.0) for column in self.columns]
            most = choice.bounds[stage] + slack(self.problem, stage, choice.bounds[stage])
            rows, entries = _held(rows, entries, costs, most)
        division = {one.cluster.codes for one in choice.columns if one.cluster.unit_id != NO_UNIT}
        same = [
            float(one.cluster.unit_id != NO_UNIT and one.cluster.codes in division)
            for one in self.columns
        ]
        rows, entries = _held(rows, entries, same, len(division) - 1.0)
        nothing = [0.0] * len(entries)
        return choose_columns(rows, nothing, entries, Limits(gap=0.0)).numbers is None

    def _stopped(self, choice: Choice, fresh: list[Column]) -> Choice:
        """The best of what is planned, once the last choice is too: what time is left makes it poor."""
        for column in fresh:
            self.price(column)
        found = self._stages(lambda column, stage: column.value(stage), planned=True)
        if found is None:
            raise NoPlanError(message("the search was stopped before any plan was found"))
        return Choice(found.columns, choice.bounds)

    def _stages(self, cost: Callable[[Column, str], float], *, planned: bool) -> Choice | None:
        """The stages one after the other; ends early at a choice with columns that must be planned."""
        columns = [c for c in self.columns if not c.impossible and (c.planned or not planned)]
        entries: list[Entries] = [column.entries for column in columns]
        rows, bounds = self.rows, dict[str, float]()
        chosen: tuple[Column, ...] = ()
        for stage in self.stages:
            costs = [cost(column, stage) for column in columns]
            found = choose_columns(rows, costs, entries, Limits(gap=0.0))
            if found.numbers is None:
                return None if not chosen else Choice(chosen, bounds)
            chosen = self._twins(found, columns, [*bounds, stage])
            bounds[stage] = found.bound
            if stage not in (*OF_UNITS, "unmet") and any(c.planned is None for c in chosen):
                break
            rows, entries = _held(
                rows, entries, costs, found.value + slack(self.problem, stage, found.value)
            )
        return Choice(chosen, bounds)

    def _twins(
        self, found: Chosen, columns: Sequence[Column], stages: Sequence[str]
    ) -> tuple[Column, ...]:
        """The choice, with planned columns in place of others where they are as good so far."""
        assert found.numbers is not None
        chosen = []
        for number in found.numbers:
            column = columns[number]
            if column.planned is None:
                column = next((one for one in columns if one.is_twin(column, stages)), column)
            chosen.append(column)
        return tuple(chosen)


def _held(
    rows: Rows, entries: list[Entries], costs: Sequence[float], most: float
) -> tuple[Rows, list[Entries]]:
    """A stage kept for those that follow: its costs are a row."""
    row = len(rows.low)
    wider = Rows(np.append(rows.low, -inf), np.append(rows.high, most))
    return wider, [
        {**one, row: cost} if cost else one for one, cost in zip(entries, costs, strict=True)
    ]
