"""The base of every part of a scenario: frozen, without unknown keys, and checked when it is copied."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from planner.errors import Finding, InputError
from planner.messages import message
from planner.scenario.suggestions import nearest


class Part(BaseModel):
    """Base of every part of a scenario."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False
    )

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some values changed, checked as a file is.

        Raises:
            InputError: a key that there is not, or a value that cannot stand there; every problem.
        """
        copied = super().model_copy(deep=deep)
        if not update:
            return copied
        findings = [
            _no_such_key(type(self), key) for key in update if key not in type(self).model_fields
        ]
        if findings:
            raise InputError(findings)
        held = {name: getattr(copied, name) for name in type(self).model_fields}
        try:
            changed = type(self).model_validate({**held, **update})
        except ValidationError as error:
            raise InputError(_wrong_values(type(self), error)) from None
        changed.__pydantic_fields_set__.clear()
        changed.__pydantic_fields_set__.update(self.model_fields_set, update)
        return changed


def _no_such_key(part: type[BaseModel], key: str) -> Finding:
    keys = tuple(part.model_fields)
    near = nearest(key, keys)
    return Finding(
        part.__name__,
        message("unknown key `{key}`", key=key),
        fix=message("Did you mean `{near}`?", near=near[0])
        if near
        else message("The keys here are: {names}.", names=", ".join(keys)),
    )


def _wrong_values(part: type[BaseModel], error: ValidationError) -> list[Finding]:
    return [
        Finding(
            part.__name__,
            str(item["ctx"]["error"])
            if item["type"] == "value_error"
            else message("this value cannot stand here"),
            field=".".join(str(at) for at in item["loc"]) or None,
            found=f"`{str(item['input'])[:60]}`" if item["type"] != "value_error" else None,
            expected=item["msg"].removeprefix("Input should be ")
            if item["type"] != "value_error"
            else None,
        )
        for item in error.errors(include_url=False)
    ]
