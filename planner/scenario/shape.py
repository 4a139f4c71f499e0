"""What the schema expects at a path, in words and as something to walk.

The schema's annotations are the only source: error messages, the reference page and `--set` all ask
here, so that none of them can say anything else than what is checked.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from planner.messages import later, message, one_of
from planner.scenario.paths import KeyPath
from planner.scenario.schema import Scenario

Kind = Literal[
    "section", "table", "list", "text", "choice", "whole", "number", "switch", "either", "any"
]

_SCALARS: dict[Any, Kind] = {str: "text", int: "whole", float: "number", bool: "switch"}
IDENTIFIER = later("of letters, digits and _ . -")
"""What the text of an id is made of."""
_BOUNDS = {
    Ge: later("at least {bound}"),
    Gt: later("more than {bound}"),
    Le: later("at most {bound}"),
    Lt: later("less than {bound}"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand at a path.

    A `section` has the keys of a model, a `table` keys of the writer's own, `either` one of `options`.
    `item` is what the values of a table or the items of a list are.
    """

    kind: Kind
    nullable: bool = False
    model: type[BaseModel] | None = None
    item: Shape | None = None
    choices: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    options: tuple[Shape, ...] = ()

    def key_names(self) -> tuple[str, ...]:
        """The keys that a section may have."""
        fields = self.model.model_fields if self.model else {}
        return tuple(field.alias or name for name, field in fields.items())

    def child(self, part: str | int) -> Shape | None:
        """What stands under a key or an index; None where nothing can."""
        if self.kind == "section" and self.model is not None:
            fields = self.model.model_fields
            field = next((f for name, f in fields.items() if (f.alias or name) == str(part)), None)
            return None if field is None else shape_of_field(field)
        if self.kind == "table" or (self.kind == "list" and str(part).isdigit()):
            return self.item
        if self.kind == "either":
            return next((c for option in self.options if (c := option.child(part))), None)
        return None

    def words(self) -> str:
        """The shape in words, for "expected …"."""
        text = self._words()
        return message("{what}, or null", what=text) if self.nullable else text

    def _item_words(self) -> str:
        return self.item.words() if self.item else message("a value")

    def _words(self) -> str:
        match self.kind:
            case "section":
                return message("keys with values: {names}", names=", ".join(self.key_names()))
            case "table":
                return message("keys of your own, each with {what}", what=self._item_words())
            case "list":
                return message("a list, each item {what}", what=self._item_words())
            case "choice":
                if len(self.choices) == 1:
                    return self.choices[0]
                return message("one of {names}", names=", ".join(self.choices))
            case "any":
                return message("a value")
            case "either":
                return one_of([option.words() for option in self.options])
            case _:
                names = {
                    "text": message("text"),
                    "whole": message("a whole number"),
                    "number": message("a number"),
                }
                return _bounded(names.get(self.kind, message("true or false")), self.bounds)


@cache
def root() -> Shape:
    """The shape of a whole scenario."""
    return Shape("section", model=Scenario)


def shape_of(model: type[BaseModel]) -> Shape:
    """The shape of a whole file of another form than a scenario's (a study, weights)."""
    return Shape("section", model=model)


def shape_at(path: KeyPath, top: Shape | None = None) -> Shape | None:
    """What a form (a scenario's, unless another is given) expects at a path; None where it has no such
    key."""
    shape: Shape | None = top or root()
    for part in path:
        shape = shape.child(part) if shape else None
    return shape


def shape_of_field(field: FieldInfo) -> Shape:
    """The shape of a field of the schema."""
    return _shape(field.annotation, tuple(field.metadata))


def all_paths(shape: Shape | None = None, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Every path of the schema that has a name of its own (not below tables and lists)."""
    shape = shape or root()
    for key in shape.key_names():
        child = shape.child(key)
        yield (*path, key)
        if child is not None and child.kind == "section":
            yield from all_paths(child, (*path, key))


def _shape(annotation: Any, metadata: tuple[Any, ...] = ()) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _shape(inner, (*metadata, *_flat(more)))
    if origin in (Union, types.UnionType):
        args = [arg for arg in get_args(annotation) if arg is not type(None)]
        nullable = len(args) < len(get_args(annotation))
        if len(args) == 1:
            only = _shape(args[0], metadata)
            return Shape(
                only.kind, nullable, only.model, only.item, only.choices, only.bounds, only.options
            )
        if set(args) == {int, float}:
            return Shape("number", nullable, bounds=tuple(_bounds(metadata)))
        return Shape("either", nullable, options=tuple(_shape(arg, metadata) for arg in args))
    if origin is Literal:
        return Shape("choice", choices=tuple(str(choice) for choice in get_args(annotation)))
    if origin is dict:
        return Shape("table", item=_shape(get_args(annotation)[1]))
    if origin is tuple:
        return Shape("list", item=_shape(get_args(annotation)[0]))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape("section", model=annotation)
    if annotation is Any:
        return Shape("any")
    return Shape(_SCALARS[annotation], bounds=tuple(_bounds(metadata)))


def _flat(metadata: Iterable[Any]) -> Iterator[Any]:
    for item in metadata:
        if isinstance(item, FieldInfo):
            yield from item.metadata
        else:
            yield item


def _bounds(metadata: Iterable[Any]) -> Iterator[str]:
    for item in metadata:
        for kind, words in _BOUNDS.items():
            if isinstance(item, kind):
                yield message(words, bound=_shown(_value(item)))
        if getattr(item, "pattern", None) is not None:
            yield message(IDENTIFIER)


def _bounded(what: str, bounds: tuple[str, ...]) -> str:
    """A kind of value with its bounds: at most two, since more say nothing."""
    if not bounds:
        return what
    if len(bounds) == 1:
        return message("{what} {bound}", what=what, bound=bounds[0])
    return message("{what} {low} and {high}", what=what, low=bounds[0], high=bounds[1])


def _shown(bound: float) -> str:
    return str(int(bound)) if float(bound).is_integer() else f"{bound:g}"


def _value(bound: Any) -> Any:
    return next(getattr(bound, name) for name in ("ge", "gt", "le", "lt") if hasattr(bound, name))
