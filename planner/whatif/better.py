"""What would have to be otherwise for one alternative to be better than another: ready-made questions.

Prices, trips and weights are told without solving (`planner.decide.turns`). Demand and the size of
groups move the plans, so their turning points are closed in on by solving again (`break_even`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from planner.errors import InputError
from planner.progress import Report, silent
from planner.whatif.crossings import BreakEven, break_even

VALUE = "travel_hours_total"
"""What decides which of the two is better, among those that cover and serve as many."""
SCAN, CLOSE = 5, 0.02
"""Values of the scan, and how close a turning point is pinned down, as a share of the range."""


@dataclass(frozen=True, slots=True)
class Question:
    """A number of the scenario, and from where to where it is plausible."""

    path: str
    low: float
    high: float
    value: str = VALUE
    """The indicator that decides; smaller is better."""
    settings: tuple[str, ...] = ()
    """What is set beside it, as after `--set`. Scenarios that these do not fit are not asked."""


QUESTIONS: tuple[Question, ...] = (
    Question("demand.factor", 0.5, 2.0),
    Question("demand.all_programmes.group_min_persons", 4, 12),
    Question(
        "participation.decay.rate_per_minute",
        0.0,
        0.02,
        value="participants_lost",
        settings=("participation.decay.form=exponential",),
    ),
)
"""Half to twice the estimate of demand; groups from four to twelve; from everybody who comes whatever
the way to two per cent fewer for every minute beyond the first: from where on more people come."""


def what_if_better(
    a: str,
    b: str,
    *,
    overrides: Iterable[str] = (),
    scope: str | None = None,
    folder: Path | None = None,
    questions: Iterable[Question] = QUESTIONS,
    progress: Report = silent,
) -> tuple[BreakEven, ...]:
    """For every question, where the better of two scenarios changes.

    Raises:
        InputError: a scenario cannot be read, or the two are the same.
        PlanRefusedError: the verifier refuses a plan.
    """
    overrides = tuple(overrides)
    found = []
    for question in questions:
        try:
            answer = break_even(
                (a, b),
                question.path,
                question.low,
                question.high,
                watch="best",
                value=question.value,
                overrides=(*overrides, *question.settings),
                scope=scope,
                scan=SCAN,
                close=CLOSE,
                folder=folder,
                progress=progress,
            )
        except InputError:
            # what else is wrong with the two comes up in the questions that set nothing
            if not question.settings:
                raise
            continue
        found.append(answer)
    return tuple(found)
