"""The JSON of `pareto --format json`."""

from __future__ import annotations

from typing import Any

from planner.decide import Front, Open, Point
from planner.report.json.document import Document, Part, Texts, document
from planner.report.terminal import point_id
from planner.report.words import axis
from planner.texts import LANGS, name_in


class AxisJson(Part):
    """An objective that is traded."""

    name: str
    """Its name."""
    unit: str
    """Its unit."""
    text: Texts
    """Its label."""


class PointJson(Part):
    """A plan that no other beats."""

    point: str
    """Its id."""
    values: dict[str, float]
    """Objective → value."""
    bounds: dict[str, float | None]
    """Objective → what it was held below when the plan was found; null: nothing."""
    proven: bool
    """Whether it is proven that nothing beats it."""
    knee: bool
    """Whether it is the knee of the front."""
    method: str
    """How the plan was found."""
    gap: float | None
    """Its relative gap."""
    courses: int
    """Courses in a cycle."""
    venues: tuple[str, ...]
    """Venues in use."""
    set: tuple[str, ...]
    """Overrides (`--set`) that give the plan again."""


class OpenJson(Part):
    """A part of the front that was not looked into."""

    least: float | None
    """What the first objective cannot go below there."""
    above: dict[str, float | None]
    """Objective → lower end."""
    below: dict[str, float | None]
    """Objective → upper end."""


class ParetoJson(Document):
    """What `pareto --format json` gives: plans that no other beats in two or three things."""

    scenario: str
    """Name of the scenario."""
    title: Texts
    """Its title."""
    objectives: tuple[AxisJson, ...]
    """What is traded, in order."""
    steps: dict[str, float]
    """Objective → step of the bounds."""
    complete: bool
    """Whether the whole front was found."""
    knee: str | None
    """Id of the knee; null: there is none."""
    points: tuple[PointJson, ...]
    """The front."""
    open: tuple[OpenJson, ...]
    """What is not known."""


def pareto_json(front: Front) -> str:
    """The front as JSON: every point with its values, what was proved, and how to solve it again."""
    return document(
        ParetoJson,
        {
            "scenario": front.scenario,
            "title": {lang: name_in(lang, front.title, front.title_en) for lang in LANGS},
            "objectives": [
                {
                    "name": f,
                    "unit": front.units.get(f, ""),
                    "text": {lang: axis(lang, f)[0] for lang in LANGS},
                }
                for f in front.objectives
            ],
            "steps": dict(front.steps),
            "complete": front.complete,
            "knee": None if front.knee is None else point_id(front.knee),
            "points": [pareto_point(front, n, point) for n, point in enumerate(front.points)],
            "open": [_open(part) for part in front.open],
        },
    )


def pareto_point(front: Front, position: int, point: Point) -> dict[str, Any]:
    """A point in plain values."""
    plan = point.solved.plan
    return {
        "point": point_id(position),
        "values": dict(point.values),
        "bounds": dict(point.bounds),
        "proven": point.proven,
        "knee": position == front.knee,
        "method": plan.method,
        "gap": plan.gap,
        "courses": sum(row.courses for row in plan.courses),
        "venues": list(plan.venues_in_use),
        "set": list(point.overrides),
    }


def _open(part: Open) -> dict[str, Any]:
    return {"least": part.least, "above": dict(part.above), "below": dict(part.below)}
