"""A study file → Study, with every problem told at the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from planner.errors import Finding, InputError
from planner.messages import message
from planner.region import Region
from planner.scenario import (
    Document,
    KeyPath,
    LoadedScenario,
    OpenedScenario,
    Place,
    Scenario,
    dotted,
    parse_file,
    parse_path,
    place_of,
    settle,
    shape_at,
    shape_of,
    shown,
    unknown_key_mend,
    validated,
)
from planner.whatif.bases import for_region, named_bases
from planner.whatif.extra import ExtraError, check_extra, is_extra
from planner.whatif.stated import stated
from planner.whatif.study import Study
from planner.whatif.weighting import check_weighting, is_weighting, wrong_weights


@dataclass(frozen=True, slots=True)
class StudyFile:
    """A study and where it was read from; scenarios named by a path lie beside it."""

    study: Study
    folder: Path
    file: str
    places: Mapping[KeyPath, Place]
    opened: Mapping[str, OpenedScenario] = field(default_factory=dict)
    """Base scenarios that a script holds, by name."""
    regions: Mapping[str, Region] = field(default_factory=dict)
    """Regions that a script holds, as scenarios name them."""

    @property
    def name(self) -> str:
        """The study's name."""
        return self.study.name

    def finding(self, path: KeyPath, problem: str, **more: Any) -> Finding:
        """A finding about what stands at a path of the file."""
        return _finding(self.places, self.file, path, problem, **more)


def study_of(
    data: Mapping[str, Any], folder: Path | None = None, *, region: Region | None = None
) -> StudyFile:
    """A study from plain values, as a file would hold them; for scripts.

    Args:
        data: `scenario` and `scenarios` may also be scenarios themselves, read or made before.
        folder: where scenarios that are named by a path are looked for; the working folder.
        region: a region in memory, in place of the one that the scenarios name.

    Raises:
        InputError: every problem.
    """
    data, held = _bases(data)
    file = _study(Document(data), "the study", "study", folder or Path.cwd())
    if region is None:
        return replace(file, opened=held)
    opened, regions = for_region(file.study.bases, held, region, file.folder)
    return replace(file, opened=opened, regions=regions)


def _bases(data: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, OpenedScenario]]:
    """The study with its scenarios by name, and those that a script holds."""
    named = dict(data)
    held: dict[str, OpenedScenario] = {}
    if isinstance(data.get("scenario"), Mapping | Scenario | LoadedScenario):
        (named["scenario"],), held = named_bases([data["scenario"]])
    if isinstance(data.get("scenarios"), list | tuple):
        names, held = named_bases(data["scenarios"])
        named["scenarios"] = list(names)
    return named, held


def read_study(path: str | Path) -> StudyFile:
    """Read a study file.

    Raises:
        InputError: no such file, not YAML, or values that the form does not allow: every problem, with
            line and column.
    """
    path = Path(path)
    return _study(parse_file(path), shown(path), path.stem, path.absolute().parent)


def _study(document: Document, file: str, stem: str, folder: Path) -> StudyFile:
    document = replace(document, data=_codes(document.data, (), document))
    document = settle(document, shape_of(Study))
    further = [
        *_wrong_paths(document.data, document, file),
        *_wrong_weights(document.data, document, file, folder),
    ]
    study = validated(Study, document, file, further)
    if not study.name:
        study = study.model_copy(update={"name": re.sub(r"[^\w.-]+", "-", stem) or "study"})
    return StudyFile(study, folder, file, document.places)


def _codes(value: Any, path: KeyPath, document: Document) -> Any:
    """Numbers written with a leading zero are codes (0301), and stay text as written."""
    if isinstance(value, dict):
        return {key: _codes(item, (*path, key), document) for key, item in value.items()}
    if isinstance(value, list):
        return [_codes(item, (*path, n), document) for n, item in enumerate(value)]
    text = document.texts.get(path, "")
    return text if re.fullmatch(r"0\d+", text) else value


def _wrong_paths(data: Mapping[str, Any], document: Document, file: str) -> Iterator[Finding]:
    seen: dict[str, KeyPath] = {}
    for row in stated(data):
        at, text = row.at, row.path
        problem = path_problem(text)
        if problem:
            yield _finding(
                document.places,
                file,
                at,
                message("this is not a path of a scenario"),
                found=f"`{text}`",
                fix=problem,
            )
        top: KeyPath = at[:2] if at[0] in ("vary", "one_at_a_time") else at[:1]
        earlier = seen.setdefault(text, top)
        if earlier != top and "set" not in (earlier[0], top[0]):
            yield _finding(
                document.places,
                file,
                at,
                message("this path varies twice"),
                found=f"`{text}`",
                fix=message("Keep one of them."),
            )


def _wrong_weights(
    data: Mapping[str, Any], document: Document, file: str, folder: Path
) -> Iterator[Finding]:
    for wrong in wrong_weights(data, folder):
        if isinstance(wrong, InputError):
            yield from wrong.findings
        else:
            at, problem, more = wrong
            yield _finding(document.places, file, at, problem, **more)


def path_problem(text: str) -> str:
    """What is wrong with a path, or nothing."""
    try:
        parts = parse_path(text)
    except ValueError as error:
        return f"Mend it: {error}."
    if is_extra(parts) or is_weighting(parts):
        try:
            check_extra(parts) if is_extra(parts) else check_weighting(parts)
        except ExtraError as error:
            return str(error)
        return ""
    for length in range(1, len(parts) + 1):
        # A number may be the place of an item in a list, or a key of a table.
        here = tuple(int(p) if p.isdecimal() else p for p in parts[:length])
        if shape_at(parts[:length]) is None and shape_at(here) is None:
            return unknown_key_mend(parts[:length])
    return ""


def _finding(
    places: Mapping[KeyPath, Place],
    file: str,
    path: KeyPath,
    problem: str,
    *,
    found: str | None = None,
    expected: str | None = None,
    fix: str | None = None,
    key: bool = False,
) -> Finding:
    place = place_of(path, places, file)
    line, column = place.line, place.column
    if key and place.key_line is not None:
        line, column = place.key_line, place.key_column
    return Finding(place.file, problem, line, column, dotted(path) or None, found, expected, fix)
