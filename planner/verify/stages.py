"""stages: what a plan says of its objectives is true of the plan, and hangs together.

The bound is the solver's proof and cannot be recomputed from the plan; it is checked for sense.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from math import isfinite, isnan

from planner.plan import EXACT_GAP, Stage, Status, relative_gap
from planner.verify import measures
from planner.verify.facts import Facts
from planner.verify.violation import TOLERANCE, Violation, agree

RULE = "stages"

MEASURES: Mapping[str, tuple[str, Callable[[Facts], float]]] = {
    "outside": ("persons", measures.persons_outside),
    "shortfall": ("persons", measures.persons_short),
    "unmet": ("participants/year", measures.participants_unmet),
    "travel": ("hours/year", measures.hours_travel),
    "seat_travel": ("person-minutes", measures.person_minutes_to_seat),
    "worst_travel": ("minutes", measures.minutes_longest),
    "equity": ("minutes", measures.minutes_worst_mean),
    "reach": ("participants/year", measures.participants_not_reached),
    "venues": ("venues", measures.venues_in_use),
}
"""Stage → its unit and how it is recomputed. `cost` is apart: it may be impossible to tell."""


def check(facts: Facts) -> Iterator[Violation]:
    """Value, bound, gap and status of every stage."""
    counts = Counter(stage.name for stage in facts.plan.stages)
    for name, count in sorted(counts.items()):
        if count > 1:
            yield Violation(RULE, f"stage {name} stands {count} times", count - 1, "stages")
    for stage in facts.plan.stages:
        yield from _value(facts, stage)
        yield from _proof(facts, stage)


def _value(facts: Facts, stage: Stage) -> Iterator[Violation]:
    if stage.name == "cost":
        unit = "NOK/year"
        nok, missing = measures.nok_per_year(facts)
        if nok is None:
            message = f"stage cost has a value, but the cost cannot be told: {'; '.join(missing)}"
            yield Violation(RULE, message, float(len(missing)), "figures")
            return
        value = nok
    elif stage.name in MEASURES:
        unit, measure = MEASURES[stage.name]
        value = measure(facts)
    else:
        yield Violation(RULE, f"stage {stage.name} is not one that can be checked", 1, "stages")
        return
    if stage.unit != unit:
        message = f"stage {stage.name} is stated in {stage.unit}; it is measured in {unit}"
        yield Violation(RULE, message, 1, "units")
    if isnan(stage.value) or not agree(stage.value, value):
        message = f"stage {stage.name} says {stage.value:.9g} {unit}; the plan has {value:.9g}"
        yield Violation(RULE, message, abs(stage.value - value), unit)


def _given_away(facts: Facts, stage: Stage) -> float:
    """How far the scenario lets later objectives exceed a stage's best value; that is no gap."""
    threshold = facts.scenario.threshold
    return threshold.tolerance_share * threshold.persons_min if stage.name == "shortfall" else 0.0


def _proof(facts: Facts, stage: Stage) -> Iterator[Violation]:
    value, bound, gap = stage.value, stage.bound, stage.gap
    if isnan(bound) or bound > value + TOLERANCE * max(1.0, abs(value)):
        message = f"stage {stage.name}: the bound {bound:.9g} lies above the value {value:.9g}"
        yield Violation(RULE, message, bound - value, stage.unit)
        return
    if stage.status is Status.GIVEN:
        return
    true_gap = relative_gap(max(bound, value - _given_away(facts, stage)), min(bound, value))
    close = TOLERANCE * max(1.0, min(gap, true_gap))
    if gap != true_gap and not abs(gap - true_gap) <= close:
        amount = abs(gap - true_gap)
        message = f"stage {stage.name} says a gap of {gap:.3g}; value and bound leave {true_gap:.3g}"
        yield Violation(RULE, message, amount if isfinite(amount) else 1.0, "relative gap")
    limit = {
        Status.OPTIMAL: EXACT_GAP,
        Status.WITHIN_GAP: max(facts.scenario.solve.gap, EXACT_GAP),
    }.get(stage.status)
    if limit is not None and true_gap > limit * (1 + TOLERANCE) + 1e-9:
        message = (
            f"stage {stage.name} is called {stage.status.value}, but its gap of {true_gap:.3g} is "
            f"above {limit:.3g}"
        )
        yield Violation(RULE, message, true_gap - limit, "relative gap")
