"""What is explained is true, by brute force: conflicts have no plan, relaxations have one, and the next
smaller relaxation has none.
"""

from __future__ import annotations

import os
from collections import Counter

from hypothesis import HealthCheck, assume, given, note, settings

from planner.decide import explain
from planner.decide.explain_conflict import Conflicts
from planner.decide.explain_settings import settings_of
from planner.decide.trials import Trials, changed, put
from planner.errors import InputError
from planner.problem import build_problem
from planner.region.types import Region
from planner.scenario.schema import Scenario
from planner.solve import Verdict, find_plan
from planner.travel import build_travel
from planner.verify import verify_plan
from tests.decide_explain.impossible import (
    demanding_problems,
    fewest_outside,
    impossible,
    possible,
)
from tests.decide_explain.smaller import smaller

HUNT = int(os.environ.get("HUNT", "0"))
SETTINGS = settings(
    max_examples=HUNT or 36,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    print_blob=True,
    derandomize=not HUNT,
)


def test_whether_there_is_a_plan() -> None:
    seen: Counter[str] = Counter()

    @SETTINGS
    @given(demanding_problems())
    def check(case: tuple[Region, Scenario]) -> None:
        region, scenario = case
        travel = build_travel(region, scenario)
        found = find_plan(build_problem(region, travel, scenario))
        if found.plan is None:
            assert found.verdict is Verdict.INFEASIBLE
            assert impossible(region, scenario)
        else:
            assert verify_plan(region, travel, scenario, found.plan) == ()
        seen[found.verdict.value] += 1

    check()
    assert min(seen["feasible"], seen["infeasible"]) > 5, seen


def test_a_conflict_has_no_rule_to_spare() -> None:
    seen: Counter[int] = Counter()

    @SETTINGS
    @given(demanding_problems())
    def check(case: tuple[Region, Scenario]) -> None:
        region, scenario = case
        trials = Trials(region, scenario)
        every = settings_of(region, scenario, trials.problem())
        # brute force would go through very many courses of one person each
        rules = [rule for rule in every if rule.key != "group_min"]
        conflicts = Conflicts(trials, rules)
        found = conflicts.conflict()
        if not found:
            return
        kept = {rule.id for rule in found}
        others = {rule.id for rule in rules} - kept
        note(f"conflict {sorted(kept)}")
        assert impossible(region, changed(scenario, conflicts.without(others)))
        for rule_id in kept:
            fewer = conflicts.without(others | {rule_id})
            assert possible(region, changed(scenario, fewer)), rule_id
        seen[len(found)] += 1

    check()
    assert seen[1] > 2, seen
    assert sum(n for size, n in seen.items() if size > 1) > 2, seen


def test_a_relaxation_has_a_plan_and_the_next_smaller_has_none() -> None:
    seen: Counter[str] = Counter()

    @SETTINGS
    @given(demanding_problems())
    def check(case: tuple[Region, Scenario]) -> None:
        region, scenario = case
        found = explain(region, scenario)
        assume(found.status == "infeasible")
        base = scenario
        if found.guideline_as_if_hard:
            base = changed(scenario, (put(("threshold", "mode"), "hard"),))
        assert found.conflict
        assert found.complete
        changes = [round(relaxation.change, 9) for relaxation in found.relaxations]
        assert changes == sorted(changes)
        for relaxation in found.relaxations:
            note(f"{[step.key for step in relaxation.steps]} {relaxation.overrides}")
            assert possible(region, changed(base, relaxation.changes))
            for number, step in enumerate(relaxation.steps):
                others = [s.changes for s in relaxation.steps]
                others[number] = ()
                rest = tuple(change for changes in others for change in changes)
                for less in smaller(region, changed(base, rest), step):
                    note(f"{step.key} {less}")
                    assert impossible(region, changed(base, (*rest, *less)))
                if step.key == "outside":
                    assert (
                        fewest_outside(region, changed(base, relaxation.changes))
                        == (step.values["persons"])
                    )
                seen[step.key] += 1
            seen["several steps"] += len(relaxation.steps) > 1
        seen["none"] += not found.relaxations

    check()
    assert sum(seen.values()) > 40, seen
    assert len(seen) > 7, seen
    assert any(key.startswith("limit_") for key in seen), seen
    assert seen["none"] * 4 < sum(seen.values()), seen


def test_a_scenario_changed_by_its_overrides_is_the_scenario_that_was_solved() -> None:
    """Only texts that a user could type; a key that is taken out is told apart from them."""
    import json

    from planner.decide.trials import as_overrides

    @settings(SETTINGS, max_examples=20)
    @given(demanding_problems())
    def check(case: tuple[Region, Scenario]) -> None:
        region, scenario = case
        try:
            found = explain(region, scenario)
        except InputError:
            return
        for relaxation in found.relaxations:
            data = scenario.model_dump(mode="json")
            for text in relaxation.overrides:
                path, _, value = text.partition("=")
                here = data
                *above, last = path.split(".")
                for part in above:
                    here = here.setdefault(part, {})
                here[last] = json.loads(value)
            typed = Scenario.model_validate(data)
            if not relaxation.removed:
                hard = (put(("threshold", "mode"), "hard"),) if found.guideline_as_if_hard else ()
                assert typed == changed(scenario, (*hard, *relaxation.changes))
            assert (
                as_overrides(scenario, relaxation.changes)
                == relaxation.overrides[found.guideline_as_if_hard :]
            )

    check()
