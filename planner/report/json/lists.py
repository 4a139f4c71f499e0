"""The JSON of `check --json`, `region list --json` and `scenario list --json`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Literal

from planner.errors import Finding
from planner.region import Region
from planner.report.json.document import Document, Part, document
from planner.scenario import ShippedScenario

Checked = Literal["scenario", "region", "plan"]


class FindingJson(Part):
    """One problem: where it is, what was found, what was expected, how to mend it."""

    file: str
    """File, folder, or name."""
    message: str
    """What is wrong."""
    line: int | None
    """Line, or row as a spreadsheet numbers it, from 1."""
    column: int | None
    """Column from 1."""
    field: str | None
    """Key, or column of a table."""
    found: str | None
    """What stands there."""
    expected: str | None
    """What was expected."""
    fix: str | None
    """How to mend it."""
    cell: str | None
    """Cell of a workbook, such as F5."""


class CheckJson(Document):
    """What `check --json` and `region check --json` give: what is wrong, all of it."""

    what: Checked
    """What was checked."""
    path: str
    """Where it stands."""
    sound: bool
    """Whether there is nothing to mend."""
    problems: tuple[FindingJson, ...]
    """What is wrong."""
    notes: tuple[str, ...]
    """What its user should know."""
    no_plan_because: tuple[str, ...]
    """Of a scenario that can be read: why arithmetic alone shows that it has no plan."""


class RegionRowJson(Part):
    """A region that ships."""

    id: str
    """What commands call it."""
    title: str
    """Its title."""
    municipalities: int
    """How many municipalities it has."""
    persons: int
    """Inhabitants."""


class RegionListJson(Document):
    """What `region list --json` gives."""

    regions: tuple[RegionRowJson, ...]
    """The regions that ship."""


class ScenarioRowJson(Part):
    """A scenario that ships."""

    name: str
    """What commands call it."""
    group: str
    """The heading it stands under."""
    title: str
    """Its title in Norwegian."""
    title_en: str
    """Its title in English; empty: none."""
    region: str
    """Its region."""


class ScenarioListJson(Document):
    """What `scenario list --json` gives."""

    scenarios: tuple[ScenarioRowJson, ...]
    """The scenarios that ship, in reading order."""


def check_json(
    what: Checked,
    path: str,
    problems: Iterable[Finding],
    notes: Iterable[str] = (),
    no_plan_because: Sequence[str] = (),
) -> str:
    """What was found wrong with a scenario, a region or a plan, as JSON."""
    found = tuple(FindingJson(**asdict(finding)) for finding in problems)
    return document(
        CheckJson,
        {
            "what": what,
            "path": path,
            "sound": not found and not no_plan_because,
            "problems": found,
            "notes": tuple(notes),
            "no_plan_because": tuple(no_plan_because),
        },
    )


def region_list_json(regions: Iterable[tuple[str, Region]]) -> str:
    """Regions by the name that commands give them, as JSON."""
    rows = [
        RegionRowJson(id=n, title=r.title, municipalities=len(r.municipalities), persons=r.persons)
        for n, r in regions
    ]
    return document(RegionListJson, {"regions": rows})


def scenario_list_json(scenarios: Iterable[ShippedScenario]) -> str:
    """Scenarios that ship, as JSON."""
    rows = [
        ScenarioRowJson(
            name=one.name, group=one.group, title=one.title, title_en=one.title_en, region=one.region
        )
        for one in scenarios
    ]
    return document(ScenarioListJson, {"scenarios": rows})
