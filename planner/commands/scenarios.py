"""`scenario list | show` and `schema`."""

from __future__ import annotations

import json

from planner.commands.console import Console
from planner.commands.layout import columns


def list_command(console: Console, region: str | None) -> int:
    """Name and title of every shipped scenario, under its heading."""
    from planner.scenario import shipped_scenarios

    if region is not None:
        from planner.region import locate_region

        locate_region(region)  # says which regions there are, where this is none
    shipped = shipped_scenarios(region)
    width = max((len(row.name) for row in shipped), default=0)
    heading = None
    for row in shipped:
        if (row.region, row.group) != heading:
            console.result(
                ("\n" if heading else "") + " · ".join(filter(None, (row.region, row.group)))
            )
            heading = (row.region, row.group)
        console.result(columns([(row.name.ljust(width), row.title)]))
    if not shipped:
        console.say(f"No scenario ships for {region}.")
    return 0


def show_command(
    console: Console, name: str, resolved: bool = False, overrides: tuple[str, ...] = ()
) -> int:
    """The file as it stands, or every value with where it came from."""
    from planner.scenario import read_scenario, show_resolved

    loaded = read_scenario(name, overrides)
    if resolved or overrides:
        console.result(show_resolved(loaded).rstrip("\n"))
    else:
        console.result(loaded.path.read_text(encoding="utf-8").rstrip("\n"))
    for message in loaded.messages:
        console.say(f"Note: {message}")
    return 0


def schema_command(console: Console, what: str) -> int:
    """The JSON Schema of scenario files, or of what `compare --format json` gives."""
    if what == "scenario":
        from planner.scenario import scenario_json_schema

        schema = scenario_json_schema()
    else:
        from planner.report import comparison_json_schema

        schema = comparison_json_schema()
    console.result(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0
