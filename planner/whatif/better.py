"""What would have to be otherwise for one alternative to be better than another: ready-made questions.

Prices, trips and weights are told without solving (`planner.decide.turns`). Demand and the size of
groups move the plans, so their turning points are closed in on by solving again (`break_even`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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


QUESTIONS: tuple[Question, ...] = (
    Question("demand.factor", 0.5, 2.0),
    Question("demand.all_programmes.group_min_persons", 4, 12),
)
"""Half to twice the estimate of demand; groups from four to twelve."""


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
    return tuple(
        break_even(
            (a, b),
            question.path,
            question.low,
            question.high,
            watch="best",
            value=VALUE,
            overrides=overrides,
            scope=scope,
            scan=SCAN,
            close=CLOSE,
            folder=folder,
            progress=progress,
        )
        for question in questions
    )
