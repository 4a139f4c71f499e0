"""A scenario file, what it extends, and `--set` → one Scenario with the origin of every value.

The order of precedence, stated once: the file wins over what it `extends` (of several, the later wins
over the earlier), `--set` wins over all. Mappings merge key by key; everything else is replaced. Only
`name`, `title`, `title_en` and `about` are never inherited: they say who the file is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError
from planner.messages import message
from planner.scenario.alternatives import alternative_values
from planner.scenario.document import Document, Place, parse_file, shown
from planner.scenario.effect import without_effect
from planner.scenario.loaded import LoadedScenario, leaves, origin, origins_of
from planner.scenario.memory import document_of
from planner.scenario.merge import merge, without
from planner.scenario.overrides import parse_override
from planner.scenario.paths import KeyPath, dotted
from planner.scenario.schema import Scenario
from planner.scenario.shape import shape_at
from planner.scenario.shipped import find_scenario, region_names
from planner.scenario.suggestions import suggestion
from planner.scenario.validate import settle, validate

NOT_INHERITED = ("name", "title", "title_en", "about")


@dataclass(frozen=True, slots=True)
class OpenedScenario:
    """A scenario file that was read with all that it extends, before any override."""

    path: Path
    files: tuple[Path, ...]
    document: Document

    def with_overrides(self, overrides: Iterable[str] = ()) -> LoadedScenario:
        """The scenario with overrides (texts `path=value`); the file is not read again.

        Raises:
            InputError: values that the schema does not allow: every problem.
        """
        overrides = tuple(overrides)
        document, messages = _overridden(self.document, overrides)
        scenario = validate(document, shown(self.path))
        return LoadedScenario(
            scenario=scenario,
            path=self.path,
            files=self.files,
            overrides=overrides,
            places=document.places,
            origins=origins_of(scenario, document.places),
            messages=(*messages, *without_effect(scenario, document.places)),
            opened=self,
            as_read=scenario,
        )


ScenarioLike = str | Path | Mapping[str, Any] | Scenario | LoadedScenario
"""What can be read as a scenario: the name of a shipped one, a path, plain values as a file would hold
them, or a scenario already made."""


def open_scenario(scenario: ScenarioLike) -> OpenedScenario:
    """Read a scenario for use with many different overrides.

    Raises:
        InputError: no such scenario, not UTF-8, not YAML, or a circle of `extends`.
    """
    if isinstance(scenario, LoadedScenario):
        return _opened_again(scenario)
    if isinstance(scenario, Scenario):
        # Relative paths were settled when it was made; `exclude_unset` keeps what nobody set a default.
        return opened_values(scenario.model_dump(mode="json", exclude_unset=True))
    if isinstance(scenario, Mapping):
        return opened_values(scenario)
    values = alternative_values(scenario)
    if values is not None:
        return opened_values(values)
    path = find_scenario(scenario)
    document, files = _load(parse_file(path), path, ())
    return OpenedScenario(path, files, settle(_identified(document, path)))


def opened_values(values: Mapping[str, Any]) -> OpenedScenario:
    """Plain values as a scenario; what it `extends`, and paths, are found from the working folder."""
    document = document_of(values)
    path = Path.cwd() / f"{values.get('name') or 'scenario'}"
    merged, files = _load(document, path, ())
    return OpenedScenario(Path(path.name), files[1:], settle(_identified(merged, path)))


def _opened_again(loaded: LoadedScenario) -> OpenedScenario:
    """What a scenario was read from with its overrides laid over it, for more of them."""
    if loaded.opened is None or loaded.scenario is not loaded.as_read:
        return open_scenario(loaded.scenario)
    return loaded.opened


def read_scenario(scenario: ScenarioLike, overrides: Iterable[str] = ()) -> LoadedScenario:
    """Read a scenario: a path, the name of one that ships with the planner, or values in memory.

    `overrides` are texts `path=value`, as after `--set` on the command line; a scenario that was read
    before keeps its own and takes these as well.

    Raises:
        InputError: no such scenario, not UTF-8, not YAML, a circle of `extends`, or values that the
            schema does not allow: every problem, with file, line and column and the nearest valid key.
    """
    overrides = tuple(overrides)
    if isinstance(scenario, LoadedScenario):
        if not overrides:
            return scenario
        if scenario.scenario is scenario.as_read:
            overrides = (*scenario.overrides, *overrides)
    return open_scenario(scenario).with_overrides(overrides)


def _load(document: Document, path: Path, chain: tuple[Path, ...]) -> tuple[Document, tuple[Path, ...]]:
    """A document merged over what it extends, and every file that was read."""
    own = without(document, {("extends",)})
    own = replace(own, findings=document.findings)
    own = _absolute(settle(own), path.parent)
    base, files = Document(), [path]
    findings: list[Finding] = []
    for parent, place in _parents(document, path, findings):
        try:
            parent_path = find_scenario(parent, beside=path.parent)
            circle = _circle(parent_path, (*chain, path))
            if circle:
                findings.append(
                    Finding(
                        place.file,
                        message("the scenarios extend each other in a circle"),
                        place.line,
                        place.column,
                        "extends",
                        " → ".join(circle),
                        fix=message("Take one `extends` out."),
                    )
                )
                continue
            inherited, read = _load(parse_file(parent_path), parent_path, (*chain, path))
        except InputError as error:
            findings += [_at(found, place, parent) for found in error.findings]
            continue
        files += [file for file in read if file not in files]
        base = merge(base, inherited)
    if findings:
        raise InputError([*findings, *own.findings])
    titles = base.data.get("title")
    base = without(base, {(key,) for key in NOT_INHERITED})
    merged = merge(base, own)
    if isinstance(titles, str) and "title" not in merged.data:
        # A variant without a title of its own is told apart by its name.
        made = f"{titles} ({merged.data.get('name', path.stem)})"
        merged = merge(
            merged, Document({"title": made}, {("title",): Place("made from extends and name")})
        )
    return merged, tuple(files)


def _parents(document: Document, path: Path, findings: list[Finding]) -> list[tuple[str, Place]]:
    if "extends" not in document.data:
        return []
    named = document.data["extends"]
    items = named if isinstance(named, list) else [named]
    result = []
    for index, item in enumerate(items):
        at: KeyPath = ("extends", index) if isinstance(named, list) else ("extends",)
        place = document.places.get(at, Place(shown(path)))
        text = document.texts.get(at, item)
        if isinstance(text, str) and text and text != "null":
            result.append((text, place))
        else:
            findings.append(
                Finding(
                    place.file,
                    message("this cannot be extended"),
                    place.line,
                    place.column,
                    "extends",
                    (message("nothing") if item is None else type(item).__name__),
                    message("the name or path of a scenario, or a list of them"),
                )
            )
    return result


def _circle(path: Path, chain: tuple[Path, ...]) -> list[str]:
    """The files from `path` round to itself, if it stands in the chain; else nothing."""
    resolved = [file.resolve() for file in chain]
    if path.resolve() not in resolved:
        return []
    start = resolved.index(path.resolve())
    return [shown(file) for file in (*chain[start:], path)]


def _at(found: Finding, place: Place, name: str) -> Finding:
    """A finding about a parent that does not exist stands where the parent is named."""
    if found.line is not None or Path(found.file).is_file():
        return found
    return replace(
        found,
        file=place.file,
        line=place.line,
        column=place.column,
        field="extends",
        found=name,
    )


def _identified(document: Document, path: Path) -> Document:
    """The name of a file that does not state one is the file's own."""
    if "name" in document.data:
        return document
    name = re.sub(r"[^A-Za-z0-9_æøåÆØÅ.-]+", "-", path.stem).strip("-") or "scenario"
    return merge(Document({"name": name}, {("name",): Place("the file's name")}), document)


