"""What the verifier finds, and how close counts as equal."""

from __future__ import annotations

from dataclasses import dataclass

TOLERANCE = 1e-6
"""Shares, minutes, persons, meetings and NOK agree when they differ by no more than this, absolutely or
as a share of the limit, whichever is larger: the accuracy that a solver works to. A share of a place's
demand that is no larger is counted, but not held against a plan for where it goes."""

STAGE_TOLERANCE_RELATIVE = 1e-6
STAGE_TOLERANCE_ABSOLUTE = 1e-4
"""A stage's value agrees with the recomputed one within both of these added together. The sums run over
some thousand rows, each with a share that the solver knows to about 1e-6."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One way in which a plan breaks a rule.

    `rule` names the rule (`membership`, `group_size`, …, or `structure`, `stages`), `message` says in
    plain words what it asks and what the plan does, and the plan breaks it by `amount` in `unit`.
    """

    rule: str
    message: str
    amount: float
    unit: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.message}"


def exceeds(value: float, limit: float) -> bool:
    """Whether `value` lies above `limit` by more than the tolerance.

    >>> exceeds(45.0000001, 45.0), exceeds(45.1, 45.0)
    (False, True)
    """
    return value > limit + TOLERANCE * max(1.0, abs(limit))


def agree(value: float, other: float) -> bool:
    """Whether a stage's value and the recomputed one are the same to within the stage tolerances."""
    allowed = STAGE_TOLERANCE_ABSOLUTE + STAGE_TOLERANCE_RELATIVE * max(abs(value), abs(other))
    return abs(value - other) <= allowed
