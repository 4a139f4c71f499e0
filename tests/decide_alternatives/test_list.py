"""What a list promises: plans that can be solved for, kept on Ctrl-C, the most different ones."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from planner.decide import alternatives, alternatives_tree
from planner.decide.alternatives_types import Alternative, key_of
from planner.errors import InfeasibleError, NoPlanError
from planner.plan import Plan, Status
from planner.problem import Problem, build_problem
from planner.region.types import Region
from planner.scenario import effective_region
from planner.scenario.schema import Scenario
from planner.solve import solve
from planner.travel import build_travel
from tests.decide_alternatives.brute import listed
from tests.decide_alternatives.drawn import drawn

RICH = 9
"""A seed whose problem has several plans within the slack."""
WIDE = 2.0


def places_of(region: Region, venue_ids: tuple[str, ...]) -> frozenset[str]:
    return frozenset(region.venues[v].place_id for v in venue_ids)


@pytest.mark.parametrize("free", [False, True])
def test_each_plan_is_the_best_of_its_own_scenario(free: bool) -> None:
    region, scenario = drawn(RICH, free=free)
    found = alternatives(region, scenario, within=WIDE, thinner=True)
    assert len(found.plans) >= 3
    for one in found.plans:
        own = one.solved.scenario
        assert own.name == f"{scenario.name}-{one.number}" == one.solved.plan.scenario
        inside = effective_region(region, own)
        again = solve(build_problem(inside, build_travel(inside, own), own))
        assert places_of(inside, again.venues_in_use) == one.place_ids
        values = tuple(s.value for s in again.stages if s.name not in ("outside", "shortfall"))
        assert key_of(values)[: len(one.key)] == pytest.approx(one.key, rel=1e-5, abs=1e-5)
        assert {u.unit_id: frozenset(u.member_codes) for u in again.units} == one.members


@pytest.mark.parametrize("strategy", ["one_base", "listed"])
def test_a_plan_without_the_only_base_is_a_scenario_too(strategy: str) -> None:
    region, scenario = drawn(RICH)
    first = next(iter(region.venues.values()))
    chosen = {"one_base": {"bases": (first.place_id,)}, "listed": {"listed": (first.id,)}}[strategy]
    venues = scenario.venues.model_copy(update={"strategy": strategy, **chosen})
    narrow = scenario.model_copy(update={"venues": venues})
    found = alternatives(region, narrow, within=50.0, thinner=True)
    assert [p.place_ids for p in found.plans] == [frozenset({first.place_id}), frozenset()]


def test_rooms_of_one_place_are_one_choice() -> None:
    region, scenario = next(
        case for case in map(drawn, range(50)) if any(v.startswith("w_") for v in case[0].venues)
    )
    found = alternatives(region, scenario, within=WIDE, thinner=True)
    assert len({(tuple(p.members), p.place_ids) for p in found.plans}) == len(found.plans)
    twin = next(v for v in region.venues.values() if v.id.startswith("w_"))
    there = [p for p in found.plans if twin.place_id in p.place_ids]
    assert there
    for one in there:
        used = {v for v in one.solved.plan.venues_in_use if region.venues[v].place_id == twin.place_id}
        every = {v.id for v in region.venues.values() if v.place_id == twin.place_id}
        assert set(one.rooms.get(twin.place_id, ())) == every - used


def test_ctrl_c_keeps_what_is_proven() -> None:
    region, scenario = drawn(RICH)
    everything = [row for row in listed(region, scenario) if not row.improvable]
    assert len(everything) >= 3

    def press(message: str, _share: float | None = None) -> None:
        if message.startswith("2 found"):
            os.kill(os.getpid(), signal.SIGINT)

    found = alternatives(region, scenario, within=WIDE, progress=press)
    assert not found.complete
    assert 2 <= len(found.plans) < len(everything)
    assert found.bound is not None
    names = {p.place_ids for p in found.plans}
    for row in everything:
        if row.place_ids not in names:
            assert row.values[1] >= found.bound - 1e-4
    assert found.plans[0].proven
    assert all(p.proven == (p.value <= found.bound + 1e-6) for p in found.plans)


def test_no_time_at_all_is_no_plan() -> None:
    with pytest.raises(NoPlanError):
        alternatives(*drawn(RICH), seconds=1e-9)


def test_no_plan_at_all_is_told() -> None:
    region, scenario = drawn(RICH)
    access = scenario.rules.access.model_copy(update={"minutes_max": 1.0, "unmet_share_max": 0.0})
    rules = scenario.rules.model_copy(update={"access": access})
    with pytest.raises(InfeasibleError):
        alternatives(region, scenario.model_copy(update={"rules": rules}))


def test_the_most_different_ones() -> None:
    region, scenario = drawn(RICH)
    every = alternatives(region, scenario, within=WIDE, thinner=True, k=100)
    few = alternatives(region, scenario, within=WIDE, thinner=True, k=3, different=True)
    assert few.complete
    assert few.found == len(every.plans) > 3
    assert few.plans[0].place_ids == every.plans[0].place_ids
    for number, one in enumerate(few.plans[1:], start=1):
        before = few.plans[:number]
        assert one.differs == nearest(one, before)
        left = [p for p in every.plans if p.place_ids not in {b.place_ids for b in before}]
        assert one.differs == max(nearest(p, before) for p in left)


def nearest(one: Alternative, others: tuple[Alternative, ...]) -> int:
    return min(len(one.place_ids ^ other.place_ids) for other in others)


def test_a_larger_slack_only_adds() -> None:
    region, scenario = drawn(RICH)
    lists = [alternatives(region, scenario, within=w, k=100) for w in (0.05, 0.5, WIDE)]
    for small, large in combinations(lists, 2):
        assert {p.place_ids for p in small.plans} <= {p.place_ids for p in large.plans}
        assert all(p.value <= small.plans[0].value * (1 + small.within) + 1e-6 for p in small.plans)


def test_what_is_bought_first_is_held() -> None:
    """With cost in the first place the slack is of cost."""
    region, scenario = drawn(RICH)
    cheap: Scenario = scenario.model_copy(update={"objectives": ("cost", "travel")})
    found = alternatives(region, cheap, within=0.05, thinner=True)
    assert found.objective == "cost"
    assert all(p.value <= found.plans[0].value * 1.05 + 1e-3 for p in found.plans)


def test_nothing_is_proven_from_a_plan_that_a_limit_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    region, scenario = drawn(RICH)
    whole = len(region.venues)

    def stopped_where_less_is_open(problem: Problem, **options: Any) -> Plan:
        plan = solve(problem, **options)
        if len(problem.venues) == whole:
            return plan
        weak = [
            replace(s, bound=0.0, gap=1.0, status=Status.STOPPED) if s.name == "travel" else s
            for s in plan.stages
        ]
        return replace(plan, stages=tuple(weak))

    assert alternatives(region, scenario, within=WIDE).complete
    monkeypatch.setattr(alternatives_tree, "solve", stopped_where_less_is_open)
    found = alternatives(region, scenario, within=WIDE)
    best, *others = found.plans
    assert not found.complete
    assert best.proven
    assert not any(p.proven for p in others)
    assert found.bound is not None
    assert found.bound <= best.value + 1e-4