def _absolute(document: Document, folder: Path) -> Document:
    """Paths in a document made absolute; relative ones are meant from the folder it stands in.

    A region may also be named. A name that no shipped region has, and a path that does not exist, are
    noted in the document's findings.
    """
    data: dict[str, Any] = dict(document.data)
    findings = list(document.findings)
    region = data.get("region")
    if isinstance(region, str) and region not in region_names():
        where = (folder / region).expanduser()
        if where.exists() and region:
            data["region"] = str(where.resolve())
        else:
            findings.append(_missing(document, ("region",), region, where))
    travel = data.get("travel")
    matrix = travel.get("matrix") if isinstance(travel, dict) else None
    if isinstance(travel, dict) and isinstance(matrix, str):
        where = (folder / matrix).expanduser()
        data["travel"] = {**travel, "matrix": str(where.resolve())}
        if not where.is_file():
            findings.append(_missing(document, ("travel", "matrix"), matrix, where))
    return replace(document, data=data, findings=tuple(findings))


def _missing(document: Document, path: KeyPath, found: str, where: Path) -> Finding:
    place = document.places.get(path, Place("the scenario"))
    if path == ("region",) and not re.search(r"[/\\]|\.xlsx$", found):
        what, fix = message("there is no region of this name"), suggestion(found, region_names())
    else:
        what = message("there is no such file or folder")
        fix = message("Looked for {place}.", place=shown(where))
    return Finding(place.file, what, place.line, place.column, dotted(path), found, None, fix)


