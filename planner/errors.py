"""The errors a user can meet, and the exit code each one leaves.

    PlannerError
    ├── InputError         2  the input cannot be used; carries every problem found, not the first only
    ├── InfeasibleError    3  the input is sound, but no plan can satisfy it; carries the reasons
    └── NoPlanError        4  stopped (time limit, Ctrl-C) before any plan was found

Anything else that reaches the command line is a bug in the planner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in the input: where it is, what was found, what was expected, how to fix it.

    `line` and `column` count from 1. In a spreadsheet or CSV `line` is the row as a spreadsheet
    program numbers it (the header is row 1) and `field` names the column, as the file does; `cell` is
    the cell of a workbook, such as F5.
    """

    file: str
    message: str
    line: int | None = None
    column: int | None = None
    field: str | None = None
    found: str | None = None
    expected: str | None = None
    fix: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.cell is not None:
            place += f", cell {self.cell}"
        elif self.line is not None:
            place += f":{self.line}"
            if self.column is not None:
                place += f":{self.column}"
        if self.field is not None:
            place += f" [{self.field}]"
        parts = [f"{place}: {self.message}"]
        if self.found is not None:
            parts.append(f"found {self.found}")
        if self.expected is not None:
            parts.append(f"expected {self.expected}")
        text = "; ".join(parts)
        return f"{text}. {self.fix}" if self.fix else text


class PlannerError(Exception):
    """Base of every error that is the user's to fix or to know."""

    exit_code: ClassVar[int] = 2


class InputError(PlannerError):
    """The input cannot be used. `findings` lists every problem that was found."""

    exit_code = 2

    def __init__(self, findings: Iterable[Finding] | str) -> None:
        if isinstance(findings, str):
            self.findings: tuple[Finding, ...] = ()
            super().__init__(findings)
        else:
            self.findings = tuple(findings)
            super().__init__("\n".join(str(finding) for finding in self.findings))


class InfeasibleError(PlannerError):
    """No plan satisfies the scenario. `reasons` are sentences with numbers."""

    exit_code = 3

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


class NoPlanError(PlannerError):
    """The solver was stopped before it had found any plan."""

    exit_code = 4


class PlanRefusedError(Exception):
    """The verifier refuses a plan that the solver handed over: a fault in the planner."""

    def __init__(self, scenario: str, violations: Sequence[str]) -> None:
        self.scenario = scenario
        self.violations = tuple(violations)
        super().__init__(f"the verifier refuses the plan of {scenario}: " + "; ".join(violations))

    def __reduce__(self) -> tuple[type[PlanRefusedError], tuple[str, tuple[str, ...]]]:
        """Let it travel from a worker process to the one that tells the user."""
        return type(self), (self.scenario, self.violations)
