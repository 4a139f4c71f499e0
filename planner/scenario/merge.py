"""Layers of a scenario: what it extends, the file itself, the command line.

One rule holds for all of them: mappings merge key by key, everything else (lists too) is replaced by
the later layer. The order is: what `extends` names (the first of several first), the file, `--set` in
the order given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.scenario.document import Document
from planner.scenario.paths import KeyPath


def merge(base: Document, over: Document) -> Document:
    """One document laid over another; every value keeps the place that it came from."""
    gone: list[KeyPath] = []
    data = _merge(base.data, over.data, (), gone)
    places = {path: at for path, at in base.places.items() if not _under(path, gone)}
    texts = {path: text for path, text in base.texts.items() if not _under(path, gone)}
    return Document(
        data, {**places, **over.places}, {**texts, **over.texts}, (*base.findings, *over.findings)
    )


def merge_values(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """The rule on plain values.

    >>> merge_values({"a": {"x": 1, "y": 1}, "b": [1, 2]}, {"a": {"y": 2}, "b": [3]})
    {'a': {'x': 1, 'y': 2}, 'b': [3]}
    """
    return _merge(base, over, (), [])


def without(document: Document, paths: set[KeyPath]) -> Document:
    """A document without some of its values."""
    gone = list(paths)
    return Document(
        _prune(document.data, (), paths),
        {path: place for path, place in document.places.items() if not _under(path, gone)},
        {path: text for path, text in document.texts.items() if not _under(path, gone)},
        document.findings,
    )


def _merge(
    base: Mapping[str, Any], over: Mapping[str, Any], path: KeyPath, gone: list[KeyPath]
) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        here = (*path, key)
        if key in result and isinstance(result[key], dict) and isinstance(value, dict):
            result[key] = _merge(result[key], value, here, gone)
        else:
            if key in result:
                gone.append(here)
            result[key] = value
    return result


def _under(path: KeyPath, roots: list[KeyPath]) -> bool:
    return any(path[: len(root)] == root for root in roots)


def _prune(data: Mapping[str, Any], path: KeyPath, paths: set[KeyPath]) -> dict[str, Any]:
    return {
        key: _prune(value, (*path, key), paths) if isinstance(value, dict) else value
        for key, value in data.items()
        if (*path, key) not in paths
    }
