"""When a search has to end: its time limit and the wish to stop, as one value."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from planner.solve.solver.highs import Limits

LEAST_SECONDS = 0.05
"""What a step gets though the time is up: enough to say what is known."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Limits that run from the moment it was made; `deadline` is a moment of `time.monotonic`."""

    limits: Limits
    deadline: float | None

    @classmethod
    def of(cls, limits: Limits) -> Clock:
        """A clock that starts now."""
        return cls(limits, None if limits.seconds is None else time.monotonic() + limits.seconds)

    def stopped(self) -> bool:
        """Whether to end now: the time is up, or somebody asked."""
        late = self.deadline is not None and time.monotonic() > self.deadline
        return late or (self.limits.stop is not None and self.limits.stop.is_set())

    def seconds_left(self, share: float = 1.0) -> float | None:
        """A share of the time that is left; None where there is no limit."""
        if self.deadline is None:
            return None
        return max(LEAST_SECONDS, share * (self.deadline - time.monotonic()))

    def left(self, *, gap: float | None = None, share: float = 1.0) -> Limits:
        """The limits of a next step: a share of the time that is left, to this gap."""
        gap = self.limits.gap if gap is None else gap
        return replace(self.limits, gap=gap, seconds=self.seconds_left(share))
