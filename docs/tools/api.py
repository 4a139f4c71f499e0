"""The reference of `import planner`: every public name with its signature and docstring, in Markdown.

python -m docs.tools.api     writes docs/api.md, from the checkout
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Any

import planner

PAGE = Path(__file__).resolve().parents[1] / "api.md"
GROUPS: dict[str, tuple[str, ...]] = {
    "The whole way": ("solve_scenario", "compare_scenarios", "study_of", "read_study", "run_study"),
    "Its steps": (
        "read_scenario",
        "read_region",
        "check_region",
        "effective_region",
        "build_travel",
        "build_problem",
        "solve",
        "verify_plan",
        "evaluate",
        "compare",
    ),
    "From memory": ("region_from_frames", "travel_from_matrix"),
    "Frames": ("region_frames", "run_frames", "indicators_frame", "comparison_frame", "study_frame"),
    "What-if": ("break_even", "robust", "write_plot"),
    "Writing": (
        "write_run",
        "write_comparison",
        "draw_map",
        "write_geopackage",
        "write_geojson",
        "comparison_json",
        "comparison_text",
        "run_html",
        "comparison_html",
    ),
    "What ships": ("shipped_regions", "shipped_scenarios"),
    "Values": (
        "LoadedScenario",
        "Scenario",
        "Region",
        "Travel",
        "Problem",
        "Plan",
        "Indicators",
        "Alternative",
        "Comparison",
        "RegionFrames",
        "RunFrames",
    ),
    "Errors": ("PlannerError", "InputError", "InfeasibleError", "NoPlanError", "Finding"),
}
"""Heading → public names, in reading order; a test holds that none is left out."""
_INTRODUCTION = """# The Python interface

<!-- Made by `python -m docs.tools.api` from the docstrings of what `import planner` offers. -->

Everything below is `planner.NAME`, is public, and stays. [From Python](python.md) shows it at work.
What a function raises is the user's to mend: `InputError` carries every problem at once,
`InfeasibleError` the reasons, `NoPlanError` that time ran out.
"""
_SECTION = re.compile(r"^(Args|Returns|Raises|Yields):$")
FIELDS_MOST = 40


def api_page() -> str:
    """The page in Markdown."""
    parts = [_INTRODUCTION]
    for title, names in GROUPS.items():
        parts.append(f"## {title}\n")
        parts += [_entry(name) for name in names]
    return "\n".join(parts)


def _entry(name: str) -> str:
    found = getattr(planner, name)
    called = getattr(found, name) if inspect.ismodule(found) else found
    lines = [f"### {name}\n", *_signature(name, called), *_told(inspect.getdoc(called) or "")]
    if inspect.isclass(called):
        lines += _members(called)
    return "\n".join(lines) + "\n"


def _signature(name: str, called: Any) -> Iterator[str]:
    if inspect.isclass(called):
        return
    text = re.sub(r"<function (\w+) at \w+>", r"\1", str(inspect.signature(called)).replace("'", ""))
    if len(text) + len(name) > 90:
        inner = text[1:].rpartition(") -> ")
        text = "(\n    " + re.sub(r", (?=[*\w]+(?::|,|$))", ",\n    ", inner[0]) + f",\n) -> {inner[2]}"
    yield f"```text\n{name}{text}\n```\n"


def _told(doc: str) -> Iterator[str]:
    """A docstring as Markdown: its sections as lists, indented examples as code."""
    section = ""
    for line in doc.splitlines():
        heading = _SECTION.match(line)
        if heading:
            section = heading[1]
            yield f"**{section}**\n"
        elif section and re.match(r"^ {4}\S", line):
            term, colon, rest = line.strip().partition(": ")
            yield f"- `{term}`: {rest}" if colon and section != "Returns" else f"- {line.strip()}"
        elif section and line.startswith(" " * 8):
            yield f"  {line.strip()}"
        else:
            yield line
    yield ""


def _members(kind: type) -> Iterator[str]:
    """Fields, properties and methods of a value, with what stands below or in them."""
    told = _field_texts(kind)
    rows = []
    if is_dataclass(kind) or hasattr(kind, "model_fields"):
        for field, annotation in inspect.get_annotations(kind).items():
            if not field.startswith("_"):
                rows.append((f"`{field}`", f"`{annotation}`", told.get(field, "")))
    for name, member in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property) or type(member).__name__ == "cached_property":
            function = getattr(member, "fget", None) or member.func  # type: ignore[attr-defined]
            rows.append((f"`{name}`", "property", _first(function)))
        elif inspect.isfunction(member) and _first(member):
            rows.append((f"`{name}()`", "method", _first(member)))
    if rows:
        yield "| name | type | meaning |\n|---|---|---|"
        yield from (
            "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
            for row in rows[:FIELDS_MOST]
        )
        yield ""


def _field_texts(kind: type) -> dict[str, str]:
    """Field → the text below it in the class."""
    tree = ast.parse(dedent(inspect.getsource(kind)))
    body = tree.body[0].body  # type: ignore[attr-defined]
    found = {}
    for field, text in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            found[field.target.id] = " ".join(str(text.value.value).split())
    return found


def _first(function: Any) -> str:
    """The first paragraph of a docstring."""
    return " ".join((inspect.getdoc(function) or "").split("\n\n")[0].split())


if __name__ == "__main__":
    PAGE.write_text(api_page(), encoding="utf-8")
