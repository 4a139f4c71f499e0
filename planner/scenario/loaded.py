"""A scenario as it was read: the values, and where each of them came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.scenario.document import Place, shown
from planner.scenario.paths import KeyPath, dotted
from planner.scenario.schema import Scenario
from planner.scenario.validate import place_of


@dataclass(frozen=True)
class LoadedScenario:
    """A scenario with its history.

    `files` are the file itself and everything it extends, in the order read. `messages` tell every key
    that `--set` changed, and values that have no effect. `origins` maps the dotted path of every value
    to where it came from: `file:line`, `--set`, or `default`.
    """

    scenario: Scenario
    path: Path
    files: tuple[Path, ...]
    overrides: tuple[str, ...]
    places: Mapping[KeyPath, Place]
    origins: Mapping[str, str]
    messages: tuple[str, ...] = ()

    def locate(self, path: KeyPath) -> tuple[str, int | None, int | None]:
        """File, line and column of a value, or of the nearest thing around it that stands in a file."""
        place = place_of(path, self.places, shown(self.path))
        return place.file, place.line, place.column


def leaves(data: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Every value of a scenario's plain data; a list counts as one value unless it lists sections."""
    if isinstance(data, dict) and (data or not path):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list) and any(isinstance(item, dict) for item in data):
        for index, item in enumerate(data):
            yield from leaves(item, (*path, index))
    else:
        yield path, data


def origin(path: KeyPath, places: Mapping[KeyPath, Place]) -> str:
    """Where the value at a path came from."""
    place = places.get(path)
    if place is None:
        return "default"
    if place.line is None:
        return "--set" if place.file.startswith("--set ") else place.file
    return f"{place.file}:{place.line}"


def origins_of(scenario: Scenario, places: Mapping[KeyPath, Place]) -> dict[str, str]:
    """Dotted path → origin, for every value of a scenario."""
    return {dotted(path): origin(path, places) for path, _ in leaves(scenario.model_dump(mode="json"))}
