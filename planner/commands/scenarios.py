"""`scenario list | show` and `schema`."""

from __future__ import annotations

import json
import os
from pathlib import Path

from planner.commands.console import Console
from planner.commands.layout import columns
from planner.errors import Finding, InputError
from planner.messages import message


def list_command(console: Console, region: str | None, form: str = "text") -> int:
    """Name and title of every shipped scenario, under its heading."""
    from planner.scenario import shipped_scenarios

    if region is not None:
        from planner.region import locate_region

        locate_region(region)  # says which regions there are, where this is none
    shipped = shipped_scenarios(region)
    if form == "json":
        from planner.report.json import scenario_list_json

        console.result(scenario_list_json(shipped).rstrip("\n"))
        return 0
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
        console.say(message("No scenario ships for {region}.", region=region))
    return 0


def show_command(
    console: Console, name: str, resolved: bool = False, overrides: tuple[str, ...] = ()
) -> int:
    """The file as it stands, or every value with where it came from."""
    from planner.scenario import alternative_values, alternative_yaml, read_scenario, show_resolved

    values = alternative_values(name)
    if values is not None and not resolved and not overrides:
        console.result(alternative_yaml(values).rstrip("\n"))
        return 0
    loaded = read_scenario(name, overrides)
    if resolved or overrides:
        console.result(show_resolved(loaded).rstrip("\n"))
    else:
        console.result(loaded.path.read_text(encoding="utf-8").rstrip("\n"))
    for note in loaded.messages:
        console.say(message("Note: {note}", note=note))
    return 0


def save_command(console: Console, region: Path, out: Path) -> int:
    """Write the alternatives of a region's own table as scenario files."""
    from planner.files import write_text
    from planner.scenario import alternative_yaml, expanded

    out.mkdir(parents=True, exist_ok=True)
    for values in expanded([region]):
        if not isinstance(values, dict):
            raise InputError(
                [
                    Finding(
                        str(region),
                        message("the region has no alternatives"),
                        expected=message(
                            "a sheet alternativer (or alternatives) with one row for each"
                        ),
                        fix=message("Fill it in, or name scenario files."),
                    )
                ]
            )
        path = out / f"{values['name']}.yaml"
        if path.exists():
            raise InputError(
                [
                    Finding(
                        str(path),
                        message("exists already"),
                        fix=message("Give another name, or move the file away first."),
                    )
                ]
            )
        try:
            where = os.path.relpath(values["region"], out)
        except ValueError:  # on another drive
            where = values["region"]
        write_text(path, alternative_yaml({**values, "region": Path(where).as_posix()}))
        console.result(str(path))
    return 0


def schema_command(console: Console, what: str | None) -> int:
    """The JSON Schema of scenario files, or of what a command gives; without a name, the names.

    Raises:
        InputError: there is no document of that name.
    """
    from planner.report.json import DOCUMENTS, document_schema
    from planner.scenario import scenario_json_schema, suggestion

    names = ("scenario", *DOCUMENTS)
    if what is None:
        console.result("\n".join(names))
        return 0
    if what not in names:
        raise InputError(
            [
                Finding(
                    what,
                    message("no command gives JSON of this name"),
                    expected=message("one of {names}", names=", ".join(names)),
                    fix=suggestion(what, names),
                )
            ]
        )
    schema = scenario_json_schema() if what == "scenario" else document_schema(what)
    console.result(json.dumps(schema, ensure_ascii=False, indent=2))
    return 0
