"""A model as text, in the LP format, the same whichever PuLP holds it."""

from __future__ import annotations

from math import inf

import pulp

SENSES = {pulp.LpConstraintLE: "<=", pulp.LpConstraintEQ: "=", pulp.LpConstraintGE: ">="}


def lp_text(lp: pulp.LpProblem, *, objective: bool = False) -> str:
    """Rows, bounds and kinds of variables, one per line; the objective before them where asked for.

    Rows, and the terms of a row, stand by name, so the text does not depend on the order in which
    anything was made. Of bounds, 0 ≤ x goes without saying.
    """
    rows = {row.name: row for row in lp.constraints()}
    variables = {x.name: x for row in rows.values() for x, _ in row.items()}
    text = ["Subject To"]
    if objective:
        costs = lp.objective.items()
        variables |= {x.name: x for x, _ in costs}
        text = ["Minimize", f"OBJ: {_terms({x.name: float(c) for x, c in costs})}", *text]
    for name in sorted(rows):
        row = rows[name]
        terms = _terms({x.name: float(c) for x, c in row.items()})
        text.append(f"{name}: {terms} {SENSES[row.sense]} {_end(row):.12g}")
    whole = {name for name, x in variables.items() if x.cat == pulp.LpInteger}
    binary = {name for name in whole if _bounds(variables[name]) == (0, 1)}
    text.append("Bounds")
    for name in sorted(set(variables) - binary):
        low, high = _bounds(variables[name])
        if (low, high) != (0, inf) or name in whole:
            text.append(f" {_within(name, low, high, spelt_out=name in whole)}")
    for heading, names in (("Generals", whole - binary), ("Binaries", binary)):
        if names:
            text += [heading, *sorted(names)]
    return "\n".join([*text, "End"]) + "\n"


def _terms(coefficients: dict[str, float]) -> str:
    terms = ""
    for name in sorted(coefficients):
        value = coefficients[name]
        size = "" if abs(value) == 1 else f"{abs(value):.12g} "
        sign = "- " if value < 0 else ("+ " if terms else "")
        terms += f" {sign}{size}{name}"
    return terms.strip() or "0"


def _end(row: pulp.LpConstraint) -> float:
    return 0.0 if row.constant == 0 else -float(row.constant)


def _bounds(x: pulp.LpVariable) -> tuple[float, float]:
    low, high = x.lowBound, x.upBound
    return (-inf if low is None else float(low)), (inf if high is None else float(high))


def _within(name: str, low: float, high: float, *, spelt_out: bool) -> str:
    if low == high:
        return f"{name} = {low:.12g}"
    if (low, high) == (-inf, inf):
        return f"{name} free"
    start = "" if low == 0 and not spelt_out else ("-inf <= " if low == -inf else f"{low:.12g} <= ")
    return f"{start}{name}" + (f" <= {high:.12g}" if high < inf else "")
