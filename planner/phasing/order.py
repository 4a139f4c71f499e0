"""The best order of measures over several periods, and the greedy one beside it.

States are sets of measures, as bits of an int. In each period the state grows or stays. The value of
an order is the sum of its states' values, each weighted by its period's years; values are vectors of
whole numbers that are compared lexicographically, so sums and comparisons are exact.

    best(p, T) = min over S ⊆ T, S → T allowed in p, of best(p − 1, S) + years(p) · value(T)

is Bellman's recursion (R. Bellman, *Dynamic Programming*, 1957) over the lattice of sets: an order's
value after a period depends on the state then and on nothing before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Value = tuple[int, ...]
"""What is made as small as possible, most important first."""
ValueOf = Callable[[int], Value | None]
"""State → its value; None: nothing can be planned in that state."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What an order must keep to. Measures stand as bits of an int."""

    count: int
    """How many measures there are."""
    opened_max: tuple[int | None, ...]
    """Period → how many may open in it; None: any number."""
    needs: tuple[int, ...]
    """Measure → the set of which one at least must stand with it; 0: nothing."""
    after: tuple[int, ...]
    """Measure → the set that must all stand in a period before it opens."""
    affordable: Callable[[int, int], bool] = lambda state, period: True
    """State, period → whether money and posts of the period are enough for it."""

    def sound(self, state: int) -> bool:
        """Whether everything in a state has what it needs."""
        return all(not state >> n & 1 or not need or need & state for n, need in enumerate(self.needs))

    def step(self, before: int, state: int, period: int) -> bool:
        """Whether a period may go from one state to another that holds it."""
        new = state & ~before
        most = self.opened_max[period]
        if most is not None and new.bit_count() > most:
            return False
        return all(self.after[n] & ~before == 0 for n in range(self.count) if new >> n & 1)


@dataclass(frozen=True, slots=True)
class Order:
    """The state at the end of each period, and the sum of values over all."""

    states: tuple[int, ...]
    value: Value


def best_sequence(allowed: Allowed, years: Sequence[int], value_of: ValueOf) -> Order | None:
    """The order of least value; None where no order is allowed. Ties open more, and earlier.

    >>> free = Allowed(2, (1, 1), (0, 0), (0, 0))
    >>> best_sequence(free, (1, 1), lambda state: ((10, 7, 4, 0)[state],))
    Order(states=(2, 3), value=(4,))
    """
    layer: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {0: ((), ())}
    for period, length in enumerate(years):
        following: dict[int, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        for before, (total, states) in layer.items():
            for state in _grown(before, allowed, period):
                value = value_of(state)
                if value is None:
                    continue
                step = (*(length * part for part in value), -length * state.bit_count())
                so_far = tuple(map(sum, zip(total, step, strict=True))) if total else step
                found = (so_far, (*states, state))
                if state not in following or found < following[state]:
                    following[state] = found
        layer = following
    if not layer:
        return None
    total, states = min(layer.values())
    return Order(states, total[:-1])


def greedy_sequence(allowed: Allowed, years: Sequence[int], value_of: ValueOf) -> Order | None:
    """In each period the state of least value that can be reached; None where there is none.

    >>> free = Allowed(3, (1, 1), (0, 0, 0), (0, 0, 1))
    >>> value = lambda state: ((10, 9, 8, 7, 10, 0, 8, 0)[state],)
    >>> greedy_sequence(free, (1, 1), value).value, best_sequence(free, (1, 1), value).value
    ((15,), (9,))
    """
    before, states = 0, []
    total: Value = ()
    for period, length in enumerate(years):
        options = [
            (value, -state.bit_count(), state)
            for state in _grown(before, allowed, period)
            if (value := value_of(state)) is not None
        ]
        if not options:
            return None
        value, _, before = min(options)
        step = tuple(length * part for part in value)
        total = tuple(map(sum, zip(total, step, strict=True))) if total else step
        states.append(before)
    return Order(tuple(states), total)


def _grown(before: int, allowed: Allowed, period: int) -> Iterator[int]:
    """States that a period may end in, the one that it began with included."""
    rest = ((1 << allowed.count) - 1) & ~before
    new = rest
    while True:
        state = before | new
        if (
            allowed.step(before, state, period)
            and allowed.sound(state)
            and allowed.affordable(state, period)
        ):
            yield state
        if new == 0:
            return
        new = (new - 1) & rest
