"""Document → Scenario: what the schema finds wrong, told at the place where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from planner.errors import Finding, InputError
from planner.scenario.document import Document, Place
from planner.scenario.paths import KeyPath, dotted
from planner.scenario.schema import Scenario
from planner.scenario.shape import Shape, all_paths, root, shape_at
from planner.scenario.suggestions import nearest


def settle(document: Document) -> Document:
    """Values as the schema means them, where YAML alone could not know.

    Where the schema wants text and YAML read a number, the text as written stands (codes keep their
    zeros). A section or table that is left empty says nothing, and is taken out.
    """
    return Document(
        _settle(document.data, root(), (), document), document.places, document.texts, document.findings
    )


def _settle(value: Any, shape: Shape | None, path: KeyPath, document: Document) -> Any:
    if shape is None:
        return value
    if shape.kind == "either":
        kind = "list" if isinstance(value, list) else "text"
        shape = next((option for option in shape.options if option.kind == kind), shape)
    if isinstance(value, dict):
        kept = {}
        for key, item in value.items():
            child = shape.child(key)
            if item is None and child is not None and child.kind in ("section", "table"):
                continue
            kept[key] = _settle(item, child, (*path, key), document)
        return kept
    if isinstance(value, list):
        return [_settle(item, shape.child(i), (*path, i), document) for i, item in enumerate(value)]
    if shape.kind == "text" and value is not None and path in document.texts:
        return document.texts[path]
    if shape.kind == "choice" and isinstance(value, bool):  # `off` under YAML 1.1
        return document.texts.get(path, value)
    return value


def validate(document: Document, file: str) -> Scenario:
    """The scenario that a settled document describes; `file` is named where nothing else stands.

    Raises:
        InputError: every problem, in the order of the files and lines.
    """
    told = dict(_misread_numbers(document.data, root(), (), document))
    scenario = None
    try:
        scenario = Scenario.model_validate(document.data)
    except ValidationError as error:
        for path, finding in _told(error, document, file):
            told.setdefault(path, finding)
    findings = [*dict.fromkeys(document.findings), *told.values()]
    if findings or scenario is None:
        raise InputError(sorted(findings, key=lambda f: (f.file, f.line or 0, f.column or 0)))
    return scenario


def place_of(path: KeyPath, places: Mapping[KeyPath, Place], file: str) -> Place:
    """Where a value stands, or else the nearest thing around it that stands anywhere."""
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return Place(file)


def _misread_numbers(
    value: Any, shape: Shape | None, path: KeyPath, document: Document
) -> Iterator[tuple[KeyPath, Finding]]:
    """What pydantic would silently take for a number: true for 1, and 20.000 for 20."""
    if shape is None:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _misread_numbers(item, shape.child(key), (*path, key), document)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _misread_numbers(item, shape.child(index), (*path, index), document)
    elif shape.kind in ("whole", "number") and value is not None:
        text = document.texts.get(path, str(value))
        pointed = shape.kind == "whole" and not isinstance(value, int) and "." in text
        if isinstance(value, bool) or pointed:
            yield path, _wrong_value(path, place_of(path, document.places, ""), text)


def _told(error: ValidationError, document: Document, file: str) -> Iterator[tuple[KeyPath, Finding]]:
    items: dict[KeyPath, Any] = {}
    for item in error.errors(include_url=False):
        named_last = item["type"] in ("missing", "extra_forbidden")
        # Both halves of a union complain of one value: the first will do.
        items.setdefault(_real_path(item["loc"], document.data, named_last=named_last), item)
    for path, item in items.items():
        shape = shape_at(path)
        if shape and shape.kind == "either" and any(path == p[: len(path)] != p for p in items):
            continue  # what is wrong inside it says more
        kind = item["type"]
        place = place_of(path, document.places, file)
        if kind == "extra_forbidden":
            yield path, _unknown_key(path, place)
        elif kind == "missing":
            yield path, _missing_key(path, place)
        elif kind == "value_error":
            yield path, _contradiction(str(item["ctx"]["error"]), path, place, document)
        else:
            yield path, _wrong_value(path, place, item["input"])


def _missing_key(path: KeyPath, place: Place) -> Finding:
    return Finding(
        place.file,
        f"the key `{path[-1]}` is missing",
        place.line,
        place.column,
        dotted(path),
        expected=_words(path),
    )


def _contradiction(message: str, path: KeyPath, place: Place, document: Document) -> Finding:
    """What the schema says of values that do not go together, at the first key that it names."""
    for key in re.findall(r"`(\w+)`", message):
        if (*path, key) in document.places:
            path = (*path, key)
            place = document.places[path]
    line, column = place.key_line or place.line, place.key_column or place.column
    return Finding(place.file, message, line, column, dotted(path) or None)


def _real_path(loc: tuple[str | int, ...], data: Any, *, named_last: bool) -> KeyPath:
    """Pydantic's path without the names of union members that it puts in between."""
    path: list[str | int] = []
    for index, part in enumerate(loc):
        if isinstance(data, dict) and part in data:
            data = data[str(part)]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        elif not (named_last and index == len(loc) - 1):
            continue
        path.append(part)
    return tuple(path)


