"""What every key asks of every municipality, and whether anybody would do better to leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, inf
from typing import Literal

from planner.decide import FIXED_SHARE, shared
from planner.errors import InputError, NoPlanError
from planner.messages import message
from planner.pipeline import Alternative, Answer, Task, solve_tasks
from planner.plan import Status
from planner.progress import Report, silent
from planner.region import Region, Unit
from planner.sharing.coalitions import coalition_tasks, shared_unit
from planner.sharing.game import (
    Coalition,
    CostGame,
    Shares,
    in_core,
    least_core,
    most_burdened,
)
from planner.sharing.prenucleolus import nucleolus
from planner.sharing.shapley_value import shapley
from planner.sharing.stable import nearest_stable

Key = Literal["head", "fixed_and_head", "equal", "use", "shapley", "nucleolus"]
KEYS: tuple[Key, ...] = ("head", "fixed_and_head", "equal", "use", "shapley", "nucleolus")
PAYER = "municipalities"


@dataclass(frozen=True, slots=True)
class CoalitionCost:
    """What one coalition costs a year by itself, in one unit or, where it has no plan so, in several.

    `nok` is paid by its municipalities, grants taken off. `groups` are the units it falls into: one as
    a rule; several where its municipalities do not hang together, say; none where it has no plan at
    all.
    """

    codes: tuple[str, ...]
    nok: float | None
    hours: Mapping[str, float]
    """Municipality → its participants' hours on the road."""
    participants_unmet: float
    proven: bool
    groups: tuple[tuple[str, ...], ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyVerdict:
    """One key: who pays what, whether that holds, and the smallest change after which it does."""

    key: Key
    nok: Shares
    """Municipality → money a year."""
    stable: bool
    leaving: tuple[str, ...]
    """The coalition that would save most by leaving; empty where the key is stable."""
    nok_saved: float
    """What that coalition would save a year (hours at their price counted); 0 where it is stable."""
    nok_stable: Shares
    """The closest shares from which nobody, or as few as possible, would leave."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """The cost of a unit among its members.

    `nok_per_hour` is what an hour of a participant on the road is counted as; 0 leaves hours out.
    `epsilon` is the least by which every way out would have to cost more for a stable sharing to exist:
    the core is empty where it is positive.
    """

    scenario: str
    unit_id: str
    codes: tuple[str, ...]
    persons: Mapping[str, int]
    nok_per_hour: float
    nok_total: float
    """What the municipalities pay together, grants taken off."""
    coalitions: tuple[CoalitionCost, ...]
    epsilon: float
    keys: tuple[KeyVerdict, ...]
    together: Alternative

    @property
    def core_is_empty(self) -> bool:
        """Whether no sharing at all would hold everybody."""
        return self.epsilon > 0.01

    def alone(self, code: str) -> CoalitionCost:
        """What a municipality would pay by itself."""
        return next(row for row in self.coalitions if row.codes == (code,))

    @property
    def proven(self) -> bool:
        """Whether every coalition's plan is proven best within the scenario's gap."""
        return all(row.proven for row in self.coalitions)


def share_costs(
    task: Task,
    region: Region,
    *,
    unit_id: str | None = None,
    nok_per_hour: float = 0.0,
    fixed_share: float = FIXED_SHARE,
    workers: int | None = None,
    progress: Report = silent,
) -> Sharing:
    """Solve every coalition of a unit's members, and hold each key against what they cost.

    Args:
        task: the scenario.
        region: the region as its tables say, before the scenario changes it.
        unit_id: whose cost; may be left out where one unit has several members.
        nok_per_hour: what participants' hours on the road count as, in NOK.
        fixed_share: share of the cost that all bear alike in the key `fixed_and_head`.
        workers: coalitions solved at the same time.

    Raises:
        InputError: no such unit, or a price is missing.
        NoPlanError: stopped before all coalitions were solved, or the unit itself has no plan.
    """
    unit = shared_unit(task, unit_id)
    if unit.payer != PAYER:
        raise InputError(
            message("{id} is paid by {payer}: there is nothing to share", id=unit.id, payer=unit.payer)
        )
    tasks = coalition_tasks(task, region, unit)
    answers = solve_tasks(tuple(tasks.values()), workers=workers, progress=progress).answers
    by_coalition = dict(zip(tasks, answers, strict=True))
    return sharing_of(task.name, unit, by_coalition, nok_per_hour=nok_per_hour, fixed_share=fixed_share)


def sharing_of(
    scenario: str,
    unit: Unit,
    answers: Mapping[Coalition, Answer],
    *,
    nok_per_hour: float = 0.0,
    fixed_share: float = FIXED_SHARE,
) -> Sharing:
    """The sharing, from the plans of all coalitions.

    Raises:
        InputError: a price is missing.
        NoPlanError: a coalition was not solved, or all together have no plan.
    """
    together = answers[frozenset(unit.member_codes)]
    if not isinstance(together, Alternative):
        raise NoPlanError(
            message("all members together have no plan: {reasons}", reasons="; ".join(together.reasons))
        )
    if together.indicators.cost_absent_because:
        raise InputError(
            message(
                "the cost cannot be told, because prices are missing: {reasons}",
                reasons="; ".join(together.indicators.cost_absent_because),
            )
        )
    costs = {coalition: _cost(coalition, answer) for coalition, answer in answers.items()}
    costs = divided(costs, nok_per_hour)
    game = CostGame(
        unit.member_codes,
        {s: _value(row, nok_per_hour) for s, row in costs.items()},
    )
    whole = costs[game.everybody]
    assert whole.nok is not None
    own_hours = {code: whole.hours[code] * nok_per_hour for code in unit.member_codes}
    persons = {code: together.region.municipalities[code].persons for code in unit.member_codes}
    money = _money(game, whole.nok, own_hours, persons, _use(together), fixed_share)
    return Sharing(
        scenario=scenario,
        unit_id=unit.id,
        codes=unit.member_codes,
        persons=persons,
        nok_per_hour=nok_per_hour,
        nok_total=whole.nok,
        coalitions=tuple(costs.values()),
        epsilon=least_core(game).epsilon,
        keys=tuple(_verdict(key, nok, game, own_hours) for key, nok in money.items()),
        together=together,
    )


def _money(
    game: CostGame,
    nok: float,
    own_hours: Shares,
    persons: Mapping[str, int],
    use: Mapping[str, float],
    fixed_share: float,
) -> dict[Key, Shares]:
    """Key → municipality → NOK. Shapley value and nucleolus share the whole game; what a municipality's
    own people bear in hours is taken off, since nobody can pay that for them."""
    head = shared(nok, persons)
    n = len(persons)
    found: dict[Key, Shares] = {
        "head": head,
        "fixed_and_head": {
            code: nok * fixed_share / n + (1 - fixed_share) * part for code, part in head.items()
        },
        "equal": dict.fromkeys(persons, nok / n),
    }
    if fsum(use.values()) > 0:
        found["use"] = shared(nok, {code: use.get(code, 0.0) for code in persons})
    value = shapley(game)
    if value is not None:
        found["shapley"] = {code: value[code] - own_hours[code] for code in persons}
    kernel = nucleolus(game)
    found["nucleolus"] = {code: kernel[code] - own_hours[code] for code in persons}
    return found


def _verdict(key: Key, nok: Shares, game: CostGame, own_hours: Shares) -> KeyVerdict:
    borne = {code: part + own_hours[code] for code, part in nok.items()}
    stable = in_core(game, borne)
    worst = most_burdened(game, borne)
    closest = nok if stable else nearest_stable(game, borne)
    return KeyVerdict(
        key=key,
        nok=nok,
        stable=stable,
        leaving=() if stable or worst is None else tuple(sorted(worst[0])),
        nok_saved=0.0 if stable or worst is None else worst[1],
        nok_stable=nok if stable else {c: part - own_hours[c] for c, part in closest.items()},
    )


def _cost(coalition: Coalition, answer: Answer) -> CoalitionCost:
    codes = tuple(sorted(coalition))
    if not isinstance(answer, Alternative):
        if answer.status == "no_plan":
            raise NoPlanError(message("stopped before {names} was solved", names=", ".join(codes)))
        return CoalitionCost(codes, None, {}, 0.0, proven=True, groups=(), reasons=answer.reasons)
    found = answer.indicators
    nok = fsum(row.nok - row.granted for row in found.unit_costs if row.payer == PAYER)
    return CoalitionCost(
        codes=codes,
        nok=nok,
        hours={row.code: row.travel_hours for row in found.per_municipality},
        participants_unmet=found.participants_unmet,
        proven=answer.plan.status in (Status.OPTIMAL, Status.WITHIN_GAP),
        groups=(codes,),
    )


def divided(
    costs: Mapping[Coalition, CoalitionCost], nok_per_hour: float = 0.0
) -> dict[Coalition, CoalitionCost]:
    """The same with a cost for coalitions that have no plan as one unit: their cheapest division.

    A group that does not hang together can still leave, each part by itself: the graph-restricted game
    of Myerson, *Graphs and cooperation in games*, Mathematics of Operations Research 2, 1977.
    """
    found: dict[Coalition, CoalitionCost] = {}
    for coalition in sorted(costs, key=lambda s: (len(s), sorted(s))):
        row = costs[coalition]
        if row.nok is None:
            first = min(coalition)  # a division is met once: by the part that its first member is in
            parts = [
                (found[part], found[coalition - part])
                for part in found
                if first in part and part < coalition and coalition - part in found
            ]
            known = [pair for pair in parts if all(p.nok is not None for p in pair)]
            if known:
                cheapest = min(known, key=lambda pair: sum(_value(p, nok_per_hour) for p in pair))
                row = _together(row, cheapest)
        found[coalition] = row
    return {coalition: found[coalition] for coalition in costs}


def _together(row: CoalitionCost, parts: tuple[CoalitionCost, CoalitionCost]) -> CoalitionCost:
    return CoalitionCost(
        codes=row.codes,
        nok=fsum(part.nok or 0.0 for part in parts),
        hours={code: hours for part in parts for code, hours in part.hours.items()},
        participants_unmet=fsum(part.participants_unmet for part in parts),
        proven=all(part.proven for part in parts),
        groups=tuple(sorted(group for part in parts for group in part.groups)),
        reasons=row.reasons,
    )


def _value(row: CoalitionCost, nok_per_hour: float) -> float:
    return inf if row.nok is None else row.nok + nok_per_hour * fsum(row.hours.values())


def _use(together: Alternative) -> dict[str, float]:
    """Municipality → participants at local courses a year."""
    found: dict[str, float] = {}
    for row in together.indicators.assignments:
        if row.kind == "local":
            code = row.municipality_code
            found[code] = found.get(code, 0.0) + row.participants_per_year
    return found
