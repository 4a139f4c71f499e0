"""From the records of a region to the tables that hold them: one declaration for the reader, the
checks, the workbook, the data package and the documentation.

A record (`records_places.py`, …) is a pydantic dataclass. Each of its fields is a column: the
annotation says what a cell may hold, the field's default what stands for an empty one, the text below
it what it means, and a `Cell` in the annotation what only a table needs to know (unit, example,
Norwegian name).

A table may have columns beyond these: they are kept in the files and ignored by the planner. Every
table may have the column `assumed`: the names of those columns whose value in this row rests on an
assumption, with `;` between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import ConfigDict

from planner.messages import FromCatalogue, message
from planner.region.cells import LIST_SEPARATOR, Holds, Kind, plain, wanted
from planner.texts import Lang, translated

ASSUMED = "assumed"

RECORD = ConfigDict(use_attribute_docstrings=True, allow_inf_nan=False)
"""Settings of every record: the text below a field is its meaning."""

Identifier = Annotated[str, "id"]
"""An id of letters, digits, _ - and . ."""
Code = Annotated[str, "code"]
"""A municipality number, kept as text."""
Assumed = frozenset[str]
"""Names of a record's fields that rest on an assumption and not on a source."""

NO_COLUMN = "no column"
"""Annotates a field of a record that stands in another table."""

Words = Mapping[str, tuple[str, ...]]
"""Value → what else it may be called in a table; the first is the bokmål that workbooks are written
in."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table needs to know of a field beside its type.

    `nb` is the column's name in bokmål and `also` what else people call it. `blank` says that its cells
    may be empty though the record always has a value: `default` stands for it then, or it is made by
    the reader (an id from the text of the column `made_from`, behind `prefix`). `refers_to` names the
    tables (any of them) that an id must be found in. `words` are other words for its values.
    """

    example: str = ""
    nb: str = ""
    also: tuple[str, ...] = ()
    unit: str = ""
    refers_to: tuple[str, ...] = ()
    words: Words = field(default_factory=dict)
    blank: bool = False
    default: str = ""
    made_from: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it means, what a cell may hold, and what stands for a blank.

    `required` says that the column must be there, `blank` that its cells may be empty; `default` is
    what an absent column or an empty cell stands for. The rest is as in `Cell`.
    """

    name: str
    kind: Kind
    meaning: str
    example: str = ""
    required: bool = True
    blank: bool = False
    minimum: float | None = None
    above: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    default: str = ""
    nb: str = ""
    also: tuple[str, ...] = ()
    unit: str = ""
    words: Words = field(default_factory=dict, hash=False)
    made_from: str = ""
    prefix: str = ""

    def meaning_in(self, lang: Lang) -> str:
        """What it means."""
        return translated(lang, "region", "meaning", self.meaning)

    def name_in(self, lang: Lang) -> str:
        """What a workbook in that language calls it."""
        return self.name if lang == "en" else self.nb or self.name

    def choices_in(self, lang: Lang) -> tuple[str, ...]:
        """The words of a drop-down list; empty where there is nothing to choose from."""
        values = ("yes", "no") if self.kind == "yes_no" else self.choices
        return tuple(self.word_in(lang, value) for value in values)

    def word_in(self, lang: Lang, value: str) -> str:
        """How a value is written in that language."""
        if lang == "en" or value not in self.words:
            return value
        return self.words[value][0]

    def text_in(self, lang: Lang, text: str) -> str:
        """A cell's text with the words that a workbook in that language has."""
        if self.kind in ("ids", "codes") and self.words:
            return LIST_SEPARATOR.join(
                self.word_in(lang, part.strip()) for part in text.split(LIST_SEPARATOR)
            )
        return self.word_in(lang, text)

    @property
    def needed(self) -> bool:
        """Whether the column must be there and filled in."""
        return self.required and not self.blank

    @property
    def told_meaning(self) -> str:
        """What it means, as part of a message."""
        return FromCatalogue(self.meaning, "region.meaning")

    @property
    def holds(self) -> Holds:
        """What its cells may hold, for whoever reads them."""
        return self.holds_in("en")

    def holds_in(self, lang: Lang) -> Holds:
        """The same, with choices named in the language of the file."""
        shown = tuple(self.word_in(lang, choice) for choice in self.choices)
        share = self.maximum == 1
        return Holds(self.kind, self.choices, self.words, self.unit, share, self.fits, shown)

    def fits(self, value: float) -> bool:
        """Whether a figure is within the column's bounds."""
        return not (
            (self.minimum is not None and value < self.minimum)
            or (self.above is not None and value <= self.above)
            or (self.maximum is not None and value > self.maximum)
        )

    @property
    def wanted(self) -> str:
        """In plain words, what a cell may hold."""
        return self.wanted_in("en")

    def wanted_in(self, lang: Lang) -> str:
        """The same, with choices named in the language of the file."""
        choices = tuple(self.word_in(lang, choice) for choice in self.choices)
        text = wanted(self.kind, self.minimum, self.maximum, choices, self.above)
        return message("{what}, or empty", what=text) if self.blank else text


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: one row per record, `key` the columns that tell the records apart."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = True
    nb: str = ""
    also: tuple[str, ...] = ()
    assumes: bool = False
    """Whether its records say what they assume."""

    def meaning_in(self, lang: Lang) -> str:
        """What it holds."""
        return translated(lang, "region", "meaning", self.meaning)

    def name_in(self, lang: Lang) -> str:
        """What a workbook in that language calls its sheet."""
        return self.name if lang == "en" else self.nb or self.name

    @property
    def told_meaning(self) -> str:
        """What it holds, as part of a message."""
        return FromCatalogue(self.meaning, "region.meaning")

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    def column(self, name: str) -> Column | None:
        """The column of that name, or None where the schema has none."""
        return next((column for column in self.columns if column.name == name), None)


