"""Document → Scenario: what the schema finds wrong, told at the place where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from planner.errors import Finding, InputError
from planner.files import NotReadError, named, number, one_line, yes_or_no
from planner.messages import message
from planner.scenario.document import Document, Place
from planner.scenario.paths import KeyPath, dotted
from planner.scenario.schema import Scenario
from planner.scenario.shape import IDENTIFIER, Shape, all_paths, root, shape_at, shape_of
from planner.scenario.suggestions import nearest

Form = TypeVar("Form", bound=BaseModel)

ONE_LINE = ("title", "title_en", "name", "label")
"""Texts that stand in tables and on maps: a line break in one is a space."""


def settle(document: Document, top: Shape | None = None) -> Document:
    """Values as the schema means them, where YAML alone could not know.

    Where the schema wants text and YAML read a number, the text as written stands (codes keep their
    zeros). A section or table that is left empty says nothing, and is taken out.
    """
    return Document(
        _settle(document.data, top or root(), (), document),
        document.places,
        document.texts,
        document.findings,
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
    if shape.kind == "text" and isinstance(value, str) and path and path[-1] in ONE_LINE:
        return one_line(value)
    if isinstance(value, str) and shape.kind in ("whole", "number", "switch"):
        return _as_written(value, shape)
    if shape.kind == "choice" and isinstance(value, bool):  # `off` under YAML 1.1
        return document.texts.get(path, value)
    return value


def _as_written(text: str, shape: Shape) -> Any:
    """A number, or yes and no, as people write them; the text itself where it is neither.

    A share may be a percentage: 5 % is 0.05.
    """
    try:
        if shape.kind == "switch":
            return yes_or_no(text) if text.strip().isalpha() else text
        share = any(bound in ("at most 1", "less than 1") for bound in shape.bounds)
        return number(text, whole=shape.kind == "whole", percent=share)
    except NotReadError:
        return text


def validate(document: Document, file: str) -> Scenario:
    """The scenario that a settled document describes; `file` is named where nothing else stands.

    Raises:
        InputError: every problem, in the order of the files and lines.
    """
    return validated(Scenario, document, file)


def validated(form: type[Form], document: Document, file: str, further: Iterable[Finding] = ()) -> Form:
    """What a settled document says, in the form that it is to have: a scenario, a study, weights.

    `further` are problems that only the caller can see.

    Raises:
        InputError: every problem, in the order of the files and lines.
    """
    top = shape_of(form)
    told = dict(_misread_numbers(document.data, top, (), document))
    result = None
    try:
        result = form.model_validate(document.data)
    except ValidationError as error:
        for path, finding in _told(error, document, file, top):
            told.setdefault(path, finding)
    seen = {finding.line for finding in document.findings if finding.line is not None}
    # A value that could not even be read is told of once.
    problems = [f for path, f in told.items() if not (f.line in seen and _unread(path, document))]
    findings = [*dict.fromkeys(document.findings), *problems, *further]
    if findings or result is None:
        raise InputError(
            sorted(dict.fromkeys(findings), key=lambda f: (f.file, f.line or 0, f.column or 0))
        )
    return result


def _unread(path: KeyPath, document: Document) -> bool:
    """Whether nothing stands at a path because what stood there could not be read."""
    value: Any = document.data
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return False
    return value is None


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
            place = place_of(path, document.places, "")
            yield path, _wrong_value(path, place, text, None, shape)


def _told(
    error: ValidationError, document: Document, file: str, top: Shape
) -> Iterator[tuple[KeyPath, Finding]]:
    items: dict[KeyPath, Any] = {}
    for item in error.errors(include_url=False):
        named_last = item["type"] in ("missing", "extra_forbidden")
        # Both halves of a union complain of one value: the first will do.
        items.setdefault(_real_path(item["loc"], document.data, named_last=named_last), item)
    for path, item in items.items():
        shape = shape_at(path, top)
        if shape and shape.kind == "either" and any(path == p[: len(path)] != p for p in items):
            continue  # what is wrong inside it says more
        kind = item["type"]
        place = place_of(path, document.places, file)
        if kind == "extra_forbidden":
            yield path, _unknown_key(path, place, top)
        elif kind == "missing":
            yield path, _missing_key(path, place, top)
        elif kind == "value_error":
            yield path, _contradiction(str(item["ctx"]["error"]), path, place, document)
        else:
            yield path, _wrong_value(path, place, item["input"], top)


def _missing_key(path: KeyPath, place: Place, top: Shape) -> Finding:
    return Finding(
        place.file,
        message("the key `{path}` is missing", path=path[-1]),
        place.line or 1,
        place.column or 1,
        dotted(path),
        expected=_words(path, top),
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


def unknown_key_mend(path: KeyPath, top: Shape | None = None) -> str:
    """What to write instead of a key that the schema does not have."""
    key, above = str(path[-1]), shape_at(path[:-1], top)
    keys = above.key_names() if above else ()
    if near := nearest(key, keys, cutoff=0.8):
        return message("Did you mean `{near}`?", near=dotted((*path[:-1], near[0])))
    elsewhere = sorted(dotted(p) for p in all_paths(top) if p[-1] == key)
    if elsewhere:
        listed = ", ".join(f"`{p}`" for p in elsewhere)
        return message("There is such a key elsewhere: {listed}.", listed=listed)
    if near := nearest(key, keys):
        return message("Did you mean `{near}`?", near=dotted((*path[:-1], near[0])))
    return message("The keys here are: {listed}.", listed=", ".join(keys))


def _unknown_key(path: KeyPath, place: Place, top: Shape) -> Finding:
    return Finding(
        place.file,
        message("unknown key `{key}` in `{above}`", key=path[-1], above=dotted(path[:-1]))
        if len(path) > 1
        else message("unknown key `{key}`", key=path[-1]),
        place.key_line or place.line,
        place.key_column or place.column,
        dotted(path),
        fix=unknown_key_mend(path, top),
    )


def _wrong_value(
    path: KeyPath, place: Place, value: Any, top: Shape | None, shape: Shape | None = None
) -> Finding:
    shape = shape or shape_at(path, top)
    return Finding(
        place.file,
        message("this value cannot stand here"),
        place.line,
        place.column,
        dotted(path),
        found_in_words(value),
        shape.words() if shape else None,
        _mend(value, shape),
    )


def _words(path: KeyPath, top: Shape) -> str | None:
    shape = shape_at(path, top)
    return shape.words() if shape else None


def found_in_words(value: Any) -> str:
    """A value as it is shown to the user, in a few words."""
    if value is None:
        return message("nothing")
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, dict):
        named = f" ({', '.join(map(str, value))})" if value else ""
        return message("{what}{named}", what=message("keys with values"), named=named)
    if isinstance(value, list | tuple):
        return message("a list of {count}", count=str(len(value)))
    text = str(value)
    text = text if len(text) <= 60 else f"{text[:57]}..."
    return f"`{text}`"


def _mend(value: Any, shape: Shape | None) -> str | None:
    if shape is None:
        return None
    if shape.kind == "choice" and isinstance(value, str) and (near := nearest(value, shape.choices)):
        return message("Did you mean {near}?", near=near[0])
    if shape.kind == "list" and isinstance(value, str | int | float):
        return message("Put it in brackets: [{value}].", value=value)
    if shape.kind in ("whole", "number") and isinstance(value, str):
        return _mended_number(value, whole=shape.kind == "whole")
    if shape.kind == "text" and IDENTIFIER in shape.bounds and isinstance(value, str):
        letters = re.findall(r"[^A-Za-z0-9_æøåÆØÅ.-]", value)
        return message("Leave out {letters}.", letters=named("".join(letters))) if letters else None
    if shape.kind == "switch":
        return message("Write yes or no (ja, nei), true or false.")
    return None


def _mended_number(text: str, *, whole: bool) -> str | None:
    """What to write for a number that is written as people write it.

    >>> _mended_number("20.000", whole=True), _mended_number("2.0", whole=True)
    ('Write 20000: no thousands separators.', 'Write 2: a whole number has no decimals.')
    """
    try:
        value = number(text, whole=whole, comma=False)
    except NotReadError as error:
        return error.fix
    if whole:
        return message("Write {figure}: a whole number has no decimals.", figure=str(value))
    return message("Write {figure}.", figure=str(value))
