"""The page `docs/json-contract.md`, made from the contract's models.

python -m planner.report.json.page > docs/json-contract.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from planner.report.json.contract import (
    SCHEMA_VERSION,
    alternative_json_schema,
    comparison_json_schema,
)

_INTRODUCTION = f"""\
# The JSON contract

<!-- Made by `python -m planner.report.json.page` from planner/report/json/contract.py. -->

`lms-planner compare SCENARIO… --format json` gives one **ComparisonJson**, `lms-planner solve SCENARIO
--json` one **SolveJson**: an alternative, with what a comparison says once for all on top. The same
documents stand in a results folder as `comparison.json` and, for each alternative, `indicators.json`.
Every other command that has a result takes `--json` too (the same as `--format json`), and a scenario,
study, plan or file of weights may come from standard input: `-`. [Their fields](json-documents.md)
stand on a page of their own.

- The contract has a version, `schema_version`, now {SCHEMA_VERSION}. Fields may be added within a
  version; one that is renamed, removed or given another meaning or unit makes a new version. Skip
  fields that you do not know.
- `lms-planner schema compare` prints the JSON Schema (draft 2020-12) of a comparison; `lms-planner
  schema` lists the names of all documents.
- UTF-8. Codes and ids are text. Shares are 0–1, never per cent. Hours, cost, courses and participants
  are per year, times are one way in minutes. Figures have at most six decimals.
- `null` means that there is nothing to tell (nobody travels, a price is missing, nothing was proved);
  it never stands for 0.
- The same inputs give the same bytes; nothing in the documents tells when they were made.
- `status` and `gap` of an alternative are those of its worst stage. `stopped` means that a limit or
  Ctrl-C ended the search: another run may find another plan. `unproven` means that the search came to
  its own end short of the gap asked for.
- A scenario without a plan is not among `alternatives` but in `without_plan`, with the reasons.
- `best_in` names the rows in which an alternative has the best value, or one that cannot be told from
  it: the intervals from bound to value overlap, or the values read the same in the table. A value
  earned by leaving people out (less coverage than the best alternative has, or more participants with
  no offer) is never best, nor is one under other assumptions than most alternatives rest on
  (`other_assumptions`).
"""


def contract_page() -> str:
    """The page as Markdown, ending in a newline."""
    comparison, solve = comparison_json_schema(), alternative_json_schema()
    parts = [_INTRODUCTION, section("ComparisonJson", comparison)]
    own = set(comparison["$defs"]["AlternativeJson"]["properties"])
    added = {k: v for k, v in solve["properties"].items() if k not in own}
    parts.append(
        section(
            "SolveJson",
            {
                "description": f"{solve['description']} All fields of **AlternativeJson**, and these.",
                "properties": added,
            },
        )
    )
    first = ["AlternativeJson", "StageJson", "UnitJson", "IndicatorsJson"]
    rest = [name for name in comparison["$defs"] if name not in first]
    parts += [section(name, comparison["$defs"][name]) for name in (*first, *rest)]
    return "\n".join(parts)


def section(name: str, schema: dict[str, Any]) -> str:
    """One object of a schema as a heading and a table of its fields."""
    lines = [f"## {name}", "", schema.get("description", ""), ""]
    lines += ["| field | type | unit | meaning |", "|---|---|---|---|"]
    for field, of in schema["properties"].items():
        meaning = of.get("description", "").replace("\n", " ")
        lines.append(f"| `{field}` | {_type(of)} | {of.get('unit', '')} | {meaning} |")
    return "\n".join(lines) + "\n"


def _type(of: dict[str, Any]) -> str:
    return " or ".join(_types(of))


def _types(of: dict[str, Any]) -> Iterator[str]:
    names = {
        "string": "text",
        "number": "number",
        "integer": "whole number",
        "boolean": "true or false",
        "null": "null",
    }
    if "anyOf" in of:
        for option in of["anyOf"]:
            yield from _types(option)
    elif "$ref" in of:
        yield f"**{of['$ref'].rsplit('/', 1)[-1]}**"
    elif "enum" in of:
        yield ", ".join(f"`{value}`" for value in of["enum"])
    elif "const" in of:
        yield f"`{of['const']}`"
    elif of.get("type") == "array":
        inner = of.get("items") or {"anyOf": of["prefixItems"][:1]}
        yield f"list of {_type(inner)}"
    elif of.get("type") == "object":
        inside = of.get("additionalProperties")
        yield f"object of {_type(inside)}" if isinstance(inside, dict) and inside else "object"
    else:
        yield names[of["type"]] if "type" in of else "anything"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(contract_page())
