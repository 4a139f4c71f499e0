"""The Python interface as it is documented: the reference is whole and in step, the notebook runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import planner
from docs.tools.api import GROUPS, PAGE, api_page
from docs.tools.notebook import CellError, notebooks, run_notebook, text_of

NOTEBOOK_BYTES_MAX = 400_000


def test_every_public_name_stands_in_the_reference_once() -> None:
    listed = [name for names in GROUPS.values() for name in names]
    assert sorted(listed) == sorted(planner.__all__)


def test_the_reference_is_that_of_the_docstrings() -> None:
    assert PAGE.read_text("utf-8") == api_page(), "write it again: python -m docs.tools.api"


@pytest.mark.slow
@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.name)
def test_a_notebook_runs_and_gives_what_it_shows(path: Path) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    assert text_of(notebook) == path.read_text("utf-8")
    ran = run_notebook(notebook)
    assert len(text_of(ran)) < NOTEBOOK_BYTES_MAX
    assert _words(ran) == _words(notebook), "write it again: python -m docs.tools.notebook"


def _words(notebook: dict[str, object]) -> list[object]:
    """What cells print and say in text; pictures differ from one version of a library to the next."""
    cells: list[dict[str, list[dict[str, object]]]] = notebook["cells"]  # type: ignore[assignment]
    return [
        output.get("text") or output["data"]["text/plain"]  # type: ignore[index]
        for cell in cells
        for output in cell.get("outputs", ())
    ]


def test_a_cell_that_does_not_run_is_told() -> None:
    cells = [{"cell_type": "code", "source": line} for line in ("x = 1", "x / 0")]
    with pytest.raises(CellError, match="cell 2 raises ZeroDivisionError"):
        run_notebook({"cells": cells})
    ran = run_notebook({"cells": [{"cell_type": "code", "source": "print('a')\n1 + 1"}]})
    assert [output.get("text") or output["data"] for output in ran["cells"][0]["outputs"]] == [
        "a\n",
        {"text/plain": "2"},
    ]
