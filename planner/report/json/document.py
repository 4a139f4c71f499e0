"""What every JSON document of a command has in common, and which documents there are.

A document is a pydantic model; what is written is built with it, so it cannot differ from what
`lms-planner schema NAME` prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from planner.files import plain, stable_json
from planner.report.json.comparison import planner_version

Texts = dict[str, str]
"""One text in each language, by its code: nb, en, …"""


class Part(BaseModel):
    """Base of every part of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Document(Part):
    """A document. Fields may be added within a version; any other change makes a new one."""

    schema_version: Literal[1]
    """Version of this document's form."""
    planner_version: str
    """Version of the planner that wrote it."""


DOCUMENTS: Mapping[str, str] = {
    "solve": "planner.report.json.contract:SolveJson",
    "compare": "planner.report.json.contract:ComparisonJson",
    "explain": "planner.report.json.explanation:ExplanationJson",
    "price": "planner.report.json.price:PriceJson",
    "alternatives": "planner.report.json.alternatives:AlternativesJson",
    "pareto": "planner.report.json.pareto:ParetoJson",
    "effects": "planner.report.json.effects:EffectsJson",
    "share": "planner.report.json.sharing:SharingJson",
    "phase": "planner.report.json.phasing:PhasingJson",
    "horizon": "planner.report.json.horizon:HorizonJson",
    "breakeven": "planner.whatif.crossings_json:BreakEvenJson",
    "what-if-better": "planner.whatif.better_json:BetterJson",
    "robust": "planner.whatif.robust_json:RobustJson",
    "check": "planner.report.json.lists:CheckJson",
    "region-list": "planner.report.json.lists:RegionListJson",
    "scenario-list": "planner.report.json.lists:ScenarioListJson",
}
"""Documents by the command that writes them → where the model stands."""


def document(model: type[Document], values: Mapping[str, Any]) -> str:
    """A document as text: UTF-8, at most six decimals, null where there is nothing to tell.

    Raises:
        pydantic.ValidationError: the values are not of the document's form (a fault in the planner).
    """
    found = model.model_validate({"schema_version": 1, "planner_version": planner_version(), **values})
    return stable_json(found.model_dump(mode="python"))


def values_of(record: Any) -> dict[str, Any]:
    """The public fields of a record, as JSON holds them."""
    from dataclasses import asdict

    return {key: plain(value) for key, value in asdict(record).items()}


def document_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a document by the command that writes it."""
    module, _, model = DOCUMENTS[name].partition(":")
    schema: dict[str, Any] = getattr(import_module(module), model).model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
