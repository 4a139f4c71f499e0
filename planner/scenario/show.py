"""A scenario as YAML: every value, its defaults filled in, with where it came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

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


def show_resolved(loaded: LoadedScenario) -> str:
    """The resolved scenario as YAML, each value with a comment that names its origin.

    The text is a scenario file itself: read again, it gives the same scenario.
    """
    lines = [f"# Resolved from {shown(loaded.path)}: `file:line` tells where each value stands."]
    for text, path in _lines(loaded.scenario.model_dump(mode="json"), (), 0):
        if path is None:
            lines.append(text)
        else:
            lines.append(f"{text:<{COMMENT_COLUMN}}  # {origin(path, loaded.places)}")
    return "\n".join(lines) + "\n"


def resolved_yaml(scenario: Scenario) -> str:
    """A scenario with all its defaults as YAML, without origins (for a run folder)."""
    return "\n".join(text for text, _ in _lines(scenario.model_dump(mode="json"), (), 0)) + "\n"


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