def unknown_key_mend(path: KeyPath) -> str:
    """What to write instead of a key that the schema does not have."""
    key, above = str(path[-1]), shape_at(path[:-1])
    keys = above.key_names() if above else ()
    if near := nearest(key, keys, cutoff=0.8):
        return f"Did you mean `{dotted((*path[:-1], near[0]))}`?"
    elsewhere = sorted(dotted(p) for p in all_paths() if p[-1] == key)
    if elsewhere:
        return f"There is such a key elsewhere: {' or '.join(f'`{p}`' for p in elsewhere)}."
    if near := nearest(key, keys):
        return f"Did you mean `{dotted((*path[:-1], near[0]))}`?"
    return f"The keys here are: {', '.join(keys)}."


def _unknown_key(path: KeyPath, place: Place) -> Finding:
    return Finding(
        place.file,
        f"unknown key `{path[-1]}`" + (f" in `{dotted(path[:-1])}`" if len(path) > 1 else ""),
        place.key_line or place.line,
        place.key_column or place.column,
        dotted(path),
        fix=unknown_key_mend(path),
    )


def _wrong_value(path: KeyPath, place: Place, value: Any) -> Finding:
    shape = shape_at(path)
    return Finding(
        place.file,
        "this value cannot stand here",
        place.line,
        place.column,
        dotted(path),
        _found(value),
        _words(path),
        _mend(value, shape),
    )


def _words(path: KeyPath) -> str | None:
    shape = shape_at(path)
    return shape.words() if shape else None


def _found(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, dict):
        return "keys with values" + (f" ({', '.join(map(str, value))})" if value else "")
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    text = str(value)
    text = text if len(text) <= 60 else f"{text[:57]}..."
    return f"`{text}`"


def _mend(value: Any, shape: Shape | None) -> str | None:
    if shape is None:
        return None
    if shape.kind == "choice" and isinstance(value, str) and (near := nearest(value, shape.choices)):
        return f"Did you mean {near[0]}?"
    if shape.kind == "list" and isinstance(value, str | int | float):
        return f"Put it in brackets: [{value}]."
    if shape.kind in ("whole", "number") and isinstance(value, str) and (number := _number(value)):
        return f"Write {number}: no thousands separator, and a point as decimal mark."
    return None


def _number(text: str) -> str | None:
    """What was probably meant by a number that is written as people write it.

    >>> _number("20 000"), _number("0,8"), _number("1.234,5"), _number("many")
    ('20000', '0.8', '1234.5', None)
    """
    plain = "".join(text.split())
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain):
        return re.sub("[.,]", "", plain)
    if re.fullmatch(r"-?[\d.]*\d,\d+", plain):
        return plain.replace(".", "").replace(",", ".")
    return plain if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None
