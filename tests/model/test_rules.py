"""What a rule says of itself: a formula, a sentence, and what it ties together."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from planner.problem import Problem, build_problem
from planner.region.types import Region
from planner.rules import SHIPPED, Rule
from planner.scenario.schema import Scenario
from planner.solve.methods import SHIPPED as METHODS
from planner.solve.programmes.by_programme import BY_PROGRAMME
from planner.travel import build_travel
from tests.model.cases import CASES, free_problem, joining, problem_of, two_towns
from tests.small_region import small_problems

BY_NAME = {rule.name: rule for rule in SHIPPED}


@pytest.mark.parametrize("rule", SHIPPED, ids=lambda rule: rule.name)
def test_a_rule_states_its_formula_with_its_symbols(rule: Rule) -> None:
    assert ".. math::" in rule.formula
    assert re.search(r"\| symbol \| meaning \|\n\s*\|---\|---\|\n\s*\| .+ \| .+ \|", rule.formula)


def test_rules_are_numbered_and_named_as_their_files() -> None:
    assert sorted(rule.number for rule in SHIPPED) == list(range(1, len(SHIPPED) + 1))
    assert [rule.name for rule in SHIPPED] == [rule.package.split(".")[-1] for rule in SHIPPED]
    for method in METHODS:
        assert method.rules <= set(BY_NAME), method.name


SENTENCES: list[tuple[str, dict[str, Any], str]] = [
    ("membership", {}, "A municipality belongs to at most one coordinating unit"),
    ("membership", {"units": {"outside": "forbidden"}}, "in scope belongs to exactly one"),
    ("threshold", {"threshold": {"mode": "hard"}}, "Every unit serves at least 20 000 inhabitants."),
    ("threshold", {"threshold": {"mode": "soft"}}, "below 20 000 inhabitants per unit is as small as"),
    ("threshold", {"threshold": {"mode": "off"}}, "is reported only."),
    ("threshold", {"threshold": {"upper": "hard"}}, "at most 40 000 inhabitants."),
    ("contiguity", {}, "hang together as neighbours (boats do not count)."),
    ("contiguity", {"contiguity": {"boats": True}}, "hang together as neighbours."),
    ("contiguity", {"contiguity": {"on": False}}, "need not be neighbours."),
    ("attendance", {}, "or is counted as without an offer."),
    ("group_size", {}, "Every course has at least its smallest group"),
    ("group_size", {"rules": {"group_size": {"fill_probability": 0.8}}}, "probability of at least 80%"),
    ("capacity", {}, "No venue takes more meetings a year than it has room for."),
    ("capacity", {"rules": {"capacity": {"on": False}}}, "Venues take any number of meetings."),
    ("own_unit", {}, "only venues run by the unit of their own municipality."),
    ("own_unit", {"rules": {"own_unit": {"mode": "guests"}}}, "municipalities outside may be guests."),
    ("own_unit", {"rules": {"own_unit": {"mode": "anywhere"}}}, "the venues of any unit."),
    ("access", {}, "no limit"),
    ("access", {"rules": {"access": {"minutes_max": 90}}}, "more than 90 minutes one way."),
    (
        "access",
        {"rules": {"access": {"specialist_share_max": 0.25}}},
        "At most 25% of the participants",
    ),
    ("staffing", {}, "reported only."),
    ("staffing", {"rules": {"staffing": {"mode": "hard"}}}, "of 1700 hours a year."),
    (
        "staffing",
        {"rules": {"staffing": {"mode": "hard", "professional_hours_max": {"nurse": 30}}}},
        "At most 30 hours a year in meetings of the profession nurse.",
    ),
    (
        "staffing",
        {"rules": {"staffing": {"mode": "hard", "user_representative_meetings_max": 5}}},
        "at most 5 meetings a year.",
    ),
    ("policy", {}, "in any venue."),
    (
        "policy",
        {"venues": {"strategy": "one_base", "bases": ["m1_a"]}},
        "in one base only: m1_a.",
    ),
    ("policy", {"venues": {"in_use": ["v2"]}}, "These are in use: v2."),
    ("policy", {"venues": {"count_max": 1}}, "At most 1 venues are in use."),
    ("policy", {"units": {"must_open": ["u_all"]}}, "These are open: u_all."),
    ("policy", {"units": {"count_min": 2}}, "at least 2 units."),
    ("policy", {"units": {"count_max": 3}}, "at most 3 units."),
    ("policy", {"budget": {"nok_per_year_max": 700_000}}, "at most 700 000 NOK a year."),
    ("choice", {}, "do not choose"),
    ("choice", {"participation": {"choice": "logit"}}, "and staying at home"),
    (
        "choice",
        {"participation": {"choice": "logit", "logit": {"home_minutes": None}}},
        "choose among all offers, the nearer",
    ),
    ("nearest", {"participation": {"choice": "nearest"}}, "go to the nearest course"),
    ("nearest", {}, "may pass a nearer course"),
    ("nearest", {"rules": {"nearest": {"on": True}}}, "go to the nearest course"),
    ("single_source", {}, "may go to different courses"),
    ("single_source", {"rules": {"single_source": {"on": True}}}, "goes to the same venue"),
    ("specialist_places", {}, "takes no more people than it has places for"),
]


@pytest.mark.parametrize(("name", "parts", "phrase"), SENTENCES)
def test_a_rule_says_what_it_asks_in_a_sentence(name: str, parts: dict[str, Any], phrase: str) -> None:
    sentences = BY_NAME[name].asks(problem_of(two_towns(), **parts).scenario)
    assert phrase in " ".join(sentences)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_every_mode_has_a_sentence() -> None:
    assert {name for name, _, _ in SENTENCES} == set(BY_NAME)


LINKS: list[tuple[str, Problem, set[str]]] = [
    *(
        (name, problem_of(two_towns()), set())
        for name in BY_NAME
        if name not in ("capacity", "specialist_places")
    ),
    ("specialist_places", problem_of(two_towns()), {"units", "programmes"}),
    ("capacity", problem_of(two_towns()), {"programmes"}),
    ("capacity", CASES["capacity-off"][1], set()),
    ("membership", free_problem(), {"units"}),
    ("threshold", free_problem(), {"units"}),
    ("contiguity", free_problem(), {"units"}),
    ("contiguity", free_problem(contiguity={"on": False}), set()),
    ("own_unit", free_problem(), {"units", "programmes"}),
    ("own_unit", CASES["own_unit"][1], {"units", "programmes"}),
    ("group_size", problem_of(joining(), rules={"group_size": {"joins": True}}), {"programmes"}),
    ("group_size", problem_of(joining()), set()),
    ("access", CASES["access"][1], {"units", "programmes"}),
    ("access", problem_of(two_towns(), rules={"access": {"minutes_max": 90}}), set()),
    ("staffing", CASES["staffing"][1], {"units", "programmes", "venues"}),
    (
        "staffing",
        problem_of(two_towns(), rules={"staffing": {"mode": "hard"}}),
        {"programmes", "venues"},
    ),
    *(
        ("policy", problem_of(two_towns(), **parts), {"units", "programmes", "venues"})
        for parts in (
            {"venues": {"in_use": ["v2"]}},
            {"venues": {"count_max": 1}},
            {"budget": {"nok_per_year_max": 1}},
        )
    ),
    ("nearest", CASES["nearest"][1], set()),
]


@pytest.mark.parametrize(("name", "problem", "ties"), LINKS)
def test_a_rule_declares_what_it_ties_together(name: str, problem: Problem, ties: set[str]) -> None:
    assert BY_NAME[name].ties(problem.scenario) == ties


KEPT_TOGETHER = {"capacity", "policy", "group_size", "staffing"}
"""Rules that tie programmes or units and that `by_programme` keeps when it puts its parts together."""


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(small_problems(assignment="any"))
def test_no_rule_that_ties_parts_is_left_out_by_the_decomposition(
    case: tuple[Region, Scenario],
) -> None:
    region, scenario = case
    problem = build_problem(region, build_travel(region, scenario), scenario)
    tied = {rule.name for rule in SHIPPED if rule.ties(problem.scenario) and rule.binds(problem)}
    if BY_PROGRAMME.why_not(problem) is None:
        # no two units could run one venue, so own_unit ties nothing here
        assert tied <= KEPT_TOGETHER | {"own_unit"}
        assert problem.scenario.budget.nok_per_year_max is None
