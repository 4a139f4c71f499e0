"""What a data set says of itself: its name, its sources and its country's municipality numbers.

The table `about` says it in a workbook or a folder, `datapackage.json` in a folder; the table wins.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.errors import Finding
from planner.files import one_line, refused
from planner.messages import message
from planner.region.cells import CODE_DIGITS
from planner.region.source import Source
from planner.region.tableset import TableSet

DATAPACKAGE = "datapackage.json"


def code_digits(source: Source, about: Mapping[str, Any]) -> int:
    """Digits of a municipality number, as the data set says; those of Norway where it says nothing."""
    table = source.tables.get("about")
    for row in table.rows if table else ():
        if row.cells.get("key", "").casefold().startswith(("code_digits", "sifre")):
            text = row.cells.get("value", "")
            return int(text) if text.isdecimal() and len(text) < 3 else CODE_DIGITS
    stated = about.get("code_digits")
    return stated if isinstance(stated, int) else CODE_DIGITS


def read_package(folder: Path) -> tuple[dict[str, Any], list[Finding]]:
    """What datapackage.json says; nothing where there is none."""
    file = folder / DATAPACKAGE
    if not file.is_file():
        return {}, []
    try:
        about = json.loads(file.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        return {}, [
            Finding(
                file.name,
                message("is not JSON ({reason})", reason=error.msg),
                line=error.lineno,
                column=error.colno,
                fix=message("Mend it there, or delete the file: a region can do without."),
            )
        ]
    except UnicodeDecodeError as error:
        return {}, [
            Finding(
                file.name,
                message("is not UTF-8 text"),
                found=message(
                    "byte {byte} at position {position}",
                    byte=f"0x{error.object[error.start]:02X}",
                    position=str(error.start),
                ),
                expected=message("UTF-8"),
                fix=message("Save it as UTF-8."),
            )
        ]
    except (OSError, ValueError, RecursionError) as error:  # nested without end, numbers without end
        reason = getattr(error, "strerror", None) or type(error).__name__
        return {}, [
            Finding(
                file.name,
                message("cannot be read ({reason})", reason=reason),
                fix=message("Mend it there, or delete the file: a region can do without."),
            )
        ]
    if not isinstance(about, dict):
        return {}, [
            Finding(
                file.name,
                message("is no data package"),
                expected=message("a JSON object with name, title, …"),
                fix=message("Copy one of a shipped region and change it."),
            )
        ]
    problems = []
    for key, kind, word in (
        ("name", str, message("text")),
        ("title", str, message("text")),
        ("boundaries_note", str, message("text")),
        ("source_lines", list, message("a list of text")),
        ("code_digits", int, message("a whole number")),
    ):
        value = about.get(key)
        sound = value is None or isinstance(value, kind)
        if sound and isinstance(value, list):
            sound = all(isinstance(line, str) and refused(line) is None for line in value)
        elif sound and isinstance(value, str):
            sound = refused(value) is None
        if not sound:
            problems.append(
                Finding(
                    file.name,
                    message("cannot be used"),
                    field=key,
                    found=json.dumps(value, ensure_ascii=False)[:60],
                    expected=word,
                    fix=message("Write {what}.", what=word),
                )
            )
            about.pop(key)
    return about, problems


@dataclass(frozen=True, slots=True)
class About:
    """What a data set is called, and what is printed under its maps."""

    id: str
    title: str
    source_lines: tuple[str, ...]
    boundaries_note: str


def describe_source(tables: TableSet, about: Mapping[str, Any], path: Path) -> About:
    """Name and sources; the table about wins over datapackage.json, and that over the file's name."""
    name = path.name if path.is_dir() else path.stem
    rows = tables.rows("about")
    given = {row.values["key"]: row.values["value"] for row in reversed(rows)}
    lines = tuple(row.values["value"] for row in rows if row.values["key"] == "source_line")
    lines = lines or tuple(one_line(line) for line in about.get("source_lines") or ())
    return About(
        id=given.get("id") or about.get("name") or name,
        title=one_line(given.get("title") or about.get("title") or name),
        source_lines=lines,
        boundaries_note=one_line(given.get("boundaries_note") or about.get("boundaries_note") or ""),
    )
