"""A scenario as YAML: every value, its defaults filled in, with where it came from."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planner.data import scenarios_dir
from planner.scenario.document import shown
from planner.scenario.loaded import LoadedScenario, origin
from planner.scenario.paths import KeyPath
from planner.scenario.schema import Scenario

PLAIN = re.compile(r"[A-Za-zæøåÆØÅ][\wæøåÆØÅ ./()–-]*")
"""Text that may stand in YAML without quotes."""
NOT_TEXT = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"}
COMMENT_COLUMN = 44

Line = tuple[str, KeyPath | None]
"""A line of YAML, and the path of the value that ends on it (None: a heading)."""


def show_resolved(loaded: LoadedScenario, beside: Path | None = None) -> str:
    """The resolved scenario as YAML, each value with a comment that names its origin.

    The text is a scenario file itself: read again, it gives the same scenario. `beside` is the folder
    that it is written to: files are named from there, so that both can move together and the text is
    the same on every machine; without it they are named from the working folder.
    """
    source = shown(loaded.path) if beside is None else named_from(shown(loaded.path), beside)
    lines = [f"# Resolved from {source}: `file:line` tells where each value stands."]
    for text, path in _lines(_values(loaded.scenario, beside), (), 0):
        if path is None:
            lines.append(text)
            continue
        where = origin(path, loaded.places)
        if beside is not None and (at := _AT.fullmatch(where)):
            where = f"{named_from(at['file'], beside)}:{at['line']}"
        lines.append(f"{text:<{COMMENT_COLUMN}}  # {where}")
    return "\n".join(lines) + "\n"


def resolved_yaml(scenario: Scenario, beside: Path | None = None) -> str:
    """A scenario with all its defaults as YAML, without origins; `beside` as in `show_resolved`."""
    return "\n".join(text for text, _ in _lines(_values(scenario, beside), (), 0)) + "\n"


_AT = re.compile(r"(?P<file>.+):(?P<line>\d+)")


def _values(scenario: Scenario, beside: Path | None) -> Any:
    """The scenario's values, with the files that it names as they are found from a folder."""
    values = scenario.model_dump(mode="json")
    if beside is not None:
        for holder, key in ((values, "region"), (values["travel"], "matrix")):
            if holder[key] is not None and Path(holder[key]).is_absolute():
                holder[key] = named_from(holder[key], beside)
    return values


def named_from(file: str, beside: Path) -> str:
    """A file as it is found from a folder; one that ships by its place among those that do.

    The name holds no folder above the one that both stand in, so that the two can move together.
    """
    path = Path.cwd() / file
    if not path.exists():
        return file
    if path.is_relative_to(scenarios_dir()):
        return path.relative_to(scenarios_dir()).as_posix()
    try:
        return Path(os.path.relpath(path.resolve(), beside.resolve())).as_posix()
    except ValueError:  # on another drive
        return file


def _lines(data: Any, path: KeyPath, indent: int) -> Iterator[Line]:
    pad = " " * indent
    for key, value in data.items():
        here = (*path, key)
        name = _text(key)
        if isinstance(value, dict) and value:
            yield f"{pad}{name}:", None
            yield from _lines(value, here, indent + 2)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            yield f"{pad}{name}:", None
            for index, item in enumerate(value):
                first = True
                for text, item_path in _lines(item, (*here, index), indent + 4):
                    yield (f"{pad}  - {text.lstrip()}" if first else text), item_path
                    first = False
        else:
            yield f"{pad}{name}: {_value(value)}", here


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_value(item) for item in value)}]"
    if isinstance(value, str):
        return _text(value)
    return json.dumps(value)


def _text(text: str) -> str:
    """Text for YAML: plain where that is safe, else in double quotes."""
    if PLAIN.fullmatch(text) and text.lower() not in NOT_TEXT and not text.endswith(" "):
        return text
    return json.dumps(text, ensure_ascii=False)
