"""`--set path=value`: the last word on any value of a scenario."""

from __future__ import annotations

import copy
from typing import Any

from planner.errors import Finding, InputError
from planner.messages import message
from planner.scenario.document import Document, parse_value
from planner.scenario.paths import KeyPath, dotted, parse_path
from planner.scenario.shape import root
from planner.scenario.validate import unknown_key_mend


def parse_override(text: str, current: Document) -> tuple[KeyPath, Document]:
    """The path that an override sets, and the document that does it when laid over `current`.

    The path is written with dots, a key that holds dots in double quotes, an item of a list by its
    position from 0 (units.new.0.coordinator_fte). The value is YAML.

    Raises:
        InputError: no equals sign, a path that the schema does not have, or a value that is not YAML.
    """
    written, equals, value_text = text.partition("=")
    file = f"--set {text}"
    if not equals:
        raise InputError(
            [
                Finding(
                    file,
                    message("an equals sign is missing"),
                    expected=message("path=value, for example demand.level=high"),
                )
            ]
        )
    try:
        path = parse_path(written.strip())
    except ValueError as error:
        raise InputError(
            [Finding(file, message("this is not a path: {error}", error=error), found=f"`{written}`")]
        ) from None
    checked = _checked(path, file, current.data)
    value = parse_value(value_text, f"--set {dotted(checked)}", placed=False)
    if value.findings:
        raise InputError(value.findings)
    return checked, _nested(checked, value, current)


def _checked(parts: tuple[str, ...], file: str, data: Any) -> KeyPath:
    """The path with list positions as numbers, if the schema has it."""
    shape = root()
    path: KeyPath = ()
    for part in parts:
        here = data.get(part) if isinstance(data, dict) else None
        if shape.kind == "section" and part not in shape.key_names():
            raise InputError(
                [
                    Finding(
                        file,
                        message("unknown key `{key}` in `{path}`", key=part, path=dotted(path))
                        if path
                        else message("unknown key `{key}`", key=part),
                        field=dotted(parts),
                        fix=unknown_key_mend((*path, part)),
                    )
                ]
            )
        step: str | int = part
        if isinstance(data, list):
            size = len(data)
            if not part.isdecimal() or int(part) >= size:
                expected = (
                    message("a position from 0 to {value}", value=size - 1)
                    if size
                    else message("a list with items")
                )
                raise InputError(
                    [
                        Finding(
                            file,
                            message("`{path}` has no such item", path=dotted(path)),
                            None,
                            None,
                            None,
                            part,
                            expected,
                        )
                    ]
                )
            step = int(part)
            here = data[step]
        child = shape.child(step)
        if child is None or (shape.kind in ("list", "either") and not isinstance(data, list)):
            raise InputError(
                [
                    Finding(
                        file,
                        message("`{path}` has no keys or items that could be set", path=dotted(path)),
                        field=dotted(parts),
                        expected=shape.words(),
                        fix=message("Set it as a whole: --set {path}=…", path=dotted(path)),
                    )
                ]
            )
        path, shape, data = (*path, step), child, here
    return path


def _nested(path: KeyPath, value: Document, current: Document) -> Document:
    """A document with the value at the path; a list on the way is repeated with one item changed."""
    data = value.data[""]
    places = {(*path, *at[1:]): place for at, place in value.places.items()}
    texts = {(*path, *at[1:]): text for at, text in value.texts.items()}
    at_list = next((i for i, part in enumerate(path) if isinstance(part, int)), None)
    if at_list is not None:
        whole = copy.deepcopy(_get(current.data, path[:at_list]))
        _get(whole, path[at_list:-1])[path[-1]] = data
        data, changed, path = whole, path, path[:at_list]
        for at, place in current.places.items():
            if at[:at_list] == path and at[: len(changed)] != changed:
                places.setdefault(at, place)
        for at, text in current.texts.items():
            if at[:at_list] == path and at[: len(changed)] != changed:
                texts.setdefault(at, text)
    for part in reversed(path):
        data = {part: data}
    return Document(data, places, texts)


def _get(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data[part]
    return data
