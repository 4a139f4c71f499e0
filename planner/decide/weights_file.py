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
from typing import Annotated, Any, Literal

from pydantic import Field

from planner.decide.criteria import CRITERIA
from planner.errors import Finding
from planner.messages import message
from planner.scenario import (
    Document,
    Part,
    dotted,
    nearest,
    parse_file,
    place_of,
    settle,
    shape_of,
    shown,
    validated,
)

EQUAL = "equal"
"""In place of a file: every criterion with the same weight."""
SCHEMA_VERSION = 1
SAMPLES, SAMPLES_MIN, SAMPLES_MAX = 100_000, 1_000, 10_000_000
SEED = 2011


class WeightsForm(Part):
    """What a weights file may say."""

    schema_version: Literal[1] = 1
    """Version of this form."""
    title: str = ""
    """A title for tables."""
    weights: dict[str, Annotated[float, Field(ge=0, le=1e12)]]
    """Criteria with their weights, for example `travel: 30`."""
    samples: Annotated[int, Field(ge=SAMPLES_MIN, le=SAMPLES_MAX)] = SAMPLES
    """How many weightings are drawn to see how often each alternative comes first."""
    seed: Annotated[int, Field(ge=0, le=2**32 - 1)] = SEED
    """Where the draws begin; the same seed gives the same draws."""


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
    document = settle(parse_file(path), shape_of(WeightsForm))
    file = shown(path)
    found = validated(WeightsForm, document, file, _further(document, file))
    return Weights(
        title=found.title,
        stated={name: found.weights[name] for name in CRITERIA if found.weights.get(name, 0) > 0},
        samples=found.samples,
        seed=found.seed,
    )


def _further(document: Document, file: str) -> Iterator[Finding]:
    """What the form alone cannot see: criteria that are none, and weights that are all 0."""
    weights = document.data.get("weights")
    if not isinstance(weights, dict):
        return
    for name in weights:
        if name not in CRITERIA:
            near = nearest(name, tuple(CRITERIA))
            fix = (
                message("Did you mean `{near}`?", near=near[0])
                if near
                else message("There are: {names}.", names=", ".join(CRITERIA))
            )
            place = place_of(("weights", name), document.places, file)
            yield Finding(
                place.file,
                message("there is no such criterion"),
                place.key_line or place.line,
                place.key_column or place.column,
                dotted(("weights", name)),
                found=name,
                fix=fix,
            )
    if not any(value != 0 for value in weights.values()):
        place = place_of(("weights",), document.places, file)
        yield Finding(
            place.file,
            message("every weight is 0"),
            place.key_line or place.line,
            place.key_column or place.column,
            "weights",
            expected=message(
                "criteria with their weights, for example `travel: 30`, at least one above 0"
            ),
        )


def is_weight(value: Any) -> bool:
    """Whether it is a number from 0 to 1e12; more than that is a slip of the hand."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and 0 <= value <= 1e12