def _overridden(document: Document, overrides: tuple[str, ...]) -> tuple[Document, list[str]]:
    """The document under the overrides, and a message for every value that they change."""
    messages: list[str] = []
    findings: list[Finding] = []
    for text in overrides:
        try:
            path, over = parse_override(text, document)
        except InputError as error:
            findings += error.findings
            continue
        over = _absolute(settle(over), Path.cwd())
        new = settle(merge(document, replace(over, findings=())))
        findings += over.findings
        messages += _changes(path, document, new)
        document = new
    return replace(document, findings=(*document.findings, *findings)), messages


def _changes(path: KeyPath, old: Document, new: Document) -> list[str]:
    """What changed at and below a path, in words."""
    before = dict(leaves(_value(old, path), path))
    after = dict(leaves(_value(new, path), path))
    messages: list[str] = []
    for at in sorted({**before, **after}, key=dotted):
        was = before[at] if at in before else _value(old, at)
        now = after.get(at)
        if was != now:
            came_from = origin(at, old.places)
            messages.append(
                message(
                    "--set {path}: {now} in place of {was} ({origin})",
                    path=dotted(at),
                    now=_plain(now),
                    was=_plain(was),
                    origin=message("default") if came_from == "default" else came_from,
                )
            )
    same = _plain(_value(new, path))
    return messages or [message("--set {path}: {now} changes nothing", path=dotted(path), now=same)]


def _value(document: Document, path: KeyPath) -> Any:
    """A value of a document, or the schema's default where the document is silent."""
    data: Any = document.data
    for index, part in enumerate(path):
        if isinstance(data, dict) and part in data:
            data = data[str(part)]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return _default(path[: index + 1], path[index + 1 :])
    return data


def _default(path: KeyPath, rest: KeyPath) -> Any:
    above = shape_at(path[:-1])
    if above is None or above.model is None:
        return None
    field = above.model.model_fields.get(str(path[-1]))
    if field is None or field.is_required():
        return None
    value: Any = field.get_default(call_default_factory=True)
    for part in rest:
        value = value.get(part) if isinstance(value, dict) else getattr(value, str(part), None)
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_plain(item) for item in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(item)}" for key, item in value.items()) + "}"
    if isinstance(value, bool) or value is None:
        return str(value).lower().replace("none", "nothing")
    return str(value) or "nothing"


__all__ = ["LoadedScenario", "OpenedScenario", "Scenario", "open_scenario", "read_scenario"]
