"""What is generated from the schema: the reference page and the JSON Schema for editors."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from planner.scenario.schema import Scenario
from planner.scenario.shape import Shape, all_paths, root, shape_at, shape_of_field

EXTENDS = (
    "Name or path of a scenario to start from, or a list of them (of several, the later wins). This "
    "file wins over what it extends: mappings merge key by key, everything else is replaced. `name`, "
    "`title`, `title_en` and `about` are not inherited."
)

INTRO = """\
# Scenario files: reference

This page is generated from the schema. A scenario is a YAML file (UTF-8, spaces for indentation). It
may leave out every key but `title`; the defaults stand below. Unknown keys are refused.

```yaml
# yaml-language-server: $schema=../scenario.schema.json
name: lokta-winter
title: LØKTA om vinteren
extends: alt-2-lokta
travel:
  season: winter
```

The first line lets an editor complete keys and check values. It names the schema by its path from the
file; `lms-planner schema scenario` prints it, so that a copy can stand beside scenarios of one's own.

## What wins over what

1. The defaults on this page.
2. What `extends` names: a file beside this one, a scenario that ships with the planner, or a path. Of
   several, the later wins over the earlier.
3. The file itself.
4. `--set path=value` on the command line, in the order given. The path is written with dots
   (`demand.level=high`), an item of a list by its position from 0 (`units.new.0.coordinator_fte=0.5`),
   a key that itself holds dots in double quotes. The value is YAML. Every value that `--set` changes
   is told.

One rule joins two layers: mappings merge key by key; everything else, lists too, is replaced. A section
that is left empty says nothing. Only `name`, `title`, `title_en` and `about` are never inherited: a
file without `name` is called after itself, and a variant without `title` after what it extends and its
name.

`lms-planner scenario show NAME --resolved` prints every value with the file and line it came from.

Codes and ids are text; `1931` and `0301` may be written without quotes and keep their zeros. A path
(`region`, `travel.matrix`) is meant from the folder of the file it stands in, one after `--set` from
the working folder. Names of units, venues, places, municipalities, programmes and links are those of
the region, and are checked against it.

## Keys

"""


def scenario_json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a scenario file, `extends` included."""
    schema = Scenario.model_json_schema()
    properties = {
        "extends": {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
            ],
            "description": EXTENDS,
            "title": "Extends",
        },
        **schema.pop("properties"),
    }
    schema.pop("required", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario of lms-planner",
        "description": schema.pop("description", ""),
        **{key: value for key, value in schema.items() if key not in ("title", "$defs")},
        "anyOf": [{"required": ["title"]}, {"required": ["extends"]}],
        "properties": properties,
        "$defs": schema["$defs"],
    }


def scenario_schema_text() -> str:
    """The JSON Schema as it stands in scenarios/scenario.schema.json."""
    return json.dumps(scenario_json_schema(), indent=2, ensure_ascii=False) + "\n"


def scenario_reference_page() -> str:
    """The reference of scenario files in Markdown: every key with type, default and meaning."""
    return INTRO + "\n".join(_page(root(), "")).rstrip() + "\n"


def _page(shape: Shape, prefix: str, shown: frozenset[type[BaseModel]] = frozenset()) -> Iterator[str]:
    """A table of a section's keys, then the sections in it; no section twice."""
    assert shape.model is not None
    fields = shape.model.model_fields
    if not prefix:
        yield "### The file itself"
        yield ""
    yield "| key | value | default | meaning |"
    yield "|---|---|---|---|"
    if not prefix:
        yield f"| `extends` | text, or a list of them | – | {EXTENDS} |"
    for name, field in fields.items():
        kind = _kind(shape_of_field(field))
        default = "the file's name" if name == "name" and not prefix else _default(field)
        yield f"| `{prefix}{name}` | {kind} | {default} | {_meaning(field)} |"
    yield ""
    for name, field in fields.items():
        below, path = _below(shape_of_field(field), f"{prefix}{name}")
        if below is None or below.model is None:
            continue
        yield f"### `{path}`"
        yield ""
        yield _paragraph(below.model.__doc__)
        yield ""
        if below.model in shown:
            yield f"The same keys as in `{_elsewhere(below.model)}`."
            yield ""
        else:
            yield from _page(below, f"{path}.", shown)
            shown |= {below.model}


def _elsewhere(model: type[BaseModel]) -> str:
    """The first path at which a section stands."""
    for path in all_paths():
        shape = shape_at(path)
        if shape is not None and shape.model is model:
            return ".".join(str(part) for part in path)
    raise LookupError(model.__name__)


def _below(shape: Shape, path: str) -> tuple[Shape | None, str]:
    """The section that stands at a key, or in each item of its list or table."""
    if shape.kind == "section":
        return shape, path
    if shape.kind == "list" and shape.item is not None and shape.item.kind == "section":
        return shape.item, f"{path}.0"
    if shape.kind == "table" and shape.item is not None and shape.item.kind == "section":
        return shape.item, f"{path}.ID"
    return None, path


def _kind(shape: Shape) -> str:
    match shape.kind:
        case "section":
            return "section"
        case "list" | "table" if shape.item is not None:
            inner = "sections" if shape.item.kind == "section" else _kind(shape.item)
            return f"list of {inner}" if shape.kind == "list" else f"table of ids, each with {inner}"
        case "choice":
            text = ", ".join(f"`{choice}`" for choice in shape.choices)
        case _:
            text = Shape(shape.kind, bounds=shape.bounds, options=shape.options).words()
    return f"{text}, or `null`" if shape.nullable else text


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "– (required)"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, BaseModel):
        return "as below"
    if value is None:
        return "`null`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return f"`[{', '.join(map(str, value))}]`"
    if isinstance(value, dict):
        return "`{}`"
    return f"`{value}`" if value != "" else "empty"


def _meaning(field: FieldInfo) -> str:
    return _paragraph(field.description)


def _paragraph(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")
