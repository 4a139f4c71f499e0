"""The JSON of `what-if-better --format json`."""

from __future__ import annotations

from collections.abc import Sequence

from planner.decide import Turn, turns
from planner.report.comparison import Weighing, subject_of
from planner.report.json import Document, Part, document
from planner.whatif.better_words import scores_of, stretches
from planner.whatif.crossings import BreakEven


class TurnJson(Part):
    """A number that moves no plan, and the value at which the order turns."""

    what: str
    """What is moved."""
    measure: str
    """What the order is by: a figure, or the weighted sum."""
    criterion: str | None
    """The criterion whose weight is moved; null: it is no weight."""
    better: str
    """The alternative that is better now."""
    now: float
    """The number's value now."""
    at: float | None
    """Where the order turns; null: nowhere in what is plausible."""
    between: tuple[float, float]
    """What is plausible."""


class StretchJson(Part):
    """A stretch of values with one answer."""

    first: float
    """Its first value."""
    last: float
    """Its last."""
    better: str
    """The answer."""


class QuestionJson(Part):
    """A number that moves plans, with the alternatives solved along it."""

    path: str
    """Path of the number, as after `--set`."""
    value: str
    """The indicator that decides."""
    between: tuple[float, float]
    """What is plausible."""
    stretches: tuple[StretchJson, ...]
    """The answers along it."""


class BetterJson(Document):
    """What `what-if-better --format json` gives: at what the order of two alternatives turns."""

    scenarios: tuple[str, str]
    """The two."""
    turns: tuple[TurnJson, ...]
    """What turns it while the plans stay as they are."""
    solved: tuple[QuestionJson, ...]
    """What turns it with plans solved anew."""


def better_json(weighing: Weighing, found: Sequence[BreakEven]) -> str:
    """The same for scripts: the exact turns, and every stretch of the questions solved."""
    first, second = weighing.comparison.alternatives
    every = turns(subject_of(first), subject_of(second), *scores_of(weighing))

    def turn(one: Turn) -> dict[str, object]:
        return {
            "what": one.what,
            "measure": one.measure,
            "criterion": one.criterion_id or None,
            "better": one.better,
            "now": one.now,
            "at": one.at,
            "between": [one.low, one.high],
        }

    return document(
        BetterJson,
        {
            "scenarios": [first.name, second.name],
            "turns": [turn(one) for one in every],
            "solved": [
                {
                    "path": one.path,
                    "value": one.value,
                    "between": [one.low, one.high],
                    "stretches": [
                        {"first": low.at, "last": high.at, "better": low.state}
                        for low, high in stretches(one)
                    ],
                }
                for one in found
            ],
        },
    )
