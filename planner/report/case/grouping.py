"""The choice that a council has: alternatives with one travel plan together, and the few that differ.

Alternatives that coordinate otherwise but hold the same courses in the same places for the same people
are one choice of where people go; what is left between them is form, agreements and cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.decide import Ranked, Ranking
from planner.pipeline import Alternative
from planner.report.case.material import Material
from planner.report.comparison import venue_plan

CHOICE_MAX = 5
"""So many columns of figures stand beside each other on an upright page."""


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives with one travel plan; `shown` speaks for them all."""

    shown: Alternative
    alternatives: tuple[Alternative, ...]

    @property
    def others(self) -> tuple[Alternative, ...]:
        """Those that `shown` speaks for."""
        return tuple(a for a in self.alternatives if a.name != self.shown.name)


def groups(m: Material) -> tuple[Group, ...]:
    """Every alternative under the main assumptions, in groups of one travel plan, in their order.

    The proposed one speaks for its group, and today's situation for its own; of others the one that
    ranks highest.
    """
    found: dict[object, list[Alternative]] = {}
    for a in m.alternatives:
        if a.name not in m.main.other_basis:
            found.setdefault(venue_plan(a), []).append(a)
    ranks = {row.name: row.rank for row in ranking(m).rows}
    last = len(m.alternatives) + 1

    def first(a: Alternative) -> tuple[bool, bool, int]:
        today = m.today is not None and a.name == m.today.name
        return (a.name != m.proposed.name, not today, ranks.get(a.name, last))

    return tuple(Group(min(every, key=first), tuple(every)) for every in found.values())


def choice(m: Material, most: int = CHOICE_MAX) -> tuple[Group, ...]:
    """The few that a council chooses between: today, the proposed one, and the best of the others.

    Of the others those come first that leave nobody out, by their place in the ranking.
    """
    ranks = {row.name: row.rank for row in ranking(m).rows}
    last = len(m.alternatives) + 1

    def wanted(group: Group) -> tuple[bool, bool, int]:
        names = {a.name for a in group.alternatives}
        today = m.today is not None and m.today.name in names
        return (
            m.proposed.name not in names,
            not today,
            min(ranks.get(name, last) for name in names),
        )

    every = groups(m)
    chosen = sorted(every, key=wanted)[:most]
    return tuple(group for group in every if group in chosen)


def ranking(m: Material) -> Ranking:
    """With qualifications where any are known, else without."""
    both = m.weighing.judgement
    return both.with_qualifications if has_qualifications(m) else both.without_qualifications


def has_qualifications(m: Material) -> bool:
    """Whether the region says anything of the units' qualifications."""
    return bool(m.region.criteria)


def ranked(m: Material, name: str) -> Ranked | None:
    """An alternative's place; None where it is not ranked."""
    return next((row for row in ranking(m).rows if row.name == name), None)


def runner_up(m: Material) -> Alternative | None:
    """The alternative that comes first, or next after the proposed one, among other travel plans."""
    same = next((g for g in groups(m) if m.proposed.name in {a.name for a in g.alternatives}), None)
    alike = {a.name for a in same.alternatives} if same else {m.proposed.name}
    by_name = {a.name: a for a in m.alternatives}
    return next((by_name[row.name] for row in ranking(m).rows if row.name not in alike), None)


def titles(alternatives: Sequence[Alternative], m: Material) -> list[str]:
    """Their titles in quotation marks."""
    return [m.quote(a.name) for a in alternatives]
