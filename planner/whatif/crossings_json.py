"""The JSON of `breakeven --format json`."""

from __future__ import annotations

from planner.report.json import Document, Part, document
from planner.whatif.crossings import BreakEven, Look


class LookJson(Part):
    """A value that was looked at."""

    at: float
    """The value."""
    state: str
    """The answer there."""
    proven: bool
    """Whether it is proven."""
    figures: dict[str, float | None]
    """Scenario → the figure that decides; null: it has no plan."""


class CrossingJson(Part):
    """Where the answer changes."""

    before: LookJson
    """The last value with the one answer."""
    after: LookJson
    """The first with the other."""
    proven: bool
    """Whether both are proven."""


class BreakEvenJson(Document):
    """What `breakeven --format json` gives: the values of one number at which the answer changes."""

    path: str
    """Path of the number, as after `--set`."""
    between: tuple[float, float]
    """The values looked at lie from … to."""
    watch: str
    """What may change: best, units, guideline or venues."""
    value: str
    """The indicator that decides which is best."""
    scenarios: tuple[str, ...]
    """Names of the scenarios."""
    complete: bool
    """Whether there can be no other change."""
    crossings: tuple[CrossingJson, ...]
    """The changes, in order."""
    looks: tuple[LookJson, ...]
    """Every value that was looked at."""


def break_even_json(found: BreakEven) -> str:
    """The same as JSON, with every value that was looked at."""

    def look(one: Look) -> dict[str, object]:
        return {"at": one.at, "state": one.state, "proven": one.proven, "figures": one.figures}

    return document(
        BreakEvenJson,
        {
            "path": found.path,
            "between": [found.low, found.high],
            "watch": found.watch,
            "value": found.value,
            "scenarios": list(found.scenarios),
            "complete": found.complete,
            "crossings": [
                {"before": look(c.before), "after": look(c.after), "proven": c.proven}
                for c in found.crossings
            ],
            "looks": [look(one) for one in found.looks],
        },
    )
