"""Parts hold every person and every room once, and know nothing of each other."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from planner.problem import build_problem
from planner.problem.types import Problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve.programmes.subproblems import runner_of, split
from planner.travel import build_travel
from tests.small_region.builders import make_region, make_scenario
from tests.small_region.problems import small_problems

SETTINGS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    derandomize=True,
    print_blob=True,
)


def problem_of(region: Region, scenario: Scenario) -> Problem:
    return build_problem(region, build_travel(region, scenario), scenario)


def may_attend(problem: Problem, k: str, h: str, i: str, v: str) -> bool:
    """Whether people of i may attend courses of h at v for k, from the rules alone."""
    programme, unit = problem.programmes[k], runner_of(problem, v)
    own = problem.place_code[i] == problem.venues[v].code
    return (
        unit is not None
        and h in programme.hosts
        and v in problem.programmes[h].group_max_persons
        and v in problem.local_minutes[i]
        and problem.may_attend(i, unit)
        and (own or not programme.own_municipality_only)
    )


@SETTINGS
@given(small_problems(assignment="fixed", located_anywhere=False))
def test_nobody_may_attend_in_another_part(case: tuple[Region, Scenario]) -> None:
    problem = problem_of(*case)
    if any(len(problem.runners(v)) > 1 for v in problem.venues):
        return
    parts = split(problem)
    part_of: dict[tuple[str, str], int] = {}
    sites: dict[tuple[str, str, str | None], int] = {}
    for n, part in enumerate(parts):
        for k, by_place in part.problem.demand.items():
            for i, participants in by_place.items():
                assert (k, i) not in part_of
                assert participants == problem.demand[k][i]
                part_of[k, i] = n
        for h, programme in part.problem.programmes.items():
            for v in programme.group_max_persons:
                site = (h, problem.venues[v].place_id, runner_of(problem, v))
                assert site not in sites
                sites[site] = n
    assert set(part_of) == {(k, i) for k, by_place in problem.demand.items() for i in by_place}
    crowds: dict[tuple[str, str, str | None], dict[tuple[str, str], float]] = {}
    for k, i in part_of:
        for h in problem.programmes:
            for v in problem.venues:
                if may_attend(problem, k, h, i, v):
                    site = (h, problem.venues[v].place_id, runner_of(problem, v))
                    crowds.setdefault(site, {})[k, i] = problem.demand[k][i]
    every_room: dict[tuple[str, str | None], dict[tuple[str, str], float]] = {}
    for (h, _, u), crowd in crowds.items():
        every_room.setdefault((h, u), {}).update(crowd)
    for (h, town, u), crowd in crowds.items():
        programme = problem.programmes[h]
        filled = sum(every_room[h, u].values()) * programme.cycle_years
        if (h, town, u) in sites:
            assert {part_of[one] for one in crowd} == {sites[h, town, u]}
        else:  # left out of every part: all who may come together do not make a group
            assert filled < programme.group_min_persons


def test_each_unit_is_a_part_of_its_own_where_people_attend_in_their_own() -> None:
    region = make_region()
    several = {"units": {"candidates": ["u_west", "u_east"]}, "demand": {"factor": 3}}
    own = make_scenario(**several)
    anywhere = make_scenario(**several, rules={"own_unit": {"mode": "anywhere"}})
    programmes = len(problem_of(region, own).demand)
    assert len(split(problem_of(region, own))) == 2 * programmes
    assert len(split(problem_of(region, anywhere))) == programmes
