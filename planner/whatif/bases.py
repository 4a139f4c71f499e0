"""Base scenarios that a script holds itself, beside those that have a name or a path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from planner.errors import Finding, InputError
from planner.messages import message
from planner.region import Region, check_in_memory
from planner.scenario import (
    LoadedScenario,
    OpenedScenario,
    Scenario,
    ScenarioLike,
    find_scenario,
    open_scenario,
    opened_values,
    read_scenario,
)


def named_bases(scenarios: Iterable[ScenarioLike]) -> tuple[tuple[str, ...], dict[str, OpenedScenario]]:
    """Names or paths as they are given, and the names of those that a script holds, with these opened.

    Raises:
        InputError: a scenario that cannot be, or two of one name.
    """
    names: list[str] = []
    held: dict[str, OpenedScenario] = {}
    for given in scenarios:
        if not isinstance(given, Mapping | Scenario | LoadedScenario):
            names.append(str(given))
            continue
        values = read_scenario(given).scenario
        if values.name in held:
            raise InputError(
                [Finding("the scenarios", message("two have one name"), found=values.name)]
            )
        held[values.name] = opened_values(values.model_dump(mode="json"))
        names.append(values.name)
    return tuple(names), held


def for_region(
    names: Iterable[str], held: Mapping[str, OpenedScenario], region: Region, folder: Path
) -> tuple[dict[str, OpenedScenario], dict[str, Region]]:
    """Scenarios as those of a region in memory, and that region by the name that they then give.

    Raises:
        InputError: every problem of the region, or a scenario that cannot be read.
    """
    findings = check_in_memory(region)
    if findings:
        raise InputError(findings)
    called = str(region.path) if region.path is not None else region.id
    opened = {}
    for name in names:
        found = held[name] if name in held else open_scenario(find_scenario(name, beside=folder))
        document = found.document
        data = {**document.data, "region": called}
        opened[name] = replace(found, document=replace(document, data=data, findings=()))
    return opened, {called: region}
