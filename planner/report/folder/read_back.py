"""What is read back from results folders: only what is needed, each key with the type that it has.

read_marker(folder)          what `inputs.json` says
read_without_plan(folder)    the scenarios of `comparison.json` that have no plan
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planner.errors import Finding, InputError
from planner.files import MARKER, WRITTEN_BY, object_of, read_json, shown
from planner.messages import message
from planner.pipeline import WithoutPlan
from planner.texts import LANGS

COMPARISON_JSON = "comparison.json"
_FIX = "Write the folder anew with the command that made it."

FolderName = Annotated[str, Field(pattern=r"^[^/\\\x00-\x1f]+$", max_length=200)]
"""The name of a folder within one: no way out of it."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class _Inputs(_Form):
    hash: str | None = None
    region: str | None = None
    scope_codes: list[str] = []


class _Marker(_Form):
    kind: str = Field(max_length=40)
    format_version: int = 1
    lang: str = Field("nb", pattern="^(" + "|".join(LANGS) + ")$")
    scenario: str | None = None
    alternatives: dict[FolderName, str] = {}
    inputs: _Inputs = _Inputs()
    files: list[str] = []


class _WithoutPlan(_Form):
    scenario: str
    title: str
    status: Literal["infeasible", "no_plan"]
    reasons: list[str]


class _Comparison(_Form):
    without_plan: list[_WithoutPlan] = []


_F = TypeVar("_F", bound=_Form)


def read_marker(folder: Path) -> dict[str, Any]:
    """What `inputs.json` of a results folder says.

    Raises:
        InputError: not a results folder of the planner, or one whose `inputs.json` is damaged.
    """
    path = folder / MARKER
    told = dict(object_of(read_json(path), str(path))) if path.is_file() else {}
    if told.get("written_by") != WRITTEN_BY:
        raise InputError(
            [
                Finding(
                    str(folder),
                    message("is no results folder of the planner"),
                    found=message("nothing there")
                    if not folder.exists()
                    else message("no {marker} of {written_by}", marker=MARKER, written_by=WRITTEN_BY),
                    expected=message(
                        "a folder that `solve --out`, `compare --out` or `demo` has written"
                    ),
                    fix=message(
                        "Check the path, or write the folder anew, for example: lms-planner solve "
                        "alt-2-lokta --out runs/lokta"
                    ),
                )
            ]
        )
    marker = _valid(_Marker, told, path)
    return {**told, **marker.model_dump()}


def read_without_plan(folder: Path) -> list[WithoutPlan]:
    """The scenarios of a comparison folder that have no plan, as its `comparison.json` has them.

    Raises:
        InputError: there is no such file, or what stands in it cannot be used.
    """
    path = folder / COMPARISON_JSON
    told = _valid(_Comparison, dict(object_of(read_json(path), str(path))), path)
    return [
        WithoutPlan(row.scenario, row.title, row.status, tuple(row.reasons))
        for row in told.without_plan
    ]


def _valid(form: type[_F], told: dict[str, Any], path: Path) -> _F:
    try:
        return form.model_validate(told)
    except ValidationError as error:
        findings = []
        for one in error.errors(include_url=False):
            missing = one["type"] == "missing"
            findings.append(
                Finding(
                    str(path),
                    message("a key is missing") if missing else message("the value cannot be used"),
                    field=".".join(str(part) for part in one["loc"]),
                    found=None if missing else shown(one["input"]),
                    expected=None if missing else one["msg"].removeprefix("Input should be "),
                    fix=_FIX,
                )
            )
        raise InputError(findings) from None
