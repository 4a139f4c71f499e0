"""The weights file: which criteria count, and how much. YAML, every problem told with its place.

    schema_version: 1
    title: Kommunestyrets vekter
    weights:
      travel: 30
      equity: 20
      cost: 20

Weights are on any scale: only their proportions count. A criterion that is left out, or has the weight
0, does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import Any

from planner.decide.criteria import CRITERIA
from planner.errors import Finding, InputError
from planner.scenario import Document, KeyPath, Place, dotted, nearest, parse_file, shown

EQUAL = "equal"
"""In place of a file: every criterion with the same weight."""
SCHEMA_VERSION = 1
SAMPLES, SAMPLES_MIN, SAMPLES_MAX = 100_000, 1_000, 10_000_000
SEED = 2011

_KEYS = {
    "schema_version": f"the version of this form, {SCHEMA_VERSION}",
    "title": "a title for tables",
    "weights": "criteria with their weights",
    "samples": "how many weightings are drawn to see how often each alternative comes first",
    "seed": "where the draws begin; the same seed gives the same draws",
}


@dataclass(frozen=True, slots=True)
class Weights:
    """What a weights file says. `of` maps every criterion that counts to its share of all (sum 1)."""

    title: str
    stated: Mapping[str, float]
    """Criterion id → weight as written, for those above 0."""
    samples: int = SAMPLES
    seed: int = SEED

    @property
    def of(self) -> Mapping[str, float]:
        """Criterion id → share of all weights, in the order of the criteria."""
        total = fsum(self.stated.values())
        return {name: self.stated[name] / total for name in CRITERIA if name in self.stated}


def equal_weights() -> Weights:
    """Every criterion counts the same."""
    return Weights("", dict.fromkeys(CRITERIA, 1.0))


def read_weights(name_or_path: str | Path) -> Weights:
    """The weights of a file, or equal ones for the word `equal`.

    Raises:
        InputError: every problem of the file, with line and column.
    """
    path = Path(name_or_path)
    if str(name_or_path) == EQUAL and not path.exists():
        return equal_weights()
    document = parse_file(path)
    findings = [*document.findings, *_problems(document, shown(path))]
    if findings:
        raise InputError(sorted(findings, key=lambda f: (f.line or 0, f.column or 0)))
    data = document.data
    weights: dict[str, Any] = data["weights"]
    return Weights(
        title=str(data.get("title") or ""),
        stated={name: float(weights[name]) for name in CRITERIA if weights.get(name, 0) > 0},
        samples=int(data.get("samples", SAMPLES)),
        seed=int(data.get("seed", SEED)),
    )


def _problems(document: Document, file: str) -> Iterator[Finding]:
    data = document.data
    for key in data:
        if key not in _KEYS:
            yield _unknown(document, (key,), file, key, tuple(_KEYS), CRITERIA)
    version = data.get("schema_version", SCHEMA_VERSION)
    if version != SCHEMA_VERSION or isinstance(version, bool):
        yield _wrong(document, ("schema_version",), file, version, str(SCHEMA_VERSION))
    if not isinstance(data.get("title", ""), str | int | float | None):
        yield _wrong(document, ("title",), file, data["title"], "text")
    yield from _whole(document, file, "samples", SAMPLES_MIN, SAMPLES_MAX)
    yield from _whole(document, file, "seed", 0, 2**32 - 1)
    yield from _weights(document, file)


def _weights(document: Document, file: str) -> Iterator[Finding]:
    path: KeyPath = ("weights",)
    weights = document.data.get("weights")
    example = "for example `travel: 30`"
    if not isinstance(weights, dict) or not weights:
        if "weights" in document.data:
            yield _wrong(document, path, file, weights, f"criteria with their weights, {example}")
        else:
            yield Finding(
                file,
                "the key `weights` is missing",
                1,
                1,
                "weights",
                expected=f"criteria with their weights, {example}",
            )
        return
    sound = True
    for name, value in weights.items():
        here: KeyPath = ("weights", name)
        if name not in CRITERIA:
            sound = False
            yield _unknown(document, here, file, name, tuple(CRITERIA), ())
        elif not is_weight(value):
            sound = False
            yield _wrong(document, here, file, value, "a number, at least 0")
    if sound and not any(weights.values()):
        place = _place(document, path, file)
        yield Finding(
            file,
            "every weight is 0",
            place.key_line or place.line,
            place.key_column or place.column,
            "weights",
            expected="at least one weight above 0",
        )


def is_weight(value: Any) -> bool:
    """Whether it is a number from 0 to 1e12; more than that is a slip of the hand."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 0 <= value <= 1e12


def _whole(document: Document, file: str, key: str, low: int, high: int) -> Iterator[Finding]:
    if key not in document.data:
        return
    value = document.data[key]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        yield _wrong(document, (key,), file, value, f"a whole number from {low} to {high}")


def _unknown(
    document: Document,
    path: KeyPath,
    file: str,
    found: str,
    valid: tuple[str, ...],
    elsewhere: Any,
) -> Finding:
    place = _place(document, path, file)
    near = nearest(found, valid)
    fix = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(valid)}."
    if found in elsewhere:
        fix = f"It is a criterion: put it under `weights`, as `{dotted(('weights', found))}`."
    return Finding(
        file,
        "there is no such criterion" if len(path) > 1 else f"unknown key `{found}`",
        place.key_line or place.line,
        place.key_column or place.column,
        dotted(path),
        found=found if len(path) > 1 else None,
        fix=fix,
    )


def _wrong(document: Document, path: KeyPath, file: str, value: Any, expected: str) -> Finding:
    place = _place(document, path, file)
    fix = None
    if isinstance(value, str) and "number" in expected:
        plain = "".join(value.split()).rstrip("%").replace(",", ".")
        if plain.replace(".", "", 1).isdigit():
            fix = f"Write {plain}: no per cent sign or spaces, and a point as decimal mark."
    return Finding(
        place.file,
        "this value cannot stand here",
        place.line,
        place.column,
        dotted(path),
        found=_found(value),
        expected=expected,
        fix=fix,
    )


def _found(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    if isinstance(value, dict):
        return "keys with values"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return f"`{str(value)[:60]}`"


def _place(document: Document, path: KeyPath, file: str) -> Place:
    for length in range(len(path), 0, -1):
        if path[:length] in document.places:
            return document.places[path[:length]]
    return Place(file, 1, 1)
