"""Run the notebooks of the documentation and keep what their cells give.

python -m docs.tools.notebook [NOTEBOOK…]     those of docs/examples where none is named

Cells run one after another in one namespace, without a kernel: what a cell prints, and what its last
expression shows of itself, become its outputs, as Jupyter would have them. That is all these notebooks
need, and it takes no more packages than the planner has.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "examples"


class CellError(Exception):
    """A cell that does not run."""


def notebooks() -> tuple[Path, ...]:
    """The notebooks of the documentation."""
    return tuple(sorted(FOLDER.glob("*.ipynb")))


def run_notebook(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook with the outputs that its cells give.

    Raises:
        CellError: a cell raises; the message names it.
    """
    space: dict[str, Any] = {"__name__": "__main__"}
    cells = []
    count = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            outputs = _run_cell("".join(cell["source"]), space, count)
            cell = {**cell, "execution_count": count, "outputs": outputs}
        cells.append(cell)
    return {**notebook, "cells": cells}


def _run_cell(source: str, space: dict[str, Any], count: int) -> list[dict[str, Any]]:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    value = None
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(tree, f"cell {count}", "exec"), space)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), f"cell {count}", "eval"), space)
    except Exception as error:
        raise CellError(f"cell {count} raises {type(error).__name__}: {error}") from error
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": printed.getvalue()})
    if value is not None:
        shown = {"text/plain": repr(value)}
        if hasattr(value, "_repr_html_") and (html := value._repr_html_()):
            shown["text/html"] = html
        outputs.append(
            {"output_type": "execute_result", "execution_count": count, "metadata": {}, "data": shown}
        )
    return outputs


def text_of(notebook: dict[str, Any]) -> str:
    """A notebook as it stands in its file, in the form that `ruff format` leaves alone."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Run notebooks and write their outputs."""
    for path in [Path(name) for name in arguments] or notebooks():
        text = text_of(run_notebook(json.loads(path.read_text(encoding="utf-8"))))
        path.write_text(text, encoding="utf-8")
        print(f"{path.name}: {len(text) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
