"""Branch and bound over venues in use, with the bounds of `prices`.

A node has venues that are in use, venues that are not, and the rest. Its bound is priced from its
parent's prices; a venue whose taking in (leaving out) would lift the bound above what is looked for is
left out (taken in). What is then undecided is split in two on the most welcome venue. Nodes are taken
by their bounds, so the least bound of the open nodes and of those cut off holds for every plan.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, inf

import numpy as np
import numpy.typing as npt

from planner.solve.location.costs import Costs, Numbers, Pattern
from planner.solve.location.prices import (
    NODE,
    ROOT,
    Priced,
    Table,
    first_prices,
    forced,
    price,
    serve_all,
)
from planner.solve.location.swap import LITTLE, greedy, improve

State = npt.NDArray[np.int8]
"""By venue: 1 in use, −1 not, 0 undecided."""

ROUNDING = 1e-6
"""Share of the value, and part of the unit, within which two plans count as equally good."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The best choice of venues known (None: none), its value, and a bound on every choice."""

    chosen: Numbers | None
    value: float
    bound: float
    complete: bool
    """Whether the search ended by itself."""


def choose(costs: Costs, gap: float, ended: Callable[[], bool]) -> Choice:
    """The cheapest choice of at most N venues, within a relative gap."""
    tree = _Tree(costs, gap, inf, ended)
    start = improve(costs, greedy(costs))
    tree.offer(start)
    tree.run()
    return tree.choice()


def choose_fewer(costs: Costs, most: int, value_max: float, ended: Callable[[], bool]) -> Choice:
    """A choice of at most `most` venues that costs at most `value_max`; chosen None: there is none."""
    tree = _Tree(replace(costs, most=most), 0.0, value_max, ended)
    tree.run()
    return tree.choice()


class _Tree:
    """The open nodes, and what is known so far."""

    def __init__(self, costs: Costs, gap: float, value_max: float, ended: Callable[[], bool]) -> None:
        self._costs, self._gap, self._ended = costs, gap, ended
        self._whole = costs.whole
        self._any = value_max < inf
        self._value = value_max
        self._chosen: Numbers | None = None
        self._least = inf
        self._open: list[tuple[float, int, State, Pattern]] = []
        self._made = 0
        self._complete = True

    def offer(self, chosen: Numbers) -> None:
        """Keep a choice if it is better than the best, or good enough where any will do."""
        value = self._costs.value(chosen)
        if value < (self.target() if self._any else self._value * (1 - LITTLE)):
            self._chosen, self._value = chosen, value

    def target(self) -> float:
        """A node whose bound reaches this holds no plan that is looked for."""
        if self._any:
            return self._value + ROUNDING * max(1.0, abs(self._value))
        room = max(self._gap, ROUNDING) * abs(self._value) + ROUNDING
        if self._whole:
            room = max(room, 1.0 - 2 * (ROUNDING + LITTLE * abs(self._value)))
        return self._value - room

    def run(self) -> None:
        """Search until no open node can hold what is looked for, or the end is called."""
        costs = self._costs
        prices = first_prices(costs)
        self._push(-inf, np.zeros(len(costs.venue_ids), dtype=np.int8), prices)
        while self._open:
            if self._any and self._chosen is not None:
                return
            bound, number, state, prices = heapq.heappop(self._open)
            if bound >= self.target():
                self._least = min(self._least, bound)
            elif self._ended() and number > 1:
                heapq.heappush(self._open, (bound, number, state, prices))
                self._complete = False
                return
            else:
                self._branch(bound, state, prices, root=number == 1)

    def choice(self) -> Choice:
        """What was found and proved."""
        bound = min([self._least, *(node[0] for node in self._open)])
        if self._whole and bound > -inf and bound < inf:
            bound = float(ceil(bound - ROUNDING - LITTLE * abs(bound)))
        value = self._value if self._chosen is not None else inf
        return Choice(self._chosen, value, min(bound, value), self._complete)

    def _push(self, bound: float, state: State, prices: Pattern) -> None:
        self._made += 1
        heapq.heappush(self._open, (bound, self._made, state, prices))

    def _branch(self, bound: float, state: State, prices: Pattern, *, root: bool) -> None:
        costs = self._costs
        active = np.flatnonzero(state >= 0)
        table = Table(
            costs.ways[active], costs.fixed[active], costs.away, state[active] == 1, costs.most
        )
        priced = price(
            table,
            serve_all(table),
            prices,
            self._value,
            self.target(),
            ROOT if root else NODE,
            self._ended,
        )
        bound = max(bound, priced.bound)
        found = active[priced.chosen]
        if root:
            found = improve(costs, found) if len(found) else found
        self.offer(found)
        if bound >= self.target():
            self._least = min(self._least, bound)
            return
        state, gone = self._decided(state, active, table, priced)
        self._least = min(self._least, gone)
        left = np.flatnonzero(state[active] == 0)
        if not len(left):
            final = np.flatnonzero(state == 1)
            self.offer(final)
            self._least = min(self._least, costs.value(final))
            return
        wanted = left[priced.chosen[left]]
        among = wanted if len(wanted) else left
        at = int(among[np.argmin(priced.reduced[among])])
        taken_in, left_out = forced(table, priced)
        for sign, more in ((1, taken_in[at]), (-1, left_out[at])):
            child = state.copy()
            child[active[at]] = sign
            if int((child == 1).sum()) >= costs.most:
                child[child == 0] = -1
            self._push(max(bound, priced.bound + max(0.0, float(more))), child, priced.prices)

    def _decided(
        self, state: State, active: Numbers, table: Table, priced: Priced
    ) -> tuple[State, float]:
        """The state with what the bound decides, and the least bound of what is thereby cut off."""
        taken_in, left_out = forced(table, priced)
        room = self.target() - priced.bound
        out, inside = taken_in >= room, left_out >= room
        state = state.copy()
        state[active[out]] = -1
        state[active[inside]] = 1
        gone = [*taken_in[out], *left_out[inside]]
        if int((state == 1).sum()) >= self._costs.most:
            state[state == 0] = -1
        return state, priced.bound + min(gone, default=inf)
