"""contiguity: the members of a unit hang together."""

from __future__ import annotations

from collections.abc import Iterator

from planner.verify import Facts, Violation

RULE = "contiguity"

BOATS = ("ferry", "express_boat")


def check(facts: Facts) -> Iterator[Violation]:
    """Members reach each other over borders between members; boats count where the scenario says so."""
    if not facts.scenario.contiguity.on:
        return
    borders = [
        (row.code_a, row.code_b)
        for row in facts.region.adjacency
        if facts.scenario.contiguity.boats or row.kind not in BOATS
    ]
    for unit in facts.plan.units:
        parts = _parts(set(unit.member_codes), borders)
        for part in sorted(parts, key=lambda p: (-facts.persons_of(tuple(p)), sorted(p)))[1:]:
            names = ", ".join(facts.municipality(code) for code in sorted(part))
            message = f"{names} does not hang together with the rest of {facts.unit(unit.unit_id)}"
            yield Violation(RULE, message, facts.persons_of(tuple(part)), "persons")


def _parts(codes: set[str], borders: list[tuple[str, str]]) -> list[set[str]]:
    """The pieces into which some municipalities fall."""
    pieces = [{code} for code in sorted(codes)]
    for a, b in borders:
        if a in codes and b in codes:
            joined = next(p for p in pieces if a in p) | next(p for p in pieces if b in p)
            pieces = [p for p in pieces if not p & joined] + [joined]
    return pieces
