"""Every rule writes the rows that its formula says, no more and no fewer.

The rows stand in `lp/`, one file per case, and were read by eye against the formula in the rule's
docstring. After a change that is meant to change them, write them anew and read what changed:

    REFRESH_LP=1 pytest tests/model/test_lp_files.py && git diff tests/model/lp
"""

from __future__ import annotations

import os
from pathlib import Path

import pulp
import pytest

from planner.model.variables import make_variables
from planner.rules import SHIPPED
from tests.model.cases import CASES
from tests.model.written import lp_text

FILES = Path(__file__).parent / "lp"
REFRESH = bool(os.environ.get("REFRESH_LP"))


def rows_of(case: str) -> str:
    name, problem = CASES[case]
    rule = next(rule for rule in SHIPPED if rule.name == name)
    lp = pulp.LpProblem(name, pulp.LpMinimize)
    rule.build(problem, make_variables(problem, lp), lp)
    return lp_text(lp)


@pytest.mark.parametrize("case", CASES)
def test_a_rule_writes_these_rows(case: str) -> None:
    file = FILES / f"{case}.lp"
    written = rows_of(case)
    if REFRESH:
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")


def test_every_rule_has_a_file_and_every_file_a_case() -> None:
    assert {rule for rule, _ in CASES.values()} == {rule.name for rule in SHIPPED}
    assert {file.stem for file in FILES.glob("*.lp")} == set(CASES)
