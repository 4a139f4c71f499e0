"""The part of `docs/model.md` that is made from the docstrings of rules and objectives.

python -m planner.model.page docs/model.md      writes it again between its two marks
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

from planner.model.objectives import OBJECTIVES
from planner.rules import SHIPPED, Rule

BEGIN = "<!-- made by `python -m planner.model.page docs/model.md`: begin -->"
END = "<!-- made by `python -m planner.model.page docs/model.md`: end -->"

_IDENTIFIER = re.compile(r"\\text\{[^}]*\}|\\[A-Za-z]+|[A-Za-z]{2,}")


def model_page() -> str:
    """Rules and objectives as Markdown, with the formulas as `math` blocks; ends in a newline."""
    parts = ["## Rules"]
    parts += ["\n\n".join(_rule(rule)) for rule in SHIPPED]
    parts.append("## Objectives")
    parts.append(
        "Each is made as small as possible. `outside` and `shortfall` come from the guideline and go "
        "before those that a scenario names; `ids` breaks ties and is not reported."
    )
    for objective in OBJECTIVES.values():
        parts.append(f"### Objective `{objective.name}`, in {objective.unit}")
        parts += _sums(cleandoc(objective.formula))
    return "\n\n".join(parts) + "\n"


def with_model_page(text: str) -> str:
    """A page with what stands between the two marks made again.

    Raises:
        ValueError: the marks are missing.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page needs the lines {BEGIN} and {END}")
    return f"{before}{begin}\n\n{model_page()}\n{end}{after}"


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### Rule {rule.number}: {rule.name}"
    yield from _formulas(cleandoc(rule.formula))
    yield f"*Ties together:* {cleandoc(rule.ties.__doc__ or '')}"


def _formulas(text: str) -> Iterator[str]:
    """A docstring's paragraphs; those of a `.. math::` directive become formulas."""
    inside = False
    for paragraph in re.split(r"\n\s*\n", text):
        if paragraph.strip() == ".. math::":
            inside = True
        elif inside and paragraph.startswith("    "):
            yield f"```math\n{_upright(' '.join(paragraph.split()))}\n```"
        else:
            inside = False
            yield paragraph


def _upright(tex: str) -> str:
    """Names of several letters as text: set as formulas they would read as products."""

    def name(found: re.Match[str]) -> str:
        return found[0] if found[0].startswith("\\") else rf"\text{{{found[0]}}}"

    return _IDENTIFIER.sub(name, tex)


def _sums(text: str) -> Iterator[str]:
    """A docstring's paragraphs; lines that begin with a sum stand as they are."""
    for paragraph in re.split(r"\n\s*\n", text):
        lines = paragraph.splitlines()
        formula = [line for line in lines if line.startswith(("Σ", "+ "))]
        rest = [line for line in lines if line not in formula]
        if len(lines) > 1 and len(formula) > 1 and lines[: len(formula)] == formula:
            yield "```text\n" + "\n".join(formula) + "\n```"
            if rest:
                yield "\n".join(rest)
        else:
            yield paragraph


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.write_text(with_model_page(page.read_text(encoding="utf-8")), encoding="utf-8")
