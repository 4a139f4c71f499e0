"""Alternatives that stand in a region's own table: a row → what a scenario file would say.

my-region.xlsx#felles_enhet       one of them, wherever a scenario is named
my-region.xlsx                    all of them, where scenarios are compared
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError
from planner.messages import message
from planner.region import AlternativeRow, Region, read_region
from planner.scenario.suggestions import suggestion

MARK = "#"
_TABLES = ("alternatives.csv", "alternativer.csv")


def expanded(names: Iterable[Any]) -> tuple[Any, ...]:
    """Scenarios as they are named, with the values of every alternative in the place of a region.

    Raises:
        InputError: a region that is named cannot be read, or has no alternatives.
    """
    result: list[Any] = []
    for name in names:
        if isinstance(name, str | Path) and _holds_alternatives(Path(name)):
            region = read_region(Path(name))
            result += [values_of(row, region, Path(name)) for row in _rows(Path(name), region)]
        else:
            result.append(name)
    return tuple(result)


def alternative_values(name: object) -> dict[str, Any] | None:
    """The values of one alternative of a region (`my-region.xlsx#felles_enhet`); None for other names.

    Raises:
        InputError: the region cannot be read, or has no such alternative.
    """
    if not isinstance(name, str | Path) or MARK not in str(name):
        return None
    where, _, wanted = str(name).rpartition(MARK)
    path = Path(where)
    if not _holds_alternatives(path):
        return None
    region = read_region(path)
    rows = {row.id: row for row in _rows(path, region)}
    if wanted not in rows:
        raise InputError(
            [
                Finding(
                    where,
                    message("the region has no alternative of this name"),
                    found=wanted,
                    fix=suggestion(wanted, {row.id: row.title for row in rows.values()}),
                )
            ]
        )
    return values_of(rows[wanted], region, path)


def values_of(row: AlternativeRow, region: Region, path: Path) -> dict[str, Any]:
    """What a scenario file for an alternative says."""
    units: dict[str, Any] = {"candidates": list(row.unit_ids), "assignment": row.membership}
    groups = _members(row, region, path)
    if groups:
        units["members"] = groups
    values: dict[str, Any] = {
        "name": row.id,
        "title": row.title,
        "region": str(path.resolve()),
        "units": units,
        "demand": {"level": row.demand_level},
        "travel": {"season": row.season, "boats": row.boats},
    }
    if row.about:
        values["about"] = row.about
    venues: dict[str, Any] = {}
    if row.venue_ids:
        venues = {"strategy": "listed", "listed": list(row.venue_ids)}
    if row.mobile:
        venues["mobile"] = {"on": True}
    if venues:
        values["venues"] = venues
    return values


def alternative_yaml(values: Mapping[str, Any]) -> str:
    """The scenario file that says the same."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    text = io.StringIO()
    yaml.dump(dict(values), text)
    return text.getvalue()


def _holds_alternatives(path: Path) -> bool:
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        return path.is_file()
    return path.is_dir() and any((path / name).is_file() for name in _TABLES)


def _rows(path: Path, region: Region) -> tuple[AlternativeRow, ...]:
    if region.alternatives:
        return region.alternatives
    raise InputError(
        [
            Finding(
                str(path),
                message("the region has no alternatives"),
                expected=message("a sheet alternativer (or alternatives) with one row for each"),
                fix=message("Fill it in, or name scenario files."),
            )
        ]
    )


def _members(row: AlternativeRow, region: Region, path: Path) -> dict[str, list[str]]:
    """Unit → members, where the row states them."""
    if not row.members.strip():
        return {}
    groups = [group.strip() for group in re.split(r"\s*[/|\n]\s*", row.members)]
    if len(groups) != len(row.unit_ids):
        raise InputError(
            [
                _wrong(
                    path,
                    row,
                    message(
                        "{groups} groups of members for {units} units",
                        groups=str(len(groups)),
                        units=str(len(row.unit_ids)),
                    ),
                    message("Write one group for each unit, with / between."),
                )
            ]
        )
    codes = {code: code for code in region.municipalities}
    codes |= {m.name.casefold(): code for code, m in region.municipalities.items()}
    members: dict[str, list[str]] = {}
    for unit, group in zip(row.unit_ids, groups, strict=True):
        members[unit] = []
        for name in (part.strip() for part in re.split("[;,]", group) if part.strip()):
            code = codes.get(name) or codes.get(name.casefold().removesuffix(" kommune"))
            if code is None:
                named = {code: m.name for code, m in region.municipalities.items()}
                raise InputError(
                    [
                        _wrong(
                            path,
                            row,
                            message("{name} is no municipality of the region", name=name),
                            suggestion(name, named),
                        )
                    ]
                )
            members[unit].append(code)
    return members


def _wrong(path: Path, row: AlternativeRow, found: str, fix: str) -> Finding:
    return Finding(
        str(path),
        message("the members of the alternative {name} cannot be used", name=row.title),
        field="members",
        found=found,
        fix=fix,
    )
