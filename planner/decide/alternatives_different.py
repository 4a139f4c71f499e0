"""How far plans lie apart, and the ones of a list that differ most."""

from __future__ import annotations

from collections.abc import Sequence

from planner.decide.alternatives_tree import Candidate
from planner.plan import Plan


def moved(one: Plan, other: Plan) -> tuple[str, ...]:
    """Municipalities that do not belong to the same unit in both plans, sorted."""
    first, second = one.member_of(), other.member_of()
    return tuple(sorted(c for c in {*first, *second} if first.get(c) != second.get(c)))


def distance(one: Candidate, other: Candidate) -> int:
    """Places with courses in one plan only, and municipalities in another unit (Hamming)."""
    places = one.answer.place_ids ^ other.answer.place_ids
    return len(places) + len(moved(one.answer.plan, other.answer.plan))


def apart(one: Candidate, others: Sequence[Candidate]) -> int:
    """The least distance to any of the others; 0 where there are none."""
    return min((distance(one, other) for other in others), default=0)


def most_different(found: Sequence[Candidate], count: int) -> list[Candidate]:
    """The first, and then each time the one farthest from the nearest of those chosen.

    `found` is in order, best first: of equally far ones the better is taken.
    """
    chosen = list(found[:1])
    left = list(found[1:])
    while left and len(chosen) < count:
        farthest = max(range(len(left)), key=lambda n: (apart(left[n], chosen), -n))
        chosen.append(left.pop(farthest))
    return chosen
