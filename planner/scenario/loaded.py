"""A scenario as it was read: the values, and where each of them came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.scenario.document import Place, shown
from planner.scenario.paths import KeyPath, dotted
from planner.scenario.schema import Scenario
from planner.scenario.validate import place_of

if TYPE_CHECKING:
    from planner.scenario.read import OpenedScenario

IN_PYTHON = "Python"
"""Origin of what a script set."""


@dataclass(frozen=True, repr=False)
class LoadedScenario:
    """A scenario with its history.

    `files` are the file itself and everything it extends, in the order read; none where it was made in
    Python. `messages` tell every key that `--set` changed, and values that have no effect. `origins`
    maps the dotted path of every value to where it came from: `file:line`, `--set`, `Python`, or
    `default`.
    """

    scenario: Scenario
    path: Path
    files: tuple[Path, ...]
    overrides: tuple[str, ...]
    places: Mapping[KeyPath, Place]
    origins: Mapping[str, str]
    messages: tuple[str, ...] = ()
    opened: OpenedScenario | None = field(default=None, compare=False, repr=False)
    """What was read, before any override."""
    as_read: Scenario | None = field(default=None, compare=False, repr=False)
    """The values as they were read. Where `scenario` holds others (`dataclasses.replace`), these were
    set in Python, and `places` and `origins` say so."""

    def __post_init__(self) -> None:
        if self.as_read is None or self.as_read is self.scenario:
            return
        before = dict(leaves(self.as_read.model_dump(mode="json")))
        now = dict(leaves(self.scenario.model_dump(mode="json")))
        changed = {at: Place(IN_PYTHON) for at, value in now.items() if before.get(at, now) != value}
        places = {**self.places, **changed}
        object.__setattr__(self, "places", places)
        object.__setattr__(self, "origins", origins_of(self.scenario, places))

    def change(self, values: Mapping[str, Any] | None = None, /, **sections: Any) -> LoadedScenario:
        """The scenario with some values set, checked as a file is.

            scenario.change({"demand.level": "high"})
            scenario.change(demand={"level": "high"}, scope="ten")

        Mappings merge key by key, everything else is replaced, as in a file that extends another. What
        is set has the origin `--set`.

        Args:
            values: dotted path → value.
            sections: value, or mapping of values, by the key of the scenario schema.

        Raises:
            InputError: a key that there is not, or a value that cannot stand there; every problem.
        """
        from planner.scenario.memory import override_texts
        from planner.scenario.read import read_scenario

        return read_scenario(self, override_texts({**(values or {}), **sections}))

    def __repr__(self) -> str:
        return f"<scenario {self.scenario.name}: {self.scenario.title}, {shown(self.path)}>"

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
