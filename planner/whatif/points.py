"""A study → its points: which scenario, and what is set, in an order that never changes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from planner.errors import InputError
from planner.messages import message
from planner.region import Region
from planner.whatif.draws import drawn
from planner.whatif.extra import assumed_numbers
from planner.whatif.fitting import fitting
from planner.whatif.study import POINTS_MAX, Factor, Swing
from planner.whatif.study_file import StudyFile

LOW, BASE, HIGH = "low", "base", "high"
VARIED, END = "varied", "end"
"""Columns of a study that varies one thing at a time."""


@dataclass(frozen=True, slots=True)
class Point:
    """One run of a study. `inputs` are columns of the table, `settings` paths with values."""

    number: int
    """From 1, in the order of the study."""
    scenario: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    combination: int = 0
    """The same for points that differ only in their scenario."""

    @property
    def label(self) -> str:
        """The inputs in one line."""
        told = "  ".join(f"{name}={cell(value)}" for name, value in self.inputs.items())
        return f"{self.scenario}  {told}".rstrip()


@dataclass(frozen=True, slots=True)
class _Step:
    inputs: Mapping[str, Any]
    settings: Mapping[str, Any]


def cell(value: Any) -> Any:
    """An input as it stands in a table: numbers and text as they are, all else as JSON."""
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return json.dumps(value, ensure_ascii=False)


def points_of(file: StudyFile, region: Region | None = None) -> tuple[Point, ...]:
    """Every point of a study. `region` is needed where every assumption varies.

    Raises:
        InputError: more than a million points.
    """
    study = file.study
    axes = _axes(file, region)
    count = len(study.bases)
    for axis in axes:
        count *= len(axis)
    if count > POINTS_MAX:
        raise InputError(
            [
                file.finding(
                    (),
                    message("the study has too many points"),
                    found=f"{count:,}",
                    expected=message("at most {points_max:,}", points_max=POINTS_MAX),
                )
            ]
        )
    points: list[Point] = []
    for base in study.bases:
        for combination, steps in enumerate(product(*axes)):
            inputs: dict[str, Any] = {}
            settings: dict[str, Any] = dict(study.set)
            for step in steps:
                inputs |= step.inputs
                settings |= step.settings
            points.append(Point(len(points) + 1, base, inputs, settings, combination))
    return tuple(points)


def varied_columns(points: tuple[Point, ...]) -> tuple[str, ...]:
    """Columns of the inputs, in the order in which points name them."""
    return tuple(dict.fromkeys(name for point in points for name in point.inputs))


def _axes(file: StudyFile, region: Region | None) -> list[list[_Step]]:
    study = file.study
    swings = list(study.one_at_a_time)
    if study.every_assumption is not None:
        if region is None:
            raise ValueError("the region is needed to find what is assumed in it")
        every = study.every_assumption
        names = ["population.factor", *(f"assumed.{name}" for name, _ in assumed_numbers(region))]
        swings += [Swing(path=name, low=every.low, high=every.high) for name in names]
    if swings:
        return [list(_swings(swings))]
    axes = [list(_steps(factor)) for factor in study.vary]
    if study.draws is not None:
        axes.append([_Step(row, row) for row in drawn(study.draws)])
    return axes


def _steps(factor: Factor) -> Iterator[_Step]:
    if factor.together is not None:
        for row in zip(*factor.together.values(), strict=True):
            values = dict(zip(factor.together, row, strict=True))
            yield _Step(values, values)
    elif factor.variants is not None:
        for name, settings in factor.variants.items():
            yield _Step({factor.name: name}, settings)
    elif factor.path is not None:
        for value in values_of(factor):
            yield _Step({factor.path: value}, {factor.path: value})


def values_of(factor: Factor) -> list[Any]:
    """The values of a list or range; those of a path that wants whole numbers are rounded."""
    if factor.values is not None:
        return list(factor.values)
    assert factor.path is not None
    assert factor.from_ is not None
    assert factor.to is not None
    first, last = float(factor.from_), float(factor.to)
    if factor.step is not None:
        count = int((last - first) / factor.step + 1e-9) + 1
        values = [first + n * factor.step for n in range(count)]
    else:
        count = factor.count or 2
        shares = [n / (count - 1) for n in range(count)]
        if factor.scale == "log":
            values = [first * (last / first) ** share for share in shares]
        else:
            values = [first + (last - first) * share for share in shares]
        values[-1] = last
    return list(dict.fromkeys(fitting(factor.path, value) for value in values))


def _swings(swings: list[Swing]) -> Iterator[_Step]:
    yield _Step({VARIED: "", END: BASE}, {})
    for swing in swings:
        name = swing.label or swing.path
        for end, value in ((LOW, swing.low), (HIGH, swing.high)):
            yield _Step({VARIED: name, END: end, "value": value}, {swing.path: value})
