"""Scenario values that a script holds: as a document, and as overrides."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from planner.scenario.document import Document, Place
from planner.scenario.loaded import IN_PYTHON
from planner.scenario.paths import KeyPath, dotted


def document_of(values: Mapping[str, Any]) -> Document:
    """Plain values as a document, with every value placed in Python."""
    data = {str(key): _plain(value) for key, value in values.items()}
    return Document(data, {path: Place(IN_PYTHON) for path in _paths(data, ())})


def override_texts(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Values by dotted path, mappings going on with it, as texts `path=value`.

    >>> override_texts({"demand.level": "high", "threshold": {"persons_min": 15000}})
    ('demand.level="high"', 'threshold.persons_min=15000')
    """
    return tuple(
        f"{path}={json.dumps(value, ensure_ascii=False)}"
        for key, given in values.items()
        for path, value in _leaves(str(key), _plain(given))
    )


def _leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _leaves(f"{path}.{dotted((key,))}", item)
    else:
        yield path, value


def _paths(value: Any, path: KeyPath) -> Iterator[KeyPath]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _paths(item, (*path, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _paths(item, (*path, n))


def _plain(value: Any) -> Any:
    """A value as YAML would have given it: numpy's and pandas' numbers, sets, paths and models too."""
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(mode="json", exclude_unset=True))
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(_plain(item) for item in value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Path):
        return str(value)
    if hasattr(value, "tolist") and not isinstance(value, str):
        return _plain(value.tolist())  # numpy's arrays and numbers
    return value
