"""Weights in a study: alternatives are ranked at every point, and no plan is solved for it.

    weights              `equal`, the name of a weights file, or criteria with weights
    weights.CRITERION    the weight of one criterion, on the scale of the others

A weight is no part of a scenario. Points that differ only in weights have the same plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.decide import CRITERIA, EQUAL, is_weight, read_weights
from planner.errors import InputError
from planner.messages import message
from planner.scenario import KeyPath, parse_path, suggestion
from planner.whatif.extra import ExtraError
from planner.whatif.stated import stated

WEIGHTS = "weights"

Wrong = tuple[KeyPath, str, dict[str, Any]]
"""Where something of a study is wrong, what, and more of a finding's fields."""


def is_weighting(parts: tuple[str, ...]) -> bool:
    """Whether a path is one of these and not one of the scenario schema."""
    return parts[0] == WEIGHTS


def check_weighting(parts: tuple[str, ...]) -> None:
    """Raises ExtraError for a path that there is not."""
    if len(parts) > 2:
        raise ExtraError("Write weights.CRITERION.")
    if len(parts) == 2 and parts[1] not in CRITERIA:
        raise ExtraError(f"There is no such criterion. {_near(parts[1])}")


def without_weights(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What decides the plan."""
    return {path: value for path, value in settings.items() if not is_weighting(parse_path(path))}


@dataclass(slots=True)
class Weightings:
    """The weights that a study starts from, and the files that it names, each read once."""

    folder: Path
    start: Any = None
    """What stands under `weights` in the study."""
    _known: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def at(self, settings: Mapping[str, Any]) -> dict[str, float]:
        """Criterion → weight at a point, of those above 0.

        Raises:
            InputError: a weights file that cannot be.
            ExtraError: every weight is 0.
        """
        found = dict(self._whole(settings.get(WEIGHTS, self.start)))
        for path, value in settings.items():
            parts = parse_path(path)
            if is_weighting(parts) and len(parts) == 2:
                found[parts[1]] = float(value)
        found = {name: found[name] for name in CRITERIA if found.get(name, 0) > 0}
        if not found:
            raise ExtraError("every weight is 0: at least one must be above")
        return found

    def _whole(self, value: Any) -> Mapping[str, float]:
        if isinstance(value, Mapping):
            return {name: float(weight) for name, weight in value.items()}
        name = EQUAL if value is None else str(value)
        if name not in self._known:
            path = self.folder / name
            found = read_weights(path if name != EQUAL or path.exists() else EQUAL)
            self._known[name] = found.stated
        return self._known[name]


def wrong_weights(data: Mapping[str, Any], folder: Path) -> Iterator[Wrong | InputError]:
    """Everything that is wrong with the weights of a study; an InputError for a file that it names."""
    named = [(row, parts) for row in stated(data) if is_weighting(parts := _parts(row.path))]
    whole = [place for row, parts in named if len(parts) == 1 for place in row.values]
    if WEIGHTS in data:
        whole.append(((WEIGHTS,), data[WEIGHTS]))
    if not named and not whole:
        return
    if not whole:
        yield (
            named[0][0].at,
            "a weight is named, and the study has no weights to start from",
            {"fix": "Write `weights: equal`, or `weights:` with the name of a weights file."},
        )
    if isinstance(data.get("scenario"), str) or len(data.get("scenarios") or ()) == 1:
        yield (
            ("scenario",) if "scenario" in data else ("scenarios",),
            "weights rank alternatives against each other",
            {"found": "one alternative", "fix": "Name at least two under `scenarios`."},
        )
    for at, value in whole:
        yield from _wrong_whole(at, value, folder)
    for row, parts in named:
        if len(parts) == 2:
            for at, value in row.values:
                yield from _wrong_weight(at, value)
            if row.at[0] == "draws":
                yield from _wrong_draw(row.at, data["draws"]["of"][row.path])


def _wrong_whole(at: KeyPath, value: Any, folder: Path) -> Iterator[Wrong | InputError]:
    if isinstance(value, Mapping) and value:
        for name, weight in value.items():
            if name in CRITERIA:
                yield from _wrong_weight((*at, name), weight)
            else:
                told = {"found": f"`{name}`", "fix": _near(str(name))}
                yield (*at, name), "there is no such criterion", told
    elif isinstance(value, str) and value:
        try:
            Weightings(folder).at({WEIGHTS: value})
        except InputError as error:
            yield error
    else:
        expected = message("`equal`, the name of a weights file, or criteria with their weights")
        yield at, "this cannot stand for weights", {"found": f"`{value}`", "expected": expected}


def _wrong_weight(at: KeyPath, value: Any) -> Iterator[Wrong]:
    if not is_weight(value):
        yield at, "this weight cannot be", {"found": f"`{value}`", "expected": "a number, at least 0"}


def _wrong_draw(at: KeyPath, of: Any) -> Iterator[Wrong]:
    if not isinstance(of, dict):
        return
    low = of.get("low")
    if of.get("distribution") == "normal" and low is None:
        yield at, "a normal distribution can draw a weight below 0", {"fix": "Cut it: `low: 0`."}
    elif isinstance(low, int | float) and low < 0:
        yield from _wrong_weight((*at, "low"), low)


def _near(name: str) -> str:
    return suggestion(name, {key: criterion.label_in("nb") for key, criterion in CRITERIA.items()})


def _parts(path: str) -> tuple[str, ...]:
    """The parts of a path, also of one that cannot be read: that is told elsewhere."""
    try:
        return parse_path(path)
    except ValueError:
        return ("",)