def table_specs() -> tuple[TableSpec, ...]:
    """Every table a region may have, in reading order."""
    from planner.region.records_alternatives import ALTERNATIVES
    from planner.region.records_catalogue import CATALOGUE_TABLES
    from planner.region.records_places import PLACE_TABLES
    from planner.region.records_population import POPULATION_BY_YEAR
    from planner.region.records_services import SERVICE_TABLES

    return (*PLACE_TABLES, POPULATION_BY_YEAR, *SERVICE_TABLES, ALTERNATIVES, *CATALOGUE_TABLES)


def catalogue_specs() -> tuple[TableSpec, ...]:
    """The tables that come from the shipped catalogue where a region has none of its own."""
    from planner.region.records_catalogue import CATALOGUE_TABLES

    return CATALOGUE_TABLES


@cache
def table_spec(name: str) -> TableSpec:
    """The table of that name.

    Raises:
        KeyError: a region has no such table.
    """
    return {spec.name: spec for spec in table_specs()}[name]


ASSUMED_COLUMN = Column(
    ASSUMED,
    "text",
    "Columns whose value in this row rests on an assumption, with ; between. Results say what "
    "rests on them.",
    required=False,
    blank=True,
    nb="anslag",
    also=("antatt", "anslått", "forutsatt"),
)

YES_NO: Words = MappingProxyType({"yes": ("ja",), "no": ("nei",)})


# --- from a record to its table --------------------------------------------------------------------


def table(
    record: type[Any],
    name: str,
    key: tuple[str, ...],
    *,
    nb: str,
    also: tuple[str, ...] = (),
    meaning: str = "",
    required: bool = True,
    changes: Mapping[str, Mapping[str, Any]] | None = None,
) -> TableSpec:
    """The table that holds records of one kind.

    Its meaning is the record's docstring unless another is given; `changes` are what single columns
    have different in this table (column → values of `Column`).
    """
    columns = columns_of(record)
    if changes:
        columns = tuple(replace(column, **changes.get(column.name, {})) for column in columns)
    meaning = meaning or " ".join((record.__doc__ or "").split("\n\n")[0].split())
    assumes = ASSUMED in {f.name for f in fields(record)}
    return TableSpec(name, meaning, key, columns, required, nb, also, assumes)


_COLUMNS: dict[type[Any], tuple[Column, ...]] = {}
"""Worked out once for each kind of record."""


def columns_of(record: type[Any]) -> tuple[Column, ...]:
    """The columns of a record: every field but `assumed`."""
    if record not in _COLUMNS:
        _COLUMNS[record] = _columns_of(record)
    return _COLUMNS[record]


def _columns_of(record: type[Any]) -> tuple[Column, ...]:
    described = record.__pydantic_fields__
    return tuple(
        _column(f.name, described[f.name], f.default)
        for f in fields(record)
        if f.name != ASSUMED and NO_COLUMN not in described[f.name].metadata
    )


def _column(name: str, described: Any, default: Any) -> Column:
    notes = described.metadata
    cell = next((note for note in notes if isinstance(note, Cell)), Cell())
    annotation, nullable = _without_none(described.annotation)
    kind, choices = _kind(annotation, notes)
    default = getattr(default, "default", default)  # pydantic's own FieldInfo, or the plain value
    has_default = default is not MISSING and str(default) != "PydanticUndefined"
    bounds: list[Any] = _flat(notes)
    return Column(
        name,
        kind,
        " ".join((described.description or "").split()),
        example=cell.example,
        required=not (nullable or has_default or cell.blank),
        blank=nullable or has_default or cell.blank,
        minimum=_bound(bounds, Ge, "ge"),
        above=_bound(bounds, Gt, "gt"),
        maximum=_bound(bounds, Le, "le"),
        choices=choices,
        refers_to=cell.refers_to,
        default=cell.default or (plain(default) if has_default else ""),
        nb=cell.nb,
        also=cell.also,
        unit=cell.unit,
        words=cell.words or (YES_NO if kind == "yes_no" else {}),
        made_from=cell.made_from,
        prefix=cell.prefix,
    )


def _bound(notes: list[Any], kind: type[Any], name: str) -> float | None:
    return next((float(getattr(note, name)) for note in notes if isinstance(note, kind)), None)


def _flat(notes: list[Any]) -> list[Any]:
    """Annotations of a field, those behind its `| None` too."""
    return [inner for note in notes for inner in (getattr(note, "metadata", None) or [note])]


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) in (Union, UnionType):
        inner = [arg for arg in get_args(annotation) if arg is not NoneType]
        if len(inner) == 1:
            return inner[0], True
    return annotation, False


def _kind(annotation: Any, notes: list[Any]) -> tuple[Kind, tuple[str, ...]]:
    """Kind and choices of a field's type."""
    if get_origin(annotation) is Annotated:
        annotation, *inner = get_args(annotation)
        return _kind(annotation, [*notes, *inner])
    if get_origin(annotation) is Literal:
        return "choice", tuple(str(choice) for choice in get_args(annotation))
    if get_origin(annotation) is tuple:
        kind, choices = _kind(get_args(annotation)[0], [])
        return ("codes" if kind == "code" else "ids"), choices
    if annotation is str:
        marks: tuple[Kind, ...] = ("id", "code")
        return next((mark for mark in marks if mark in notes), "text"), ()
    plain_kinds: dict[Any, Kind] = {int: "integer", float: "number", bool: "yes_no"}
    return plain_kinds[annotation], ()
